"""Tables: exact for programs, readable for people, harmless for spreadsheets and terminals."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.queries.numbers import number_in_words, quantity_in_words
from policygraph.queries.table import Cell, Column, Table, as_csv, as_json, as_text

MONEY = Table(
    "Money [planned]",
    (
        Column("subject", "about"),
        Column("value", "amount", "unit", "bound"),
        Column("unit"),
        Column("bound"),
        Column("q"),
    ),
    (
        ("Data Dam", Decimal("58200000000000"), "KRW", "exactly", "58.2 trillion [won] is put in"),
        ("Clinics", 1000, "clinic", "approximately", None),
    ),
    note="From these 2 documents.",
)


def test_text_shows_number_unit_and_bound_as_one_and_brackets_as_they_are() -> None:
    text = as_text(MONEY, width=100)
    assert "58.2 trillion KRW" in text
    assert "about 1,000 clinics" in text
    assert "58.2 trillion [won] is put in" in text
    assert "Money [planned]" in text
    assert text.endswith("From these 2 documents.\n")


def test_csv_and_json_keep_them_apart_and_exact() -> None:
    assert as_csv(MONEY).splitlines()[1] == "Data Dam,58200000000000,KRW,exactly,58.2 trillion [won] is put in"
    row = json.loads(as_json(MONEY))["rows"][0]
    assert (row["value"], row["unit"]) == (58200000000000, "KRW")
    assert json.loads(as_json(MONEY))["note"] == "From these 2 documents."


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝", "\n@"])
def test_a_spreadsheet_runs_nothing(start: str) -> None:
    table = Table("", (Column("quote"),), ((f"{start}cmd|' /C calc'!A0",),))
    (_, (cell,)) = csv.reader(io.StringIO(as_csv(table), newline=""))
    assert cell.startswith("'")


def test_negative_numbers_stay_numbers() -> None:
    assert as_csv(Table("", (Column("moved"),), ((Decimal("-2.5"),), (-3,)))) == "moved\n-2.5\n-3\n"


def test_a_terminal_is_not_steered() -> None:
    table = Table("\x1b[2J", (Column("quote"),), (("a\x1b[31mred\x07 \u202eright to left\u202c",),))
    assert not {"\x1b", "\x07", "\u202e"} & set(as_text(table))


def test_rows_must_fit_their_columns() -> None:
    with pytest.raises(ValueError, match="2 cells under 1 columns"):
        Table("", (Column("a"),), (("b", "c"),))


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_every_table_can_be_written_three_ways(rows: list[tuple[Cell, Cell]]) -> None:
    table = Table("t", (Column("a"), Column("b")), tuple(rows))
    assert as_text(table) == as_text(table)
    assert len(json.loads(as_json(table))["rows"]) == len(rows)
    assert len(list(csv.reader(io.StringIO(as_csv(table), newline="")))) == len(rows) + 1


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15))
def test_words_lose_nothing(value: Decimal) -> None:
    scales = {"trillion": 10**12, "billion": 10**9, "million": 10**6}
    number, _, word = number_in_words(value).partition(" ")
    assert Decimal(number.replace(",", "")) * scales.get(word, 1) == value


@pytest.mark.parametrize(
    ("value", "unit", "bound", "english", "korean"),
    [
        ("3701000000000", "KRW", "exactly", "3.701 trillion KRW", "3조 7,010억 원"),
        ("903000", "job", "", "903,000 jobs", "90만 3,000 job"),
        ("19", "rank", "", "19th", "19위"),
        ("101", "rank", "", "101st", "101위"),
        ("112", "rank", "", "112th", "112위"),
        ("2.9", "times", "approximately", "about 2.9 times", "약 2.9배"),
        ("7.5", "percentage-point", "", "7.5 percentage points", "7.5 %p"),
        ("1", "factory", "atMost", "up to 1 factory", "최대 1 factory"),
        ("24561000000000000", "KRW", "atLeast", "at least 24,561 trillion KRW", "2경 4,561조 원 이상"),
    ],
)
def test_quantities_in_two_languages(value: str, unit: str, bound: str, english: str, korean: str) -> None:
    assert quantity_in_words(Decimal(value), unit, bound) == english
    assert quantity_in_words(Decimal(value), unit, bound, "ko") == korean
