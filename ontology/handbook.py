"""The ontology as a page to read: every term with its names, its meaning and what it connects.

``python -m policygraph.ontology.handbook > docs/ontology.md`` writes the page of the documentation.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from .files import ONTOLOGY, ontology_version, triples
from .relations import shorten
from .terms import NS

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SECTIONS = (
    ("Classes", "Class"),
    ("Relations", "ObjectProperty"),
    ("Properties with a value", "DatatypeProperty"),
    ("Annotations, from which nothing follows", "AnnotationProperty"),
    ("Closed lists", "NamedIndividual"),
)
_LINES = (
    ("Kind of", _RDFS + "subClassOf"),
    ("Narrower than", _RDFS + "subPropertyOf"),
    ("From", _RDFS + "domain"),
    ("To", _RDFS + "range"),
    ("The other way round", _OWL + "inverseOf"),
)
_TRAITS = {
    "TransitiveProperty": "holds along chains",
    "AsymmetricProperty": "never both ways",
    "IrreflexiveProperty": "never of a thing and itself",
    "FunctionalProperty": "at most one",
    "SymmetricProperty": "always both ways",
}


class _Term:
    """What the ontology says of one term."""

    def __init__(self, iri: str, facts: dict[str, list[ox.NamedNode | ox.Literal]]) -> None:
        self.iri = iri
        self._facts = facts

    def linked(self, predicate: str) -> list[str]:
        """IRIs of a property, sorted."""
        return sorted(term.value for term in self._facts.get(predicate, ()) if isinstance(term, ox.NamedNode))

    def said(self, predicate: str, language: str) -> str:
        """A text in a language; empty when there is none."""
        texts = (term for term in self._facts.get(predicate, ()) if isinstance(term, ox.Literal))
        return min((term.value for term in texts if term.language == language), default="")

    def kinds(self) -> set[str]:
        """The OWL kinds of the term, such as ``Class``."""
        return {kind.removeprefix(_OWL) for kind in self.linked(_RDF + "type") if kind.startswith(_OWL)}


def handbook() -> str:
    """The page, as Markdown.

    >>> handbook().startswith("# The ontology")
    True
    """
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    terms = _terms()
    yield "# The ontology"
    yield ""
    yield f"<!-- Made by `python -m policygraph.ontology.handbook` from ontology/{ONTOLOGY}; do not edit. -->"
    yield ""
    yield f"Version {ontology_version()}, {len(terms)} terms of our own; prefix `pg:` is <{NS}>. The address names the"
    yield "terms; it is not registered and does not resolve. How terms stand together in data is told in"
    yield "[the data model](data-model.md). Licence: CC BY 4.0."
    for title, kind in _SECTIONS:
        members = [term for term in terms if kind in term.kinds()]
        yield from ("", f"## {title}")
        if kind == "NamedIndividual":
            yield from _lists(members)
        else:
            for term in members:
                yield from _entry(term)


def _entry(term: _Term) -> Iterator[str]:
    yield from ("", f"### {shorten(term.iri)}", "")
    yield f"**{_names(term)}**. {term.said(_RDFS + 'comment', 'en')}"
    korean = term.said(_RDFS + "comment", "ko")
    if korean:
        yield from ("", korean)
    notes = [
        f"{title}: {', '.join(f'`{shorten(iri)}`' for iri in linked)}"
        for title, predicate in _LINES
        if (linked := term.linked(predicate))
    ]
    notes += [_TRAITS[trait] for trait in sorted(term.kinds() & _TRAITS.keys())]
    if notes:
        yield from ("", "; ".join(notes) + ".")
    example = term.said(_SKOS + "example", "en")
    if example:
        yield from ("", f"Example: {example}")


def _lists(members: Iterable[_Term]) -> Iterator[str]:
    by_kind: dict[str, list[_Term]] = defaultdict(list)
    for term in members:
        for kind in term.linked(_RDF + "type"):
            if kind.startswith(NS):
                by_kind[kind].append(term)
    for kind, terms in sorted(by_kind.items()):
        yield from ("", f"### Values of {shorten(kind)}", "", "| term | English · 한국어 | meaning |", "|---|---|---|")
        for term in terms:
            yield f"| `{shorten(term.iri)}` | {_names(term)} | {term.said(_RDFS + 'comment', 'en')} |"


def _names(term: _Term) -> str:
    english, korean = (term.said(_RDFS + "label", language) for language in ("en", "ko"))
    return f"{english} · {korean}" if korean else english


def _terms() -> list[_Term]:
    """The terms of our own namespace, by name."""
    facts: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples(ONTOLOGY):
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            facts[subject.value][triple.predicate.value].append(value)
    declared = (_Term(iri, facts[iri]) for iri in sorted(facts) if iri.startswith(NS))
    return [term for term in declared if term.kinds()]


if __name__ == "__main__":
    sys.stdout.buffer.write(handbook().encode())
