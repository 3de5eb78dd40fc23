"""Korean figures and relations whose things somebody tells: read as if the rules had found them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from ...graph.claim import EntityType
from ..document import Document, Sentence
from ..figures import DOUBT, Figure, Link, Reference
from ..names import NameMention, settle
from ..periods import PeriodMention
from ..quantities import QuantityKind, QuantityMention
from .context import generic, money_word
from .heads import type_of_korean
from .layout import Layout
from .links import read_links
from .places import generic_action
from .reader import KoreanReader
from .scene import Item, Scene, Sort
from .words import word_set

_DOUBTED = re.compile(
    r"않|못\s?[하했한해할]|아니[다라었고며한하]|아닌|없(?:다|는|이|었|으|음|을)|(?:^|\s)안\s|미(?:달성|집행|시행|추진)|철회|취소|부인|중단|백지화|무산|포기|폐기"
    r"|만약|만일|(?:할|될|일)\s?경우|(?:한|된|하|되)다면|[?？]"
)
"""words with which a sentence may deny what a number in it seems to say"""

_ROLES = frozenset({"", "은", "이", "를", "에", "의"})
"""particles behind what a number can be about"""
_NO_THINGS = frozenset({"여기", "거기", "이곳", "예정", "내년", "작년", "지난해", "올해", "기간", "동안", "경우"})
_FOR = frozenset({"위해", "위하여", "위한", "위해서", "대한", "대해"})
"""what stands before these is what something is for"""


class KoreanRetelling:
    """Reads single figures of one document again."""

    def __init__(
        self,
        document: Document,
        quantities: Sequence[QuantityMention],
        periods: Sequence[PeriodMention],
        names: Sequence[NameMention],
    ) -> None:
        self._given = (document, quantities, periods, names)
        self._text = document.text

    @cached_property
    def _reader(self) -> KoreanReader:
        """A reader that has gone through the document, so that it knows what stands above what."""
        reader = KoreanReader(*self._given)
        reader.read()
        return reader

    def doubted(self, sentence: Sentence) -> bool:
        """Whether a sentence denies something, asks or sets a condition."""
        return _DOUBTED.search(self._text, sentence.start, sentence.end) is not None

    def phrase(self, sentence: Sentence, start: int, end: int) -> Reference | None:
        """The name or noun phrase, without particles, that stands just there and of which nothing is cut off."""
        for scene in self._scenes(sentence):
            named = next((n for n in scene.names if n.start == start and n.end == end), None)
            if named is not None:
                return Reference.to(named)
            last = next((i for i, x in enumerate(scene.items) if x.sort is Sort.NOUN and x.core == end), None)
            if last is None or _goes_on(scene, last):
                continue
            first, _ = scene.phrase_ending(last, scene.clause_of(last).first)
            if start != scene.items[first].start and not _begins_behind_owner(scene, first, last, start):
                continue
            words = self._text[start:end]
            if generic(words) or money_word(words) or _is_no_thing(words):
                return None
            at = next(i for i in range(first, last + 1) if scene.items[i].start == start)
            return scene.refer((at, last))
        return None

    def figure(self, sentence: Sentence, mention: QuantityMention, subject: Reference) -> Figure | None:
        """The figure of a number about this subject, in the sentence or in a bracket of it."""
        if mention.kind is QuantityKind.COUNT and not mention.unit:
            return None
        for scene in self._scenes(sentence):
            for index, item in scene.amounts():
                if item.amount is not None and item.amount.start == mention.start:
                    if not _goes_with(scene, index, subject):
                        return None
                    figure = self._reader.build(scene, index, mention, subject, sentence.block, "told", DOUBT)
                    return figure if figure.subject == subject else replace(figure, subject=None)
        return None

    def kind(self, words: str) -> EntityType | None:
        """The type that the last noun of a phrase gives."""
        return type_of_korean(words)

    def links(self, sentence: Sentence, names: Sequence[NameMention]) -> list[Link]:
        """The relations of a sentence, with some more names in it."""
        document, _, periods, told = self._given
        kept = [n for n in told if not any(n.start < m.end and m.start < n.end for m in names)]
        layout = Layout(document, self._reader.quantities, periods, settle([*kept, *names]))
        block = document.blocks[sentence.block]
        return read_links(layout.scene(sentence), block, sentence.block, self._reader.context)

    def _scenes(self, sentence: Sentence) -> Iterator[Scene]:
        yield from _with_brackets(self._reader.layout.scene(sentence))


def _with_brackets(scene: Scene) -> Iterator[Scene]:
    yield scene
    for item in scene.items:
        if item.inner is not None:
            yield from _with_brackets(item.inner)


def _goes_with(scene: Scene, index: int, subject: Reference) -> bool:
    """Whether an amount can be about a phrase: the topic of the sentence, added behind its clause, or in it.

    In no clause in front of a noun, though, and neither what somebody acts by (에 따라) nor what is compared with. A
    bracket belongs to what precedes it.
    """
    at = next((i for i, x in enumerate(scene.items) if x.start < subject.end <= x.core), None)
    if at is None:
        host = scene.parent.items[scene.host] if scene.parent is not None and scene.host is not None else None
        return host is not None and host.start < subject.end <= host.core
    behind = scene.items[at + 1] if at + 1 < len(scene.items) else None
    aside = behind is not None and behind.sort is Sort.FUNCTION and behind.stem not in _FOR
    bare = scene.items[at].role == ""
    if aside or scene.items[at].listed or scene.items[at].role not in _ROLES or (bare and _runs_on(behind)):
        return False
    clause, own = scene.clause_of(index), scene.clause_of(at)
    if own is not clause:
        added = own.verb is None and own.first == clause.last + 1  # 12%에 이르렀다, 항만 이용률
        return added or (scene.items[at].role == "은" and at < index)
    return (at in clause.inside) == (index in clause.inside)


def _runs_on(behind: Item | None) -> bool:
    """Whether a word without a particle belongs to the one behind it: 바짝 쫓았다."""
    return behind is not None and behind.sort in (Sort.NOUN, Sort.VERB)


def _is_no_thing(words: str) -> bool:
    """Whether a phrase is an adverb, an act or a way of dividing (지역별) and no thing that a number is about."""
    told = words.split()
    return (
        not re.search(r"[가-힣A-Za-z]", words)
        or len(words) < 2
        or all(word in word_set("nouns", "", "leading") for word in told)
        or generic_action(words)
        or told[-1] in _NO_THINGS
        or re.search(r"[가-힣](?:별|씩|당)$", words) is not None
    )


def _goes_on(scene: Scene, last: int) -> bool:
    """Whether a noun phrase continues behind an item: 데이터 of 데이터 댐."""
    behind = scene.items[last + 1] if last + 1 < len(scene.items) else None
    return not scene.items[last].role and behind is not None and behind.sort is Sort.NOUN


def _begins_behind_owner(scene: Scene, first: int, last: int, start: int) -> bool:
    """Whether a phrase begins behind an 의 of the longer one: 정부의 데이터 댐."""
    return any(scene.items[i].role == "의" and scene.items[i + 1].start == start for i in range(first, last))
