"""SHACL validation by ``ontology/shapes.ttl``, told in plain words, English and Korean.

pyshacl validates the shapes of properties. The constraints written in SPARQL are run by Oxigraph, with ``$this``
bound to each target as SHACL-SPARQL asks: rdflib parses such a query anew for every node, which takes half a minute
where this takes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology.files import SHAPES, text

if TYPE_CHECKING:
    import rdflib

    from .store import Term

_OTHERWISE = {"en": "It does not fit its shape.", "ko": "정해진 모양에 맞지 않습니다."}


@dataclass(frozen=True, slots=True)
class Fault:
    """A node that does not fit a shape."""

    severe: bool
    """whether it is a violation; else a warning"""
    node: str
    message: str
    message_ko: str


@dataclass(frozen=True, slots=True)
class _Constraint:
    """A constraint written in SPARQL: it holds for a target when its query finds nothing."""

    targets: str
    query: str
    severe: bool
    message: str
    message_ko: str


def shape_faults(graph: ox.Store) -> Iterator[Fault]:
    """What does not fit the shapes, in no order; the graph must hold the ontology's class hierarchy, too."""
    properties, constraints = _shapes()
    yield from _validate(graph, properties)
    for constraint in constraints:
        for found in _rows(graph, constraint.targets):
            if next(_rows(graph, constraint.query, found[0]), None) is not None:
                node = str(getattr(found[0], "value", ""))
                yield Fault(constraint.severe, node, constraint.message, constraint.message_ko)


def _validate(graph: ox.Store, shapes: rdflib.Graph) -> Iterator[Fault]:
    import pyshacl
    from rdflib import SH

    data = _translate(graph)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    for result in report.subjects(SH.resultSeverity, None):
        said = [
            message for shape in report.objects(result, SH.sourceShape) for message in shapes.objects(shape, SH.message)
        ]
        severe = report.value(result, SH.resultSeverity) == SH.Violation
        yield Fault(severe, str(report.value(result, SH.focusNode)), *_both(said))


@cache
def _shapes() -> tuple[rdflib.Graph, tuple[_Constraint, ...]]:
    """The shapes of properties, and apart from them the constraints written in SPARQL."""
    import rdflib
    from rdflib import SH

    graph = rdflib.Graph().parse(data=text(SHAPES), format="turtle")
    constraints = []
    for shape, node in sorted(graph.subject_objects(SH.sparql), key=str):
        prefixes = "".join(
            f"PREFIX {graph.value(declaration, SH.prefix)}: <{graph.value(declaration, SH.namespace)}>\n"
            for holder in graph.objects(node, SH.prefixes)
            for declaration in graph.objects(holder, SH.declare)
        )
        targets = [
            f"{{ ?this a/<{rdflib.RDFS.subClassOf}>* <{kind}> }}" for kind in graph.objects(shape, SH.targetClass)
        ]
        targets += [f"{{ ?this <{prop}> ?any }}" for prop in graph.objects(shape, SH.targetSubjectsOf)]
        constraints.append(
            _Constraint(
                f"SELECT DISTINCT ?this {{ {' UNION '.join(sorted(targets))} }}",
                f"{prefixes}{graph.value(node, SH.select)}",
                graph.value(shape, SH.severity, default=SH.Violation) == SH.Violation,
                *_both(graph.objects(node, SH.message)),
            )
        )
    graph.remove((None, SH.sparql, None))
    return graph, tuple(constraints)


def _both(messages: Iterable[object]) -> tuple[str, str]:
    """The message in English and in Korean."""
    said = {getattr(message, "language", None): str(message) for message in messages}
    return said.get("en") or said.get(None) or _OTHERWISE["en"], said.get("ko") or _OTHERWISE["ko"]


def _rows(graph: ox.Store, query: str, this: object = None) -> Iterator[ox.QuerySolution]:
    bound: dict[ox.Variable, Term] | None = None
    if isinstance(this, ox.NamedNode | ox.BlankNode):
        bound = {ox.Variable("this"): this}
    answer = graph.query(query, use_default_graph_as_union=True, substitutions=bound)
    assert isinstance(answer, ox.QuerySolutions), "constraints are SELECT queries"
    return iter(answer)


def _translate(graph: ox.Store) -> rdflib.Graph:
    """All triples in rdflib's terms, their literals as written."""
    import rdflib

    def name(term: object) -> rdflib.URIRef | rdflib.BNode:
        value = str(getattr(term, "value", ""))
        return rdflib.BNode(value) if isinstance(term, ox.BlankNode) else rdflib.URIRef(value)

    merged = rdflib.Graph(bind_namespaces="none")
    for quad in graph:
        value: rdflib.term.Node
        if isinstance(quad.object, ox.Literal):
            kind = None if quad.object.language else rdflib.URIRef(quad.object.datatype.value)
            value = rdflib.Literal(quad.object.value, lang=quad.object.language, datatype=kind, normalize=False)
        else:
            value = name(quad.object)
        merged.add((name(quad.subject), rdflib.URIRef(quad.predicate.value), value))
    return merged
