"""Which figure of a translation stands for which figure of its original.

Word order differs between Korean and English, and a translation may leave things out. So figures of equal value are
paired first, the nearest ones first; what is left over is paired only between pairs that are sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...graph.values import Bound
from ..quantities import QuantityKind
from .rounding import interval
from .sheet import Line, Sheet, Written

_RATES = frozenset({QuantityKind.PERCENT, QuantityKind.POINTS})
_THINGS = frozenset({QuantityKind.COUNT, QuantityKind.MEASURE})
_FARTHEST = 0.35
"""parts of the whole document by which two figures of one value may stand apart"""
_SLIPS = tuple(Decimal(10) ** power for power in (1, 2, 3, 4, 5, 6, 8))


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with its line and how far into the document it stands (0 to 1)."""

    written: Written
    line: Line
    depth: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures that stand for one another; ``slip`` is the power of ten between them, where nothing else differs."""

    original: Placed
    translation: Placed
    same: bool
    slip: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs in the order of the original, and what has no counterpart."""

    pairs: tuple[Pair, ...]
    only_original: tuple[Placed, ...]
    only_translation: tuple[Placed, ...]


def figures_of(sheet: Sheet) -> list[Placed]:
    """The figures that a translation should have too: no amount that repeats another in a second currency."""
    size = max(len(sheet.document.text), 1)
    return [
        Placed(each, line, each.mention.start / size)
        for line in sheet.lines
        for each in line.numbers
        if each.mention.equivalent_of is None
    ]


def align(original: Sequence[Placed], translation: Sequence[Placed]) -> Alignment:
    """Pairs of figures: equal values first, then those that differ where everything around them agrees."""
    pairs = _equal_pairs(original, translation)
    pairs |= _between(original, translation, pairs)
    taken = set(pairs.values())
    return Alignment(
        tuple(_pair(original[i], translation[j]) for i, j in sorted(pairs.items())),
        tuple(each for i, each in enumerate(original) if i not in pairs),
        tuple(each for j, each in enumerate(translation) if j not in taken),
    )


def comparable(one: Written, other: Written) -> bool:
    """Whether two figures are of one sort: money, a rate, a rank, a multiple, or a number of things."""
    a, b = one.mention.kind, other.mention.kind
    return a is b or {a, b} <= _RATES or {a, b} <= _THINGS


def same_value(one: Written, other: Written) -> bool:
    """Whether two figures may be one, as far as they are rounded; money must be of one currency."""
    a, b = one.mention, other.mention
    if a.kind is QuantityKind.MONEY and a.unit != b.unit:
        return False
    if a.value == b.value and a.value_max == b.value_max:
        return True
    written_out = {a.kind, b.kind} <= _THINGS and max(a.value, b.value) < 1000
    if written_out or a.kind is QuantityKind.RANK:
        return False
    return interval(replace(a, bound=Bound.EXACTLY)).meets(interval(replace(b, bound=Bound.EXACTLY)))


def slip_between(one: Written, other: Written) -> Decimal | None:
    """The power of ten by which two values differ, as when 조 is taken for a billion, if they differ by one."""
    a, b = one.mention.value, other.mention.value
    if not a or not b:
        return None
    low, high = sorted((abs(a), abs(b)))
    return next((power for power in _SLIPS if low * power == high), None)


def _equal_pairs(original: Sequence[Placed], translation: Sequence[Placed]) -> dict[int, int]:
    costs = sorted(
        (_distance(one, other), i, j)
        for i, one in enumerate(original)
        for j, other in enumerate(translation)
        if comparable(one.written, other.written) and same_value(one.written, other.written)
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for cost, i, j in costs:
        if i not in pairs and j not in taken and cost <= _FARTHEST:
            pairs[i] = j
            taken.add(j)
    return pairs


def _distance(one: Placed, other: Placed) -> float:
    """How far apart two figures stand; less where they speak of one known thing, more where they are written unlike."""
    apart = abs(one.depth - other.depth)
    a, b = one.written, other.written
    if a.claim is not None and b.claim is not None and a.claim.subject == b.claim.subject:
        apart -= 0.05
    return apart + (0.0 if a.mention.value == b.mention.value else 0.1)


def _between(original: Sequence[Placed], translation: Sequence[Placed], pairs: dict[int, int]) -> dict[int, int]:
    """Figures left over that stand in lines which other pairs hold together, or right between two pairs."""
    taken = set(pairs.values())
    more: dict[int, int] = {}
    for i, one in enumerate(original):
        if i in pairs:
            continue
        left = [
            j
            for j in _opposite(i, original, translation, pairs)
            if j not in taken and comparable(one.written, translation[j].written)
        ]
        slipped = [j for j in left if slip_between(one.written, translation[j].written)]
        rivals = [k for k in _opposite_of(i, original, pairs) if comparable(one.written, original[k].written)]
        chosen = slipped[0] if slipped else left[0] if len(left) == 1 and len(rivals) == 1 else None
        if chosen is not None:
            more[i] = chosen
            taken.add(chosen)
    return more


def _opposite_of(i: int, original: Sequence[Placed], pairs: dict[int, int]) -> list[int]:
    """The figures of the same line that have no counterpart yet, the figure itself among them."""
    return [k for k, each in enumerate(original) if k not in pairs and each.line is original[i].line]


def _opposite(
    i: int, original: Sequence[Placed], translation: Sequence[Placed], pairs: dict[int, int]
) -> Iterator[int]:
    """The figures of the translation among which the counterpart of a figure should stand."""
    mates = {
        id(translation[pairs[k]].line)
        for k, each in enumerate(original)
        if each.line is original[i].line and k in pairs
    }
    if mates:
        yield from (j for j, each in enumerate(translation) if id(each.line) in mates)
        return
    before = next((pairs[k] for k in range(i - 1, -1, -1) if k in pairs), None)
    after = next((pairs[k] for k in range(i + 1, len(original)) if k in pairs), None)
    low = -1 if before is None else before
    high = len(translation) if after is None else after
    if low < high:
        yield from range(low + 1, high)


def _pair(one: Placed, other: Placed) -> Pair:
    same = same_value(one.written, other.written)
    return Pair(one, other, same, None if same else slip_between(one.written, other.written))
