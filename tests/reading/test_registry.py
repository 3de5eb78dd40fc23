"""One entity for all spellings of a name, and an IRI that says what it is."""

from __future__ import annotations

import pytest

from policygraph.graph.citation import Citation
from policygraph.graph.claim import EntityType
from policygraph.graph.naming import Naming
from policygraph.reading.names import NameMention
from policygraph.reading.registry import Registry, key_of

BASE = "https://example.org/"
HERE = Citation(0, 4, "Here")


def registry() -> Registry:
    return Registry(Naming(BASE), "en")


def name(words: str, kind: EntityType = EntityType.PROGRAMME, iri: str | None = None, *aliases: str) -> NameMention:
    return NameMention(0, len(words), words, kind, iri, aliases)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Coast Platforms", "coast platform"),
        ("Smart-Port Studies", "smart port study"),
        ("Coast’s Plan", "Coast Plan"),
        ("항만 계획", "항만계획"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("AI+X", "AI X"), ("Coast Plan", "Port Plan"), ("Coast Plan 2.0", "Coast Plan")]
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


def test_a_name_is_entered_once() -> None:
    entered = registry()
    assert entered.enter(name("Coast Programme"), HERE) == entered.enter(name("coast programmes"), HERE)
    (entity,) = entered.entities()
    assert (entity.iri, entity.name, entity.aliases) == (
        f"{BASE}id/item/coast-programme",
        "Coast Programme",
        ("coast programmes",),
    )


def test_an_acronym_stands_for_its_name() -> None:
    entered = registry()
    iri = entered.enter(name("Harbour Safety Act", EntityType.LAW, None, "HSA"), HERE)
    assert entered.enter(name("HSA", EntityType.LAW), HERE) == iri


def test_a_known_thing_keeps_its_iri() -> None:
    entered = registry()
    iri = entered.enter(name("Data Dam", EntityType.PROJECT, "https://example.org/known/dam"), HERE)
    assert (iri, entered.entities()[0].known) == ("https://example.org/known/dam", True)


def test_a_description_in_the_words_of_a_name_is_the_named_thing() -> None:
    entered = registry()
    iri = entered.enter(name("Coast Fund", EntityType.FUND), HERE)
    assert entered.enter_phrase("the coast fund", EntityType.CONCEPT, HERE) == iri


def test_things_of_different_sorts_with_one_name_stay_apart() -> None:
    entered = registry()
    programme = entered.enter(name("Open Water"), HERE)
    fund = entered.enter(name("Open Water", EntityType.FUND), HERE)
    assert (programme, fund) == (f"{BASE}id/item/open-water", f"{BASE}id/fund/open-water")


def test_names_that_clash_in_their_iri_are_numbered() -> None:
    entered = registry()
    assert entered.enter(name("AI X"), HERE) == f"{BASE}id/item/ai-x"
    assert entered.enter(name("AI+X"), HERE) == f"{BASE}id/item/ai-x-2"


def test_a_body_is_found_by_any_of_its_names() -> None:
    entered = registry()
    iri = entered.enter(name("Coast Ministry", EntityType.MINISTRY, None, "COMI"), HERE)
    entered.enter(name("Coast Fund", EntityType.FUND), HERE)
    assert (entered.find_body("COMI"), entered.find_body("the coast ministry")) == (iri, iri)
    assert entered.find_body("Coast Fund") is entered.find_body("Port Ministry") is None


def test_entities_come_in_the_order_of_their_first_mention() -> None:
    entered = registry()
    entered.enter(name("Later"), Citation(40, 45, "Later"))
    entered.enter(name("Sooner"), HERE)
    assert [entity.name for entity in entered.entities()] == ["Sooner", "Later"]
    assert all(entity.iri in entered for entity in entered.entities())
    assert "https://example.org/nothing" not in entered


@pytest.mark.parametrize("kind", [EntityType.MINISTRY, EntityType.AGENCY, EntityType.GOVERNMENT, EntityType.LAW])
def test_bodies_and_laws_of_two_countries_under_one_name_are_two(kind: EntityType) -> None:
    iris = {
        Registry(Naming(BASE), "en", country).enter(name("Ministry of Economy", kind), HERE) for country in ("IT", "KR")
    }
    assert len(iris) == 2


def test_a_programme_of_one_name_is_one_wherever_its_document_comes_from() -> None:
    iris = {Registry(Naming(BASE), "en", country).enter(name("Coast Plan"), HERE) for country in ("IT", "KR")}
    assert len(iris) == 1
