"""Quantities in a text: money, percentages, ranks, multiples, measures and counts, with bounds and ranges."""

from __future__ import annotations

import re
from dataclasses import replace

from .amounts import QuantityKind, QuantityMention
from .english.amounts import find_english_amounts
from .english.ranks import find_english_ranks
from .folding import fold
from .korean.amounts import find_korean_amounts
from .numerals import Reason, lay_mask, mark_other_numerals

__all__ = ["QuantityKind", "QuantityMention", "scan_quantities"]


def scan_quantities(text: str, language: str = "en", country: str = "") -> list[QuantityMention]:
    """Give the quantities of a text in their order; none overlaps another, and names with digits are none.

    ``country`` is the publisher's (ISO 3166-1 alpha-2): it decides what a bare ``$`` means. Korean and English numbers
    are both read in either language's texts; ``language`` decides what is doubtful.

    >>> [(q.value, q.unit) for q in scan_quantities("KRW 1.5 trillion went into 12 projects for 5G")]
    [(Decimal('1500000000000'), 'KRW'), (Decimal('12'), '')]
    """
    folded = fold(text)
    others = mark_other_numerals(folded.text, language)
    size = len(folded.text)
    taken = lay_mask(size, others)
    found = find_english_ranks(folded.text, lay_mask(size, (o for o in others if o.reason is not Reason.ORDINAL)))
    found += find_korean_amounts(folded.text, taken, country, language == "ko")
    found += find_english_amounts(folded.text, taken, country)
    mentions = _mark_equivalents(folded.text, _without_overlaps(found))
    if folded.text == text:
        return mentions
    placed: list[QuantityMention] = []
    for each in mentions:
        start, end = folded.origin_span(each.start, each.end)
        equivalent = None if each.equivalent_of is None else folded.origin(each.equivalent_of)
        bound_start = folded.origin(each.bound_start)
        placed.append(
            replace(
                each, start=start, end=end, surface=text[start:end], bound_start=bound_start, equivalent_of=equivalent
            )
        )
    return placed


def _without_overlaps(found: list[QuantityMention]) -> list[QuantityMention]:
    """Keep of overlapping mentions the one found first."""
    taken: list[QuantityMention] = []
    spots: set[int] = set()
    for each in found:
        if spots.isdisjoint(range(each.start, each.end)):
            spots.update(range(each.start, each.end))
            taken.append(each)
    return sorted(taken, key=lambda each: each.start)


_OPENS = re.compile(
    r"\s?[(\[]\s?(?:or|i\.e\.|=|≈|~|about|approximately|approx\.?|around|some|nearly|roughly|equivalent\sto|equal\sto|약|한화|미화)?,?\s?(?:about\s|approximately\s|약\s?)?"
    r"|,?\s(?:or|which\sis|equivalent\sto)\s(?:about\s|approximately\s|around\s|some\s|nearly\s)?|\s?[/=]\s?"
)


def _mark_equivalents(text: str, mentions: list[QuantityMention]) -> list[QuantityMention]:
    """Mark money that repeats the money just before it in another currency: "KRW 2 trillion (US$1.5 billion)"."""
    marked: list[QuantityMention] = []
    for each in mentions:
        last = marked[-1] if marked else None
        if (
            last
            and last.kind is each.kind is QuantityKind.MONEY
            and last.unit != each.unit
            and each.start - last.end < 40
            and _OPENS.fullmatch(text, last.end, each.start)
        ):
            each = replace(each, equivalent_of=last.equivalent_of if last.equivalent_of is not None else last.start)
        marked.append(each)
    return marked
