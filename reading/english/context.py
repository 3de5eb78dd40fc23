"""What reading remembers of a document while its sentences go by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ...graph.claim import FAMILY, EntityType
from ...graph.values import Modality
from ..document import Block, BlockKind, Document
from ..figures import Figure, Reference
from ..names import NameMention
from ..periods import PeriodMention
from ..quantities import QuantityMention
from .heads import singular
from .scene import Scene

_SUBJECT_FAMILIES = frozenset({"item", "plan", "fund", "law", "index"})
_PROGRAMMES = frozenset({EntityType.PROGRAMME, EntityType.INITIATIVE, EntityType.PROJECT})


def names_subject(name: NameMention | None) -> bool:
    """Whether a name is of something that a passage can be about: a programme, plan, fund, law or index."""
    return name is not None and FAMILY[name.type] in _SUBJECT_FAMILIES


@dataclass
class Context:
    """Memory of one document; blocks are known by their index."""

    document: Document
    quantities: Sequence[QuantityMention]
    names: Sequence[NameMention]
    phrases: list[Reference] = field(default_factory=list)
    """noun phrases so far, for back references"""
    subject_of: dict[int, Reference] = field(default_factory=dict)
    """block → main subject of its latest sentence"""
    times: dict[int, list[PeriodMention]] = field(default_factory=dict)
    moods: dict[int, Modality] = field(default_factory=dict)
    """block → how its latest main verb puts it"""
    figures: dict[int, list[Figure]] = field(default_factory=dict)
    scenes: dict[int, list[Scene]] = field(default_factory=dict)
    label: Reference | None = None
    """the latest "(Label)" in front of a block"""
    label_section: tuple[int, ...] = ()

    def enter(self, block: Block) -> None:
        """Take note of a block's own label before a sentence of it is read."""
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            self.label, self.label_section = None, block.section
        if block.topic and block.kind is not BlockKind.NOTE:
            self.label, self.label_section = self._label_of(block), block.section

    def _label_of(self, block: Block) -> Reference:
        start = self.start_of_label(block)
        for name in self.names:
            if 0 <= start <= name.start and name.end <= block.start and name.end - name.start >= 0.6 * len(block.topic):
                break
        else:
            name = None
        words = name.name if name is not None else block.topic
        return Reference(words, start, start + len(block.topic), name, singular(block.topic.split()[-1]))

    def start_of_label(self, block: Block) -> int:
        """Where the label of a block stands."""
        return self.document.text.rfind(block.topic, max(0, block.start - len(block.topic) - 12), block.start)

    def words_of(self, index: int) -> str:
        """The text of a block."""
        block = self.document.blocks[index]
        return self.document.text[block.start : block.end]

    def names_in(self, index: int) -> list[NameMention]:
        """The names of a block."""
        block = self.document.blocks[index]
        return [n for n in self.names if block.start <= n.start < block.end]

    def measures_money(self, block: Block, sentence: str) -> bool:
        """Whether a passage is about money that is measured (exports, sales, a market) and not put in."""
        measured = {"export", "exports", "import", "imports", "sale", "sales", "trade", "revenue", "market", "turnover"}
        said = [self.words_of(i) for i in block.section] + [block.topic, self.document.source.title, sentence]
        return any(set(re.findall(r"[a-z]+", words.lower())) & measured for words in said)

    def heading_subject(self, block: Block) -> Reference | None:
        """What the nearest heading above names that a passage can be about."""
        found = (n for i in reversed(block.section) for n in self.names_in(i) if names_subject(n))
        name = next(found, None)
        return Reference.to(name) if name is not None else None

    def heading_programme(self, block: Block) -> Reference | None:
        """The programme named in the headings above, else the document's own."""
        found = (n for i in reversed(block.section) for n in self.names_in(i) if n.type in _PROGRAMMES)
        name = next(found, None)
        return Reference.to(name) if name is not None else self.document_topic

    def heading_words(self, block: Block) -> Reference | None:
        """The nearest short heading above a block, in its own words: "Help for renters"."""
        for index in reversed(block.section):
            heading = self.document.blocks[index]
            words = self.words_of(index).strip()
            if 1 <= len(words.split()) <= 7 and not re.search(r"[\d:;,]|[.?!]$", words):
                return Reference(words, heading.start, heading.end, None, words.split()[-1].lower())
        return None

    @cached_property
    def document_topic(self) -> Reference | None:
        """The programme that the document is about: named in its title or headings, else named often."""
        items = [n for n in self.names if FAMILY[n.type] == "item"]
        count = Counter(n.name for n in items)
        heads = [b for b in self.document.blocks if b.kind in (BlockKind.TITLE, BlockKind.HEADING)][:3]
        title = self.document.source.title.lower()
        titled = [n for n in items if any(b.start <= n.start < b.end for b in heads) or n.name.lower() in title]
        often = [n for n in items if count[n.name] >= 3]
        best = max(titled or often, key=lambda n: (count[n.name], -n.start), default=None)
        return Reference.to(best) if best is not None else None
