"""Growth and multiples: quotients of the values of a pair against the percentages and multiples printed beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..quantities import QuantityKind
from .finding import Finding, FindingKind, Verdict
from .pairing import Pair, around, direction, nearest, pairs
from .rounding import HALF, Interval, interval, last_place
from .sheet import NUMBER, L, Line, M, P, Sheet, Written, alike, cue, iris
from .wording import number, printed

HUNDRED = Decimal(100)
_GREW_BY = re.compile(r"\bby\s+(?:about |around |more than |nearly |over )?#")


def check_growth(sheet: Sheet) -> Iterator[Finding]:
    """Every pair of every line against the percentages and multiples that the sentence ties to it."""
    for index, line in enumerate(sheet.lines):
        yield from _with_its_amount(sheet, line)
        found = [p for p in pairs(line) if p.before.mention.kind not in (QuantityKind.PERCENT, QuantityKind.RANK)]
        if found:
            yield from _percents(sheet, line, found)
            yield from _multiples(sheet, line, found)
            yield from _at_the_mark(sheet, line, found)
        elif index and sheet.lines[index - 1].block == line.block:
            yield from _across(sheet, sheet.lines[index - 1], line)


def tell(
    sheet: Sheet,
    lines: tuple[Line, ...],
    kind: FindingKind,
    verdict: Verdict,
    pair: Pair,
    change: Written,
    words: tuple[str, str],
    recomputed: str,
) -> Finding:
    """A finding about a pair and a number of change."""
    said = f"{pair.before.said} → {pair.after.said}; {change.said}"
    return Finding(kind, verdict, *words, said, recomputed, sheet.cite(*lines), iris(pair.before, pair.after, change))


def cut_or_rounded(written: Written) -> Interval:
    """A printed quotient: rounded, or its further digits cut off."""
    said = interval(written.mention, ratio=True)
    return Interval(said.low, said.high + last_place(written.mention) * HALF)


def _percents(sheet: Sheet, line: Line, found: list[Pair]) -> Iterator[Finding]:
    within = {each.mention.start for pair in pairs(line) for each in (pair.before, pair.after)}
    for at, change in line.found(P):
        words = around(line, at)
        if change.mention.start in within or cue("yearly").search(words):
            continue
        pair = nearest(line, at, found)
        if pair is not None and _tells_growth(line, at, pair, words):
            yield from _grown(sheet, (line,), pair, change, direction(words))


def _at_the_mark(sheet: Sheet, line: Line, found: list[Pair]) -> Iterator[Finding]:
    """A note with the values from which the percentage at its mark is reckoned."""
    anchored = sheet.anchor(line)
    if anchored is None or len(found) != 1 or line.found(P):
        return
    host, mark = anchored
    for at, change in host.found(P):
        if abs(at - mark) <= 40 and direction(around(host, at)):
            yield from _grown(sheet, (host, line), found[0], change, direction(around(host, at)))


def _grown(sheet: Sheet, lines: tuple[Line, ...], pair: Pair, change: Written, sense: int) -> Iterator[Finding]:
    """The percentage by which the values of a pair differ against the one that is printed."""
    quotient = interval(pair.after.mention, ratio=True).over(interval(pair.before.mention, ratio=True))
    if quotient is None:
        return
    grown = Interval((quotient.low - 1) * HUNDRED, (quotient.high - 1) * HUNDRED)
    said = cut_or_rounded(change)
    good = (sense >= 0 and said.meets(grown)) or (sense <= 0 and said.meets(grown.negative))
    exact = (pair.after.mention.value / pair.before.mention.value - 1) * HUNDRED
    shown = f"{number(exact, 1)}%"
    span = f"({number(grown.low, 1)} … {number(grown.high, 1)}%)"
    told = printed(
        f"the change from {pair.before.said} to {pair.after.said} is {shown}",
        f"{pair.before.said}에서 {pair.after.said}까지의 증감은 {shown}",
        change.said,
    )
    verdict = Verdict.HOLDS if good else Verdict.FAILS
    recomputed = f"{pair.after.said} / {pair.before.said} - 1 = {shown} {span}"
    yield tell(sheet, lines, FindingKind.GROWTH, verdict, pair, change, told, recomputed)


_CLAUSE = rf"(?:(?!{NUMBER})[^;,()])"
_AMOUNTS = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<p>{P})\s?\((?P<d>{L})\)\s?{_CLAUSE}{{0,4}}[한된난든은]\s?{_CLAUSE}{{0,8}}(?P<b>{L})",
        rf"(?P<d>{L})\s?\((?P<p>{P})\)\s?{_CLAUSE}{{0,4}}[한된난든은]\s?{_CLAUSE}{{0,8}}(?P<b>{L})",
        rf"(?P<d>{L}){_CLAUSE}{{0,16}}\s\((?P<p>{P})\)\s(?:to|reaching)\s{_CLAUSE}{{0,12}}(?P<b>{L})",
        rf"(?P<p>{P})\s\((?P<d>{L})\)\s(?:to|reaching)\s{_CLAUSE}{{0,12}}(?P<b>{L})",
    )
)


def _with_its_amount(sheet: Sheet, line: Line) -> Iterator[Finding]:
    """ "up 1.5 billion (10%) to 16.5 billion", "10%(1.5조원) 증가한 16.5조원": what was added, by how much, to what."""
    for shape in _AMOUNTS:
        for m in shape.finditer(line.text):
            share, added, after = line.number(m["p"]), line.number(m["d"]), line.number(m["b"])
            sense = direction(around(line, m.start("p")) + line.text[max(0, m.start() - 16) : m.end()])
            if not alike(added, after) or not sense:
                continue
            value = after.mention.value - sense * added.mention.value
            before = replace(after.mention, value=value, start=-1, bound=added.mention.bound)
            if value > 0:
                earlier = Written(before, after.nouns, None, f"{after.said} {'-' if sense > 0 else '+'} {added.said}")
                yield from _grown(sheet, (line,), Pair(earlier, after, m.start(), m.end()), share, sense)


_FROM_ABOVE = re.compile(
    rf"(?P<a>{L})\)?\s?(?:보다|대비|에 비해)\s?(?:약\s?)?(?P<p>{P})"
    rf"|(?P<q>{P}){_CLAUSE}{{0,30}}\b(?:from|than)\b{_CLAUSE}{{0,15}}(?P<z>{L})"
)


def _across(sheet: Sheet, above: Line, line: Line) -> Iterator[Finding]:
    """ "This is 12% more than the 250 of last year": the later value is the one of the sentence before."""
    for m in _FROM_ABOVE.finditer(line.text):
        before, change = line.number(m["a"] or m["z"]), line.number(m["p"] or m["q"])
        sense = direction(around(line, m.start("p" if m["p"] else "q")))
        like = [
            each for _, each in above.found(L) if alike(each, before) and each.mention.kind is not QuantityKind.RANK
        ]
        if len(like) == 1 and sense and re.match(r"(?:이는|this|that|it)\b", line.text):
            yield from _grown(sheet, (above, line), Pair(before, like[0], 0, 0), change, sense)


def _tells_growth(line: Line, at: int, pair: Pair, words: str) -> bool:
    """Whether a percentage is one of change: by its own words, or right after a pair whose words are."""
    if direction(words):
        return True
    follows = pair.end <= at and at - pair.end < 12
    return follows and bool(direction(words + line.text[max(0, pair.start - 40) : pair.end + 30]))


def _multiples(sheet: Sheet, line: Line, found: list[Pair]) -> Iterator[Finding]:
    for at, change in line.found(M):
        pair = nearest(line, at, found)
        if pair is None:
            continue
        a, b = interval(pair.before.mention, ratio=True), interval(pair.after.mention, ratio=True)
        quotient, inverse = b.over(a), a.over(b)
        if quotient is None or inverse is None:
            continue
        said, words = cut_or_rounded(change), around(line, at)
        shown = number(pair.after.mention.value / pair.before.mention.value, 2)
        english = f"{pair.after.said} is {shown} times {pair.before.said}"
        korean = f"{pair.before.said}에서 {pair.after.said}까지는 {shown}배"
        to, by = said.meets(quotient), said.meets(Interval(quotient.low - 1, quotient.high - 1))
        smaller = bool(re.search(r"\b(?:halv|fraction|smaller|fewer|less)", words)) and said.meets(inverse)
        if to and not by and _GREW_BY.search(words):
            verdict = Verdict.OPEN
            told = (
                f"{english}: it rose to {change.said}, not by as much",
                f"{korean}: {change.said}가 ‘된’ 것이지 그만큼 ‘더해진’ 것은 아닙니다",
            )
        else:
            good = to or smaller or (by and bool(re.search(r"\bmore\b|\bby\b", words)))
            verdict = Verdict.HOLDS if good else Verdict.FAILS
            told = printed(english, korean, change.said)
        recomputed = f"{pair.after.said} / {pair.before.said} = {shown}"
        yield tell(sheet, (line,), FindingKind.MULTIPLE, verdict, pair, change, told, recomputed)
