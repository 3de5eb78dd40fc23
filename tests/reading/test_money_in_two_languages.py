"""One amount of money written by a Korean and by an English ministry is one value."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policygraph.reading.quantities import QuantityMention, scan_quantities

# Amounts as budgets give them: a few leading digits, then zeros, from ten thousand to ten quadrillion won.
_AMOUNTS = st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(1, 99_999), st.integers(4, 11))


def _in_korean(amount: int, spaced: bool, thousands: bool) -> str:
    """조, 억 and 만 with what is left of each; ``thousands`` writes round ones with 천."""
    parts = []
    for scale, name in ((10**12, "조"), (10**8, "억"), (10**4, "만")):
        whole, amount = divmod(amount, scale)
        if whole:
            round_thousand = thousands and whole % 1000 == 0 and whole < 10_000
            parts.append((f"{whole // 1000}천" if round_thousand else f"{whole:,}") + name)
    return (" " if spaced else "").join(parts) + "원"


def _in_decimals(amount: int) -> str:
    """The largest scale with the fraction that it needs: 1.25조원."""
    for scale, name in ((10**12, "조"), (10**8, "억"), (10**4, "만")):
        if amount >= scale:
            return f"{Decimal(amount) / scale:f}{name}원"
    raise AssertionError(amount)


def _in_english(amount: int) -> str:
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if amount >= scale:
            return f"{(Decimal(amount) / scale).normalize():f} {name} won"
    return f"{amount:,} won"


def _only(text: str, language: str) -> QuantityMention:
    found = scan_quantities(text, language)
    assert len(found) == 1, (text, found)
    return found[0]


@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(amount=_AMOUNTS, spaced=st.booleans(), thousands=st.booleans())
def test_ten_thousand_amounts_are_the_same_in_both_languages(amount: int, spaced: bool, thousands: bool) -> None:
    korean = _only(f"정부는 올해 {_in_korean(amount, spaced, thousands)}을 투입한다.", "ko")
    decimals = _only(f"총 {_in_decimals(amount)} 규모로 조성한다.", "ko")
    english = _only(f"The ministry puts in {_in_english(amount)} for it.", "en")
    assert korean.value == decimals.value == english.value == amount
    assert korean.unit == decimals.unit == english.unit == "KRW"


@pytest.mark.parametrize(
    ("currency", "english", "korean"),
    [
        ("USD", lambda n: f"US${n} billion", lambda n: f"{n * 10}억 달러"),
        ("USD", lambda n: f"{n} million U.S. dollars", lambda n: f"{n * 100}만 달러"),
        ("EUR", lambda n: f"€{n}bn", lambda n: f"{n * 10}억 유로"),
        ("JPY", lambda n: f"{n} trillion yen", lambda n: f"{n}조 엔"),
        ("GBP", lambda n: f"£{n}bn", lambda n: f"{n * 10}억 파운드"),
        ("CNY", lambda n: f"RMB {n} trillion", lambda n: f"{n}조 위안"),
    ],
)
@pytest.mark.parametrize("number", [1, 2, 7, 15, 120, 999])
def test_foreign_money_is_the_same_in_both_languages(
    currency: str, english: Callable[[int], str], korean: Callable[[int], str], number: int
) -> None:
    one, other = _only(f"It is worth {english(number)}.", "en"), _only(f"규모는 {korean(number)}다.", "ko")
    assert (one.value, one.unit) == (other.value, other.unit)
    assert one.unit == currency
