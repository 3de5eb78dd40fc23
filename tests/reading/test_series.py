"""A label and its dated numbers on one line are figures of that label, each at its time."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from policygraph.graph.citation import Source
from policygraph.graph.values import Kind, Modality
from policygraph.reading.figures import Figure
from policygraph.reading.outline import outline
from policygraph.reading.series import find_series, series_figures


def read(line: str, language: str = "ko", reckoned_from: str = "2024-04-20") -> list[Figure]:
    document = outline(Source("s", f"동향\n\n{line}\n", language=language, issued=reckoned_from))
    return list(series_figures(find_series(document), language, reckoned_from, []))


def told(figures: list[Figure]) -> list[tuple[str, str, str, str | None]]:
    return [
        (f.subject.words if f.subject else "", str(f.quantity.value), f.quantity.unit, f.time.end if f.time else None)
        for f in figures
    ]


def test_months_take_the_year_of_the_bracket_before_them() -> None:
    figures = read("* 월별 생산 증감률(%) : (’23.11)△1.5→ (12)2.0→ (’24.1)14.5→ (2)3.1")
    assert told(figures) == [
        ("생산 증감률", "-1.5", "percent", "2023-11"),
        ("생산 증감률", "2", "percent", "2023-12"),
        ("생산 증감률", "14.5", "percent", "2024-01"),
        ("생산 증감률", "3.1", "percent", "2024-02"),
    ]
    assert {f.kind for f in figures} == {Kind.COMPARISON}


def test_ranks_are_passed_over_and_quarters_are_three_months() -> None:
    figures = read("* 역대 1분기 수주액(억 달러) : (1위) 170(’24.1Q), (2위) 152(’18.1Q)")
    assert told(figures) == [
        ("1분기 수주액", "17000000000", "USD", "2024-03"),
        ("1분기 수주액", "15200000000", "USD", "2018-03"),
    ]
    assert figures[0].time is not None
    assert figures[0].time.start == "2024-01"


def test_the_last_number_gives_the_unit_and_the_bracket_at_the_end_the_change() -> None:
    figures = read("* 산불 예방 예산 : (’24년) 629 → (’25안) 811억 원(+182억 원, 28.9%)")
    assert [f.quantity.value for f in figures] == [
        Decimal(62_900_000_000), Decimal(81_100_000_000), Decimal(18_200_000_000), Decimal("28.9")
    ]  # fmt: skip
    assert [f.kind for f in figures] == [Kind.BUDGET, Kind.BUDGET, Kind.COMPARISON, Kind.COMPARISON]
    assert [f.modality for f in figures[:2]] == [Modality.ACHIEVED, Modality.COMMITTED]


def test_english_series_are_read_alike() -> None:
    figures = read("Exports of batteries (US$ billion): 2.1 (2022), 2.4 (2023)", "en")
    assert told(figures) == [
        ("Exports of batteries", "2100000000", "USD", "2022"),
        ("Exports of batteries", "2400000000", "USD", "2023"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "* 문의 : 홍보과 (044) 202-1234",
        "* 산불 예방 예산 : 811억 원(2025년)",
        "* 설치 대수(대) : (’23) 12/29 → (’24) 15/35",
        "* 참가국 : (’23) 스무 나라, (’24) 서른 나라",
        "정부는 (’23) 12억 원, (’24) 13억 원을 썼다.",
    ],
)
def test_what_is_a_series_only_in_part_is_none(line: str) -> None:
    assert read(line) == []


def test_numbers_stand_where_they_say() -> None:
    line = "* 수출 증감률(%) : (’23.11)△1.5→ (12)2.0"
    text = f"동향\n\n{line}\n"
    for figure in read(line):
        assert text[figure.quantity.start : figure.quantity.end] == figure.quantity.surface
        assert figure.time is not None
        assert text[figure.time.start_char : figure.time.end_char] == figure.time.text


def test_a_run_of_spaces_behind_a_label_takes_no_time() -> None:
    begun = time.monotonic()
    assert read("x" + " " * 100_000 + "y") == []
    assert time.monotonic() - begun < 10
