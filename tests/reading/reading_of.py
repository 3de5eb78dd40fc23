"""Short texts read the way whole documents are, for the tests of reading."""

from __future__ import annotations

from policygraph.graph.citation import Source
from policygraph.graph.claim import QuantityClaim, Reading, RelationClaim
from policygraph.graph.naming import Naming
from policygraph.reading.claims import read_claims, scan
from policygraph.reading.english.reader import read_english
from policygraph.reading.figures import Figure, Found
from policygraph.reading.periods import scan_periods


def found_in(text: str, title: str = "", country: str = "") -> Found:
    """What the English pack finds in a text, before claims are made of it."""
    source = Source("note", text, title=title, issued="2024-03-01", language="en", country=country)
    scanned = scan(source)
    periods = scan_periods(text, "en", source.reckoned_from)
    return read_english(scanned.document, scanned.quantities, periods, scanned.names)


def figures_in(text: str, title: str = "") -> list[Figure]:
    """The figures of a text in its order."""
    return sorted(found_in(text, title).figures, key=lambda f: f.quantity.start)


def figure_of(text: str, surface: str) -> Figure:
    """The figure of a text whose number is written so."""
    (figure,) = [f for f in figures_in(text) if surface in (f.quantity.surface, str(f.quantity.value))]
    return figure


def subject_of(figure: Figure) -> str:
    """What a figure is about, in small letters."""
    return figure.subject.words.lower() if figure.subject is not None else ""


def links_in(text: str, country: str = "") -> set[tuple[str, str, str]]:
    """The relations of a text, by the words of their ends."""
    return {(li.subject.words, li.predicate, li.object.words) for li in found_in(text, country=country).links}


def read(text: str, **about: str) -> Reading:
    """The reading of a text that says when and by whom it was published."""
    told = {"issued": "2024-03-01", "publisher": "Coast Ministry", "language": "en"} | about
    return read_claims(Source("note", text, **told), Naming("https://example.org/"))


def quantity_claims(reading: Reading) -> list[QuantityClaim]:
    """The claims with a number."""
    return [c for c in reading.claims if isinstance(c, QuantityClaim)]


def relation_claims(reading: Reading) -> list[RelationClaim]:
    """The claims that relate two things."""
    return [c for c in reading.claims if isinstance(c, RelationClaim)]
