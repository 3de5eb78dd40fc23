"""What relations are called in both languages: the ontology's own labels."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from ..graph.naming import NS
from ..graph.store import Store
from ..ontology.files import ONTOLOGY, triples
from .gathering import rows
from .scene import Names

_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def _spell_out(iri: str) -> str:
    """Words for a property that has no label.

    >>> _spell_out("http://www.w3.org/ns/org#heldBy")
    'held by'
    """
    return re.sub(r"(?<=[a-z])([A-Z])", r" \1", re.split(r"[#/]", iri)[-1]).lower()


def _ontology_words() -> dict[str, Names]:
    found: dict[str, dict[str, str]] = {}
    for triple in triples(ONTOLOGY):
        name, subject = triple.object, triple.subject
        if triple.predicate == _LABEL and isinstance(name, Literal) and isinstance(subject, NamedNode):
            found.setdefault(subject.value, {})[name.language or "en"] = name.value
    return {iri: Names(names) for iri, names in found.items()}


def read_relation_words(store: Store) -> dict[str, Names]:
    """Property IRI → its words, for every property that a claim uses.

    What is asserted as *direct part of* is called *part of*, since readers do not ask for the difference.
    """
    used = [row["p"] for row in rows(store, "SELECT DISTINCT ?p WHERE { ?c a pg:RelationClaim ; pg:predicate ?p }")]
    labels = _ontology_words()
    words = {}
    for iri in used:
        named = f"{NS}partOf" if iri == f"{NS}directPartOf" else iri
        words[iri] = labels.get(named) or Names({"en": _spell_out(named)})
    return words
