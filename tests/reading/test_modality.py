"""How a verb group puts a figure: promised, done, under way, expected or merely stated."""

from __future__ import annotations

import pytest

from policygraph.graph.values import Modality
from policygraph.reading.english.moods import section_mood
from policygraph.tests.reading.reading_of import figure_of, figures_in

SAID = {
    "committed": [
        "The council will build 40 piers.",
        "The council is to build 40 piers.",
        "The council is going to build 40 piers.",
        "The council plans to build 40 piers.",
        "The council decided to build 40 piers.",
        "The council aims to have built 40 piers.",
        "40 piers are planned.",
        "The council promised 40 piers.",
        "The council promised to build 40 piers.",
        "The council set up a fund to build 40 piers.",
        "By 2030, 40 piers.",
    ],
    "achieved": [
        "The council built 40 piers.",
        "The council has built 40 piers.",
        "40 piers were built.",
        "The grant helped build 40 piers.",
        "The council managed to build 40 piers.",
        "The council was able to build 40 piers.",
        "Having built 40 piers, the council stopped.",
    ],
    "ongoing": [
        "The council is building 40 piers.",
        "The council was building 40 piers.",
        "40 piers are being built.",
        "40 piers are under construction.",
    ],
    "expected": [
        "The council may build 40 piers.",
        "The council would build 40 piers.",
        "The council is likely to build 40 piers.",
        "Traffic is expected to reach 40 ships.",
    ],
    "stated": [
        "The coast has 40 piers.",
        "There are 40 piers.",
        "The plan included 40 piers.",
        "The council can repair 40 piers.",
        "The council should repair 40 piers.",
        "The council is able to repair 40 piers.",
    ],
}
SENTENCES = [(modality, sentence) for modality, sentences in SAID.items() for sentence in sentences]


@pytest.mark.parametrize(("modality", "sentence"), SENTENCES)
def test_a_sentence_puts_its_figure_so(modality: str, sentence: str) -> None:
    assert figure_of(sentence, "40").modality is Modality(modality)


HEADINGS = [
    ("Achievements of the first year", "achieved"),
    ("Plans for next year", "committed"),
    ("Ways to strengthen harbours", "committed"),
    ("Plans and results", "stated"),
    ("Harbours", "stated"),
]


@pytest.mark.parametrize(("heading", "modality"), HEADINGS)
def test_a_figure_without_a_verb_is_meant_as_its_heading_says(heading: str, modality: str) -> None:
    (figure,) = figures_in(f"Coast News\n\n1. {heading}\n\n- 40 new piers\n")
    assert figure.modality is Modality(modality)


def test_the_nearest_heading_that_tells_wins() -> None:
    (figure,) = figures_in("# News\n\n# Results\n\n## Plans\n\n- 40 new piers\n")
    assert figure.modality is Modality.COMMITTED


def test_the_title_of_the_document_tells_where_no_heading_does() -> None:
    (figure,) = figures_in("Harbours\n\n- 40 new piers\n", title="Coast Plan")
    assert figure.modality is Modality.COMMITTED


def test_a_bullet_goes_on_in_the_mood_of_the_sentence_above() -> None:
    figures = figures_in("Coast News\n\nThe following have been built.\n- 40 new piers\n")
    assert [figure.modality for figure in figures] == [Modality.ACHIEVED]


def test_what_stands_before_an_arrow_is_there_already() -> None:
    figures = figures_in("Coast News\n\nBuild piers (8 piers) → Spread piers along the coast\n")
    assert [figure.modality for figure in figures] == [Modality.ACHIEVED]


def test_a_verb_inside_the_subject_says_nothing_of_the_figure() -> None:
    assert figure_of("Firms planning ferries make up 40% of the members.", "40%").modality is Modality.STATED


def test_section_moods_have_no_place_for_the_block_above() -> None:
    assert section_mood.__doc__ == "The mood that the headings above a block and the title give."
