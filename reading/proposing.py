"""What somebody besides the rules may propose: the sentences that are shown, what comes back, and who may be asked.

Only sentences that hold quantities without a claim, or names without a relation, are shown. What comes back is held
against the text (``reading.proposed``) before anything is made of it; whoever proposes never writes into a graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ..graph.claim import FAMILY
from .document import BlockKind, Document, Sentence
from .names import NameMention, settle
from .quantities import QuantityMention

MOST_PASSAGES = 150
MOST_LETTERS = 40_000
"""of one document; what goes beyond is not shown, and a warning says so"""
_RELATED = frozenset({"item", "plan", "fund", "law", "body", "index", "event"})
"""families of things of which one at least must be named where relations are asked for"""
LONGEST = 1_500
"""letters of a sentence that is shown: longer ones are lists or tables run together"""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence on one line, by its number in the document.

    ``numbers`` are the words of the numbers that nobody claimed yet, ``names`` those of things between which no
    relation was found.
    """

    index: int
    text: str
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed of one number, all of it words of the sentence except ``sentence`` and ``kind``.

    ``quote`` holds both ``subject`` and ``value``. ``kind`` is one of ``graph.values.Kind``; ``unit`` and ``year`` may
    be empty.
    """

    sentence: int
    quote: str
    subject: str
    value: str
    kind: str
    unit: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """What is proposed of two things: words of the sentence, except ``sentence`` and ``predicate``."""

    sentence: int
    quote: str
    subject: str
    predicate: str
    object: str


Proposals = Sequence[Proposal | Relation | None]
"""None stands for a proposal that cannot be understood."""


class Proposer(Protocol):
    """Somebody who proposes claims: a model behind an address, a plug-in."""

    @property
    def identity(self) -> str:
        """The name under which its claims stand in the graph."""

    def propose(self, passages: Sequence[Passage]) -> Proposals:
        """What it proposes of these sentences, in any order.

        Raises SourceUnavailable where it does not answer, or not to the purpose.
        """


def passages_of(
    document: Document,
    free: Sequence[QuantityMention],
    names: Sequence[NameMention],
    related: Sequence[tuple[int, int]],
) -> tuple[list[Passage], int]:
    """The sentences that hold ``free`` quantities, or names while no relation is read there; how many found no room.

    ``related`` are the places of what relations cite.
    """
    found: list[Passage] = []
    left_out = letters = 0
    apart = settle(names)
    for index, sentence in enumerate(document.sentences):
        numbers = _words(document.text, within(sentence, free))
        told = any(start < sentence.end and sentence.start < end for start, end in related)
        named = () if told else _things(document, sentence, apart)
        if not numbers and not named:
            continue
        words = " ".join(document.text[sentence.start : sentence.end].split())
        if len(words) > LONGEST or len(found) == MOST_PASSAGES or letters + len(words) > MOST_LETTERS:
            left_out += 1
            continue
        letters += len(words)
        found.append(Passage(index, words, numbers, named))
    return found, left_out


def within(sentence: Sentence, mentions: Sequence[QuantityMention]) -> list[QuantityMention]:
    """The quantities of a sentence."""
    return [each for each in mentions if sentence.start <= each.start and each.end <= sentence.end]


def _things(document: Document, sentence: Sentence, names: Sequence[NameMention]) -> tuple[str, ...]:
    """The names of a sentence of which relations may hold: one of them, at least, names a thing of policy."""
    if document.blocks[sentence.block].kind in (BlockKind.FURNITURE, BlockKind.TITLE, BlockKind.HEADING):
        return ()
    inside = [n for n in names if sentence.start <= n.start and n.end <= sentence.end]
    words = _words(document.text, inside)
    return words if any(FAMILY[n.type] in _RELATED and not n.weak for n in inside) else ()


def _words(text: str, mentions: Sequence[QuantityMention] | Sequence[NameMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(text[each.start : each.end].split()) for each in mentions))
