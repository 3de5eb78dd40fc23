"""Each quality check finds nothing in the worked example, and finds the fault that a mutation puts there."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from policygraph.ontology.quality import checks, faults

PREFIXES = """
PREFIX pg: <https://w3id.org/policygraph/ns#> PREFIX id: <https://w3id.org/policygraph/id/>
PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

MUTATIONS = {
    "T01": 'INSERT DATA { pg:Novel a owl:Class ; rdfs:label "새것"@ko }',
    "T02": 'INSERT DATA { pg:Novel a owl:Class ; rdfs:label "novel"@en }',
    "T03": 'INSERT DATA { pg:Novel a owl:Class ; rdfs:comment "Something new."@en }',
    "T04": 'INSERT DATA { pg:Claim rdfs:label "statement"@en }',
    "T05": 'INSERT DATA { pg:Novel a owl:Class ; rdfs:label "claim"@en }',
    "T06": "INSERT { pg:Novel rdfs:comment ?c } WHERE { pg:Claim rdfs:comment ?c }",
    "T07": 'INSERT DATA { pg:Claim rdfs:comment " a claim"@en }',
    "T08": "INSERT DATA { pg:novel a owl:ObjectProperty }",
    "T09": "INSERT DATA { pg:about rdfs:domain pg:Document }",
    "T10": "INSERT DATA { pg:Claim rdfs:subClassOf pg:QuantityClaim }",
    "T11": "INSERT DATA { pg:partOf owl:inverseOf pg:partOf }",
    "T12": "INSERT { ?claim pg:abuot ?thing } WHERE { ?claim pg:about ?thing }",
    "T13": "INSERT DATA { skos:Concept rdfs:subClassOf pg:PolicyItem }",
    "T14": "DELETE { ?o dcterms:license ?l } WHERE { ?o a owl:Ontology ; dcterms:license ?l }",
    "T15": "INSERT DATA { pg:novel_class a owl:Class }",
    "D01": "DELETE { ?c pg:evidence ?e } WHERE { ?c pg:metric ?m ; pg:evidence ?e }",
    "D02": "DELETE { ?p oa:start ?s } INSERT { ?p oa:start ?n } WHERE { ?p oa:start ?s BIND(?s + 1 AS ?n) }",
    "D03": """DELETE { ?c pg:valueText ?v } INSERT { ?c pg:valueText "85.2 trillion won" }
        WHERE { ?c pg:claimKind pg:budgetFigure ; pg:valueText ?v }""",
    "D04": "DELETE { ?c pg:unit ?u } WHERE { ?c pg:unit ?u }",
    "D05": "DELETE { ?c pg:assertedBy ?a } WHERE { ?c pg:assertedBy ?a }",
    "D06": """INSERT { ?c pg:asOf "2031-12-31T23:59:59"^^xsd:dateTime ; pg:precision pg:year }
        WHERE { ?c pg:modality pg:achieved }""",
    "D07": """DELETE { ?c pg:deadline ?d } INSERT { ?c pg:deadline "2019-12-31T23:59:59"^^xsd:dateTime }
        WHERE { ?c pg:deadline ?d }""",
    "D08": "INSERT { ?c pg:predicate pg:mentions } WHERE { ?c pg:predicate pg:directPartOf }",
    "D09": "DELETE { ?t a pg:Technology } WHERE { ?t a pg:Technology }",
    "D10": "INSERT { ?b pg:directPartOf ?a } WHERE { ?a pg:directPartOf ?b }",
    "D11": "INSERT { ?b pg:usesTechnology ?t } WHERE { ?a pg:directPartOf ?b ; pg:usesTechnology ?t }",
    "D12": """DELETE { ?c pg:value ?v } INSERT { ?c pg:value 99000000000000.0 }
        WHERE { ?c pg:componentOf ?w ; pg:value ?v }""",
    "D13": "DELETE { ?c pg:fundingScope ?f } WHERE { ?c pg:fundingScope ?f }",
    "D14": """INSERT { id:p a pg:Progress ; pg:ofTarget ?t ; pg:byResult ?r }
        WHERE { ?t pg:claimKind pg:budgetFigure ; pg:modality pg:committed . ?r pg:claimKind pg:resultFigure }""",
    "D15": "DELETE { ?x skos:prefLabel ?l } WHERE { ?x pg:mentionedIn ?p ; skos:prefLabel ?l FILTER(LANG(?l) = 'ko') }",
    "D16": 'INSERT { ?d pg:sha256 "00" } WHERE { ?d a pg:Document }',
}
BY_ID = {check.id: check for check in checks()}


def test_there_are_thirty_one_checks_and_each_has_its_mutation() -> None:
    assert len(BY_ID) == 31
    assert set(BY_ID) == set(MUTATIONS)


@pytest.mark.parametrize("name", BY_ID)
def test_the_example_passes_the_check(name: str, merged: ox.Store) -> None:
    assert faults(BY_ID[name], merged) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_mutation_trips_the_check(name: str, merged: ox.Store) -> None:
    merged.update(PREFIXES + MUTATIONS[name])
    assert faults(BY_ID[name], merged)


def test_what_a_document_leaves_unsaid_is_a_warning_and_the_rest_a_violation() -> None:
    assert {check.id for check in checks() if check.severity == "warning"} == {"D05", "D13", "D15"}
    assert {check.severity for check in checks()} == {"warning", "violation"}


@pytest.mark.parametrize(
    ("precision", "time", "early"),
    [
        ("year", "2025-12-31T23:59:59", False),
        ("year", "2026-12-31T23:59:59", True),
        ("quarter", "2025-03-31T23:59:59", False),
        ("quarter", "2025-06-30T23:59:59", True),
        ("month", "2025-02-28T23:59:59", False),
        ("month", "2025-03-31T23:59:59", True),
        ("day", "2025-02-03T23:59:59", False),
        ("day", "2025-02-04T23:59:59", True),
    ],
)
def test_a_period_that_had_begun_by_the_day_of_publication_is_no_fault(
    precision: str, time: str, early: bool, merged: ox.Store
) -> None:
    merged.update(
        PREFIXES
        + f"""DELETE {{ ?c pg:asOf ?a ; pg:precision ?p }}
        INSERT {{ ?c pg:asOf "{time}"^^xsd:dateTime ; pg:precision pg:{precision} }}
        WHERE {{ ?c pg:modality pg:achieved ; pg:asOf ?a ; pg:precision ?p }}"""
    )
    assert bool(faults(BY_ID["D06"], merged)) is early
