"""The grammar of numbers in Korean: 58조 2천억원, 90만 3천개, 14.3%p, 5배, 세계 5위, 170여 개."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from re import Match

from ...graph.values import Bound
from ..amounts import QuantityKind, QuantityMention, times
from ..english.amounts import read_digits
from ..lexicons import join_alternatives, read_lexicon

_NUMBERS = read_lexicon("korean", "numbers")
_UNITS = read_lexicon("korean", "units")
_MONEY = read_lexicon("korean", "money")
_SMALL: dict[str, int] = _NUMBERS["small"]
_BIG: dict[str, int] = _NUMBERS["big"]
_NATIVE: dict[str, int] = _NUMBERS["native"]
_CURRENCIES = {" ".join(word.split()): code for code, words in _MONEY["after"].items() for word in words}
_GUARDS: dict[str, str] = _MONEY["guards"]
_SIGNS: dict[str, str] = read_lexicon("english", "units")["signs"]
_MEASURES: dict[str, str] = _SIGNS | _UNITS["measures"]
_PREFIXES = {
    word: code
    for code, words in read_lexicon("english", "money")["before"].items()
    for word in words
    if not word.isalpha()
} | {"$": "USD", "미화 ": "USD", "US$": "USD", "¥": "JPY"}

_DIGITS = r"\d{1,3}(?:,\d{3,4}){1,6}(?:\.\d{1,4})?|\d{1,20}(?:\.\d{1,6})?"
_PART = re.compile(rf"(?P<digits>{_DIGITS})(?:\s?(?P<small>천|백|십))?(?:\s?(?P<big>[만억조경]))?")
_WORDS = re.compile(
    r"(?<![가-힣\d])(?P<small>[천백십])(?P<big>[만억조])(?=\s?(?:여|명|원|개|건|호|대|톤|달러|가구|곳|불|㎡))"
)
_GLUED_END = join_alternatives(_UNITS["after_counter"]["words"])
_CLOSE = rf"(?![가-힣]|[A-Za-z])|(?={_GLUED_END})|(?=다(?:[.,\s]|$))"
_YEO = re.compile(r"\s?여(?=\s?[가-힣㎡㎢])")
_CURRENCY = re.compile(rf"\s?(?P<unit>{join_alternatives(_CURRENCIES)})")
_POINTS = re.compile(rf"\s?{join_alternatives(_UNITS['percent']['points'])}(?![A-Za-z])")
_PERCENT = re.compile(rf"\s?(?:{join_alternatives(_UNITS['percent']['percent'])})(?!젝|그|세|토)")
_TIMES = re.compile(rf"\s?배(?:{_CLOSE})")
_RANK = re.compile(rf"\s?위(?=권)|\s?위(?:{_CLOSE})")
_MEASURE = re.compile(rf"\s?(?P<unit>{join_alternatives(_MEASURES)})(?![A-Za-z0-9])(?:{_CLOSE}|(?=급))")
_LOOSE = re.compile(rf"\s?(?P<unit>{join_alternatives(_UNITS['loose'])})(?!월|년|정|선|혁|편|인정|통)")
_STRICT = re.compile(rf"\s?(?P<unit>{join_alternatives(_UNITS['strict'])})(?:{_CLOSE})(?!째|\s?산업혁명)")
_NATIVE_COUNT = re.compile(
    rf"(?<![가-힣\d])(?!세대)(?P<number>{join_alternatives(_NATIVE)})\s?(?P<unit>개|가지|곳|명|건|배|차례|종류|축|단계|개의|마리|대|팀|사람)(?:{_CLOSE})(?!월|년)"
)
_UNITLESS_MONEY = re.compile(
    r"(?=\s(?:투자|투입|규모|지원|편성|예산|돌파|조성|확보|배정|추경|시대|시장|펀드|수출)|\s?[…·,\"')]|\s?$|\n)"
)
_BOUNDS = {word: Bound(name) for name, words in _NUMBERS["bounds_before"].items() for word in words}
_BOUND_BEFORE = re.compile(rf"(?:^|(?<![가-힣]))(?P<bound>{join_alternatives(_BOUNDS)})\s?(?:총\s?|연\s?)?$")
_BOUNDS_AFTER = {word: Bound(name) for name, words in _NUMBERS["bounds_after"].items() for word in words}
_BOUND_AFTER = re.compile(rf"(?:\s?(?:을|를|이|가)?\s?)(?P<bound>{join_alternatives(_BOUNDS_AFTER)})(?!표|책|상국|응)")
_AROUND = re.compile(r"대(?=[의를가에로\s,.)]|$)(?!\s?(?:비|상|기업))")
_PER = re.compile(
    rf"(?P<per>(?:\d{{0,3}}(?:인|명|가구|개소|개사|건|회|대|㏊|ha|㎡|농가|기업|사|호|곳)당|1인\s?평균|{join_alternatives(_UNITS['per']['prefix'])}))"
    r"\s?(?:최대|최소|약|평균|총)?\s?$"
)
_NAMED = re.compile(r"제\s?$|[A-Za-z]-?$")
_TO = re.compile(r"\s?[~∼–-]\s?|에서\s?|\s?→\s?")


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    value: Decimal
    kind: QuantityKind = QuantityKind.COUNT
    unit: str = ""
    scale: int = 1
    over: bool = False
    spelled: bool = False
    malformed: bool = False


def find_korean_amounts(text: str, taken: bytearray, country: str, korean: bool) -> list[QuantityMention]:
    """Give the quantities written in Korean in a folded text, outside the stretches in ``taken``.

    A number without any unit is given only as the first of a range or a change ("393 → 1,126개").
    """
    if not korean and not re.search("[가-힣]", text):
        return []
    amounts: list[_Amount] = []
    position = 0
    while m := _PART.search(text, position):
        amount = _read_number(text, m)
        position = max(amount.end, m.end())
        if text[m.start() - 1 : m.start()] in (".", ",") or _NAMED.search(text[max(0, m.start() - 3) : m.start()]):
            continue
        amount = _with_unit(text, amount, country)
        if any(taken[m.start() : m.end()]):
            continue
        amounts.append(amount)
        position = max(position, amount.end)
    mentions = _join(text, amounts)
    mentions += [_word_count(text, m) for m in _NATIVE_COUNT.finditer(text)]
    for m in _WORDS.finditer(text):
        value = Decimal(_SMALL[m["small"]] * _BIG[m["big"]])
        amount = _with_unit(text, _Amount(m.start(), m.end(), value, spelled=True), country)
        if amount.unit and not any(taken[m.start() : m.end()]):
            mentions.append(_mention(text, amount, amount))
    return sorted(mentions, key=lambda each: each.start)


def _read_number(text: str, first: Match[str]) -> _Amount:
    """Add up the parts of a number: 58조 2천억, 90만 3천, 2만8천, 2경 4,561조."""
    total, group = Decimal(0), Decimal(0)
    big_limit, small_limit = Decimal("1e60"), Decimal("1e60")
    malformed = False
    best = (first.end("digits"), Decimal(0), 1, False)
    m: Match[str] | None = first
    while m and (read := read_digits(m["digits"])):
        small, big = _SMALL.get(m["small"] or "", 1), _BIG.get(m["big"] or "", 1)
        value = times(read[0], small)
        if value >= small_limit or (group + value) * big >= big_limit:
            break
        malformed = malformed or read[1]
        group, small_limit = group + value, Decimal(small)
        if big > 1:
            total, group = total + times(group, big), Decimal(0)
            big_limit, small_limit = Decimal(big), Decimal("1e60")
        best = (m.end(), total + group, small * big, malformed)
        if small == big == 1:
            break
        m = _PART.match(text, m.end() + (text[m.end() : m.end() + 1] in (" ", "\u00a0")))
    end, value, scale, malformed = best
    return _Amount(first.start(), end, value, scale=scale, malformed=malformed)


def _with_unit(text: str, amount: _Amount, country: str) -> _Amount:
    before = text[max(0, amount.start - 4) : amount.start]
    for prefix, code in _PREFIXES.items():
        if before.endswith(prefix) and amount.scale > 1:
            suffix = _CURRENCY.match(text, amount.end)
            end = suffix.end() if suffix else amount.end
            return replace(
                amount, start=amount.start - len(prefix.strip() or prefix), end=end, kind=QuantityKind.MONEY, unit=code
            )
    if yeo := _YEO.match(text, amount.end):
        amount = replace(amount, end=yeo.end(), over=True)
    at = amount.end
    if (m := _CURRENCY.match(text, at)) and text[m.end() : m.end() + 1] not in tuple(_GUARDS.get(m["unit"], "")):
        unit = _CURRENCIES[" ".join(m["unit"].split())]
        return _signed(text, replace(amount, end=m.end(), kind=QuantityKind.MONEY, unit=unit))
    for pattern, kind, unit in (
        (_POINTS, QuantityKind.POINTS, "percentage_point"),
        (_PERCENT, QuantityKind.PERCENT, "percent"),
        (_TIMES, QuantityKind.TIMES, "times"),
        (_RANK, QuantityKind.RANK, "rank"),
    ):
        if m := pattern.match(text, at):
            return _signed(text, replace(amount, end=m.end(), kind=kind, unit=unit))
    measure, strict, loose = _MEASURE.match(text, at), _STRICT.match(text, at), _LOOSE.match(text, at)
    longest = max((m for m in (strict, loose) if m), key=lambda m: m.end(), default=None)
    if measure and (longest is None or measure.end() >= longest.end()):
        return replace(
            amount, end=measure.end(), kind=QuantityKind.MEASURE, unit=_MEASURES[" ".join(measure["unit"].split())]
        )
    if longest and not (longest["unit"] == "인" and amount.value == 1):
        return replace(amount, end=longest.end(), unit=longest["unit"])
    if (
        amount.scale >= _BIG["억"]
        and not amount.over
        and text[max(0, amount.start - 2) : amount.start] != "인 "
        and _UNITLESS_MONEY.match(text, at)
    ):
        return replace(amount, kind=QuantityKind.MONEY, unit="KRW")
    return replace(amount, end=at - (len(yeo[0]) if yeo else 0), over=False)


def _signed(text: str, amount: _Amount) -> _Amount:
    if re.search(r"(?:^|[\s(:,])[△▵-]$", text[max(0, amount.start - 2) : amount.start]):
        return replace(amount, start=amount.start - 1, value=-amount.value)
    return amount


def _join(text: str, amounts: list[_Amount]) -> list[QuantityMention]:
    mentions: list[QuantityMention] = []
    index = 0
    while index < len(amounts):
        first, second = amounts[index], amounts[index + 1] if index + 1 < len(amounts) else None
        link = text[first.end : second.start] if second else ""
        index += 1
        if second and second.unit and len(link) < 6 and _TO.fullmatch(link):
            changes = "에서" in link or "→" in link
            if not first.unit:
                first = replace(first, kind=second.kind, unit=second.unit)
                if first.scale == 1 and second.scale > 1 and first.value < second.value and not changes:
                    first = replace(first, value=times(first.value, second.scale), scale=second.scale)
            if not changes and (first.kind, first.unit) == (second.kind, second.unit) and first.value < second.value:
                mentions.append(_mention(text, first, second))
                index += 1
                continue
        if first.unit or _BIG["만"] <= first.scale < _BIG["조"]:
            mentions.append(_mention(text, first, first))
    return mentions


def _mention(text: str, first: _Amount, last: _Amount) -> QuantityMention:
    before = text[max(0, first.start - 20) : first.start]
    bound, bound_start, end = Bound.EXACTLY, first.start, last.end
    if m := _BOUND_BEFORE.search(before):
        bound, bound_start = _BOUNDS[" ".join(m["bound"].split())], first.start - (len(before) - m.start("bound"))
    after = _BOUND_AFTER.match(text, end)
    if last.over:
        bound = Bound.AT_LEAST
    elif last.kind is not QuantityKind.COUNT and _AROUND.match(text, end):
        bound = Bound.APPROXIMATELY
    elif after and after["bound"] != "대":
        bound = _BOUNDS_AFTER[after["bound"]]
    elif last.kind is QuantityKind.RANK and text[end : end + 1] == "권":
        bound = Bound.AT_MOST
    per = _PER.search(before)
    return QuantityMention(
        kind=last.kind,
        start=first.start,
        end=end,
        surface=text[first.start : end],
        value=first.value,
        value_max=last.value if last is not first else None,
        unit=last.unit,
        bound=bound,
        bound_start=bound_start,
        spelled=first.spelled,
        per=per["per"] if per else "",
        malformed=first.malformed or last.malformed,
    )


def _word_count(text: str, m: Match[str]) -> QuantityMention:
    multiple = m["unit"] == "배"
    kind, unit = (QuantityKind.TIMES, "times") if multiple else (QuantityKind.COUNT, m["unit"])
    return QuantityMention(
        kind, m.start(), m.end(), m[0], Decimal(_NATIVE[m["number"]]), None, unit, Bound.EXACTLY, m.start(), True
    )
