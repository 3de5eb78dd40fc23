"""Decisions in the store: what they do, what they leave alone, and how they outlive a reload."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from policygraph.errors import DecisionsInvalid, NotFound
from policygraph.graph.checking import check, violations
from policygraph.graph.citation import Source
from policygraph.graph.claim import Claim, Reading
from policygraph.graph.decisions import Action, Decision, beside, decide, in_force, pair, read_decisions
from policygraph.graph.export import export
from policygraph.graph.judgements import Standing, changed_claims, corrected
from policygraph.graph.naming import NS, Naming
from policygraph.graph.network import network
from policygraph.graph.store import Store
from policygraph.graph.stored import digest
from policygraph.loaders.ingest import ingest, remove
from policygraph.loaders.judging import JUDGEMENTS, Review, read_given
from policygraph.queries.ledger import Status, ledger
from policygraph.queries.things import show
from policygraph.reading.claims import read_claims
from policygraph.tests.graph.worked import NAMING, plan, report

BASE = NAMING.base
DAM = NAMING.entity("item", "Data Dam")
DEAL = NAMING.entity("item", "Digital New Deal")
PART = f"ASK {{ GRAPH <{BASE}graph/derived> {{ <{DAM}> <{NS}directPartOf> <{DEAL}> }} }}"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "graph.store") as opened:
        yield opened


def dump(store: Store, *, without: str = "graph/log") -> str:
    return "".join(sorted(f"{quad}\n" for quad in store.quads() if not str(quad.graph_name).endswith(f"{without}>")))


def claim_of(reading: Reading, part: str) -> Claim:
    (found,) = [claim for claim in reading.claims if part in claim.iri]
    return found


def doubtful(reading: Reading, part: str, confidence: float = 0.55) -> Reading:
    """The reading with less confidence in one claim."""
    wanted = claim_of(reading, part)
    claims = tuple(replace(c, confidence=confidence) if c is wanted else c for c in reading.claims)
    return replace(reading, claims=claims)


def session(store: Store) -> Review:
    return Review(store, NAMING, "Kim")


TARGET = claim_of(plan(), "/target").iri
RELATION = claim_of(plan(), "directPartOf").iri


def test_an_accepted_claim_shows_in_the_ledger(store: Store) -> None:
    ingest(store, [doubtful(plan(), "/target"), report()])
    assert not any(entry.promise.iri == TARGET for entry in ledger(store).entries)
    session(store).on_claim(Action.ACCEPT, TARGET)
    versions = [(e.promise.iri, *(f.iri for f in e.earlier)) for e in ledger(store).entries]
    assert any(TARGET in each for each in versions)


def test_a_rejected_relation_has_no_direct_edge_and_is_in_no_answer(store: Store) -> None:
    ingest(store, [plan()])
    assert store.ask(PART)
    assert len(show(store, "Data Dam").relations.rows) == 1
    session(store).on_claim(Action.REJECT, RELATION)
    assert not store.ask(PART)
    assert show(store, "Data Dam").relations.rows == ()
    assert RELATION not in {key for _, _, key in network(store, 0).edges(keys=True)}


def test_a_rejected_figure_is_compared_with_nothing(store: Store) -> None:
    ingest(store, [plan(), report()])
    session(store).on_claim(Action.REJECT, TARGET)
    assert not any(TARGET in (e.promise.iri, *(f.iri for f in e.earlier)) for e in ledger(store).entries)
    assert not store.ask(f"ASK {{ <{TARGET}> <{NS}comparisonKey> ?key }}")


def test_a_correction_stands_beside_what_it_corrects(store: Store) -> None:
    ingest(store, [plan()])
    before = set(store.quads(NAMING.graph("plan-2020")))
    session(store).on_claim(Action.CORRECT, TARGET, {"subject": "Digital New Deal", "bound": "atLeast"})
    assert set(store.quads(NAMING.graph("plan-2020"))) == before
    (entry,) = [e for e in ledger(store).entries if e.promise.iri == corrected(TARGET)]
    assert (entry.promise.subject, entry.promise.bound, str(entry.promise.value)) == (DEAL, "atLeast", "30")
    assert not any(e.promise.iri == TARGET for e in ledger(store).entries)
    assert store.ask(f"ASK {{ <{corrected(TARGET)}> <{NS}corrects> <{TARGET}> ; <{NS}rule> 'review.corrected' }}")
    assert violations(check(store, reasoner=False)) == 0


def test_a_correction_of_a_relation_moves_its_edge(store: Store) -> None:
    ingest(store, [plan()])
    session(store).on_claim(Action.CORRECT, RELATION, {"subject": "Digital New Deal", "object": "Data Dam"})
    assert not store.ask(PART)
    assert store.ask(f"ASK {{ GRAPH <{BASE}graph/derived> {{ <{DEAL}> <{NS}directPartOf> <{DAM}> }} }}")


def test_an_undone_decision_leaves_no_trace_in_the_graph(store: Store) -> None:
    ingest(store, [plan(), report()])
    before = dump(store)
    review = session(store)
    for action, changes in ((Action.ACCEPT, {}), (Action.REJECT, {}), (Action.CORRECT, {"bound": "atLeast"})):
        review.on_claim(action, TARGET, changes)
        assert dump(store) != before
        review.undo()
        assert dump(store) == before
    assert [each.action for each in read_decisions(review.path)] == [
        "accept", "undo", "reject", "undo", "correct", "undo",
    ]  # fmt: skip
    with pytest.raises(NotFound, match="no decision to undo"):
        review.undo()


def test_loading_again_changes_nothing_and_a_changed_file_of_decisions_is_noticed(store: Store) -> None:
    ingest(store, [plan()])
    without = dump(store)
    review = session(store)
    review.on_claim(Action.REJECT, TARGET)
    judged = dump(store)
    ingest(store, [plan()])
    assert dump(store) == judged
    kept = review.path.read_bytes()
    review.path.unlink()
    ingest(store, [plan()])
    assert dump(store) == without
    review.path.write_bytes(kept)
    ingest(store, [plan()])
    assert dump(store) == judged


def test_decisions_go_with_their_document_and_come_back_with_it(store: Store) -> None:
    ingest(store, [report()])
    before = dump(store, without="graph/log")
    ingest(store, [plan()])
    review = session(store)
    review.on_claim(Action.REJECT, TARGET)
    judged = dump(store)
    remove(store, "plan-2020")
    assert dump(store) == before
    ingest(store, [plan()])
    assert dump(store) == judged
    remove(store, "plan-2020")
    remove(store, "report-2021")
    assert store.is_empty()
    assert len(read_decisions(review.path)) == 1


def test_two_cold_runs_with_one_file_of_decisions_export_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name, order in (("one", [plan(), report()]), ("two", [report(), plan()])):
        with Store.open(tmp_path / name) as store:
            if name == "two":
                shutil.copy(tmp_path / "one.decisions.jsonl", tmp_path / "two.decisions.jsonl")
            for reading in order:
                ingest(store, [reading])
            if name == "one":
                review = session(store)
                review.on_claim(Action.CORRECT, TARGET, {"subject": "Digital New Deal"})
                review.on_claim(Action.REJECT, RELATION, reason="only a wish")
                review.on_pair(pair(Action.SAME, DEAL, NAMING.entity("item", "Digital New Deal 2.0"), "one name"))
            export(store, tmp_path / f"{name}.trig")
            made.append((tmp_path / f"{name}.trig").read_bytes())
    assert made[0] == made[1]
    assert b"pg:corrects" in made[0]


# When the text changes


TEXT = """Harbour plan

The Ministry of Oceans and Fisheries will invest 12.5 billion won in the Harbour Data Hub by 2027.
The Harbour Data Hub will hold 40 kinds of data by 2027.
"""


def harbour(text: str = TEXT) -> Reading:
    return read_claims(
        Source("harbour", text, "Harbour plan", issued="2026-04-01", language="en", country="KR"), NAMING
    )


def budget(reading: Reading) -> Claim:
    return next(claim for claim in reading.claims if claim.iri.endswith(("/budget", "/investment")))


def test_a_decision_follows_its_sentence_when_other_parts_of_the_document_change(store: Store) -> None:
    ingest(store, [harbour()])
    review = session(store)
    review.on_claim(Action.REJECT, budget(harbour()).iri)
    later = harbour(TEXT.replace("Harbour plan\n\n", "Harbour plan\n\nA new first paragraph stands here today.\n\n"))
    assert budget(later).iri != budget(harbour()).iri
    ingest(store, [later])
    again = session(store)
    assert again.judged().standing == {review.decisions[0].id: Standing.HOLDS}
    assert store.ask(f"ASK {{ ?j <{NS}judges> <{budget(later).iri}> ; <{NS}verdict> <{NS}rejected> }}")


def test_a_decision_is_asked_again_when_its_sentence_changed(store: Store) -> None:
    ingest(store, [harbour()])
    session(store).on_claim(Action.REJECT, budget(harbour()).iri)
    later = harbour(TEXT.replace("by 2027.", "by 2027 at the latest.", 1))
    ingest(store, [later])
    review = session(store)
    judged = review.judged()
    assert set(judged.standing.values()) == {Standing.CHANGED}
    assert not list(store.quads(BASE + JUDGEMENTS))
    assert list(changed_claims(judged, review.decisions, review.documents)) == [budget(later).iri]
    ingest(store, [harbour()])
    assert set(session(store).judged().standing.values()) == {Standing.HOLDS}


def test_a_decision_is_asked_again_when_the_sentence_is_read_otherwise(store: Store) -> None:
    ingest(store, [plan()])
    session(store).on_claim(Action.ACCEPT, TARGET)
    other = tuple(replace(c, subject=DEAL) if c.iri == TARGET else c for c in plan().claims)
    ingest(store, [replace(plan(), claims=other)])
    assert set(session(store).judged().standing.values()) == {Standing.CHANGED}
    surer = tuple(replace(c, confidence=0.99, rule="new.rule") if c.iri == TARGET else c for c in plan().claims)
    ingest(store, [replace(plan(), claims=surer)])
    assert set(session(store).judged().standing.values()) == {Standing.HOLDS}


# Names


def test_things_judged_the_same_are_compared_and_shown_as_one_until_undone(store: Store) -> None:
    mine = {c.iri: c for c in report().claims}
    hub = NAMING.entity("item", "Data Dams")
    renamed = tuple(replace(c, subject=hub) if c.subject == DAM else c for c in mine.values())
    things = tuple(replace(e, iri=hub) if e.iri == DAM else e for e in report().entities)
    ingest(store, [plan(), replace(report(), claims=renamed, entities=things)])

    def platforms() -> Status:
        return next(e.status for e in ledger(store).entries if e.promise.iri == TARGET)

    assert platforms() in (Status.NO_RESULT, Status.NOT_COMPARABLE)
    before = dump(store)
    review = session(store)
    review.on_pair(pair(Action.SAME, DAM, hub, "a plural"))
    joined = [e for e in ledger(store).entries if TARGET in (e.promise.iri, *(f.iri for f in e.earlier))]
    assert [len(e.results) for e in joined] == [1]
    assert len(show(store, DAM).figures.rows) == len(show(store, hub).figures.rows) == 3
    assert store.ask(f"ASK {{ <{DAM}> <http://www.w3.org/2004/02/skos/core#exactMatch> <{hub}> }}")
    assert not any(quad.predicate.value.endswith("sameAs") for quad in store.quads())
    query = f"SELECT DISTINCT ?key {{ ?claim <{NS}about> ?subject ; <{NS}metric> ?metric ; <{NS}comparisonKey> ?key }}"
    of_platforms = [row for row in store.select(query) if "big-data-platforms" in str(row[0])]
    assert len(of_platforms) == 1
    assert violations(check(store, reasoner=False)) == 0
    review.undo()
    assert dump(store) == before


def test_a_negative_judgement_is_kept_and_stands_against_joining(store: Store) -> None:
    ingest(store, [plan(), report()])
    second = NAMING.entity("item", "Digital New Deal 2.0")
    review = session(store)
    review.on_pair(pair(Action.NOT_SAME, DEAL, second, "two plans"))
    assert store.ask(f"ASK {{ ?j <{NS}keepsApart> <{DEAL}> , <{second}> ; <{NS}verdict> <{NS}notSame> }}")
    review.on_pair(pair(Action.SAME, DEAL, DAM))
    with pytest.raises(DecisionsInvalid, match="judged not the same"):
        review.on_pair(pair(Action.SAME, DAM, second))
    review.on_pair(pair(Action.SAME, DEAL, second))
    assert [each.action for each in in_force(review.decisions)] == ["same", "same"]


# Files


def test_decisions_can_be_taken_over_once(store: Store, tmp_path: Path) -> None:
    ingest(store, [plan()])
    review = session(store)
    review.on_claim(Action.REJECT, TARGET)
    with Store.open(tmp_path / "other") as other:
        ingest(other, [plan()])
        theirs = session(other)
        lines = review.path.read_bytes()
        assert theirs.apply(read_given(review.path, lines)).new == 1
        assert (theirs.apply(read_given(review.path, lines)).known, len(theirs.decisions)) == (1, 1)
        assert dump(other) == dump(store)


def test_a_file_written_by_hand_is_judged_on_what_stands_there(store: Store) -> None:
    ingest(store, [plan()])
    review = session(store)
    short = TARGET.partition("id/claim/")[2]
    given = read_given(Path("-"), f'{{"action": "accept", "claim": "{TARGET}", "who": "Lee"}}\n'.encode())
    assert review.apply(given).new == 1
    assert review.decisions[0].who == "Lee"
    assert review.claim(short).iri == TARGET
    assert store.ask(f"ASK {{ ?j <{NS}verdict> <{NS}accepted> }}")


def test_a_bad_line_keeps_all_of_a_file_out(store: Store) -> None:
    ingest(store, [plan()])
    review = session(store)
    bad = f'{{"action": "accept", "claim": "{TARGET}"}}\n{{"action": "reject", "claim": "urn:none"}}\n'
    with pytest.raises(NotFound, match="urn:none"):
        review.apply(read_given(Path("x"), bad.encode()))
    with pytest.raises(DecisionsInvalid, match="x, line 1"):
        read_given(Path("x"), b"no\n")
    assert not review.path.exists()


def test_a_correction_that_lies_is_refused_when_it_is_taken_over_as_when_it_is_made(store: Store) -> None:
    ingest(store, [plan()])
    review = session(store)
    with pytest.raises(DecisionsInvalid, match="does not stand in the sentence"):
        review.on_claim(Action.CORRECT, TARGET, {"value": "300"})
    claim = review.claim(TARGET)
    lie = decide(
        Decision(
            Action.CORRECT, claim=claim.iri, document="plan-2020", sentence=digest(claim.sentence.quote),
            said=claim.said, changes={"value": "300"},
        ),
        "Mallory",
        datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    review.apply([lie])
    judged = session(store).judged()
    assert judged.standing[lie.id] is Standing.REFUSED
    assert "300" in judged.why[lie.id]
    assert not list(store.quads(BASE + JUDGEMENTS))


def test_a_store_in_memory_has_no_place_for_decisions() -> None:
    with Store.open("memory:") as store, pytest.raises(DecisionsInvalid, match="in memory"):
        Review(store, Naming())
    assert beside("memory:") is None
