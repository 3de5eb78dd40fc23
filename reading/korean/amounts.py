"""The grammar of numbers in Korean."""

from __future__ import annotations

from collections.abc import Sequence

from ..amounts import QuantityMention
from ..numerals import OtherNumeral


def find_korean_amounts(text: str, others: Sequence[OtherNumeral], country: str, korean: bool) -> list[QuantityMention]:
    """Give the quantities written in Korean in a folded text."""
    return []
