"""Figures whose subject stands with another figure, behind them, or nowhere in the sentence."""

from __future__ import annotations

import pytest

from policygraph.tests.reading.reading_of import figure_of, figures_in, subject_of


@pytest.mark.parametrize(
    ("text", "surface", "subject"),
    [
        ("The council will raise the ferry budget to £24 million from last year’s £17 million.", "£17 million",
         "ferry"),
        ("Spending on lock repairs will amount to £5 million in 2026.", "£5 million", "lock repairs"),
        ("£2 million is for tide gauges, £3 million for buoys and £6 million for the Pilot Training Fund.",
         "£6 million", "pilot training fund"),
        ("£15 million for as many as nine new slipways, to be chosen by May.", "£15 million", "slipways"),
        ("£2 million to bring more girls to seamanship: women made up 9% of last year's pilots.", "£2 million",
         "girls"),
        ("£2 million to bring more girls to seamanship: women made up 9% of last year's pilots.", "9%", "women"),
        ("Norway was the best buyer of fish with $13 million, followed by Chile with $12 million.", "$12 million",
         "chile"),
        ("The scheme built links between 17 villages, 11 of which had no ferry.", "11", "villages"),
        ("The number of buoys grew to 40, a figure that will reach 90 by 2030.", "90", "buoys"),
        ("Applications in April were 73% higher than a year before.", "73%", "applications"),
        ("Some 8 million homes still lack a connection.", "8 million", "homes"),
    ],
)  # fmt: skip
def test_a_figure_finds_its_subject_beyond_the_verb(text: str, surface: str, subject: str) -> None:
    assert subject in subject_of(figure_of(text, surface))


def test_people_alone_are_no_subject() -> None:
    assert figures_in("Some 8 million people still wait.") == []


def test_making_up_is_no_change() -> None:
    assert figure_of("Women made up 43% of the pilots.", "43%").kind.value == "share"


def test_a_higher_share_than_before_is_a_comparison_and_a_share_of_something_is_a_share() -> None:
    assert figure_of("Fares were 7% lower than in 2022.", "7%").kind.value == "comparison"
    assert figure_of("Its share of coastal traffic stands at 7%.", "7%").kind.value == "share"
    assert figure_of("The vacancy rate stands at 7%.", "7%").kind.value == "count"


def test_a_bracket_is_about_the_last_of_several_figures() -> None:
    text = "Chile bought fish for $12 million (10.5%), followed by Peru with $11 million (4.5%)."
    assert subject_of(figure_of(text, "4.5%")) == "peru"


def test_a_speed_in_two_numbers_counts_nothing() -> None:
    assert [f.quantity.surface for f in figures_in("Some 40 villages lack service at 25/3 Mbps.")] == ["40"]
