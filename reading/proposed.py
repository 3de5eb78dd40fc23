"""What is left of proposals when they are held against the text: what our own rules read from the same words.

A proposal says at most what a number is about, or which two things to look at. Number, unit, kind, time and modality,
or the relation and its direction, are read again from the sentence as if a rule had found these things; where a
proposal says otherwise, or its words do not stand there, it is refused (``reading.standing``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .document import Document
from .figures import Figure, Link
from .proposing import Passage, Proposals, Relation
from .quantities import QuantityMention
from .standing import Refusal, Refused, Retelling, stand, stand_between

CONFIDENCE = 0.55
"""of what was proposed and stands: enough to be stored and reviewed, not to be shown in the ledger"""


@dataclass(slots=True)
class Judged:
    """What is to be claimed, and how many proposals were refused for which reason."""

    figures: list[Figure] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    refused: Counter[Refusal] = field(default_factory=Counter)

    def told(self, identity: str, taken: int) -> str:
        """The outcome in one line; ``taken`` is how many claims were made of it."""
        number = len(self.figures) + len(self.links) + self.refused.total()
        repeated = len(self.figures) + len(self.links) - taken
        self.refused += Counter({Refusal.REPEATED: repeated})  # a Counter keeps no zeros
        why = "; ".join(f"{count} × {reason}" for reason, count in sorted(self.refused.items(), key=_often))
        refused = f", {self.refused.total()} refused ({why})" if why else ""
        return f"{identity}: {number} proposed, {taken} taken for review{refused}"


def judge(
    document: Document,
    shown: Sequence[Passage],
    free: Sequence[QuantityMention],
    everything: Sequence[QuantityMention],
    proposals: Proposals,
    retelling: Retelling,
    rule: str,
) -> Judged:
    """The figures that stand, in the order of the text, one for each number, and the relations.

    ``free`` are the quantities that no claim holds, among ``everything`` that the document has. Of two proposals for
    one number the first that stands is taken.
    """
    out = Judged()
    indices = {passage.index for passage in shown}
    taken: set[object] = set()
    for proposal in proposals:
        try:
            if proposal is None:
                raise Refused(Refusal.UNREADABLE)
            if proposal.sentence not in indices:
                raise Refused(Refusal.SENTENCE)
            sentence = document.sentences[proposal.sentence]
            if isinstance(proposal, Relation):
                link = stand_between(document.text, sentence, proposal, retelling)
                _take((link.subject.words, link.predicate, link.object.words), taken)
                out.links.append(replace(link, rule=rule, confidence=CONFIDENCE))
                continue
            figure = stand(document.text, sentence, proposal, free, everything, retelling)
            _take(figure.quantity.start, taken)
        except Refused as refused:
            out.refused[refused.reason] += 1
            continue
        figure.rule, figure.confidence = rule, CONFIDENCE
        out.figures.append(figure)
    out.figures.sort(key=lambda each: each.quantity.start)
    return out


def _take(what: object, taken: set[object]) -> None:
    if what in taken:
        raise Refused(Refusal.REPEATED)
    taken.add(what)


def _often(item: tuple[Refusal, int]) -> tuple[int, str]:
    return -item[1], item[0]
