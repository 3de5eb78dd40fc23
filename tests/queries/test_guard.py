"""Nothing that passes the guard reaches another server or kills the process."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policygraph.errors import QueryError
from policygraph.queries.guard import Limits, inspect_query


class Listener:
    """A server that counts who knocks."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/s"
        self.knocks = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.knocks += 1
            connection.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.socket.close()


ESCAPES = [
    "SELECT * { SERVICE <$> { ?s ?p ?o } }",
    "SELECT * { service silent <$> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<$> { ?s ?p ?o } }",
    "PREFIX : <$> SELECT * { SERVICE: { ?s ?p ?o } }",
    "PREFIX x: <$> SELECT * { SERVICEx: { ?s ?p ?o } }",
    "SELECT * { ?a ?b 5SERVICE <$> { ?s ?p ?o } }",
    "SELECT * { ?a ?b trueSERVICE <$> { ?s ?p ?o } }",
    "SELECT * { # a comment ends here\rSERVICE <$> { ?s ?p ?o }\n }",
    "SELECT * { OPTIONAL { ?a <http://x/\u00a0'> ?b } SERVICE <$> { ?s ?p ?o } #'\n }",
    "SELECT * { OPTIONAL { ?a <http://x/\\u0041'> ?b } SERVICE <$> { ?s ?p ?o } #'\n }",
    "SELECT * { VALUES ?x { UNDEF }SERVICE<$> { ?s ?p ?o } }",
    "SELECT * { FILTER EXISTS { SERVICE <$> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <$> { ?s ?p ?o } } } }",
]


@pytest.mark.parametrize("query", ESCAPES)
def test_every_way_of_writing_service_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        inspect_query(query.replace("$", "http://127.0.0.1:9/"))


FRAGMENTS = [
    *("SERVICE", "service", "SILENT", "<$>", "{ ?s ?p ?o }", "{", "}", "?a ?b ?c", "?v", ".", ";", "5", "1.", "true"),
    *("'", '"', "'''", '"""', "\\", "#", "\n", "\r", " ", "\u00a0", "<http://x/", ">", "<", ":", "x:", ":y", "_:b"),
    *("@en", "^^", "FILTER(1<2)", "OPTIONAL", "UNION", "BIND(1 AS ?k)", "\\u0027", "\\u0053", "%20", "-", "()", "a"),
]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14))
def test_no_mixture_of_fragments_reaches_another_server(listener: Listener, fragments: list[str]) -> None:
    body = "".join(fragments).replace("$", listener.address)
    query = f"PREFIX : <{listener.address}> PREFIX x: <{listener.address}> SELECT * {{ {body} }}"
    before = listener.knocks
    with contextlib.suppress(QueryError):
        inspect_query(query)
        with contextlib.suppress(SyntaxError, ValueError, OSError, RuntimeError):
            answer = pyoxigraph.Store().query(query)
            assert isinstance(answer, pyoxigraph.QuerySolutions)
            list(answer)
    assert listener.knocks == before


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a <x:SERVICE> }",
        "PREFIX pg: <x:> SELECT * { ?s a pg:DigitalService , pg:services }",
        "ASK { ?s ?p 'SERVICE <x:y> { }' } # SERVICE",
        'SELECT * { ?s ?p """LOAD "SERVICE" INSERT""" }',
    ],
)
def test_the_word_in_a_name_a_string_or_a_comment_is_no_harm(query: str) -> None:
    assert inspect_query(query) in ("SELECT", "ASK")


@pytest.mark.parametrize(
    "update",
    ["LOAD <http://x/>", "INSERT DATA { <x:a> <x:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "drop all", "CLEAR ALL"],
)
def test_updates_are_refused(update: str) -> None:
    with pytest.raises(QueryError, match="would change the store"):
        inspect_query(update)


def test_what_is_no_query_is_refused() -> None:
    with pytest.raises(QueryError, match="no SPARQL query"):
        inspect_query("hello")


RUN = """import pyoxigraph, sys
try:
    list(pyoxigraph.Store().query(sys.stdin.read()))
except SyntaxError:
    pass
"""


@pytest.mark.parametrize(
    ("start", "repeated", "end", "limit"),
    [
        ("SELECT * ", "{", "}", "nesting"),
        ("SELECT * { FILTER(true", " || true", ") }", "operators"),
        ("SELECT * { FILTER(", "!", "true) }", "operators"),
        ("SELECT * { ?s <x:p>", "/<x:p>", " ?o }", "patterns"),
        ("SELECT * { ?s ?p ?o ", "OPTIONAL { ?s ?p ?o } ", "}", "patterns"),
        ("SELECT * { { }", " UNION { }", "}", "patterns"),
        ("SELECT * { FILTER(1", "+1", " = 2) }", "operators"),
    ],
)
def test_a_query_at_a_limit_does_not_kill_the_process_and_beyond_it_is_refused(
    start: str, repeated: str, end: str, limit: str
) -> None:
    most = int(getattr(Limits(), limit)) - 2
    close = end * most if repeated == "{" else end
    allowed = start + repeated * most + close
    inspect_query(allowed)
    run = subprocess.run([sys.executable, "-c", RUN], input=allowed, text=True, check=False)
    assert run.returncode == 0
    with pytest.raises(QueryError, match="more than the"):
        inspect_query(start + repeated * (most + 10) + close)


def test_a_query_that_is_too_long_is_refused() -> None:
    with pytest.raises(QueryError, match="100,000 allowed"):
        inspect_query("ASK {} #" + "x" * 100_000)
