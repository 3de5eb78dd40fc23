"""The relations that a relation claim may state, and between what kinds of things each of them holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from .files import ONTOLOGY, triples
from .terms import NS

PREFIXES: Mapping[str, str] = {
    "pg": NS,
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
}
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_ORG_RELATIONS = {
    # The Organization Ontology's own domains and ranges, said here because we add no axioms to its terms.
    PREFIXES["org"] + "heldBy": (PREFIXES["org"] + "Post", PREFIXES["foaf"] + "Agent"),
    PREFIXES["org"] + "postIn": (PREFIXES["org"] + "Post", PREFIXES["org"] + "Organization"),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: its IRI and the classes of its two ends; None where anything fits."""

    iri: str
    domain: str | None
    range: str | None


@cache
def relations() -> Mapping[str, Relation]:
    """Every relation that a claim may state, by its name as claims carry it (``directPartOf``, ``org:heldBy``).

    >>> relations()["compiledBy"].domain
    'https://w3id.org/policygraph/ns#Index'
    """
    claimable = {_iri(t.subject) for t in triples(ONTOLOGY) if _iri(t.predicate) == NS + "claimable"}
    domains = {_iri(t.subject): _iri(t.object) for t in triples(ONTOLOGY) if _iri(t.predicate) == _RDFS + "domain"}
    ranges = {_iri(t.subject): _iri(t.object) for t in triples(ONTOLOGY) if _iri(t.predicate) == _RDFS + "range"}
    found = {}
    for iri in sorted(claimable):
        domain, range_ = _ORG_RELATIONS.get(iri, (domains.get(iri), ranges.get(iri)))
        found[shorten(iri).removeprefix("pg:")] = Relation(iri, domain, range_)
    return found


def fits(relation: str, subject_class: str, object_class: str) -> bool:
    """Whether things of two classes, given as prefixed names, may stand in a relation.

    >>> fits("directPartOf", "pg:Infrastructure", "pg:Programme")
    True
    >>> fits("usesTechnology", "pg:Programme", "pg:Ministry")
    False

    Raises ``KeyError`` for a relation that the ontology does not have.
    """
    ends = relations()[relation]
    return _is_a(subject_class, ends.domain) and _is_a(object_class, ends.range)


def shorten(iri: str) -> str:
    """The prefixed name of a term, or the IRI itself.

    >>> shorten("http://www.w3.org/ns/org#heldBy")
    'org:heldBy'
    """
    return next((f"{p}:{iri[len(ns) :]}" for p, ns in PREFIXES.items() if iri.startswith(ns)), iri)


def expand(name: str) -> str:
    """The IRI of a prefixed name.

    >>> expand("pg:Law")
    'https://w3id.org/policygraph/ns#Law'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@cache
def superclasses(iri: str) -> frozenset[str]:
    """A class and all classes above it.

    >>> expand("foaf:Agent") in superclasses(expand("pg:Ministry"))
    True
    """
    return frozenset({iri}.union(*(superclasses(above) for above in _above(iri))))


def _is_a(name: str, wanted: str | None) -> bool:
    return wanted is None or wanted in superclasses(expand(name))


def _above(iri: str) -> Iterator[str]:
    for t in triples(ONTOLOGY):
        if _iri(t.subject) == iri and _iri(t.predicate) == _RDFS + "subClassOf":
            yield _iri(t.object)


def _iri(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else ""
