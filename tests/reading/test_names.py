"""Names: known ones, and those that capitals, quotation marks and offices give away."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policygraph.graph.citation import Source
from policygraph.graph.claim import EntityType
from policygraph.reading.claims import scan
from policygraph.reading.contract import records
from policygraph.reading.english.echoes import second_mentions
from policygraph.reading.english.heads import type_of_phrase, type_of_plain_phrase
from policygraph.reading.english.names import discover, governments
from policygraph.reading.english.persons import find_office_holders
from policygraph.reading.english.titles import find_capital_names, find_quoted_names
from policygraph.reading.names import NameMention, find_known, gazetteer, settle
from policygraph.reading.outline import outline
from policygraph.tests.reading.reading_of import read


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
    (
        "It met the Department for Tides, Ports and Piers.",
        {("Department for Tides, Ports and Piers", "ministry")},
    ),
    ("They pay into the Piers for All scheme.", {("Piers for All scheme", "programme")}),
    ("They pay into the European scheme.", set()),
    ("The Tide, Port, and Pier (TPP) Programme runs.", {("Tide, Port, and Pier Programme", "programme")}),
    (
        "It pays the chipmaker Tessa and Orba Link, an operator of ferries.",
        {("Tessa", "company"), ("Orba Link", "company")},
    ),
    ("It pays firms such as Tessa and Orba Link.", {("Tessa", "company"), ("Orba Link", "company")}),
    ("It pays firms and Tessa, said a sailor.", set()),
    (
        "Yesterday the Byrne Government quietly met the Tide and Pier Ministry.",
        {("Byrne Government", "government"), ("Tide and Pier Ministry", "ministry")},
    ),
    ("It cites the Tidal Act 2003.", {("Tidal Act 2003", "law")}),
    ("Ofgem met a firm in New Delhi.", {("Ofgem", "agency"), ("New Delhi", "place")}),
    ("The Harbour Agency’s Coast Fund grew.", {("Harbour Agency", "agency"), ("Coast Fund", "fund")}),
    ("He spoke for the Ministry of Sea at the Tide Forum.", {("Ministry of Sea", "ministry"), ("Tide Forum", "event")}),
    ("They met at the Tide Meeting on July 14, 2022.", {("Tide Meeting", "event")}),
    ("Launching the Coast Fund, she spoke.", {("Coast Fund", "fund")}),
    (
        "It serves the Plan for Piers and the Action Plan for Tides.",
        {("Plan for Piers", "plan"), ("Action Plan for Tides", "plan")},
    ),
    ("It serves the Ministry of Piers and the Sea.", {("Ministry of Piers and the Sea", "ministry")}),
    ("It builds on the Sea Framework 2021-2027, too.", {("Sea Framework 2021-2027", "plan")}),
    ("It opened tidal power hubs (TPHubs) there.", {("tidal power hubs", "infrastructure")}),
    ("It opened many small hubs (TPHubs) there.", set()),
    (
        "So the head of the Coast Fund Corporation Ada Byrne spoke.",
        {("Coast Fund Corporation", "organisation"), ("Ada Byrne", "person")},
    ),
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
    ("Minister for Tidal Energy Ada Byrne spoke.", "Ada Byrne", "Minister for Tidal Energy"),
    ("Fisheries Secretary, Ada Byrne MP, spoke.", "Ada Byrne", "Fisheries Secretary"),
    ("It was said by the Minister of State for the Sea, Shri Arun Nair.", "Arun Nair", "Minister of State for the Sea"),
    ("Ada M. Byrne, chief executive of the Tidal Board, spoke.", "Ada M. Byrne", "Chief executive of the Tidal Board"),
    ("Ada Byrne, who chairs the Tidal Board, spoke.", "Ada Byrne", "Chair of the Tidal Board"),
    (
        "Minister of State for Tides and IT Arun Nair, AI expert, spoke.",
        "Arun Nair",
        "Minister of State for Tides and IT",
    ),
    (
        "It is big, said Ian Moor, Blue House infrastructure coordinator.",
        "Ian Moor",
        "Blue House infrastructure coordinator",
    ),
    ("Ada Byrne, the department’s director of ports, spoke.", "Ada Byrne", "Director of ports"),
    ("Ada Byrne, the minister for ports, piers and tides, spoke.", "Ada Byrne", "Minister for ports, piers and tides"),
    ("Dr. S. Menon, External Affairs Minister, spoke.", "S. Menon", "External Affairs Minister"),
    (
        "Minister for Sea, Trade and Ports Ada Byrne TD and others spoke.",
        "Ada Byrne",
        "Minister for Sea, Trade and Ports",
    ),
    ("Coast Commissioner Adina Vălean spoke.", "Adina Vălean", "Coast Commissioner"),
    ("Opening it, tidal energy minister Ada Byrne spoke.", "Ada Byrne", "tidal energy minister"),
    ("Menon and finance minister Ada Byrne spoke.", "Ada Byrne", "finance minister"),
    ("It met the visiting minister Ada Byrne.", "Ada Byrne", "minister"),
]


def test_an_office_in_the_plural_is_held_by_each_person_named() -> None:
    text = "Ministers of State at the Department of Tides, Ada Byrne TD and Ian Moor TD spoke."
    held = {(h.person.name, h.office) for h in find_office_holders(text, 0, len(text))}
    assert held == {("Ada Byrne", "Minister of State"), ("Ian Moor", "Minister of State")}


def test_an_acronym_that_is_never_explained_stands_for_the_one_name_with_its_initials() -> None:
    text = "The Department of Tidal Energy met. DTE pays; the DOP does not."
    names = second_mentions(outline(Source("a", text)), settle(discover(text, 0, len(text))))
    assert [n.name for n in names if n.start == text.index("DTE")] == ["Department of Tidal Energy"]
    assert not [n for n in names if n.start == text.index("DOP")]


def test_a_known_acronym_is_not_known_where_the_text_defines_it_for_something_else() -> None:
    text = "The National Reef Fund (NRF) grew. The NRF pays."
    (name,) = {n.name for n in scan(Source("a", text, language="en")).names}
    assert name == "National Reef Fund"


def test_initials_of_two_names_stand_for_neither() -> None:
    text = "The Department of Tidal Energy met the Department of Town Estates. DTE pays."
    names = second_mentions(outline(Source("a", text)), settle(discover(text, 0, len(text))))
    assert not [n for n in names if n.start == text.index("DTE")]


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


def names_in(text: str, country: str = "") -> list[tuple[str, str]]:
    return [(n.name, text[n.start : n.end]) for n in scan(Source("a", text, country=country)).names]


def test_a_name_is_known_again_by_its_acronym_its_end_and_its_type_noun() -> None:
    text = "The National Tide Programme (NTP) began.\n\nThe NTP grew. The Tide Programme paid. The Programme ended."
    full = "National Tide Programme"
    said = ["NTP", "Tide Programme", "Programme"]
    assert names_in(text) == [(full, full), (full, "NTP"), *((full, words) for words in said)]


def test_a_type_noun_that_fits_two_bodies_stands_for_neither() -> None:
    text = "The Ministry of Tides met the Ministry of Piers. The Ministry agreed."
    assert [name for name, _ in names_in(text)] == ["Ministry of Tides", "Ministry of Piers"]


def test_a_common_noun_is_a_thing_only_where_something_is_said_of_it() -> None:
    def entities(text: str) -> set[str]:
        return {e.name for e in read(text).entities if e.type.value in ("sector", "technology", "infrastructure")}

    assert entities("They like housing, networks and cosy harbour networks.") == set()
    assert entities("The housing sector and the 5G pier network are liked.") == {"Housing", "5G", "5G pier network"}
    assert "harbour networks" in entities("The Coast Plan includes harbour networks.")


def test_what_is_only_counted_is_no_printed_name() -> None:
    reading = read("They will build 40 new harbour networks and 3 coastal tide warning networks by 2030.")
    assert {e.name: e.plain for e in reading.entities} == {
        "harbour networks": True,
        "coastal tide warning networks": False,
    }
    assert {r["name"] for r in records(reading) if "name" in r} == {"coastal tide warning networks"}


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


def test_a_quoted_title_is_what_the_words_behind_it_say() -> None:
    text = "‘Life on the Edge’, a five-year training programme, will grow; the ‘edge of life’, a long story, will not."
    found = [(n.name, n.type.value) for n in find_quoted_names(text, 0, len(text))]
    assert found == [("Life on the Edge", "programme")]


def test_a_name_ends_before_the_verb_of_a_headline_and_keeps_a_noun_that_looks_like_one() -> None:
    text = "the Ministry of Tides Reports to the board under the National Adaptation Plans of both ports"
    found = [(n.name, n.type.value) for n in find_capital_names(text, 0, len(text))]
    assert found == [("Ministry of Tides", "ministry"), ("National Adaptation Plans", "plan")]


@example(["Tide", "&", "Tide", "Ministry"])
@example(["Tide", "&", "and", "Pier", "Ministry"])
@given(st.lists(st.sampled_from(["Tide", "Pier", "Ministry", "Fund", "and", "&", "the", "of", "for", "Reports"])))
def test_joints_without_anything_between_them_break_nothing(words: list[str]) -> None:
    text = " ".join(words)
    found = list(find_capital_names(text, 0, len(text)))
    assert all(text[n.start : n.end].replace("&", "and") == n.name.replace("&", "and") for n in found)
