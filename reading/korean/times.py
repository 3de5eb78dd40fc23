"""The grammar of time in Korean: dates, ’26.8.15., 올해 하반기, 지난해, 향후 5년간, 2025년까지."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from re import Match

from ...graph.values import Precision, TimeRole
from ..lexicons import join_alternatives, read_lexicon
from ..moments import Found, day, full_year, join_range, month, with_role, year

_TIME = read_lexicon("korean", "time")
_RELATIVE: dict[str, int] = _TIME["relative"]
_ROLES = {
    word: role
    for name, role in (
        ("deadline", TimeRole.DEADLINE),
        ("since", TimeRole.SINCE),
        ("during", TimeRole.DURING),
        ("asOf", TimeRole.AS_OF),
    )
    for word in _TIME["roles"][name]
}
_PAST, _COMING = _TIME["near"]["past"], _TIME["near"]["coming"]
_EDGE = join_alternatives([*_TIME["edges"]["end"], *_TIME["edges"]["start"], *_TIME["edges"]["middle"]])

_START = r"(?<![\w.,/])(?<!\d[-~])"
_Y = r"(?P<y>(?:19|20)\d\d|'\d\d)"
_YEAR = rf"(?:{_START}(?:{_Y}|(?P<yy>\d\d))년도?|(?<![가-힣])(?P<rel>{join_alternatives(_RELATIVE)})(?:도)?)"
_M = r"(?P<m>1[0-2]|0?[1-9])"
_D = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_WEEKDAY = r"(?:\s?\([월화수목금토일](?:요일)?\))"
_NEAR = rf"(?:(?P<near>{join_alternatives([*_PAST, *_COMING, '이번', '이달', '같은 해'])})\s?)"

Builder = Callable[[Match[str], date | None], Found | None]


def _unplaced(m: Match[str], precision: Precision) -> Found:
    return Found(m.start(), m.end(), None, None, precision)


def _found(
    m: Match[str], low: str | None, high: str | None, precision: Precision, *, bare: bool = False
) -> Found | None:
    return Found(m.start(), m.end(), low, high, precision, bare=bare) if low else None


def _year_of(m: Match[str], reference: date | None) -> int | None:
    groups = m.groupdict()
    written = groups.get("y") or groups.get("yy")
    if written:
        return full_year(written.lstrip("'"))
    if reference is None:
        return None
    if groups.get("rel"):
        return reference.year + _RELATIVE[" ".join(groups["rel"].split())]
    return reference.year


def _day(m: Match[str], reference: date | None) -> Found | None:
    value = _year_of(m, reference)
    if value is None:
        return _unplaced(m, Precision.DAY)
    if m.groupdict().get("near") and reference:
        value += _nearness(m["near"], (int(m["m"]), int(m["d"])), (reference.month, reference.day))
    low = day(value, int(m["m"]), int(m["d"]))
    high = low
    if m.groupdict().get("d2"):
        high = day(value, int(m.groupdict().get("m2") or m["m"]), int(m["d2"]))
    return _found(m, low, high or low, Precision.DAY)


def _nearness(near: str, written: tuple[int, ...], now: tuple[int, ...]) -> int:
    if near in _PAST and written > now:
        return -1
    return 1 if near in _COMING and written < now else 0


def _month(m: Match[str], reference: date | None) -> Found | None:
    value = _year_of(m, reference)
    if value is None:
        return _unplaced(m, Precision.MONTH)
    if m.groupdict().get("near") and reference:
        value += _nearness(m["near"], (int(m["m"]),), (reference.month,))
    low = month(value, int(m["m"]))
    high = month(value, int(m["m2"])) if m.groupdict().get("m2") else low
    return _found(m, low, high, Precision.MONTH)


def _part(months: int, precision: Precision) -> Builder:
    def build(m: Match[str], reference: date | None) -> Found | None:
        value = _year_of(m, reference)
        if value is None:
            return _unplaced(m, precision)
        part = {"상": 1, "하": 2}.get(m["part"]) or int(m["part"])
        first = (part - 1) * months + 1
        return _found(m, month(value, first), month(value, first + months - 1), precision)

    return build


def _year(m: Match[str], reference: date | None) -> Found | None:
    value = _year_of(m, reference)
    if value is None:
        return _unplaced(m, Precision.YEAR)
    return _found(m, year(value), year(value), Precision.YEAR)


def _year_pair(m: Match[str], reference: date | None) -> Found | None:
    first = full_year(m["y"].lstrip("'"))
    last = full_year(m["y2"].lstrip("'"))
    if last <= first:
        return None
    return with_role(Found(m.start(), m.end(), year(first), year(last), Precision.YEAR), TimeRole.DURING)


def _decade(m: Match[str], reference: date | None) -> Found | None:
    first = int(m["y"])
    return _found(m, year(first), year(first + 9), Precision.DECADE)


def _this_unit(m: Match[str], reference: date | None) -> Found | None:
    if reference is None:
        return _unplaced(m, Precision.MONTH)
    shift = {"지난": -1, "전": -1, "내": 1, "다음": 1}.get(m["which"].strip(), 0)
    written = month(reference.year, reference.month + shift)
    return _found(m, written, written, Precision.MONTH)


def _lone_day(m: Match[str], reference: date | None) -> Found | None:
    if reference is None:
        return _unplaced(m, Precision.DAY)
    number = int(m["d"])
    near = m.groupdict().get("near") or ""
    shift = _nearness(near, (number,), (reference.day,)) or (-1 if number - reference.day > 20 else 0)
    written = month(reference.year, reference.month + shift)
    return _found(m, low := day(int(written[:4]), int(written[5:]), number), low, Precision.DAY)


def _span(m: Match[str], reference: date | None) -> Found | None:
    precision = (
        Precision.YEAR
        if m["unit"] in ("년", "개년")
        else Precision.MONTH
        if "월" in m["unit"] or m["unit"] == "달"
        else Precision.DAY
    )
    near = m["near"] or ""
    within = (m["tail"] or "").startswith(("내", "이내", "안"))
    role = TimeRole.DEADLINE if within else TimeRole.DURING
    low = high = None
    if reference and precision is not Precision.DAY and (near or within):
        months = int(m["n"]) * (12 if precision is Precision.YEAR else 1)
        now = reference.year * 12 + reference.month - 1
        first, last = (now - months, now) if near in _PAST else (now, now + months)
        low, high = (
            year(e // 12) if precision is Precision.YEAR else month(e // 12, e % 12 + 1) for e in (first, last)
        )
    return with_role(Found(m.start(), m.end(), low, high, precision), role)


@cache
def _patterns(korean: bool) -> list[tuple[re.Pattern[str], Builder]]:
    half = r"(?P<part>[상하])반기"
    quarter = r"(?P<part>[1-4])(?:/4)?\s?분기"
    dotted_year = r"(?P<y>(?:19|20)\d\d|'\d\d)"
    table: list[tuple[str, Builder]] = [
        (
            rf"{_YEAR}\s?{_M}월\s?{_D}일{_WEEKDAY}?(?:\s?[~∼-]\s?(?:(?P<m2>\d{{1,2}})월\s?)?(?P<d2>\d{{1,2}})일{_WEEKDAY}?)?",
            _day,
        ),
        (
            rf"{_START}{dotted_year}\.\s?{_M}\.\s?{_D}(?!\d)\.?{_WEEKDAY}?(?:\s?[~∼-]\s?(?:(?P<m2>\d{{1,2}})\.\s?)?(?P<d2>\d{{1,2}})(?!\d|\.\d)\.?{_WEEKDAY}?)?",
            _day,
        ),
        (
            rf"{_NEAR}?{_START}{_M}월\s?{_D}일{_WEEKDAY}?(?:\s?[~∼-]\s?(?:(?P<m2>\d{{1,2}})월\s?)?(?P<d2>\d{{1,2}})일{_WEEKDAY}?)?",
            _day,
        ),
        (rf"{_START}{_M}\.\s?{_D}\.?\s?\([월화수목금토일](?:요일)?\)", _day),
        (rf"{_YEAR}\s?{_M}월(?!호)(?:\s?[~∼-]\s?(?P<m2>\d{{1,2}})월)?(?:\s?{_EDGE}(?![가-힣]))?", _month),
        (rf"{_START}{dotted_year}\.\s?{_M}월?(?![\d.]|[가-힣](?<![까부이에기말초]))", _month),
        (rf"{_START}(?P<yy>[0-4]\d)\.\s?{_M}월", _month),
        (rf"{_YEAR}\s?{half}", _part(6, Precision.HALF_YEAR)),
        (rf"{_START}{dotted_year}\s?{half}", _part(6, Precision.HALF_YEAR)),
        (rf"(?<![가-힣]){half}", _part(6, Precision.HALF_YEAR)),
        (rf"{_YEAR}\s?{quarter}", _part(3, Precision.QUARTER)),
        (rf"{_START}{dotted_year}[.\s]\s?{quarter}", _part(3, Precision.QUARTER)),
        (rf"{_START}{quarter}", _part(3, Precision.QUARTER)),
        (
            rf"{_START}(?P<y>(?:19|20)\d\d|'\d\d)년?\s?[~∼–-]\s?(?P<y2>(?:19|20)\d\d|'?[0-6]\d)(?![\d.,%]|개|명|건)(?:년도?)?",
            _year_pair,
        ),
        (rf"{_START}(?P<y>\d\d)년?\s?[~∼]\s?(?P<y2>'?\d\d)년(?=\s?(?:까지|중|간|도|예산|계획))", _year_pair),
        (rf"{_START}(?P<y>(?:19|20)\d0)년대(?:\s?{_EDGE})?", _decade),
        (
            rf"(?:{_NEAR}|(?<![가-힣]))(?<![\d.,])(?P<n>\d{{1,2}})\s?(?P<unit>개년|년|개월|달|주|일)(?:\s?(?P<tail>간|동안|이내|내에|내|안에)(?![가-힣]*용))",
            _span,
        ),
        (rf"{_NEAR}(?P<n>\d{{1,2}})\s?(?P<unit>개년|년|개월)(?P<tail>)(?![가-힣])", _span),
        (rf"{_START}(?P<y>(?:19|20)\d\d|'\d\d)년도?(?!대)(?:\s?{_EDGE}(?![가-힣](?<![까부에])))?", _year),
        (rf"{_START}(?P<yy>[12]\d|3[0-5])년(?:도|(?=\s?(?:까지|부터|말|초|예산|대비)))", _year),
        (
            rf"(?<![가-힣])(?P<rel>{join_alternatives(_RELATIVE)})(?:(?<!올)|(?=\s(?:한\s해|연말|하반기|상반기|초|말|봄|여름|가을|겨울|들어)))(?!\s?(?:동기|동월|대비|比|같은))(?:\s?(?:{_EDGE}|연내)(?![가-힣](?<![까부에])))?",
            _year,
        ),
        (r"(?<![가-힣])(?:연말|연내|연초|금년\s?내|올해\s?안)(?!정산)", _year),
        (
            rf"{_NEAR}?{_START}{_M}월(?!호)(?:\s?[~∼-]\s?(?P<m2>\d{{1,2}})월)?(?:\s?{_EDGE}(?![가-힣](?<![까부에])))?",
            _month,
        ),
        (r"(?<![가-힣])(?P<which>이번\s?|이|지난\s?|다음\s?|내)달(?![라러])", _this_unit),
        (rf"{_NEAR}{_START}{_D}일(?!간|\s?이내|\s?동안){_WEEKDAY}?", _lone_day),
        (
            rf"{_START}{_D}일(?:{_WEEKDAY}|(?=[,\s]|부터|까지|에|\()(?!\s?(?:이내|동안|간|만에|이상|이하|내)))",
            _lone_day,
        ),
    ]
    if korean:
        table.insert(2, (rf"{_START}(?P<yy>\d\d)\.\s?{_M}\.\s?{_D}(?!\d)\.{_WEEKDAY}?", _day))
        table.append((rf"{_START}(?P<y>(?:19|20)\d\d)(?![\d,%]|\.\d|[가-힣]|\s?(?:명|개|건|곳|원|대))", _bare_year))
    return [(re.compile(pattern), build) for pattern, build in table]


def _bare_year(m: Match[str], reference: date | None) -> Found | None:
    return _found(m, m["y"], m["y"], Precision.YEAR, bare=True)


def _find_moments(text: str, reference: date | None, korean: bool) -> list[Found]:
    taken = bytearray(len(text) + 1)
    moments: list[Found] = []
    for pattern, build in _patterns(korean):
        for m in pattern.finditer(text):
            if m.end() > m.start() and not any(taken[m.start() : m.end()]) and (found := build(m, reference)):
                taken[found.start : found.end] = b"\x01" * (found.end - found.start)
                moments.append(found)
    return sorted(moments, key=lambda f: f.start)


_TAIL = re.compile(rf"\s?(?P<role>{join_alternatives(_ROLES)})(?![가-힣](?<![의는도만]))")
_TO = re.compile(r"\s?(?:부터|에서|[~∼–-])\s?")


def find_korean_times(text: str, reference: date | None, korean: bool = False) -> Iterator[Found]:
    """Give the time adjuncts of a folded text, with their particles."""
    if not korean and not _HANGUL.search(text):
        return
    moments = _find_moments(text, reference, korean)
    index = 0
    while index < len(moments):
        each = moments[index]
        index += 1
        if (
            index < len(moments)
            and each.role is not TimeRole.DURING
            and _TO.fullmatch(text[each.end : moments[index].start])
        ):
            each = join_range(each, moments[index])
            index += 1
        if adjunct := _adjunct(text, each):
            yield adjunct


_HANGUL = re.compile("[가-힣]")
_OPENED = re.compile(r"[(\[]\s?[~∼-]\s?$|(?:^|(?<=\s))[~∼]\s?$")


def _adjunct(text: str, each: Found) -> Found | None:
    tail = _TAIL.match(text, each.end)
    opened = _OPENED.search(text[max(0, each.start - 4) : each.start])
    if opened and each.role is not TimeRole.DURING:
        at = each.start - len(opened[0]) + (1 if opened[0][0] in "([" else 0)
        return with_role(each.moved(start=at), TimeRole.DEADLINE)
    if not tail and re.search("연내|[년해]\\s?[내안]$", text[each.start : each.end]):
        return with_role(each, TimeRole.DEADLINE)
    if tail:
        role = _ROLES[tail["role"]]
        if each.role is TimeRole.DURING:
            role = TimeRole.DURING
        return with_role(each.moved(end=tail.end()), role)
    if each.bare and not (
        text[each.start - 1 : each.start] in ("(", "[") and text[each.end : each.end + 1] in (")", "]", ",")
    ):
        return None
    return each


_CLOCK = re.compile(
    r"(?:오전|오후|새벽|저녁|밤)\s?\d{1,2}(?:시(?:\s?\d{1,2}분)?|:\d\d)|(?<!\d)\d{1,2}시(?:\s?\d{1,2}분)?(?!\s?도|[가-힣](?<![에부까은는경]))|(?<!\d)\d{1,2}:\d\d(?!\d)"
)
_LENGTHS = re.compile(
    r"(?<![\d.,])\d{1,4}(?:\.\d+)?\s?(?:[~∼-]\s?\d{1,3}\s?)?(?:개년|년여|년|개월|달|주일|주간|주년|주|일|시간|분|초|박|영업일|학기)(?:간|여|차|째|짜리|물)?(?![가-힣](?<![간여차의이은는을를에도만로동내안까부이짜])|기)"
)


def mark_korean_times(text: str, korean: bool) -> list[tuple[int, int, bool]]:
    """Give the spans of dates and times of day (False) and of lengths of time (True)."""
    if not korean and not _HANGUL.search(text):
        return []
    dates = [(f.start, f.end, False) for f in _find_moments(text, None, korean)]
    clocks = [(m.start(), m.end(), False) for m in _CLOCK.finditer(text)]
    lengths = [(m.start(), m.end(), True) for m in _LENGTHS.finditer(text)]
    return dates + clocks + lengths
