"""What a Korean sentence leaves out: the topic it stands under, and what 이를, 이 사업, 동 사업 point back to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...graph.claim import FAMILY
from ...graph.values import Modality, TimeRole
from ..document import Block, BlockKind, Document
from ..figures import Figure, Reference
from ..names import NameMention
from ..periods import PeriodMention
from .heads import type_of_korean
from .scene import squeeze
from .words import lexicon, word_set

_ITEMS = frozenset({"item", "plan", "fund", "law"})
_POINTING = re.compile(
    r"^(?:이|그|동|해당|본|이들|이러한|같은)\s?(?:사업|과제|계획|펀드|제도|법|프로그램|대책|프로젝트|센터|플랫폼|시스템)$"
)

_NO_HEADING = re.compile(r"\||[(（\[<]?\s?단위")


_ACT_AT_END = re.compile(
    r"(?:\s+(?:신규|추가|대폭|단계적))*\s+(?:인상|확대|확충|구축|강화|추진|공급|신설|도입|개선|완화|상향|증액|조성|설치|개방|보급|제공)$"
)
"""what is to be done with the thing that an item names"""


def generic(words: str) -> bool:
    """Whether a phrase says nothing by itself.

    >>> generic("주요 사업"), generic("스마트공장")
    (True, False)
    """
    plain = re.sub(r"^(?:총|약|주요|관련|해당|이|그|동|전체|신규)\s", "", words.strip())
    return words in word_set("nouns", "", "generic") or plain in word_set("nouns", "", "generic") or not plain


def money_word(words: str) -> bool:
    """Whether a phrase is only a word for money: 총사업비, 예산."""
    return (
        words in word_set("nouns", "", "money")
        or re.fullmatch(r"(?:올해|내년|내년도|’?\d+년도?)\s?예산(?:안)?", words) is not None
    )


class Context:
    """What is known at a point of the document from what stands above."""

    def __init__(self, document: Document, names: Sequence[NameMention], periods: Sequence[PeriodMention]) -> None:
        self.document = document
        self.text = document.text
        self.names = list(names)
        self.periods = list(periods)
        self.spoken: dict[int, Reference] = {}
        """what each block turned out to be about"""
        self.figures: dict[int, list[Figure]] = {}
        self.last: Reference | None = None
        self._whole = self._main_item()

    def _main_item(self) -> Reference | None:
        """What the document is about: the item that its title names, else the one that it names most."""
        title = next((b for b in self.document.blocks if b.kind is BlockKind.TITLE), None)
        if title is not None:
            inside = [
                n
                for n in self.names
                if title.start <= n.start < title.end and FAMILY[n.type] in ("item", "plan", "fund")
            ]
            if inside:
                first = min(inside, key=lambda n: n.start)
                return Reference(first.name, first.start, first.end, first)
        return None

    def _named(self, start: int, end: int) -> Reference | None:
        """The thing that a heading or label names: a name in it, else its words unless they only title a part."""
        inside = [
            n
            for n in self.names
            if start <= n.start and n.end <= end and FAMILY[n.type] in (*_ITEMS, "index", "technology", "sector")
        ]
        words = squeeze(self.text[start:end])
        best = max(inside, key=lambda n: (FAMILY[n.type] in _ITEMS, n.end - n.start), default=None)
        if best is not None and (FAMILY[best.type] in _ITEMS or best.end - best.start >= 0.6 * len(words)):
            return Reference(best.name, best.start, best.end, best)
        plain = re.sub(r"\s*[:：].*$", "", words)
        if (
            plain in word_set("nouns", "", "labels")
            or generic(plain)
            or money_word(plain)
            or len(plain) > 30
            or len(plain) < 2
        ):
            return None
        if re.search(r"(?:성과|현황|계획|방향|내용|개요|동향|결과|실적|요약|배경|규모|효과|특징|질의|참고)$", plain):
            return None
        return Reference(plain, start, end, None)

    def label(self, block: Block) -> Reference | None:
        """What the block's own (label) names."""
        if not block.topic:
            return None
        at = self.text.rfind(block.topic, max(0, block.start - len(block.topic) - 12), block.start)
        return self._named(at, at + len(block.topic)) if at >= 0 else None

    def item_above(self, index: int) -> Reference | None:
        """The list item or heading under which an item of another mark stands, without the act at its end.

        ``· 돌봄 지원 확대`` above ``- 7.5만 가구 → 8.5만 가구`` is 돌봄 지원.
        """
        blocks = self.document.blocks
        if blocks[index].kind is not BlockKind.BULLET:
            return None
        for at in range(index - 1, -1, -1):
            above = blocks[at]
            if above.kind is BlockKind.BULLET and above.marker == blocks[index].marker:
                continue
            if above.kind not in (BlockKind.BULLET, BlockKind.HEADING):
                return None
            words = self.text[above.start : above.end]
            plain = re.sub(r"\s*\([^()]*\)", "", words)
            core = _ACT_AT_END.sub("", plain)
            core = core if len(core) >= 2 else plain
            start = self.text.find(core, above.start, above.end)
            if start < 0 or "\n" in core or len(core) > 30 or generic(core):
                return None
            return self._named(start, start + len(core)) or Reference(core, start, start + len(core), None)
        return None

    def section(self, index: int) -> list[int]:
        """The headings above a block, innermost first; the head of a table and a line that tells its unit are none."""
        own = self._written_section(index)
        if not own:
            return own
        rank, at = self._rank(own[0]), own[0]
        chain = [at]
        while at > 0 and rank > 1:
            at -= 1
            if (
                self.document.blocks[at].kind is BlockKind.HEADING
                and self._rank(at) < rank
                and not _NO_HEADING.match(self.text, self.document.blocks[at].start)
            ):
                rank = self._rank(at)
                chain.append(at)
        return chain + [i for i in own if i not in chain]

    def _rank(self, index: int) -> int:
        """How high a heading stands by its number: Ⅰ. before 1. before 가. before (1)."""
        block = self.document.blocks[index]
        line = self.text[self.text.rfind("\n", 0, block.start) + 1 : block.end].strip()
        for rank, pattern in enumerate(
            (r"#|[IVXⅠ-Ⅻ]+\.", r"\d{1,2}\.", r"\[\d|[가-하]\.", r"\(\d{1,2}\)|\d{1,2}\)", r"[①-⑳]"), 1
        ):
            if re.match(pattern, line):
                return rank
        return 1

    def _written_section(self, index: int) -> list[int]:
        blocks = self.document.blocks
        for i in reversed(blocks[index].section):
            if not _NO_HEADING.match(self.text, blocks[i].start):
                return [j for j in reversed(blocks[index].section) if not _NO_HEADING.match(self.text, blocks[j].start)]
            above = [
                j
                for j in range(i)
                if blocks[j].kind is BlockKind.HEADING and not _NO_HEADING.match(self.text, blocks[j].start)
            ]
            return [above[-1]] if above else []
        return []

    def topic(self, index: int) -> Reference | None:
        """What the block with that number is about, by labels, what stands above, headings and title."""
        blocks = self.document.blocks
        seen: set[int] = set()
        at: int | None = index
        while at is not None and at not in seen:
            seen.add(at)
            block = blocks[at]
            if (label := self.label(block)) is not None:
                return label
            if at in self.spoken:
                return self.spoken[at]
            at = block.host
        for i in self.section(index):
            head = blocks[i]
            named = self.label(head) or self._named(head.start, head.end)
            if named is not None and (named.name is not None or type_of_korean(named.words) is not None):
                return named
        return self._whole

    def resolve(self, reference: Reference, index: int) -> Reference:
        """이 사업, 동 사업 and the like: the thing spoken of before."""
        before = self.text[max(0, reference.start - 4) : reference.start]
        if _POINTING.match(reference.words) or (
            re.search(r"(?:^|\s)(?:이|동|해당|본)\s$", before) and generic(reference.words)
        ):
            return self.last or self.topic(index) or reference
        return reference

    def remember(self, index: int, reference: Reference | None) -> None:
        """Note what a block is about, and what was named last."""
        if reference is None:
            return
        if (reference.name is not None and FAMILY[reference.name.type] in _ITEMS) or (
            reference.name is None and type_of_korean(reference.words)
        ):
            self.last = reference
            self.spoken.setdefault(index, reference)

    def mood(self, index: int) -> Modality | None:
        """How headings and labels above a bullet put what it says."""
        blocks = self.document.blocks
        block = blocks[index]
        chain = [block.topic]
        at = block.host
        while at is not None:
            chain.append(blocks[at].topic)
            at = blocks[at].host
        chain += [f"{blocks[i].topic} {self.text[blocks[i].start : blocks[i].end]}" for i in self.section(index)]
        chain += [self.text[b.start : b.end] for b in blocks if b.kind is BlockKind.TITLE][:1]
        headings = lexicon("predicates")["headings"]
        for words in chain:
            if not words:
                continue
            done = max((words.rfind(w) for w in headings["achieved"]), default=-1)
            planned = max((words.rfind(w) for w in headings["committed"]), default=-1)
            if done > planned:
                return Modality.ACHIEVED
            if planned > done:
                return Modality.COMMITTED
        return None

    def as_of(self, index: int) -> PeriodMention | None:
        """The time that the block above a bullet says its figures are of: 2023년 기준."""
        at = self.document.blocks[index].host
        while at is not None:
            block = self.document.blocks[at]
            for p in self.periods:
                if block.start <= p.start < block.end and (
                    re.match(r"\s?기준", self.text[p.end : p.end + 4]) or "기준" in p.period.text
                ):
                    return p
            at = block.host
        return None

    def measured(self, index: int) -> str:
        """The measured noun that the headings of a block speak of (수출입 동향), where they speak of no budget."""
        blocks = self.document.blocks
        title = [b for b in blocks if b.kind is BlockKind.TITLE][:1]
        for words in [
            *(self.text[blocks[i].start : blocks[i].end] for i in self.section(index)),
            *(self.text[b.start : b.end] for b in title),
        ]:
            found = re.search(r"수출|수입|매출|무역|시장|소득|임금|거래|수주|소비|판매|물가|세수", words)
            if found and not re.search(r"예산|투자|지원|펀드|육성|전략|계획|대책", words):
                return found.group()
        return ""

    def due_in_block(self, index: int, before: int) -> PeriodMention | None:
        """A deadline that an earlier sentence of the same block gives."""
        block = self.document.blocks[index]
        due = [p for p in self.periods if block.start <= p.start < before and p.period.role is TimeRole.DEADLINE]
        return due[-1] if due else None

    def time_above(self, index: int) -> PeriodMention | None:
        """A deadline that the host of a bullet gives."""
        at = self.document.blocks[index].host
        while at is not None:
            block = self.document.blocks[at]
            inside = [
                p for p in self.periods if block.start <= p.start < block.end and p.period.role is TimeRole.DEADLINE
            ]
            if inside:
                return inside[0]
            at = block.host
        return None
