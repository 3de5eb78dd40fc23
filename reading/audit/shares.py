"""Shares: a part, its whole and the percentage printed beside them; and parts that are larger than their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...graph.values import Bound
from ..quantities import QuantityKind
from .finding import Finding, FindingKind, Verdict
from .growth import HUNDRED, cut_or_rounded
from .pairing import MAKE_UP, pairs
from .repeats import words_of
from .rounding import Interval, interval, sum_interval
from .sheet import NUMBER, L, Line, P, Sheet, Written, alike, cues, iris
from .wording import amount, number, printed

_G = rf"(?:(?!{NUMBER})[^;])"
_OF = r"\b(?:out of|of|among)\b"
_AMONG = r"(?<![가-힣])(?:중|가운데)(?![가-힣](?<![에의은는]))"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<part>{L}){_G}{{0,40}}\({_G}{{0,16}}(?P<p>{P}){_G}{{0,30}}\){_G}{{0,16}}{_OF}{_G}{{0,40}}(?P<whole>{L})",
        rf"(?P<part>{L}){_G}{{0,40}}?{_OF}{_G}{{0,30}}(?P<whole>{L}){_G}{{0,60}}?(?P<p>{P})",
        rf"(?P<part>{L}){_G}{{0,40}}?(?:,|\bor\b|\(){_G}{{0,24}}(?P<p>{P})\)?{_G}{{0,16}}{_OF}{_G}{{0,40}}(?P<whole>{L})",
        rf"(?P<p>{P}){_G}{{0,12}}{_OF}{_G}{{0,30}}(?P<whole>{L}){_G}{{0,50}}?(?:\(|,|\bor\b|:){_G}{{0,20}}(?P<part>{L})",
        rf"{_OF}{_G}{{0,20}}(?P<whole>{L}){_G}{{0,60}}?(?P<part>{L}){_G}{{0,30}}?(?:\(|,|\bor\b){_G}{{0,12}}(?P<p>{P})",
        rf"(?P<part>{L}){_G}{{0,40}}?{cues('share')}{_G}{{0,16}}(?P<p>{P}){_G}{{0,12}}{_OF}{_G}{{0,40}}(?P<whole>{L})",
        rf"(?P<whole>{L}){_G}{{0,30}}?{_AMONG}{_G}{{0,40}}?(?P<part>{L}){_G}{{0,30}}?(?P<p>{P})",
        rf"(?P<whole>{L}){_G}{{0,30}}?(?:{_AMONG}|의){_G}{{0,30}}?(?P<p>{P})\s?(?:인|\(|,){_G}{{0,10}}(?P<part>{L})",
    )
)
_ASTRAY = re.compile(rf"\b(?:from|than|compared|against|while|whereas)\b|{cues('up')}|{cues('down')}")
"""Between a whole and a percentage: then the percentage belongs to something else."""
_ALL = r"(?:the\s(?:total|whole|overall|entire)|all\s|these\b|those\b|them\b|this\b|that\b)"
_OVERALL = re.compile(
    rf"{P}[^\ue000-\uefff;]{{0,10}}?\b(?:of|out of)\s{_ALL}"
    rf"|{P}[^\ue000-\uefff;]{{0,12}}(?:차지|해당|비중)|(?:이\s?가운데|이\s?중|그\s?중|전체의)[^;]*{P}"
)
"""A percentage of something that the sentence above named."""


def check_shares(sheet: Sheet) -> Iterator[Finding]:
    """Every part with its whole and percentage; every part in brackets against its whole."""
    for index, line in enumerate(sheet.lines):
        used: set[int] = set()
        for part, whole, percent in _triples(line):
            if percent.mention.start not in used:
                used.add(percent.mention.start)
                yield _share(sheet, (line,), part, whole, percent)
        yield from _of_the_total(sheet, index, line, used)
        yield from _larger_parts(sheet, line)
        yield from _with_the_rest(sheet, line)


def _triples(line: Line) -> Iterator[tuple[Written, Written, Written]]:
    changing = {each.mention.start for pair in pairs(line) for each in (pair.before, pair.after)}
    for shape in _SHAPES:
        for m in shape.finditer(line.text):
            part, whole, percent = line.number(m["part"]), line.number(m["whole"]), line.number(m["p"])
            if not alike(part, whole) and not _counts(part, whole):
                continue
            if changing & {part.mention.start, whole.mention.start} or _is_growth(line, m.start("p")):
                continue
            if part.mention.kind is not QuantityKind.RANK and part.mention.value <= whole.mention.value * 2:
                between = line.text[max(m.start("part"), m.start("whole")) + 1 : m.start("p")]
                if not _ASTRAY.search(MAKE_UP.sub("", between)):
                    yield part, whole, percent


def _counts(part: Written, whole: Written) -> bool:
    """Two counts in one "N of M", whatever their nouns: "12 schools of 40 sites"."""
    return part.mention.kind is whole.mention.kind is QuantityKind.COUNT


def _is_growth(line: Line, at: int) -> bool:
    before = MAKE_UP.sub("", re.split(NUMBER, line.text[max(0, at - 26) : at])[-1])
    after = re.split(NUMBER, line.text[at + 1 : at + 20])[0]
    near = re.compile(rf"(?:{cues('up')}|{cues('down')})(?:\s(?:by|of|about|some|nearly|an?))*\s?[(]?$")
    return bool(
        near.search(before) or re.match(rf"\s?(?:{cues('up')}|{cues('down')}|year-(?:on|over)-year|annual)", after)
    )


def _share(sheet: Sheet, lines: tuple[Line, ...], part: Written, whole: Written, percent: Written) -> Finding:
    quotient = interval(part.mention, ratio=True).over(interval(whole.mention, ratio=True))
    said = cut_or_rounded(percent)
    good = quotient is not None and said.meets(quotient.times(HUNDRED))
    exact = part.mention.value / whole.mention.value * HUNDRED if whole.mention.value else Decimal(0)
    recomputed = f"{part.said} / {whole.said} = {number(exact, 1)}%"
    implied = ""
    if percent.mention.value and whole.mention.bound is not Bound.EXACTLY:
        needed = amount((part.mention.value / percent.mention.value * HUNDRED).to_integral_value(), whole.mention)
        implied = f"; {part.said} / {percent.said} = {needed[0]}"
    limits = {Bound.AT_LEAST: ("at most ", "최대 "), Bound.AT_MOST: ("at least ", "최소 ")}
    limit = limits.get(whole.mention.bound, ("", ""))
    told = printed(
        f"{part.said} of {whole.said} is {limit[0]}{number(exact, 1)}%",
        f"{whole.said} 가운데 {part.said}의 비중은 {limit[1]}{number(exact, 1)}%",
        percent.said,
    )
    return Finding(
        FindingKind.SHARE,
        Verdict.HOLDS if good else Verdict.FAILS,
        *told,
        f"{part.said}; {whole.said}; {percent.said}",
        recomputed + implied,
        sheet.cite(*lines),
        iris(part, whole, percent),
    )


def _of_the_total(sheet: Sheet, index: int, line: Line, used: set[int]) -> Iterator[Finding]:
    """ "163,000 SMEs, 95.3% of the total": the whole is the number of the sentence or paragraph above."""
    percents = [(at, each) for at, each in line.found(P) if each.mention.start not in used and not _is_growth(line, at)]
    levels = [(at, each) for at, each in line.found(L) if each.mention.kind in (QuantityKind.COUNT, QuantityKind.MONEY)]
    if len(percents) != 1 or len(levels) != 1 or not _OVERALL.search(line.text) or index == 0 or pairs(line):
        return
    part, percent = levels[0][1], percents[0][1]
    for above in reversed(sheet.lines[max(0, index - 3) : index]):
        wholes = [
            each
            for _, each in above.found(L)
            if each.mention.kind is part.mention.kind
            and (part.mention.kind is not QuantityKind.MONEY or each.mention.unit == part.mention.unit)
        ]
        if not wholes:
            continue
        near = len(words_of(above) & words_of(line)) >= 2
        fits = alike(part, wholes[0]) or (part.mention.value <= wholes[0].mention.value and near)
        if len(wholes) == 1 and fits and above.block in (line.block, line.block - 1):
            yield _share(sheet, (above, line), part, wholes[0], percent)
        return


_PART_OF = re.compile(
    rf"(?P<part>{L})(?:(?!{NUMBER})[^;:,()]){{0,30}}?\b(?:out of|of)\s(?:the\s|all\s|a total of\s|its\s)?(?P<whole>{L})"
)


def _larger_parts(sheet: Sheet, line: Line) -> Iterator[Finding]:
    for m in _PART_OF.finditer(line.text):
        part, whole = line.number(m["part"]), line.number(m["whole"])
        counted = part.mention.kind in (QuantityKind.COUNT, QuantityKind.MONEY) and part.summable
        if counted and alike(part, whole) and interval(part.mention).low > interval(whole.mention).high:
            yield Finding(
                FindingKind.SHARE,
                Verdict.FAILS,
                f"the part, {part.said}, is larger than its whole, {whole.said}",
                f"부분이 전체보다 큽니다: {part.said} > {whole.said}",
                f"{part.said}; {whole.said}",
                f"{part.said} > {whole.said}",
                sheet.cite(line),
                iris(part, whole),
            )


def _with_the_rest(sheet: Sheet, line: Line) -> Iterator[Finding]:
    """ "45% goes to schools, 35% to clinics and the remaining 20% to roads": shares that must make a hundred."""
    shares = [(at, each) for at, each in line.found(P) if not _is_growth(line, at)]
    rest = re.search(rf"{cues('rest')}(?:(?!{NUMBER})[^;,]){{0,12}}(?P<p>{P})", line.text)
    if rest is None or len(shares) < 2 or shares[-1][0] != rest.start("p") or pairs(line):
        return
    parts = tuple(each for _, each in shares)
    exact = sum((each.mention.value for each in parts), Decimal(0))
    good = sum_interval(tuple(each.mention for each in parts)).meets(Interval(HUNDRED, HUNDRED))
    yield Finding(
        FindingKind.SUM,
        Verdict.HOLDS if good else Verdict.FAILS,
        f"with the rest the shares make {number(exact, 2)}%",
        f"나머지까지 더한 비중은 {number(exact, 2)}%",
        ", ".join(each.said for each in parts),
        f"{' + '.join(each.said for each in parts)} = {number(exact, 2)}%",
        sheet.cite(line),
        iris(*parts),
    )
