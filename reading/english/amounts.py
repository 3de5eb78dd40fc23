"""The grammar of numbers in English: money, percentages, multiples, ranks, measures and plain counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from re import Match

from ...graph.values import Bound
from ..amounts import QuantityKind, QuantityMention, times
from ..folding import NARROW_SPACE
from ..lexicons import join_alternatives, read_lexicon
from .currencies import CURRENCY_AFTER, SPACE, currency_before, currency_said
from .number_words import NUMBER_WORDS, SCALES, read_number_words

_NUMBERS = read_lexicon("english", "numbers")
_MEASURES = read_lexicon("english", "units")
_SIGNS: dict[str, str] = _MEASURES["signs"]
_MEASURE_WORDS = {" ".join(word.split()): unit for unit, words in _MEASURES["words"].items() for word in words}
_PERCENT: dict[str, list[str]] = _MEASURES["percent"]

_ANY = re.compile(
    rf"(?P<digits>(?:(?<![\w.,])\d{{1,3}}(?:\u00a0\d{{3}})++(?:[.,]\d{{1,2}})?(?!\d))|(?<![\w.,])\.\d{{1,6}}(?![\d.,]*\d)|\d++(?:[.,]\d++)*+)|(?<![\w-])(?i:(?P<words>{NUMBER_WORDS}))"
)
_SPACING_COUNTRIES = frozenset(
    {"EU", "FR", "SE", "NO", "FI", "DK", "PL", "CZ", "SK", "HU", "EE", "LV", "LT", "BG", "PT", "ZA"}
)
"""countries and unions whose texts divide thousands by a space (Interinstitutional Style Guide of the EU, 10.5)"""
_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0']\d{3})+(?![\d,.'])|\d{1,3}(?:, \d{3})*, 000(?![\d,.'])")
_ONCE = join_alternatives(word for word in _NUMBERS["fold"] if word not in _NUMBERS["compared"]["words"])
_TWICE = join_alternatives(_NUMBERS["compared"]["words"])
_FOLD = re.compile(
    rf"\b{_ONCE}\b(?!\s?-)|\b(?<=to\s|ll\s|ld\s|an\s|st\s|ly\s|ut\s|re\s|as\s){_TWICE}\b(?!-|\s(?:a|per|each|every|in)\b)|\b{_TWICE}\s?(?=(?:the|as|that|its|their|our)\b)",
    re.IGNORECASE,
)
_SCALE = re.compile(rf"(?:{SPACE}?-?)(?P<scale>{join_alternatives(SCALES)})(?![A-Za-z0-9])(?!-and)", re.IGNORECASE)
_LETTER = re.compile(rf"{SPACE}?(?P<scale>{join_alternatives(_NUMBERS['money_scales'])})(?![A-Za-z0-9])")
_POINTS = re.compile(rf"(?:{SPACE}|-)?(?P<unit>{join_alternatives(_PERCENT['points'])})(?![A-Za-z])")
_BASIS = re.compile(rf"(?:{SPACE}|-)?(?P<unit>{join_alternatives(_PERCENT['basis'])})(?![A-Za-z])")
_PER_CENT = re.compile(rf"(?:{SPACE}|-)?(?P<unit>{join_alternatives(_PERCENT['percent'])})(?![A-Za-z])", re.IGNORECASE)
_SIGN = re.compile(rf"(?:{SPACE}|-)?(?P<unit>{join_alternatives(_SIGNS)})(?![A-Za-z0-9²³])")
_MEASURE = re.compile(rf"(?:{SPACE}|-)(?P<unit>{join_alternatives(_MEASURE_WORDS)})(?![A-Za-z])", re.IGNORECASE)
_TIMES = re.compile(
    rf"(?:(?:{SPACE}|-)times(?![A-Za-z])(?!\s(?:a|an|per|each|every|in|during|daily|weekly|since|when|and|on)\b(?!\s(?:as|much)))|-?fold\b|{SPACE}?[x×](?![A-Za-z0-9])(?!\s?\d))"
)
_LENGTH_LETTER = re.compile(r"\s?m(?=\s(?:long|wide|high|deep|tall|away|apart|above|below)\b)")
_HYPHEN_NOUN = re.compile(rf"-(?:{'|'.join(_MEASURES['counted_after_hyphen']['nouns'])})s?\b")
_PLUS = re.compile(r"\+(?!\s?\d|\w)")
_PER = re.compile(
    rf"(?:\s|,\s)?(?P<per>/\s?[a-z]{{2,}}|(?<=\s)(?:{join_alternatives(_MEASURES['per']['heads'])})\s(?:[a-z-]+)(?:\s(?:person|household|family|year|month|area|member))?|(?<=\s){join_alternatives(_MEASURES['per']['words'])}\b)"
)
_BOUNDS = {
    " ".join(word.split()): bound
    for name, bound in (("approximately", Bound.APPROXIMATELY), ("atLeast", Bound.AT_LEAST), ("atMost", Bound.AT_MOST))
    for word in _NUMBERS["bounds_before"][name]
}
_PHRASAL = re.compile(r"\b(?:bring|brings|brought|bringing)\s+$", re.IGNORECASE)
"""verbs that "about" belongs to: jobs that a plan brings about"""
_NARROW = set(_NUMBERS["bounds_before"]["narrow"])
_BOUND_BEFORE = re.compile(
    rf"(?:^|(?<=[\s(\[:;,–—\"'→*-]))(?P<bound>(?:{join_alternatives([*_BOUNDS, *_NARROW])}\s?)"
    r"(?:(?<=\s)(?:a\s+total\s+of|an\s+additional|another|a\s+further|the)\s)?)$",
    re.IGNORECASE,
)
_BOUNDS_AFTER = {word: Bound(name) for name, words in _NUMBERS["bounds_after"].items() for word in words}
_BOUND_AFTER = re.compile(rf"\s(?P<bound>{join_alternatives(_BOUNDS_AFTER)})(?![A-Za-z])")
_TO = re.compile(
    r"\s?[-–—~]\s?|\sup\sto\s|\s(?:to|and|or)\s(?:about\s|around\s|approximately\s|nearly\s|over\s|as\s(?:much|many)\sas\s|up\sto\s)?"
)
_FROM = re.compile(
    r"\b(?:from|→)\s(?:about\s|around\s|approximately\s|just\s|nearly\s|some\s|only\s|over\s)?$", re.IGNORECASE
)
_BY = re.compile(
    r"\bby\s(?:(?:about|around|approximately|nearly|almost|some|over|a\sfurther|another)\s)*$", re.IGNORECASE
)
_PART_OF = re.compile(r"\sof\s(?:the|its|their|a|an)\s(?:[a-z]+\s){0,2}(?:about\s|some\s)?")
_THOUSANDS = re.compile(r"\d{1,3},000")
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_MINUS = re.compile(r"(?:^|(?<=[\s(\[:,→]))(?P<minus>[-–△▵]|[Mm]inus[-\s])$")


@dataclass(frozen=True, slots=True)
class Amount:
    """One number on the way to becoming a mention: the parts found around the digits or words."""

    start: int
    end: int
    number_end: int
    value: Decimal
    kind: QuantityKind = QuantityKind.COUNT
    unit: str = ""
    scale: Decimal = Decimal(1)
    spelled: bool = False
    malformed: bool = False
    unit_before: bool = False


def read_digits(run: str) -> tuple[Decimal, bool] | None:
    """Give the value of digits with separators, and whether they are grouped as no custom groups them.

    Western (1,234,567), Indian (12,34,567), continental (1.234.567) and spaced grouping are read; nothing is given for
    what is no single number.

    >>> read_digits("2,50,000"), read_digits("12,7000"), read_digits("1.2.3")
    ((Decimal('250000'), False), (Decimal('127000'), True), None)
    """
    run = run.replace(NARROW_SPACE, "").replace(" ", "")
    if len(run) > 40 or (len(run) > 1 and run[0] == "0" and run[1] != "."):
        return None
    if run[0] == ".":
        return Decimal("0" + run), False
    if run.count(".") > 1:
        if "," in run or not re.fullmatch(r"\d{1,3}(?:\.\d{3})+", run):
            return None
        return Decimal(run.replace(".", "")), False
    if "," not in run:
        return Decimal(run), False
    whole, _, fraction = run.partition(".")
    if "," in fraction:
        return None
    value = Decimal(whole.replace(",", "") + ("." + fraction if fraction else ""))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}", whole):
        return value, False
    if all(len(group) >= 3 for group in whole.split(",")[1:]) and len(whole.split(",")[0]) <= 3:
        return value, True
    return None


def find_english_amounts(text: str, taken: bytearray, country: str = "") -> list[QuantityMention]:
    """Give the quantities of a folded text outside the stretches in ``taken`` (all offsets are of that text)."""
    amounts: list[Amount] = []
    reached = 0
    for m in _ANY.finditer(text):
        if m.start() >= reached:
            found = _read_amount(text, m, taken, country)
            amounts += found
            reached = max((amount.number_end for amount in found), default=reached)
    amounts = [_as_part(text, *pair) for pair in zip_longest(amounts, amounts[1:])]
    mentions = [_mention(text, each) for each in _join_ranges(text, amounts)]
    return mentions + [_fold_word(m) for m in _FOLD.finditer(text)]


def _as_part(text: str, part: Amount, whole: Amount | None) -> Amount:
    """Give a bare number the unit of the measure that it is a part of: "5,000 of the planned 100,000 kilometres"."""
    measured = whole is not None and whole.kind is QuantityKind.MEASURE and part.kind is QuantityKind.COUNT
    if whole is None or not measured or not _PART_OF.fullmatch(text, part.end, whole.start):
        return part
    return replace(part, kind=whole.kind, unit=whole.unit)


def _fold_word(m: Match[str]) -> QuantityMention:
    value = Decimal(_NUMBERS["fold"][m[0].strip().lower()])
    return QuantityMention(
        QuantityKind.TIMES, m.start(), m.end(), m[0], value, None, "times", Bound.EXACTLY, m.start(), True
    )


def _read_amount(text: str, m: Match[str], taken: bytearray, country: str) -> list[Amount]:
    if m["words"]:
        return _read_words(text, m, taken, country)
    read = read_digits(m["digits"])
    if read is None:
        return []
    value, malformed = read
    end = m.end()
    if spaced := _SPACED.match(text, m.start()):
        marked = currency_before(text, m.start(), country)[0] or text[spaced.end() - 3 : spaced.end()] == "000"
        marked = marked or (country.upper() in _SPACING_COUNTRIES and text[m.start() : m.start() + 1] != "0")
        if marked and spaced.end() > end and (whole := read_digits(re.sub(r"[\s',]", "", spaced[0]))):
            value, end = whole[0], spaced.end()
    amount = _with_unit(text, Amount(m.start(), end, end, value, malformed=malformed), country)
    if any(taken[m.start() : m.end()]) and not (amount.kind is QuantityKind.MONEY and not _inside(taken, amount)):
        return []
    if amount.kind is QuantityKind.COUNT and not _stands_free(text, amount):
        return []
    return [amount]


def _inside(taken: bytearray, amount: Amount) -> bool:
    return any(taken[amount.number_end - 1 : amount.number_end])


def _read_words(text: str, m: Match[str], taken: bytearray, country: str) -> list[Amount]:
    value = read_number_words(m["words"])
    if value is None or any(taken[m.start() : m.end()]):
        return []
    amount = _with_unit(text, Amount(m.start(), m.end(), m.end(), value, spelled=True), country)
    if (
        amount.kind is QuantityKind.MONEY
        and amount.value < 10
        and not amount.unit_before
        and text[m.end() : m.end() + 4] == " won"
    ):
        return []
    if amount.kind is QuantityKind.COUNT and (value == 1 or not _counts_something(text, m)):
        return []
    return [amount]


_NOT_COUNTED = re.compile(
    r"-[A-Za-z]|\s(?:of\s(?:them|us|these|those|the)|or\sthree|(?:more|others?)(?!\s(?!than\b|of\b|and\b|in\b|to\b|on\b|for\b)[a-z]{3,})|ways?)\b"
)


def _counts_something(text: str, m: Match[str]) -> bool:
    if _NOT_COUNTED.match(text, m.end()):
        return False
    if re.search(
        r"\b(?:these|those|both|the\s+other|the\s+first|the\s+last|no|any|every|each|-)\s?$",
        text[max(0, m.start() - 12) : m.start()],
        re.IGNORECASE,
    ):
        return False
    if text[m.start() - 1 : m.start()] == "-" or re.match(
        r"\s[a-z]+(?:\s(?:years?|months?|weeks?|days?|hours?))\b", text[m.end() : m.end() + 30]
    ):
        return False
    return bool(re.match(r"\s+[A-Za-z\"'(]|\s?\+", text[m.end() : m.end() + 4]))


def _stands_free(text: str, amount: Amount) -> bool:
    """Whether a number without a unit can be a count: not glued to a letter, a slash or a hyphenated word."""
    before, after = text[max(0, amount.start - 2) : amount.start], text[amount.end : amount.end + 12]
    if re.match(r"[가-힣]|\s[가-힣]", after) or re.search(r"[가-힣]\s?$", before):
        return "," in text[amount.start : amount.end] and not re.match("[가-힣]", after)
    if before[-1:] in ("/", "_", "#", "@", "\\", "$") or (before[-1:] == "." and before[:-1].isalnum()):
        return False
    if before[-1:] == "-" and (before[:-1].isalnum()):
        return bool(before[:-1].isdigit())
    if re.match(r"\s?[x×]\s?\d", after):
        return False
    if re.match(r"[A-Za-z_\\@&]|/\d|/[A-Za-z]|'s\b", after):
        return False
    if re.match(r"-[A-Za-z]", after):
        return bool(_HYPHEN_NOUN.match(after))
    return not (amount.value == amount.value.to_integral_value() and amount.value == 0)


def _with_unit(text: str, amount: Amount, country: str) -> Amount:
    """Read scale, currency, percent sign, measure and so on around the digits or words."""
    currency, start, negative = currency_before(text, amount.start, country)
    if scale := _SCALE.match(text, amount.end):
        word = " ".join(scale["scale"].lower().split())
        if scale["scale"].islower() or scale["scale"].istitle() or scale["scale"].isupper():
            amount = replace(amount, end=scale.end(), scale=Decimal(SCALES[word]))
    elif currency or CURRENCY_AFTER.match(
        text, (letter.end() if (letter := _LETTER.match(text, amount.end)) else amount.end)
    ):
        letter = _LETTER.match(text, amount.end)
        if letter and (currency or letter.start("scale") == amount.end):
            amount = replace(amount, end=letter.end(), scale=Decimal(_NUMBERS["money_scales"][letter["scale"]]))
    else:
        amount = _letter_scale(text, amount)
    value = times(amount.value, amount.scale)
    amount = replace(amount, value=-value if negative else value, number_end=amount.end)
    if currency:
        after = CURRENCY_AFTER.match(text, amount.end)
        end = after.end() if after and after["code"] and currency_said(after, country) == currency else amount.end
        return replace(amount, kind=QuantityKind.MONEY, unit=currency, start=start, end=end, unit_before=True)
    return _unit_after(text, amount, country)


def _letter_scale(text: str, amount: Amount) -> Amount:
    if re.match(
        r"m\s(?!(?:long|wide|high|deep|tall|away|apart|x|by|above|below|in|of|from|to|and|or)\b)[a-z]{3,}",
        text[amount.end : amount.end + 24],
    ):
        return replace(amount, end=amount.end + 1, scale=Decimal(1000000))
    if re.match(r"M\s[a-z]{3,}", text[amount.end : amount.end + 24]):
        return replace(amount, end=amount.end + 1, scale=Decimal(1000000))
    if re.match(r"k(?![\w²³])", text[amount.end : amount.end + 2]):
        return replace(amount, end=amount.end + 1, scale=Decimal(1000))
    return amount


def _unit_after(text: str, amount: Amount, country: str) -> Amount:
    at = amount.end
    if m := CURRENCY_AFTER.match(text, at):
        word, code = m[0].strip(" -"), currency_said(m, country)
        if not code:
            return amount
        pounds = word in ("pound", "pounds") and amount.value < 1000 and country.upper() != "GB"
        if not pounds:
            return replace(amount, kind=QuantityKind.MONEY, unit=code, end=m.end())
        return replace(amount, kind=QuantityKind.MEASURE, unit="pound", end=m.end())
    for pattern, kind, unit in (
        (_POINTS, QuantityKind.POINTS, "percentage_point"),
        (_BASIS, QuantityKind.POINTS, "percentage_point"),
        (_PER_CENT, QuantityKind.PERCENT, "percent"),
        (_TIMES, QuantityKind.TIMES, "times"),
    ):
        if m := pattern.match(text, at):
            value = amount.value / 100 if pattern is _BASIS else amount.value
            return _with_minus(text, replace(amount, kind=kind, unit=unit, end=m.end(), value=value))
    if m := _SIGN.match(text, at):
        unit = _SIGNS[" ".join(m["unit"].split())]
        return _with_minus(text, replace(amount, kind=QuantityKind.MEASURE, unit=unit, end=m.end()))
    if _LENGTH_LETTER.match(text, at):
        return replace(amount, kind=QuantityKind.MEASURE, unit="m", end=text.index("m", at) + 1)
    if m := _MEASURE.match(text, at):
        unit = _MEASURE_WORDS.get(" ".join(m["unit"].split())) or _MEASURE_WORDS.get(
            " ".join(m["unit"].lower().split()), ""
        )
        return _with_minus(text, replace(amount, kind=QuantityKind.MEASURE, unit=unit or m["unit"], end=m.end()))
    if m := _PLUS.match(text, at):
        return replace(amount, end=m.end())
    return amount


def _with_minus(text: str, amount: Amount) -> Amount:
    before = text[max(0, amount.start - 7) : amount.start]
    if (m := _MINUS.search(before)) and not amount.spelled:
        return replace(amount, value=-amount.value, start=amount.start - (len(before) - m.start("minus")))
    return amount


@dataclass(frozen=True, slots=True)
class _Spanned:
    first: Amount
    last: Amount
    start: int


def _join_ranges(text: str, amounts: list[Amount]) -> list[_Spanned]:
    """Join "10-15 million" and "between 5 and 7"; give "from 393 to 1,126" as two, the first with the second's unit."""
    joined: list[_Spanned] = []
    index = 0
    while index < len(amounts):
        first = amounts[index]
        second = amounts[index + 1] if index + 1 < len(amounts) else None
        link = text[first.end : second.start] if second else ""
        if not second or len(link) > 16 or not _TO.fullmatch(link):
            joined.append(_Spanned(first, first, first.start))
            index += 1
            continue
        before = text[max(0, first.start - 24) : first.start]
        first = _inherit(first, second, text)
        if (
            first.unit_before
            and second.kind is QuantityKind.COUNT
            and _TO.fullmatch(link)
            and "and" not in link
            and "or" not in link
        ):
            second = replace(second, kind=first.kind, unit=first.unit)
            if first.scale == 1 and second.scale > 1 and first.value < 1000:
                first = replace(first, value=times(first.value, second.scale), scale=second.scale)
        if first.kind is not second.kind or first.unit != second.unit:
            joined.append(_Spanned(amounts[index], amounts[index], amounts[index].start))
            index += 1
            continue
        between = _BETWEEN.search(before)
        word = link.strip().split(" ")[0] if link.strip() else ""
        is_range = bool(between) if word == "and" else word != "or" and not _FROM.search(before)
        is_range = is_range and not (word == "to" and _BY.search(before) and _reaches(amounts[index], second))
        if is_range and second.value > first.value:
            start = first.start - (len(before) - between.start()) if between else first.start
            joined.append(_Spanned(first, second, start))
            index += 2
        else:
            rate = second.kind in (QuantityKind.PERCENT, QuantityKind.POINTS)  # "12.5 or 11.5 percent" are two rates
            amounts[index] = first if rate or word not in ("and", "or") else amounts[index]
            joined.append(_Spanned(amounts[index], amounts[index], amounts[index].start))
            index += 1
    return joined


def _reaches(step: Amount, level: Amount) -> bool:
    """Whether "by X to Y" gives a step and the level it leads to ("by £180 million to £1.4 billion"), not a range.

    Both must be written out, and the second must be far from the first: "by 10 to 15 percent" is a range.
    """
    whole = step.kind is level.kind and step.unit == level.unit and (step.unit != "" or step.value >= 100)
    return whole and level.value >= 2 * step.value


def _shortened(first: Amount, second: Amount, text: str) -> bool:
    """Whether the first number of a range leaves its thousands to the second: "10-15,000 km"."""
    dash = re.fullmatch(r"\s?[-–—~]\s?", text[first.end : second.start]) is not None
    whole = _THOUSANDS.fullmatch(text, second.start, second.number_end) is not None
    return dash and whole and first.scale == second.scale == 1 and first.value < second.value / 1000


def _inherit(first: Amount, second: Amount, text: str) -> Amount:
    """Give the first number of a range the scale and unit that only the second one carries."""
    if first.kind is QuantityKind.COUNT and second.kind is not QuantityKind.COUNT and not second.unit_before:
        first = replace(first, kind=second.kind, unit=second.unit)
    if second.kind is QuantityKind.COUNT and first.unit_before:
        return first
    if _shortened(first, second, text):
        return replace(first, value=times(first.value, Decimal(1000)))
    if (
        first.scale == 1
        and second.scale > 1
        and first.kind is second.kind
        and first.value < min(Decimal(1000), second.value / second.scale)
        and first.end == first.number_end
    ):
        return replace(first, value=times(first.value, second.scale), scale=second.scale)
    return first


def _mention(text: str, each: _Spanned) -> QuantityMention:
    first, last = each.first, each.last
    end = last.end
    bound, bound_start = bound_before(text, each.start, first.kind)
    if text[end - 1] == "+":
        bound = Bound.AT_LEAST
    elif plus := _PLUS.match(text, end):
        bound, end = Bound.AT_LEAST, plus.end()
    elif after := _BOUND_AFTER.match(text, end):
        bound, end = _BOUNDS_AFTER[" ".join(after["bound"].split())], after.end()
    per = _PER.match(text, end)
    return QuantityMention(
        kind=last.kind,
        start=each.start,
        end=end,
        surface=text[each.start : end],
        value=first.value,
        value_max=last.value if last is not first else None,
        unit=last.unit,
        bound=bound,
        bound_start=bound_start,
        spelled=first.spelled,
        per=per["per"].strip() if per else "",
        malformed=first.malformed or last.malformed,
    )


def bound_before(text: str, start: int, kind: QuantityKind) -> tuple[Bound, int]:
    """Give the bound that the words before a number set, and where they begin."""
    before = text[max(0, start - 48) : start]
    m = _BOUND_BEFORE.search(before)
    if not m:
        return Bound.EXACTLY, start
    words = " ".join(m["bound"].lower().split())
    if words == "about" and _PHRASAL.search(before[: m.start("bound")]):
        return Bound.EXACTLY, start
    for tail in (" a total of", " an additional", " another", " a further", " the"):
        words = words.removesuffix(tail)
    if words in _NARROW:
        if kind is QuantityKind.COUNT:
            return Bound.EXACTLY, start
        return Bound.AT_MOST, start - (len(before) - m.start("bound"))
    return _BOUNDS[words], start - (len(before) - m.start("bound"))
