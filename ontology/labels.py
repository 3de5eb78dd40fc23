"""Every name known beforehand: of the entities that documents mention, and of the ontology's own terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from .files import ONTOLOGY, concept_files, entity_files, triples
from .terms import NS

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_SOURCE = "http://purl.org/dc/terms/source"


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name by which documents call a known entity.

    ``type`` is one of the entity types of ``graph.claim`` (``"ministry"``), ``preferred`` says that it is the name to
    show in its language, ``acronym`` that it stands for a longer name and is to be matched with its capitals.
    """

    text: str
    language: str
    iri: str
    type: str
    preferred: bool
    acronym: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing known beforehand: its preferred names by language, its other names, and where its name was seen."""

    iri: str
    type: str
    """entity type; empty for metrics and units"""
    cls: str
    """IRI of its class"""
    labels: Mapping[str, str]
    alternatives: tuple[tuple[str, str], ...]
    """(name, language) pairs; acronyms have the language ``""``"""
    source: str


@cache
def concepts() -> Mapping[str, Concept]:
    """Everything known beforehand, by IRI: entities, metrics and units.

    >>> concepts()["https://w3id.org/policygraph/unit/KRW"].labels["ko"]
    '원'
    """
    return {concept.iri: concept for concept in _read(concept_files())}


@cache
def known_names() -> tuple[KnownName, ...]:
    """Every name of every entity known beforehand; one name may belong to several entities.

    >>> {n.iri.rpartition("/")[2] for n in known_names() if n.text == "MSIT"}
    {'ministry-of-science-and-ict'}
    """
    found: list[KnownName] = []
    for concept in _read(entity_files()):
        for language, name in concept.labels.items():
            found.append(KnownName(name, language, concept.iri, concept.type, preferred=True, acronym=False))
        for name, language in concept.alternatives:
            acronym = not language
            found.append(KnownName(name, language or "en", concept.iri, concept.type, preferred=False, acronym=acronym))
    return tuple(found)


@cache
def term_labels(language: str = "en") -> Mapping[str, str]:
    """The label of each term of the ontology in a language, by IRI.

    >>> term_labels("en")["https://w3id.org/policygraph/ns#directPartOf"]
    'direct part of'
    """
    return {
        t.subject.value: t.object.value
        for t in triples(ONTOLOGY)
        if t.predicate.value == _RDFS_LABEL
        and isinstance(t.subject, ox.NamedNode)
        and isinstance(t.object, ox.Literal)
        and t.object.language == language
    }


def _read(names: Iterable[str]) -> Iterator[Concept]:
    facts: dict[str, list[tuple[str, ox.Literal | ox.NamedNode]]] = {}
    for name in names:
        for t in triples(name):
            if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.Literal | ox.NamedNode):
                facts.setdefault(t.subject.value, []).append((t.predicate.value, t.object))
    for iri, pairs in facts.items():
        yield _concept(iri, pairs)


def _concept(iri: str, pairs: Iterable[tuple[str, ox.Literal | ox.NamedNode]]) -> Concept:
    labels: dict[str, str] = {}
    alternatives: list[tuple[str, str]] = []
    kind = cls = source = ""
    for predicate, value in pairs:
        language = (value.language or "") if isinstance(value, ox.Literal) else ""
        if predicate == _SKOS + "prefLabel":
            labels[language] = value.value
        elif predicate in (_SKOS + "altLabel", _SKOS + "notation"):
            alternatives.append((value.value, language))
        elif predicate == NS + "entityType":
            kind = value.value
        elif predicate == _RDF_TYPE:
            cls = value.value
        elif predicate == _SOURCE:
            source = value.value
    return Concept(iri, kind, cls, labels, tuple(alternatives), source)
