"""The shapes pass the worked example, and each of them is broken by a graph that has its fault."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from policygraph.ontology.files import ONTOLOGY, SHAPES, text, to_ntriples

EXAMPLE = Path(__file__).with_name("example.trig")
PREFIXES = """
PREFIX pg: <https://w3id.org/policygraph/ns#> PREFIX id: <https://w3id.org/policygraph/id/>
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
QUANTITY, CLAIM = "?x a pg:QuantityClaim", "?x pg:evidence ?e"


def without(path: str, of: str = CLAIM) -> str:
    return f"DELETE {{ ?x {path} ?gone }} WHERE {{ {of} . ?x {path} ?gone }}"


def beside(path: str, value: str, of: str = QUANTITY) -> str:
    return f"INSERT {{ ?x {path} {value} }} WHERE {{ {of} }}"


def instead(path: str, value: str, of: str = CLAIM) -> str:
    return f"DELETE {{ ?x {path} ?gone }} INSERT {{ ?x {path} {value} }} WHERE {{ {of} . ?x {path} ?gone }}"


DOCUMENT, PASSAGE = "?x a pg:Document", "?x a pg:Passage"
BREAKS = {
    "A claim is about exactly one thing.": without("pg:about"),
    "A claim needs the passage that says it.": without("pg:evidence"),
    "A claim is committed, achieved, under way, expected or stated: one of them.": instead("pg:modality", "pg:year"),
    "A claim names the reading that gave it.": without("prov:wasGeneratedBy"),
    "Confidence is one decimal number between 0 and 1.": instead("pg:confidence", "1.5"),
    "The rule that read a claim is one name.": beside("pg:rule", '"another"'),
    "A claim's time is given to the decade, year, half-year, quarter, month or day.": beside(
        "pg:precision", "pg:level"
    ),
    "A claim has at most one deadline, a date with a time.": beside("pg:deadline", '"2030-01-01"^^xsd:date'),
    "A claim holds as of at most one moment, a date with a time.": beside("pg:asOf", '"2030"'),
    "Nobody is named as saying this: neither the sentence nor the document gives a body.": without("pg:assertedBy"),
    "A figure is one of: budget, investment, target, result, count, rank, comparison, share.": without("pg:claimKind"),
    "A figure measures exactly one metric.": without("pg:metric"),
    "A figure has exactly one unit.": without("pg:unit"),
    "A figure has exactly one value, a decimal number.": instead("pg:value", '"many"'),
    "A range has at most one upper value, a decimal number.": beside("pg:valueMax", '"more"'),
    "A figure keeps the number as the document writes it.": without("pg:valueText", QUANTITY),
    "A figure keeps the place of the number in the text.": without("pg:valueStart", QUANTITY),
    "A figure is exact, at least, approximate or at most.": instead("pg:bound", "pg:level"),
    "A figure is a level, a change, a percentage change, a multiple or a share.": instead("pg:statistic", "pg:year"),
    "Money is counted as total project cost, national, local or private funds: at most one of them.": beside(
        "pg:fundingScope", "pg:privateFunds"
    ),
    "Money is announced, planned, budgeted, contracted or executed: at most one of them.": beside(
        "pg:moneyStage", "pg:contracted"
    ),
    "The number as written does not stand in the quoted words.": instead("pg:valueText", '"85.2"', QUANTITY),
    "The number does not stand at its place in the document's text.": instead("pg:valueStart", "2", QUANTITY),
    "A relation claim names exactly one relation.": without("pg:predicate"),
    "A relation claim has exactly one other end.": without("pg:object"),
    "A passage stands in exactly one document.": without("oa:hasSource", PASSAGE),
    "A passage quotes its words once.": without("oa:exact", "?p oa:hasSelector ?x"),
    "A passage says where its words begin.": without("oa:start", "?p oa:hasSelector ?x"),
    "A passage says where its words end.": without("oa:end", "?p oa:hasSelector ?x"),
    "The quoted words do not stand at their place in the document's text.": instead(
        "oa:start", "3", "?p oa:hasSelector ?x"
    ),
    "A document has a title.": without("dcterms:title", DOCUMENT),
    "A document states its language.": without("dcterms:language", DOCUMENT),
    "A document keeps its text.": without("pg:content", DOCUMENT),
    "A document keeps the digest of its text, 64 hexadecimal digits.": instead("pg:sha256", '"00"', DOCUMENT),
    "A document is issued at most once, at a date with a time.": instead("dcterms:issued", '"2020"', DOCUMENT),
    "The document has no date: words such as “this year” stay text.": without("dcterms:issued", DOCUMENT),
    "The document has no publisher: what it says is attributed only where a sentence names a body.": without(
        "dcterms:publisher", DOCUMENT
    ),
    "A numeral stands in exactly one document.": without("oa:hasSource", "?x a pg:UnclaimedNumeral"),
    "A numeral that no claim holds says why.": without("pg:reason", "?x a pg:UnclaimedNumeral"),
    "The thing is a part of itself, by way of its wholes.": beside("pg:directPartOf", "?y", "?y pg:directPartOf ?x"),
    "The document does not say whose money this is or how far it has come, so the amount is never compared.": without(
        "pg:moneyStage", QUANTITY
    ),
    "A thing has a preferred name, one in each language.": without("skos:prefLabel", "?x pg:mentionedIn ?p"),
    "The thing has no Korean name yet.": without("skos:prefLabel", "?x pg:mentionedIn ?p"),
}
WARNINGS = {message for message in BREAKS if message.startswith(("Nobody", "The document ", "The thing has no"))}


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=text(SHAPES), format="turtle")


@cache
def only(kind: rdflib.URIRef) -> rdflib.Graph:
    """The shapes with constraints of one kind, of properties or in SPARQL."""
    other = SH.sparql if kind == SH.property else SH.property
    graph = rdflib.Graph()
    for triple in shapes():
        if triple[1] != other:
            graph.add(triple)
    return graph


def report(store: ox.Store, kind: rdflib.URIRef) -> tuple[bool, dict[str, str]]:
    """Whether the graph conforms, and the severity of each message."""
    graph = rdflib.Graph().parse(data=to_ntriples(q.triple for q in store).decode(), format="nt")
    conforms, results, _ = pyshacl.validate(graph, shacl_graph=only(kind), advanced=True, allow_warnings=True)
    assert isinstance(results, rdflib.Graph)
    found = {
        str(message): str(results.value(result, SH.resultSeverity)).rpartition("#")[2]
        for result in results.subjects(RDF.type, SH.ValidationResult)
        for message in results.objects(result, SH.resultMessage)
    }
    return conforms, found


@pytest.fixture
def graph(known: tuple[ox.Triple, ...]) -> ox.Store:
    """The example's first document, the unclaimed numeral in it, direct triples, and the known things it uses."""
    store = ox.Store()
    for quad in ox.parse(path=str(EXAMPLE)):
        if str(quad.graph_name).endswith(("/harbour-plan-2023>", "/derived>")):
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    used = {quad.object for quad in store}
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in known if t.subject in used)
    return store


@pytest.mark.parametrize("kind", [SH.property, SH.sparql])
def test_the_example_conforms_without_a_warning(kind: rdflib.URIRef, graph: ox.Store) -> None:
    assert report(graph, kind) == (True, {})


def test_every_message_is_said_in_english_and_korean_and_has_a_breaking_case() -> None:
    said = {"en": set[str](), "ko": set[str]()}
    for constraint in shapes().objects(None, SH.property | SH.sparql):
        for language, messages in said.items():
            (message,) = [m for m in shapes().objects(constraint, SH.message) if getattr(m, "language", "") == language]
            messages.add(str(message))
    assert said["en"] == set(BREAKS)
    assert len(said["ko"]) == len(said["en"])


@pytest.mark.parametrize("message", BREAKS)
def test_the_fault_is_told(message: str, graph: ox.Store) -> None:
    graph.update(PREFIXES + BREAKS[message])
    (said,) = shapes().subjects(SH.message, rdflib.Literal(message, lang="en"))
    (kind,) = shapes().predicates(None, said)
    conforms, found = report(graph, rdflib.URIRef(str(kind)))
    assert message in found
    assert (found[message] == "Warning") is (message in WARNINGS)
    assert conforms is all(severity == "Warning" for severity in found.values())


def test_the_shapes_name_only_terms_of_the_ontology() -> None:
    ontology = text(ONTOLOGY)
    for subject, predicate, object_ in shapes():
        for node in (subject, predicate, object_):
            if str(node).startswith("https://w3id.org/policygraph/ns#") and isinstance(node, rdflib.URIRef):
                assert f"pg:{str(node).rpartition('#')[2]} a " in ontology
