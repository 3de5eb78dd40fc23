"""Writers of RDF whose bytes depend on the quads alone: equal graphs give equal files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from .naming import BASE, NS
from .release import graph_of, order, subject_of

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "id": f"{BASE}id/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pg": NS,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of every file that is written, and the context of JSON-LD."""

_STRING = PREFIXES["xsd"] + "string"
_TYPE = PREFIXES["rdf"] + "type"


def write_nquads(quads: Iterable[Quad]) -> bytes:
    """N-Quads, one line a quad, the lines sorted by their bytes."""
    return _sorted_lines(serialize(quads, format=RdfFormat.N_QUADS) or b"")


def write_ntriples(quads: Iterable[Quad]) -> bytes:
    """N-Triples of all graphs together, the lines sorted by their bytes."""
    return _sorted_lines(serialize(merge(quads), format=RdfFormat.N_TRIPLES) or b"")


def write_turtle(quads: Iterable[Quad]) -> bytes:
    """Turtle of all graphs together, sorted."""
    return _sorted_prefixes(serialize(merge(quads), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"")


def write_trig(quads: Sequence[Quad]) -> bytes:
    """TriG, graph by graph, sorted."""
    return _sorted_prefixes(serialize(sorted(quads, key=order), format=RdfFormat.TRIG, prefixes=PREFIXES) or b"")


def write_jsonld(quads: Sequence[Quad]) -> bytes:
    """JSON-LD 1.1 with a context of prefixes, one object a graph and one a node, sorted."""
    graphs: list[dict[str, Any]] = []
    for name, of_graph in groupby(sorted(quads, key=order), key=graph_of):
        nodes = []
        for subject, of_node in groupby(of_graph, key=subject_of):
            node: dict[str, Any] = {"@id": _compact(subject)}
            for predicate, of_property in groupby(of_node, key=lambda quad: quad.predicate.value):
                if predicate == _TYPE:
                    node["@type"] = [
                        _compact(quad.object.value) for quad in of_property if hasattr(quad.object, "value")
                    ]
                else:
                    values = [_value(quad) for quad in of_property]
                    node[_compact(predicate)] = values[0] if len(values) == 1 else values
            nodes.append(node)
        graphs += [{"@id": name, "@graph": nodes}] if name else nodes
    document = {"@context": PREFIXES, "@graph": graphs}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def merge(quads: Iterable[Quad]) -> list[Triple]:
    """The triples of all graphs, each once, sorted."""
    seen = {quad.triple: order(quad)[1:] for quad in quads}
    return sorted(seen, key=seen.__getitem__)


def _value(quad: Quad) -> object:
    term = quad.object
    if not isinstance(term, Literal):
        return {"@id": _compact(str(getattr(term, "value", "")))}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return term.value
    return {"@value": term.value, "@type": _compact(term.datatype.value)}


def _compact(iri: str) -> str:
    """The IRI with a prefix of the context, where reading it back gives the same IRI."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and not iri.startswith("//", len(namespace)) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _sorted_lines(text: bytes) -> bytes:
    return b"".join(sorted(line + b"\n" for line in text.split(b"\n") if line))


def _sorted_prefixes(text: bytes) -> bytes:
    """The same document with its prefixes in alphabetical order; the serialiser writes them in any order."""
    lines = text.split(b"\n", len(PREFIXES))
    return b"\n".join([*sorted(lines[: len(PREFIXES)]), *lines[len(PREFIXES) :]])
