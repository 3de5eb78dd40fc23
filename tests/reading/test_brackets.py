"""Figures in brackets are about what stands in front of the bracket."""

from __future__ import annotations

from policygraph.graph.values import FundingScope, Kind, Modality, TimeRole
from policygraph.tests.reading.reading_of import figure_of, figures_in, subject_of


def test_a_count_behind_a_noun_counts_it() -> None:
    figure = figure_of("The ministry opened piers (12).", "12")
    assert (subject_of(figure), figure.quantity.unit, figure.modality) == ("piers", "pier", Modality.ACHIEVED)


def test_each_item_of_a_list_has_its_own_bracket() -> None:
    figures = figures_in("It supports divers (40 people), night ferries (600 people) and cooks.")
    assert [(subject_of(f), f.quantity.unit) for f in figures] == [("divers", "person"), ("night ferries", "person")]


def test_money_in_a_bracket_behind_money_is_a_part_of_it() -> None:
    text = "It will invest 5 trillion won (3 trillion won from the national budget) in ports."
    whole, part = figures_in(text)
    assert (subject_of(whole), subject_of(part)) == ("ports", "ports")
    assert part.part_of == whole.quantity.start
    assert (whole.scope, part.scope) == (None, FundingScope.NATIONAL)


def test_money_behind_a_noun_of_money_is_what_the_sentence_pays_for() -> None:
    assert subject_of(figure_of("Investment (5 billion won) flowed into ferries.", "5 billion won")) == "ferries"


def test_money_behind_a_named_budget_is_that_budget() -> None:
    figure = figure_of("The harbour budget (5 billion won) was approved.", "5 billion won")
    assert (subject_of(figure), figure.kind) == ("harbour budget", Kind.BUDGET)


def test_the_year_behind_a_budget_belongs_to_it() -> None:
    figure = figure_of("The harbour budget of 2021 (5 billion won) was approved.", "5 billion won")
    assert subject_of(figure) == "harbour budget of 2021"


def test_a_per_cent_behind_a_number_is_the_share_that_it_makes_up() -> None:
    figure = figure_of("12 out of 50 piers (24%) were closed.", "24%")
    assert (subject_of(figure), figure.kind, figure.modality) == ("piers", Kind.SHARE, Modality.ACHIEVED)


def test_ranks_with_an_arrow_are_a_series_and_the_second_is_compared_with_the_first() -> None:
    first, second = figures_in("The port index rose (4th → 2nd).")
    assert [subject_of(first), subject_of(second)] == ["port index", "port index"]
    assert (first.kind, second.kind, second.baseline) == (Kind.RANK, Kind.RANK, first.quantity.start)


def test_a_dated_series_dates_the_change_in_front_of_it() -> None:
    change, before, after = figures_in("Ferry use rose by 5% (40,000 in 2021 → 42,000 in 2022).")
    assert change.time is not None
    assert (change.time.start, change.time.end, change.time.role) == ("2021", "2022", TimeRole.DURING)
    assert [f.time.start for f in (before, after) if f.time is not None] == ["2021", "2022"]


def test_a_bracket_takes_the_deadline_of_its_sentence() -> None:
    figure = figure_of("The council will open 40 piers (12 with cranes) by 2030.", "12")
    assert figure.time is not None
    assert (figure.time.end, figure.modality, figure.kind) == ("2030", Modality.COMMITTED, Kind.TARGET)


def test_a_bracket_that_only_gives_a_time_is_no_figure() -> None:
    (figure,) = figures_in("The council opened 40 piers (2021) and a museum.")
    assert figure.time is not None
    assert figure.time.start == "2021"


def test_the_same_money_in_another_currency_is_no_second_figure() -> None:
    assert len(figures_in("It will invest 5 trillion won (US$3.8 billion) in ports.")) == 1


def test_a_semicolon_in_a_bracket_parts_the_times() -> None:
    text = "Harbour lamps, those on piers too (10 added; 18 in 2019 → 28 in 2020)"
    times = {f.quantity.surface: f.time.text if f.time else "" for f in figures_in(text)}
    assert times["10"] == ""
    assert "2019" in times["18"]
    assert "2020" in times["28"]


def test_a_label_counted_year_by_year_counts_its_own_noun() -> None:
    first, second = figures_in("Divers for harbours, year by year: 14 in 2020 → 16 in 2021")
    assert {subject_of(first), subject_of(second)} == {"divers for harbours"}
    assert {first.quantity.unit, second.quantity.unit} == {"diver"}


def test_a_year_in_front_of_a_colon_dates_its_own_number() -> None:
    times = {f.quantity.surface: f.time.text if f.time else "" for f in figures_in("Ferries (2021: 40 → 2022: 42)")}
    assert times == {"40": "2021", "42": "2022"}
