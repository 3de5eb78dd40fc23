"""How far a written number may lie from the number meant: its digits, its scale and the word that limits it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ...graph.values import Bound
from ..amounts import EXACT, QuantityKind, QuantityMention
from ..folding import fold

ZERO, HALF = Decimal(0), Decimal("0.5")
_RUN = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([십백천만억조경]*)")
_KOREAN_SCALE = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
ROUNDED_FROM = Decimal(10**6)
"""From this scale on ("million", "억") the digits left out are taken as rounded away; counts below are written out."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``.

    >>> Interval(Decimal(1), Decimal(2)).meets(Interval(Decimal(2), Decimal(3)))
    True
    """

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def wider(self, by: Decimal) -> Interval:
        """The interval with as much more at either end."""
        return Interval(self.low - by, self.high + by)

    def plus(self, other: Interval) -> Interval:
        """What the sum of two numbers may be."""
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        """What the difference of two numbers may be."""
        return Interval(self.low - other.high, self.high - other.low)

    def over(self, other: Interval) -> Interval | None:
        """What the quotient of two numbers that are not negative may be; nothing when the divisor may be zero."""
        if other.low <= 0 or self.low < 0:
            return None
        return Interval(EXACT.divide(self.low, other.high), EXACT.divide(self.high, other.low))

    @property
    def negative(self) -> Interval:
        """The interval on the other side of zero."""
        return Interval(-self.high, -self.low)

    def times(self, factor: Decimal) -> Interval:
        """Both ends multiplied by a positive number."""
        return Interval(EXACT.multiply(self.low, factor), EXACT.multiply(self.high, factor))


def last_place(mention: QuantityMention) -> Decimal:
    """What one more in the last digit written would add: 100 billion for "58.2 trillion won", 1 for "1,126"."""
    value = abs(mention.value)
    if mention.spelled or not value:
        return Decimal(1)
    runs = _RUN.findall(fold(mention.surface).text)
    if not runs:
        return Decimal(1)
    digits, korean = runs[-1]
    if len(runs) > 1 or korean:
        scale = Decimal(1)
        for sign in korean:
            scale *= _KOREAN_SCALE[sign]
    else:
        written = Decimal(digits.replace(",", "").rstrip(".") or "0")
        scale = EXACT.divide(value, written) if written else Decimal(1)
    decimals = len(digits.rpartition(".")[2]) if "." in digits else 0
    return EXACT.divide(scale, Decimal(10**decimals))


def first_zero(value: Decimal) -> Decimal:
    """What one more in the last digit that is not zero would add: 10,000 for 170,000."""
    digits, exponent = value.normalize().as_tuple().digits, value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and digits != (0,) else Decimal(1)


def _third_digit(value: Decimal) -> Decimal:
    """The place of the third digit of a number that has zeros only from there on; nothing below a thousand."""
    place = Decimal(1).scaleb(value.adjusted() - 2)
    return min(place, Decimal(1000)) if value >= 1000 and value % place == 0 else ZERO


def _half(mention: QuantityMention, ratio: bool) -> Decimal:
    """How far off rounding may have put the number: half of its last place.

    A whole number below the scale of millions counts as written out. Where numbers are divided by one another, one that
    ends in zeros may have been rounded, yet never before its third digit.
    """
    place = last_place(mention)
    if mention.kind is QuantityKind.RANK:
        return ZERO
    if mention.kind is QuantityKind.TIMES and mention.spelled:
        return abs(mention.value) / 10
    whole = place == place.to_integral_value()
    if mention.kind is QuantityKind.COUNT and whole and place < ROUNDED_FROM:
        return _third_digit(mention.value) * HALF if ratio else ZERO
    return place * HALF


def interval(mention: QuantityMention, *, ratio: bool = False) -> Interval:
    """The numbers that may be meant.

    "More than 170,000" reaches up to the next number of that roundness (180,000): whoever writes it would else have
    written that. "About" allows half of the last digit that is not zero, and two in a hundred at least; "up to"
    allows everything below.
    """
    half = _half(mention, ratio)
    low, high = mention.value - half, (mention.value if mention.value_max is None else mention.value_max) + half
    step = first_zero(mention.value)
    if mention.bound is Bound.AT_LEAST:
        return Interval(low, high + step)
    if mention.bound is Bound.AT_MOST:
        return Interval(min(ZERO, low), high)
    if mention.bound is Bound.APPROXIMATELY:
        slack = max(step * HALF, abs(mention.value) / 50, half)
        return Interval(mention.value - slack, high - half + slack)
    return Interval(low, high)


def sum_interval(mentions: tuple[QuantityMention, ...]) -> Interval:
    """What the sum of the numbers may be.

    From the third summand on, numbers in full thousands may each be off by half a thousand.
    """
    total = Interval(ZERO, ZERO)
    for each in mentions:
        total = total.plus(interval(each))
    thousands = all(m.kind is QuantityKind.COUNT and m.value % 1000 == 0 for m in mentions)
    return total.wider(Decimal(500) * (len(mentions) - 2)) if thousands and len(mentions) > 2 else total
