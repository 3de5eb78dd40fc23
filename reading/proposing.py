"""What somebody besides the rules may propose: the sentences that are shown, what comes back, and who may be asked.

Only sentences that hold quantities without a claim are shown. What comes back is held against the text
(``reading.proposed``) before anything is made of it; whoever proposes never writes into a graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .document import Document, Sentence
from .quantities import QuantityMention

MOST_PASSAGES = 150
MOST_LETTERS = 40_000
"""of one document; what goes beyond is not shown, and a warning says so"""
LONGEST = 1_500
"""letters of a sentence that is shown: longer ones are lists or tables run together"""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence on one line, by its number in the document, and the words of the numbers that nobody claimed yet."""

    index: int
    text: str
    numbers: tuple[str, ...]


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


class Proposer(Protocol):
    """Somebody who proposes claims: a model behind an address, a plug-in."""

    @property
    def identity(self) -> str:
        """The name under which its claims stand in the graph."""

    def propose(self, passages: Sequence[Passage]) -> Sequence[Proposal | None]:
        """What it proposes of these sentences, in any order; None for each proposal that cannot be understood.

        Raises SourceUnavailable where it does not answer, or not to the purpose.
        """


def passages_of(document: Document, free: Sequence[QuantityMention]) -> tuple[list[Passage], int]:
    """The sentences that hold quantities without a claim, in their order, and how many did not find room."""
    found: list[Passage] = []
    left_out = letters = 0
    for index, sentence in enumerate(document.sentences):
        inside = within(sentence, free)
        if not inside:
            continue
        words = " ".join(document.text[sentence.start : sentence.end].split())
        if len(words) > LONGEST or len(found) == MOST_PASSAGES or letters + len(words) > MOST_LETTERS:
            left_out += 1
            continue
        letters += len(words)
        found.append(Passage(index, words, tuple(dict.fromkeys(" ".join(q.surface.split()) for q in inside))))
    return found, left_out


def within(sentence: Sentence, mentions: Sequence[QuantityMention]) -> list[QuantityMention]:
    """The quantities of a sentence."""
    return [each for each in mentions if sentence.start <= each.start and each.end <= sentence.end]
