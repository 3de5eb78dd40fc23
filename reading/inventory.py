"""Every quantity and every time of a document, whether a claim came of it or not, as plain records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..graph.citation import Source
from ..graph.claim import QuantityClaim, Reading
from .claims import Scan, scan
from .contract import Record, number_of, time_of, word_of_bound
from .languages import count_with_units
from .lengths import find_lengths
from .periods import scan_periods
from .quantities import QuantityMention


def inventory(source: Source, reading: Reading, body_start: int = 0) -> Iterator[Record]:
    """The quantities and times of a document in the order of the text.

    A quantity has ``value`` (``value_max`` for a range), ``unit``, ``bound``, ``surface`` and ``surface_start``,
    ``claimed``, and ``per`` or ``equivalent_of`` (the place of the same money in another currency) where they apply.
    Lengths of time and ages are quantities with ``second`` … ``century`` as unit. A time has the fields that claims
    have (``asof``, ``start``, ``end``, ``precision``) as far as the reference time allows, and no ``value``.
    """
    scanned = scan(source, body_start)
    language = source.language or "en"
    periods = scan_periods(source.text, language, source.reckoned_from)
    units, unwritten = count_with_units(scanned.document, scanned.quantities, periods, scanned.names)
    claims = [c for c in reading.claims if isinstance(c, QuantityClaim)]
    claimed = {q.start: q.unit for claim in claims for q in (claim.quantity, *claim.repeats)}
    found = _without_overlaps(scanned, [*find_lengths(source.text, language), *unwritten])
    rows: list[tuple[int, Record]] = []
    for each in found:
        unit = claimed.get(each.start) or each.unit or units.get(each.start, "")
        rows.append((each.start, _quantity(each, unit, each.start in claimed)))
    for mention in periods:
        words = source.text[mention.start : mention.end]
        place: Record = {"surface": words, "surface_start": mention.start, "role": mention.period.role.value}
        rows.append((mention.start, place | time_of(mention.period)))
    for _, row in sorted(rows, key=lambda each: each[0]):
        yield {"doc": source.id} | row


def _without_overlaps(scanned: Scan, others: Sequence[QuantityMention]) -> list[QuantityMention]:
    """The quantities that claims are made of, and of the others those that stand apart from them and one another."""
    kept = list(scanned.quantities)
    for each in others:
        if not any(each.start < k.end and k.start < each.end for k in kept):
            kept.append(each)
    return kept


def _quantity(mention: QuantityMention, unit: str, claimed: bool) -> Record:
    out: Record = {"value": number_of(mention.value)}
    if mention.value_max is not None:
        out["value_max"] = number_of(mention.value_max)
    out |= {"unit": unit, "bound": word_of_bound(mention.bound)}
    if mention.per:
        out["per"] = mention.per
    if mention.equivalent_of is not None:
        out["equivalent_of"] = mention.equivalent_of
    return out | {"surface": mention.surface, "surface_start": mention.start, "claimed": claimed}
