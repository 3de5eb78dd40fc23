"""The terms in code are the terms of the ontology, and the ontology keeps to OWL 2 RL inside OWL 2 DL."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from policygraph.graph import claim, values
from policygraph.ontology.files import (
    ALIGNMENTS,
    LINKS,
    ONTOLOGY,
    SHAPES,
    concept_files,
    ontology_version,
    text,
    triples,
)
from policygraph.ontology.relations import expand, fits, relations, superclasses
from policygraph.ontology.terms import NS, PG, TERMS, term

TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"


def declared(kind: str) -> set[str]:
    wanted = (TYPE, ox.NamedNode(OWL + kind))
    found = (t.subject for t in triples(ONTOLOGY) if (t.predicate, t.object) == wanted)
    return {subject.value for subject in found if isinstance(subject, ox.NamedNode)}


def test_terms_in_code_and_terms_of_the_ontology_are_the_same() -> None:
    kinds = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual")
    ours = {iri.removeprefix(NS) for kind in kinds for iri in declared(kind) if iri.startswith(NS)}
    assert ours == TERMS


def test_a_misspelt_term_fails() -> None:
    assert term("directPartOf") == str(PG.directPartOf) == NS + "directPartOf"
    with pytest.raises(AttributeError, match="directPartOff"):
        term("directPartOff")
    with pytest.raises(AttributeError, match="directPartOff"):
        _ = PG.directPartOff


def test_names_and_labels_come_without_rdflib() -> None:
    code = (
        "import sys; from policygraph.ontology import terms, labels, relations, quality, contradictions, reasoner;"
        "labels.known_names(); print(sorted({'rdflib', 'owlready2', 'pyshacl'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_every_closed_list_of_the_code_is_an_individual_of_its_class() -> None:
    lists = {
        "Modality": values.Modality,
        "Bound": values.Bound,
        "Statistic": values.Statistic,
        "FundingScope": values.FundingScope,
        "MoneyStage": values.MoneyStage,
        "Precision": values.Precision,
    }
    said = {(str(t.subject), str(t.object)) for t in triples(ONTOLOGY) if str(t.predicate).endswith("#type>")}
    for cls, members in lists.items():
        assert {s for s, o in said if o == f"<{NS}{cls}>"} == {f"<{term(m.value)}>" for m in members}
    assert {s for s, o in said if o == f"<{NS}ClaimKind>"} == {f"<{term(k.value + 'Figure')}>" for k in values.Kind}


def test_every_class_of_an_entity_type_is_declared() -> None:
    assert {expand(cls) for cls in claim.CLASS.values()} <= declared("Class")


def test_every_name_of_the_data_model_is_declared() -> None:
    model = (Path(__file__).parents[2] / "docs" / "data-model.md").read_text(encoding="utf-8")
    used = set(re.findall(r"\bpg:(\w+)", model))
    assert used <= TERMS
    for prefix in ("prov", "oa", "org", "foaf", "dcterms", "skos"):
        for local in re.findall(rf"\b{prefix}:(\w+)", model):
            kinds = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
            assert any(expand(f"{prefix}:{local}") in declared(kind) for kind in kinds), local


def test_every_relation_that_reading_prints_is_declared_and_fits() -> None:
    wanted = """directPartOf memberOf usesTechnology focusesOn hasTechnology responsibleBody participant evolvesInto
        succeeds basedOn amends enacts announcedAt hostedBy financedBy benefits delivers respondsTo inSector compiledBy
        org:heldBy org:postIn inArea"""
    assert set(relations()) == set(wanted.split())
    assert {relation.iri for relation in relations().values()} <= declared("ObjectProperty")


@pytest.mark.parametrize(
    ("relation", "subject", "object_", "expected"),
    [
        ("hasTechnology", "pg:TechnologyGroup", "pg:Technology", True),
        ("directPartOf", "pg:Plan", "pg:Plan", True),
        ("memberOf", "pg:TargetGroup", "pg:Alliance", True),
        ("responsibleBody", "pg:Law", "pg:Ministry", True),
        ("responsibleBody", "pg:PolicyEvent", "foaf:Person", True),
        ("participant", "pg:PolicyEvent", "org:Organization", True),
        ("participant", "pg:Programme", "pg:TargetGroup", True),
        ("respondsTo", "pg:Programme", "pg:PolicyEvent", True),
        ("basedOn", "pg:DigitalService", "pg:Programme", True),
        ("amends", "pg:Ministry", "pg:Law", True),
        ("org:heldBy", "org:Post", "foaf:Person", True),
        ("org:postIn", "org:Post", "pg:Ministry", True),
        ("usesTechnology", "pg:Programme", "pg:Sector", False),
        ("directPartOf", "pg:Ministry", "pg:Programme", False),
        ("compiledBy", "pg:Programme", "org:Organization", False),
        ("inSector", "org:Organization", "pg:Sector", True),
    ],
)
def test_relations_fit_what_documents_say(relation: str, subject: str, object_: str, expected: bool) -> None:
    assert fits(relation, subject, object_) is expected


def test_superclasses_go_all_the_way_up() -> None:
    assert {expand("pg:PolicyInstrument"), expand("pg:PolicyMatter")} < superclasses(expand("pg:Law"))


def test_no_property_is_of_two_kinds_and_none_is_also_a_class_or_individual() -> None:
    names = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Class", "NamedIndividual")
    kinds = [declared(name) for name in names]
    assert sum(map(len, kinds)) == len(set().union(*kinds))


@pytest.mark.parametrize("name", [ONTOLOGY, ALIGNMENTS, LINKS, *concept_files()])
def test_only_datatypes_of_owl_2_are_used(name: str) -> None:
    used = {t.object.datatype.value for t in triples(name) if isinstance(t.object, ox.Literal)}
    allowed = {XSD + n for n in ("string", "boolean", "decimal", "integer", "dateTime", "anyURI")}
    assert used <= allowed | {"http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"}
    ranges = {str(t.object) for t in triples(ONTOLOGY) if str(t.predicate).endswith("#range>") and XSD in str(t.object)}
    assert ranges <= {f"<{datatype}>" for datatype in allowed}


def test_the_ontology_uses_only_what_owl_2_rl_has() -> None:
    beyond = ("unionOf", "someValuesFrom", "minCardinality", "complementOf", "oneOf", "disjointUnionOf", "hasKey")
    assert not [word for word in beyond if re.search(rf"\bowl:{word}\b", text(ONTOLOGY))]


def test_properties_with_chains_or_transitivity_are_never_asked_to_be_simple() -> None:
    complex_ = declared("TransitiveProperty") | {
        t.subject.value
        for t in triples(ONTOLOGY)
        if isinstance(t.subject, ox.NamedNode) and t.predicate.value == OWL + "propertyChainAxiom"
    }
    for kind in ("AsymmetricProperty", "IrreflexiveProperty", "FunctionalProperty"):
        assert not complex_ & declared(kind)


@pytest.mark.parametrize("name", [ONTOLOGY, ALIGNMENTS, LINKS, SHAPES, *concept_files()])
def test_nothing_is_ever_the_same_as_something_else(name: str) -> None:
    assert "sameAs " not in re.sub(r"#.*", "", text(name)).replace("(no owl:sameAs)", "")


def test_the_version_is_the_one_in_the_version_iri() -> None:
    assert f"/ns/{ontology_version()}>" in text(ONTOLOGY)
