"""Every quantity and time of a text is told, claimed or not, where it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policygraph.graph.citation import Source
from policygraph.reading.claims import read_claims
from policygraph.reading.contract import Record
from policygraph.reading.inventory import inventory
from policygraph.reading.lengths import find_lengths
from policygraph.reading.quantities import scan_quantities

ENGLISH = (
    "The agency will build 40 charging stations by 2027 at a cost of $12 million over three years. "
    "One operator runs a third of the stations, and visitors aged 15 to 34 wait 20 minutes."
)
KOREAN = "정부는 2027년까지 3년간 120억원을 투입해 충전소 40곳을 설치한다. 만 19~34세 청년은 6개월 동안 이용할 수 있다."


def rows(text: str, language: str) -> list[Record]:
    source = Source("doc", text, publisher="Agency", issued="2024-05-02", language=language, country="US")
    return list(inventory(source, read_claims(source)))


def test_quantities_that_no_claim_holds_are_told_too() -> None:
    told = {str(row["surface"]): row for row in rows(ENGLISH, "en") if "value" in row}
    assert {(str(r["value"]), r["unit"]) for r in told.values()} == {
        ("40", "station"),
        ("12000000", "USD"),
        ("3", "year"),
        ("1", "operator"),
        ("0.3333", "part"),
        ("15", "year"),
        ("20", "minute"),
    }
    assert told["15 to 34"]["value_max"] == 34
    assert told["40"]["claimed"]
    assert not told["three years"]["claimed"]


def test_korean_quantities_have_their_counters() -> None:
    told = [(row["value"], row["unit"], row["surface"]) for row in rows(KOREAN, "ko") if "value" in row]
    assert told == [
        (3, "year", "3년"),
        (12000000000, "KRW", "120억원"),
        (40, "곳", "40곳"),
        (19, "year", "19~34세"),
        (6, "month", "6개월"),
    ]


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (KOREAN, "ko")])
def test_each_stands_where_it_says_and_in_order(text: str, language: str) -> None:
    told = rows(text, language)
    places = [int(str(row["surface_start"])) for row in told]
    assert places == sorted(places)
    for row, at in zip(told, places, strict=True):
        surface = str(row["surface"])
        assert text[at : at + len(surface)] == surface


def test_a_cell_is_told_with_the_scale_that_stands_above_it() -> None:
    text = "보급 현황\n\n* 보급 대수(만대) : (’22)12.1 → (’23)16.3\n"
    told = [(row["value"], row["unit"], row["surface"]) for row in rows(text, "ko") if "value" in row]
    assert told == [(121000, "대", "12.1"), (163000, "대", "16.3")]


def test_times_are_told_without_a_value() -> None:
    times = [row for row in rows(ENGLISH, "en") if "value" not in row]
    assert [(row["surface"], row.get("end"), row["role"]) for row in times if "end" in row] == [
        ("by 2027", "2027", "deadline")
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("open for 24 hours", "en", [("24", None, "hour")]),
        ("a two- to three-month trial", "en", [("3", None, "month")]),
        ("in one to two years", "en", [("1", "2", "year")]),
        ("rock that is 400 million years old", "en", [("400000000", None, "year")]),
        ("a 15-year-old pupil", "en", [("15", None, "year")]),
        ("cook it for 40min", "en", [("40", None, "minute")]),
        ("2~3일 안에", "ko", [("2", "3", "day")]),
        ("24시간 운영", "ko", [("24", None, "hour")]),
        ("in 2024, on 3 May, at 10 a.m.", "en", []),
        ("2024년 5월 3일 오전 10시", "ko", []),
    ],
)
def test_lengths_and_ages(text: str, language: str, expected: list[tuple[str, str | None, str]]) -> None:
    def plain(value: Decimal | None) -> str | None:
        return None if value is None else f"{value:f}"

    assert [(plain(m.value), plain(m.value_max), m.unit) for m in find_lengths(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eight other agencies joined", [("8", "")]),
        ("three more than last time", []),
        ("a rate of 1.4pc", [("1.4", "percent")]),
        ("around 25k visitors", [("25000", "")]),
        ("some 4.3M digital sales", [("4300000", "")]),
        ("a fall of .5 per cent", [("0.5", "percent")]),
        ("it fell to minus-5 degrees Celsius", [("-5", "degree Celsius")]),
        ("from $200 to $4 million", [("200", "USD"), ("4000000", "USD")]),
        ("a loan of $3 to $4 million", [("3000000", "USD")]),
        ("the FTSE 100 rose 3%", [("3", "percent")]),
        ("The S&P 500 gained 12 points", [("12", "")]),
        ("they won 3-1 at home", []),
        ("between 3-7 sites", [("3", "")]),
        ("her son Adam Reed, 25, teaches", []),
        ("a 5g network in 12 towns", [("12", "")]),
        ("sacks of 25g each", [("25", "g")]),
        ("see 20p below", []),
        ("in Seoul 30 firms took part", [("30", "")]),
    ],
)
def test_what_is_a_quantity_and_what_a_name_a_score_or_an_age(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(f"{m.value:f}", m.unit) for m in scan_quantities(text, "en", "US")] == expected
