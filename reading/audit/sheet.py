"""A document laid out for recomputation: every sentence as a line in which each number and time is one sign.

The patterns of the checks run over these lines, so that the words between two numbers decide what they do to each
other, in both languages, whatever the numbers look like.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from ...graph.citation import Citation, cite
from ...graph.claim import QuantityClaim, Reading
from ...graph.values import Period
from ..document import Block, BlockKind, Document
from ..folding import fold
from ..lexicons import join_alternatives, read_lexicon
from ..numerals import Reason
from ..outline import outline
from ..periods import scan_periods
from ..quantities import QuantityKind, QuantityMention, scan_quantities

LEVEL, PERCENT, TIMES, POINTS, TIME = "\ue000", "\ue400", "\ue800", "\uec00", "\uf000"
"""First sign of each kind of number in a line, and of its times."""
L, P, M, D, T = "[\ue000-\ue3ff]", "[\ue400-\ue7ff]", "[\ue800-\uebff]", "[\uec00-\uefff]", "[\uf000-\uf3ff]"
"""The same as classes of a regular expression: level, percent, multiple, percentage points, time."""
NUMBER = "[\ue000-\uefff]"
_SIGN = {QuantityKind.PERCENT: PERCENT, QuantityKind.TIMES: TIMES, QuantityKind.POINTS: POINTS}
_ROOM = 0x400
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_WORDS = re.compile(r"[ \u00a0-]{0,2}((?:[A-Za-z][\w&/+'-]*[ \u00a0]+){0,5}[A-Za-z][\w&/+'-]*)")
_KOREAN_PLACES = re.compile(r"(?<![\d.,])(\d{1,3})\s?(?:계단|단계)(?=\s?(?:상승|하락|오르|올라|올랐|내려|떨어|뛰))")
_FROM_RANK = re.compile(r"\bfrom\s(\d{1,3}(?:st|nd|rd|th))\s(?:place\s)?to\s(\d{1,3}(?:st|nd|rd|th))\b(?=[^.;]|$)")
_YEAR_BEFORE = re.compile(r"\s?a\s(?:year|month|quarter|week)\s(?:before|earlier|ago|previously)")
"""Not "for each year": the time with which an amount is compared."""
_MARK = re.compile(r"(?<=[\w)”\"'’%])(?:\d{1,2}[」)](?!\w)|\*{1,3}(?!\w))")
_LONE = frozenset("중등총의인명")
"""Korean words of one syllable that are words only when no other syllable but a particle is joined to them."""


@cache
def cues(name: str) -> str:
    """A pattern for the declared words of one kind, English and Korean."""
    english = join_alternatives(read_lexicon("english", "audit")[name])
    korean = read_lexicon("korean", "audit")[name]
    parts = [rf"(?<![\w-]){english}(?![\w-])"]
    short = [word for word in korean if len(word) == 1 and word in _LONE]
    if short:
        parts.append(rf"(?<![가-힣])(?:{'|'.join(short)})(?![가-힣](?<![이을의에과은는를도으]))")
    if longer := [word for word in korean if word not in short]:
        parts.append(join_alternatives(longer))
    return "(?:" + "|".join(parts) + ")"


@cache
def cue(name: str) -> re.Pattern[str]:
    """The same, compiled."""
    return re.compile(cues(name))


@cache
def words_listed(name: str) -> frozenset[str]:
    """The declared English words of one kind, as a set."""
    return frozenset(read_lexicon("english", "audit")[name])


@dataclass(frozen=True, slots=True)
class Written:
    """A number where it stands, with the claim that holds it, if one does."""

    mention: QuantityMention
    nouns: tuple[str, ...]
    """the words after an English count, singular and lower case; a Korean count's counter"""
    claim: QuantityClaim | None = None
    reckoned: str = ""
    """how it was reckoned from other numbers, where it does not stand in the text"""

    @property
    def said(self) -> str:
        """Its words."""
        return f"({self.reckoned})" if self.reckoned else self.mention.surface

    @property
    def summable(self) -> bool:
        """Whether it may be a summand: neither an amount for each, nor the same money in another currency."""
        return not self.mention.per and self.mention.equivalent_of is None and self.mention.value >= 0


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, with its numbers and times as signs."""

    start: int
    end: int
    block: int
    text: str
    """lower-cased; ``numbers[ord(sign) % 0x400]`` is the number of a sign, ``times`` likewise"""
    origins: tuple[int, ...]
    """where in the document each sign of ``text`` comes from"""
    numbers: tuple[Written, ...]
    times: tuple[Period, ...]

    def at(self, offset: int) -> int:
        """Where an offset of the document falls in the line."""
        return max(bisect_right(self.origins, offset) - 1, 0)

    def number(self, sign: str) -> Written:
        """The number of a sign."""
        return self.numbers[ord(sign) % _ROOM]

    def time(self, sign: str) -> Period:
        """The time of a sign."""
        return self.times[ord(sign) % _ROOM]

    def found(self, pattern: str, start: int = 0, end: int | None = None) -> list[tuple[int, Written]]:
        """The numbers of a class in a stretch of the line, each with its place."""
        stop = len(self.text) if end is None else end
        return [(m.start(), self.number(m[0])) for m in re.compile(pattern).finditer(self.text, start, stop)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole document."""

    reading: Reading
    document: Document
    lines: tuple[Line, ...]
    by_block: dict[int, tuple[int, ...]]

    def block(self, line: Line) -> Block:
        """The block in which a line stands."""
        return self.document.blocks[line.block]

    def anchor(self, line: Line) -> tuple[Line, int] | None:
        """The sentence that a note explains, and the place of the note's mark in it."""
        block = self.block(line)
        if block.kind is not BlockKind.NOTE or block.host is None or not block.marker:
            return None
        above = self.document.blocks[block.host]
        mark = (
            block.anchor if block.anchor is not None else self.document.text.find(block.marker, above.start, above.end)
        )
        for index in self.by_block.get(block.host, ()):
            host = self.lines[index]
            if host.start <= mark < host.end:
                return host, host.at(mark)
        return None

    def cite(self, *lines: Line) -> tuple[Citation, ...]:
        """The sentences, each once, in the order of the text."""
        text = self.document.text
        return tuple(cite(text, start, end) for start, end in sorted({(each.start, each.end) for each in lines}))


def iris(*numbers: Written) -> tuple[str, ...]:
    """The claims of some numbers, each once."""
    return tuple(dict.fromkeys(each.claim.iri for each in numbers if each.claim is not None))


def lay_out(reading: Reading) -> Sheet:
    """The document of a reading as lines; front matter, navigation and the like are left out."""
    source = reading.source
    head = _FRONT_MATTER.match(source.text)
    document = outline(source, head.end() if head else 0)
    numbers = _numbers(reading)
    times = [m.period for m in scan_periods(source.text, source.language or "en", source.reckoned_from)]
    lines = [_line(document, at, numbers, times) for at in range(len(document.sentences))]
    by_block: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        by_block.setdefault(line.block, []).append(index)
    return Sheet(reading, document, tuple(lines), {block: tuple(held) for block, held in by_block.items()})


def _numbers(reading: Reading) -> list[Written]:
    source = reading.source
    claims: dict[int, QuantityClaim] = {}
    for claim in reading.claims:
        if isinstance(claim, QuantityClaim):
            claims |= {quantity.start: claim for quantity in (claim.quantity, *claim.repeats)}
    outside = {each.start for each in reading.unclaimed if each.reason == Reason.FURNITURE}
    found = [m for m in scan_quantities(source.text, source.language or "en", source.country) if m.start not in outside]
    found = [replace(m, per="") if _YEAR_BEFORE.match(source.text, m.end) else m for m in found]
    taken = {m.start for m in found}
    for match in _KOREAN_PLACES.finditer(source.text):
        if match.start() not in taken:
            value = Decimal(match[1])
            found.append(QuantityMention(QuantityKind.COUNT, match.start(), match.end(), match[0], value, unit="계단"))
    for match in _FROM_RANK.finditer(source.text):
        for group in (1, 2):
            start, end = match.span(group)
            if start not in taken:
                value = Decimal(re.sub(r"\D", "", match[group]))
                found.append(QuantityMention(QuantityKind.RANK, start, end, match[group], value, unit="rank"))
    found.sort(key=lambda m: m.start)
    return [Written(m, nouns_of(source.text, m), claims.get(m.start)) for m in found]


def nouns_of(text: str, mention: QuantityMention) -> tuple[str, ...]:
    """What an English count counts, by the words right after it; the counter of a Korean one.

    >>> from decimal import Decimal
    >>> nouns_of("20 pilot cases of relief", QuantityMention(QuantityKind.COUNT, 0, 2, "20", Decimal(20)))
    ('pilot', 'case')
    """
    if mention.kind is not QuantityKind.COUNT:
        return ()
    if mention.unit:
        return (mention.unit,)
    after = _WORDS.match(text, mention.end)
    words: list[str] = []
    stops = words_listed("stops")
    following = after[1].split() if after else []
    for word in following if following[1:] or not following or not following[0].endswith("ed") else ():
        plain = re.sub(r"\d+$", "", word.lower())
        if plain in stops or (words and plain.endswith("ed") and "-" not in plain):
            break
        words.append(_singular(plain))
    return tuple(words)


def _singular(word: str) -> str:
    if word == "people":
        return "person"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ss|[xz]|[cs]h)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _line(document: Document, at: int, numbers: Sequence[Written], times: Sequence[Period]) -> Line:
    sentence = document.sentences[at]
    text: list[str] = []
    origins: list[int] = []

    def add(piece: str, start: int) -> None:
        text.append(piece)
        origins.extend(start + offset for offset in range(len(piece)))

    held = [n for n in numbers if sentence.start <= n.mention.start and n.mention.end <= sentence.end][:_ROOM]
    spans: list[tuple[int, int, str]] = []
    for index, each in enumerate(held):
        base = ord(_SIGN.get(each.mention.kind, LEVEL))
        spans.append((each.mention.start, each.mention.end, chr(base + index)))
    within: list[Period] = []
    for period in times:
        start, end = period.start_char, period.end_char
        inside = sentence.start <= start and end <= sentence.end and len(within) < _ROOM
        if inside and not any(start < b and a < end for a, b, _ in spans):
            spans.append((start, end, chr(ord(TIME) + len(within))))
            within.append(period)
    marks = [m.span() for m in _MARK.finditer(document.text, sentence.start, sentence.end)]
    spans += [(a, b, "") for a, b in marks if not any(a < y and x < b for x, y, _ in spans)]
    last = sentence.start
    for start, end, sign in sorted(spans):
        add(_plain(document.text[last:start]), last)
        add(sign, start)
        last = end
    add(_plain(document.text[last : sentence.end]), last)
    return Line(sentence.start, sentence.end, sentence.block, "".join(text), tuple(origins), tuple(held), tuple(within))


def _plain(piece: str) -> str:
    folded = fold(piece).text.replace("\n", " ").replace("\u00a0", " ")
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


def alike(one: Written, other: Written) -> bool:
    """Whether two numbers count the same: the same money, measure or rank, or counts whose nouns agree.

    An English count without a noun of its own ("from 12 to 18 schools") agrees with every count.
    """
    a, b = one.mention, other.mention
    if a.kind is not b.kind or bool(a.per) != bool(b.per):
        return False
    if a.kind is not QuantityKind.COUNT:
        return a.unit == b.unit
    if not one.nouns or not other.nouns:
        return True
    return one.nouns[-1] in other.nouns or other.nouns[-1] in one.nouns
