"""The whole way on real documents: files in, a graph that cites itself out, the same whatever the order."""

from __future__ import annotations

import itertools
import random
from functools import cache
from pathlib import Path

import pytest

from policygraph.graph.claim import QuantityClaim, Reading
from policygraph.graph.export import export
from policygraph.graph.naming import Naming
from policygraph.graph.store import Store
from policygraph.loaders.ingest import ingest, remove
from policygraph.loaders.opening import document_ids, find_documents, open_source
from policygraph.ontology.reasoner import agree
from policygraph.reading.claims import read_claims
from policygraph.reading.numerals import Reason, scan_numerals

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
FOLDERS = [ROOT / "loaders" / "samples", *([SEEDS] if SEEDS.is_dir() else [])]
PREFIXES = "PREFIX pg: <https://w3id.org/policygraph/ns#> PREFIX oa: <http://www.w3.org/ns/oa#> "


@cache
def readings(folder: Path) -> tuple[Reading, ...]:
    """The documents of a folder, read once."""
    paths = find_documents([folder])
    ids = document_ids(paths)
    opened = [open_source(path, doc=ids[path]) for path in paths]
    return tuple(read_claims(o.source, Naming(), o.body_start) for o in opened)


def exported(store: Store, folder: Path) -> bytes:
    """The store as N-Quads."""
    target = folder / "graph.nq"
    export(store, target, with_text=True)
    return target.read_bytes()


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def documents(request: pytest.FixtureRequest) -> tuple[Reading, ...]:
    """Each folder of real documents in turn."""
    folder: Path = request.param
    return readings(folder)


def test_cold_runs_in_any_order_export_the_same_bytes(documents: tuple[Reading, ...], tmp_path: Path) -> None:
    outcomes = set()
    for order in list(itertools.permutations(documents))[:6]:
        with Store.open("memory:") as store:
            for reading in order:
                ingest(store, [reading], Naming())
            outcomes.add(exported(store, tmp_path))
    assert len(outcomes) == 1
    assert outcomes.pop()


def test_reading_a_folder_again_from_its_files_gives_the_same_bytes(tmp_path: Path) -> None:
    outcomes = set()
    for seed in (1, 2):
        readings.cache_clear()
        again = list(readings(FOLDERS[0]))
        random.Random(seed).shuffle(again)
        with Store.open("memory:") as store:
            ingest(store, again, Naming())
            outcomes.add(exported(store, tmp_path))
    assert len(outcomes) == 1


def test_adding_a_document_and_removing_it_leaves_the_store_as_it_was(
    documents: tuple[Reading, ...], tmp_path: Path
) -> None:
    first, *others = documents
    with Store.open("memory:") as store:
        ingest(store, others, Naming())
        before = sorted(map(str, store.quads()))
        ingest(store, [first], Naming())
        assert sorted(map(str, store.quads())) != before
        remove(store, first.source.id, Naming())
        assert sorted(map(str, store.quads())) == before


def test_loading_twice_changes_nothing(documents: tuple[Reading, ...]) -> None:
    with Store.open("memory:") as store:
        ingest(store, documents, Naming())
        before = sorted(map(str, store.quads()))
        report = ingest(store, documents, Naming())
        assert {document.status for document in report.documents} == {"unchanged"}
        assert sorted(map(str, store.quads())) == before


def test_every_claim_of_the_graph_stands_on_words_at_their_place(documents: tuple[Reading, ...]) -> None:
    with Store.open("memory:") as store:
        ingest(store, documents, Naming())
        claims = store.select(PREFIXES + "SELECT ?c { ?c pg:rule ?rule }").rows
        assert len(claims) == sum(len(reading.claims) for reading in documents)
        assert not store.ask(PREFIXES + "ASK { ?c pg:rule ?rule FILTER NOT EXISTS { ?c pg:evidence ?e } }")
        misplaced = """ASK { ?p oa:hasSource/pg:content ?text ; oa:hasSelector ?quote , ?place .
            ?quote oa:exact ?words . ?place oa:start ?start ; oa:end ?end
            FILTER(SUBSTR(?text, ?start + 1, ?end - ?start) != STR(?words)) }"""
        assert not store.ask(PREFIXES + misplaced)


def test_every_numeral_is_claimed_or_listed_with_a_reason(documents: tuple[Reading, ...]) -> None:
    for reading in documents:
        quantities = [q for c in reading.claims if isinstance(c, QuantityClaim) for q in (c.quantity, *c.repeats)]
        places = [(q.start, q.end) for q in quantities] + [(u.start, u.end) for u in reading.unclaimed]
        for start, end in scan_numerals(reading.source.text):
            assert any(a <= start and end <= b for a, b in places), reading.source.text[start:end]
        assert {u.reason for u in reading.unclaimed} <= {reason.value for reason in Reason}


def test_the_loaded_graph_contradicts_nothing(documents: tuple[Reading, ...]) -> None:
    with Store.open("memory:") as store:
        ingest(store, documents, Naming())
        assert agree([quad.triple for quad in store.quads()])
