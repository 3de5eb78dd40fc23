"""Two witnesses: what an original and its translation say differently, figure by figure.

Both are read on their own; nothing is repaired, and no claim of one is changed by the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from ...graph.citation import Citation, cite
from ...graph.claim import Reading
from ...graph.values import Bound, FundingScope, Modality
from ..folding import fold
from ..lexicons import join_alternatives, read_lexicon
from ..quantities import QuantityKind
from .alignment import Pair, Placed, align, figures_of
from .sheet import iris, lay_out
from .wording import number


class DifferenceKind(StrEnum):
    """What differs between two figures that stand for one another."""

    VALUE = "value"
    SLIP = "power of ten"
    SCOPE = "scope"
    BOUND = "bound"
    UNIT = "unit"
    TIME = "time"
    MODALITY = "modality"
    MISSING = "missing"
    ADDED = "added"


KIND_NAMES_KO: dict[DifferenceKind, str] = {
    DifferenceKind.VALUE: "값",
    DifferenceKind.SLIP: "자릿수",
    DifferenceKind.SCOPE: "재원 범위",
    DifferenceKind.BOUND: "한정어",
    DifferenceKind.UNIT: "단위",
    DifferenceKind.TIME: "시점",
    DifferenceKind.MODALITY: "계획과 실적",
    DifferenceKind.MISSING: "누락",
    DifferenceKind.ADDED: "추가",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, with the sentence of either text that it stands in.

    ``original`` and ``translation`` are places in *their* texts; one of them is absent where a figure stands in one
    text alone. ``claims`` holds the IRIs of the claims that the figures belong to.
    """

    kind: DifferenceKind
    message: str
    message_ko: str
    original: Citation | None
    translation: Citation | None
    claims: tuple[str, ...] = ()

    def told(self, language: str = "en") -> str:
        """The difference in one line, English or Korean, without its sentences."""
        if language == "ko":
            return f"{KIND_NAMES_KO[self.kind]}: {self.message_ko}"
        return f"{self.kind.value}: {self.message}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of it: how many figures stand for one another, and the differences in the order of the original."""

    original: str
    """id of the document"""
    translation: str
    paired: int
    differences: tuple[Difference, ...]


_BOUNDS = {
    Bound.EXACTLY: ("no limit", "한정 없음"),
    Bound.AT_LEAST: ("at least", "이상"),
    Bound.APPROXIMATELY: ("about", "약"),
    Bound.AT_MOST: ("at most", "이하"),
}
_SCOPES = {
    FundingScope.TOTAL: ("total project cost", "총사업비"),
    FundingScope.NATIONAL: ("national funds", "국비"),
    FundingScope.LOCAL: ("local funds", "지방비"),
    FundingScope.PRIVATE: ("private funds", "민자"),
}
_REACH = 45
"""characters beside an amount in which a word may say whose money it is"""
_EDGE = re.compile(r"[\d()\[\];:,]")
"""where the words that belong to an amount end at the latest"""
_SOME = re.compile(r"\d\s?여|여\s?[가-힣]")
"""여 ("170여 곳"): a little more, for which "about" and "more than" are both right"""
_RATES = {QuantityKind.PERCENT: ("per cent", "%"), QuantityKind.POINTS: ("percentage points", "%p")}
_PLANNED = frozenset({Modality.COMMITTED, Modality.EXPECTED})
_DONE = frozenset({Modality.ACHIEVED})


def compare_witnesses(original: Reading, translation: Reading) -> Comparison:
    """What the translation says differently from its original; pure, the same readings give the same comparison.

    >>> from ...graph.citation import Source
    >>> one = Reading(Source("ko", "정부는 2조원을 투입해 학교 400곳을 고친다.", language="ko"))
    >>> other = Reading(Source("en", "The government puts 2 billion won into repairs at 400 schools.", language="en"))
    >>> [each.told() for each in compare_witnesses(one, other).differences]
    ['power of ten: “2조원” of the original is “2 billion won” in the translation, 1,000 times less']
    """
    sheets = lay_out(original), lay_out(translation)
    found = align(figures_of(sheets[0]), figures_of(sheets[1]))
    texts = original.source.text, translation.source.text
    differences = [each for pair in found.pairs for each in _differences(pair, *texts)]
    held = {id(pair.original.line) for pair in found.pairs}, {id(pair.translation.line) for pair in found.pairs}
    differences += _alone(found.only_original, texts[0], DifferenceKind.MISSING, held[0])
    differences += _alone(found.only_translation, texts[1], DifferenceKind.ADDED, held[1])
    differences.sort(key=_order)
    return Comparison(original.source.id, translation.source.id, len(found.pairs), tuple(differences))


def _order(each: Difference) -> tuple[int, int, str]:
    return (
        each.original.start if each.original else 10**9,
        each.translation.start if each.translation else 0,
        each.message,
    )


def _differences(pair: Pair, original: str, translation: str) -> Iterator[Difference]:
    one, other = pair.original.written, pair.translation.written
    said = f"“{one.said}” of the original", f"“{other.said}”"
    said_ko = f"원문의 “{one.said}”"

    def difference(kind: DifferenceKind, message: str, message_ko: str) -> Difference:
        places = (
            cite(original, pair.original.line.start, pair.original.line.end),
            cite(translation, pair.translation.line.start, pair.translation.line.end),
        )
        return Difference(kind, message, message_ko, *places, iris(one, other))

    if pair.slip is not None:
        times = number(pair.slip, 0)
        more = abs(other.mention.value) > abs(one.mention.value)
        yield difference(
            DifferenceKind.SLIP,
            f"{said[0]} is {said[1]} in the translation, {times} times {'more' if more else 'less'}",
            f"{said_ko}이(가) 번역문에는 {said[1]}(으)로, {times}배 {'크다' if more else '작다'}",
        )
    elif not pair.same:
        yield difference(
            DifferenceKind.VALUE,
            f"{said[0]} is {said[1]} in the translation",
            f"{said_ko}이(가) 번역문에는 {said[1]}(으)로 되어 있다",
        )
    for kind, words in (
        (DifferenceKind.UNIT, _unit(pair)),
        (DifferenceKind.SCOPE, _scope(pair, original, translation)),
        (DifferenceKind.BOUND, _bound(pair)),
        (DifferenceKind.TIME, _time(pair)),
        (DifferenceKind.MODALITY, _modality(pair)),
    ):
        if words is not None:
            (a, a_ko), (b, b_ko) = words
            yield difference(
                kind,
                f"{said[0]} has “{a}”, {said[1]} of the translation has “{b}”",
                f"{said_ko}은(는) ‘{a_ko}’, 번역문의 {said[1]}은(는) ‘{b_ko}’",
            )


Words = tuple[tuple[str, str], tuple[str, str]]
"""what the original and what the translation has, each in English and Korean"""


def _unit(pair: Pair) -> Words | None:
    kinds = pair.original.written.mention.kind, pair.translation.written.mention.kind
    if kinds[0] is kinds[1] or not set(kinds) <= set(_RATES):
        return None
    return _RATES[kinds[0]], _RATES[kinds[1]]


def _scope(pair: Pair, original: str, translation: str) -> Words | None:
    """Whose money it is, where the one text says so and the other does not or says otherwise."""
    if pair.original.written.mention.kind is not QuantityKind.MONEY:
        return None
    one, other = _scope_of(pair.original, original), _scope_of(pair.translation, translation)
    if one == other or (one is None and other is None):
        return None
    nothing = ("no word of whose money it is", "재원 표시 없음")
    return (nothing if one is None else _SCOPES[one], nothing if other is None else _SCOPES[other])


def _scope_of(placed: Placed, text: str) -> FundingScope | None:
    """The scope of the claim, or the only one that words close by name."""
    claim, mention = placed.written.claim, placed.written.mention
    if claim is not None and claim.scope is not None:
        return claim.scope
    before = _EDGE.split(fold(text[max(placed.line.start, mention.start - _REACH) : mention.start]).text)[-1]
    after = _EDGE.split(fold(text[mention.end : min(placed.line.end, mention.end + _REACH)]).text)[0]
    near = f"{before} {after}".lower()
    named = {scope for scope, words in _scope_words().items() if re.search(words, near)}
    return named.pop() if len(named) == 1 else None


@cache
def _scope_words() -> dict[FundingScope, str]:
    english, korean = (read_lexicon(language, "nouns")["scope"] for language in ("english", "korean"))
    return {
        scope: rf"\b{join_alternatives(english[scope.value])}\b|{join_alternatives(korean[scope.value])}"
        for scope in FundingScope
    }


def _bound(pair: Pair) -> Words | None:
    one, other = pair.original.written, pair.translation.written
    a, b = one.mention.bound, other.mention.bound
    loose = {a, b} <= {Bound.AT_LEAST, Bound.APPROXIMATELY}
    if a is b or (loose and any(_SOME.search(each.said) for each in (one, other))):
        return None
    ranged = one.mention.value_max is not None or other.mention.value_max is not None
    return None if ranged else (_BOUNDS[a], _BOUNDS[b])


def _time(pair: Pair) -> Words | None:
    """The years, where both claims have one and they differ."""
    times = [each.written.claim.time if each.written.claim else None for each in (pair.original, pair.translation)]
    years = [(time.end or time.start or "")[:4] if time else "" for time in times]
    if not all(years) or years[0] == years[1]:
        return None
    return (years[0], years[0]), (years[1], years[1])


def _modality(pair: Pair) -> Words | None:
    """Planned in the one, delivered in the other."""
    claims = pair.original.written.claim, pair.translation.written.claim
    if claims[0] is None or claims[1] is None:
        return None
    planned = [claim.modality in _PLANNED for claim in claims if claim]
    done = [claim.modality in _DONE for claim in claims if claim]
    words = {True: ("planned", "계획"), False: ("done", "실적")}
    if (planned[0] and done[1]) or (done[0] and planned[1]):
        return words[planned[0]], words[planned[1]]
    return None


def _alone(placed: Sequence[Placed], text: str, kind: DifferenceKind, held: set[int]) -> Iterator[Difference]:
    """Figures without a counterpart, where other figures of their sentence have one: a translation may abridge."""
    for each in placed:
        mention = each.written.mention
        small = mention.kind is QuantityKind.COUNT and (mention.spelled or mention.value < Decimal(10))
        if id(each.line) not in held or small:
            continue
        place = cite(text, each.line.start, each.line.end)
        if kind is DifferenceKind.MISSING:
            message = f"“{each.written.said}” of the original has no counterpart in the translation"
            message_ko = f"원문의 “{each.written.said}”이(가) 번역문에 없다"
            yield Difference(kind, message, message_ko, place, None, iris(each.written))
        else:
            message = f"“{each.written.said}” of the translation has no counterpart in the original"
            message_ko = f"번역문의 “{each.written.said}”이(가) 원문에 없다"
            yield Difference(kind, message, message_ko, None, place, iris(each.written))
