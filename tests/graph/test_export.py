"""Taking the graph away: the same bytes for the same graph, nothing that may not leave, every format readable."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib.compare import isomorphic

from policygraph.errors import SettingsError
from policygraph.graph.claim_table import COLUMNS, claim_rows, write_csv
from policygraph.graph.export import SUFFIXES, ExportReport, export
from policygraph.graph.release import release
from policygraph.graph.store import Store

SMALL = Path(__file__).with_name("small.trig")
OPEN, CLOSED = (f"https://w3id.org/policygraph/id/document/{doc}" for doc in ("harbour", "hangman"))
PG, OA = "https://w3id.org/policygraph/ns#", "http://www.w3.org/ns/oa#"
RDF_SUFFIXES = (".ttl", ".trig", ".nq", ".nt", ".jsonld")


def fill(quads: list[Quad]) -> Store:
    graphs: dict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        assert isinstance(quad.graph_name, NamedNode)
        graphs[quad.graph_name.value].append(quad.triple)
    store = Store.open("memory:")
    for name, triples in graphs.items():
        store.replace({name: triples})
    return store


@pytest.fixture
def small() -> Iterator[Store]:
    with fill(list(parse(path=SMALL))) as store:
        yield store


def values(quads: tuple[Quad, ...], prop: str) -> dict[str, str]:
    return {
        str(quad.subject): quad.object.value
        for quad in quads
        if quad.predicate.value == prop and isinstance(quad.object, Literal)
    }


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_equal_graphs_give_equal_files_whatever_was_loaded_first(suffix: str, tmp_path: Path) -> None:
    quads = list(parse(path=SMALL))
    written = []
    for turn in range(3):
        random.Random(turn).shuffle(quads)
        folder = tmp_path / str(turn)
        folder.mkdir()
        with fill(quads) as store:
            report = export(store, folder / f"graph{suffix}")
        files = [report.path, *([report.record] if report.record else [])]
        written.append([file.read_bytes() for file in files])
    assert written[0] == written[1] == written[2]


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")  # rdflib's own call
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # likewise
@pytest.mark.parametrize("suffix", RDF_SUFFIXES)
def test_every_rdf_format_holds_the_same_triples(suffix: str, small: Store, tmp_path: Path) -> None:
    export(small, tmp_path / "graph.nt")
    export(small, tmp_path / f"graph{suffix}")
    whole = rdflib.Graph().parse(tmp_path / "graph.nt", format="nt")
    read = rdflib.Dataset(default_union=True)
    name = {".jsonld": "json-ld", ".nq": "nquads", ".trig": "trig", ".ttl": "turtle", ".nt": "nt"}[suffix]
    read.parse(tmp_path / f"graph{suffix}", format=name)
    merged = rdflib.Graph()
    for triple in read.triples((None, None, None)):
        merged.add(triple)
    assert len(whole) > 200
    assert isomorphic(whole, merged)


@pytest.mark.parametrize("suffix", [".trig", ".nq", ".jsonld"])
def test_formats_with_graphs_keep_them(suffix: str, small: Store, tmp_path: Path) -> None:
    export(small, tmp_path / f"graph{suffix}")
    form = {".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS, ".jsonld": RdfFormat.JSON_LD}[suffix]
    assert set(parse(path=tmp_path / f"graph{suffix}", format=form)) == set(release(small).quads)


def test_the_log_and_inferred_triples_stay_at_home(small: Store) -> None:
    names = {str(quad.graph_name) for quad in release(small).quads}
    assert {name.rstrip(">").rsplit("/", 1)[1] for name in names} == {"harbour", "hangman", "vocabulary", "derived"}


def test_a_whole_text_goes_along_only_where_its_licence_allows(small: Store) -> None:
    out = release(small)
    assert set(values(out.quads, f"{PG}content")) == {f"<{OPEN}>"}
    assert out.withheld == (CLOSED,)
    assert any("125억원" in quote for quote in values(out.quads, f"{OA}exact").values())


def test_every_text_goes_along_when_asked_for(small: Store) -> None:
    out = release(small, with_text=True)
    assert set(values(out.quads, f"{PG}content")) == {f"<{OPEN}>", f"<{CLOSED}>"}
    assert out.withheld == ()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_contact_detail_leaves_not_even_in_pieces(suffix: str, small: Store, tmp_path: Path) -> None:
    export(small, tmp_path / f"graph{suffix}", with_text=True)
    written = (tmp_path / f"graph{suffix}").read_text("utf-8")
    for piece in ("044-", "202-6123", "6123", "press@", "harbour.example", '"044"', '"202"'):
        assert piece not in written


def test_quotes_stand_at_their_offsets_after_masking(small: Store, tmp_path: Path) -> None:
    export(small, tmp_path / "graph.trig", with_text=True)
    with fill(list(parse(path=tmp_path / "graph.trig"))) as read:
        rows = read.select(f"""PREFIX pg: <{PG}> PREFIX oa: <{OA}>
            SELECT ?text ?start ?end ?quote ?prefix ?suffix {{
              ?passage oa:hasSource/pg:content ?text ; oa:hasSelector ?p , ?q .
              ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?quote ; oa:prefix ?prefix ; oa:suffix ?suffix }}""")
    assert len(rows) == 6
    for row in rows.dicts():
        text, start, end, quote, prefix, suffix = (getattr(row[name], "value", "") for name in rows.variables)
        assert text[int(start) : int(end)] == quote
        assert text[: int(start)].endswith(prefix)
        assert text[int(end) :].startswith(suffix)


def test_jsonld_names_its_prefixes_and_is_read_by_others(small: Store, tmp_path: Path) -> None:
    export(small, tmp_path / "graph.jsonld")
    document = json.loads((tmp_path / "graph.jsonld").read_text("utf-8"))
    assert document["@context"]["pg"] == PG
    nodes = {node["@id"]: node for graph in document["@graph"] for node in graph["@graph"]}
    assert nodes["id:item/harbour-data-hub"]["rdfs:label"][1] == {"@value": "항만 데이터 허브", "@language": "ko"}


def test_the_table_has_one_row_a_claim_with_its_sentence(small: Store, tmp_path: Path) -> None:
    report = export(small, tmp_path / "claims.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "claims.csv").read_text("utf-8-sig"), newline="")))
    assert report == ExportReport(tmp_path / "claims.csv", None, 7, "claims", (CLOSED,), 2)
    assert tuple(rows[0]) == COLUMNS
    money = next(row for row in rows if row["value_text"] == "12.5 billion won")
    assert {key: money[key] for key in ("kind", "subject", "value", "unit", "scope", "stage", "document", "start")} == {
        "kind": "investment",
        "subject": "Harbour Data Hub",
        "value": "12500000000",
        "unit": "KRW",
        "scope": "totalProjectCost",
        "stage": "planned",
        "document": "harbour",
        "start": "14",
    }
    assert [row["document"] for row in rows] == sorted(row["document"] for row in rows)
    assert {row["relation"] for row in rows} == {"", "directPartOf", "usesTechnology", "responsibleBody"}


def test_a_spreadsheet_runs_no_text_as_a_formula(small: Store) -> None:
    table = write_csv(claim_rows(small)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert any(row["quote"].startswith("'- The Harbour Data Hub") for row in rows)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())


def test_graphml_opens_with_quotes_on_its_edges(small: Store, tmp_path: Path) -> None:
    report = export(small, tmp_path / "net.graphml")
    net = networkx.read_graphml(tmp_path / "net.graphml", force_multigraph=True)
    assert (report.holds, report.what, report.record) == (3, "relations", None)
    assert net.number_of_edges() == 3
    assert all(data["quote"] and data["document"] for _, _, data in net.edges(data=True))


def test_the_record_counts_what_the_file_holds(small: Store, tmp_path: Path) -> None:
    report = export(small, tmp_path / "graph.ttl")
    assert report.record == tmp_path / "graph.ttl.dcat.ttl"
    record = rdflib.Graph().parse(report.record)
    void, dct = rdflib.Namespace("http://rdfs.org/ns/void#"), rdflib.Namespace("http://purl.org/dc/terms/")
    dataset = rdflib.URIRef("https://w3id.org/policygraph/dataset")
    assert record.value(dataset, void.triples) == rdflib.Literal(report.holds)
    assert set(record.objects(dataset, dct.source)) == {rdflib.URIRef(OPEN), rdflib.URIRef(CLOSED)}
    assert record.value(dataset, dct.license) is None
    assert record.value(rdflib.URIRef(OPEN), dct.license) == rdflib.Literal("CC-BY-4.0")
    period = record.value(dataset, dct.temporal)
    starts = record.value(period, rdflib.URIRef("http://www.w3.org/ns/dcat#startDate"))
    assert str(starts) == "2026-04-01T00:00:00"
    claims = record.value(predicate=void["class"], object=rdflib.URIRef(f"{PG}QuantityClaim"))
    assert record.value(claims, void.entities) == rdflib.Literal(3)


def test_the_record_changes_with_the_data(small: Store, tmp_path: Path) -> None:
    first = export(small, tmp_path / "graph.ttl").record
    assert first is not None
    before = first.read_bytes()
    small.replace({}, drop=["https://w3id.org/policygraph/graph/document/hangman"])
    export(small, tmp_path / "graph.ttl")
    assert first.read_bytes() != before


def test_an_empty_store_gives_an_empty_file_and_a_record(tmp_path: Path) -> None:
    with Store.open("memory:") as store:
        for suffix in SUFFIXES:
            assert export(store, tmp_path / f"none{suffix}").holds == 0


@pytest.mark.parametrize("name", ["graph.xlsx", "graph", "graph.ttl.gz"])
def test_an_unknown_suffix_is_refused_with_those_that_work(name: str, small: Store, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"Use one of \.ttl, \.trig") as refusal:
        export(small, tmp_path / name)
    assert "\n" not in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_never_overwritten(small: Store, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(SettingsError, match="it is a folder"):
        export(small, tmp_path / "graph.ttl")


def test_a_missing_folder_is_told_in_one_line(small: Store, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Cannot write") as refusal:
        export(small, tmp_path / "missing" / "graph.ttl")
    assert "\n" not in str(refusal.value)


def test_a_file_that_stands_there_is_replaced_whole(small: Store, tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("old")
    export(small, tmp_path / "graph.nq")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.nq", "graph.nq.dcat.ttl"]
    assert (tmp_path / "graph.nq").read_bytes().startswith(b"<https://")
