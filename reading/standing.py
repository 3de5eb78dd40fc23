"""Whether one proposal stands: its words in the text, and what our own rules read there once they are told of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Protocol

from ..graph.claim import EntityType
from ..graph.fitting import misfit_of_figure, related
from ..graph.values import Kind
from .document import Sentence
from .figures import Figure, Link, Reference
from .names import NameMention
from .proposing import Proposal, Relation
from .quantities import QuantityMention
from .rereading import Places, Unread, even_out, quantity_in

_ACTING = frozenset(
    {
        EntityType.GOVERNMENT,
        EntityType.MINISTRY,
        EntityType.AGENCY,
        EntityType.PERSON,
        EntityType.POST,
        EntityType.EVENT,
    }
)
"""who pays, acts or tells a number, or where it was told: it is seldom about them"""


class Refusal(StrEnum):
    """Why a proposal came to nothing."""

    UNREADABLE = "not in the form asked for"
    SENTENCE = "of a sentence that was not shown"
    QUOTE = "the quotation does not stand in the sentence"
    VALUE = "no single free number stands in the words given"
    SUBJECT = "the subject is no name or noun phrase of the quotation"
    ACTS = "the subject only pays, acts or speaks"
    APART = "another number stands between subject and number, or nearer to the subject"
    DOUBT = "the sentence denies, asks or sets a condition"
    UNTOLD = "our rules read nothing of the number, or it goes with something else"
    KIND = "our rules read another kind"
    UNIT = "our rules read another unit"
    YEAR = "our rules read another year"
    FIT = "kind, unit and modality, or relation and things, do not fit together"
    UNTYPED = "what sort of thing it is cannot be told from the words"
    UNRELATED = "our rules read no such relation between the two"
    REVERSED = "our rules read the relation the other way round"
    REPEATED = "said already"


class Refused(Exception):
    """A proposal came to nothing."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


class Retelling(Protocol):
    """How a language reads a figure whose subject, or a relation whose ends, it is told."""

    def doubted(self, sentence: Sentence) -> bool:
        """Whether a sentence denies something, asks or sets a condition."""

    def phrase(self, sentence: Sentence, start: int, end: int) -> Reference | None:
        """The name or whole noun phrase that stands just there."""

    def figure(self, sentence: Sentence, mention: QuantityMention, subject: Reference) -> Figure | None:
        """The figure of a number about this subject; its rule and confidence are the caller's to set."""

    def kind(self, words: str) -> EntityType | None:
        """The type that the head noun of a phrase gives."""

    def links(self, sentence: Sentence, names: Sequence[NameMention]) -> Sequence[Link]:
        """The relations of a sentence, with some more names in it."""


def stand(
    text: str,
    sentence: Sentence,
    proposal: Proposal,
    free: Sequence[QuantityMention],
    everything: Sequence[QuantityMention],
    retelling: Retelling,
) -> Figure:
    """The figure that is read where a proposal points. Raises Refused."""
    quotes = _places(text, proposal.quote, [(sentence.start, sentence.end)])
    if not quotes:
        raise Refused(Refusal.QUOTE)
    mention = _number(text, proposal, quotes, free)
    subject, place = _subject(text, sentence, proposal, quotes, mention, retelling)
    if subject.name is not None and subject.name.type in _ACTING:
        raise Refused(Refusal.ACTS)
    if _stands_apart(text, sentence, place, mention, everything):
        raise Refused(Refusal.APART)
    if retelling.doubted(sentence):
        raise Refused(Refusal.DOUBT)
    figure = retelling.figure(sentence, mention, subject)
    if figure is None or figure.subject is None:
        raise Refused(Refusal.UNTOLD)
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
        raise Refused(Refusal.VALUE) from None
    if len(inside) > 1:  # which of them is meant is not said
        raise Refused(Refusal.VALUE)
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
    raise Refused(Refusal.SUBJECT)


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
    """Raises Refused where the figure is another than was proposed, or does not fit together."""
    quantity, time = figure.quantity, figure.time
    if proposal.kind not in {kind.value for kind in Kind} or figure.kind is not Kind(proposal.kind):
        raise Refused(Refusal.KIND)
    if proposal.unit and not _same_unit(proposal.unit, quantity.unit):
        raise Refused(Refusal.UNIT)
    years = {(iso or "")[:4] for iso in (time.start, time.end)} if time is not None else set()
    if proposal.year and proposal.year not in years:
        raise Refused(Refusal.YEAR)
    if misfit_of_figure(figure.kind, figure.modality, quantity.unit, figure.scope, figure.stage):
        raise Refused(Refusal.FIT)


def _same_unit(said: str, read: str) -> bool:
    """Whether a unit is the one that was read, in singular or plural.

    >>> _same_unit("KRW", "KRW"), _same_unit("harbours", "harbour"), _same_unit("USD", "KRW")
    (True, True, False)
    """
    one, other = even_out(said), even_out(read)
    return one == other or one.removesuffix("s") == other.removesuffix("s")


def stand_between(text: str, sentence: Sentence, proposal: Relation, retelling: Retelling) -> Link:
    """The relation that is read between the two things to which a proposal points. Raises Refused."""
    quotes = _places(text, proposal.quote, [(sentence.start, sentence.end)])
    if not quotes:
        raise Refused(Refusal.QUOTE)
    subject = _end(text, sentence, proposal.subject, quotes, retelling)
    other = _end(text, sentence, proposal.object, quotes, retelling)
    if subject.start < other.end and other.start < subject.end:
        raise Refused(Refusal.SUBJECT)
    if not related(proposal.predicate, subject.type, other.type):
        raise Refused(Refusal.FIT)
    if ";" in text[min(subject.end, other.end) : max(subject.start, other.start)]:
        raise Refused(Refusal.APART)
    if retelling.doubted(sentence):
        raise Refused(Refusal.DOUBT)
    read = [link for link in retelling.links(sentence, (subject, other)) if link.predicate == proposal.predicate]
    for link in read:
        if (link.subject.name, link.object.name) == (subject, other):
            return link
    turned = any((link.subject.name, link.object.name) == (other, subject) for link in read)
    raise Refused(Refusal.REVERSED if turned else Refusal.UNRELATED)


def _end(text: str, sentence: Sentence, words: str, quotes: Places, retelling: Retelling) -> NameMention:
    """A thing of a proposed relation as a name: what stands there, or a phrase whose head noun tells its sort."""
    for start, end in _places(text, words, quotes):
        reference = retelling.phrase(sentence, start, end)
        if reference is None:
            continue
        if reference.name is not None:
            return replace(reference.name, weak=False, tentative=False)
        kind = retelling.kind(reference.words)
        if kind is None:
            raise Refused(Refusal.UNTYPED)
        return NameMention(reference.start, reference.end, reference.words, kind)
    raise Refused(Refusal.SUBJECT)
