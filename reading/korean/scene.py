"""One Korean sentence laid out: words, amounts, times and brackets in order, cut into clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ..document import Sentence
from ..figures import Reference
from ..names import NameMention
from ..periods import PeriodMention
from ..quantities import QuantityMention
from .words import word_set


class Sort(StrEnum):
    """What an item of a sentence is."""

    NOUN = "noun"
    VERB = "verb"
    FUNCTION = "function"
    """위한, 통해, 대한: what stands before is its object"""
    AMOUNT = "amount"
    TIME = "time"
    BRACKET = "bracket"
    BREAK = "break"
    """a comma, a plus or a stop"""
    ARROW = "arrow"


@dataclass(slots=True)
class Item:
    """One item; ``core`` is where its words end and its particle begins."""

    sort: Sort
    start: int
    end: int
    core: int
    role: str = ""
    stem: str = ""
    ending: str = ""
    tense: str = ""
    amount: QuantityMention | None = None
    time: PeriodMention | None = None
    inner: Scene | None = None
    sized: str = ""
    """a word behind an amount that says what sort of amount it is: 규모, 이상"""
    listed: bool = False
    """등 follows"""
    quoted: bool = False


@dataclass(slots=True)
class Clause:
    """Items ``first``:``last`` of a scene with the predicate that closes them."""

    first: int
    last: int
    verb: int | None
    """index of the predicate's item"""
    stem: str = ""
    inside: set[int] = field(default_factory=set)
    """items that belong to clauses in front of a noun, not to this one"""


@dataclass(slots=True)
class Scene:
    """A sentence, or what stands in a bracket of one."""

    text: str
    sentence: Sentence
    start: int
    end: int
    items: list[Item]
    names: list[NameMention]
    clauses: list[Clause] = field(default_factory=list)
    nested: list[tuple[int, int, int, str]] = field(default_factory=list)
    """clauses in front of a noun: (first item, verb item, first item of the noun, stem)"""
    parent: Scene | None = None
    host: int | None = None
    """the parent's item that the bracket follows"""

    def words(self, item: Item) -> str:
        """An item's words without its particle."""
        return self.text[item.start : item.core]

    def clause_of(self, index: int) -> Clause:
        """The clause in which an item stands."""
        return next((c for c in self.clauses if c.first <= index <= c.last), self.clauses[-1])

    def amounts(self) -> Iterator[tuple[int, Item]]:
        """The amounts with their item numbers."""
        for i, item in enumerate(self.items):
            if item.sort is Sort.AMOUNT:
                yield i, item

    def phrase_before(self, index: int, floor: int = 0) -> tuple[int, int] | None:
        """The bare noun phrase that ends right before an item: (first item, last item)."""
        last = index - 1
        while last >= floor and (
            self.items[last].sort is Sort.BRACKET
            or (self.items[last].sort is Sort.TIME and self.items[last].role != "보다")
        ):
            last -= 1
        if last < floor or self.items[last].sort is not Sort.NOUN or self.items[last].role or self.items[last].listed:
            return None
        if self.words(self.items[last]) in word_set("nouns", "", "leading") or _EACH.fullmatch(
            self.words(self.items[last])
        ):
            return self.phrase_before(last, floor)
        return self.phrase_ending(last, floor)

    def phrase_ending(self, last: int, floor: int = 0) -> tuple[int, int]:
        """The noun phrase whose last item is given."""
        first = last
        while first - 1 >= floor:
            before = self.items[first - 1]
            if before.sort is Sort.BRACKET and first - 2 >= floor and self._aside(before):
                first -= 1
                continue
            if before.sort is not Sort.NOUN or before.listed or before.role not in ("", "의", "와"):
                break
            if before.role == "와" and not self._coordinate(first - 1, last, floor):
                break
            first -= 1
        while first < last and (
            self.words(self.items[first]) in word_set("nouns", "", "leading") or self.items[first].sort is Sort.BRACKET
        ):
            first += 1
        return first, last

    def _aside(self, bracket: Item) -> bool:
        """Whether a bracket only spells a word: 인공지능(AI) 반도체."""
        return (
            bracket.inner is not None
            and all(i.sort is Sort.NOUN for i in bracket.inner.items)
            and bracket.end - bracket.start <= 14
        )

    def _coordinate(self, joint: int, last: int, floor: int) -> bool:
        """Whether 와 joins two nouns of one phrase: 기업과 기관, not 부처와 함께."""
        return self.words(self.items[joint + 1]) not in ("함께", "더불어", "같은", "같이", "달리")

    def phrase_after(self, index: int) -> tuple[int, int] | None:
        """The noun phrase that begins right behind an item."""
        first = index + 1
        while first < len(self.items) and self.items[first].sort is Sort.BRACKET:
            first += 1
        while (
            first + 1 < len(self.items)
            and self.items[first].sort is Sort.NOUN
            and not self.items[first].role
            and self.words(self.items[first]) in word_set("nouns", "", "leading")
        ):
            first += 1
        if first >= len(self.items) or self.items[first].sort is not Sort.NOUN:
            return None
        last = first
        while (
            last + 1 < len(self.items)
            and self.items[last].role in ("", "의", "와")
            and not self.items[last].listed
            and self.items[last + 1].sort is Sort.NOUN
        ):
            if self.items[last].role == "와" and self.words(self.items[last + 1]) in ("함께", "더불어"):
                break
            last += 1
        return first, last

    def refer(self, span: tuple[int, int]) -> Reference | None:
        """What a noun phrase stands for: a name where one covers it, else its words."""
        first, last = span
        while first < last and self.items[first].role == "의" and not self._whole_name(first, last):
            head = self.items[first + 1 : last + 1]
            words = self.text[head[0].start : head[-1].core]
            if words in word_set("nouns", "", "generic") or words in word_set("nouns", "", "money"):
                break
            first += 1
        start, end = self.items[first].start, self.items[last].core
        name = next((n for n in self.names if n.start <= start and n.end >= end - 1 and n.end <= end + 1), None)
        if name is None:
            inside = [n for n in self.names if n.start >= start - 1 and n.end == end]
            best = max(inside, key=lambda n: n.end - n.start, default=None)
            if best is not None and (
                best.end - best.start >= 0.6 * (end - start)
                or (best.iri and FULL.get(best.type.value) and best.end - best.start >= 4)
            ):
                name = best
        if name is not None:
            return Reference(name.name, name.start, name.end, name, self.words(self.items[last]))
        marks = list(_ITEM_MARK.finditer(self.text, start, end))
        start = marks[-1].end() if marks and marks[-1].end() < end else start
        words = squeeze(self.text[start:end])
        words = re.sub(r"^(?:이들|이|동|해당|본)\s|[*※†‡]+$", "", words)
        if not re.search(r"[가-힣A-Za-z]", words):
            return None
        return Reference(words[:60], start, end, None, self.words(self.items[last]))

    def _whole_name(self, first: int, last: int) -> bool:
        start, end = self.items[first].start, self.items[last].core
        return any(n.start <= start and n.end >= end for n in self.names)


_ITEM_MARK = re.compile(r"(?:^|\s)?[△▲▽▼▷▶◇◆◎○●□■]\s?")
"""marks that open an item of a list within a sentence"""
FULL = dict.fromkeys(
    (
        "programme",
        "project",
        "initiative",
        "law",
        "fund",
        "index",
        "service",
        "infrastructure",
        "platform",
        "plan",
        "strategy",
        "roadmap",
        "alliance",
        "ministry",
        "agency",
    ),
    True,
)
"""types of known names that stand for a phrase even where plain words precede them"""


def squeeze(words: str) -> str:
    """Words of a phrase on one line, without brackets, footnote marks and outer quotation marks.

    >>> squeeze("‘지능형(AI)  정부’*")
    '지능형(AI) 정부'
    """
    out = re.sub(r"\s+", " ", words).strip(" *·,‘’“”'\"「」『』<>〈〉")
    if out.count("(") != out.count(")"):
        out = out.split("(")[0].strip()
    out = re.sub(r"[‘’“”](?:\*+)?", "", out)
    return re.sub(r"\d」|[¹²³]$", "", out).strip(" ‘’“”'\"「」『』")


_EACH = re.compile(
    r"\d*(?:인|명|대|곳|개|호|사|건|회|톤|가구|기업|학교|지구|농가|개소|개사|마을|업체|과제|팀|세대|단위면적|시설|지역)당"
)
