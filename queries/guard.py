"""What a SPARQL query may not do, found out before it runs.

Oxigraph cannot be stopped once it runs, asks any server that ``SERVICE`` names, and does not survive thousands of
nested brackets. It also reads keywords without a space around them (``SERVICESILENT<…>``, ``5SERVICE<…>``,
``SERVICE:name``), so whatever is no string, IRI, comment, variable or local name counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    limits = limits or Limits()
    if len(query) > limits.characters:
        raise QueryError(f"The query has {len(query):,} characters, more than the {limits.characters:,} allowed.")
    depth = deepest = operators = patterns = 0
    form = ""
    for token in _TOKENS.finditer(query):
        match token.lastgroup:
            case "open":
                depth += 1
                deepest = max(deepest, depth)
            case "close":
                depth -= 1
            case "operator":
                operators += 1
            case "path":
                patterns += 1
            case "name":
                _refuse_service(token["prefix"])
            case "word":
                word = token["word"].upper()
                _refuse_service(word)
                patterns += word in _JOINING
                operators += word in ("NOT", "IN")
                if not form and word in _UPDATES:
                    raise QueryError(f"{word} would change the store; only queries are answered here.")
                form = form or (word if word in _FORMS else "")
    for found, most, what in (
        (deepest, limits.nesting, "brackets nested"),
        (operators, limits.operators, "operators"),
        (patterns, limits.patterns, "groups, filters and steps of paths"),
    ):
        if found > most:
            raise QueryError(f"The query has {found:,} {what}, more than the {most:,} allowed. Ask in parts.")
    if not form:
        raise QueryError("The text is no SPARQL query: it holds no SELECT, ASK, CONSTRUCT or DESCRIBE.")
    return form


def names_graphs(query: str) -> bool:
    """Whether the query names its own graphs (``FROM``), so that the union of all is not meant.

    >>> names_graphs("SELECT * FROM <x:g> { ?s ?p ?o }"), names_graphs("ASK { ?from ?p 'FROM' }")
    (True, False)
    """
    return any(token["word"] and token["word"].upper() == "FROM" for token in _TOKENS.finditer(query))


def _refuse_service(word: str) -> None:
    if "SERVICE" in word.upper():
        raise QueryError("SERVICE would ask another server, which is not allowed here. Ask that server itself.")
