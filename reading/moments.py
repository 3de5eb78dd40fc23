"""What the time grammars of all languages share: a time found in a text, and arithmetic over years and months."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ..graph.values import Precision, TimeRole


@dataclass(frozen=True, slots=True)
class Found:
    """A time at ``start``:``end`` of a folded text.

    ``bare`` says that it is an adjunct only with a preposition before it ("2020", "July"); ``tied`` that it lacks its
    year and was given the reference's.
    """

    start: int
    end: int
    low: str | None
    high: str | None
    precision: Precision
    role: TimeRole = TimeRole.AS_OF
    bare: bool = False
    tied: bool = False

    def moved(self, *, start: int | None = None, end: int | None = None) -> Found:
        """Give the same time over another span."""
        return replace(self, start=self.start if start is None else start, end=self.end if end is None else end)


def drop_overlaps(found: Iterable[Found]) -> list[Found]:
    """Give the times in order of place; of two that overlap the one that begins first, then the longer one."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def with_role(found: Found, role: TimeRole) -> Found:
    """Give a time with the open side that its role asks for: a deadline has no start, a beginning no end."""
    if role is TimeRole.DEADLINE:
        return replace(found, role=role, low=None)
    if role is TimeRole.SINCE:
        return replace(found, role=role, high=None)
    return replace(found, role=role)


def join_range(first: Found, last: Found) -> Found:
    """Give the span from one time to another; a first one without a year of its own takes the last one's."""
    if first.tied and not last.tied and first.low and last.low:
        first = replace(first, low=last.low[:4] + first.low[4:])
    precision = (
        first.precision if first.precision == last.precision else max(first.precision, last.precision, key=_coarse)
    )
    return Found(first.start, last.end, first.low, last.high, precision, TimeRole.DURING)


def _coarse(precision: Precision) -> int:
    return list(Precision).index(precision)


def year(value: int) -> str:
    """Give a year as ISO 8601 writes it."""
    return f"{value:04d}"


def month(value: int, number: int) -> str:
    """Give a month as ISO 8601 writes it; numbers beyond 12 and below 1 run into the years beside.

    >>> month(2021, 14)
    '2022-02'
    """
    value, number = value + (number - 1) // 12, (number - 1) % 12 + 1
    return f"{value:04d}-{number:02d}"


def day(value: int, number: int, day_of_month: int) -> str | None:
    """Give a day as ISO 8601 writes it, or nothing when there is no such day."""
    if not (1 <= value <= 9999 and 1 <= number <= 12 and 1 <= day_of_month <= calendar.monthrange(value, number)[1]):
        return None
    return date(value, number, day_of_month).isoformat()


def full_year(digits: str) -> int:
    """Give the year that two or four digits write (two: 1970 to 2069)."""
    value = int(digits)
    if len(digits) > 2:
        return value
    return 2000 + value if value < 70 else 1900 + value
