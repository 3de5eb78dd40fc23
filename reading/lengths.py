"""Lengths of time and ages as quantities: "three years", "24-hour", "5개월간", "aged 15 to 34", "만 19~34세".

They date or describe and so are no claims, but who asks for every quantity of a text gets them too.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ..graph.values import Bound
from .amounts import QuantityKind, QuantityMention
from .english.amounts import bound_before, read_digits
from .english.number_words import NUMBER_WORDS, SCALES, read_number_words
from .folding import fold
from .lexicons import join_alternatives
from .numerals import Reason, mark_other_numerals

_UNITS = {
    "second": ("seconds", "second", "secs", "sec", "초"),
    "minute": ("minutes", "minute", "mins", "min", "분"),
    "hour": ("hours", "hour", "hrs", "시간"),
    "day": ("days", "day", "영업일", "일"),
    "week": ("weeks", "week", "주일", "주간", "주"),
    "month": ("months", "month", "개월", "달"),
    "quarter": ("quarters",),
    "semester": ("semesters", "semester", "학기"),
    "year": ("years", "year", "yrs", "yr", "개년", "년여", "주년", "년", "세", "살"),
    "decade": ("decades", "decade"),
    "century": ("centuries", "century"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_NUMBER = re.compile(
    rf"(?P<digits>\d++(?:[,.]\d++)*+)(?:\s?(?P<scale>{join_alternatives(SCALES)})\b)?|\b(?P<words>{NUMBER_WORDS})",
    re.IGNORECASE,
)
_UNIT = re.compile(rf"[\s-]?(?P<unit>{join_alternatives(_UNIT_OF)})(?![A-Za-z])", re.IGNORECASE)
_GLUED = re.compile(r"(?<![\w.,])\d{1,3}(?:mins?|secs?|hrs?|yrs?)(?!\w)")
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d년|월\s?\d{1,2}일|시\s?\d{1,2}분")
"""a year, a day of a month and a minute of an hour, which are written like lengths"""
_LONG_AGO = re.compile(rf"(?<![\w.,])\d[\d.,]{{0,8}}\s(?:{join_alternatives(SCALES)})[\s-](?:year|month|day)s?\b")


def find_lengths(text: str, language: str = "en") -> list[QuantityMention]:
    """Give the lengths of time and the ages of a text in their order; none overlaps another.

    ``unit`` is ``second``, ``minute``, ``hour``, ``day``, ``week``, ``month``, ``quarter``, ``semester``, ``year``,
    ``decade`` or ``century`` in either language; the value keeps the number written, nothing is converted.

    >>> [(str(m.value), str(m.value_max), m.unit) for m in find_lengths("over the next four years, in 6-8 weeks")]
    [('4', 'None', 'year'), ('6', '8', 'week')]
    """
    folded = fold(text)
    stretches = [
        (each.start, each.end, each.reason)
        for each in mark_other_numerals(folded.text, language)
        if each.reason in (Reason.LENGTH, Reason.AGE)
        and not _DATED.search(folded.text, max(0, each.start - 4), each.end)
    ]
    for pattern in (_GLUED, _LONG_AGO):
        stretches += [(*m.span(), Reason.LENGTH) for m in pattern.finditer(folded.text)]
    found: list[QuantityMention] = []
    reached = 0
    for start, end, reason in sorted(stretches, key=lambda each: (each[0], -each[1])):
        mention = _read(folded.text, start, end, reason) if start >= reached else None
        if mention is not None:
            reached = end
            a, b = folded.origin_span(mention.start, mention.end)
            found.append(_placed(mention, text, a, b, folded.origin(mention.bound_start)))
    return found


def _placed(mention: QuantityMention, text: str, start: int, end: int, bound_start: int) -> QuantityMention:
    return QuantityMention(
        mention.kind,
        start,
        end,
        text[start:end],
        mention.value,
        mention.value_max,
        mention.unit,
        mention.bound,
        bound_start,
        mention.spelled,
    )


def _read(text: str, start: int, end: int, reason: Reason) -> QuantityMention | None:
    """The length or age in a stretch that is known to hold one; a range where two numbers stand in it."""
    numbers = [(m, value) for m in _NUMBER.finditer(text, start, end) if (value := _value(m)) is not None]
    if not numbers:
        return None
    first, last = numbers[0], numbers[min(1, len(numbers) - 1)]
    unit = _UNIT.match(text, last[0].end(), end)
    if unit is None and reason is Reason.LENGTH:
        return None
    stop = unit.end() if unit else last[0].end()
    name = _UNIT_OF[unit["unit"].lower()] if unit else "year"
    bound, bound_start = bound_before(text, first[0].start(), QuantityKind.MEASURE)
    ranged = last[1] if last[1] > first[1] else None
    if text[stop : stop + 1] == "+":
        bound = Bound.AT_LEAST
    return QuantityMention(
        QuantityKind.MEASURE,
        first[0].start(),
        stop,
        text[first[0].start() : stop],
        first[1],
        ranged,
        name,
        bound,
        bound_start,
        bool(first[0]["words"]),
    )


def _value(m: re.Match[str]) -> Decimal | None:
    if m["words"]:
        return read_number_words(m["words"])
    read = read_digits(m["digits"])
    if read is None:
        return None
    return read[0] * Decimal(SCALES[" ".join(m["scale"].lower().split())]) if m["scale"] else read[0]
