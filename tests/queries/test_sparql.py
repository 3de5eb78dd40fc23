"""SPARQL texts that people bring: told apart, refused where they would do harm, answered in every form."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from policygraph.errors import QueryError
from policygraph.graph.store import Store
from policygraph.queries.guard import inspect_query
from policygraph.queries.sparql import LIMITS, answer


@pytest.fixture
def store() -> Store:
    opened = Store.open("memory:")
    dam, name = NamedNode("x:dam"), NamedNode("x:name")
    labels = (Literal("데이터 댐", language="ko"), Literal("=dam"), Literal(7))
    opened.replace({"x:graph": [Triple(dam, name, label) for label in labels]})
    return opened


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("# ASK\nPREFIX select: <x:describe#construct>\nask { ?select select:ask 'INSERT' }", "ASK"),
        ("BASE <x:> CONSTRUCT { ?s <load> ?o } WHERE { ?s <clear> ?o }", "CONSTRUCT"),
        ("DESCRIBE <x:dam>", "DESCRIBE"),
        ('SELECT ?x { ?x <x:p> """SERVICE <x:y> {{{ DROP ALL""" }', "SELECT"),
    ],
)
def test_the_form_is_told_by_the_keyword_and_not_by_names_strings_or_comments(query: str, form: str) -> None:
    assert inspect_query(query, LIMITS) == form


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "holds no SELECT"),
        ("# SELECT * { ?s ?p ?o }", "holds no SELECT"),
        ("INSERT DATA { <x:a> <x:b> <x:c> }", "INSERT would change the store"),
        ("PREFIX x: <x:> LOAD <http://example.org/>", "LOAD would change the store"),
        ("SELECT * { service silent <http://example.org/> { ?s ?p ?o } }", "SERVICE would ask another server"),
        ("PREFIX service: <x:> SELECT * { SERVICE service:y { ?s ?p ?o } }", "SERVICE would ask"),
        ("SELECT * { ?s ?p 5SERVICESILENT<http://example.org/> { ?s ?p ?o } }", "SERVICE would ask"),
        ("SELECT * { FILTER(" + "(" * 300 + "1" + ")" * 300 + ") }", "nested"),
        ("SELECT * { FILTER(1" + " || 1" * 30_000 + ") }", "2,000"),
        ("SELECT * { FILTER(" + "!" * 30_000 + "1) }", "2,000"),
        ("SELECT * { ?s ?p '" + "x" * 1_000_000 + "' }", "more than the 1,000,000 allowed"),
    ],
)
def test_what_would_harm_or_lead_nowhere_is_refused(query: str, told: str) -> None:
    with pytest.raises(QueryError, match=told) as caught:
        inspect_query(query, LIMITS)
    assert "\n" not in str(caught.value)


def test_rows_come_as_text_csv_and_sparql_json(store: Store) -> None:
    query = "SELECT ?label ?missing { ?s ?p ?label OPTIONAL { ?s <x:none> ?missing } } ORDER BY STR(?label)"
    assert "데이터 댐" in answer(store, query)
    assert list(csv.reader(io.StringIO(answer(store, query, "csv"))))[1:] == [
        ["7", ""],
        ["'=dam", ""],
        ["데이터 댐", ""],
    ]
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert json.loads(answer(store, query, "json")) == {
        "head": {"vars": ["label", "missing"]},
        "results": {
            "bindings": [
                {"label": {"type": "literal", "value": "7", "datatype": integer}},
                {"label": {"type": "literal", "value": "=dam"}},
                {"label": {"type": "literal", "value": "데이터 댐", "xml:lang": "ko"}},
            ]
        },
    }


def test_no_rows_are_said(store: Store) -> None:
    assert "nothing" in answer(store, "SELECT ?s { ?s <x:none> ?o }")
    assert answer(store, "SELECT ?s { ?s <x:none> ?o }", "csv") == "s\n"


def test_triples_come_sorted_as_turtle_or_json_ld_and_not_as_a_table(store: Store) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    assert answer(store, query) == answer(store, query)
    assert answer(store, query).count("x:name") >= 1
    assert json.loads(answer(store, query, "json"))
    with pytest.raises(QueryError, match="no table"):
        answer(store, query, "csv")
