"""A reading as triples, in the shape of docs/data-model.md, and what keeps a reading out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from policygraph.errors import GraphInvalid
from policygraph.graph.citation import Citation, Source
from policygraph.graph.claim import Claim, QuantityClaim, Reading, RelationClaim
from policygraph.graph.naming import NS, Naming
from policygraph.graph.triples import document_graph, moment, publisher_iri, unit_iri, verify
from policygraph.graph.values import Period, Precision, TimeRole
from policygraph.tests.graph.worked import NAMING, PLAN_TEXT, plan, report

PLAN = plan()
GRAPH = document_graph(PLAN, NAMING)
XSD = "http://www.w3.org/2001/XMLSchema#"
OA = "http://www.w3.org/ns/oa#"


def values(subject: str, predicate: str, graph: list[Triple] = GRAPH) -> list[str]:
    full = predicate if "//" in predicate else NS + predicate
    return [
        t.object.value.removeprefix(NS)
        for t in graph
        if t.subject == NamedNode(subject) and t.predicate.value == full and isinstance(t.object, NamedNode | Literal)
    ]


def claim(metric: str, modality: str = "committed", reading: Reading = PLAN) -> QuantityClaim:
    return next(
        c
        for c in reading.claims
        if isinstance(c, QuantityClaim) and c.metric.label == metric and c.modality.value == modality
    )


def test_the_worked_readings_are_sound() -> None:
    verify(PLAN)
    verify(report())


def test_the_graph_is_sorted_without_repetition_and_the_same_every_time() -> None:
    assert sorted(set(GRAPH), key=str) == GRAPH
    assert document_graph(plan(), Naming()) == GRAPH


def test_money_is_exact() -> None:
    won = claim("investment")
    assert [t.object for t in GRAPH if t.subject == NamedNode(won.iri) and t.predicate.value == NS + "value"] == [
        Literal("58200000000000", datatype=NamedNode(XSD + "decimal"))
    ]
    assert values(won.iri, "unit") == ["https://w3id.org/policygraph/unit/KRW"]
    assert values(won.iri, "fundingScope") == ["totalProjectCost"]
    assert values(won.iri, "moneyStage") == ["planned"]
    assert values(won.iri, "claimKind") == ["budgetFigure"]
    assert values(won.iri, "valueText") == ["58.2 trillion won"]


def test_what_a_document_does_not_say_is_not_there() -> None:
    platforms = claim("big data platforms")
    for absent in ("fundingScope", "moneyStage", "population", "inArea", "baseline", "valueMax", "assertedBy", "asOf"):
        assert values(platforms.iri, absent) == []


def test_a_number_with_twenty_digits_keeps_them_all() -> None:
    won = claim("investment")
    exact = Decimal("12345678901234567890.12")
    changed = replace(PLAN, claims=(replace(won, quantity=replace(won.quantity, value=exact)),))
    assert values(won.iri, "value", document_graph(changed, NAMING)) == [str(exact)]


def test_a_deadline_is_the_last_second_of_the_year_written() -> None:
    iri = claim("big data platforms").iri
    assert values(iri, "deadline") == ["2025-12-31T23:59:59"]
    assert values(iri, "precision") == ["year"]
    assert values(iri, "timeText") == ["by 2025"]


@pytest.mark.parametrize(
    ("role", "start", "end", "expected"),
    [
        (TimeRole.AS_OF, "2021-05", "2021-05", {"asOf": "2021-05-31T23:59:59"}),
        (TimeRole.AS_OF, "2021-07-22", None, {"asOf": "2021-07-22T23:59:59"}),
        (TimeRole.DURING, "2020", "2021", {"periodStart": "2020-01-01T00:00:00", "periodEnd": "2021-12-31T23:59:59"}),
        (TimeRole.SINCE, "2020-10", None, {"periodStart": "2020-10-01T00:00:00"}),
        (TimeRole.DEADLINE, None, None, {}),
    ],
)  # fmt: skip
def test_each_role_of_a_time_has_its_property(
    role: TimeRole, start: str | None, end: str | None, expected: dict[str, str]
) -> None:
    won = claim("investment")
    changed = replace(PLAN, claims=(replace(won, time=Period(start, end, role, Precision.MONTH, "Plan", 0, 4)),))
    graph = document_graph(changed, NAMING)
    times = ("asOf", "deadline", "periodStart", "periodEnd")
    assert {name: value for name in times for value in values(won.iri, name, graph)} == expected
    assert values(won.iri, "timeText", graph) == ["Plan"]


@pytest.mark.parametrize("iso", ["2021-02-29", "2021-13", "2021-00-01", "0000", "soon", "2021-01-01-01"])
def test_a_day_that_does_not_exist_is_no_moment(iso: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        moment(iso, end=True)


def test_a_passage_quotes_the_text_at_its_place() -> None:
    (passage,) = values(claim("big data platforms").iri, "evidence")
    start, end = (int(values(f"{passage}#position", OA + name)[0]) for name in ("start", "end"))
    assert values(f"{passage}#quote", OA + "exact") == [PLAN_TEXT[start:end]]
    assert values(f"{passage}#quote", OA + "prefix") == [PLAN_TEXT[start - 32 : start]]
    assert values(f"{passage}#quote", OA + "suffix") == [PLAN_TEXT[end : end + 32]]
    assert values(passage, "section") == ["Plan for the Digital New Deal"]
    assert values(passage, OA + "hasSource") == [NAMING.document("plan-2020")]


def test_the_document_holds_its_text_and_dates() -> None:
    iri = NAMING.document("plan-2020")
    assert values(iri, "content") == [PLAN_TEXT]
    assert values(iri, "sha256") == [PLAN.source.sha256]
    assert values(iri, "http://purl.org/dc/terms/issued") == ["2020-07-14T00:00:00"]
    assert values(iri, "issuedText") == ["2020-07-14"]
    assert values(iri, "referenceTime") == []


def test_a_discovered_thing_is_described_where_it_is_found_and_a_known_one_elsewhere() -> None:
    dam = NAMING.entity("item", "Data Dam")
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    assert values(dam, label) == ["Data Dam"]
    assert values(dam, "entityType") == ["infrastructure"]
    known = replace(PLAN, entities=tuple(replace(entity, known=True) for entity in PLAN.entities))
    graph = document_graph(known, NAMING)
    assert values(dam, label, graph) == []
    assert len(values(dam, "mentionedIn", graph)) == 1


def test_the_publisher_is_the_body_that_the_text_names_so() -> None:
    assert publisher_iri(PLAN, NAMING) == NAMING.entity("body", "Ministry of Science and ICT")
    aliased = replace(PLAN.entities[0], iri="https://example.org/msit", name="MSIT", aliases=(PLAN.entities[0].name,))
    assert publisher_iri(replace(PLAN, entities=(aliased,)), NAMING) == "https://example.org/msit"


def test_a_publisher_that_the_text_does_not_name_is_described() -> None:
    other = replace(PLAN, source=replace(PLAN.source, publisher="Press Office"))
    iri = NAMING.entity("body", "Press Office")
    assert values(iri, "http://www.w3.org/2000/01/rdf-schema#label", document_graph(other, NAMING)) == ["Press Office"]


def test_units_of_the_vocabulary_keep_their_names_under_any_base() -> None:
    mine = Naming("https://example.org/")
    assert unit_iri("percent", mine) == "https://w3id.org/policygraph/unit/percent"
    graph = document_graph(PLAN, mine)
    assert values("https://example.org/unit/big-data-platform", "http://www.w3.org/2000/01/rdf-schema#label", graph)


def test_an_unclaimed_numeral_is_listed_with_its_reason() -> None:
    at = PLAN_TEXT.index("15th")
    assert values(NAMING.numeral("plan-2020", at, at + 4), "reason") == ["no time is given"]


def test_a_document_without_anything_is_only_its_text() -> None:
    bare = Reading(Source("note", "Nothing here."))
    verify(bare)
    assert len(document_graph(bare, NAMING)) == 8


def changed_claim(change: Callable[[QuantityClaim], Claim]) -> Reading:
    return replace(PLAN, claims=(change(claim("big data platforms")),))


def changed_relation(**changes: str) -> Reading:
    relation = next(c for c in PLAN.claims if isinstance(c, RelationClaim))
    return replace(PLAN, claims=(replace(relation, predicate=changes.get("predicate", relation.predicate),
                                         object=changes.get("object", relation.object)),))  # fmt: skip


def shifted(c: QuantityClaim) -> Claim:
    return replace(c, quantity=replace(c.quantity, start=c.quantity.start + 1, end=c.quantity.end + 1))


def elsewhere(c: QuantityClaim) -> Claim:
    return replace(c, evidence=(PLAN.entities[0].citation,))


KOREA = NAMING.entity("place", "Korea")
WRONG = {
    "has no evidence": changed_claim(lambda c: replace(c, evidence=())),
    "cites words that do not stand": changed_claim(lambda c: replace(c, evidence=(Citation(0, 4, "Dams"),))),
    "does not stand at": changed_claim(shifted),
    "is not in its evidence": changed_claim(elsewhere),
    "is about https://example.org/x": changed_claim(lambda c: replace(c, subject="https://example.org/x")),
    "points to https://example.org/x": changed_claim(lambda c: replace(c, population="https://example.org/x")),
    "no quantity claim": changed_claim(lambda c: replace(c, baseline="https://example.org/x")),
    "points to itself": changed_claim(lambda c: replace(c, component_of=c.iri)),
    "confidence": changed_claim(lambda c: replace(c, confidence=1.2)),
    "which is no date": changed_claim(lambda c: replace(c, time=replace(c.time, end="2025-13") if c.time else None)),
    'time "Plan"': changed_claim(lambda c: replace(c, time=replace(c.time, text="Plan") if c.time else None)),
    "no relation of the ontology": changed_relation(predicate="isCousinOf"),
    "relates to https://example.org/x": changed_relation(object="https://example.org/x"),
    "which does not fit": changed_relation(object=KOREA),
    "to itself": changed_relation(object=NAMING.entity("item", "Data Dam")),
    "share the name": replace(PLAN, claims=(claim("investment"), replace(claim("investment"), confidence=0.5))),
    "date of issue": replace(PLAN, source=replace(PLAN.source, issued="14 July")),
    "do not stand in the text": replace(PLAN, entities=(replace(PLAN.entities[0], citation=Citation(0, 4, "Dams")),)),
}  # fmt: skip


@pytest.mark.parametrize("mistake", WRONG)
def test_a_reading_with_a_mistake_is_kept_out_and_the_claim_named(mistake: str) -> None:
    with pytest.raises(GraphInvalid, match=mistake.replace("?", r"\?")) as caught:
        verify(WRONG[mistake])
    assert "plan-2020" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_agent_needs_a_name_in_the_text_or_a_publisher() -> None:
    agent = "https://example.org/agency"
    verify(changed_claim(lambda c: replace(c, agent=agent)))
    nobody = replace(changed_claim(lambda c: replace(c, agent=agent)), source=replace(PLAN.source, publisher=""))
    with pytest.raises(GraphInvalid, match="asserted by"):
        verify(nobody)
