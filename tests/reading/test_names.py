"""Names: known ones, and those that capitals, quotation marks and offices give away."""

from __future__ import annotations

import pytest

from policygraph.graph.citation import Source
from policygraph.graph.claim import EntityType
from policygraph.reading.english.heads import type_of_phrase, type_of_plain_phrase
from policygraph.reading.english.names import discover, governments
from policygraph.reading.english.persons import find_office_holders
from policygraph.reading.names import NameMention, find_known, gazetteer, settle
from policygraph.reading.outline import outline


def discovered(text: str) -> set[tuple[str, str]]:
    return {(n.name, n.type.value) for n in settle(discover(text, 0, len(text)))}


def known(text: str) -> list[NameMention]:
    return find_known(text, gazetteer())


FORMS = [
    ("It follows the Harbour Safety Act.", {("Harbour Safety Act", "law")}),
    ("The Tidal Institute and Coast Fund agree.", {("Tidal Institute", "organisation"), ("Coast Fund", "fund")}),
    ("We read the Strategy for Smart Fishing.", {("Strategy for Smart Fishing", "strategy")}),
    ("We read the Framework Act on Coastal Waters.", {("Framework Act on Coastal Waters", "law")}),
    ("It rests on Achievements of the Coast Programme.", {("Coast Programme", "programme")}),
    ("They met at the Tide Forum of 2022.", {("Tide Forum", "event")}),
    ("They like the council’s Night Ferry Project best.", {("Night Ferry Project", "project")}),
    ("It is Coast Programme 2.0 that begins.", {("Coast Programme 2.0", "programme")}),
    ("The ‘Coast Watch Service’ opens here.", {("Coast Watch Service", "service")}),
    ("It is called “sea map platform” today.", {("sea map platform", "platform")}),
    ("She said “we will build a platform” today.", set()),
    ("He asked “what is the coast plan?” today.", set()),
    ("Boats, buoys and Lighthouses are painted.", set()),
    ("It is the Act of a coward.", set()),
    ("He spoke for the Ministry of Sea at the Tide Forum.", {("Ministry of Sea", "ministry"), ("Tide Forum", "event")}),
    ("They met at the Tide Meeting on July 14, 2022.", {("Tide Meeting", "event")}),
]


@pytest.mark.parametrize(("text", "names"), FORMS)
def test_form_gives_names_away(text: str, names: set[tuple[str, str]]) -> None:
    assert discovered(text) == names


def test_a_headline_in_capitals_names_nothing_by_them() -> None:
    assert discovered("Harbour Safety Act Passed After Stormy Session") == set()


def test_a_tentative_name_is_marked_and_loses_the_remark() -> None:
    text = "The “Tidal Energy Roadmap (tentative name)” follows."
    (name,) = settle(discover(text, 0, len(text)))
    assert (name.name, name.tentative, name.quoted) == ("Tidal Energy Roadmap", True, True)


def test_an_acronym_behind_a_name_is_another_name_of_it() -> None:
    text = "The Harbour Safety Act (HSA) was passed."
    (name,) = discover(text, 0, len(text))
    assert name.aliases == ("HSA",)


def test_other_capitals_in_a_bracket_are_no_acronym() -> None:
    text = "The Harbour Safety Act (EU) was passed."
    (name,) = discover(text, 0, len(text))
    assert name.aliases == ()


HOLDERS = [
    ("Minister Ada Byrne of Fisheries spoke.", "Ada Byrne", "Minister of Fisheries"),
    ("Deputy Prime Minister Ada Byrne spoke.", "Ada Byrne", "Deputy Prime Minister"),
    ("Ada Byrne, Minister of Sea and Coast, spoke.", "Ada Byrne", "Minister of Sea and Coast"),
    ("Ada Byrne, the Governor of Coasts, spoke.", "Ada Byrne", "Governor of Coasts"),
    ("Ada Byrne, who is Minister of Fisheries, spoke.", "Ada Byrne", "Minister of Fisheries"),
    ("Minister Kim Min-seo spoke.", "Kim Min-seo", "Minister"),
]


@pytest.mark.parametrize(("text", "person", "office"), HOLDERS)
def test_people_are_named_beside_their_office(text: str, person: str, office: str) -> None:
    assert [(h.person.name, h.office) for h in find_office_holders(text, 0, len(text))] == [(person, office)]


@pytest.mark.parametrize("text", ["Ada Byrne, a sailor, spoke.", "President South Korea spoke.", "The Minister spoke."])
def test_nobody_is_named_without_an_office(text: str) -> None:
    assert list(find_office_holders(text, 0, len(text))) == []


def test_known_names_are_found_as_whole_words_with_their_plurals() -> None:
    assert {(n.name, n.type.value) for n in known("Data Dam projects follow.")} == {("Data Dam", "project")}
    assert known("Metadata Dams are not meant.") == []


def test_acronyms_are_known_in_capitals_only() -> None:
    assert [n.name for n in known("AI is used; ai and Ai are not.")] == ["Artificial intelligence"]


def test_a_version_makes_another_thing_of_a_known_name() -> None:
    (name,) = known("Data Dam 2.0 follows.")
    assert (name.name, name.iri) == ("Data Dam 2.0", None)


def test_a_measure_behind_a_known_name_is_no_version() -> None:
    assert [n.name for n in known("Data Dam 2.0 trillion won")] == ["Data Dam"]


def test_a_concept_can_be_left_out() -> None:
    (name,) = known("The Data Dam follows.")
    assert name.iri is not None
    left = find_known("The Data Dam follows.", gazetteer(frozenset({name.iri})))
    assert name.iri not in {n.iri for n in left}


def test_typography_does_not_hide_a_name() -> None:
    assert [n.name for n in known("the Wi‑Fi") + known("the wi-fi")] == [n.name for n in known("the Wi-Fi") * 2]


def test_of_overlapping_names_the_longest_stays_and_of_equal_ones_the_known() -> None:
    plain = NameMention(0, 8, "Data Dam", EntityType.PROJECT)
    listed = NameMention(0, 8, "Data Dam", EntityType.PROJECT, "https://example.org/dam")
    longer = NameMention(0, 13, "Data Dam Fund", EntityType.FUND)
    assert settle([plain, listed]) == [listed]
    assert settle([listed, longer]) == [longer]


def test_the_government_is_that_of_the_country() -> None:
    def said(text: str, country: str) -> list[tuple[str, str]]:
        return [(n.name, text[n.start : n.end]) for n in governments(outline(Source("a", text, country=country)))]

    text = "It fell. The government agreed, as local government bodies did."
    assert said(text, "KR") == [("Government of the Republic of Korea", "The government")]
    assert said(text, "IS") == [("government (IS)", "The government")]
    assert said(text, "") == []


HEADS = [
    ("online education platform", EntityType.PLATFORM),
    ("sea charts", None),
    ("new platforms", None),
    ("tidal master plan", EntityType.PLAN),
]


@pytest.mark.parametrize(("phrase", "kind"), HEADS)
def test_the_head_noun_types_a_description(phrase: str, kind: EntityType | None) -> None:
    assert type_of_plain_phrase(phrase) is kind


def test_a_title_is_typed_by_its_head_or_by_its_end() -> None:
    assert type_of_phrase(["Ministry", "of", "Boats"]) is EntityType.MINISTRY
    assert type_of_phrase(["Boats", "for", "Life", "Fund"]) is EntityType.FUND
    assert type_of_phrase([]) is None
