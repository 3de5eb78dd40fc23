"""The served endpoint as its clients meet it: changes, graphs, its description."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from policygraph.graph.store import Store
from policygraph.tests.queries.example import water_store
from policygraph.tests.serving import TOKEN, Endpoint, endpoint

SD = "http://www.w3.org/ns/sparql-service-description#"
CARD = """@prefix v: <http://www.w3.org/2006/vcard/ns#> .
<http://a.example/kim> v:fn "김하나" ; v:hasAddress [ v:locality "대전" ] ."""
UPDATE = {"Content-Type": "application/sparql-update"}
TURTLE_TYPE = {"Content-Type": "text/turtle"}


@pytest.fixture(scope="module")
def open_to_all() -> Iterator[Endpoint]:
    with endpoint("memory:", "--writable", "--no-token") as running:
        yield running


@pytest.fixture
def server(open_to_all: Endpoint) -> Endpoint:
    assert open_to_all.http.post("/sparql", content="DROP ALL", headers=UPDATE).status_code == 204
    return open_to_all


def ask(server: Endpoint, query: str) -> bool:
    answer = server.http.get("/sparql", params={"query": query})
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["boolean"])


def test_an_update_is_seen_by_the_next_request(server: Endpoint) -> None:
    for number in range(5):
        text = f"INSERT DATA {{ <x:a> <x:b> {number} }}"
        answer = server.http.post("/sparql", data={"update": text})
        assert answer.status_code == 204
        assert ask(server, f"ASK {{ <x:a> <x:b> {number} }}")


def test_several_operations_are_made_wholly_or_not_at_all(server: Endpoint) -> None:
    text = "INSERT DATA { <x:a> <x:b> 1 } ; CREATE GRAPH <x:g> ; CREATE GRAPH <x:g>"
    assert server.http.post("/sparql", content=text, headers=UPDATE).status_code == 400
    assert not ask(server, "ASK { <x:a> <x:b> 1 }")


def test_relative_addresses_are_reckoned_from_the_endpoint(server: Endpoint) -> None:
    server.http.post("/sparql", content="INSERT DATA { <x:a> <x:b> <here> }", headers=UPDATE)
    assert ask(server, f"ASK {{ <x:a> <x:b> <{server.url}/here> }}")


def test_an_update_reads_the_graphs_that_the_request_names(server: Endpoint) -> None:
    data = "INSERT DATA { GRAPH <x:one> { <x:a> <x:p> 1 } GRAPH <x:two> { <x:b> <x:p> 2 } }"
    server.http.post("/sparql", content=data, headers=UPDATE)
    copy = "INSERT { GRAPH <x:copy> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    server.http.post("/sparql", params={"using-graph-uri": "x:two"}, content=copy, headers=UPDATE)
    assert ask(server, "ASK { GRAPH <x:copy> { <x:b> <x:p> 2 } FILTER NOT EXISTS { GRAPH <x:copy> { <x:a> ?p ?o } } }")
    named = "INSERT { GRAPH <x:seen> { ?g <x:in> ?g } } WHERE { GRAPH ?g { ?s ?p ?o } }"
    server.http.post("/sparql", data={"update": named, "using-named-graph-uri": "x:one"})
    assert ask(
        server, "ASK { GRAPH <x:seen> { <x:one> ?p ?o } FILTER NOT EXISTS { GRAPH <x:seen> { <x:two> ?p ?o } } }"
    )
    both = server.http.post(
        "/sparql", params={"using-graph-uri": "x:two"}, content=f"WITH <x:one> {copy}", headers=UPDATE
    )
    assert both.status_code == 400


@pytest.mark.parametrize("update", ["INSERT DATA { <x:a> <x:b> }", "LOAD <http://127.0.0.1:9/>", "CLEAR SOMETHING", ""])
def test_updates_that_cannot_be_made_are_told_in_one_line(server: Endpoint, update: str) -> None:
    answer = server.http.post("/sparql", content=update, headers=UPDATE)
    if update:
        assert answer.status_code == 400
        assert answer.text.count("\n") == 1
    assert server.http.get("/sparql", params={"update": "CLEAR ALL"}).status_code == 400


@pytest.mark.parametrize("graph", [{"graph": "http://a.example/people"}, {"default": ""}])
def test_a_graph_comes_back_as_it_was_put(server: Endpoint, graph: dict[str, str]) -> None:
    put = server.http.put("/store", params=graph, content=CARD, headers=TURTLE_TYPE)
    assert put.status_code == (201 if "graph" in graph else 204)
    for kind, name in (("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml")):
        answer = server.http.get("/store", params=graph, headers={"Accept": kind})
        assert answer.headers["content-type"].split(";")[0] == kind
        assert isomorphic(Graph().parse(data=answer.content, format=name), Graph().parse(data=CARD))
    head = server.http.head("/store", params=graph)
    assert head.status_code == 200
    assert head.content == b""
    assert server.http.get("/store", params=graph, headers={"Accept": "image/png"}).status_code == 406


def test_a_graph_grows_by_post_and_goes_by_delete(server: Endpoint) -> None:
    there = "/store/people/kim"
    assert server.http.post(there, content=CARD, headers=TURTLE_TYPE).status_code == 201
    parts = {"a": ("a.ttl", "<x:a> <x:b> [] .", "text/turtle"), "b": ("b.nt", "<x:a> <x:b> _:x .", "text/plain")}
    assert server.http.post(there, files=parts).status_code == 204
    assert len(Graph().parse(data=server.http.get(there).content)) == 5
    assert ask(server, f"ASK {{ GRAPH <{server.url}{there}> {{ ?kim ?p '김하나' }} }}")
    assert server.http.delete(there).status_code == 204
    assert server.http.get(there).status_code == 404
    assert server.http.head(there).status_code == 404
    assert server.http.delete(there).status_code == 404


def test_a_graph_without_a_name_is_given_one(server: Endpoint) -> None:
    made = server.http.post("/store", content=CARD, headers=TURTLE_TYPE)
    assert made.status_code == 201
    for answer in (
        server.http.get(made.headers["location"]),
        server.http.get("/store?graph=" + made.headers["location"]),
    ):
        assert isomorphic(Graph().parse(data=answer.content), Graph().parse(data=CARD))


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [("<x:a> <x:b> .", "text/turtle", 400), ("a,b", "text/csv", 415), (b"\xff\xfe", "text/turtle", 400)],
)
def test_what_is_no_graph_leaves_the_old_one(server: Endpoint, content: str, kind: str, status: int) -> None:
    server.http.put("/store?graph=x:g", content=CARD, headers=TURTLE_TYPE)
    answer = server.http.put("/store?graph=x:g", content=content, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert len(Graph().parse(data=server.http.get("/store?graph=x:g").content)) == 3


def test_the_description_names_endpoint_languages_formats_and_graphs(server: Endpoint) -> None:
    server.http.put("/store?graph=x:g", content=CARD, headers=TURTLE_TYPE)
    for kind, name in (("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld")):
        answer = server.http.get("/sparql", headers={"Accept": kind})
        assert answer.headers["content-type"].split(";")[0] == kind
        told = Graph().parse(data=answer.content, format=name)
        (service,) = told.subjects(URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), URIRef(f"{SD}Service"))
        assert list(told.objects(service, URIRef(f"{SD}endpoint"))) == [URIRef(f"{server.url}/sparql")]
        languages = {str(each).removeprefix(SD) for each in told.objects(service, URIRef(f"{SD}supportedLanguage"))}
        assert languages == {"SPARQL11Query", "SPARQL11Update"}
        assert list(told.objects(None, URIRef(f"{SD}name"))) == [URIRef("x:g")]
        assert (None, URIRef(f"{SD}resultFormat"), URIRef("http://www.w3.org/ns/formats/SPARQL_Results_JSON")) in told


def test_a_claim_without_evidence_cannot_enter(tmp_path: Path) -> None:
    water_store(str(tmp_path / "store")).close()
    ns = "https://w3id.org/policygraph/ns#"
    claim = f"INSERT DATA {{ GRAPH <x:g> {{ <x:c> a <{ns}QuantityClaim> ; <{ns}valueText> '7' }} }}"
    moved = f"DELETE {{ GRAPH ?g {{ ?c <{ns}evidence> ?e }} }} WHERE {{ GRAPH ?g {{ ?c <{ns}evidence> ?e }} }}"
    other = "DELETE { GRAPH ?g { ?p ?w ?o } } INSERT { GRAPH ?g { ?p ?w 'other words' } } "
    other += "WHERE { GRAPH ?g { ?p <http://www.w3.org/ns/oa#exact> ?o ; ?w ?o } }"
    with endpoint(tmp_path / "store", "--writable", "--no-token") as server:
        before = server.http.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).text
        for update in (claim, moved, other):
            answer = server.http.post("/sparql", content=update, headers=UPDATE)
            assert answer.status_code == 422, update
            assert answer.text.endswith("Nothing was changed.\n")
        graph = f"<x:c> a <{ns}RelationClaim> ."
        assert server.http.put("/store?graph=x:g", content=graph, headers=TURTLE_TYPE).status_code == 422
        assert server.http.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).text == before
        assert server.http.put("/store?graph=x:g", content=CARD, headers=TURTLE_TYPE).status_code == 201


def test_only_who_shows_the_token_may_write(tmp_path: Path) -> None:
    with endpoint(tmp_path / "store", "--writable", token=TOKEN) as server:
        for shown in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
            refused = server.http.post("/sparql", content="CLEAR ALL", headers=UPDATE | shown)
            assert refused.status_code == 401
            assert refused.headers["www-authenticate"] == "Bearer"
            assert server.http.put("/store?default", content=CARD, headers=TURTLE_TYPE | shown).status_code == 401
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        assert server.http.put("/store?default", content=CARD, headers=TURTLE_TYPE | bearer).status_code == 204
        assert ask(server, "ASK { ?s ?p '김하나' }")
        assert TOKEN not in server.stop()


def test_a_page_of_another_origin_cannot_write(server: Endpoint) -> None:
    for foreign in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        refused = server.http.post("/sparql", data={"update": "CLEAR ALL"}, headers=foreign)
        assert refused.status_code == 403
    assert server.http.post("/sparql", data={"update": "CLEAR ALL"}, headers={"Origin": server.url}).status_code == 204


def test_a_read_only_endpoint_changes_nothing(tmp_path: Path) -> None:
    Store.open(tmp_path / "store").close()
    with endpoint(tmp_path / "store") as server:
        assert server.http.put("/store?default", content=CARD, headers=TURTLE_TYPE).status_code == 403
        assert server.http.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 403
        assert "Update" not in server.http.get("/sparql").text


def test_a_load_may_come_between_two_changes(tmp_path: Path) -> None:
    new = pyoxigraph.Triple(*map(pyoxigraph.NamedNode, ("x:a", "x:b", "x:c")))
    with endpoint(tmp_path / "store", "--writable", "--no-token") as server:
        server.http.put("/store?graph=x:g", content=CARD, headers=TURTLE_TYPE)
        with Store.open(tmp_path / "store") as store:
            waiting = server.http.put("/store?graph=x:h", content=CARD, headers=TURTLE_TYPE)
            assert waiting.status_code == 503
            assert waiting.headers["retry-after"]
            store.replace({"x:new": [new]})
        assert ask(server, "ASK { <x:a> <x:b> <x:c> . ?s ?p '김하나' }")
        assert server.http.put("/store?graph=x:h", content=CARD, headers=TURTLE_TYPE).status_code == 201


@pytest.mark.parametrize(
    "options",
    [["--writable"], ["--no-token"], ["--writable", "--no-token", "--host", "0.0.0.0"], ["--public-url", "x"]],
)
def test_options_that_do_not_fit_are_told_in_one_line(tmp_path: Path, options: list[str]) -> None:
    command = [sys.executable, "-m", "policygraph", "--store", str(tmp_path / "s"), "serve", "--port", "0", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "s").exists()


def test_known_clients_read_and_write(server: Endpoint) -> None:
    wrapper = SPARQLWrapper(f"{server.url}/sparql")
    wrapper.setMethod(POST)
    wrapper.setQuery("INSERT DATA { <x:a> <x:b> 'one' }")
    wrapper.query()
    wrapper.setQuery("SELECT ?o { <x:a> <x:b> ?o }")
    wrapper.setReturnFormat(JSON)
    answer = wrapper.query().convert()
    assert isinstance(answer, dict)
    assert answer["results"]["bindings"] == [{"o": {"type": "literal", "value": "one"}}]
    wrapper.setQuery("CONSTRUCT WHERE { ?s ?p ?o }")
    wrapper.setReturnFormat(TURTLE)
    written = wrapper.query().convert()
    assert isinstance(written, bytes)
    assert len(Graph().parse(data=written)) == 1
    graph = Graph(SPARQLUpdateStore(f"{server.url}/sparql", f"{server.url}/sparql"), URIRef("x:g"))
    graph.add((URIRef("x:s"), URIRef("x:p"), Literal("two", lang="en")))
    assert [str(row[0]) for row in graph.query("SELECT ?o { <x:s> <x:p> ?o }")] == ["two"]  # type: ignore[index]
    curl = ["curl", "-sS", "-H", "Accept: text/csv", "--data-urlencode", "query=SELECT ?o { <x:a> ?p ?o }"]
    done = subprocess.run([*curl, f"{server.url}/sparql"], capture_output=True, text=True, check=True)
    assert done.stdout == "o\none\n"
