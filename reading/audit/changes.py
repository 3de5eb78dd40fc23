"""Before and after: growth, multiples, differences, moves in a ranking, and arrows that join summands.

A pair of numbers is found by the words between them ("from A to B", "A → B", "B, up x% from A", "A에서 B로"); each
number of change near by is set against the pair to which the sentence ties it most closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ...graph.values import Bound
from ..quantities import QuantityKind
from .finding import Finding, FindingKind, Verdict
from .rounding import HALF, Interval, first_zero, interval, last_place
from .sheet import NUMBER, D, L, Line, M, P, Sheet, T, Written, alike, cue, cues, iris
from .wording import amount, number

HUNDRED = Decimal(100)
MAKE_UP = re.compile(
    r"\b(?:mak(?:e|es|ing)|made|tak(?:e|es|ing)|took|set(?:s|ting)?) up\b|\bup to\b|\bmore than\b|\bless than\b"
)
"""Words of going up or down in phrases that mean neither."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values of one thing, the earlier first; ``start``:``end`` is their stretch of the line."""

    before: Written
    after: Written
    start: int
    end: int
    arrow: bool = False


@cache
def _patterns(one: str) -> tuple[tuple[re.Pattern[str], bool, bool], ...]:
    """(pattern, whether the later value stands first, whether an arrow joins them)."""
    gap = rf"(?:(?!{one})[^;→])"
    x, y = f"(?P<a>{one})", f"(?P<b>{one})"
    moved = rf"(?:(?:{cues('up')}|{cues('down')}){gap}{{0,30}}?\bfrom|compared\s(?:with|to)|as\sagainst|versus)"
    return (
        (re.compile(rf"{x}(?:(?!{NUMBER})[^→;]){{0,40}}→(?:(?!{NUMBER})[^→;]){{0,30}}{y}"), False, True),
        (
            re.compile(
                rf"\bfrom\b(?:(?!{NUMBER})[^;,()→]){{0,30}}{x}{gap}{{0,60}}?\bto\b(?:(?!{NUMBER})[^;,()]){{0,30}}{y}"
            ),
            False,
            False,
        ),
        (
            re.compile(
                rf"\bto\b(?:(?!{NUMBER})[^;,()]){{0,20}}{x}{gap}{{0,40}}?\bfrom\b(?:(?!{NUMBER})[^;,()]){{0,25}}{y}"
            ),
            True,
            False,
        ),
        (re.compile(rf"{x}{gap}{{0,60}}?{moved}\b(?:(?!{NUMBER})[^;()]){{0,25}}{y}"), True, False),
        (
            re.compile(
                rf"{x}[^\ue000-\uefff;]{{0,14}}?에서[^\ue000-\uefff;]{{0,24}}{y}[^\ue000-\uefff;]{{0,10}}?(?:으로|로|까지)"
            ),
            False,
            False,
        ),
        (
            re.compile(
                rf"{x}[^\ue000-\uefff;,]{{0,10}}?(?:대비|보다|에 비해)[^\ue000-\uefff;,]{{0,6}}{NUMBER}[^\ue000-\uefff;,]{{0,6}}?[한된난든은][^\ue000-\uefff;,]{{0,10}}{y}"
            ),
            False,
            False,
        ),
    )


def pairs(line: Line) -> list[Pair]:
    """The pairs of a line, left to right; of overlapping ones the first pattern's."""
    found: list[Pair] = []
    for one in (L, P):
        for pattern, backwards, arrow in _patterns(one):
            for m in pattern.finditer(line.text):
                a, b = line.number(m["a"]), line.number(m["b"])
                if backwards:
                    a, b = b, a
                clash = any(m.start() < pair.end and pair.start < m.end() for pair in found)
                if not clash and alike(a, b) and not (a.mention.value_max or b.mention.value_max):
                    found.append(Pair(a, b, m.start("a"), m.end("b"), arrow))
    if not found:
        found += _dated(line)
    return sorted(found, key=lambda pair: pair.start)


def _dated(line: Line) -> list[Pair]:
    """Two like values each with its own year in one sentence that speaks of a change: the earlier year first."""
    dated = []
    for m in re.finditer(
        rf"(?P<t>{T})[^\ue000-\uf3ff;]{{0,6}}(?P<l>{L})|(?P<m>{L})[^\ue000-\uf3ff;,]{{0,20}}?(?P<u>{T})", line.text
    ):
        value, time = line.number(m["l"] or m["m"]), line.time(m["t"] or m["u"])
        if time.end and time.start == time.end:
            dated.append((time.end, value, m.start(), m.end()))
    if len(dated) != 2 or dated[0][0] == dated[1][0] or not alike(dated[0][1], dated[1][1]):
        return []
    if len(line.found(L)) > 2 or not (re.search(P, line.text) or re.search(M, line.text)):
        return []
    (_, before, a, b), (_, after, c, d) = sorted(dated, key=lambda each: each[0])
    return [Pair(before, after, min(a, c), max(b, d))]


_BREAK = re.compile(
    r"[;)]|\b(?:while|whereas|but|although)\b|반면|, (?:and|with)\b|,\s(?=[a-z가-힣]{2,}[^,]{0,12}[은는이가]\s)"
)
_COMMA = re.compile(r",|\band\b|\.\s")


def _distance(line: Line, at: int, pair: Pair) -> float:
    """How far a number of change stands from a pair: breaks between them count, their opening bracket does not."""
    if pair.start <= at < pair.end:
        return 0.0
    gap = line.text[at + 1 : pair.start] if at < pair.start else line.text[pair.end : at]
    gap = re.sub(rf"\(\s*{T}\s*\)", "", gap)
    others = len(re.findall(NUMBER, gap))
    closing = gap.lstrip().startswith(")") and at > pair.end
    return 3 * len(_BREAK.findall(gap)) + len(_COMMA.findall(gap)) + others + len(gap) / 80 - (1.5 if closing else 0)


def _nearest(line: Line, at: int, candidates: list[Pair]) -> Pair | None:
    scored = sorted(((_distance(line, at, pair), index) for index, pair in enumerate(candidates)))
    return candidates[scored[0][1]] if scored and scored[0][0] <= 3.2 else None


def _around(line: Line, at: int, left: int = 34, right: int = 26) -> str:
    """The words about a place, up to the next number on either side."""
    before = re.split(NUMBER, line.text[max(0, at - left) : at])[-1]
    after = re.split(NUMBER, line.text[at + 1 : at + 1 + right])[0]
    return " ".join(MAKE_UP.sub("", f"{before} # {after}").split())


def _direction(words: str) -> int:
    """1 for up, -1 for down, 0 where the words do not say or say both."""
    return bool(cue("up").search(words)) - bool(cue("down").search(words))


def check_changes(sheet: Sheet) -> Iterator[Finding]:
    """Every pair of every line against the numbers of change beside it."""
    for line in sheet.lines:
        found = pairs(line)
        if not found:
            yield from _points_apart(sheet, line)
            continue
        yield from _percents(sheet, line, found)
        yield from _multiples(sheet, line, found)
        yield from _differences(sheet, line, found)
        yield from _ranks(sheet, line, found)


def _told(
    sheet: Sheet,
    line: Line,
    kind: FindingKind,
    good: bool,
    pair: Pair,
    change: Written,
    words: tuple[str, str],
    recomputed: str,
    verdict: Verdict | None = None,
) -> Finding:
    said = f"{pair.before.said} → {pair.after.said}; {change.said}"
    settled = verdict or (Verdict.HOLDS if good else Verdict.FAILS)
    return Finding(kind, settled, *words, said, recomputed, sheet.cite(line), iris(pair.before, pair.after, change))


def _levels(line: Line, found: list[Pair]) -> list[Pair]:
    return [pair for pair in found if pair.before.mention.kind not in (QuantityKind.PERCENT, QuantityKind.RANK)]


def _percents(sheet: Sheet, line: Line, found: list[Pair]) -> Iterator[Finding]:
    within = {pair.before.mention.start for pair in found} | {pair.after.mention.start for pair in found}
    for at, change in line.found(P):
        words = _around(line, at)
        if change.mention.start in within or cue("yearly").search(words):
            continue
        pair = _nearest(line, at, _levels(line, found))
        told = bool(_direction(words)) or (pair is not None and pair.end <= at and at - pair.end < 12)
        if pair is None or not told or not _direction(words + line.text[max(0, pair.start - 40) : pair.end + 30]):
            continue
        a, b = interval(pair.before.mention, ratio=True), interval(pair.after.mention, ratio=True)
        quotient = b.over(a)
        if quotient is None:
            continue
        grown = Interval((quotient.low - 1) * HUNDRED, (quotient.high - 1) * HUNDRED)
        said = _cut_or_rounded(change)
        down = Interval(-grown.high, -grown.low)
        falls = _direction(words) < 0
        good = said.meets(down) if falls else said.meets(grown)
        if not falls and _direction(words) == 0:
            good = good or said.meets(down)
        exact = (pair.after.mention.value / pair.before.mention.value - 1) * HUNDRED
        low, high = number(grown.low, 1), number(grown.high, 1)
        recomputed = f"{pair.after.said} / {pair.before.said} - 1 = {number(exact, 1)}% ({low} … {high}%)"
        told_words = (
            f"the change from {pair.before.said} to {pair.after.said} is {number(exact, 1)}%, and {change.said} is printed",
            f"{pair.before.said}에서 {pair.after.said}(으)로의 증감은 {number(exact, 1)}%이고, 문서에는 {change.said}로 적혀 있습니다",
        )
        yield _told(sheet, line, FindingKind.GROWTH, good, pair, change, told_words, recomputed)


def _cut_or_rounded(written: Written) -> Interval:
    """A printed quotient: rounded, or its further digits cut off."""
    said = interval(written.mention, ratio=True)
    return Interval(said.low, said.high + last_place(written.mention) * HALF)


def _multiples(sheet: Sheet, line: Line, found: list[Pair]) -> Iterator[Finding]:
    for at, change in line.found(M):
        pair = _nearest(line, at, _levels(line, found))
        if pair is None:
            continue
        a, b = interval(pair.before.mention, ratio=True), interval(pair.after.mention, ratio=True)
        quotient, inverse = b.over(a), a.over(b)
        if quotient is None or inverse is None:
            continue
        said = _cut_or_rounded(change)
        words = _around(line, at)
        exact = pair.after.mention.value / pair.before.mention.value
        recomputed = f"{pair.after.said} / {pair.before.said} = {number(exact, 2)}"
        more = Interval(quotient.low - 1, quotient.high - 1)
        to, by = said.meets(quotient), said.meets(more)
        smaller = bool(re.search(r"\b(?:halv|fraction|smaller|fewer|less)", words)) and said.meets(inverse)
        grew_by = re.search(r"\bby\s+(?:about |around |more than |nearly |over )?#", words) is not None
        if to and grew_by and not by:
            told_words = (
                f"{pair.after.said} is {number(exact, 2)} times {pair.before.said}: it rose to {change.said}, not by as much",
                f"{pair.after.said}은(는) {pair.before.said}의 {number(exact, 2)}배입니다. {change.said}‘로’ 는 것이지 그만큼 더 는 것이 아닙니다",
            )
            yield _told(sheet, line, FindingKind.MULTIPLE, False, pair, change, told_words, recomputed, Verdict.OPEN)
            continue
        told_words = (
            f"{pair.after.said} is {number(exact, 2)} times {pair.before.said}, and {change.said} is printed",
            f"{pair.after.said}은(는) {pair.before.said}의 {number(exact, 2)}배이고, 문서에는 {change.said}로 적혀 있습니다",
        )
        good = to or smaller or (by and bool(re.search(r"\bmore\b|\bby\b", words)))
        yield _told(sheet, line, FindingKind.MULTIPLE, good, pair, change, told_words, recomputed)


def _differences(sheet: Sheet, line: Line, found: list[Pair]) -> Iterator[Finding]:
    taken = {each.mention.start for pair in found for each in (pair.before, pair.after)}
    for at, change in (*line.found(L), *line.found(D)):
        points = change.mention.kind is QuantityKind.POINTS
        if change.mention.start in taken or change.mention.kind is QuantityKind.RANK or is_places(change, line, at):
            continue
        like = [
            p for p in found if (p.before.mention.kind is QuantityKind.PERCENT if points else alike(p.after, change))
        ]
        words = _around(line, at)
        told = _TIED.search(words)
        pair = _nearest(line, at, like)
        if pair is None or not (told or points) or pair.before.mention.kind is QuantityKind.RANK:
            continue
        moved = interval(pair.after.mention).minus(interval(pair.before.mention))
        said = interval(change.mention)
        down = Interval(-moved.high, -moved.low)
        good = said.meets(down) if _direction(words) < 0 else said.meets(moved)
        if _direction(words) == 0:
            good = good or said.meets(down)
        exact = pair.after.mention.value - pair.before.mention.value
        told_exact = amount(exact, pair.after.mention)
        recomputed = f"{pair.after.said} - {pair.before.said} = {told_exact[0]}"
        told_words = (
            f"between {pair.before.said} and {pair.after.said} lie {told_exact[0]}, and {change.said} is printed",
            f"{pair.before.said}와(과) {pair.after.said}의 차이는 {told_exact[1]}이고, 문서에는 {change.said}로 적혀 있습니다",
        )
        yield _told(sheet, line, FindingKind.DIFFERENCE, good, pair, change, told_words, recomputed)


_QUALIFIED = r"(?:about |around |some |nearly |almost |over |roughly |approximately |more than |a |an |another )*"
_TIED = re.compile(
    rf"\b(?:by|up|down|added|adding|adds|add|plus|additional|another|further|(?:gain|increase|rise|growth|drop|fall|decrease|decline|reduction|difference|gap) of)"
    rf"\s(?:by\s)?{_QUALIFIED}#|#\s(?:[a-z-]+\s){{0,3}}?(?:were\s|was\s|have been\s)?(?:added|more|fewer|less|higher|lower|additional)\b"
    r"|#[^,]{0,6}(?:추가|증가|늘|많|감소|줄|적은|상승|하락|확대|오른|올랐|증액|감액)"
)
"""A number of change, by the words that touch it."""


def _points_apart(sheet: Sheet, line: Line) -> Iterator[Finding]:
    """ "90.4%, 7.5 percentage points higher than 82.9%": two shares and what lies between them."""
    percents, apart = line.found(P), line.found(D)
    if len(percents) != 2 or len(apart) != 1 or not _direction(_around(line, apart[0][0])):
        return
    if not re.search(r"\bthan\b|보다|대비", line.text):
        return
    pair = Pair(percents[1][1], percents[0][1], percents[0][0], percents[1][0])
    change = apart[0][1]
    moved = interval(pair.after.mention).minus(interval(pair.before.mention))
    exact = abs(pair.after.mention.value - pair.before.mention.value)
    good = interval(change.mention).meets(moved) or interval(change.mention).meets(Interval(-moved.high, -moved.low))
    told_words = (
        f"between {pair.after.said} and {pair.before.said} lie {number(exact, 1)} points, and {change.said} is printed",
        f"{pair.after.said}와(과) {pair.before.said}의 차이는 {number(exact, 1)}%p이고, 문서에는 {change.said}로 적혀 있습니다",
    )
    recomputed = f"{pair.after.said} - {pair.before.said} = {number(exact, 1)}"
    yield _told(sheet, line, FindingKind.DIFFERENCE, good, pair, change, told_words, recomputed)


def is_places(written: Written, line: Line, at: int) -> bool:
    """Whether a count counts places in a ranking ("19 places", "19계단")."""
    if written.mention.kind is not QuantityKind.COUNT:
        return False
    return written.mention.unit == "계단" or bool(re.match(rf".[ -]?{cues('places')}", line.text[at : at + 16]))


def _ranks(sheet: Sheet, line: Line, found: list[Pair]) -> Iterator[Finding]:
    ranked = [pair for pair in found if pair.before.mention.kind is QuantityKind.RANK]
    taken = {each.mention.start for pair in ranked for each in (pair.before, pair.after)}
    for pair in ranked:
        exact = pair.before.mention.value - pair.after.mention.value
        for at, change in line.found(L):
            if not is_places(change, line, at) or _nearest(line, at, ranked) is not pair:
                continue
            direction = _direction(_around(line, at)) or _direction(line.text[max(0, at - 40) : at])
            good = change.mention.value == (exact * direction if direction else abs(exact))
            told_words = (
                f"from {pair.before.said} to {pair.after.said} are {number(abs(exact), 0)} places {'up' if exact >= 0 else 'down'}, "
                f"and {change.said} is printed",
                f"{pair.before.said}에서 {pair.after.said}까지는 {number(abs(exact), 0)}계단 {'상승' if exact >= 0 else '하락'}이고, "
                f"문서에는 {change.said}로 적혀 있습니다",
            )
            recomputed = f"{pair.before.said} - {pair.after.said} = {number(exact, 0)}"
            yield _told(sheet, line, FindingKind.RANK, good, pair, change, told_words, recomputed)
        for at, reached in line.found(L):
            gap = line.text[at + 1 : pair.start]
            if reached.mention.kind is not QuantityKind.RANK or reached.mention.start in taken or at > pair.start:
                continue
            if re.search(rf"{NUMBER}", re.sub(T, "", gap)) or not re.search(r"\([^()]*$", gap) or ")" in gap:
                continue
            good = reached.mention.value == pair.after.mention.value
            told_words = (
                f"the sentence says {reached.said}, its bracket ends at {pair.after.said}",
                f"문장에는 {reached.said}, 괄호 안에는 {pair.after.said}로 적혀 있습니다",
            )
            recomputed = f"{pair.before.said} → {pair.after.said}"
            yield _told(sheet, line, FindingKind.RANK, good, pair, reached, told_words, recomputed)


def joined_summands(pair: Pair, whole: Written) -> bool:
    """Whether an arrow stands between summands: A + B is the whole, and the whole is neither B nor what was added."""
    a, b, w = pair.before.mention, pair.after.mention, whole.mention
    added = interval(a).plus(interval(b))
    return (
        pair.arrow
        and a.kind is not QuantityKind.RANK
        and alike(pair.after, whole)
        and w.bound is Bound.EXACTLY
        and added.meets(interval(w))
        and not interval(w).meets(interval(b))
        and first_zero(w.value) > 0
    )
