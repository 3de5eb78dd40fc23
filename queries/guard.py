"""What a SPARQL query or update may not do, found out before it runs.

Oxigraph cannot be stopped once it runs, asks any server that ``SERVICE`` names, and does not survive thousands of
nested brackets. It also reads keywords without a space around them (``SERVICESILENT<…>``, ``5SERVICE<…>``,
``SERVICE:name``), so whatever is no string, IRI, comment, variable or local name counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..errors import QueryError

_TOKENS = re.compile(
    r"""
      (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$][^\W]+)
    | (?P<name>(?P<prefix>[\w.-]*):(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*)
    | (?P<word>[A-Za-z]+)
    | (?P<open>[{(\[]) | (?P<close>[})\]])
    | (?P<operator>\|\||&&|[!^*+-]) | (?P<path>[/|])
    """,
    re.VERBOSE | re.DOTALL,
)
_JOINING = frozenset({"UNION", "OPTIONAL", "MINUS", "BIND", "FILTER", "EXISTS", "GRAPH", "VALUES", "SELECT", "IN"})
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_CHANGING = ("RAND", "UUID", "STRUUID")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how deep a query may be."""

    characters: int = 100_000
    nesting: int = 100
    operators: int = 2_000
    patterns: int = 200


def inspect_query(query: str, limits: Limits | None = None) -> str:
    """The form of a query that may run: ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``.

    Raises QueryError for updates, for ``SERVICE``, and beyond the limits. What is not SPARQL at all may pass: the
    parser says so better.

    >>> inspect_query("PREFIX pg: <x:> SELECT ?service { ?service a pg:DigitalService } # SERVICE")
    'SELECT'
    """
    form = ""
    for token in _measured(query, limits or Limits(), "query"):
        if word := (token["word"] or "").upper():
            if not form and word in _UPDATES:
                raise QueryError(f"{word} would change the store; only queries are answered here.")
            form = form or (word if word in _FORMS else "")
    if not form:
        raise QueryError("The text is no SPARQL query: it holds no SELECT, ASK, CONSTRUCT or DESCRIBE.")
    return form


def inspect_update(update: str, limits: Limits | None = None) -> None:
    """Raise QueryError for an update that may not run: for ``LOAD`` and ``SERVICE``, and beyond the limits.

    ``RAND()``, ``UUID()`` and ``STRUUID()`` are refused too: an update is tried before it is made, and must do the
    same both times.

    >>> inspect_update("INSERT DATA { <x:load> <x:p> 'LOAD' }")
    """
    acts = False
    for token in _measured(update, limits or Limits(), "update"):
        word = (token["word"] or "").upper()
        if "LOAD" in word or (token["prefix"] or "").upper().startswith("LOAD"):
            raise QueryError("LOAD would fetch from another server, which is not allowed here. Send the data instead.")
        if word in _CHANGING:
            raise QueryError(f"{word}() has another value each time; write the value itself into the update.")
        acts = acts or any(act in word for act in _UPDATES)
    if not acts and any(token["word"] for token in _TOKENS.finditer(update)):
        raise QueryError("The text is no SPARQL update: it holds no INSERT, DELETE, CLEAR, DROP, COPY, MOVE or ADD.")


def _measured(text: str, limits: Limits, what: str) -> Iterator[re.Match[str]]:
    """The tokens of a query or update, as long as they keep to the limits and name no other server.

    Data given with ``INSERT DATA`` or ``DELETE DATA`` may be as long as they like, only not nested.
    """
    if len(text) > limits.characters:
        raise QueryError(f"The {what} has {len(text):,} characters, more than the {limits.characters:,} allowed.")
    depth = deepest = operators = patterns = data = 0
    last = ""
    for token in _TOKENS.finditer(text):
        match token.lastgroup:
            case "open":
                depth += 1
                deepest = max(deepest, depth)
                data = depth if last.endswith("DATA") else data
            case "close":
                data = 0 if depth == data else data
                depth -= 1
            case "operator":
                operators += not data
            case "path":
                patterns += not data
            case "name":
                _refuse_service(token["prefix"])
            case "word":
                word = token["word"].upper()
                _refuse_service(word)
                patterns += word in _JOINING and not data
                operators += word in ("NOT", "IN")
        if token.lastgroup != "comment":
            last = (token["word"] or "").upper()
        yield token
    for found, most, kind in (
        (deepest, limits.nesting, "brackets nested"),
        (operators, limits.operators, "operators"),
        (patterns, limits.patterns, "groups, filters and steps of paths"),
    ):
        if found > most:
            raise QueryError(f"The {what} has {found:,} {kind}, more than the {most:,} allowed. Ask in parts.")


def with_using(update: str, graphs: Iterable[str], named: Iterable[str]) -> str:
    """The update with ``USING`` and ``USING NAMED`` for these graphs in front of every ``WHERE``.

    This is what the parameters using-graph-uri and using-named-graph-uri mean (SPARQL 1.1 Protocol, 2.2.3). Raises
    QueryError where the update itself says which graphs it reads, and for ``DELETE WHERE``, which cannot say it.

    >>> with_using("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", ["x:g"], [])
    'DELETE { ?s ?p ?o } USING <x:g> WHERE { ?s ?p ?o }'
    """
    clauses = [f"USING {NamedNode(graph)}" for graph in graphs] + [f"USING NAMED {NamedNode(graph)}" for graph in named]
    if not clauses:
        return update
    written, at, depth, last = [], 0, 0, ""
    for token in _TOKENS.finditer(update):
        word = (token["word"] or "").upper()
        depth += {"open": 1, "close": -1}.get(token.lastgroup or "", 0)
        if "USING" in word or "WITH" in word:
            raise QueryError(f"The graphs to read are named twice: by {word} and by using-graph-uri. Name them once.")
        if depth == 0 and word.endswith("WHERE"):
            if word != "WHERE" or last == "DELETE":
                raise QueryError("DELETE WHERE reads no graphs named by using-graph-uri. Write DELETE {…} WHERE {…}.")
            written += [update[at : token.start()], *(f"{clause} " for clause in clauses)]
            at = token.start()
        if token.lastgroup != "comment":
            last = word
    return "".join([*written, update[at:]])


def is_lasting(query: str) -> bool:
    """Whether the query gives the same answer as long as the store is the same.

    >>> is_lasting("SELECT (NOW() AS ?n) {}"), is_lasting("SELECT * { ?now ?p 'RAND' }")
    (False, True)
    """
    passing = (*_CHANGING, "NOW", "BNODE")
    return not any(each in (token["word"] or "").upper() for token in _TOKENS.finditer(query) for each in passing)


def names_graphs(query: str) -> bool:
    """Whether the query names its own graphs (``FROM``), so that the union of all is not meant.

    >>> names_graphs("SELECT * FROM <x:g> { ?s ?p ?o }"), names_graphs("ASK { ?from ?p 'FROM' }")
    (True, False)
    """
    return any(token["word"] and token["word"].upper() == "FROM" for token in _TOKENS.finditer(query))


def _refuse_service(word: str) -> None:
    if "SERVICE" in word.upper():
        raise QueryError("SERVICE would ask another server, which is not allowed here. Ask that server itself.")
