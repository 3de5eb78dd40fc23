"""What is left of proposals when they are held against the text: figures that our own rules read from the same words.

A proposal says at most what a number is about. Number, unit, kind, time and modality are read again from the sentence
as if a rule had found the subject; where a proposal says otherwise, or its words do not stand there, it is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from ..graph.claim import EntityType
from ..graph.fitting import misfit_of_figure
from ..graph.values import Kind
from .document import Document, Sentence
from .figures import Figure, Reference
from .proposing import Passage, Proposal
from .quantities import QuantityKind, QuantityMention
from .rereading import Places, Unread, even_out, quantity_in

CONFIDENCE = 0.55
"""of a figure whose subject was proposed: enough to be stored and reviewed, not to be shown in the ledger"""
_PAYERS = frozenset({EntityType.GOVERNMENT, EntityType.MINISTRY, EntityType.AGENCY, EntityType.PERSON})
"""who puts money in; it is not about them"""


class Refusal(StrEnum):
    """Why a proposal came to nothing."""

    UNREADABLE = "not in the form asked for"
    SENTENCE = "of a sentence that was not shown"
    QUOTE = "the quotation does not stand in the sentence"
    VALUE = "no single free number stands in the words given"
    SUBJECT = "the subject is no name or noun phrase of the quotation"
    PAYER = "the subject only pays or speaks"
    APART = "another number stands between subject and number, or nearer to the subject"
    DOUBT = "the sentence denies, asks or sets a condition"
    UNTOLD = "nothing can be read of the number there"
    KIND = "our rules read another kind"
    UNIT = "our rules read another unit"
    YEAR = "our rules read another year"
    FIT = "kind, unit and modality do not fit together"
    REPEATED = "said already"


class Retelling(Protocol):
    """How a language reads a figure whose subject it is told."""

    def doubted(self, sentence: Sentence) -> bool:
        """Whether a sentence denies something, asks or sets a condition."""

    def phrase(self, sentence: Sentence, start: int, end: int) -> Reference | None:
        """The name or whole noun phrase that stands just there."""

    def figure(self, sentence: Sentence, mention: QuantityMention, subject: Reference) -> Figure | None:
        """The figure of a number about this subject; its rule and confidence are the caller's to set."""


@dataclass(slots=True)
class Judged:
    """Figures to be claimed, and how many proposals were refused for which reason."""

    figures: list[Figure] = field(default_factory=list)
    refused: Counter[Refusal] = field(default_factory=Counter)

    def told(self, identity: str) -> str:
        """The outcome in one line."""
        number = len(self.figures) + self.refused.total()
        why = "; ".join(f"{count} × {reason}" for reason, count in sorted(self.refused.items(), key=_often))
        refused = f", {self.refused.total()} refused ({why})" if why else ""
        return f"{identity}: {number} proposed, {len(self.figures)} taken for review{refused}"


def judge(
    document: Document,
    shown: Sequence[Passage],
    free: Sequence[QuantityMention],
    everything: Sequence[QuantityMention],
    proposals: Sequence[Proposal | None],
    retelling: Retelling,
    rule: str,
) -> Judged:
    """The figures that stand, in the order of the text, one for each number.

    ``free`` are the quantities that no claim holds, among ``everything`` that the document has. Of two proposals for
    one number the first that stands is taken.
    """
    out = Judged()
    indices = {passage.index for passage in shown}
    taken: set[int] = set()
    for proposal in proposals:
        try:
            if proposal is None:
                raise _Refused(Refusal.UNREADABLE)
            if proposal.sentence not in indices:
                raise _Refused(Refusal.SENTENCE)
            sentence = document.sentences[proposal.sentence]
            figure = _stand(document.text, sentence, proposal, free, everything, retelling)
            if figure.quantity.start in taken:
                raise _Refused(Refusal.REPEATED)
        except _Refused as refused:
            out.refused[refused.reason] += 1
            continue
        taken.add(figure.quantity.start)
        figure.rule, figure.confidence = rule, CONFIDENCE
        out.figures.append(figure)
    out.figures.sort(key=lambda each: each.quantity.start)
    return out


class _Refused(Exception):
    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


def _often(item: tuple[Refusal, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _stand(
    text: str,
    sentence: Sentence,
    proposal: Proposal,
    free: Sequence[QuantityMention],
    everything: Sequence[QuantityMention],
    retelling: Retelling,
) -> Figure:
    """The figure that is read where a proposal points. Raises _Refused."""
    quotes = _places(text, proposal.quote, [(sentence.start, sentence.end)])
    if not quotes:
        raise _Refused(Refusal.QUOTE)
    mention = _number(text, proposal, quotes, free)
    subject, place = _subject(text, sentence, proposal, quotes, mention, retelling)
    if subject.name is not None and subject.name.type in _PAYERS and mention.kind is QuantityKind.MONEY:
        raise _Refused(Refusal.PAYER)
    if _stands_apart(text, sentence, place, mention, everything):
        raise _Refused(Refusal.APART)
    if retelling.doubted(sentence):
        raise _Refused(Refusal.DOUBT)
    figure = retelling.figure(sentence, mention, subject)
    if figure is None or figure.subject is None:
        raise _Refused(Refusal.UNTOLD)
    _compare(figure, proposal)
    return figure


def _places(text: str, words: str, stretches: Places) -> Places:
    """Where words stand in stretches of a text, whatever white space is between them."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(parts))
    return sorted({m.span() for start, end in stretches for m in pattern.finditer(text, start, end)})


def _number(text: str, proposal: Proposal, quotes: Places, free: Sequence[QuantityMention]) -> QuantityMention:
    places = _places(text, proposal.value, quotes)
    inside = [each for each in free if any(start <= each.start and each.end <= end for start, end in places)]
    try:
        found = quantity_in(proposal.value, places, inside)
    except Unread:
        raise _Refused(Refusal.VALUE) from None
    if len(inside) > 1:  # which of them is meant is not said
        raise _Refused(Refusal.VALUE)
    return found


def _subject(
    text: str,
    sentence: Sentence,
    proposal: Proposal,
    quotes: Places,
    mention: QuantityMention,
    retelling: Retelling,
) -> tuple[Reference, tuple[int, int]]:
    """What the words of the subject stand for, at the place nearest to the number."""
    places = [p for p in _places(text, proposal.subject, quotes) if p[1] <= mention.start or mention.end <= p[0]]
    for place in sorted(places, key=lambda p: max(p[0] - mention.end, mention.start - p[1])):
        reference = retelling.phrase(sentence, *place)
        if reference is not None:
            return reference, place
    raise _Refused(Refusal.SUBJECT)


def _stands_apart(
    text: str,
    sentence: Sentence,
    place: tuple[int, int],
    mention: QuantityMention,
    everything: Sequence[QuantityMention],
) -> bool:
    """Whether another number or a semicolon stands between, or a number of the same sort is nearer to the subject."""
    start, end = place
    low, high = min(end, mention.end), max(start, mention.start)
    others = [q for q in everything if sentence.start <= q.start and q.end <= sentence.end and q.start != mention.start]
    others = [q for q in others if q.equivalent_of != mention.start]
    if ";" in text[low:high] or any(low <= q.start < high for q in others):
        return True
    own = max(start - mention.end, mention.start - end)
    return any(q.kind is mention.kind and max(start - q.end, q.start - end) < own for q in others)


def _compare(figure: Figure, proposal: Proposal) -> None:
    """Raises _Refused where the figure is another than was proposed, or does not fit together."""
    quantity, time = figure.quantity, figure.time
    if proposal.kind not in {kind.value for kind in Kind} or figure.kind is not Kind(proposal.kind):
        raise _Refused(Refusal.KIND)
    if proposal.unit and not _same_unit(proposal.unit, quantity.unit):
        raise _Refused(Refusal.UNIT)
    years = {(iso or "")[:4] for iso in (time.start, time.end)} if time is not None else set()
    if proposal.year and proposal.year not in years:
        raise _Refused(Refusal.YEAR)
    if misfit_of_figure(figure.kind, figure.modality, quantity.unit, figure.scope, figure.stage):
        raise _Refused(Refusal.FIT)


def _same_unit(said: str, read: str) -> bool:
    """Whether a unit is the one that was read, in singular or plural.

    >>> _same_unit("KRW", "KRW"), _same_unit("harbours", "harbour"), _same_unit("USD", "KRW")
    (True, True, False)
    """
    one, other = even_out(said), even_out(read)
    return one == other or one.removesuffix("s") == other.removesuffix("s")
