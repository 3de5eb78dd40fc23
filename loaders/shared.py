"""The graphs that every store shares: vocabulary, known concepts, and their identifiers elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from pyoxigraph import BlankNode, NamedNode, Triple

from ..graph.naming import BASE
from ..ontology.files import LINKS, entity_files, triples, vocabulary_files

VOCABULARY = "graph/vocabulary"
CONCEPTS = "graph/concepts"
LINKS_TO = "graph/links/"
DERIVED = "graph/derived"
INFERRED = "graph/inferred"
LOG = "graph/log"


@cache
def shared_graphs(base: str = BASE) -> dict[str, tuple[Triple, ...]]:
    """The shipped graphs by name; links stand in one graph for each place that they lead to.

    The ontology's axioms that need blank nodes (disjointness, chains) are left out: reasoners take them from the
    ontology itself, and no graph of a store holds blank nodes.

    >>> sorted(name.removeprefix(BASE) for name in shared_graphs())[:2]
    ['graph/concepts', 'graph/links/isni']
    """
    graphs: dict[str, list[Triple]] = {
        base + VOCABULARY: _named(triple for file in vocabulary_files() for triple in triples(file)),
        base + CONCEPTS: _named(triple for file in entity_files() for triple in triples(file)),
    }
    linked = {t.subject: t.object for t in triples(LINKS) if t.predicate.value.endswith("object_id")}
    for triple in _named(triples(LINKS)):
        target = linked.get(triple.subject, triple.object)
        place = _place(target.value) if isinstance(target, NamedNode) else "unknown"
        graphs.setdefault(base + LINKS_TO + place, []).append(triple)
    return {name: tuple(contents) for name, contents in graphs.items()}


def _named(given: Iterable[Triple]) -> list[Triple]:
    return [t for t in given if not isinstance(t.subject, BlankNode) and not isinstance(t.object, BlankNode)]


def _place(iri: str) -> str:
    """A short name for the site of an IRI.

    >>> _place("http://www.wikidata.org/entity/Q884"), _place("https://www.law.go.kr/x")
    ('wikidata', 'law.go.kr')
    """
    host = (urlsplit(iri).hostname or "unknown").removeprefix("www.")
    return host.partition(".")[0] if host.count(".") == 1 else host
