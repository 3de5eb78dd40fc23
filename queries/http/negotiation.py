"""Which format an answer has: the Accept header against what is offered (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable

from .protocol import Refused

_ALIKE = {
    "application/json": ("application/sparql-results+json", "application/ld+json"),
    "application/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "text/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "text/n3": ("text/turtle",),
    "application/x-turtle": ("text/turtle",),
    "text/plain": ("application/n-triples",),
    "application/xhtml+xml": ("text/html",),
}
"""Names under which clients ask for what is called otherwise today."""


def choose(accept: str, offered: Iterable[str]) -> str:
    """The media type that the header likes best; the order of the offer breaks ties.

    The most specific range counts for each type. Raises Refused with 406 when nothing offered is wanted.

    >>> choose("text/csv;q=0.5, application/json", ["application/sparql-results+json", "text/csv"])
    'application/sparql-results+json'
    >>> choose("text/*;q=0.2, text/csv;q=0", ["text/csv", "text/turtle"])
    'text/turtle'
    """
    offers = list(offered)
    wanted = _read(accept)
    if not wanted:
        return offers[0]
    best = max(offers, key=lambda offer: _weight(offer, wanted))
    if _weight(best, wanted) <= 0:
        raise Refused(406, f"Offered here: {', '.join(offers)}.")
    return best


def takes_gzip(accept_encoding: str) -> bool:
    """Whether the client takes an answer compressed by gzip.

    >>> takes_gzip("br, gzip;q=0.8"), takes_gzip("identity, gzip;q=0"), takes_gzip("*")
    (True, False, True)
    """
    wanted = _read(accept_encoding)
    return wanted.get("gzip", wanted.get("*", 0.0)) > 0


def _read(header: str) -> dict[str, float]:
    wanted: dict[str, float] = {}
    for part in header.split(","):
        name, *rest = (piece.strip() for piece in part.split(";"))
        if not name:
            continue
        weight = next((piece[2:] for piece in rest if piece.lower().startswith("q=")), "1")
        try:
            value = float(weight)
        except ValueError:
            value = 0.0
        wanted[name.lower()] = max(value if 0 <= value <= 1 else 0.0, wanted.get(name.lower(), 0.0))
    for name, ours in _ALIKE.items():
        for each in ours if name in wanted else ():
            wanted.setdefault(each, wanted[name])
    return wanted


def _weight(offer: str, wanted: dict[str, float]) -> float:
    ranges = (offer, f"{offer.split('/')[0]}/*", "*/*")
    return next((wanted[name] for name in ranges if name in wanted), 0.0)
