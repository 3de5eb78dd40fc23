"""The ontology, the concepts and the example agree; wrong data does not, and what is allowed does."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from policygraph.errors import SourceUnavailable
from policygraph.ontology import reasoner
from policygraph.ontology.contradictions import contradictions
from policygraph.ontology.files import ALIGNMENTS, triples
from policygraph.ontology.reasoner import agree, reason
from policygraph.ontology.terms import NS

UNITS = "concepts/units.ttl"
PREFIXES = """
@prefix pg: <https://w3id.org/policygraph/ns#> .
@prefix id: <https://w3id.org/policygraph/id/> .
@prefix unit: <https://w3id.org/policygraph/unit/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

WRONG = {
    "a claim both committed and achieved": "id:c a pg:QuantityClaim ; pg:modality pg:committed , pg:achieved .",
    "two values": "id:c a pg:QuantityClaim ; pg:value 1.0 , 2.0 .",
    "a value as a string": 'id:c a pg:QuantityClaim ; pg:value "58.2" .',
    "a relation claim with a value": "id:c a pg:RelationClaim ; pg:value 1.0 .",
    "a part of itself": "id:p pg:directPartOf id:p .",
    "two things part of each other": "id:p pg:directPartOf id:q . id:q pg:directPartOf id:p .",
    "a ministry used as a technology": "id:m a pg:Ministry . id:p pg:usesTechnology id:m .",
    "a law that is a programme": "id:x a pg:Law , pg:Programme .",
    "a document as evidence": "id:d a pg:Document . id:c a pg:QuantityClaim ; pg:evidence id:d .",
    "a plan that pays like a fund": "id:x a pg:Plan . id:p pg:financedBy id:x .",
    "a person who is a technology": "id:x a foaf:Person , pg:Technology .",
    "a claim that revises itself": "id:c a pg:QuantityClaim ; pg:revises id:c .",
    "two different units": "id:c a pg:QuantityClaim ; pg:unit unit:KRW , unit:percent .",
}
ALSO_WRONG = {
    "an amount both planned and executed": "id:c a pg:QuantityClaim ; pg:moneyStage pg:planned , pg:executed .",
    "a target that is also a result": "id:c a pg:Target , pg:Result .",
    "a technology that is also a sector": "id:x a pg:Technology , pg:Sector .",
    "a place that acts": "id:x a <http://purl.org/dc/terms/Location> . id:p pg:responsibleBody id:x .",
    "a deadline without a time": 'id:c a pg:QuantityClaim ; pg:deadline "2025-12-31"^^xsd:date .',
}
ALLOWED = {
    "a person who leads": "id:x a foaf:Person . id:p a pg:Programme ; pg:responsibleBody id:x .",
    "a programme that is also a deliverable": "id:x a pg:Programme , pg:Infrastructure .",
    "a claim about a document": "id:d a pg:Document . id:c a pg:QuantityClaim ; pg:about id:d .",
    "a technology in a group": "id:g a pg:TechnologyGroup ; pg:hasTechnology id:t . id:t a pg:Technology .",
    "a strategy among measures": "id:s a pg:Plan ; pg:directPartOf id:m . id:m a pg:Plan .",
    "firms in an alliance": "id:f a pg:TargetGroup ; pg:memberOf id:a . id:a a pg:Alliance .",
    "a technology that grows into another": "id:t a pg:Technology ; pg:evolvesInto id:u . id:u a pg:Technology .",
    "a body that takes part in an event": "id:e a pg:PolicyEvent ; pg:participant id:b . id:b a pg:Ministry .",
    "a ministry that makes a law": "id:b a pg:Ministry ; pg:enacts id:l . id:l a pg:Law .",
    "an answer to an event": "id:p a pg:Programme ; pg:respondsTo id:e . id:e a pg:PolicyEvent .",
}


def read(turtle: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)]


def test_the_ontology_concepts_and_example_agree_and_every_class_can_have_members(
    example: tuple[ox.Triple, ...], known: tuple[ox.Triple, ...]
) -> None:
    verdict = reason((*known, *example, *triples(ALIGNMENTS)))
    assert verdict.consistent
    assert verdict.unsatisfiable == ()
    assert verdict.explanation == ()
    pilotage, programme = (
        f"https://w3id.org/policygraph/id/item/{n}" for n in ("remote-pilotage", "smart-harbour-programme")
    )
    said = {(str(t.subject), str(t.predicate), str(t.object)) for t in verdict.inferred}
    assert (f"<{programme}>", f"<{NS}hasPart>", f"<{pilotage}>") in said
    assert (f"<{programme}>", f"<{NS}involvesTechnology>", "<https://w3id.org/policygraph/id/technology/5g>") in said
    assert sum(p.endswith("type>") and o == f"<{NS}Target>" for _, p, o in said) == 8


@pytest.mark.parametrize("case", WRONG)
def test_hermit_finds_wrong_data_inconsistent(case: str) -> None:
    assert not agree((*triples(UNITS), *read(WRONG[case])))


@pytest.mark.parametrize("case", WRONG | ALSO_WRONG)
def test_wrong_data_is_told_in_plain_words_without_java(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = contradictions(read((WRONG | ALSO_WRONG)[case]))
    assert found
    assert all(c.text.endswith(".") and c.nodes and "ns#" not in c.text for c in found)


@pytest.mark.parametrize("case", ALLOWED)
def test_what_is_allowed_contradicts_nothing(case: str) -> None:
    assert contradictions(read(ALLOWED[case])) == ()


def test_hermit_finds_all_that_is_allowed_consistent_together() -> None:
    cases = (text.replace("id:", f"id:case-{n}-") for n, text in enumerate(ALLOWED.values()))
    assert agree(read("\n".join(cases)))


def test_the_example_has_no_contradiction(example: tuple[ox.Triple, ...], known: tuple[ox.Triple, ...]) -> None:
    assert contradictions((*known, *example)) == ()


def test_without_java_reasoning_says_so_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert reasoner.java() is None
    with pytest.raises(SourceUnavailable, match="needs Java"):
        reason([])


def test_two_runs_do_not_disturb_each_other() -> None:
    wrong = reason(read(ALSO_WRONG["a place that acts"]))
    assert not wrong.consistent
    assert [found.rule for found in wrong.explanation] == ["disjoint"]
    assert reason(read(ALLOWED["a person who leads"])).consistent


def test_a_clash_names_its_node_and_what_clashes() -> None:
    (clash,) = contradictions(read(WRONG["a law that is a programme"]))[:1]
    assert clash.nodes == ("https://w3id.org/policygraph/id/x",)
    assert "law" in clash.text or "policy instrument" in clash.text
