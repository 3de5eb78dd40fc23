"""Single triples from plain values: links, texts, exact numbers and moments."""

from __future__ import annotations

import calendar
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from ..ontology.relations import expand
from ..ontology.terms import term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_FURTHER = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}


def moment(iso: str, end: bool) -> str:
    """The first or the last second of a year, month or day, as ``xsd:dateTime`` writes it.

    >>> moment("2025", end=True), moment("2020-02", end=True), moment("2020-07-14", end=False)
    ('2025-12-31T23:59:59', '2020-02-29T23:59:59', '2020-07-14T00:00:00')

    Raises ValueError when there is no such day.
    """
    parts = [int(part) for part in iso.partition("T")[0].split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12 if end else 1
    last = calendar.monthrange(year, month)[1]
    day = parts[2] if len(parts) > 2 else last if end else 1
    if not 1 <= year <= 9999 or not 1 <= day <= last or len(parts) > 3:
        raise ValueError(f"no such day: {iso}")
    return f"{year:04d}-{month:02d}-{day:02d}T{'23:59:59' if end else '00:00:00'}"


def link(subject: str, name: str, target: str) -> Triple:
    """A triple between two things; the property is a prefixed name, ours must exist."""
    return Triple(NamedNode(subject), _property(name), NamedNode(target))


def say(subject: str, name: str, value: str | int | Decimal, language: str = "") -> Triple:
    """A triple with a text (of a language), a whole number or an exact decimal.

    >>> print(say("x:c", "pg:value", Decimal("58.20")).object)
    "58.2"^^<http://www.w3.org/2001/XMLSchema#decimal>
    """
    if isinstance(value, Decimal):
        literal = Literal(format(value.normalize(), "f"), datatype=NamedNode(_XSD + "decimal"))
    elif isinstance(value, bool):
        literal = Literal(value)
    elif isinstance(value, int):
        literal = Literal(str(value), datatype=NamedNode(_XSD + "integer"))
    else:
        literal = Literal(value, language=language.lower()) if language else Literal(value)
    return Triple(NamedNode(subject), _property(name), literal)


def say_when(subject: str, name: str, iso: str, *, end: bool = False) -> Triple:
    """A triple with the first or last second of a time."""
    literal = Literal(moment(iso, end), datatype=NamedNode(_XSD + "dateTime"))
    return Triple(NamedNode(subject), _property(name), literal)


def _property(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    if prefix == "pg":
        return NamedNode(term(local))
    return NamedNode(_FURTHER[prefix] + local if prefix in _FURTHER else expand(name))
