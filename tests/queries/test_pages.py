"""Wide tables as paragraphs: nothing of a row is lost, and every line fits the screen."""

from __future__ import annotations

from decimal import Decimal

from policygraph.queries.pages import NARROWEST, as_page
from policygraph.queries.table import Column, Table, as_text

SENTENCE = "The government will put 58.2 trillion won into the Digital New Deal by 2025, and 903,000 jobs shall follow."
WIDE = Table(
    "Figures",
    (
        Column("about"),
        Column("value", "amount", unit="unit", bound="bound"),
        Column("unit"),
        Column("bound"),
        *(Column(f"c{i}") for i in range(8)),
        Column("quote", "sentence"),
    ),
    (
        ("Digital New Deal", Decimal("58200000000000"), "KRW", "approximately", *("x",) * 7, None, SENTENCE),
        ("데이터 댐", 1300, "", "", *(None,) * 8, "한\u202e 문장"),
    ),
    note="As told by 2 documents.",
)


def test_a_table_that_fits_is_drawn() -> None:
    narrow = Table("T", (Column("a"), Column("b")), (("1", "2"),))
    assert as_page(narrow, 2 * NARROWEST) == as_text(narrow, 2 * NARROWEST)


def test_a_wide_table_is_told_row_by_row_within_the_width() -> None:
    page = as_page(WIDE, 70)
    assert max(map(len, page.splitlines())) <= 70
    flat = " ".join(page.split())
    for words in ("about 58.2 trillion KRW", f"sentence: {SENTENCE}", "c6: x", "데이터 댐", "As told by 2 documents."):
        assert words in flat
    assert "c7" not in flat


def test_characters_that_turn_the_direction_of_writing_are_left_out() -> None:
    assert "\u202e" not in as_page(WIDE, 70)


def test_an_empty_table_says_so_in_its_language() -> None:
    assert as_page(Table("T", WIDE.columns, (), "of 2 documents")) == "T\n  nothing\nof 2 documents\n"
    assert as_page(Table("T", WIDE.columns, (), language="ko")) == "T\n  없음\n"
