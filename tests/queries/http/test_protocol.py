"""What a request asks for is read off it before anything runs."""

from __future__ import annotations

import pytest

from policygraph.errors import QueryError
from policygraph.queries.guard import Limits, inspect_update, with_using
from policygraph.queries.http.graph_store import Target, parts, target
from policygraph.queries.http.protocol import (
    FORM,
    QUERY,
    UPDATE,
    DescriptionRequest,
    QueryRequest,
    Refused,
    UpdateRequest,
    read_get,
    read_post,
)


def test_a_request_for_nothing_asks_for_the_description() -> None:
    assert read_get("") == DescriptionRequest()
    assert read_get("format=ttl") == DescriptionRequest()


def test_graphs_may_stand_in_the_address_while_the_query_is_in_the_body() -> None:
    asked = QueryRequest("ASK {}", ("http://a.example/g",), ("http://a.example/n",))
    graphs = "default-graph-uri=http%3A%2F%2Fa.example%2Fg&named-graph-uri=http://a.example/n"
    assert read_get(f"query=ASK+%7B%7D&{graphs}") == asked
    assert read_post(graphs, f"{QUERY}; charset=utf-8", b"ASK {}") == asked
    assert read_post(graphs, FORM, b"query=ASK%20%7B%7D") == asked
    assert read_post("", FORM, f"query=ASK+%7B%7D&{graphs}".encode()) == asked


def test_an_update_is_read_from_a_form_and_from_a_body() -> None:
    asked = UpdateRequest("CLEAR ALL", ("http://a.example/g",), ())
    assert read_post("using-graph-uri=http://a.example/g", UPDATE, b"CLEAR ALL") == asked
    assert read_post("", FORM, b"update=CLEAR+ALL&using-graph-uri=http://a.example/g") == asked


@pytest.mark.parametrize(
    ("query_string", "kind", "body", "status"),
    [
        ("", FORM, b"query=ASK{}&query=ASK{}", 400),
        ("", FORM, b"update=CLEAR+ALL&update=CLEAR+ALL", 400),
        ("", FORM, b"update=CLEAR+ALL&query=ASK{}", 400),
        ("", FORM, b"", 400),
        ("query=ASK{}", "", b"", 415),
        ("", "text/plain", b"ASK {}", 415),
        ("", "", b"query=ASK{}", 415),
        ("", QUERY, "ASK {}".encode("utf-16"), 400),
        ("", f"{UPDATE}; charset=utf-16", "CLEAR ALL".encode("utf-16"), 415),
        ("default-graph-uri=relative", QUERY, b"ASK {}", 400),
        ("query=%ff", FORM, b"", 400),
    ],
)
def test_what_is_not_by_the_protocol_is_refused(query_string: str, kind: str, body: bytes, status: int) -> None:
    with pytest.raises(Refused) as refused:
        read_post(query_string, kind, body)
    assert refused.value.status == status


@pytest.mark.parametrize("query_string", ["update=CLEAR+ALL", "query=ASK{}&query=ASK{}", "default-graph-uri=x:g"])
def test_a_get_with_an_update_or_two_queries_or_graphs_only_is_refused(query_string: str) -> None:
    with pytest.raises(Refused):
        read_get(query_string)


STORE = "http://h.example/store"


def test_a_graph_is_named_by_parameter_or_by_its_own_address() -> None:
    assert target("GET", "graph=x%3Ag", STORE, STORE) == Target("x:g")
    assert target("GET", "graph=x:%2531", STORE, STORE) == Target("x:%31")
    assert target("PUT", "default", f"{STORE}/", STORE) == Target("")
    assert target("DELETE", "", f"{STORE}/a/b", STORE) == Target(f"{STORE}/a/b")
    made = target("POST", "", STORE, STORE)
    assert made.made
    assert made.graph.startswith(f"{STORE}/")


@pytest.mark.parametrize(
    ("method", "query_string", "address"),
    [
        ("GET", "", STORE),
        ("PUT", "", STORE),
        ("GET", "graph=x:a&graph=x:b", STORE),
        ("GET", "graph=x:a&default", STORE),
        ("GET", "default", f"{STORE}/a"),
        ("GET", "graph=a", STORE),
    ],
)
def test_no_graph_two_graphs_and_relative_names_are_refused(method: str, query_string: str, address: str) -> None:
    with pytest.raises(Refused):
        target(method, query_string, address, STORE)


def test_several_graphs_may_be_sent_as_the_parts_of_a_form() -> None:
    body = (
        b'--cut\r\nContent-Disposition: form-data; name="a"; filename="a.ttl"\r\nContent-Type: text/turtle\r\n\r\n'
        b'<x:a> <x:b> "\xea\xb0\x80" .\r\n--cut\r\nContent-Disposition: form-data; name=b\r\n'
        b"Content-Type: application/n-triples\r\n\r\n<x:a> <x:b> <x:c> .\r\n--cut--\r\n"
    )
    kinds = [(kind, text.decode().strip()) for kind, text in parts("multipart/form-data; boundary=cut", body)]
    assert kinds == [("text/turtle", '<x:a> <x:b> "가" .'), ("application/n-triples", "<x:a> <x:b> <x:c> .")]
    for wrong in ("multipart/form-data", "image/png"):
        with pytest.raises(Refused):
            parts(wrong, body)


def test_graphs_named_by_the_request_stand_before_every_where() -> None:
    update = "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o { SELECT ?s WHERE { ?s ?p 'WHERE' } } } ; INSERT {} WHERE {}"
    clauses = "USING <x:g> USING NAMED <x:n> WHERE {"
    expected = update.replace("} WHERE {", f"}} {clauses}")
    assert with_using(update, ["x:g"], ["x:n"]) == expected
    assert with_using("INSERT DATA { <x:where> <x:using> 'WITH' }", ["x:g"], []).startswith("INSERT DATA { <x:where>")


@pytest.mark.parametrize(
    "update",
    [
        "WITH <x:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } USING <x:a> WHERE { ?s ?p ?o }",
        "DELETE WHERE { ?s ?p ?o }",
        "DELETEWHERE { ?s ?p ?o }",
    ],
)
def test_graphs_named_twice_are_refused(update: str) -> None:
    with pytest.raises(QueryError):
        with_using(update, ["x:g"], [])
    assert with_using(update, [], []) == update


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://a.example/>",
        "load silent <http://a.example/> INTO GRAPH <x:g>",
        "LOADSILENT<http://a.example/>",
        "PREFIX x: <http://a.example/> LOADx:y",
        "PREFIX : <http://a.example/> LOAD:y",
        "CLEAR ALL ;LOAD<http://a.example/>",
        "INSERT DATA { <x:a> <x:b> 5 };LOAD <http://a.example/>",
        "INSERT {} WHERE { SERVICE <http://a.example/> {} }",
        "DELETE {} WHERE { FILTER EXISTS { SERVICE <http://a.example/> {} } }",
        "INSERT { ?s ?p ?r } WHERE { ?s ?p ?o BIND(RAND() AS ?r) }",
        "SELECT * { ?s ?p ?o }",
        "INSERT DATA { <x:a> <x:b> " + "[ <x:c> " * 150 + "1" + "]" * 150 + "}",
    ],
)
def test_updates_that_would_ask_others_or_cannot_be_tried_are_refused(update: str) -> None:
    with pytest.raises(QueryError):
        inspect_update(update)


def test_data_may_be_long_and_hold_any_words() -> None:
    rows = "".join(f"GRAPH <x:g{n}> {{ <x:LOAD> <x:SERVICE> -{n} , 'LOAD'@ko-KR }} " for n in range(3000))
    inspect_update("PREFIX pg: <x:> INSERT DATA { " + rows + "} # LOAD <http://a.example/>", Limits(characters=10**7))
