"""What follows by rule: what may be compared is, what may not is not."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from policygraph.graph.claim import EntityType, Reading
from policygraph.graph.naming import NS
from policygraph.graph.rules import derive, derive_from, rule_texts
from policygraph.graph.statements import link
from policygraph.graph.store import Store
from policygraph.graph.triples import document_graph, verify
from policygraph.graph.values import (
    CURRENCIES,
    Bound,
    FundingScope,
    Kind,
    Modality,
    MoneyStage,
    Precision,
    Statistic,
    TimeRole,
)
from policygraph.tests.graph.worked import BY_2025, NAMING, Details, Draft, draft, plan, report

IN_2021 = ("in 2021", "2021", "2021", TimeRole.AS_OF, Precision.YEAR)
IN_2022 = ("in 2022", "2022", "2022", TimeRole.AS_OF, Precision.YEAR)


def quads(*readings: Reading) -> list[Quad]:
    for reading in readings:
        verify(reading)
    return [
        Quad(t.subject, t.predicate, t.object, NamedNode(NAMING.graph(reading.source.id)))
        for reading in readings
        for t in document_graph(reading, NAMING)
    ]


def found(triples: list[Triple], name: str) -> set[tuple[str, str]]:
    return {(t.subject.value, t.object.value) for t in triples
            if t.predicate.value == NS + name and isinstance(t.subject, NamedNode)
            and isinstance(t.object, NamedNode | Literal)}  # fmt: skip


def attainments(triples: list[Triple]) -> dict[tuple[str, str], Decimal | None]:
    """Attainment by target and result; None where there is none."""
    result, share = dict(found(triples, "byResult")), dict(found(triples, "attainment"))
    return {
        (target, result[node]): Decimal(share[node]) if node in share else None
        for node, target in found(triples, "ofTarget")
    }


class Note:
    """A document of one line a claim, all about one programme."""

    def __init__(self, doc: str, issued: str, *lines: str) -> None:
        self.draft: Draft = draft(doc, "\n".join(("Notes on the Dam Plan", *lines, "")), issued)
        self.subject = self.draft.entity("Dam Plan", EntityType.PROGRAMME)

    def money(self, line: str, surface: str, value: str, modality: Modality, scope: FundingScope | None,
              stage: MoneyStage | None) -> str:  # fmt: skip
        details: Details = {}
        if scope:
            details["scope"] = scope
        if stage:
            details["stage"] = stage
        when = BY_2025 if modality is Modality.COMMITTED else IN_2021
        return self.draft.quantity(
            line, surface, value, "KRW", "money", self.subject, Kind.BUDGET, modality, when, **details
        )

    def count(self, line: str, surface: str, modality: Modality, when: tuple[str, str | None, str | None, TimeRole,
              Precision] | None = None, bound: Bound = Bound.EXACTLY, statistic: Statistic = Statistic.LEVEL,
              component_of: str = "") -> str:  # fmt: skip
        details: Details = {"bound": bound, "statistic": statistic}
        if component_of:
            details["component_of"] = component_of
        kind = Kind.TARGET if modality is Modality.COMMITTED else Kind.RESULT
        value = re.sub(r"\D", "", surface)
        return self.draft.quantity(line, surface, value, "dam", "dams", self.subject, kind, modality, when, **details)

    def quads(self) -> list[Quad]:
        return quads(self.draft.reading())


def test_the_worked_example_gives_what_a_reader_would_say() -> None:
    derived = derive_from(quads(plan(), report()))
    rounded = sorted(share and round(share, 3) for share in attainments(derived).values() if share)
    assert rounded == [Decimal("0.206"), Decimal("0.225"), Decimal("0.516"), Decimal("0.533")]
    assert len(found(derived, "revises")) == 2
    assert found(derived, "conflictsWith") == found(derived, "corroborates") == set()


def test_the_order_of_documents_does_not_show() -> None:
    given = quads(plan(), report())
    expected = derive_from(given)
    for seed in range(5):
        random.Random(seed).shuffle(given)
        assert derive_from(given) == expected


def test_what_was_derived_before_is_not_derived_from() -> None:
    base = "https://w3id.org/policygraph/"
    with Store.open("memory:") as store:
        store.replace({NAMING.graph(r.source.id): document_graph(r, NAMING) for r in (plan(), report())})
        derived = derive(store)
        store.replace({base + "graph/derived": derived}, drop=[NAMING.graph("plan-2020")])
        assert derive(store) == derive_from(quads(report()))


def test_a_relation_becomes_a_direct_triple() -> None:
    derived = derive_from(quads(plan()))
    assert found(derived, "directPartOf") == {
        (NAMING.entity("item", "Data Dam"), NAMING.entity("item", "Digital New Deal"))
    }


def test_what_is_only_expected_becomes_none() -> None:
    d = draft("n", "The Dam Plan may become part of the Deal.\n", "2021-01-01")
    dam, deal = d.entity("Dam Plan", EntityType.PROGRAMME), d.entity("Deal", EntityType.PROGRAMME)
    d.relation("may", dam, "directPartOf", deal, Modality.EXPECTED)
    assert derive_from(quads(d.reading())) == []


def test_what_was_only_proposed_becomes_none_until_it_is_accepted() -> None:
    def proposed(reading: Reading) -> Reading:
        return replace(reading, claims=tuple(replace(claim, rule="proposer.small") for claim in reading.claims))

    given = quads(proposed(plan()), proposed(report()))
    assert derive_from(given) == []
    claims = {q.subject.value for q in given if q.predicate.value == NS + "rule" and isinstance(q.subject, NamedNode)}
    for claim in claims:
        judgement = claim.replace("/claim/", "/judgement/")
        for triple in (link(judgement, "pg:judges", claim), link(judgement, "pg:verdict", NS + "accepted")):
            given.append(Quad(triple.subject, triple.predicate, triple.object))
    assert set(derive_from(given)) == set(derive_from(quads(plan(), report())))


def test_what_was_rejected_becomes_none_and_is_compared_with_nothing() -> None:
    given = quads(plan(), report())
    claims = {
        q.subject.value for q in given if q.predicate.value == NS + "modality" and isinstance(q.subject, NamedNode)
    }
    for claim in claims:
        judgement = claim.replace("/claim/", "/judgement/")
        for triple in (link(judgement, "pg:judges", claim), link(judgement, "pg:verdict", NS + "rejected")):
            given.append(Quad(triple.subject, triple.predicate, triple.object))
    assert derive_from(given) == []


def test_every_currency_is_money_to_the_rules() -> None:
    assert set(re.findall(r"unit:([A-Z]{3})\b", rule_texts()["02_comparison_key"])) == CURRENCIES


@pytest.mark.parametrize(
    ("scope", "stage"),
    [(None, None), (FundingScope.TOTAL, None), (None, MoneyStage.PLANNED)],
)
def test_money_without_scope_or_stage_is_compared_with_nothing(
    scope: FundingScope | None, stage: MoneyStage | None
) -> None:
    note = Note("n", "2021-01-01", "Some 5 won by 2025.")
    note.money("Some", "5 won", "5", Modality.COMMITTED, scope, stage)
    assert derive_from(note.quads()) == []


@pytest.mark.parametrize(
    ("scope", "stage", "met"),
    [
        (FundingScope.NATIONAL, MoneyStage.EXECUTED, True),
        (FundingScope.NATIONAL, MoneyStage.BUDGETED, False),
        (FundingScope.NATIONAL, MoneyStage.CONTRACTED, False),
        (FundingScope.TOTAL, MoneyStage.EXECUTED, False),
        (None, MoneyStage.EXECUTED, False),
        (FundingScope.NATIONAL, None, False),
    ],
)
def test_promised_money_meets_only_paid_money_of_its_scope(
    scope: FundingScope | None, stage: MoneyStage | None, met: bool
) -> None:
    note = Note("n", "2021-12-31", "There shall be 8 won by 2025.", "There were 2 won in 2021.")
    target = note.money("shall", "8 won", "8", Modality.COMMITTED, FundingScope.NATIONAL, MoneyStage.PLANNED)
    result = note.money("were", "2 won", "2", Modality.ACHIEVED, scope, stage)
    assert attainments(derive_from(note.quads())) == ({(target, result): Decimal("0.25")} if met else {})


def test_a_target_meets_the_newest_result_only() -> None:
    note = Note("n", "2022-12-31", "We plan 100 dams by 2025.", "There were 20 in 2021.", "There were 50 in 2022.")
    target = note.count("plan", "100", Modality.COMMITTED, BY_2025)
    note.count("20 in", "20", Modality.ACHIEVED, IN_2021)
    newest = note.count("50 in", "50", Modality.ACHIEVED, IN_2022)
    assert attainments(derive_from(note.quads())) == {(target, newest): Decimal("0.5")}


def test_a_result_without_a_time_counts_from_its_documents_issue() -> None:
    early = Note("a", "2021-06-30", "We plan 100 dams by 2025.", "There are 20.")
    target = early.count("plan", "100", Modality.COMMITTED, BY_2025)
    early.count("20", "20", Modality.ACHIEVED)
    late = Note("b", "2022-06-30", "There are 60.")
    newest = late.count("60", "60", Modality.ACHIEVED)
    assert attainments(derive_from(early.quads() + late.quads())) == {(target, newest): Decimal("0.6")}


def test_documents_without_a_date_are_compared_too() -> None:
    note = Note("a", "", "We plan 100 dams by 2025.", "There are 20.")
    target = note.count("plan", "100", Modality.COMMITTED, BY_2025)
    result = note.count("20", "20", Modality.ACHIEVED)
    assert attainments(derive_from(note.quads())) == {(target, result): Decimal("0.2")}


def test_the_same_result_told_twice_is_one_progress() -> None:
    note = Note("n", "2021-12-31", "We plan 100 dams by 2025.", "Headline: 20 in 2021.", "There were 20 in 2021.")
    note.count("plan", "100", Modality.COMMITTED, BY_2025)
    note.count("Headline", "20", Modality.ACHIEVED, IN_2021)
    note.count("There", "20", Modality.ACHIEVED, IN_2021)
    assert len(attainments(derive_from(note.quads()))) == 1


def test_a_component_is_not_taken_for_the_whole() -> None:
    note = Note("n", "2021-12-31", "We plan 100 dams by 2025.", "In all 50 in 2021.", "Of them 30 in 2021.")
    target = note.count("plan", "100", Modality.COMMITTED, BY_2025)
    whole = note.count("In all", "50", Modality.ACHIEVED, IN_2021)
    note.count("Of them", "30", Modality.ACHIEVED, IN_2021, component_of=whole)
    derived = derive_from(note.quads())
    assert attainments(derived) == {(target, whole): Decimal("0.5")}
    assert found(derived, "conflictsWith") == set()


def test_a_rank_has_no_ratio() -> None:
    shares = attainments(derive_from(quads(plan(), report())))
    assert [share for (target, _), share in shares.items() if target.endswith("/rank")] == [None]


def test_a_change_is_compared_with_changes_only_and_has_no_ratio() -> None:
    note = Note("n", "2021-12-31", "We plan 50 more by 2025.", "There were 20 more in 2021.", "There were 90 in 2021.")
    target = note.count("plan", "50", Modality.COMMITTED, BY_2025, statistic=Statistic.CHANGE)
    change = note.count("20 more", "20", Modality.ACHIEVED, IN_2021, statistic=Statistic.CHANGE)
    note.count("90", "90", Modality.ACHIEVED, IN_2021)
    assert attainments(derive_from(note.quads())) == {(target, change): None}


def test_where_less_is_better_the_target_is_over_the_result() -> None:
    d = draft("n", "We want 10 days by 2025.\nIt took 40 days in 2021.\nThe Dam Plan.\n", "2021-12-31")
    dam = d.entity("Dam Plan", EntityType.PROGRAMME)
    target = d.quantity("want", "10", "10", "day", "days of waiting", dam, Kind.TARGET, Modality.COMMITTED, BY_2025,
                        lower_is_better=True)  # fmt: skip
    result = d.quantity("took", "40", "40", "day", "days of waiting", dam, Kind.RESULT, Modality.ACHIEVED, IN_2021,
                        lower_is_better=True)  # fmt: skip
    assert attainments(derive_from(quads(d.reading()))) == {(target, result): Decimal("0.25")}


def test_a_later_document_revises_an_earlier_one_where_the_deadline_is_the_same() -> None:
    early = Note("a", "2020-07-14", "We plan 30 dams by 2025.")
    first = early.count("plan", "30", Modality.COMMITTED, BY_2025)
    late = Note("b", "2021-08-30", "We plan 31 dams by 2025.", "We plan 60 dams by 2030.")
    second = late.count("31", "31", Modality.COMMITTED, BY_2025)
    by_2030 = ("by 2030", None, "2030", TimeRole.DEADLINE, Precision.YEAR)
    late.count("60", "60", Modality.COMMITTED, by_2030)
    assert found(derive_from(early.quads() + late.quads()), "revises") == {(second, first)}


def test_two_documents_that_say_the_same_bear_each_other_out() -> None:
    one, two = Note("a", "2020-07-14", "We plan 30 dams by 2025."), Note("b", "2021-08-30", "So 30 dams by 2025.")
    a = one.count("plan", "30", Modality.COMMITTED, BY_2025)
    b = two.count("So", "30", Modality.COMMITTED, BY_2025)
    derived = derive_from(one.quads() + two.quads())
    assert found(derived, "corroborates") == {(a, b), (b, a)}
    assert found(derived, "revises") == set()


def test_one_document_does_not_bear_itself_out() -> None:
    note = Note("a", "2020-07-14", "We plan 30 dams by 2025.", "So 30 dams by 2025.")
    note.count("plan", "30", Modality.COMMITTED, BY_2025)
    note.count("So", "30", Modality.COMMITTED, BY_2025)
    assert found(derive_from(note.quads()), "corroborates") == set()


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ((Bound.EXACTLY, "12,000"), (Bound.EXACTLY, "120,000"), True),
        ((Bound.AT_LEAST, "170,000"), (Bound.APPROXIMATELY, "170,000"), False),
        ((Bound.AT_LEAST, "300"), (Bound.EXACTLY, "320"), False),
        ((Bound.AT_LEAST, "300"), (Bound.EXACTLY, "290"), True),
        ((Bound.EXACTLY, "290"), (Bound.AT_LEAST, "300"), True),
        ((Bound.AT_MOST, "300"), (Bound.EXACTLY, "310"), True),
        ((Bound.AT_MOST, "300"), (Bound.AT_LEAST, "400"), True),
        ((Bound.APPROXIMATELY, "8,000"), (Bound.EXACTLY, "8,300"), False),
        ((Bound.APPROXIMATELY, "8,000"), (Bound.EXACTLY, "9,300"), True),
    ],
)
def test_values_that_cannot_hold_together_conflict(
    one: tuple[Bound, str], other: tuple[Bound, str], conflict: bool
) -> None:
    note = Note("n", "2021-12-31", f"First {one[1]} in 2021.", f"Then {other[1]} in 2021.")
    note.count("First", one[1], Modality.ACHIEVED, IN_2021, bound=one[0])
    note.count("Then", other[1], Modality.ACHIEVED, IN_2021, bound=other[0])
    assert len(found(derive_from(note.quads()), "conflictsWith")) == conflict


def test_versions_of_a_programme_are_compared_even_when_they_succeed_each_other_in_a_circle() -> None:
    d = draft("n", "Plan A follows Plan B.\nPlan B follows Plan A.\nPlan A has 5 dams.\n", "2021-01-01")
    a, b = d.entity("Plan A", EntityType.PROGRAMME), d.entity("Plan B", EntityType.PROGRAMME)
    d.relation("A follows", a, "succeeds", b)
    d.relation("B follows", b, "succeeds", a)
    d.quantity("5 dams", "5", "5", "dam", "dams", a, Kind.RESULT, Modality.ACHIEVED)
    keys = found(derive_from(quads(d.reading())), "comparisonKey")
    assert [key.split()[0] for _, key in keys] == [a]


def test_names_are_under_the_base_that_is_set() -> None:
    derived = derive_from(quads(plan(), report()), "https://example.org/")
    assert all(node.startswith("https://example.org/id/progress/") for node, _ in found(derived, "ofTarget"))
