"""The grammar of time in Korean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..moments import Found


def find_korean_times(text: str, reference: date | None) -> Iterator[Found]:
    """Give the time adjuncts of a folded text, with their particles."""
    yield from ()


def mark_korean_times(text: str, korean: bool) -> list[tuple[int, int, bool]]:
    """Give the spans of dates and times of day (False) and of lengths of time (True)."""
    return []
