"""What is known beforehand: names in both languages, IRIs as naming gives them, sources, relations and links."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

from policygraph.graph.claim import CLASS, FAMILY, EntityType
from policygraph.graph.naming import Naming
from policygraph.graph.values import CURRENCIES
from policygraph.ontology.files import LINKS, concept_files, entity_files, triples, vocabulary_files
from policygraph.ontology.labels import Concept, concepts, known_names, term_labels
from policygraph.ontology.relations import expand
from policygraph.ontology.terms import NS, TERMS

NAMING = Naming()
SKOS = "http://www.w3.org/2004/02/skos/core#"


def expected_iri(concept: Concept) -> str:
    if concept.cls == NS + "Metric":
        return NAMING.metric(concept.labels["en"])
    return NAMING.entity(FAMILY[EntityType(concept.type)], concept.labels["en"])


@pytest.mark.parametrize("family", sorted({*FAMILY.values(), "metric"} - {"person", "post", "measure"}))
def test_concepts_are_named_typed_and_sourced(family: str) -> None:
    found = [c for c in concepts().values() if c.iri.startswith(f"{NAMING.base}id/{family}/")]
    assert found
    for concept in found:
        assert concept.iri == expected_iri(concept)
        if concept.type:
            assert concept.cls == expand(CLASS[EntityType(concept.type)])
        assert concept.source
        assert set(concept.labels) <= {"en", "ko"}
        names = [*concept.labels.values(), *(name for name, _ in concept.alternatives)]
        assert all(name == name.strip() and name for name in names)


def test_units_have_the_iris_of_naming_and_every_currency_is_known() -> None:
    units = {c.iri: c for c in concepts().values() if c.cls == NS + "Unit"}
    assert {NAMING.unit(code) for code in CURRENCIES} <= set(units)
    assert {NAMING.unit(name) for name in ("percent", "percentage_point", "rank", "times")} <= set(units)
    assert all({"en", "ko"} <= set(unit.labels) for unit in units.values())


def test_nearly_every_concept_has_a_korean_name() -> None:
    with_korean = [c for c in concepts().values() if "ko" in c.labels]
    assert len(with_korean) >= 0.97 * len(concepts())


def test_korean_names_are_written_in_korean_and_english_ones_are_not() -> None:
    for name in known_names():
        hangul = any("가" <= letter <= "힣" for letter in name.text)
        assert hangul is False or name.language == "ko", name


def test_a_name_is_listed_once_for_each_thing_it_names() -> None:
    twice = [k for k, n in Counter((n.text.casefold(), n.language, n.iri) for n in known_names()).items() if n > 1]
    assert twice == []


def test_two_things_with_one_name_are_of_different_types() -> None:
    things: dict[tuple[str, str], set[str]] = {}
    types: dict[tuple[str, str], list[str]] = {}
    for name in known_names():
        key = (name.text.casefold(), name.language)
        if name.iri not in things.setdefault(key, set()):
            things[key].add(name.iri)
            types.setdefault(key, []).append(name.type)
    assert [key for key, found in types.items() if len(found) != len(set(found))] == []


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Ministry of Science and ICT", "body/ministry-of-science-and-ict"),
        ("과기정통부", "body/ministry-of-science-and-ict"),
        ("한국판 뉴딜", "item/korean-new-deal"),
        ("데이터 댐", "item/data-dam"),
        ("PIM", "technology/processing-in-memory"),
        ("가상확장세계", "technology/metaverse"),
        ("전자정부법", "law/electronic-government-act"),
        ("South Korea", "place/republic-of-korea"),
    ],
)
def test_well_known_names_lead_to_their_things(name: str, iri: str) -> None:
    assert NAMING.base + "id/" + iri in {n.iri for n in known_names() if n.text == name}


def test_acronyms_are_marked() -> None:
    found = {n.text for n in known_names() if n.acronym}
    assert {"MSIT", "AI", "IoT", "GCI"} <= found
    assert "Data Dam" not in found


def test_vocabulary_and_entities_are_all_the_files_there_are() -> None:
    assert {*vocabulary_files(), *entity_files()} == {"policygraph.ttl", *concept_files()}


def test_what_a_concept_points_to_is_known() -> None:
    ours = NAMING.base + "id/"
    for file in concept_files():
        for t in triples(file):
            if isinstance(t.object, ox.NamedNode) and t.object.value.startswith(ours):
                assert t.object.value in concepts(), t


def test_indices_say_who_compiles_them_and_have_rank_and_score() -> None:
    stated = {(str(t.predicate), str(t.object)) for f in concept_files() for t in triples(f)}
    subjects = {str(t.subject) for f in concept_files() for t in triples(f) if t.predicate.value == NS + "compiledBy"}
    indices = {f"<{c.iri}>" for c in concepts().values() if c.type == "index"}
    assert subjects == indices
    assert all((f"<{NS}ofIndex>", index) in stated for index in indices)


def test_links_are_reasoned_and_never_of_one_identifier_for_two_things() -> None:
    links = triples(LINKS)
    matches = [t for t in links if t.predicate.value in (SKOS + "exactMatch", SKOS + "closeMatch")]
    reasons: dict[str, dict[str, str]] = {}
    for t in links:
        if t.predicate.value.startswith("https://w3id.org/sssom/"):
            reasons.setdefault(str(t.subject), {})[t.predicate.value.rpartition("/")[2]] = str(t.object)
    told = {(r["subject_id"], r["predicate_id"], r["object_id"]) for r in reasons.values()}
    assert told == {(str(t.subject), str(t.predicate), str(t.object)) for t in matches}
    wanted = {"mapping_justification", "mapping_source", "mapping_date", "comment"}
    assert all(wanted <= set(r) for r in reasons.values())
    assert max(Counter(str(t.object) for t in matches).values()) == 1


def test_links_start_at_known_things_or_at_holders_of_known_posts() -> None:
    for t in triples(LINKS):
        if t.predicate.value.startswith(SKOS) and not {"person", "post"} & set(str(t.subject).split("/")):
            assert isinstance(t.subject, ox.NamedNode)
            assert t.subject.value in concepts()


def test_every_term_has_a_label_in_both_languages() -> None:
    for language in ("en", "ko"):
        assert {NS + name for name in TERMS} <= set(term_labels(language))
