"""Times are found with their prepositions or particles and reckoned from the reference."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygraph.graph.values import Precision, TimeRole
from policygraph.reading.periods import scan_periods

REFERENCE = "2021-07-22"


def read(text: str, language: str = "en") -> list[tuple[str, str | None, str | None, str]]:
    found = scan_periods(text, language, REFERENCE)
    return [(m.period.text, m.period.start, m.period.end, m.period.role.value) for m in found]


@pytest.mark.parametrize(
    ("written", "start", "end", "role"),
    [
        ("by 2025", None, "2025", "deadline"),
        ("by the end of 2026", None, "2026", "deadline"),
        ("by mid-2027", None, "2027-06", "deadline"),
        ("by end-2026", None, "2026", "deadline"),
        ("by the year's end", None, "2021", "deadline"),
        ("no later than March 2024", None, "2024-03", "deadline"),
        ("within five years", None, "2026", "deadline"),
        ("in July 2020", "2020-07", "2020-07", "asOf"),
        ("in July this year", "2021-07", "2021-07", "asOf"),
        ("in the second half of this year", "2021-07", "2021-12", "asOf"),
        ("in Q3 2025", "2025-07", "2025-09", "asOf"),
        ("in the first quarter of next year", "2022-01", "2022-03", "asOf"),
        ("as of December 2019", "2019-12", "2019-12", "asOf"),
        ("as at 31 March 2024", "2024-03-31", "2024-03-31", "asOf"),
        ("on July 14, 2020", "2020-07-14", "2020-07-14", "asOf"),
        ("on the 14th", "2021-07-14", "2021-07-14", "asOf"),
        ("last year", "2020", "2020", "asOf"),
        ("in FY2024-25", "2024", "2025", "asOf"),
        ("in fiscal year 2023/24", "2023", "2024", "asOf"),
        ("in the 2020s", "2020", "2029", "asOf"),
        ("since October 2020", "2020-10", None, "since"),
        ("from 2026 onwards", "2026", None, "since"),
        ("between 2021 and 2024", "2021", "2024", "during"),
        ("from 2021 through 2030", "2021", "2030", "during"),
        ("from July 2020 to July 2021", "2020-07", "2021-07", "during"),
        ("from 1 July to 31 December 2024", "2024-07-01", "2024-12-31", "during"),
        ("over the next four years", "2021", "2025", "during"),
        ("for three years", None, None, "during"),
    ],
)
def test_english_times(written: str, start: str | None, end: str | None, role: str) -> None:
    assert read(f"The office will open {written}.") == [(written, start, end, role)]


def test_bracketed_years() -> None:
    assert read("(2019-2021), the cloud (-2025), 16.9 (2019) → 19.3 (2020)") == [
        ("2019-2021", "2019", "2021", "during"),
        ("-2025", None, "2025", "deadline"),
        ("2019", "2019", "2019", "asOf"),
        ("2020", "2020", "2020", "asOf"),
    ]


@pytest.mark.parametrize(
    ("text", "written", "start", "end", "role"),
    [
        ("2025년까지 투자", "2025년까지", None, "2025", "deadline"),
        ("올해 하반기에 착수", "올해 하반기에", "2021-07", "2021-12", "asOf"),
        ("지난해 12월 수립", "지난해 12월", "2020-12", "2020-12", "asOf"),
        ("’26.8.15. 발표", "’26.8.15.", "2026-08-15", "2026-08-15", "asOf"),
        ("’25년 예산", "’25년", "2025", "2025", "asOf"),
        ("21.7월 기준", "21.7월 기준", "2021-07", "2021-07", "asOf"),
        ("(2020~2025)", "2020~2025", "2020", "2025", "during"),
        ("(’21~’25)", "’21~’25", "2021", "2025", "during"),
        ("(~’25)", "~’25", None, "2025", "deadline"),
        ("내년 1분기부터 시행", "내년 1분기부터", "2022-01", None, "since"),
        ("연말까지 마련", "연말까지", None, "2021", "deadline"),
        ("향후 5년간 지원", "향후 5년간", "2021", "2026", "during"),
        ("2020년 7월부터 2021년 7월까지 운영", "2020년 7월부터 2021년 7월까지", "2020-07", "2021-07", "during"),
        ("2028년 이후 추진", "2028년 이후", "2028", None, "since"),
        ("지난 14일 발표", "지난 14일", "2021-07-14", "2021-07-14", "asOf"),
    ],
)
def test_korean_times(text: str, written: str, start: str | None, end: str | None, role: str) -> None:
    assert read(text, "ko") == [(written, start, end, role)]


def test_without_a_reference_relative_times_keep_their_words_only() -> None:
    (found,) = scan_periods("It opens in the second half of this year.")
    assert (found.period.start, found.period.end, found.period.precision) == (None, None, Precision.HALF_YEAR)
    assert found.period.text == "in the second half of this year"


@pytest.mark.parametrize(
    "text", ["year-on-year growth", "the 2020 World Index", "the Jobs Act of 2021", "we may march on", "전년 대비"]
)
def test_what_is_no_adjunct_of_time_is_left(text: str) -> None:
    assert read(text) == []


@settings(max_examples=200, deadline=None)
@given(st.integers(1950, 2069))
def test_any_year_is_read_back_in_both_languages(number: int) -> None:
    (english,) = scan_periods(f"The works end by {number}.")
    (korean,) = scan_periods(f"{number}년까지 끝낸다.", "ko")
    assert english.period.end == korean.period.end == str(number)
    assert english.period.role is korean.period.role is TimeRole.DEADLINE


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet="0123456789’'.-~/ ()년월일말부터까지올해July by in to,\n", max_size=60),
    st.sampled_from(["en", "ko"]),
)
def test_periods_stand_where_they_say_and_never_overlap(text: str, language: str) -> None:
    end = 0
    for found in scan_periods(text, language, REFERENCE):
        assert found.period.text == text[found.start : found.end] != ""
        assert (found.period.start_char, found.period.end_char) == (found.start, found.end)
        assert end <= found.start
        end = found.end
