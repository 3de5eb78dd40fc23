"""The grammar of time in English: dates, fiscal years, quarters, decades, "this year", "over the next four years"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from re import Match

from ...graph.values import Precision, TimeRole
from ..lexicons import join_alternatives, read_lexicon
from ..moments import Found, day, drop_overlaps, full_year, join_range, month, with_role, year
from .number_words import NUMBER_WORDS, read_number_words

_TIME = read_lexicon("english", "time")
_MONTHS: dict[str, int] = _TIME["months"]
_RELATIVE: dict[str, int] = _TIME["relative"]
_UNITS: dict[str, str] = _TIME["units"]
_ROLE_OF = {
    " ".join(words.split()): role
    for name, role in (
        ("deadline", TimeRole.DEADLINE),
        ("since", TimeRole.SINCE),
        ("during", TimeRole.DURING),
        ("asOf", TimeRole.AS_OF),
    )
    for words in _TIME["roles"][name]
}

_YEAR = r"(?:19|20)\d\d(?![\d%])(?![.,]\d)(?!\s?[천만억조경](?:[\s\d천만억조원여명개건달엔유위]|$))"
_MONTH = join_alternatives(_MONTHS) + r"\b\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
_REL = join_alternatives([*_RELATIVE, "the year"])
_FISCAL = r"(?:[Ff]iscal|[Ff]inancial|[Bb]udget|[Aa]cademic)\s+[Yy]ears?"
_NEAR = r"(?:(?:this|last|next|the\s+(?:same|following|previous|current|coming))\s+year)"
_YEARISH = (
    rf"(?:(?:FY\s?|{_FISCAL}\s+)?(?P<y>{_YEAR})(?:[-/–](?P<y2>\d\d)(?!\d))?|FY\s?(?P<fy>\d\d)(?!\d)|(?P<rel>{_REL})\b)"
)
_PART = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "latter": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "final": 4,
    "last": 4,
}
_START = r"(?<![\w$£€₩.,/])(?<!\d[-–])"
_COUNT = rf"(?P<n>\d{{1,3}}(?:\.5)?|{NUMBER_WORDS}|a|an|few|several|couple\s+of)"
_LENGTH = join_alternatives(_UNITS)


def _in_either_case(words: Iterable[str]) -> str:
    return join_alternatives([form for word in words for form in (word, word[0].upper() + word[1:])])


Builder = Callable[[Match[str], date | None], Found | None]


def _found(
    m: Match[str], low: str | None, high: str | None, precision: Precision, *, bare: bool = False, tied: bool = False
) -> Found | None:
    return Found(m.start(), m.end(), low, high, precision, bare=bare, tied=tied) if low or high else None


def _relative_year(words: str, reference: date | None) -> int | None:
    if reference is None:
        return None
    words = " ".join(words.lower().split())
    shift = _RELATIVE.get(words)
    if shift is None:
        shift = {"last": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}.get(words.split()[-2], 0)
    return reference.year + shift


def _year_of(m: Match[str], reference: date | None) -> int | None:
    groups = m.groupdict()
    if groups.get("y"):
        return int(m["y"])
    if groups.get("fy"):
        return full_year(m["fy"])
    if groups.get("rel"):
        return _relative_year(m["rel"], reference)
    return reference.year if reference else None


def _unplaced(m: Match[str], precision: Precision) -> Found:
    return Found(m.start(), m.end(), None, None, precision)


def _iso_day(m: Match[str], reference: date | None) -> Found | None:
    written = day(int(m["y"]), int(m["m"]), int(m["d"]))
    return _found(m, written, written, Precision.DAY)


def _slashed_day(m: Match[str], reference: date | None) -> Found | None:
    first, second = int(m["a"]), int(m["b"])
    number, day_of_month = (first, second) if second > 12 else (second, first)
    written = day(int(m["y"]), number, day_of_month)
    return _found(m, written, written, Precision.DAY)


def _named_day(m: Match[str], reference: date | None) -> Found | None:
    number = _MONTHS[m["m"].rstrip(".")]
    day_of_month = int(re.sub(r"\D", "", m["d"]))
    tied = not m["y"] and not m["rel"]
    value = int(m["y"]) if m["y"] else _relative_year(m["rel"] or "this year", reference)
    if value is None:
        return _unplaced(m, Precision.DAY)
    low = high = day(value, number, day_of_month)
    if m.groupdict().get("d2"):
        high = day(value, number, int(re.sub(r"\D", "", m["d2"])))
    return _found(m, low, high, Precision.DAY, tied=tied)


def _named_month(m: Match[str], reference: date | None) -> Found | None:
    number = _MONTHS[m["m"].rstrip(".")]
    if m["y"]:
        value: int | None = int(m["y"])
    elif m["near"] and reference:
        shift = {"last": -1 if number >= reference.month else 0, "next": 1 if number <= reference.month else 0}
        value = reference.year + shift.get(m["near"].lower(), 0)
    else:
        value = _relative_year(m["rel"] or "this year", reference)
    bare = not (m["y"] or m["rel"] or m["near"])
    if value is None:
        return Found(m.start(), m.end(), None, None, Precision.MONTH, bare=bare)
    written = month(value, number)
    if m["vague"]:
        return _found(m, written, written, Precision.MONTH)
    return _found(m, written, written, Precision.MONTH, bare=bare, tied=bare)


def _part_of_year(months: int, precision: Precision) -> Builder:
    def build(m: Match[str], reference: date | None) -> Found | None:
        written = m["part"].lower()
        part = _PART.get(written) or int(re.sub(r"\D", "", written))
        value = _year_of(m, reference)
        if value is None:
            return _unplaced(m, precision)
        if m.groupdict().get("y2"):
            return _found(m, year(value), year(value + 1), precision)
        first = (part - 1) * months + 1
        return _found(m, month(value, first), month(value, first + months - 1), precision)

    return build


def _edge_of_year(m: Match[str], reference: date | None) -> Found | None:
    edge = m["edge"].lower()
    value = _year_of(m, reference)
    if value is None:
        return _unplaced(m, Precision.YEAR)
    if "mid" in edge:
        return _found(m, month(value, 1), month(value, 6), Precision.HALF_YEAR)
    last = value + 1 if m.groupdict().get("y2") else value
    return _found(m, year(last), year(last), Precision.YEAR)


def _edge_of_month(m: Match[str], reference: date | None) -> Found | None:
    value = int(m["y"]) if m["y"] else reference.year if reference else None
    if value is None:
        return _unplaced(m, Precision.MONTH)
    written = month(value, _MONTHS[m["m"].rstrip(".")])
    return _found(m, written, written, Precision.MONTH)


def _decade(m: Match[str], reference: date | None) -> Found | None:
    first = int(m["y"])
    return _found(m, year(first), year(first + 9), Precision.DECADE)


def _year_pair(m: Match[str], reference: date | None) -> Found | None:
    first = int(m["y"])
    last = int(m["y2"]) if len(m["y2"]) == 4 else first // 100 * 100 + int(m["y2"])
    if last <= first:
        return None
    found = Found(m.start(), m.end(), year(first), year(last), Precision.YEAR)
    return with_role(found, TimeRole.AS_OF if last == first + 1 and len(m["y2"]) == 2 else TimeRole.DURING)


def _fiscal_year(m: Match[str], reference: date | None) -> Found | None:
    first = full_year(m["y"])
    if not m["y2"]:
        return _found(m, year(first), year(first), Precision.YEAR)
    last = full_year(m["y2"]) if len(m["y2"]) == 4 else first // 100 * 100 + int(m["y2"])
    return _found(m, year(first), year(last), Precision.YEAR) if last > first else None


def _plain_year(m: Match[str], reference: date | None) -> Found | None:
    return _found(m, m[0], m[0], Precision.YEAR, bare=True)


def _labelling_year(m: Match[str], reference: date | None) -> Found | None:
    """The years of a series: (2021: 40,000 → 2022: 42,000)."""
    return _found(m, m["y"], m["y"], Precision.YEAR)


def _relative(m: Match[str], reference: date | None) -> Found | None:
    value = _relative_year(m[0], reference)
    return _found(m, year(value), year(value), Precision.YEAR) if value else _unplaced(m, Precision.YEAR)


def _relative_unit(m: Match[str], reference: date | None) -> Found | None:
    shift = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(m["near"].lower().split()[-1], 0)
    quarter = m["unit"] == "quarter"
    precision = Precision.QUARTER if quarter else Precision.DAY if m["unit"] == "week" else Precision.MONTH
    if reference is None or m["unit"] == "week":
        return _unplaced(m, precision)
    if quarter:
        first = (reference.month - 1) // 3 * 3 + 1 + 3 * shift
        return _found(m, month(reference.year, first), month(reference.year, first + 2), precision)
    written = month(reference.year, reference.month + shift)
    return _found(m, written, written, precision)


def _day_of_this_month(m: Match[str], reference: date | None) -> Found | None:
    if reference is None:
        return _unplaced(m, Precision.DAY)
    number = int(m["d"])
    shift = -1 if number - reference.day > 20 else 0
    in_month = month(reference.year, reference.month + shift)
    written = day(int(in_month[:4]), int(in_month[5:]), number)
    return _found(m, written, written, Precision.DAY)


def _season(m: Match[str], reference: date | None) -> Found | None:
    value = int(m["y"]) if m["y"] else reference.year if reference else None
    first: int = _TIME["seasons"][m["season"].lower()]
    if value is None:
        return _unplaced(m, Precision.QUARTER)
    return _found(m, month(value, first), month(value, first + 2), Precision.QUARTER)


def _span(m: Match[str], reference: date | None) -> Found | None:
    unit = _UNITS[" ".join((m["unit"]).lower().split())]
    number = _read_count(m["n"]) if m["n"] else 1
    precision = {"year": Precision.YEAR, "decade": Precision.YEAR, "month": Precision.MONTH}.get(unit, Precision.DAY)
    near = (m["near"] or "").lower()
    lead = " ".join((m["lead"] or "").lower().split())
    role = TimeRole.DEADLINE if lead.startswith("within") and not near else TimeRole.DURING
    backwards = near in ("past", "last", "previous", "preceding", "recent")
    forwards = near in ("next", "coming", "following", "upcoming", "subsequent") or role is TimeRole.DEADLINE
    low = high = None
    if reference and number and (backwards or forwards) and unit in ("year", "decade", "month"):
        months = int(number * {"month": 1, "year": 12, "decade": 120}[unit])
        now = reference.year * 12 + reference.month - 1
        first, last = (now - months, now) if backwards else (now, now + months)
        if unit == "month":
            low, high = (month(edge // 12, edge % 12 + 1) for edge in (first, last))
        else:
            low, high = year(first // 12), year(last // 12)
    return with_role(Found(m.start(), m.end(), low, high, precision), role)


def _read_count(words: str) -> float | None:
    try:
        return float(words)
    except ValueError:
        value = read_number_words(words)
        return float(value) if value is not None else 1.0 if words.lower() in ("a", "an") else None


def _today(m: Match[str], reference: date | None) -> Found | None:
    if reference is None:
        return _unplaced(m, Precision.DAY)
    shift = {"yesterday": -1, "tomorrow": 1}.get(m[0].lower(), 0)
    written = (reference + timedelta(days=shift)).isoformat()
    return _found(m, written, written, Precision.DAY)


def _weekday(m: Match[str], reference: date | None) -> Found | None:
    return _unplaced(m, Precision.DAY)


def _whole_or_none(build: Builder) -> Builder:
    def checked(m: Match[str], reference: date | None) -> Found | None:
        try:
            return build(m, reference)
        except (ValueError, KeyError):
            return None

    return checked


@cache
def _patterns() -> list[tuple[re.Pattern[str], Builder]]:
    months, rel = _MONTH, rf"(?:\s+(?:of\s+)?(?P<rel>{_NEAR}))?"
    table: list[tuple[str, Builder]] = [
        (
            rf"{_START}(?P<y>(?:19|20)\d\d)[-./](?P<m>1[0-2]|0?[1-9])[-./](?P<d>3[01]|[12]\d|0?[1-9])(?![\d.]*\d)",
            _iso_day,
        ),
        (rf"{_START}(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y>(?:19|20)\d\d)(?!\d)", _slashed_day),
        (
            rf"{_START}(?P<d>{_DAY})(?:\s?[-–]\s?(?P<d2>{_DAY}))?(?:\s+of)?\s+(?P<m>{months})(?:,?\s+(?P<y>{_YEAR}))?{rel}",
            _named_day,
        ),
        (
            rf"\b(?P<m>{months})\s+(?P<d>{_DAY})(?:\s?[-–]\s?(?P<d2>{_DAY}))?(?:,?\s*(?P<y>{_YEAR})|(?![,.]\d{{3}})){rel}",
            _named_day,
        ),
        (
            rf"\b(?:the\s+)?(?:end|close|middle|beginning|start)[-\s](?:of\s+)?(?P<m>{months})(?:,?\s+(?P<y>{_YEAR}))?",
            _edge_of_month,
        ),
        (
            rf"\b(?:the\s+)?(?P<part>first|second|latter|1st|2nd)\s+half(?:\s+of\s+|\s+){_YEARISH}",
            _part_of_year(6, Precision.HALF_YEAR),
        ),
        (rf"\b(?:H(?P<part>[12])|[12]H)(?:\s+of)?\s?{_YEARISH}", _part_of_year(6, Precision.HALF_YEAR)),
        (rf"\b(?P<part>[12])H(?:\s+of)?\s?{_YEARISH}", _part_of_year(6, Precision.HALF_YEAR)),
        (rf"{_START}(?P<y>{_YEAR})\s?H(?P<part>[12])\b", _part_of_year(6, Precision.HALF_YEAR)),
        (r"\b(?:the\s+)(?P<part>first|second|latter|1st|2nd)\s+half\b(?!\s+of)", _part_of_year(6, Precision.HALF_YEAR)),
        (
            rf"\b(?:the\s+)?(?P<part>first|second|third|fourth|final|last|1st|2nd|3rd|4th)\s+quarter(?:\s+of\s+|\s+){_YEARISH}",
            _part_of_year(3, Precision.QUARTER),
        ),
        (rf"\bQ(?P<part>[1-4])(?:\s+of)?,?\s?{_YEARISH}", _part_of_year(3, Precision.QUARTER)),
        (rf"\b(?P<part>[1-4])Q(?:\s+of)?\s?(?:{_YEARISH}|'?(?P<fy2>\d\d)\b)", _part_of_year(3, Precision.QUARTER)),
        (rf"{_START}(?P<y>{_YEAR})\s?Q(?P<part>[1-4])\b", _part_of_year(3, Precision.QUARTER)),
        (
            r"\b(?:the\s+)?(?P<part>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter\b(?!\s+of)|\bQ(?P<part2>[1-4])\b",
            _any_quarter,
        ),
        (
            rf"\b(?:the\s+)?(?P<edge>end|close|middle|mid|beginning|start|early\s+part|latter\s+part|year-end|early|late)"
            rf"(?:\s+of\s+|[-\s]){_YEARISH}",
            _edge_of_year,
        ),
        (
            r"\b(?P<edge>the\s+year's\s+end|year's\s+end|(?:the\s+)?year[-\s]end|end\s+of\s+(?:the\s+)?year)\b",
            _edge_of_year,
        ),
        (r"\b(?:the\s+)?(?:early|mid|late)?[-\s]?(?P<y>(?:19|20)\d0)'?s\b", _decade),
        (
            rf"\b(?:FY|{_FISCAL})\s?'?(?P<y>\d{{4}}|\d\d)(?:\s?[-/–]\s?(?:FY\s?)?'?(?P<y2>\d{{4}}|\d\d))?(?![\d%])",
            _fiscal_year,
        ),
        (
            rf"{_START}(?P<y>(?:19|20)\d\d)\s?[-–—~/]\s?(?P<y2>(?:19|20)\d\d|\d\d)(?![\d%])(?![.,]\d)(?:\s+{_FISCAL})?",
            _year_pair,
        ),
        (r"(?<!\w)'(?P<y>\d\d)\s?[-–~]\s?'?(?P<y2>\d\d)(?!\d)", _fiscal_year),
        (
            rf"\b(?:(?P<vague>early|mid|late)[-\s])?(?:(?P<near>this|last|next|This|Last|Next)\s+)?(?P<m>{months})(?:(?:,|\s+of)?\s+(?P<y>{_YEAR}))?{rel}(?!\w)",
            _named_month,
        ),
        (
            rf"\b(?:the\s+)?(?P<season>{join_alternatives(_TIME['seasons'])}|Spring|Summer|Autumn|Fall|Winter)\s+(?:of\s+)?(?P<y>{_YEAR})",
            _season,
        ),
        (
            rf"\b(?:(?P<lead>over|in|during|for|within|across|throughout|Over|In|During|For|Within)\s+)"
            rf"(?:the\s+|a\s+period\s+of\s+|these\s+|this\s+)?(?:(?P<near>next|past|last|coming|following|previous|preceding|recent|upcoming|subsequent)\s+)?"
            rf"(?:about\s+|approximately\s+)?{_COUNT}[-\s](?P<unit>{_LENGTH})\b(?!-old|\s+old)(?:\s+(?:period|span))?",
            _span,
        ),
        (
            r"\b(?P<lead>over|in|during|for|within)\s+the\s+(?P<near>past|next|last|coming)\s+(?P<n>)(?P<unit>year|decade|month)\b",
            _span,
        ),
        (
            rf"\b(?:{_in_either_case(_RELATIVE)})\b(?!-on|'s\s+end)",
            _relative,
        ),
        (
            r"\b(?P<near>(?:this|last|next|the\s+(?:current|previous|following|coming)))\s+(?P<unit>month|quarter|week)\b",
            _relative_unit,
        ),
        (
            r"(?<=[Oo]n\sthe\s)(?P<d>[12]?\d|3[01])(?:st|nd|rd|th)\b(?=[\s.,;)]|$)(?!\s+(?:of\s+(?!this|the)|[a-z]+(?:st|nd)?\s+floor))",
            _day_of_this_month,
        ),
        (r"\b(?:today|yesterday|tomorrow)\b", _today),
        (rf"\b(?:(?:last|next|this)\s+)?{join_alternatives(_TIME['weekdays']['names'])}\b", _weekday),
        (rf"(?:(?<=[→;,]\s)|(?<=[(→]))(?P<y>{_YEAR})(?=:\s\D?\d)", _labelling_year),
        (rf"{_START}(?:FY\s?)?{_YEAR}(?![-–]\w)", _plain_year),
        (r"(?<!\w)'(?P<y>\d\d)(?!\d|s\b|\w)", _short_year),
    ]
    return [(re.compile(pattern), _whole_or_none(build)) for pattern, build in table]


def _any_quarter(m: Match[str], reference: date | None) -> Found | None:
    if reference is None:
        return _unplaced(m, Precision.QUARTER)
    part = _PART.get((m["part"] or "").lower()) or int(m["part2"])
    first = part * 3 - 2
    return _found(m, month(reference.year, first), month(reference.year, first + 2), Precision.QUARTER)


def _short_year(m: Match[str], reference: date | None) -> Found | None:
    written = year(full_year(m["y"]))
    return _found(m, written, written, Precision.YEAR, bare=True)


def _find_moments(text: str, reference: date | None) -> list[Found]:
    """Give every time written, the earlier patterns before the later ones where two overlap."""
    taken = bytearray(len(text) + 1)
    moments: list[Found] = []
    for pattern, build in _patterns():
        for m in pattern.finditer(text):
            if m.end() > m.start() and not any(taken[m.start() : m.end()]) and (found := build(m, reference)):
                taken[found.start : found.end] = b"\x01" * (found.end - found.start)
                moments.append(found)
    return sorted(moments, key=lambda f: f.start)


_LEADS = re.compile(
    rf"(?:^|(?<=[\s(\[,;:~→*\"'-]))(?P<role>{_in_either_case(_ROLE_OF)})\s+(?:the\s+|around\s+|about\s+)?$"
)
_TO = re.compile(r"\s*(?:\b(?:to|until|through|till|up\s+to|through\s+to|and)\b|[-–—~])\s*(?:the\s+)?$")
_OPEN_END = re.compile(rf"\s+{join_alternatives(_TIME['open_end']['words'])}(?=[\s.,;)]|$)")
_LAW = re.compile(r"\b(?:Act|Law|Bill|Code|Order|Agreement|Regulations?)\s+of\s*$")
_BACK = 48


def find_english_times(text: str, reference: date | None) -> Iterator[Found]:
    """Give the time adjuncts of a folded text, with their prepositions."""
    moments = _find_moments(text, reference)
    index = 0
    while index < len(moments):
        each = moments[index]
        index += 1
        before = text[max(0, each.start - _BACK) : each.start]
        lead = _LEADS.search(before)
        word = " ".join(lead["role"].lower().split()) if lead else ""
        while index < len(moments) and _joins(text, each, moments[index], word):
            each = join_range(each, moments[index])
            index += 1
        if _LAW.search(before):
            continue
        yield from _adjunct(text, each, lead, word, before)


def _joins(text: str, first: Found, second: Found, lead: str) -> bool:
    between = text[first.end : second.start]
    if len(between) > 24 or not _TO.fullmatch(between) or (first.role is TimeRole.DURING):
        return False
    if "and" in between:
        return lead == "between"
    return bool(first.low and second.high and first.low[:4] <= second.high[:4]) or first.low is None


def _adjunct(text: str, each: Found, lead: Match[str] | None, word: str, before: str) -> Iterator[Found]:
    if opens := _OPEN_END.match(text, each.end):
        start = each.start - (len(before) - lead.start("role")) if lead else each.start
        if lead or not each.bare or opens[0].strip() != "on":
            yield with_role(each.moved(start=start, end=opens.end()), TimeRole.SINCE)
            return
    if lead:
        role = _ROLE_OF[word]
        if each.role is TimeRole.DURING and role in (TimeRole.AS_OF, TimeRole.SINCE):
            role = TimeRole.DURING
        if each.low is None and each.high is None and each.role is TimeRole.DURING and role is TimeRole.DEADLINE:
            role = TimeRole.DEADLINE
        if word == "of" and each.bare and re.search(r"[A-Z]\w*\s+of\s*$", before):
            return
        yield with_role(each.moved(start=each.start - (len(before) - lead.start("role"))), role)
    elif opened := re.search(r"[(\[]\s*(?P<dash>[-–~])\s?'?$|(?:^|[\s(])(?P<tilde>~)\s?$", before):
        sign = opened.start("dash") if opened["dash"] else opened.start("tilde")
        yield with_role(each.moved(start=each.start - (len(before) - sign), end=each.end), TimeRole.DEADLINE)
    elif not each.bare or (
        re.search(r"[(\[,]\s*$", before) and re.match(r"\s*[)\],:;–-]", text[each.end : each.end + 3]) and "(" in before
    ):
        yield each


_CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?\s?(?:[ap]\.?\s?m\b\.?|hours|hrs|GMT|UTC|KST|IST|BST)"
    r"|\b(?:[01]?\d|2[0-3]):[0-5]\d(?!\d|:\d)|\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{1,2}\s+o'clock|\b24/7\b|\b\d{4}\s?(?:hrs|hours)\b"
)
_LENGTHS = re.compile(
    rf"(?<![\w.,])(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?(?:\s?(?:-|–|to|or)\s?\d{{1,4}}(?:\.\d+)?)?\+?|\b{NUMBER_WORDS}(?:\s(?:to|or)\s{NUMBER_WORDS})?)"
    rf"(?:\s|-)(?:(?:full|consecutive|whole|calendar|more|additional|extra|fiscal|financial)\s)?(?:{_LENGTH})\b",
    re.IGNORECASE,
)


def mark_english_times(text: str) -> list[tuple[int, int, bool]]:
    """Give the spans of dates and times of day (False) and of lengths of time (True)."""
    lengths = [(m.start(), m.end(), True) for m in _LENGTHS.finditer(text)]
    clocks = [(m.start(), m.end(), False) for m in _CLOCK.finditer(text)]
    moments = drop_overlaps(_find_moments(text, None))
    dates = [(f.start, f.end, False) for f in moments if not _is_round_count(text, f)]
    return lengths + clocks + dates


def _is_round_count(text: str, found: Found) -> bool:
    """Whether a year standing alone is a count after all: "2000 schools", not "the 2020 targets"."""
    written = text[found.start : found.end]
    if not (found.bare and re.fullmatch(r"(?:19|20)[05]0", written)):
        return False
    if re.search(
        r"\b(?:in|by|since|of|from|until|to|the|year|before|after|for|its|our)\s+$|['(]$",
        text[max(0, found.start - 12) : found.start],
        re.IGNORECASE,
    ):
        return False
    return bool(re.match(r"\s(?:[a-z]+\s){0,3}(?:[a-z]{3,}s|people|children)\b", text[found.end : found.end + 50]))
