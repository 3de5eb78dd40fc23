"""Numbers as people read them: magnitude words in English, 만·억·조 in Korean, units and bounds beside them."""

from __future__ import annotations

from decimal import Decimal

_ENGLISH = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_KOREAN = ((10**16, "경"), (10**12, "조"), (10**8, "억"), (10**4, "만"))
_BOUNDS = {
    "en": {"atLeast": "at least {}", "approximately": "about {}", "atMost": "up to {}"},
    "ko": {"atLeast": "{} 이상", "approximately": "약 {}", "atMost": "최대 {}"},
}


def number_in_words(value: Decimal, language: str = "en") -> str:
    """The number without loss, short where magnitude words make it short.

    >>> number_in_words(Decimal("58200000000000")), number_in_words(Decimal("58200000000000"), "ko")
    ('58.2 trillion', '58조 2,000억')
    >>> number_in_words(Decimal(12000)), number_in_words(Decimal("14.30"))
    ('12,000', '14.3')
    """
    if language == "ko" and value == value.to_integral_value() and abs(value) >= 10**4:
        return _in_korean(int(value))
    if language != "ko":
        for size, word in _ENGLISH:
            scaled = value / size
            if abs(scaled) >= 1 and scaled == round(scaled, 3):
                return f"{_plain(scaled)} {word}"
    return _plain(value)


def quantity_in_words(value: Decimal, unit: str = "", bound: str = "", language: str = "en") -> str:
    """The number with its unit and bound.

    >>> quantity_in_words(Decimal(4), "rank"), quantity_in_words(Decimal("14.3"), "percent")
    ('4th', '14.3 %')
    >>> quantity_in_words(Decimal("49e12"), "KRW", "atLeast"), quantity_in_words(Decimal(4), "rank", language="ko")
    ('at least 49 trillion KRW', '4위')
    """
    number = number_in_words(value, language)
    match unit:
        case "":
            said = number
        case "rank":
            said = f"{number}위" if language == "ko" else _ordinal(value, number)
        case "percent":
            said = f"{number} %"
        case "percentage point" | "percentage_point" | "percentage-point":
            said = f"{number} %p" if language == "ko" else f"{number} percentage points"
        case "times":
            said = f"{number}배" if language == "ko" else f"{number} times"
        case "KRW" if language == "ko":
            said = f"{number} 원"
        case _:
            said = f"{number} {plural(unit) if language != 'ko' and abs(value) != 1 else unit}"
    return _BOUNDS["ko" if language == "ko" else "en"].get(bound, "{}").format(said)


def plural(noun: str) -> str:
    """The plural of an English unit; codes and words of other scripts stay.

    >>> plural("smart factory"), plural("person"), plural("KRW"), plural("개"), plural("km2"), plural("branch")
    ('smart factories', 'people', 'KRW', '개', 'km2', 'branches')
    """
    if not noun.isascii() or noun.isupper() or not noun[-1].isalpha() or noun.endswith("s"):
        return noun
    if noun == "person" or noun.endswith(" person"):
        return noun[:-6] + "people"
    if noun[-1] == "y" and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("x", "z", "ch", "sh")) else "s")


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _in_korean(value: int) -> str:
    parts, rest = [], abs(value)
    for size, word in _KOREAN:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count:,}{word}")
    if rest:
        parts.append(f"{rest:,}")
    return ("-" if value < 0 else "") + " ".join(parts)


def _ordinal(value: Decimal, number: str) -> str:
    if value != value.to_integral_value():
        return f"{number} (rank)"
    whole = int(value)
    ending = "th" if 10 <= whole % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{number}{ending}"
