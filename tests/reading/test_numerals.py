"""Every numeral is found, and one without a claim always has a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.reading.numerals import Reason, reason_for, scan_numerals, scan_other_numerals


def test_numerals_are_digit_runs_wherever_they_stand() -> None:
    text = "5G for 1,126 firms, COVID-19, 2.9 times, types2」 and １２월"
    assert [text[a:b] for a, b in scan_numerals(text)] == ["5", "1,126", "19", "2.9", "2", "１２"]


@pytest.mark.parametrize(
    ("text", "numeral", "reason"),
    [
        ("It ends in 2025.", "2025", Reason.DATE),
        ("at 9:30 a.m.", "30", Reason.DATE),
        ("over 3 years", "3", Reason.LENGTH),
        ("aged 15 to 34", "15", Reason.AGE),
        ("a 5G network", "5", Reason.NAME),
        ("COVID-19", "19", Reason.NAME),
        ("the New Deal 2.0", "2.0", Reason.NAME),
        ("under Article 12 of it", "12", Reason.REFERENCE),
        ("1. Overview", "1", Reason.LIST),
        ("types2」 of data", "2", Reason.FOOTNOTE),
        ("call +82-2-2110-2000", "2110", Reason.CONTACT),
        ("the 4th Industrial Revolution", "4", Reason.ORDINAL),
        ("36,000km2 of land", "2", Reason.UNIT),
        ("deaths per 1,000 people", "1,000", Reason.RATIO),
        ("ref. 0012345", "0012345", Reason.IDENTIFIER),
        ("12 schools", "12", Reason.SUBJECTLESS),
    ],
)
def test_the_form_tells_the_reason(text: str, numeral: str, reason: Reason) -> None:
    start = text.index(numeral)
    assert reason_for(text, start, start + len(numeral)) is reason


def test_what_the_caller_knows_decides_first() -> None:
    text = "Subsidy 24 types"
    assert reason_for(text, 8, 10, names=[(0, 10)]) is Reason.NAME
    assert reason_for(text, 8, 10, furniture=True) is Reason.FURNITURE
    assert reason_for(text, 8, 10, marker=True) is Reason.LIST
    assert reason_for(text, 8, 10, repeat=True) is Reason.REPEAT
    assert reason_for(text, 8, 10, doubtful=True) is Reason.DOUBTFUL


def test_korean_numerals_have_their_reasons() -> None:
    assert reason_for("제17차 회의", 1, 3, language="ko") is Reason.NAME
    assert reason_for("만 19~34세", 2, 4, language="ko") is Reason.AGE
    assert reason_for("5년간 지원", 0, 1, language="ko") in (Reason.LENGTH, Reason.DATE)


@given(st.text(max_size=80), st.sampled_from(["en", "ko"]))
def test_every_numeral_of_any_text_has_a_reason(text: str, language: str) -> None:
    for start, end in scan_numerals(text):
        assert isinstance(reason_for(text, start, end, language=language), Reason)


def test_numbers_that_head_lines_and_go_on_from_one_are_a_numbering() -> None:
    text = "1 Ports will be dredged.\n\n2 Locks will be widened.\n\n3 Piers for 40 boats"
    assert [text[o.start : o.end] for o in scan_other_numerals(text) if o.reason is Reason.LIST] == ["1", "2", "3"]
    assert [o for o in scan_other_numerals("2 Locks will be widened.\n\n14 Piers") if o.reason is Reason.LIST] == []


def test_a_capital_scale_behind_money_is_no_name() -> None:
    assert [o for o in scan_other_numerals("a £1.8Bn boost and £3MN more") if o.reason is Reason.NAME] == []
