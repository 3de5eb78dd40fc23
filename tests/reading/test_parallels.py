"""Figures that lean on another: shares of it, verbs left out, and the time that belongs to which of two numbers."""

from __future__ import annotations

import pytest

from policygraph.graph.values import Kind, TimeRole
from policygraph.tests.reading.reading_of import figure_of, figures_in, subject_of


def test_a_share_that_says_a_figure_again_is_about_the_same() -> None:
    text = "The port authority has dredged 30 km of fairways, or 40 percent of the planned length."
    share = figure_of(text, "40 percent")
    assert (subject_of(share), share.kind) == ("fairways", Kind.SHARE)


def test_a_choice_between_two_shares_is_not_one_said_again() -> None:
    text = "Buoys cost 5 million won. Masts make up 40 percent of the stock, or 10 percent of the value."
    assert subject_of(figure_of(text, "40 percent")) == "masts"


def test_a_part_of_those_counted_before_counts_the_same() -> None:
    whole, part = figures_in("The coast guard runs twelve lighthouses, two of which were built last year.")
    assert (subject_of(part), part.quantity.unit) == (subject_of(whole), whole.quantity.unit)


def test_the_verb_left_out_leaves_each_its_own_figure() -> None:
    first, second = figures_in("Ferry traffic rose by 28.5% and cargo by 42.5%.")
    assert (subject_of(first), subject_of(second), second.kind) == ("ferry traffic", "cargo", Kind.COMPARISON)


def test_another_preposition_is_no_verb_left_out() -> None:
    figures = figures_in("Ferry traffic rose by 28.5% and fell in May to 12.5%.")
    assert {subject_of(f) for f in figures} == {"ferry traffic"}


def test_what_money_shall_do_is_what_it_is_for() -> None:
    text = "Also listed are £14 million to widen the harbour lock and a £9 million investment to restore the old pier."
    assert [subject_of(f) for f in figures_in(text)] == ["harbour lock", "old pier"]


def test_the_phase_of_works_says_which_works() -> None:
    text = "• £23m for the first phase of the tidal barrier, over the next four years"
    assert subject_of(figure_of(text, "£23m")).endswith("tidal barrier")


def test_who_receives_money_is_not_replaced_by_what_follows_it() -> None:
    text = "The harbour bridge will receive 3 billion won to replace bolts."
    assert subject_of(figure_of(text, "3 billion won")) == "harbour bridge"


def test_the_time_of_a_comparison_is_not_that_of_its_base() -> None:
    text = "Ferry traffic reached 900 trips this year, 40 percent more than in 2019."
    level, change = figures_in(text)
    assert [f.time and (f.time.end or f.time.start) for f in (level, change)] == ["2024", "2024"]


def test_a_possessive_time_belongs_to_the_number_behind_it() -> None:
    text = "The board raised the pier budget this year to 240 billion won from last year's 179 billion won."
    now, earlier = figures_in(text)
    assert [(f.time.end or f.time.start) if f.time else None for f in (now, earlier)] == ["2024", "2023"]


def test_a_past_limit_says_when_something_was_reached() -> None:
    figure = figure_of("By March 2023 they had trained 12,500 pilots.", "12,500")
    assert figure.time is not None
    assert (figure.time.role, figure.time.end) == (TimeRole.AS_OF, "2023-03")


def test_a_part_of_those_may_open_the_next_sentence() -> None:
    text = "In May 10,276 berths were approved. 7,000 of these were for trawlers."
    whole, part = figures_in(text)
    assert (subject_of(part), part.quantity.unit) == (subject_of(whole), "berth")


def test_how_long_ago_something_was_so_dates_no_figure() -> None:
    text = "The fleet reached a size not seen since the 1980s, with 10,276 trawlers registered in 2016."
    time = figure_of(text, "10,276").time
    assert time is not None
    assert (time.start, time.end) in ((None, "2016"), ("2016", "2016"))


def test_a_share_and_the_one_it_is_compared_with_have_their_own_times() -> None:
    now, earlier = figures_in("That is 9.03% of net port spending, up from 8.53% in 2022.")
    assert (now.kind, earlier.kind) == (Kind.SHARE, Kind.SHARE)
    assert now.time is None
    assert earlier.time is not None
    assert earlier.time.end == "2022"


def test_who_is_quoted_is_not_what_money_goes_to() -> None:
    text = "A $10 billion harbour bill is set to fund piers, according to Gov. Anna Quayle."
    assert "quayle" not in subject_of(figure_of(text, "$10 billion"))


def test_the_first_time_is_no_purpose() -> None:
    text = "The board put in more than £15 billion for the first time."
    assert all("time" not in subject_of(f) for f in figures_in(text))


def test_spending_on_something_that_rises_is_about_that_something() -> None:
    text = "Spending on coastal health care rose by £20 million."
    assert "coastal health care" in subject_of(figure_of(text, "£20 million"))


def test_money_that_rises_further_in_the_same_sentence_stays_money_planned() -> None:
    text = "In 2018 £532 million will be spent on piers, rising to £591 million in 2019."
    assert [f.kind for f in figures_in(text)] == [Kind.BUDGET, Kind.BUDGET]


def test_amounts_told_respectively_go_to_the_things_in_the_same_order() -> None:
    text = "Two million won and one million won were set aside for harbour works and railway works respectively."
    assert [f.subject.words for f in figures_in(text) if f.subject] == ["harbour works", "railway works"]


def test_without_respectively_two_amounts_are_not_dealt_out() -> None:
    text = "Two million won and one million won were set aside for harbour works and railway works."
    assert "railway works" not in [f.subject.words for f in figures_in(text)[:1] if f.subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("With output topping 2.6 trillion won, the boatyards lead.", "output"),
        ("The year ended with a vacancy rate lower than 3.5 percent.", "vacancy rate"),
        ("Investments topping 5 billion won flowed into ports.", "ports"),
    ],
)
def test_a_bound_says_of_the_noun_before_it_how_much_it_is(text: str, subject: str) -> None:
    assert [f.subject.words for f in figures_in(text) if f.subject] == [subject]
