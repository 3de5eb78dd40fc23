"""The endpoint on a real port, over a store on disk."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pyoxigraph
import pytest
import uvicorn
from SPARQLWrapper import JSON, SPARQLWrapper

from policygraph.errors import SettingsError, StoreError
from policygraph.graph.store import Store
from policygraph.queries.guard import Limits
from policygraph.queries.http.service import Manner
from policygraph.queries.workers.jobs import Bounds
from policygraph.server import application
from policygraph.tests.queries.example import water_store

SELECT = """PREFIX pg: <https://w3id.org/policygraph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name WHERE { ?s a pg:Ministry ; rdfs:label ?name } LIMIT 1"""
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@contextmanager
def running(path: Path, bounds: Bounds | None = None, manner: Manner | None = None) -> Iterator[str]:
    config = uvicorn.Config(
        application(str(path), bounds=bounds, manner=manner), port=0, log_level="warning", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "store"
    water_store(str(folder)).close()
    return folder


@pytest.fixture(scope="module")
def url(path: Path) -> Iterator[str]:
    with running(path, Bounds(seconds=2, megabytes_out=1), Manner(limits=Limits(characters=10_000))) as address:
        yield address


def get(url: str, query: str, accept: str = "*/*", **parameters: str) -> httpx.Response:
    return httpx.get(f"{url}/sparql", params={"query": query, **parameters}, headers={"Accept": accept}, timeout=30)


def test_a_query_by_get_gives_json(url: str) -> None:
    answer = get(url, SELECT)
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert [row["name"]["value"] for row in answer.json()["results"]["bindings"]] == ["Ministry of Water"]


def test_a_query_by_form_and_by_body_gives_the_same(url: str) -> None:
    by_form = httpx.post(f"{url}/sparql", data={"query": SELECT})
    by_body = httpx.post(f"{url}/sparql", content=SELECT, headers={"Content-Type": "application/sparql-query"})
    assert by_form.json() == by_body.json() == get(url, SELECT).json()


@pytest.mark.parametrize(
    ("accept", "given", "start"),
    [
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/csv;q=0.9, application/sparql-results+json;q=0.1", "text/csv; charset=utf-8", "name\r\nMinistry"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?name\n"),
        ("application/json", "application/sparql-results+json", "{"),
    ],
)
def test_rows_come_in_the_format_asked_for(url: str, accept: str, given: str, start: str) -> None:
    answer = get(url, SELECT, accept)
    assert answer.headers["content-type"] == given
    assert answer.text.startswith(start)


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", pyoxigraph.RdfFormat.TURTLE),
        ("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
        ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
    ],
)
def test_triples_come_in_the_format_asked_for(url: str, accept: str, format: pyoxigraph.RdfFormat) -> None:
    answer = get(url, "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3", accept)
    assert answer.headers["content-type"].split(";")[0] == accept
    assert len(list(pyoxigraph.parse(answer.content, format=format))) == 3


def test_a_format_that_nobody_offers_is_refused(url: str) -> None:
    assert get(url, SELECT, "image/png").status_code == 406
    assert get(url, "DESCRIBE <x:a>", "text/csv").status_code == 406


def test_ask_is_answered_in_every_format(url: str) -> None:
    assert get(url, "ASK { ?s ?p ?o }").json() == {"head": {}, "boolean": True}
    assert get(url, "ASK { <x:a> ?p ?o }", "text/csv").text == "false\n"


def test_graphs_named_by_the_request_are_the_ones_asked(url: str) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/policygraph/ns#Document> }"
    plan = "https://w3id.org/policygraph/graph/document/water-plan"

    def documents(answer: httpx.Response) -> str:
        return str(answer.json()["results"]["bindings"][0]["n"]["value"])

    assert documents(get(url, count)) == "2"
    assert documents(get(url, count, **{"default-graph-uri": plan})) == "1"
    assert documents(get(url, count.replace("{ ?s", f"FROM <{plan}> {{ ?s"))) == "1"
    named = count.replace("{ ?s", "{ GRAPH ?g { ?s") + " }"
    assert documents(get(url, named, **{"named-graph-uri": plan})) == "1"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "another server"),
        ("LOAD <http://127.0.0.1:9/>", "would change the store"),
        ("SELECT ?s { ?s ?p }", "cannot be read at line 1"),
        ("SELECT * " + "{" * 200 + "}" * 200, "nested"),
        ("SELECT * { } #" + "x" * 10_000, "characters"),
        ("", "no SPARQL query"),
    ],
)
def test_what_may_not_run_is_refused_in_one_line(url: str, query: str, said: str) -> None:
    answer = get(url, query)
    assert answer.status_code == 400
    assert said in answer.text
    assert answer.text.count("\n") == 1


def test_updates_have_no_way_in(url: str) -> None:
    insert = "INSERT DATA { <x:a> <x:b> <x:c> }"
    assert httpx.post(f"{url}/sparql", data={"update": insert}).status_code == 403
    as_update = {"Content-Type": "application/sparql-update"}
    assert httpx.post(f"{url}/sparql", content=insert, headers=as_update).status_code == 403
    assert httpx.put(f"{url}/sparql").status_code == 405
    assert get(url, "ASK { <x:a> <x:b> <x:c> }").json()["boolean"] is False


def test_requests_that_are_no_queries_are_refused(url: str) -> None:
    assert httpx.post(f"{url}/sparql", data={"format": "json"}).status_code == 400
    assert httpx.get(f"{url}/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status_code == 400
    assert httpx.get(f"{url}/sparql?query=%ff").status_code == 400
    as_query = {"Content-Type": "application/sparql-query"}
    assert httpx.post(f"{url}/sparql", content=b"ASK {} #\xff", headers=as_query).status_code == 400
    assert httpx.post(f"{url}/sparql", content=b"x" * 300_000, headers=as_query).status_code == 413


def test_a_query_that_takes_too_long_is_stopped_and_the_server_goes_on(url: str) -> None:
    answer = get(url, SLOW)
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert get(url, SELECT).status_code == 200
    assert httpx.get(f"{url}/health").json() == {"status": "ok"}


def test_an_answer_that_grows_too_large_is_cut_with_an_error_not_silently(url: str) -> None:
    answer = get(url, "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000")
    assert answer.status_code == 400
    assert "larger than 1 MB" in answer.text


def test_a_foreign_host_name_does_not_reach_a_server_on_loopback(url: str) -> None:
    assert httpx.get(f"{url}/health", headers={"Host": "evil.example"}).status_code == 400


def test_an_ordinary_sparql_client_is_served(url: str) -> None:
    client = SPARQLWrapper(f"{url}/sparql")
    client.setQuery(SELECT)
    client.setReturnFormat(JSON)
    answer = client.query().convert()
    assert isinstance(answer, dict)
    assert json.dumps(answer["head"]) == '{"vars": ["name"]}'


def test_a_load_is_seen_by_the_next_request(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    water_store(str(folder)).close()
    new = pyoxigraph.Triple(pyoxigraph.NamedNode("x:a"), pyoxigraph.NamedNode("x:b"), pyoxigraph.NamedNode("x:c"))
    with running(folder) as address:
        assert get(address, "ASK { <x:a> <x:b> <x:c> }").json()["boolean"] is False
        with Store.open(folder) as store:
            store.replace({"x:g": [new]})
        assert get(address, "ASK { <x:a> <x:b> <x:c> }").json()["boolean"] is True


def test_only_a_store_on_disk_can_be_served(tmp_path: Path) -> None:
    for address in ("memory:", "sparql+http://127.0.0.1:9/query", str(tmp_path / "nothing")):
        with pytest.raises(StoreError):
            application(address)


def test_a_writable_server_that_others_can_reach_needs_a_token(path: Path) -> None:
    with pytest.raises(SettingsError, match="POLICYGRAPH_TOKEN"):
        application(str(path), local=False, manner=Manner(writable=True))
