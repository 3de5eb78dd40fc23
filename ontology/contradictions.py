"""What contradicts the ontology directly, found by SPARQL rules and told in plain words; needs no Java.

Rules are complete for single-step clashes: disjoint classes (with what domains and ranges imply), properties that
allow one value, properties that nothing has to itself or in both directions, and values of the wrong datatype. What
needs longer reasoning is for the reasoner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from .files import ONTOLOGY, triples
from .labels import term_labels
from .relations import shorten

PREFIXES = """
PREFIX pg: <https://w3id.org/policygraph/ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

_CLOSURE = (
    # What belongs to which class, by what is said of it. Superproperties first, since domains hang on them.
    "INSERT { ?s ?q ?o } WHERE { ?p rdfs:subPropertyOf+ ?q . ?s ?p ?o FILTER(isIRI(?q)) }",
    "INSERT { ?x a ?c } WHERE { ?p rdfs:domain ?c . ?x ?p ?y }",
    "INSERT { ?y a ?c } WHERE { ?p rdfs:range ?c . ?x ?p ?y FILTER(!isLiteral(?y)) }",
    "INSERT { ?x a ?d } WHERE { ?x a ?c . ?c rdfs:subClassOf+ ?d FILTER(isIRI(?d)) }",
    "INSERT { ?c owl:disjointWith ?d } WHERE { ?l a owl:AllDisjointClasses ; owl:members ?m ."
    " ?m rdf:rest*/rdf:first ?c , ?d FILTER(?c != ?d) }",
)

_RULES = {
    "disjoint": "SELECT DISTINCT ?x ?a ?b { ?a owl:disjointWith ?b FILTER(STR(?a) < STR(?b)) ?x a ?a , ?b }",
    "functional": "SELECT DISTINCT ?x ?p ?a ?b { ?p a owl:FunctionalProperty . ?x ?p ?a , ?b"
    " FILTER(STR(?a) < STR(?b)) }",
    "irreflexive": "SELECT DISTINCT ?x ?p { ?p a owl:IrreflexiveProperty . ?x ?p ?x }",
    "asymmetric": "SELECT DISTINCT ?x ?p ?y { ?p a owl:AsymmetricProperty . ?x ?p ?y . ?y ?p ?x"
    " FILTER(STR(?x) < STR(?y)) }",
    "datatype": """SELECT DISTINCT ?x ?p ?v ?r { ?p a owl:DatatypeProperty ; rdfs:range ?r . ?x ?p ?v
        FILTER(!isLiteral(?v) || (DATATYPE(?v) != ?r && !(?r = xsd:decimal && DATATYPE(?v) = xsd:integer))) }""",
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A clash: the rule that found it, the nodes it concerns, and what clashes, in plain words."""

    rule: str
    nodes: tuple[str, ...]
    text: str


def contradictions(given: Iterable[ox.Triple]) -> tuple[Contradiction, ...]:
    """What in the statements contradicts the ontology, sorted; empty when nothing does.

    >>> from .relations import expand
    >>> thing, kind = ox.NamedNode("https://e.org/x"), ox.NamedNode(expand("pg:Law"))
    >>> a = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    >>> both = [ox.Triple(thing, a, kind), ox.Triple(thing, a, ox.NamedNode(expand("pg:Plan")))]
    >>> contradictions(both)[0].text
    'https://e.org/x cannot be both law and plan.'
    """
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in (*triples(ONTOLOGY), *given))
    for step in _CLOSURE:
        store.update(PREFIXES + step)
    found = [_tell(rule, row) for rule, query in _RULES.items() for row in _rows(store, query)]
    return tuple(sorted(found, key=lambda c: (c.rule, c.nodes, c.text)))


def _rows(store: ox.Store, query: str) -> list[dict[str, str]]:
    solutions = store.query(PREFIXES + query)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [{name: _value(row[name]) for name in names} for row in solutions]


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _tell(rule: str, row: dict[str, str]) -> Contradiction:
    x, label = row["x"], _label
    match rule:
        case "disjoint":
            text = f"{x} cannot be both {label(row['a'])} and {label(row['b'])}."
        case "functional":
            text = f"{x} can have only one “{label(row['p'])}”, but has {label(row['a'])} and {label(row['b'])}."
        case "irreflexive":
            text = f"{x} cannot stand in “{label(row['p'])}” to itself."
        case "asymmetric":
            text = f"“{label(row['p'])}” cannot hold both ways between {x} and {row['y']}."
        case _:
            text = f"“{label(row['p'])}” of {x} is {row['v']!r}, which is not of the datatype {shorten(row['r'])}."
    return Contradiction(rule, tuple(row[k] for k in ("x", "y") if k in row), text)


def _label(iri: str) -> str:
    return term_labels("en").get(iri) or shorten(iri)
