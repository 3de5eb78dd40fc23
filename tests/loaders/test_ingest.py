"""Loading and removing: whole, repeatable, and without a trace of the order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from policygraph.errors import GraphInvalid, NotFound
from policygraph.graph.citation import Citation, Source
from policygraph.graph.claim import QuantityClaim, Reading
from policygraph.graph.naming import NS, Naming
from policygraph.graph.snapshots import newest
from policygraph.graph.statements import link
from policygraph.graph.store import Store
from policygraph.graph.triples import document_graph
from policygraph.loaders.ingest import Status, ingest, is_current, loaded_documents, remove
from policygraph.loaders.shared import shared_graphs
from policygraph.tests.graph.worked import NAMING, plan, report

BASE = NAMING.base
PLAN, REPORT = NAMING.graph("plan-2020"), NAMING.graph("report-2021")
NOTE = Reading(Source("note", "Nothing is promised here.", title="Note", language="en"))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("memory:") as opened:
        yield opened


@pytest.fixture
def store_on_disk(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        yield opened


def dump(store: Store, *, without: tuple[str, ...] = ("graph/log", "graph/inferred")) -> str:
    left_out = {NamedNode(BASE + name) for name in without}
    return "".join(sorted(f"{quad} .\n" for quad in store.quads() if quad.graph_name not in left_out))


def progress(store: Store) -> int:
    return len(store.select(f"SELECT ?p WHERE {{ ?p a <{NS}Progress> }}"))


def test_a_load_says_what_it_stored_and_what_gave_nothing(store: Store) -> None:
    silent = replace(plan(), silent=(Citation(0, 4, "Plan"),), warnings=("no licence is known",))
    given = ingest(store, [silent, report()])
    first, second = given.documents
    assert (first.id, first.status, first.claims, first.entities) == ("plan-2020", Status.ADDED, 5, 4)
    assert (first.silent, first.unclaimed, first.warnings) == (1, 1, ("no licence is known",))
    assert (second.id, second.status, second.claims) == ("report-2021", "added", 6)


def test_a_load_fills_the_documents_graph_and_what_hangs_on_it(store: Store) -> None:
    ingest(store, [plan(), report()])
    assert {quad.triple for quad in store.quads(PLAN)} == set(document_graph(plan(), NAMING))
    assert {BASE + "graph/vocabulary", BASE + "graph/concepts", BASE + "graph/derived"} <= set(store.graphs())
    assert progress(store) == 5


def test_loading_again_changes_nothing(store_on_disk: Store, tmp_path: Path) -> None:
    store = store_on_disk
    ingest(store, [plan(), report()], now=datetime(2026, 1, 1, tzinfo=UTC))
    before, snapshot = dump(store, without=()), newest(tmp_path / "store")
    again = ingest(store, [report(), plan()], now=datetime(2026, 1, 2, tzinfo=UTC))
    assert [document.status for document in again.documents] == ["unchanged", "unchanged"]
    assert dump(store, without=()) == before
    assert newest(tmp_path / "store") == snapshot


def test_a_changed_file_replaces_exactly_its_own_graph(store: Store) -> None:
    ingest(store, [plan(), report(), NOTE])
    before = {name: {quad.triple for quad in store.quads(name)} for name in store.graphs()}
    (changed,) = ingest(store, [plan("35")]).documents
    after = {name: {quad.triple for quad in store.quads(name)} for name in store.graphs()}
    assert changed.status is Status.REPLACED
    assert after[PLAN] == set(document_graph(plan("35"), NAMING))
    differing = {name for name in after if after[name] != before[name]} - {BASE + "graph/log"}
    assert differing == {PLAN, BASE + "graph/derived"}


def test_replacing_a_document_is_the_same_as_loading_only_the_new_one(store: Store) -> None:
    ingest(store, [plan("35"), report()])
    ingest(store, [plan()])
    with Store.open("memory:") as fresh:
        ingest(fresh, [plan(), report()])
        assert dump(store) == dump(fresh)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_loading_does_not_show(order: tuple[int, ...]) -> None:
    readings = [plan(), report(), NOTE]
    with Store.open("memory:") as at_once, Store.open("memory:") as one_by_one:
        ingest(at_once, readings)
        for number in order:
            ingest(one_by_one, [readings[number]])
        assert dump(one_by_one) == dump(at_once)


def test_adding_and_removing_the_only_document_leaves_an_empty_store(store_on_disk: Store) -> None:
    store = store_on_disk
    ingest(store, [plan()])
    remove(store, "plan-2020")
    assert store.is_empty()
    assert store.graphs() == ()


def test_adding_and_removing_a_document_leaves_the_store_as_it_was(store_on_disk: Store) -> None:
    store = store_on_disk
    ingest(store, [plan(), NOTE])
    before = dump(store, without=())
    ingest(store, [report()])
    assert dump(store, without=()) != before
    remove(store, "report-2021")
    assert dump(store, without=()) == before


def test_removing_the_last_document_leaves_graphs_of_others_alone(store: Store) -> None:
    other = "https://example.org/mine"
    store.replace({other: [link(other, "rdf:type", other)]})
    ingest(store, [plan()])
    remove(store, "plan-2020")
    assert store.graphs() == (other,)


def test_a_document_that_is_not_there_cannot_be_removed(store: Store) -> None:
    ingest(store, [plan()])
    with pytest.raises(NotFound, match=r"plan-2021.*plan-2020"):
        remove(store, "plan-2021")


def test_inferences_of_before_are_dropped_by_a_change_and_kept_without_one(store: Store) -> None:
    ingest(store, [plan()])
    inferred = BASE + "graph/inferred"
    store.replace({inferred: [link(inferred, "rdf:type", inferred)]})
    ingest(store, [plan()])
    assert inferred in store.graphs()
    ingest(store, [report()])
    assert inferred not in store.graphs()


def test_the_log_says_when_each_document_was_loaded(store: Store) -> None:
    ingest(store, [plan(), report()], now=datetime(2026, 1, 1, 9, tzinfo=UTC))
    ingest(store, [plan("35"), report()], now=datetime(2026, 2, 1, 9, tzinfo=UTC))
    log = {quad.subject: quad.object for quad in store.quads(BASE + "graph/log")}
    times = {str(subject): term.value for subject, term in log.items() if isinstance(term, Literal)}
    assert times == {
        f"<{NAMING.extraction('plan-2020')}>": "2026-02-01T09:00:00Z",
        f"<{NAMING.extraction('report-2021')}>": "2026-01-01T09:00:00Z",
    }


def test_a_reading_without_ground_keeps_the_whole_load_out(store: Store) -> None:
    ingest(store, [NOTE])
    before = dump(store, without=())
    bad = replace(report(), claims=(replace(report().claims[0], evidence=()),))
    with pytest.raises(GraphInvalid, match="no evidence"):
        ingest(store, [plan(), bad])
    assert dump(store, without=()) == before


@pytest.mark.parametrize("doc", ["plan-2020", "Plan 2020", "PLAN_2020"])
def test_two_documents_of_one_name_are_told_apart_by_nobody_and_refused(store: Store, doc: str) -> None:
    other = Reading(Source(doc, "Another text."))
    with pytest.raises(GraphInvalid, match="Rename"):
        ingest(store, [plan(), other])
    assert store.is_empty()


def test_a_document_is_not_overwritten_by_one_whose_name_only_looks_alike(store: Store) -> None:
    ingest(store, [plan()])
    with pytest.raises(GraphInvalid, match="Rename"):
        ingest(store, [Reading(Source("Plan 2020", "Another text."))])
    assert loaded_documents(store) == {PLAN: "plan-2020"}


def test_doubtful_claims_are_not_stored_nor_pointed_to(store: Store) -> None:
    whole = next(c for c in plan().claims if isinstance(c, QuantityClaim))
    parts = [c for c in plan().claims if isinstance(c, QuantityClaim) and c.component_of == whole.iri]
    doubtful = tuple(replace(c, confidence=0.4) if c.iri == whole.iri else c for c in plan().claims)
    (given,) = ingest(store, [replace(plan(), claims=doubtful)]).documents
    assert (len(parts), given.claims) == (1, 4)
    assert given.warnings == ("1 claims with a confidence below 0.5 were not stored",)
    assert not any(NamedNode(whole.iri) in (quad.subject, quad.object) for quad in store.quads())


def test_a_rejected_claim_loses_its_direct_triple_with_the_next_load(store: Store) -> None:
    ingest(store, [plan()])
    relation = next(c.iri for c in plan().claims if "directPartOf" in c.iri)
    judgement, verdicts = "https://example.org/judgement/1", "https://example.org/judgements"
    edge = f"ASK {{ GRAPH <{BASE}graph/derived> {{ ?x <{NS}directPartOf> ?y }} }}"
    assert store.ask(edge)
    store.replace({verdicts: [link(judgement, "pg:judges", relation), link(judgement, "pg:verdict", NS + "rejected")]})
    ingest(store, [NOTE])
    assert not store.ask(edge)


def test_a_document_is_current_until_its_text_or_what_is_known_of_it_changes(store: Store) -> None:
    source = plan().source
    assert not is_current(store, source)
    ingest(store, [plan()])
    assert is_current(store, source)
    assert not is_current(store, replace(source, text=source.text + "."))
    assert not is_current(store, replace(source, licence="CC BY 4.0"))


def test_names_stand_under_the_base_that_is_set(store: Store) -> None:
    mine = Naming("https://data.example.org/")
    ingest(store, [plan()], mine)
    assert all(name.startswith("https://data.example.org/graph/") for name in store.graphs())
    assert is_current(store, plan().source, mine)
    remove(store, "plan-2020", mine)
    assert store.is_empty()


def test_no_graph_of_a_store_holds_a_blank_node(store: Store) -> None:
    ingest(store, [plan(), report(), NOTE])
    assert "_:" not in "".join(f"{quad.subject} {str(quad.object)[:2]}" for quad in store.quads())


def test_known_concepts_keep_their_names_under_any_base() -> None:
    assert shared_graphs()[BASE + "graph/concepts"] == shared_graphs("https://x.org/")["https://x.org/graph/concepts"]


def test_links_stand_in_a_graph_for_each_place_they_lead_to(store: Store) -> None:
    ingest(store, [plan()])
    wikidata = list(store.quads(BASE + "graph/links/wikidata"))
    matches = [quad for quad in wikidata if quad.predicate.value.endswith("exactMatch")]
    assert matches
    assert all(isinstance(q.object, NamedNode) and "wikidata.org" in q.object.value for q in matches)
    assert not any(quad.predicate.value.endswith("sameAs") for quad in store.quads())


def test_a_foreign_default_graph_is_left_alone() -> None:
    import pyoxigraph

    from policygraph.graph.embedded import Embedded

    foreign = pyoxigraph.Store()
    foreign.add(Quad(NamedNode("x:a"), NamedNode("x:b"), Literal("c")))
    with Store(Embedded(foreign, None), "memory:") as store:
        ingest(store, [plan()])
        remove(store, "plan-2020")
    assert len(foreign) == 1
