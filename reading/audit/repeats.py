"""One thing told twice: headline against body, and two numbers for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...graph.claim import QuantityClaim
from ...graph.values import Bound, Statistic
from ..document import BlockKind
from ..quantities import QuantityKind
from .finding import Finding, FindingKind, Verdict
from .rounding import interval
from .sheet import NUMBER, Line, Sheet, Written, alike, iris, words_listed

_BOUND = {
    Bound.EXACTLY: ("exactly", "정확히"),
    Bound.AT_LEAST: ("at least", "이상"),
    Bound.APPROXIMATELY: ("approximately", "약"),
    Bound.AT_MOST: ("at most", "이하"),
}
_SENTENCE_END = re.compile(r"(?:[.!?。]|다\.?)['\"”’)\]]*$")
_LONGEST_HEAD = 14
"""blocks: a document without a sentence that ends in a full stop has no body to set against its head"""


def head_of(sheet: Sheet) -> int:
    """How many lines from the top are headline: those before the first block that ends as a sentence does.

    None where such a block never comes, or only far below: then the document is all points, and has no headline.
    """
    for at, line in enumerate(sheet.lines):
        block = sheet.block(line)
        text = sheet.document.text[block.start : block.end]
        ends = _SENTENCE_END.search(text) and block.kind not in (BlockKind.TITLE, BlockKind.HEADING)
        if at > _LONGEST_HEAD:
            return 1
        if ends and (len(text) > 60 or block.kind is BlockKind.PARAGRAPH) and not text.endswith("..."):
            return at
    return 0


def check_headline(sheet: Sheet) -> Iterator[Finding]:
    """Every number of the headline against those of the body."""
    first = head_of(sheet)
    head = [(line, each) for line in sheet.lines[:first] for each in line.numbers]
    body = [(line, each) for line in sheet.lines[first:] for each in line.numbers]
    for line, each in head:
        if not _telling(each):
            continue
        same = [(at, other) for at, other in body if _same_value(each, other) and _same_thing(line, each, at, other)]
        if same:
            yield from _bounds(sheet, line, each, same)
        else:
            yield from _values(sheet, line, each, body)


def _telling(each: Written) -> bool:
    return (
        each.mention.kind is not QuantityKind.RANK
        and each.summable
        and not (each.mention.kind is QuantityKind.COUNT and each.mention.value < 10 and each.claim is None)
    )


def _same_value(one: Written, other: Written) -> bool:
    a, b = one.mention, other.mention
    return a.kind is b.kind and a.value == b.value and a.value_max == b.value_max


def _digits(each: Written) -> int:
    return len(each.mention.value.normalize().as_tuple().digits)


def words_of(line: Line) -> set[str]:
    """The telling words of a line, to see whether two lines speak of one thing."""
    text = re.sub(f"{NUMBER}|[\uf000-\uf3ff]", " ", line.text)
    english = {word.removesuffix("s") for word in re.findall(r"[a-z][a-z-]{3,}", text)} - words_listed("common")
    return english | {word[:2] for word in re.findall(r"[가-힣]{2,}", text)}


def _same_thing(line: Line, one: Written, at: Line, other: Written) -> bool:
    a, b = one.mention, other.mention
    if a.unit != b.unit and a.kind is not QuantityKind.COUNT:
        return False
    shared = len(words_of(line) & words_of(at))
    if a.kind in (QuantityKind.PERCENT, QuantityKind.TIMES, QuantityKind.POINTS):
        return shared >= (1 if _digits(one) >= 3 else 2)
    if a.kind is QuantityKind.COUNT and not (alike(one, other) and one.nouns and other.nouns):
        return a.value >= 100_000 and _digits(one) >= 2 and shared >= 1
    return shared >= 1


def _bounds(sheet: Sheet, line: Line, each: Written, same: Sequence[tuple[Line, Written]]) -> Iterator[Finding]:
    if any(other.mention.bound is each.mention.bound for _, other in same):
        return
    at, other = same[0]
    mine, its = _BOUND[each.mention.bound], _BOUND[other.mention.bound]
    counted = ""
    phrases = " ".join(each.nouns), _phrase(at, other)
    if each.mention.kind is QuantityKind.COUNT and all(phrases) and phrases[0] != phrases[1]:
        counted = f" ({phrases[0]} / {phrases[1]})"
    yield Finding(
        FindingKind.HEADLINE,
        Verdict.OPEN,
        f"{each.said} is limited differently: {mine[0]} in the headline, {its[0]} in the body{counted}",
        f"{each.said}의 범위가 다릅니다: 제목은 ‘{mine[1]}’, 본문은 ‘{its[1]}’{counted}",
        f"{each.said} / {other.said}",
        f"{mine[0]} {each.said}; {its[0]} {other.said}",
        sheet.cite(line, at),
        iris(each, other),
    )


def _phrase(line: Line, each: Written) -> str:
    """A count's noun with what is joined to it: "businesses and institutions"."""
    if not each.nouns:
        return ""
    after = line.text[line.at(each.mention.end) :]
    joined = re.match(r"\s?(?:[a-z-]+\s){0,4}?[a-z-]+\sand\s([a-z-]+)", after)
    return " ".join(each.nouns) + (f" and {joined[1].removesuffix('s')}" if joined else "")


def _values(sheet: Sheet, line: Line, each: Written, body: Sequence[tuple[Line, Written]]) -> Iterator[Finding]:
    like = [(at, other) for at, other in body if alike(each, other) and other.summable]
    mine = interval(each.mention, ratio=True)
    if any(mine.meets(interval(other.mention, ratio=True)) for _, other in like):
        return
    for at, other in like:
        if not _one_claim(each.claim, other.claim) and not _only(line, each, at, other, like):
            continue
        yield Finding(
            FindingKind.HEADLINE,
            Verdict.FAILS,
            f"the headline says {each.said}, the body {other.said}",
            f"제목에는 {each.said}, 본문에는 {other.said}로 적혀 있습니다",
            f"{each.said} / {other.said}",
            f"{each.said} ≠ {other.said}",
            sheet.cite(line, at),
            iris(each, other),
        )
        return


def _one_claim(one: QuantityClaim | None, other: QuantityClaim | None) -> bool:
    return one is not None and other is not None and same_thing(one, other)


def same_thing(one: QuantityClaim, other: QuantityClaim) -> bool:
    """Whether two claims tell the same quantity of the same thing, so far as the reading knows."""
    return (
        (one.subject, one.metric.iri, one.quantity.unit, one.statistic, one.population, one.area)
        == (other.subject, other.metric.iri, other.quantity.unit, other.statistic, other.population, other.area)
        and (one.scope is None or other.scope is None or one.scope is other.scope)
        and (one.stage is None or other.stage is None or one.stage is other.stage)
        and one.modality is other.modality
        and (
            one.time is None
            or other.time is None
            or (one.time.start, one.time.end) == (other.time.start, other.time.end)
        )
    )


def _only(line: Line, each: Written, at: Line, other: Written, like: Sequence[tuple[Line, Written]]) -> bool:
    """Whether the body has just one number of this noun, in a sentence that shares the headline's words."""
    specific = bool(each.nouns and other.nouns and each.nouns[-1] == other.nouns[-1]) or each.mention.unit != ""
    held = {place.mention.start for _, place in like}
    return specific and len(held) == 1 and len(words_of(line) & words_of(at)) >= 3


def check_conflicts(sheet: Sheet) -> Iterator[Finding]:
    """Two sentences that give the same quantity of the same thing at the same time two values."""
    first = head_of(sheet)
    seen: dict[tuple[str, str, str], list[tuple[Line, Written]]] = {}
    for at, line in enumerate(sheet.lines):
        for each in line.numbers:
            claim = each.claim
            if at < first or claim is None or claim.statistic is not Statistic.LEVEL or claim.time is None:
                continue
            if claim.component_of or claim.baseline or not claim.time.end:
                continue
            key = (claim.subject, claim.metric.iri, claim.quantity.unit)
            for other_line, other in seen.get(key, []):
                other_claim = other.claim
                if other_claim is None or other_claim.time is None or other_line.start == line.start:
                    continue
                same_scope = (claim.scope, claim.stage) == (other_claim.scope, other_claim.stage)
                apart = not interval(each.mention, ratio=True).meets(interval(other.mention, ratio=True))
                if same_thing(claim, other_claim) and same_scope and apart and _as_said(line, other_line):
                    yield Finding(
                        FindingKind.CONFLICT,
                        Verdict.FAILS,
                        f"two numbers for one thing: {other.said} and {each.said}",
                        f"한 대상에 두 수치가 있습니다: {other.said}, {each.said}",
                        f"{other.said} / {each.said}",
                        f"{other.said} ≠ {each.said}",
                        sheet.cite(other_line, line),
                        iris(other, each),
                    )
            seen.setdefault(key, []).append((line, each))


def _as_said(one: Line, other: Line) -> bool:
    """Whether the sentences speak of the same in many of the same words."""
    return len(words_of(one) & words_of(other)) >= 2
