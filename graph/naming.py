"""Stable, readable IRIs for everything that a document gives rise to.

Nothing here counts or draws random numbers: the same text gives the same names whatever was loaded before.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

NS = "https://w3id.org/policygraph/ns#"
"""The ontology's namespace. It is not registered: it names, it does not resolve."""

BASE = "https://w3id.org/policygraph/"
"""Default base of data IRIs. It is not registered either; set your own with ``base_iri``."""


HOME = "KR"
"""The country of the bodies and laws among the concepts known beforehand."""


def slug(name: str) -> str:
    """A readable last segment for an IRI; letters of every script stay.

    >>> slug("Strengthening the D.N.A. ecosystem")
    'strengthening-the-dna-ecosystem'
    >>> slug("데이터 댐")
    '데이터-댐'
    >>> slug("AI+X projects")
    'ai-x-projects'
    """
    text = unicodedata.normalize("NFC", name).lower()
    text = re.sub(r"(?<=\w)\.(?=\w\.)|(?<=\.\w)\.|['’‘“”\"]", "", text)
    return re.sub(r"[\W_]+", "-", text).strip("-") or "x" + hashlib.sha256(name.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Naming:
    """IRIs under one base."""

    base: str = BASE

    def document(self, doc: str) -> str:
        """The document as a thing.

        >>> Naming().document("plan-2020")
        'https://w3id.org/policygraph/id/document/plan-2020'
        """
        return f"{self.base}id/document/{slug(doc)}"

    def graph(self, doc: str) -> str:
        """The named graph that holds all that one document says."""
        return f"{self.base}graph/document/{slug(doc)}"

    def extraction(self, doc: str) -> str:
        """The act of reading the document."""
        return f"{self.base}id/extraction/{slug(doc)}"

    def proposer(self, name: str) -> str:
        """Whoever besides the rules was asked to propose claims, such as a model."""
        return f"{self.base}id/proposer/{slug(name)}"

    def passage(self, doc: str, start: int, end: int) -> str:
        """A stretch of the document's text.

        >>> Naming().passage("plan-2020", 12, 90)
        'https://w3id.org/policygraph/id/passage/plan-2020/12-90'
        """
        return f"{self.base}id/passage/{slug(doc)}/{start}-{end}"

    def numeral(self, doc: str, start: int, end: int) -> str:
        """A numeral of the document that no claim holds."""
        return f"{self.base}id/numeral/{slug(doc)}/{start}-{end}"

    def quantity_claim(self, doc: str, start: int, end: int, kind: str) -> str:
        """The claim on the number that stands at ``start``:``end``."""
        return f"{self.base}id/claim/{slug(doc)}/{start}-{end}/{kind}"

    def relation_claim(self, doc: str, start: int, end: int, predicate: str, subject: str, obj: str) -> str:
        """The claim that a passage relates two things; the two ends are in a short hash."""
        ends = hashlib.sha256(f"{subject}\n{obj}".encode()).hexdigest()[:8]
        return f"{self.base}id/claim/{slug(doc)}/{start}-{end}/{predicate.replace(':', '-')}-{ends}"

    def entity(self, family: str, name: str, country: str = "") -> str:
        """A thing, by its family (``item``, ``body``, ``technology`` …) and name.

        ``country`` is that of a body or law that every country may have under one name, so that the ministries of two
        countries stay two. Korea's are the ones known beforehand, and go without.

        >>> Naming().entity("item", "Data Dam")
        'https://w3id.org/policygraph/id/item/data-dam'
        >>> Naming().entity("body", "Ministry of Economy", "IT")
        'https://w3id.org/policygraph/id/body/ministry-of-economy-it'
        """
        suffix = f"-{slug(country)}" if country and country.upper() != HOME else ""
        return f"{self.base}id/{family}/{slug(name)}{suffix}"

    def metric(self, label: str) -> str:
        """What is counted or measured."""
        return f"{self.base}id/metric/{slug(label)}"

    def unit(self, unit: str) -> str:
        """A unit; ISO codes keep their capitals.

        >>> Naming().unit("KRW"), Naming().unit("big data platform")
        ('https://w3id.org/policygraph/unit/KRW', 'https://w3id.org/policygraph/unit/big-data-platform')
        """
        return f"{self.base}unit/{unit if unit.isupper() and unit.isascii() else slug(unit)}"
