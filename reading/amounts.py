"""What the number grammars of all languages share: the kinds of quantity and the mention of one in a text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum

from ..graph.values import Bound

EXACT = Context(prec=80)
"""Amounts are multiplied out in this context: no digit of a number that a document can hold is lost."""


class QuantityKind(StrEnum):
    """What sort of number a mention is, by its form alone."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    """percentage points"""
    RANK = "rank"
    TIMES = "times"
    """a multiple: "2.9 times", "doubled\""""
    MEASURE = "measure"
    """with a physical unit"""
    COUNT = "count"
    """a bare number before a noun"""


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A number where it stands in a text, with everything that belongs to it.

    ``start``:``end`` is the whole expression with its currency, scale and sign; ``bound_start`` is where the word that
    limits it begins ("more than"), or ``start``. ``unit`` is an ISO 4217 code, ``percent``, ``percentage_point``,
    ``rank``, ``times``, the singular of a measure as written, a Korean counter, or empty for an English count, whose
    noun the parser finds. ``per`` holds the words that make it an amount for each ("per household", "1인당").
    ``equivalent_of`` is the start of the money of which this is the same money in another currency. ``malformed`` says
    that its digits are grouped as no custom groups them.
    """

    kind: QuantityKind
    start: int
    end: int
    surface: str
    value: Decimal
    value_max: Decimal | None = None
    unit: str = ""
    bound: Bound = Bound.EXACTLY
    bound_start: int = 0
    spelled: bool = False
    per: str = ""
    equivalent_of: int | None = None
    malformed: bool = False


def times(value: Decimal, factor: int | Decimal) -> Decimal:
    """Give the exact product, written without exponent where it is whole."""
    product = EXACT.multiply(value, Decimal(factor))
    whole = product.to_integral_value()
    return EXACT.quantize(product, Decimal(1)) if product == whole and abs(whole) < Decimal(10) ** 60 else product
