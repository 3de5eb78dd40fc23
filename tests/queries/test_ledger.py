"""The ledger keeps every promise, compares only what may be compared, and says why it does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import NamedNode, Triple

from policygraph.errors import NotFound
from policygraph.graph.claim import EntityType as Is
from policygraph.graph.claim import Reading
from policygraph.graph.naming import BASE, NS
from policygraph.graph.rules import derive
from policygraph.graph.store import Store
from policygraph.graph.triples import document_graph
from policygraph.graph.values import Bound, FundingScope, Kind, MoneyStage
from policygraph.graph.verifying import verify
from policygraph.queries.ledger import Entry, Ledger, Status, ledger
from policygraph.tests.graph.worked import NAMING
from policygraph.tests.queries.example import DONE, PROMISED, Draught, at, by, source, water_store


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with water_store() as opened:
        yield opened


@pytest.fixture(scope="module")
def book(store: Store) -> Ledger:
    return ledger(store)


def entry(book: Ledger, metric: str, value: int) -> Entry:
    found = [e for e in book.entries if e.promise.metric == NAMING.metric(metric) and e.promise.value == value]
    assert len(found) == 1
    return found[0]


def test_a_promise_with_a_sufficient_result_is_met_and_says_when(book: Ledger) -> None:
    rivers = entry(book, "cleaned rivers", 300)
    assert (rivers.status, rivers.attainment) == (Status.MET, Decimal("103.3"))
    assert "before its deadline (2024)" in rivers.reason


def test_after_the_deadline_a_smaller_result_is_partly_met_before_it_on_the_way(book: Ledger) -> None:
    lakes, meters = entry(book, "opened lakes", 10), entry(book, "smart meters", 12_000)
    assert (lakes.status, lakes.attainment) == (Status.PARTLY_MET, Decimal("60.0"))
    assert (meters.status, meters.attainment) == (Status.ON_THE_WAY, Decimal("66.7"))
    assert "bout 8,000 smart meters" in meters.reason


def test_another_measure_is_never_added_to_reach_a_target(store: Store) -> None:
    book = ledger(store, min_confidence=0.5)
    assert [result.value for result in entry(book, "smart meters", 12_000).results] == [8000]


def test_an_earlier_version_of_a_promise_is_kept(book: Ledger) -> None:
    trained = entry(book, "trained people", 2500)
    assert [(int(old.value), old.issued) for old in trained.earlier] == [(2000, "2022-03-01")]
    row = next(row for row in book.table().dicts() if row["metric"] == "trained people")
    assert row["earlier_value_text"] == "2,000 people (2022-03-01)"


def test_a_promise_repeated_alike_is_one_entry(book: Ledger) -> None:
    jobs = entry(book, "jobs", 40_000)
    assert jobs.earlier == ()
    assert jobs.status is Status.NO_RESULT
    assert jobs.reason == "No result found in these 2 documents to 2024-06-30."


def test_promised_money_meets_only_executed_money_of_the_same_scope(book: Ledger) -> None:
    national, total = entry(book, "investment", 6 * 10**9), entry(book, "investment", 8 * 10**9)
    assert (national.status, national.attainment) == (Status.ON_THE_WAY, Decimal("33.3"))
    assert [result.value for result in national.results] == [2 * 10**9]
    assert (total.status, total.attainment) == (Status.NOT_COMPARABLE, None)
    assert "the scopes differ (total project cost, national funds)" in total.reason


def test_another_versions_money_without_scope_is_no_cut(book: Ledger) -> None:
    for value in (8 * 10**9, 7 * 10**9):
        found = entry(book, "investment", value)
        assert found.earlier == ()
        assert "neither a rise nor a cut follows" in found.remarks[0]


def test_other_units_are_not_comparable_and_the_nearest_result_is_named(book: Ledger) -> None:
    data = entry(book, "water data", 130)
    assert (data.status, data.attainment) == (Status.NOT_COMPARABLE, None)
    assert data.nearest is not None
    assert data.reason == (
        "Not comparable because the units differ (kind, record); the nearest result is 48 million records."
    )


def test_a_rank_is_met_or_not_and_has_no_percentage(book: Ledger) -> None:
    rank = entry(book, "rank in the Water Quality Index", 10)
    assert (rank.status, rank.attainment) == (Status.MET, None)
    assert [result.value for result in rank.results] == [9], "the rank before the plan is no result of it"


def test_on_a_date_only_documents_issued_by_then_speak(store: Store) -> None:
    book = ledger(store, as_of=date(2023, 1, 1))
    assert entry(book, "trained people", 2000).earlier == ()
    assert {e.status for e in book.entries} == {Status.NO_RESULT}
    assert book.entries[0].reason == "No result found in this 1 document to 2023-01-01."


def test_a_deadline_is_judged_from_the_day_asked_for(store: Store) -> None:
    assert entry(ledger(store, as_of=date(2030, 1, 1)), "smart meters", 12_000).status is Status.PARTLY_MET


def test_a_programme_brings_its_parts_and_later_versions(store: Store) -> None:
    whole = ledger(store, "clean water programme")
    assert {e.programme for e in whole.entries} == {
        "Clean Water Programme",
        "River Restoration",
        "Sensor Network",
        "Smart Meter Rollout",
    }
    assert list(ledger(store, "Smart Meter Rollout").by_programme()) == ["Smart Meter Rollout"]
    with pytest.raises(NotFound, match=r"Clean Water Programme 2\.0"):
        ledger(store, "Clean Water")


def test_unsure_claims_wait_outside(store: Store) -> None:
    assert ledger(store, min_confidence=0.95).entries == ()
    assert ledger(store, min_confidence=0.95).table().note == "No result found in these 2 documents to 2024-06-30."


def test_every_row_carries_its_sentence_and_document(book: Ledger) -> None:
    table = book.table()
    assert len(table.rows) == len(book.entries)
    for row in table.dicts():
        assert row["target_quote"]
        assert row["target_document"]
        assert (row["result"] is None) == (row["result_quote"] is None)


def test_it_speaks_korean(store: Store) -> None:
    table = ledger(store, language="ko").table()
    assert table.title == "장부: 약속과 결과"
    assert {"달성", "진행 중", "결과를 찾지 못함"} <= {str(row["status"]) for row in table.dicts()}
    assert [column.title for column in table.columns][:2] == ["사업", "대상"]


def test_a_rejected_claim_is_gone(book: Ledger) -> None:
    rivers = entry(book, "cleaned rivers", 300)
    with water_store() as store:
        judged = NamedNode(f"{BASE}id/judgement/1")
        store.replace(
            {
                f"{BASE}graph/judgements": [
                    Triple(judged, NamedNode(f"{NS}judges"), NamedNode(rivers.results[0].iri)),
                    Triple(judged, NamedNode(f"{NS}verdict"), NamedNode(f"{NS}rejected")),
                ]
            }
        )
        assert entry(ledger(store), "cleaned rivers", 300).status is Status.NO_RESULT


def told(*drafts: Draught) -> Ledger:
    """The ledger of some documents."""
    with Store.open("memory:") as store:
        graphs = {}
        for drafted in drafts:
            reading: Reading = drafted.reading()
            verify(reading)
            graphs[NAMING.graph(reading.source.id)] = document_graph(reading, NAMING)
        store.replace(graphs)
        store.replace({f"{BASE}graph/derived": derive(store)})
        return ledger(store)


def document(name: str, issued: str, *sentences: str) -> Draught:
    return Draught(source(name, "\n".join((f"Paper {name}", *sentences, "")), issued))


def test_two_deadlines_are_two_promises_and_two_numbers_in_one_document_too() -> None:
    d = document("one", "2022-01-01", "The Road Plan builds 5 bridges by 2023 and 9 bridges by 2025.")
    roads = d.entity("Road Plan", Is.PROGRAMME)
    for said, year in (("5", "2023"), ("9", "2025")):
        d.figure("bridges", said, said, "bridge", "bridges", roads, Kind.TARGET, PROMISED, by(year))
    assert [(int(e.promise.value), e.promise.due) for e in told(d).entries] == [(5, "2023"), (9, "2025")]


def test_a_kindred_measure_is_named_but_not_counted() -> None:
    d = document("one", "2022-01-01", "The Mill Plan brings 12 smart mills.")
    d.figure("brings", "12", "12", "mill", "smart mills", d.entity("Mill Plan", Is.PROGRAMME), Kind.TARGET, PROMISED)
    e = document("two", "2023-01-01", "In the Mill Plan 8 mills turn.")
    e.figure("turn", "8", "8", "mill", "mills", e.entity("Mill Plan", Is.PROGRAMME), Kind.RESULT, DONE)
    (only,) = told(d, e).entries
    assert only.status is Status.NOT_COMPARABLE
    assert "it counts mills, not smart mills" in only.reason


def test_up_to_a_number_does_not_reach_it() -> None:
    d = document("one", "2022-01-01", "The Mill Plan brings 12 mills.", "Up to 15 mills turn in May 2023.")
    plan = d.entity("Mill Plan", Is.PROGRAMME)
    d.figure("brings", "12", "12", "mill", "mills", plan, Kind.TARGET, PROMISED)
    d.figure(
        "Up to", "15", "15", "mill", "mills", plan, Kind.RESULT, DONE, at("May 2023", "2023-05"), bound=Bound.AT_MOST
    )
    (only,) = told(d).entries
    assert only.status is Status.NOT_COMPARABLE
    assert "upper limit" in only.reason


def test_a_missed_rank_is_not_met() -> None:
    d = document("one", "2022-01-01", "Norland wants 5th place in the Calm Index by 2023.")
    e = document("two", "2024-01-01", "Norland held 8th place in the Calm Index in 2023.")
    for part, said, value, modality, when in (
        (d, "5th", "5", PROMISED, by("2023")),
        (e, "8th", "8", DONE, at("in 2023", "2023")),
    ):
        index = part.entity("Calm Index", Is.INDEX)
        part.figure(
            "place", said, value, "rank", "calm rank", part.entity("Norland", Is.PLACE), Kind.RANK, modality, when,
            index=index,
        )  # fmt: skip
    (only,) = told(d, e).entries
    assert (only.status, only.attainment) == (Status.NOT_MET, None)


def test_budgeted_money_is_no_money_paid() -> None:
    d = document("one", "2022-01-01", "The Mill Plan gets 9 million euros in national funds.")
    e = document("two", "2023-01-01", "For the Mill Plan 4 million euros stand in the budget.")
    d.figure(
        "gets", "9 million euros", "9000000", "EUR", "budget", d.entity("Mill Plan", Is.PROGRAMME), Kind.BUDGET,
        PROMISED, scope=FundingScope.NATIONAL, stage=MoneyStage.PLANNED,
    )  # fmt: skip
    e.figure(
        "stand", "4 million euros", "4000000", "EUR", "budget", e.entity("Mill Plan", Is.PROGRAMME), Kind.BUDGET,
        DONE, scope=FundingScope.NATIONAL, stage=MoneyStage.BUDGETED,
    )  # fmt: skip
    (only,) = told(d, e).entries
    assert only.status is Status.NOT_COMPARABLE
    assert "the money is budgeted, not executed" in only.reason
