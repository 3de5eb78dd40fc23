"""Before and after: the pairs of values that a sentence sets beside one another.

A pair is found by the words between its numbers ("from A to B", "A → B", "B, up x% from A", "A에서 B로").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from ...graph.values import Bound
from ..quantities import QuantityKind
from .rounding import interval
from .sheet import NUMBER, L, Line, M, P, T, Written, alike, cue, cues

MAKE_UP = re.compile(
    r"\b(?:mak(?:e|es|ing)|made|tak(?:e|es|ing)|took|set(?:s|ting)?) up\b|\bup to\b|(?<!# )\b(?:more|less) than\b"
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
    near, clause = rf"(?:(?!{NUMBER})[^;])", rf"(?:(?!{NUMBER})[^;,()])"
    gap = rf"(?:(?!{one})[^;→])"
    x, y = f"(?P<a>{one})", f"(?P<b>{one})"
    moved = (
        rf"(?:(?:{cues('up')}|{cues('down')}){gap}{{0,30}}?\b(?:from|than)|compared\s(?:with|to)|as\sagainst|versus)"
    )
    changed = rf"{clause}{{0,6}}{NUMBER}{clause}{{0,6}}?[한된난든은]{clause}{{0,10}}"
    shapes = (
        (rf"{x}(?:(?!{NUMBER})[^→;]){{0,40}}→(?:(?!{NUMBER})[^→;]){{0,30}}{y}", False, True),
        (rf"\bfrom\b{clause}{{0,30}}{x}{gap}{{0,60}}?\bto\b{clause}{{0,30}}{y}", False, False),
        (rf"\bto\b{clause}{{0,20}}{x}{gap}{{0,40}}?\bfrom\b{clause}{{0,25}}{y}", True, False),
        (rf"{x}{gap}{{0,60}}?{moved}\b{clause}{{0,25}}{y}", True, False),
        (rf"{x}{near}{{0,14}}?에서{near}{{0,24}}{y}{near}{{0,10}}?(?:으로|로|까지)", False, False),
        (rf"{x}{clause}{{0,10}}?(?:대비|보다|에 비해){changed}{y}", False, False),
    )
    return tuple((re.compile(shape), backwards, arrow) for shape, backwards, arrow in shapes)


def pairs(line: Line) -> list[Pair]:
    """The pairs of a line, left to right; of overlapping ones the first pattern's."""
    found: list[Pair] = []
    for one in (L, P):
        for pattern, backwards, arrow in _patterns(one):
            for m in pattern.finditer(line.text):
                a, b = line.number(m["a"]), line.number(m["b"])
                if backwards:
                    a, b = b, a
                if arrow:
                    a = _like_the_last(a, b)
                clash = any(m.start() < pair.end and pair.start < m.end() for pair in found)
                if not clash and alike(a, b) and not (a.mention.value_max or b.mention.value_max):
                    found.append(Pair(a, b, m.start("a"), m.end("b"), arrow))
    if not found:
        found += _dated(line)
    return sorted(found, key=lambda pair: pair.start)


def _like_the_last(first: Written, last: Written) -> Written:
    """ "1,029 → 1,311억 원": a bare number before an arrow has the unit and scale that only the last one shows."""
    a, b = first.mention, last.mention
    bare = a.kind is QuantityKind.COUNT and not a.unit and not first.nouns and b.kind is not QuantityKind.COUNT
    digits = re.findall(r"\d[\d,]*(?:\.\d+)?", b.surface)
    if not bare or len(digits) != 1 or b.kind not in (QuantityKind.MONEY, QuantityKind.MEASURE):
        return first
    written = Decimal(digits[0].replace(",", ""))
    factor = b.value / written if written else Decimal(1)
    return replace(first, mention=replace(a, kind=b.kind, unit=b.unit, value=a.value * factor))


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


FAR = 2.0
"""From here on a number of change is not taken for that of a pair."""
_BREAK = re.compile(
    r"\)|\b(?:while|whereas|but|although)\b|반면|, (?:and|with)\b|,\s(?=[a-z가-힣]{2,}[^,]{0,12}[은는이가]\s)"
)
_JOIN = re.compile(r"\band\b|[.;]\s")


def _distance(line: Line, at: int, pair: Pair) -> float:
    """How far a number of change stands from a pair: breaks between them count, their opening bracket does not."""
    if pair.start <= at < pair.end:
        return 0.0
    gap = line.text[at + 1 : pair.start] if at < pair.start else line.text[pair.end : at]
    gap = re.sub(rf"\(\s*{T}\s*\)", "", gap)
    others = len(re.findall(NUMBER, gap))
    closing = gap.lstrip().startswith(")") and at > pair.end
    breaks = 3 * len(_BREAK.findall(gap)) + 1.5 * len(_JOIN.findall(gap)) + gap.count(",")
    return breaks + others + len(gap) / 80 - (1.5 if closing else 0)


def nearest(line: Line, at: int, candidates: list[Pair]) -> Pair | None:
    """The pair to which a sentence ties a number of change most closely; none where all stand too far off."""
    scored = sorted(((_distance(line, at, pair), index) for index, pair in enumerate(candidates)))
    return candidates[scored[0][1]] if scored and scored[0][0] <= FAR else None


def around(line: Line, at: int, left: int = 34, right: int = 26) -> str:
    """The words about a place, up to the next number on either side."""
    before = re.split(NUMBER, line.text[max(0, at - left) : at])[-1]
    after = re.split(NUMBER, line.text[at + 1 : at + 1 + right])[0]
    return MAKE_UP.sub("", " ".join(f"{before} # {after}".split()))


def direction(words: str) -> int:
    """1 for up, -1 for down, 0 where the words do not say or say both; a sign before the number says most."""
    if sign := re.search(r"(?P<up>\+)\s?#|[△▼]\s?#", words):
        return 1 if sign["up"] else -1
    return bool(cue("up").search(words)) - bool(cue("down").search(words))


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
    )
