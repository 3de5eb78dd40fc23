"""Units of tables: the one that a line above names, one in a head's brackets, and how a number is said with it."""

from __future__ import annotations

import re

_SCALE = r"(?:hundreds?|thousands?|millions?|billions?|trillions?|mn|bn|tn|십|백|천|만|억|조|경)"
_MONEY = (
    r"(?:원|달러|불|유로|엔|위안|won|dollars?|euros?|yen|yuan|rupees?|pounds?|KRW|USD|EUR|JPY|CNY|GBP|TWD|SGD|AUD|INR"
    r"|US\$|NT\$|S\$|A\$|[$€£¥₩₹])"
)
_COUNT = (
    r"(?:명|인|개|개소|개국|건|호|가구|세대|대|곳|회|종|편|톤|점|위|년|개월|일|시간|시간대|㎞|km|㎡|㎢|ha|MW|GW|kW|MWh"
    r"|GWh|TWh|t|tons?|tonnes?|people|persons?|jobs|units?|cases|households?|companies|firms|places|years?|months?|days?"
    r"|%|%p|％|퍼센트|percent|per cent|percentage points?|%\s?points?|배|times)"
)
_UNIT = re.compile(rf"(?:in\s+)?(?:{_SCALE}(?:\s+of)?\s*)*(?:{_MONEY}|{_COUNT})?(?:\s*{_SCALE})*", re.IGNORECASE)
_SAID = re.compile(
    r"[(\[［（〔【<]?\s*(?:단\s*위|units?)\s*[:：;]?\s*(?P<unit>[^()\[\]（）］〕】>]{1,60}?)\s*[)\]］）〕】>]?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[（［]\s*(?P<unit>[^()\[\]（）［］]{1,40}?)\s*[)\]）］]")
SAID_WITHIN = re.compile(
    r"[(\[（［〔]\s*(?:단\s*위\s*[:：]?|units?\s*:)\s*(?P<unit>[^()\[\]（）［］]{1,40}?)\s*[)\]）］〕]", re.IGNORECASE
)
_BARE = re.compile(
    r"(?P<number>(?:약|약 |about |approx\. )?[△▲+\-−–]?\s?\d[\d,]*(?:\.\d+)?)(?P<mark>\*{0,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2})"
)
_SHARE = re.compile(r"%|비율|비중|[율률](?![가-힣])|rate\b|share\b|ratio\b|percent", re.IGNORECASE)
_TIMELESS = re.compile(
    r"연도|년도|시기|기한|기간|완공|착공|순위|\b(?:year|date|deadline|completion|period|rank)", re.IGNORECASE
)


def unit_of(text: str) -> str:
    """The unit that a line names for the table below it, several joined by `` / ``; empty for others.

    >>> unit_of("(단위: 백만원, %)"), unit_of("[In millions of US dollars]"), unit_of("Unit: persons")
    ('백만원 / %', 'million US dollars', 'persons')
    """
    text = text.strip()
    found = _SAID.fullmatch(text) if len(text) <= 80 else None
    if found and (re.search(r"[:：;]", text) or text[0] in "([［（〔【<"):
        return " / ".join(part for part in (_tidy(part) for part in re.split(r"\s*[,，/·]\s*", found["unit"])) if part)
    inside = re.fullmatch(r"[(\[（［]?\s*(in\s+[^()\[\]]{3,40}?)\s*[)\]）］]?", text, re.IGNORECASE)
    return _tidy(inside[1]) if inside and re.match(rf"in\s+{_SCALE}\b", inside[1], re.I) else ""


def _tidy(unit: str) -> str:
    """A unit as it is said after a number.

    >>> _tidy("in millions of won"), _tidy("억 원"), _tidy("KRW million")
    ('million won', '억원', 'KRW million')
    """
    unit = re.sub(r"^in\s+", "", unit.strip(), flags=re.IGNORECASE)
    unit = re.sub(rf"\b({_SCALE[3:-1]})\b(?=\s+\w)", lambda m: m[1].rstrip("s"), unit, flags=re.IGNORECASE)
    unit = re.sub(r"\b(hundred|thousand|million|billion|trillion)s?\s+of\s+", r"\1 ", unit, flags=re.IGNORECASE)
    return re.sub(r"(?<=[가-힣])\s+(?=[가-힣])", "", unit)


def with_unit(text: str, unit: str) -> str:
    """A cell's number with its unit; other text as it is.

    >>> [with_unit("1,234", unit) for unit in ("백만원", "million won", "KRW million")], with_unit("n/a", "%")
    (['1,234백만원', '1,234 million won', 'KRW 1,234 million'], 'n/a')
    """
    number = _BARE.fullmatch(text)
    if not unit or not number:
        return text
    text, mark = number["number"], number["mark"]
    ahead = re.fullmatch(r"([A-Z]{2,3}\$?|[A-Z]{0,2}[$€£¥₩₹])\s*(.*)", unit)
    if ahead and ahead[1] not in ("MW", "GW", "TWH", "HA", "KM"):
        return f"{ahead[1]}{' ' if ahead[1][-1].isalpha() else ''}{text} {ahead[2]}".rstrip() + mark
    return text + ("" if re.match(r"[가-힣%％㎞㎡㎢]", unit) else " ") + unit + mark


def unit_for(head: str, units: list[str]) -> str:
    """Which of the units named above a table holds in a column: shares are per cent, the other is the rest."""
    if _TIMELESS.search(head):
        return ""
    shares = [unit for unit in units if unit.startswith(("%", "％"))]
    rest = [unit for unit in units if unit not in shares]
    if shares and rest:
        if _SHARE.search(head):
            return shares[0]
        return rest[0] if len(rest) == 1 else ""
    return units[0] if len(units) == 1 and not (_SHARE.search(head) and not shares) else ""


def strip_unit(head: str) -> tuple[str, str]:
    """A head without the unit in its brackets, and that unit.

    >>> strip_unit("예산(억원)"), strip_unit("Budget (million won)"), strip_unit("Seoul (capital)")
    (('예산', '억원'), ('Budget', 'million won'), ('Seoul (capital)', ''))
    """
    said = SAID_WITHIN.search(head)
    for found in [said] if said else _BRACKETED.finditer(head):
        unit = found["unit"]
        if said or (_UNIT.fullmatch(unit) and not unit.isdigit()):
            return " ".join((head[: found.start()] + head[found.end() :]).split()), _tidy(unit)
    return head, ""
