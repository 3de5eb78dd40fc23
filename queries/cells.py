"""From RDF terms to what people read: labels in their language, dates as precise as known, exact numbers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ..graph.store import Rows, Store, Term
from .library import bind, lookup
from .table import Cell, Column, Table

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {_XSD + name for name in ("decimal", "integer", "int", "long", "nonNegativeInteger", "double", "float")}
_UNIT = re.compile(r"/unit/([^/#]+)$")
_CODES = {"KRW", "rank", "percent", "percentage-point", "times"}


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    loaded = tomllib.loads((files(__package__) / "columns.toml").read_text(encoding="utf-8"))
    return {name: entry for name, entry in loaded.items() if isinstance(entry, dict)}


def column(name: str, language: str, present: Iterable[str]) -> Column:
    """The column for a variable, titled in ``language``, bound to its unit and bound where those are present."""
    entry, others = _words().get(name, {}), set(present)
    unit, bound = entry.get("unit", ""), entry.get("bound", "")
    title = entry.get("ko" if language == "ko" else "en", name.replace("_", " "))
    return Column(name, title, unit if unit in others else "", bound if bound in others else "")


def is_known_column(name: str) -> bool:
    """Whether ``columns.toml`` names the variable."""
    return name in _words()


def labels(store: Store, things: Iterable[Term], language: str) -> dict[str, str]:
    """What each thing is called in ``language``, else in any language, else after its IRI."""
    iris = sorted({thing.value for thing in things if isinstance(thing, NamedNode)})
    found: dict[str, list[tuple[bool, int, str, str]]] = {}
    if iris:
        for thing, label, preferred in store.select(
            bind(lookup("labels"), {"thing": [NamedNode(iri) for iri in iris]})
        ):
            assert isinstance(thing, NamedNode)
            assert isinstance(label, Literal)
            spoken = (label.language or "").split("-")[0]
            rank = -int(preferred.value) if isinstance(preferred, Literal) else 0
            found.setdefault(thing.value, []).append((spoken != language, rank, spoken, label.value))
    return {iri: min(found[iri])[3] if iri in found else named_after(iri) for iri in iris}


def named_after(iri: str) -> str:
    """The last segment of an IRI in words.

    >>> named_after("https://w3id.org/policygraph/ns#directPartOf"), named_after("https://x.org/id/item/data-dam")
    ('direct part of', 'data dam')
    """
    last = re.split(r"[/#]", iri.rstrip("/#"))[-1]
    words = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", last)
    return (words.lower() if words != last else last).replace("-", " ").replace("_", " ")


def cell(term: Term | None, names: Mapping[str, str], *, precision: str = "", language: str = "en") -> Cell:
    """One cell for a term; IRIs go by ``names``, currencies by their code."""
    match term:
        case None:
            return None
        case NamedNode():
            unit = _UNIT.search(term.value)
            if unit and (unit[1] in _CODES or re.fullmatch(r"[A-Z]{3}", unit[1])):
                return unit[1]
            return names.get(term.value) or named_after(term.value)
        case Literal():
            return _literal(term, precision, language)
        case BlankNode() | Triple():
            return str(term)
    return None


def tabulate(store: Store, title: str, rows: Rows, language: str, note: str = "") -> Table:
    """Rows of a query as a table: labels for IRIs, codes of bounds, dates as precise as known.

    A column ``precision`` cuts all dates of its row, ``DATE_precision`` the date that it is named for.
    """
    names = labels(store, (term for row in rows for term in row if term is not None), language)
    shown = [variable for variable in rows.variables if not variable.endswith("precision")]
    cells = []
    for row in rows.dicts():
        fine = {name: code(row.get(f"{name}_precision") or row.get("precision")) for name in shown}
        cells.append(
            tuple(
                code(row.get(name)) or None
                if name == "bound" or name.endswith("_bound")
                else cell(row.get(name), names, precision=fine[name], language=language)
                for name in shown
            )
        )
    return Table(title, tuple(column(name, language, shown) for name in shown), tuple(cells), note, language)


def code(term: Term | None) -> str:
    """The local name of one of the ontology's individuals (``atLeast``), empty for none.

    >>> code(NamedNode("https://w3id.org/policygraph/ns#atLeast"))
    'atLeast'
    """
    return re.split(r"[/#]", term.value)[-1] if isinstance(term, NamedNode) else ""


def day(moment: str, precision: str = "") -> str:
    """A moment as precisely as the document gives it.

    >>> day("2025-12-31T23:59:59", "year"), day("2021-12-31T23:59:59", "halfYear"), day("2020-07-14T00:00:00")
    ('2025', '2021-H2', '2020-07-14')
    """
    date = moment[:10]
    match precision:
        case "year":
            return date[:4]
        case "decade":
            return f"{date[:3]}0s"
        case "month":
            return date[:7]
        case "halfYear":
            return f"{date[:4]}-H{1 if int(date[5:7]) <= 6 else 2}"
        case "quarter":
            return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"
    return date


def _literal(term: Literal, precision: str, language: str) -> Cell:
    kind = term.datatype.value
    if kind in _NUMBERS:
        number = Decimal(term.value)
        return int(number) if number == number.to_integral_value() else number
    if kind == _XSD + "boolean":
        return term.value in {"true", "1"}
    if kind in {_XSD + "dateTime", _XSD + "date"}:
        return day(term.value, precision)
    if language == "ko":
        return _words()["words"].get(term.value, term.value)
    return term.value
