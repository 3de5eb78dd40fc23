"""Any SPARQL text that a person brings: looked at before it runs, and its answer written out.

The store cannot stop a query once it runs, fetches whatever ``SERVICE`` names, and does not survive thousands of
nested brackets; so those are refused here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..errors import QueryError
from .guard import Limits, inspect_query
from .pages import as_page
from .table import Column, Table, as_csv

if TYPE_CHECKING:
    from ..graph.store import Rows, Store, Term

LIMITS = Limits(characters=1_000_000)
"""A person's own query on their own machine may be longer than a stranger's."""


def answer(store: Store, query: str, form: str = "text", width: int = 160) -> str:
    """The answer of any query as ``text``, ``csv`` or ``json``.

    JSON follows SPARQL 1.1 Query Results JSON; triples are Turtle as text and JSON-LD as JSON. Raises QueryError.

    >>> from policygraph.graph.store import Store
    >>> with Store.open("memory:") as store:
    ...     print(answer(store, "ASK { ?s ?p ?o }"), end="")
    no
    """
    match inspect_query(query, LIMITS):
        case "SELECT":
            rows = store.select(query)
            return _results_json(rows) if form == "json" else _drawn(rows, form, width)
        case "ASK":
            truth = store.ask(query)
            if form == "json":
                return json.dumps({"head": {}, "boolean": truth}) + "\n"
            return ("answer\n" + str(truth).lower() + "\n") if form == "csv" else ("yes\n" if truth else "no\n")
        case kind:
            if form == "csv":
                raise QueryError(f"{kind} answers with triples, which are no table. Use --format text or json.")
            from pyoxigraph import RdfFormat, serialize

            triples = sorted(store.construct(query), key=str)
            written = serialize(triples, format=RdfFormat.JSON_LD if form == "json" else RdfFormat.TURTLE)
            return (written or b"").decode("utf-8").removesuffix("\n") + "\n"


def _drawn(rows: Rows, form: str, width: int) -> str:
    table = Table(
        "",
        tuple(Column(name) for name in rows.variables),
        tuple(tuple(None if term is None else _plain(term) for term in row) for row in rows),
    )
    return as_csv(table) if form == "csv" else as_page(table, width)


def _plain(term: Term) -> str:
    from pyoxigraph import Triple

    return str(term) if isinstance(term, Triple) else term.value


def _results_json(rows: Rows) -> str:
    bindings = [{name: _json_term(term) for name, term in row.items()} for row in rows.dicts()]
    answer = {"head": {"vars": list(rows.variables)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, object]:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal():
            told: dict[str, object] = {"type": "literal", "value": term.value}
            if term.language:
                return told | {"xml:lang": term.language}
            plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
            return told if plain else told | {"datatype": term.datatype.value}
        case Triple():
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
