"""Differences and moves: what was added or lost between two values, and places won or lost in a ranking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..quantities import QuantityKind
from .finding import Finding, FindingKind, Verdict
from .growth import tell
from .pairing import Pair, around, direction, nearest, pairs
from .rounding import interval
from .sheet import NUMBER, D, L, Line, P, Sheet, T, Written, alike, cues
from .wording import amount, number, printed

_QUALIFIED = r"(?:about |around |some |nearly |almost |over |roughly |approximately |more than |a |an |another )*"
_CHANGE_OF = "(?:gain|increase|rise|growth|drop|fall|decrease|decline|reduction|difference|gap) of"
_TIED = re.compile(
    rf"\b(?:by|up|down|added|adding|adds|add|plus|additional|another|further|{_CHANGE_OF})\s(?:by\s)?{_QUALIFIED}#"
    r"|#\s(?:[a-z-]+\s){0,3}?(?:were\s|was\s|have been\s)?(?:added|more|fewer|less|higher|lower|additional)\b"
    r"|[+△▼]\s?#|#[^,]{0,6}(?:추가|증가|늘|많|감소|줄|적은|상승|하락|확대|오른|올랐|증액|감액)"
)
"""A number of change, by the words that touch it."""


def check_moves(sheet: Sheet) -> Iterator[Finding]:
    """Every pair of every line against the differences and places that the sentence ties to it."""
    for line in sheet.lines:
        found = pairs(line)
        if found:
            yield from _differences(sheet, line, found)
            yield from _places(sheet, line, found)
            yield from _ranks_reached(sheet, line, found)
        else:
            yield from _points_apart(sheet, line)


def _differences(sheet: Sheet, line: Line, found: list[Pair]) -> Iterator[Finding]:
    taken = {each.mention.start for pair in found for each in (pair.before, pair.after)}
    for at, change in (*line.found(L), *line.found(D)):
        if change.mention.start in taken or change.mention.kind is QuantityKind.RANK or is_places(change, line, at):
            continue
        words = around(line, at)
        if change.mention.kind is QuantityKind.POINTS:
            like = [pair for pair in found if pair.before.mention.kind is QuantityKind.PERCENT]
        else:
            like = [pair for pair in found if alike(pair.after, change)] if _TIED.search(words) else []
        pair = nearest(line, at, like)
        if pair is not None and pair.before.mention.kind is not QuantityKind.RANK:
            yield _apart(sheet, line, pair, change, direction(words))


def _apart(sheet: Sheet, line: Line, pair: Pair, change: Written, sense: int) -> Finding:
    """What lies between the values of a pair against what the sentence says lies between them."""
    moved = interval(pair.after.mention).minus(interval(pair.before.mention))
    said = interval(change.mention)
    good = (sense >= 0 and said.meets(moved)) or (sense <= 0 and said.meets(moved.negative))
    english, korean = amount(pair.after.mention.value - pair.before.mention.value, change.mention)
    told = printed(
        f"from {pair.before.said} to {pair.after.said} it is {english}",
        f"{pair.before.said}에서 {pair.after.said}까지의 차이는 {korean}",
        change.said,
    )
    recomputed = f"{pair.after.said} - {pair.before.said} = {english}"
    verdict = Verdict.HOLDS if good else Verdict.FAILS
    return tell(sheet, (line,), FindingKind.DIFFERENCE, verdict, pair, change, told, recomputed)


def _points_apart(sheet: Sheet, line: Line) -> Iterator[Finding]:
    """ "90.4%, 7.5 percentage points higher than 82.9%": two shares and what lies between them."""
    percents, apart = line.found(P), line.found(D)
    compared = re.search(r"\bthan\b|보다|대비", line.text)
    if len(percents) == 2 and len(apart) == 1 and compared and direction(around(line, apart[0][0])):
        pair = Pair(percents[1][1], percents[0][1], percents[0][0], percents[1][0])
        yield _apart(sheet, line, pair, apart[0][1], 0)


def is_places(written: Written, line: Line, at: int) -> bool:
    """Whether a count counts places in a ranking ("19 places", "19계단")."""
    if written.mention.kind is not QuantityKind.COUNT:
        return False
    return written.mention.unit == "계단" or bool(re.match(rf".[ -]?{cues('places')}", line.text[at : at + 16]))


def _ranked(found: list[Pair]) -> list[Pair]:
    return [pair for pair in found if pair.before.mention.kind is QuantityKind.RANK]


def _places(sheet: Sheet, line: Line, found: list[Pair]) -> Iterator[Finding]:
    for at, change in line.found(L):
        pair = nearest(line, at, _ranked(found)) if is_places(change, line, at) else None
        if pair is None:
            continue
        exact = pair.before.mention.value - pair.after.mention.value
        sense = direction(around(line, at)) or direction(line.text[max(0, at - 40) : at])
        good = change.mention.value == (exact * sense if sense else abs(exact))
        shown = number(abs(exact), 0)
        told = printed(
            f"from {pair.before.said} to {pair.after.said} it is {shown} places {'up' if exact >= 0 else 'down'}",
            f"{pair.before.said}에서 {pair.after.said}까지는 {shown}계단 {'상승' if exact >= 0 else '하락'}",
            change.said,
        )
        recomputed = f"{pair.before.said} - {pair.after.said} = {number(exact, 0)}"
        verdict = Verdict.HOLDS if good else Verdict.FAILS
        yield tell(sheet, (line,), FindingKind.RANK, verdict, pair, change, told, recomputed)


def _ranks_reached(sheet: Sheet, line: Line, found: list[Pair]) -> Iterator[Finding]:
    """ "ranked 8th (10th → 8th)": the rank before a bracket and the one at which the bracket ends."""
    taken = {each.mention.start for pair in _ranked(found) for each in (pair.before, pair.after)}
    for pair in _ranked(found):
        for at, reached in line.found(L):
            gap = re.sub(T, "", line.text[at + 1 : pair.start])
            if reached.mention.kind is not QuantityKind.RANK or reached.mention.start in taken or at > pair.start:
                continue
            if re.search(NUMBER, gap) or ")" in gap or "(" not in gap:
                continue
            told = (
                f"the sentence says {reached.said}, its bracket ends at {pair.after.said}",
                f"문장에는 {reached.said}, 괄호 끝에는 {pair.after.said}",
            )
            verdict = Verdict.HOLDS if reached.mention.value == pair.after.mention.value else Verdict.FAILS
            recomputed = f"{pair.before.said} → {pair.after.said}"
            yield tell(sheet, (line,), FindingKind.RANK, verdict, pair, reached, told, recomputed)
