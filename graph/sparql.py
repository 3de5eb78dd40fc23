"""What every kind of store needs to speak SPARQL: terms, updates written out, values put in, mistakes told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ..errors import QueryError

Term = NamedNode | BlankNode | Literal | Triple
"""What a variable can be bound to."""

_TOKEN = re.compile(
    r"""(?P<left>\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'
        |<[^<>"{}|^`\\\s]*>|\#[^\n]*|[\w.-]*:[\w.%:-]*)
    |[?$](?P<name>\w+)
    |(?P<mark>[{}()])
    |\b(?P<word>SELECT|WHERE|FROM|GROUP|ORDER|HAVING)\b""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def explain(error: SyntaxError) -> QueryError:
    """The parser's complaint as one line.

    >>> str(explain(SyntaxError("error at 2:39: expected one of BIND")))
    'The SPARQL text cannot be read at line 2, column 39: expected one of BIND.'
    """
    said = re.sub(r"\s+", " ", str(error)).strip().rstrip(".")
    if match := re.match(r"error at (\d+):(\d+): (.*)", said):
        line, column, rest = match.groups()
        return QueryError(f"The SPARQL text cannot be read at line {line}, column {column}: {rest}.")
    return QueryError(f"The SPARQL text cannot be read: {said}.")


def put_in(query: str, bindings: Mapping[str, Term]) -> str:
    """The query with values in place of variables, the same for every engine.

    Follows the substitution of SPARQL-dev SEP-0007, but also for variables that are not selected; one that is selected
    by name stays in the answer. Strings, IRIs and comments are left alone. (Oxigraph's own substitution takes selected
    variables only, servers take none.)

    >>> put_in("SELECT ?s ?n WHERE { ?s ?p ?n } ORDER BY ?n", {"n": Literal("?n")})
    'SELECT ?s ("?n" AS ?n) WHERE { ?s ?p "?n" } ORDER BY ("?n")'
    """
    part = "body"
    depth = 0

    def swap(token: re.Match[str]) -> str:
        nonlocal part, depth
        if mark := token["mark"]:
            depth += {"(": 1, ")": -1}.get(mark, 0)
            part = "body" if mark in "{}" else part
        elif word := token["word"]:
            part = {"SELECT": "selection", "WHERE": "body", "FROM": "body"}.get(word.upper(), "order")
        name = token["name"]
        if name is None or name not in bindings:
            return token[0]
        if part == "selection" and depth == 0:
            return f"({bindings[name]} AS ?{name})"
        return f"({bindings[name]})" if part == "order" else str(bindings[name])

    return _TOKEN.sub(swap, query)


def write_update(
    added: Mapping[str, Iterable[Triple]], removed: Mapping[str, Iterable[Triple]], dropped: Iterable[str]
) -> str:
    """One SPARQL update for all changes, in an order that does not depend on hashing; empty when there are none.

    >>> a = NamedNode("x:a")
    >>> write_update({"x:g": [Triple(a, a, Literal("1"))]}, {}, ["x:old"])
    'DROP SILENT GRAPH <x:old> ;\\nINSERT DATA { GRAPH <x:g> {\\n<x:a> <x:a> "1" .\\n} }'
    """
    acts = [f"DROP SILENT GRAPH <{name}>" for name in sorted(dropped)]
    for verb, changes in (("DELETE", removed), ("INSERT", added)):
        for name in sorted(changes):
            if lines := sorted(f"{triple} .\n" for triple in changes[name]):
                acts.append(f"{verb} DATA {{ GRAPH <{name}> {{\n{''.join(lines)}}} }}")
    return " ;\n".join(acts)
