"""The store: one face, all or nothing, one writer and many readers."""

from __future__ import annotations

import base64
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from policygraph.errors import GraphInvalid, QueryError, SourceUnavailable, StoreError, StoreLocked
from policygraph.graph.snapshots import announce, newest
from policygraph.graph.store import Store

A, B = "https://example.org/graph/a", "https://example.org/graph/b"
DAM, PART, DEAL = (NamedNode(f"https://example.org/{name}") for name in ("dam", "partOf", "deal"))
COST = NamedNode("https://example.org/cost")
TEXT = Literal('He said: "it\'s done\\".\r\n\tDams; 데이터 댐 \u0000', language="en")
WON = Literal("58200000000000.50", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
FACTS = [Triple(DAM, PART, DEAL), Triple(DAM, COST, WON), Triple(DEAL, PART, TEXT)]
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def count(store: Store) -> int:
    cell = store.select(COUNT).rows[0][0]
    assert isinstance(cell, Literal)
    return int(cell.value)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    assert program is not None, "the test extra brings the oxigraph server"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = str(tmp_path_factory.mktemp("server") / "data")
    command = [program, "serve", "-l", place, "-b", f"127.0.0.1:{port}", "--union-default-graph"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"sparql+http://127.0.0.1:{port}/query"
    finally:
        process.kill()
        process.wait()


@pytest.fixture(params=["disk", "memory", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    match request.param:
        case "disk":
            address = str(tmp_path / "new" / "store")
        case "memory":
            address = "memory:"
        case _:
            address = request.getfixturevalue("server")
    with Store.open(address) as opened:
        yield opened
        opened.replace({}, drop=opened.graphs())


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.is_empty()
    assert store.graphs() == ()
    assert list(store.quads()) == []


def test_what_is_put_in_comes_out(store: Store) -> None:
    store.replace({A: FACTS})
    normalised = [Triple(DAM, COST, Literal("58200000000000.5", datatype=WON.datatype)), *FACTS[::2]]
    assert {quad.triple for quad in store.quads(A)} == set(normalised)
    assert {quad.graph_name for quad in store.quads()} == {NamedNode(A)}
    assert store.graphs() == (A,)
    assert not store.is_empty()


def test_queries_see_all_graphs_as_one(store: Store) -> None:
    store.replace({A: FACTS[:1], B: FACTS[1:]})
    query = f"SELECT ?whole ?cost WHERE {{ ?s {PART} ?whole ; {COST} ?cost }}"
    assert [row["whole"] for row in store.select(query).dicts()] == [DEAL]
    assert store.ask(f"ASK {{ {DAM} {PART} ?x ; {COST} ?y }}")
    assert store.construct(f"CONSTRUCT {{ ?w {PART} ?s }} WHERE {{ ?s {PART} ?w ; {COST} ?c }}") == [
        Triple(DEAL, PART, DAM)
    ]


def test_an_unbound_cell_is_none(store: Store) -> None:
    store.replace({A: FACTS})
    rows = store.select(f"SELECT ?s ?c WHERE {{ ?s {PART} ?o OPTIONAL {{ ?s {COST} ?c }} }} ORDER BY ?s")
    assert rows.variables == ("s", "c")
    assert [row[1] is None for row in rows] == [False, True]
    assert [sorted(row) for row in rows.dicts()] == [["c", "s"], ["s"]]


def test_a_variable_can_be_fixed_beforehand(store: Store) -> None:
    store.replace({A: FACTS})
    query = "SELECT ?s ?o WHERE { ?s ?p ?o . FILTER(?o = ?wanted || STR(?o) = '?wanted') } # ?wanted"
    assert store.select(query, {"wanted": DEAL}).rows == ((DAM, DEAL),)
    assert store.select("SELECT ?s ?o WHERE { ?s ?p ?o } ORDER BY ?o", {"o": TEXT}).rows == ((DEAL, TEXT),)
    grouped = "SELECT ?s (COUNT(?s) AS ?n) { { SELECT ?s ?p { ?s ?p ?o } GROUP BY ?s ?p } } GROUP BY ?s HAVING(?s != 1)"
    assert [row["s"] for row in store.select(grouped, {"s": DAM}).dicts()] == [DAM]


def test_replacing_a_graph_leaves_the_others_alone(store: Store) -> None:
    store.replace({A: FACTS[:1], B: FACTS[1:]})
    store.replace({A: FACTS[2:]})
    assert {quad.triple for quad in store.quads(A)} == set(FACTS[2:])
    assert len(list(store.quads(B))) == 2


def test_dropping_and_emptying_leave_no_trace(store: Store) -> None:
    store.replace({A: FACTS, B: FACTS})
    store.replace({B: []}, drop=[A, "https://example.org/graph/never-there"])
    assert store.is_empty()


def test_a_blank_node_is_refused_before_anything_is_written(store: Store) -> None:
    with pytest.raises(GraphInvalid, match="blank node"):
        store.replace({A: FACTS, B: [Triple(DAM, PART, BlankNode())]})
    assert store.is_empty()


def test_bad_sparql_is_told_in_one_line_with_its_place(store: Store) -> None:
    with pytest.raises(QueryError, match="2") as caught:
        store.select("SELECT ?s\nWHERE { ?s ?p }")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("act", ["select", "ask", "construct"])
def test_a_query_of_another_kind_is_an_error(store: Store, act: str) -> None:
    wrong = "ASK {}" if act == "select" else "SELECT * WHERE {}"
    with pytest.raises(QueryError):
        getattr(store, act)(wrong)


def test_updates_are_no_queries() -> None:
    with Store.open("memory:") as store, pytest.raises(QueryError):
        store.select("DROP ALL")


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_rdflib_gets_a_copy_with_the_same_words(store: Store) -> None:
    import rdflib

    store.replace({A: FACTS[:1], B: FACTS[1:]})
    dataset = store.rdflib_dataset()
    assert len(dataset) == 3
    assert (rdflib.URIRef(DAM.value), rdflib.URIRef(PART.value), rdflib.URIRef(DEAL.value)) in dataset
    assert rdflib.Literal(TEXT.value, lang="en") in set(dataset.objects())
    assert {str(graph.identifier) for graph in dataset.graphs()} >= {A, B}


def test_a_second_writer_is_told_that_the_store_is_locked(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s"), pytest.raises(StoreLocked, match="Another process"):
        Store.open(tmp_path / "s")
    Store.open(tmp_path / "s").close()


def test_readers_see_what_was_written_whole_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with Store.open(path) as writer:
        writer.replace({A: FACTS})
        early = [Store.open(path, read_only=True) for _ in range(5)]
        writer.replace({A: FACTS[:1]})
        with Store.open(path, read_only=True) as late:
            assert count(late) == 1
        assert [count(reader) for reader in early] == [3] * 5
        for reader in early:
            reader.close()
        writer.replace({B: FACTS[:1]})
        assert len([entry for entry in (path / "published").iterdir() if entry.is_dir()]) == 1
    with Store.open(path, read_only=True) as reader:
        assert reader.graphs() == (A, B)


READER = """
import sys
from policygraph.graph.store import Store
for _ in range(60):
    with Store.open(sys.argv[1], read_only=True) as reader:
        print(len(reader.select("SELECT * WHERE { ?s ?p ?o }")))
"""


def test_processes_that_read_never_meet_half_a_change(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with Store.open(path) as writer:
        writer.replace({A: FACTS})
        command = [sys.executable, "-c", READER, str(path)]
        readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        turn = 0
        while any(reader.poll() is None for reader in readers):
            turn += 1
            writer.replace({A: FACTS, B: []} if turn % 2 else {A: [], B: [*FACTS[:1], Triple(DEAL, COST, DAM)]})
    seen = "".join(reader.communicate()[0] for reader in readers).split()
    assert [reader.returncode for reader in readers] == [0, 0]
    assert len(seen) == 120
    assert set(seen) <= {"2", "3"}


def test_a_reader_needs_no_right_to_write_and_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with Store.open(path) as writer:
        writer.replace({A: FACTS})
    before = sorted(path.rglob("*"))
    with Store.open(path, read_only=True) as reader:
        assert count(reader) == 3
        with pytest.raises(StoreError, match="reading only"):
            reader.replace({A: []})
    assert sorted(path.rglob("*")) == before


def test_a_store_of_another_program_can_be_read(tmp_path: Path) -> None:
    import pyoxigraph

    foreign = pyoxigraph.Store(tmp_path / "s")
    foreign.update(f"INSERT DATA {{ GRAPH <{A}> {{ {FACTS[0]} }} }}")
    foreign.flush()
    del foreign
    with Store.open(tmp_path / "s", read_only=True) as reader:
        assert count(reader) == 1


def test_a_change_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        store.replace({A: FACTS})
        before = newest(tmp_path / "s")
        store.replace({A: reversed(FACTS)})
        assert newest(tmp_path / "s") == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_is_no_store_and_stays_as_it_was(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine")
    with pytest.raises(StoreError, match="is a file"):
        Store.open(path, read_only=read_only)
    assert path.read_text() == "mine"


@pytest.mark.parametrize("read_only", [False, True])
def test_a_folder_of_other_things_is_no_store_and_stays_as_it_was(tmp_path: Path, read_only: bool) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(StoreError, match=r"thesis\.docx"):
        Store.open(tmp_path, read_only=read_only)
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.docx"]


@pytest.mark.parametrize("options", [{"create": False}, {"read_only": True}])
def test_a_store_that_is_not_there_is_not_made_by_asking(tmp_path: Path, options: dict[str, bool]) -> None:
    with pytest.raises(StoreError, match="no store"):
        Store.open(tmp_path / "s", **options)
    assert not (tmp_path / "s").exists()


def test_a_damaged_store_is_told_in_one_line(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        store.replace({A: FACTS})
    (tmp_path / "s" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(StoreError, match="cannot be opened") as caught:
        Store.open(tmp_path / "s")
    assert "\n" not in str(caught.value)


def test_a_closed_store_says_so() -> None:
    store = Store.open("memory:")
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.graphs()


def test_a_server_that_is_not_there_is_told_in_one_line() -> None:
    with pytest.raises(SourceUnavailable, match=r"127\.0\.0\.1:9") as caught:
        Store.open("sparql+http://127.0.0.1:9/query")
    assert "\n" not in str(caught.value)


def test_what_a_killed_writer_committed_is_shown_to_readers_by_the_next_writer(tmp_path: Path) -> None:
    import pyoxigraph

    path = tmp_path / "s"
    with Store.open(path) as writer:
        writer.replace({A: FACTS})
    announce(path)
    (path / "published" / "draft").mkdir()
    died = pyoxigraph.Store(path)
    died.update(f"DROP GRAPH <{A}>; INSERT DATA {{ GRAPH <{B}> {{ {FACTS[0]} }} }}")
    del died
    with Store.open(path, read_only=True) as reader:
        assert reader.graphs() == (A,)
    with Store.open(path) as writer:
        assert writer.graphs() == (B,)
        with Store.open(path, read_only=True) as reader:
            assert reader.graphs() == (B,)
    assert len(list((path / "published").iterdir())) == 1


def test_a_store_left_behind_by_a_writer_killed_at_its_birth_opens(tmp_path: Path) -> None:
    path = tmp_path / "s"
    path.mkdir()
    for name in ("LOCK", "LOG", "IDENTITY"):
        (path / name).touch()
    with Store.open(path) as store:
        assert store.is_empty()


def test_a_name_and_password_are_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(self.headers.get("Authorization", ""))
            self.send_response(401)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Door) as door:
        Thread(target=door.handle_request, daemon=True).start()
        monkeypatch.setenv("POLICYGRAPH_REMOTE_USER", "kim")
        monkeypatch.setenv("POLICYGRAPH_REMOTE_PASSWORD", "secret")
        with pytest.raises(SourceUnavailable) as caught:
            Store.open(f"sparql+http://127.0.0.1:{door.server_port}/query")
    assert heard == ["Basic " + base64.b64encode(b"kim:secret").decode()]
    assert "secret" not in str(caught.value)
