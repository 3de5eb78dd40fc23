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


@pytest.mark.parametrize(
    ("text", "surface", "subject"),
    [
        ("£1.8Bn cash boost to help dredge tidal harbours", "£1.8Bn", "tidal harbours"),
        ("It comes on top of the £2.2Bn of lighthouse repairs agreed in May.", "£2.2Bn", "lighthouse repairs"),
        ("The state plans to support the fishing fleet with over 10 trillion won.", "10 trillion won", "fishing fleet"),
        ("We will invest £3bn in more help for apprentices.", "£3bn", "apprentices"),
        ("Today's £141M funding for estuaries will start soon.", "£141M", "estuaries"),
        ("A project to restore the salt marsh will receive £1.3 million.", "£1.3 million", "salt marsh"),
        ("The firm invests £16 million to become a leader in tidal power.", "£16 million", "tidal power"),
        ("Ferry Ministry Seeks to Invest 16 tln Won in Buoys", "16 tln Won", "buoys"),
        ("The grant could see 237,000 jobs created.", "237,000", "jobs"),
    ],
)
def test_a_subject_is_offered_by_the_sentence(text: str, surface: str, subject: str) -> None:
    assert subject in subject_of(figure_of(text, surface))


def test_the_same_money_said_again_is_about_the_same_thing() -> None:
    text = "The council put £40 million into ferries.\n\nThe £40 million includes a reserve."
    assert [subject_of(f) for f in figures_in(text)] == ["ferries", "ferries"]


def test_a_boost_for_an_industry_is_a_budget_and_a_market_is_measured() -> None:
    assert figure_of("A £3 million boost for the fishing industry starts soon.", "£3 million").kind.value == "budget"
    assert figure_of("The fish market was worth £3 million in 2020.", "£3 million").kind.value != "budget"


@pytest.mark.parametrize(
    ("text", "surface", "subject"),
    [
        ("Four ports will receive most of it, about $40 million; $4 million for tide gauges; and $2 million to dredge "
         "canals.", "$4 million", "tide gauges"),
        ("Four ports will receive most of it, about $40 million; $4 million for tide gauges; and $2 million to dredge "
         "canals.", "$2 million", "canals"),
        ("In the field of tidal power, $9 million was applied for turbines.", "$9 million", "turbines"),
        ("The union aims for 80% of pilots to have a licence by 2030.", "80%", "pilots"),
        ("The number of employed grew 280,000 in May.", "280,000", "employed"),
        ("The grant pays for 19 fishers' hostels.", "19", "hostels"),
        ("It set aside $2 million for next year's 90 buoys.", "$2 million", "buoys"),
    ],
)  # fmt: skip
def test_real_releases_are_read_so(text: str, surface: str, subject: str) -> None:
    assert subject in subject_of(figure_of(text, surface))


def test_a_part_to_be_reached_by_a_time_is_a_target() -> None:
    assert figure_of("The union aims for 80% of pilots to have a licence by 2030.", "80%").kind.value == "target"
    assert figure_of("Women made up 43% of the pilots in 2020.", "43%").kind.value == "share"


def test_the_year_compared_with_does_not_date_the_amount_before() -> None:
    assert (
        figure_of("The budget has 226 million won for piers, up 4.1 percent from 2022.", "226 million won").time is None
    )
