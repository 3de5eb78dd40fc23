"""Asking somebody besides the rules about numbers that no claim holds, and about names that nothing relates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import SourceUnavailable
from ..graph.claim import Claim, QuantityClaim, RelationClaim
from .building import Builder
from .document import Document
from .languages import retelling
from .periods import PeriodMention
from .proposed import CONFIDENCE, judge
from .proposing import Proposer, passages_of
from .quantities import QuantityMention


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking: claims, what to tell about it, who was heard, or why nobody was."""

    claims: tuple[Claim, ...] = ()
    warnings: tuple[str, ...] = ()
    proposer: str = ""
    unanswered: str = ""


def ask(
    proposer: Proposer,
    document: Document,
    quantities: Sequence[QuantityMention],
    periods: Sequence[PeriodMention],
    builder: Builder,
    claims: Sequence[Claim],
    least: float,
) -> Asked:
    """What a proposer says of the quantities outside tables that no claim holds, as far as it stands.

    Nobody is asked where no proposal could be sure enough, or where nothing is left.
    """
    who = proposer.identity
    if least > CONFIDENCE:
        told = f"{who} was not asked: proposals have a confidence of {CONFIDENCE:g}, and {least:g} is wanted"
        return Asked(warnings=(told,))
    free = _free(quantities, claims)
    related = [(e.start, e.end) for c in claims if isinstance(c, RelationClaim) for e in c.evidence]
    passages, left_out = passages_of(document, free, builder.found.names, related)
    warnings = [f"{left_out} sentences did not find room and were not shown to {who}"] if left_out else []
    if not passages:
        return Asked((), tuple(warnings), who)
    try:
        proposals = proposer.propose(passages)
    except SourceUnavailable as error:
        return Asked(unanswered=str(error))
    told_again = retelling(document, quantities, periods, builder.found.names)
    judged = judge(document, passages, free, quantities, proposals, told_again, f"proposer.{who}")
    made = builder.further_claims(judged.figures, judged.links, claims)
    return Asked(tuple(made), (*warnings, judged.told(who, len(made))), who)


def _free(quantities: Sequence[QuantityMention], claims: Sequence[Claim]) -> list[QuantityMention]:
    """The quantities that no claim holds and that are a number of their own."""
    held = [q for c in claims if isinstance(c, QuantityClaim) for q in (c.quantity, *c.repeats)]
    return [
        q
        for q in quantities
        if q.equivalent_of is None and not q.malformed and not any(h.start < q.end and q.start < h.end for h in held)
    ]
