"""Any server that speaks the SPARQL 1.1 Protocol, through SPARQLWrapper."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs, urlsplit, urlunsplit

from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from ..errors import QueryError, SourceUnavailable, StoreError
from .sparql import Term, write_update

USER = "POLICYGRAPH_REMOTE_USER"
PASSWORD = "POLICYGRAPH_REMOTE_PASSWORD"
_WAIT = 120
_REFUSED = (406, 413, 415, 422)


class Remote:
    """A SPARQL server; its default graph must be the union of its graphs."""

    def __init__(self, query_url: str, update_url: str, *, read_only: bool) -> None:
        self._query_url = query_url
        self._update_url = update_url
        self._read_only = read_only

    @classmethod
    def open(cls, address: str, *, read_only: bool) -> Remote:
        """The server at ``sparql+http://HOST/query?update=URL``; asks it a question to see that it is there."""
        parts = urlsplit(address.removeprefix("sparql+"))
        query_url = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
        update_url = parse_qs(parts.query).get("update", [""])[0]
        if not update_url:
            update_url = re.sub(r"(query|sparql)$", "update", query_url) if parts.path.endswith("query") else query_url
        remote = cls(query_url, update_url, read_only=read_only)
        remote.ask("ASK {}")
        return remote

    def close(self) -> None:
        """Nothing is held between requests."""

    def _send(self, text: str, accept: str, *, update: bool = False) -> bytes:
        from SPARQLWrapper import BASIC, POST, SPARQLExceptions, SPARQLWrapper

        url = self._update_url if update else self._query_url
        wrapper = SPARQLWrapper(self._query_url, updateEndpoint=self._update_url)
        wrapper.setMethod(POST)
        wrapper.setTimeout(_WAIT)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", accept)
        if user := os.environ.get(USER):
            wrapper.setHTTPAuth(BASIC)
            wrapper.setCredentials(user, os.environ.get(PASSWORD, ""))
        wrapper.setQuery(text)
        try:
            body = wrapper.query().response.read()
        except SPARQLExceptions.QueryBadFormed as error:
            raise QueryError(f"The server at {url} cannot read the SPARQL text: {_told(error)}.") from error
        except HTTPError as error:
            if error.code not in _REFUSED:
                raise SourceUnavailable(f"The SPARQL server at {url} answers {_told(error)}. Try later.") from error
            raise QueryError(f"The server at {url} cannot run the SPARQL text so: {_told(error)}.") from error
        except (SPARQLExceptions.SPARQLWrapperException, URLError, OSError) as error:
            raise SourceUnavailable(
                f"The SPARQL server at {url} does not answer as it should: {_told(error)}. Check the address."
            ) from error
        return bytes(body)

    def select(self, query: str) -> tuple[tuple[str, ...], list[tuple[Term | None, ...]]]:
        """Variables and rows of a SELECT query."""
        answer = self._results(query)
        if not isinstance(answer, QuerySolutions):
            raise QueryError("A SELECT query is needed here.")
        return tuple(variable.value for variable in answer.variables), [tuple(row) for row in answer]

    def ask(self, query: str) -> bool:
        """Answer of an ASK query."""
        answer = self._results(query)
        if not isinstance(answer, QueryBoolean):
            raise QueryError("An ASK query is needed here.")
        return bool(answer)

    def _results(self, query: str) -> QuerySolutions | QueryBoolean:
        body = self._send(query, "application/sparql-results+json")
        try:
            return parse_query_results(body, QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"The server at {self._query_url} gave no table or yes and no: {_told(error)}.") from error

    def construct(self, query: str) -> list[Triple]:
        """Triples of a CONSTRUCT or DESCRIBE query."""
        body = self._send(query, "application/n-triples")
        try:
            return [quad.triple for quad in parse(body, RdfFormat.N_TRIPLES)]
        except SyntaxError as error:
            raise QueryError(f"The server at {self._query_url} gave no triples: {_told(error)}.") from error

    def graphs(self) -> list[str]:
        """Names of the graphs that hold something."""
        _, rows = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return [row[0].value for row in rows if isinstance(row[0], NamedNode)]

    def quads(self, graph: str | None) -> Iterator[Quad]:
        """Contents of one graph or of all."""
        for name in self.graphs() if graph is None else [graph]:
            for triple in self.construct(
                f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {NamedNode(name)} {{ ?s ?p ?o }} }}"
            ):
                yield Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))

    def replace(self, graphs: Mapping[str, frozenset[Triple]], drop: frozenset[str]) -> None:
        """One update request, which a server must carry out wholly or not at all (SPARQL 1.1 Update, 3)."""
        if self._read_only:
            raise StoreError(f"The server at {self._query_url} is open for reading only. Open it for writing.")
        if update := write_update(graphs, {}, drop | graphs.keys()):
            self._send(update, "*/*", update=True)


def _told(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error)).strip().rstrip(".")[:300]
