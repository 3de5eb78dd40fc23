"""Times in a text: deadlines, dates, spans, fiscal years, and words like "this year" reckoned from a reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..graph.values import Period
from .english.times import find_english_times, mark_english_times
from .folding import Folded, fold
from .korean.times import find_korean_times, mark_korean_times
from .moments import Found, drop_overlaps


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period where it stands; ``start``:``end`` covers the whole adjunct, its preposition or particle included."""

    start: int
    end: int
    period: Period


def scan_periods(text: str, language: str = "en", reference: str = "") -> list[PeriodMention]:
    """Give the times of a text in their order; none overlaps another.

    ``reference`` is the ISO 8601 date (or month, or year) from which relative times are reckoned. Without it they are
    given too, with no start or end. A length of time without a place in time ("for three years") has neither as well.

    >>> [m.period.end for m in scan_periods("The plan runs until the end of next year.", reference="2021-07-22")]
    ['2022']
    """
    folded = fold(text)
    start = _read_reference(reference)
    found = [*find_korean_times(folded.text, start, language == "ko"), *find_english_times(folded.text, start)]
    return [_mention(text, folded, each) for each in drop_overlaps(found)]


def mark_times(folded: str, language: str = "en") -> list[tuple[int, int, bool]]:
    """Give the spans of a folded text that belong to dates, times of day (False) and lengths of time (True).

    More than ``scan_periods`` gives: here a year standing alone counts too.
    """
    return mark_english_times(folded) + mark_korean_times(folded, language == "ko")


def _mention(text: str, folded: Folded, found: Found) -> PeriodMention:
    start, end = folded.origin_span(found.start, found.end)
    period = Period(found.low, found.high, found.role, found.precision, text[start:end], start, end)
    return PeriodMention(start, end, period)


def _read_reference(reference: str) -> date | None:
    parts = [int(part) for part in reference[:10].split("-") if part.isdigit()]
    if not parts:
        return None
    year, month, day = (*parts, 1, 1)[:3] if len(parts) < 3 else parts[:3]
    return date(year, month, day)
