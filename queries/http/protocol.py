"""What a request asks for, by the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


class Refused(Exception):
    """A request that is answered with a status and one line."""

    def __init__(self, status: int, said: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(said)
        self.status, self.headers = status, dict(headers or {})


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query and the graphs that it shall be asked of."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UpdateRequest:
    """An update and the graphs that its patterns shall read."""

    text: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DescriptionRequest:
    """Neither: what kind of service is this?"""


Operation = QueryRequest | UpdateRequest | DescriptionRequest


def read_get(query_string: str) -> Operation:
    """What a GET asks for. Raises Refused."""
    parameters = pairs(query_string)
    names = {name for name, _ in parameters}
    if "update" in names:
        raise Refused(400, "An update is sent by POST.")
    if "query" not in names:
        if names & {"default-graph-uri", "named-graph-uri"}:
            raise Refused(400, "There is no query. Give one, as the parameter query.")
        return DescriptionRequest()
    return _query(_one(parameters, "query"), parameters)


def read_post(query_string: str, content_type: str, body: bytes) -> Operation:
    """What a POST asks for, by its media type. Raises Refused."""
    kind = media_type(content_type)
    parameters = pairs(query_string)
    if kind == FORM:
        parameters += pairs(_text(body, content_type))
        names = {name for name, _ in parameters}
        if {"query", "update"} <= names:
            raise Refused(400, "Send a query or an update, not both.")
        if "update" in names:
            return _update(_one(parameters, "update"), parameters)
        if "query" not in names:
            raise Refused(400, "There is no query. Give one, as the parameter query.")
        return _query(_one(parameters, "query"), parameters)
    if kind == QUERY:
        return _query(_text(body, content_type), parameters)
    if kind == UPDATE:
        return _update(_text(body, content_type), parameters)
    raise Refused(415, f"Send a query as {QUERY}, an update as {UPDATE}, or either as a form.")


def media_type(header: str) -> str:
    """The media type of a Content-Type header, without parameters.

    >>> media_type("Text/Turtle; charset=utf-8")
    'text/turtle'
    """
    return header.split(";")[0].strip().lower()


def pairs(text: str) -> list[tuple[str, str]]:
    """The parameters of a form or an address, decoded once. Raises Refused."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise Refused(400, "The parameters of the request cannot be read as UTF-8.") from error


def graph_name(value: str) -> str:
    """An absolute IRI, as it is. Raises Refused.

    >>> graph_name("http://example.org/g")
    'http://example.org/g'
    """
    try:
        return NamedNode(value).value
    except ValueError as error:
        raise Refused(400, f"{value[:200]!r} is no absolute IRI, and cannot name a graph.") from error


def _query(text: str, parameters: Iterable[tuple[str, str]]) -> QueryRequest:
    return QueryRequest(text, _graphs(parameters, "default-graph-uri"), _graphs(parameters, "named-graph-uri"))


def _update(text: str, parameters: Iterable[tuple[str, str]]) -> UpdateRequest:
    return UpdateRequest(text, _graphs(parameters, "using-graph-uri"), _graphs(parameters, "using-named-graph-uri"))


def _graphs(parameters: Iterable[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(graph_name(value) for key, value in parameters if key == name)


def _one(parameters: Iterable[tuple[str, str]], name: str) -> str:
    found = [value for key, value in parameters if key == name]
    if len(found) != 1:
        raise Refused(400, f"Give exactly one {name}; there are {len(found)}.")
    return found[0]


def _text(body: bytes, content_type: str) -> str:
    charset = next(
        (p.partition("=")[2].strip(' "').lower() for p in content_type.split(";")[1:] if "charset" in p.lower()), ""
    )
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Refused(415, f"The request is written in {charset}; SPARQL is written in UTF-8.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "The request is not UTF-8.") from error
