"""Numbers in the words of the audit."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ..quantities import QuantityKind, QuantityMention

_ENGLISH = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_KOREAN = ((Decimal(10**12), "조"), (Decimal(10**8), "억"), (Decimal(10**4), "만"))


def number(value: Decimal, places: int) -> str:
    """A number rounded half up, without idle zeros.

    >>> number(Decimal("94.4882"), 1), number(Decimal("336000"), 1), number(Decimal("-0.04"), 1)
    ('94.5', '336,000', '0')
    """
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def amount(value: Decimal, like: QuantityMention) -> tuple[str, str]:
    """A recomputed value in the unit of a number of the text, English and Korean.

    >>> amount(Decimal("15900000000000"), QuantityMention(QuantityKind.MONEY, 0, 1, "", Decimal(1), unit="KRW"))
    ('15.9 trillion KRW', '15.9조 KRW')
    """
    unit = {"percent": "%", "percentage_point": "%p"}.get(like.unit, "")
    if like.kind in (QuantityKind.MONEY, QuantityKind.MEASURE):
        unit = f" {like.unit}"
    return _scaled(value, _ENGLISH, " ") + unit, _scaled(value, _KOREAN, "") + unit


def _scaled(value: Decimal, scales: tuple[tuple[Decimal, str], ...], space: str) -> str:
    for scale, word in scales:
        shown = value / scale
        if abs(shown) >= 1 and shown == shown.quantize(Decimal("0.0001")):
            return f"{number(shown, 4)}{space}{word}"
    return number(value, 2)


def printed(english: str, korean: str, said: str) -> tuple[str, str]:
    """What was recomputed, with what is printed, in both languages."""
    return f"{english}, and {said} is printed", f"{korean}, 문서의 표기는 {said}"
