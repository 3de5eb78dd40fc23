"""Every quantity and every time of a document, whether a claim came of it or not, as plain records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..graph.citation import Source
from ..graph.claim import QuantityClaim, Reading
from ..graph.values import Quantity
from .claims import scan
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
    claimed = sorted((q for c in claims for q in (c.quantity, *c.repeats)), key=lambda q: q.start)
    rows = [(each.start, _claimed(each, scanned.quantities)) for each in claimed]
    others = (*scanned.quantities, *find_lengths(source.text, language), *unwritten)
    for each in _apart([(q.start, q.end) for q in claimed], others):
        rows.append((each.start, _recognised(each, each.unit or units.get(each.start, ""))))
    for mention in periods:
        words = source.text[mention.start : mention.end]
        place: Record = {"surface": words, "surface_start": mention.start, "role": mention.period.role.value}
        rows.append((mention.start, place | time_of(mention.period)))
    for _, row in sorted(rows, key=lambda each: each[0]):
        yield {"doc": source.id} | row


def _apart(taken: Sequence[tuple[int, int]], mentions: Sequence[QuantityMention]) -> Iterator[QuantityMention]:
    """The mentions that stand apart from what is taken and from one another; of two, the one named first."""
    spans = list(taken)
    for each in mentions:
        if not any(each.start < end and start < each.end for start, end in spans):
            spans.append((each.start, each.end))
            yield each


def _claimed(quantity: Quantity, mentions: Sequence[QuantityMention]) -> Record:
    """A quantity as its claim holds it: a cell of a table has the unit and the scale that stand above it."""
    mention = next((m for m in mentions if m.start == quantity.start), None)
    out = _values(quantity.value, quantity.value_max) | {"unit": quantity.unit, "bound": word_of_bound(quantity.bound)}
    if mention is not None and mention.per:
        out["per"] = mention.per
    return out | {"surface": quantity.surface, "surface_start": quantity.start, "claimed": True}


def _recognised(mention: QuantityMention, unit: str) -> Record:
    out = _values(mention.value, mention.value_max) | {"unit": unit, "bound": word_of_bound(mention.bound)}
    if mention.per:
        out["per"] = mention.per
    if mention.equivalent_of is not None:
        out["equivalent_of"] = mention.equivalent_of
    return out | {"surface": mention.surface, "surface_start": mention.start, "claimed": False}


def _values(value: Decimal, most: Decimal | None) -> Record:
    out: Record = {"value": number_of(value)}
    if most is not None:
        out["value_max"] = number_of(most)
    return out
