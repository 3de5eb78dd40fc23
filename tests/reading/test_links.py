"""Relations that sentences state, and look-alikes that state none."""

from __future__ import annotations

import pytest

from policygraph.graph.values import Modality
from policygraph.tests.reading.reading_of import found_in, links_in

STATED = [
    (
        "The Night Ferry Project is one of the Coast Programme projects.",
        "Night Ferry Project",
        "directPartOf",
        "Coast Programme",
    ),
    (
        "The Coast Alliance consists of ferry operators, Harbour Bank and Tide Institute.",
        "Tide Institute",
        "memberOf",
        "Coast Alliance",
    ),
    ("Technologies such as blockchain and robotics will be developed.", "Technologies", "hasTechnology", "Blockchain"),
    (
        "Three projects of the Coast Programme — Night Ferry Project, Pier Repair Project, Buoy Project — began.",
        "Buoy Project",
        "directPartOf",
        "Coast Programme",
    ),
    ("The Coast Programme has areas: ▲ Night ferries ▲ Pier repair", "Pier repair", "directPartOf", "Coast Programme"),
    ("The Tide Platform uses blockchain.", "Tide Platform", "usesTechnology", "Blockchain"),
    (
        "The Tide Platform is based on artificial intelligence.",
        "Tide Platform",
        "usesTechnology",
        "Artificial intelligence",
    ),
    (
        "The Ministry of Fisheries leads the Coast Programme.",
        "Coast Programme",
        "responsibleBody",
        "Ministry of Fisheries",
    ),
    (
        "The Coast Programme is run by the Ministry of Fisheries.",
        "Coast Programme",
        "responsibleBody",
        "Ministry of Fisheries",
    ),
    (
        "It is the Night Ferry Fund. The £3m fund, which is one of the pillars of the Coast Plan, grew.",
        "Night Ferry Fund",
        "directPartOf",
        "Coast Plan",
    ),
    (
        "It is the Night Ferry Scheme. The scheme is run by the Ministry of Fisheries.",
        "Night Ferry Scheme",
        "responsibleBody",
        "Ministry of Fisheries",
    ),
    ("Ian Moor, chief executive, Harbour Bank, spoke.", "Chief executive", "org:postIn", "Harbour Bank"),
    ("We build a D.N.A. (Data-Network-AI) economy.", "D.N.A.", "hasTechnology", "Artificial intelligence"),
    ("Harbour Bank took part in the Coast Programme.", "Coast Programme", "participant", "Harbour Bank"),
    ("The Tide Platform is linked with the Harbour Bank.", "Tide Platform", "participant", "Harbour Bank"),
    ("The Ministry of Fisheries hosted the Tide Forum.", "Tide Forum", "hostedBy", "Ministry of Fisheries"),
    ("The Coast Programme was announced at the Tide Forum.", "Coast Programme", "announcedAt", "Tide Forum"),
    (
        "The Ministry of Fisheries met. Fisheries Minister Ada Byrne unveiled the Coast Programme.",
        "Coast Programme",
        "responsibleBody",
        "Ministry of Fisheries",
    ),
    (
        "The Coast Programme is one of four that the Ministry of Fisheries runs.",
        "Coast Programme",
        "responsibleBody",
        "Ministry of Fisheries",
    ),
    ("Grants are paid under section 3 of the Harbour Safety Act.", "Grants", "basedOn", "Harbour Safety Act"),
    (
        "The Coast Programme began. Participating firms, Harbour Bank among them, are pleased.",
        "Coast Programme",
        "participant",
        "Harbour Bank",
    ),
    ("The Pier Fund helps young farmers and nurses.", "Pier Fund", "benefits", "nurses"),
    ("The Pier Fund will focus on coastal industries.", "Pier Fund", "benefits", "coastal industries"),
    ("Minister Ada Byrne of Fisheries opened the pier.", "Minister of Fisheries", "org:heldBy", "Ada Byrne"),
    (
        "Ada Byrne, Minister of Economy and Finance, opened the pier in Korea.",
        "Minister of Economy and Finance",
        "org:postIn",
        "Ministry of Economy and Finance",
    ),
    (
        "ITU’s Global Cybersecurity Index rose.",
        "Global Cybersecurity Index",
        "compiledBy",
        "International Telecommunication Union",
    ),
    ("The Coast Programme will enact the Harbour Safety Act.", "Coast Programme", "enacts", "Harbour Safety Act"),
    (
        "The Coast Programme will develop the Harbour Safety Act, Pier Act, etc.",
        "Coast Programme",
        "enacts",
        "Pier Act",
    ),
    ("The Coast Programme will amend the Harbour Safety Act.", "Coast Programme", "amends", "Harbour Safety Act"),
    ("The Coast Programme is run under the Harbour Safety Act.", "Coast Programme", "basedOn", "Harbour Safety Act"),
    ("Coast Programme 1.0 → Coast Programme 2.0", "Coast Programme 1.0", "evolvesInto", "Coast Programme 2.0"),
    (
        "Support for building piers → Local upkeep of piers",
        "Support for building piers",
        "evolvesInto",
        "Local upkeep of piers",
    ),
    (
        "Build night ferries (8) → Spread night ferries to all ports",
        "night ferries",
        "evolvesInto",
        "night ferries to all ports",
    ),
    ("Coast Programme 2.0 follows. The Coast Programme is over.", "Coast Programme 2.0", "succeeds", "Coast Programme"),
]


@pytest.mark.parametrize(("sentence", "subject", "predicate", "other"), STATED)
def test_a_relation_is_read(sentence: str, subject: str, predicate: str, other: str) -> None:
    assert (subject, predicate, other) in links_in(sentence)


NOT_STATED = [
    ("It is the Night Ferry Project. He promised to pass the Harbour Bill and an atlas.", "enacts"),
    ("It met in five key areas: blockchain, robotics and 5G.", "inSector"),
    ("It is a D.N.A. (that is, whatever you like) economy.", "hasTechnology"),
    ("The Night Ferry Project is unlike the Coast Programme projects.", "directPartOf"),
    ("The Coast Alliance met Harbour Bank and Tide Institute.", "memberOf"),
    ("Technologies rather than boats will be developed.", "hasTechnology"),
    ("The Tide Platform replaces blockchain.", "usesTechnology"),
    ("The Ministry of Fisheries praised the Coast Programme.", "responsibleBody"),
    ("The Coast Programme surprised the Ministry of Fisheries.", "responsibleBody"),
    ("Harbour Bank heard of the Coast Programme.", "participant"),
    ("The Ministry of Fisheries missed the Tide Forum.", "hostedBy"),
    ("The Coast Programme was announced after the Tide Forum.", "announcedAt"),
    ("Ada Byrne, a sailor, opened the pier.", "org:heldBy"),
    ("Minister Ada Byrne opened the pier.", "org:postIn"),
    ("The Pier Fund annoys young farmers.", "benefits"),
    ("The Pier Fund helps piers.", "benefits"),
    ("ITU praised the Global Cybersecurity Index.", "compiledBy"),
    ("The Coast Programme and the Harbour Safety Act are popular.", "enacts"),
    ("The Coast Programme came before the Harbour Safety Act.", "basedOn"),
    ("Ferry use (40 → 42)", "evolvesInto"),
    ("Ferries: 40 → 42", "evolvesInto"),
    ("Coast Programme 2.0 follows. The Port Programme is over.", "succeeds"),
]


@pytest.mark.parametrize(("sentence", "predicate"), NOT_STATED)
def test_a_look_alike_is_not_read(sentence: str, predicate: str) -> None:
    assert predicate not in {said for _, said, _ in links_in(sentence)}


def test_a_note_that_only_lists_things_gives_examples_of_the_marked_word() -> None:
    text = "Coast News\n\nThe plan builds on key technologies*.\n* Blockchain, robotics and drones\n"
    assert ("technologies", "hasTechnology", "Blockchain") in links_in(text)


def test_labelled_paragraphs_of_a_plan_are_its_areas() -> None:
    text = "# Coast Plan\n\n## Tasks of the Coast Programme\n\n" + "".join(
        f"({label}) It will be promoted.\n\n" for label in ("Piers", "Ferries", "Buoys")
    )
    assert {(a, p, b) for a, p, b in links_in(text) if p == "directPartOf"} == {
        (label, "directPartOf", "Coast Programme") for label in ("Piers", "Ferries", "Buoys")
    }


def test_names_that_open_bullets_are_parts_of_what_the_lead_in_names() -> None:
    lead = "Two of the new schemes run under the Coast Plan and are these:"
    text = f"News of the coast\n\n{lead}\n\n• Pier Repair Scheme: 4 piers\n• Night Ferry Scheme: 3 ferries\n"
    links = links_in(text)
    assert {
        ("Pier Repair Scheme", "directPartOf", "Coast Plan"),
        ("Night Ferry Scheme", "directPartOf", "Coast Plan"),
    } <= links


def test_names_that_open_bullets_under_another_sentence_are_parts_of_nothing() -> None:
    text = "Many like the Coast Plan.\n\n• Pier Repair Scheme: 4 piers\n• Night Ferry Scheme: 3 ferries\n"
    assert not links_in(text)


def test_numbered_headings_under_directions_are_parts_of_the_plan() -> None:
    text = "1. Directions for the Coast Plan\n\n[1] Mend old piers\n\nNow.\n\n[2] Spread night ferries\n\nSoon.\n"
    assert ("Mend old piers", "directPartOf", "Coast Plan") in links_in(text)
    assert not links_in(text.replace("Directions for", "Thoughts on"))


def test_examples_in_brackets_and_after_a_colon_are_of_the_noun_before() -> None:
    assert ("Steel", "inSector", "industries") in links_in("It helps ten industries (e.g. steel, shipbuilding).")
    text = "Money goes to three coastal industries: ferries, kelp farming and salt."
    assert ("kelp farming", "inSector", "coastal industries") in links_in(text)


def test_two_labels_are_no_areas() -> None:
    text = "# Coast Plan\n\n## Tasks of the Coast Programme\n\n(Piers) They are built.\n\n(Buoys) They float.\n"
    assert links_in(text) == set()


def test_who_answers_for_a_plan_is_said_as_its_verb_says_it() -> None:
    (link,) = found_in("The Ministry of Fisheries will launch the Coast Programme.").links
    assert (link.predicate, link.modality) == ("responsibleBody", Modality.COMMITTED)


def test_every_relation_names_its_rule_and_how_sure_it_is() -> None:
    for sentence, *_ in STATED:
        for link in found_in(sentence).links:
            assert "." in link.rule
            assert 0.5 <= link.confidence <= 1


def test_a_ministry_that_nobody_names_is_not_made_of_an_office_elsewhere() -> None:
    assert not any(p == "org:postIn" for _, p, _ in links_in("Education Minister Ada Byrne opened the pier in Wales."))


def test_a_law_that_funds_is_what_something_is_based_on_and_nothing_enacts_it() -> None:
    told = links_in("Funded by the Harbour Safety Act, the Pier Repair Scheme will grow.")
    assert ("Pier Repair Scheme", "basedOn", "Harbour Safety Act") in told
    assert not any(p == "enacts" for _, p, _ in told)


def test_what_stands_behind_a_semicolon_is_not_part_of_what_stands_before() -> None:
    told = links_in("Pier Repair Scheme opened to owners; boats were paid for under the Night Ferry Scheme.")
    assert not any(p == "directPartOf" for _, p, _ in told)
