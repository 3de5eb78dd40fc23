"""Tables in the lines of a text: each number with its row's and its column's head."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policygraph.graph.citation import Source
from policygraph.graph.values import Kind, Modality
from policygraph.reading.figures import Figure
from policygraph.reading.outline import outline
from policygraph.reading.tables import find_tables, table_figures


def read(text: str, language: str = "en", reckoned_from: str = "2024-06-01") -> list[Figure]:
    """The figures of all tables of a text."""
    document = outline(Source("t", text, language=language, issued=reckoned_from))
    return list(table_figures(find_tables(document), language, reckoned_from, []))


KOREAN = """< 항만별 물동량 >
(단위: 만 톤, %)
구분 | ’22년 | ’23년
북항 | 1,204 | 1,310
증감률 | 2.1 | 8.8
남항 | 880 | △12
"""


def test_a_cell_takes_its_unit_from_above_its_time_from_the_column_and_its_subject_from_the_row() -> None:
    first = read(KOREAN, "ko")[0]
    assert first.subject is not None
    assert (first.subject.words, first.quantity.value, first.quantity.unit) == ("북항", Decimal(12_040_000), "톤")
    assert first.time is not None
    assert first.time.end == "2022"


def test_a_row_of_rates_is_about_the_row_above_it() -> None:
    rate = next(f for f in read(KOREAN, "ko") if f.quantity.unit == "percent")
    assert rate.subject is not None
    assert (rate.subject.words, rate.metric, rate.kind) == ("북항", "증감률", Kind.COMPARISON)


def test_a_triangle_is_a_minus() -> None:
    last = read(KOREAN, "ko")[-1]
    assert (last.quantity.surface, last.quantity.value) == ("△12", Decimal(-120_000))


@pytest.mark.parametrize(
    ("head", "cell", "value", "unit"),
    [
        ("Grant awarded (USD million)", "12.5", Decimal(12_500_000), "USD"),
        ("Funds released (Rs. in crore)", "1,961.30", Decimal(19_613_000_000), "INR"),
        ("Schools reached", "3,46,020", Decimal(346_020), "school"),
        ("Share of total (%)", "41.5", Decimal("41.5"), "percent"),
    ],
)
def test_a_column_head_names_the_unit(head: str, cell: str, value: Decimal, unit: str) -> None:
    (figure,) = read(f"Region | {head}\nNorthern plain | {cell}\n")
    assert (figure.quantity.value, figure.quantity.unit) == (value, unit)


def test_a_year_to_come_makes_a_target_and_a_year_gone_by_a_result() -> None:
    figures = read("Item | 2022 (places) | 2027 (places)\nNursery places | 4,100 | 9,000\n")
    assert [(f.kind, f.modality) for f in figures] == [
        (Kind.RESULT, Modality.ACHIEVED),
        (Kind.TARGET, Modality.COMMITTED),
    ]


def test_serial_numbers_are_no_figures() -> None:
    figures = read("No. | Port | Berths\n1 | North | 12\n2 | South | 9\n")
    assert [f.quantity.surface for f in figures] == ["12", "9"]


@pytest.mark.parametrize(
    "text",
    [
        "One line | with a bar and 12 ships\n",
        "A plain paragraph without any cell.\n",
        "a | b\nc | d\n",
        "|---|---|\n|---|---|\n",
        "",
    ],
)
def test_lines_that_are_no_table_give_nothing(text: str) -> None:
    assert read(text) == []


def test_every_figure_stands_where_it_says() -> None:
    document = outline(Source("t", KOREAN, language="ko"))
    for figure in table_figures(find_tables(document), "ko", "2024-06-01", []):
        assert document.text[figure.quantity.start : figure.quantity.end] == figure.quantity.surface
        assert figure.sentence.start <= figure.quantity.start < figure.sentence.end


def test_a_column_of_differences_keeps_the_tables_money() -> None:
    text = "(단위: 억원, %)\n구분 | ’23 예산 | ’24 예산 | 증감 | 증감률\n하천 정비 | 310 | 349 | 39 | 12.6\n"
    units = [(f.quantity.unit, f.kind) for f in read(text, "ko")]
    assert units[2:] == [("KRW", Kind.COMPARISON), ("percent", Kind.COMPARISON)]


DRAWN = """◇ 부문별 예산 배분 (단위: 조원, 조원, 조원, %)
┌──────┬────┬────┬───┬───┐
│││2023(A)│2024│증감│증감│
│││정부안(B)│(B-A)│(%)│
├──────┼────┼────┼───┼───┤
│◆ 총지출│ 210.4 │ 221.9 │ 11.5 │ 5.5 │
├──────┼────┼────┼───┼───┤
│1. 보건·복지 │ 80.5 │ 78.3 │△2.2│△2.7│
"""


def test_a_drawn_table_has_two_rows_of_heads_and_a_unit_for_each_column() -> None:
    figures = read(DRAWN, "ko", "2023-09-01")
    told = [(f.subject.words, str(f.quantity.value), f.quantity.unit, f.kind) for f in figures if f.subject]
    assert told[:4] == [
        ("총지출", "210400000000000", "KRW", Kind.BUDGET),
        ("총지출", "221900000000000", "KRW", Kind.BUDGET),
        ("총지출", "11500000000000", "KRW", Kind.COMPARISON),
        ("총지출", "5.5", "percent", Kind.COMPARISON),
    ]
    assert [str(f.quantity.value) for f in figures[6:]] == ["-2200000000000", "-2.7"]
    assert [f.time and f.time.end for f in figures[:2]] == ["2023", "2024"]
    assert all(DRAWN[f.quantity.start : f.quantity.end] == f.quantity.surface for f in figures)


def test_units_of_rows_are_no_units_of_columns() -> None:
    assert {f.quantity.unit for f in read(KOREAN, "ko")} == {"톤", "percent"}


def test_a_bare_line_of_strokes_between_sentences_makes_no_table() -> None:
    assert read("올해 예산은 5조원이다.\n──────────\n내년 예산은 6조원이다.\n", "ko") == []


BRACKETED = """(조원, %)

| 구 분 | ’23년 예산 | ’24년 예산 | 증감 |
| --- | --- | --- | --- |
| 총수입 | 312.2 | 321.8 | 9.6 |
| (증가율) | (2.5) | (3.1) | (0.6) |
"""


def test_rates_in_brackets_below_a_row_are_its_rates() -> None:
    rates = read(BRACKETED, "ko", "2023-12-01")[3:]
    assert [(str(f.quantity.value), f.quantity.unit, f.subject and f.subject.words) for f in rates[:2]] == [
        ("2.5", "percent", "총수입"),
        ("3.1", "percent", "총수입"),
    ]
    assert all(BRACKETED[f.quantity.start : f.quantity.end] == f.quantity.surface for f in rates)


def test_an_accountants_minus_is_no_number_of_its_own_in_english() -> None:
    table = "(in US$ million)\n\n| Item | 2022 |\n| --- | --- |\n| Balance | (12.5) |\n| Grants | 40.1 |\n"
    assert [str(f.quantity.value) for f in read(table)] == ["40100000"]


def test_a_row_broken_over_two_lines_is_one_row() -> None:
    table = "| 분야 | 2025년 예산 | 2026년 예산 |\n| 보건·복지\n| 149조원 | 169조원 |\n| 국방\n| 61조원 | 66조원 |\n"
    figures = read(table, "ko", "2025-09-01")
    assert [(f.subject.words, f.quantity.surface) for f in figures if f.subject] == [
        ("보건·복지", "149"), ("보건·복지", "169"), ("국방", "61"), ("국방", "66")
    ]  # fmt: skip
