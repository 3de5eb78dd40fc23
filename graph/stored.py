"""A document as the store holds it, for those who decide on its claims: text, things named, claims with their words."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from ..ontology.labels import concepts
from .citation import Citation
from .claim import CLASS, EntityType
from .naming import NS

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_OA = "http://www.w3.org/ns/oa#"
_DCTERMS = "http://purl.org/dc/terms/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_NAMES = (_SKOS + "prefLabel", _SKOS + "altLabel", "http://www.w3.org/2000/01/rdf-schema#label")
_PLACES = tuple(NS + name for name in ("evidence", "rule", "confidence", "assertedBy", "baseline", "componentOf"))
_UNSAID = frozenset({*_PLACES, NS + "valueStart", "http://www.w3.org/ns/prov#wasGeneratedBy"})
"""Properties of a claim that are not what it says: where, how surely, by which reading."""

Terms = Mapping[str, tuple[NamedNode | Literal, ...]]


def digest(text: str) -> str:
    """The SHA-256 of a text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim as it stands in its document's graph, by property IRI, with its sentences in the order of the text."""

    iri: str
    document: str
    terms: Terms
    evidence: tuple[Citation, ...]

    def one(self, name: str) -> str:
        """The only value of one of our properties, as text; empty when there is none."""
        return min((term.value for term in self.terms.get(NS + name, ())), default="")

    def code(self, name: str) -> str:
        """The same without what stands before its last segment: ``committed``."""
        return self.one(name).replace("#", "/").rpartition("/")[2]

    @property
    def is_relation(self) -> bool:
        """Whether it relates two things; else it is a figure."""
        return NS + "predicate" in self.terms

    @property
    def sentence(self) -> Citation:
        """The sentence that is looked at: the one with the number, else the first."""
        start = int(self.one("valueStart") or -1)
        return next((each for each in self.evidence if each.start <= start < each.end), self.evidence[0])

    @property
    def sentences(self) -> frozenset[str]:
        """The digests of all its sentences."""
        return frozenset(digest(each.quote) for each in self.evidence)

    @property
    def said(self) -> str:
        """The digest of what the claim says, wherever its sentence stands in the document."""
        lines = sorted(
            f"{name} {_plain(term)}" for name, terms in self.terms.items() if name not in _UNSAID for term in terms
        )
        at = int(self.one("valueStart") or 0) - self.sentence.start if not self.is_relation else 0
        return digest("\n".join([*lines, str(at)]))


def _plain(term: NamedNode | Literal) -> str:
    """The term in one form, whether or not a store has written its number anew."""
    if isinstance(term, Literal) and term.datatype.value.endswith(("#decimal", "#integer")):
        return format(Decimal(term.value).normalize(), "f")
    return str(term)


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that a document names: its type, empty where the store does not tell, its class and its names."""

    iri: str
    type: str
    cls: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One document of the store."""

    id: str
    text: str
    language: str
    country: str
    reckoned_from: str
    things: Mapping[str, Named]
    claims: Mapping[str, StoredClaim]


def stored_document(triples: Iterable[Triple]) -> StoredDocument | None:
    """The document that a graph holds; None when it holds none."""
    facts: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            facts[triple.subject.value][triple.predicate.value].append(triple.object)
    for held in facts.values():
        if any(term.value == NS + "Document" for term in held.get(_TYPE, ())):
            break
    else:
        return None

    def one(of: Mapping[str, list[NamedNode | Literal]], name: str) -> str:
        return min((term.value for term in of.get(name, ())), default="")

    doc, text = one(held, _DCTERMS + "identifier"), one(held, NS + "content")
    passages = {
        iri: Citation(start, end, text[start:end])
        for iri in [iri for iri, of in facts.items() if f"{_OA}hasSelector" in of]
        for place in [facts[f"{iri}#position"]]
        for start, end in [(int(one(place, _OA + "start")), int(one(place, _OA + "end")))]
    }
    claims, things = {}, {}
    for iri, of in facts.items():
        cited = [passages[term.value] for term in of.get(NS + "evidence", ()) if term.value in passages]
        if cited:
            terms = {name: tuple(sorted(values, key=str)) for name, values in of.items()}
            claims[iri] = StoredClaim(iri, doc, terms, tuple(sorted(cited, key=lambda each: each.start)))
        elif NS + "mentionedIn" in of:
            things[iri] = _named(iri, of)
    return StoredDocument(
        doc,
        text,
        one(held, _DCTERMS + "language"),
        one(held, NS + "country"),
        (one(held, NS + "referenceTime") or one(held, NS + "issuedText"))[:10],
        dict(sorted(things.items())),
        dict(sorted(claims.items())),
    )


def _named(iri: str, of: Mapping[str, list[NamedNode | Literal]]) -> Named:
    names = dict.fromkeys(term.value for name in _NAMES for term in of.get(name, ()))
    kind = min((term.value for term in of.get(NS + "entityType", ())), default="")
    concept = concepts().get(iri)
    if concept:
        names |= dict.fromkeys([*concept.labels.values(), *(name for name, _ in concept.alternatives)])
        kind = kind or concept.type
    cls = min((term.value for term in of.get(_TYPE, ())), default="")
    if not kind and cls == _SKOS + "Concept":
        kind = EntityType.CONCEPT.value
    return Named(iri, kind, CLASS[EntityType(kind)] if kind else cls, tuple(names))
