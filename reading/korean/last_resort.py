"""What a Korean figure is about where neither its frame nor the passage says: what its sentence offers, with doubt."""

from __future__ import annotations

from collections.abc import Sequence

from ...graph.claim import FAMILY
from ..figures import Figure, Reference
from ..quantities import QuantityKind, QuantityMention
from .context import Context, generic, money_word
from .scene import Scene, Sort
from .words import word_set

_RATES = (QuantityKind.PERCENT, QuantityKind.POINTS)


def subject_offered(
    context: Context, scene: Scene, index: int, mention: QuantityMention, before: Sequence[Figure]
) -> Reference | None:
    """The subject that a sentence offers for money or a rate: what the money is meant for (X를 위한 예산), a programme
    or a body that the sentence names, then what the money before it was about.
    """
    if mention.kind not in (QuantityKind.MONEY, *_RATES):
        return None
    if mention.kind in _RATES:
        rated = next((f.subject for f in reversed(before) if f.subject is not None), None)
        return rated or _named(scene, index, ("item", "plan", "fund", "body"))
    return _meant_for(scene, index) or _named(scene, index, ("item", "plan", "fund", "body")) or _money_before(context)


def _meant_for(scene: Scene, index: int) -> Reference | None:
    """X를 위한 예산은 10억원: X."""
    for at in range(index - 1, 0, -1):
        item = scene.items[at]
        if item.sort is Sort.AMOUNT:
            return None
        if item.sort is Sort.FUNCTION and item.stem in word_set("predicates", "function", "purpose"):
            reference = scene.refer(scene.phrase_ending(at - 1)) if scene.items[at - 1].sort is Sort.NOUN else None
            empty = reference is None or generic(reference.words) or money_word(reference.words)
            return None if empty else reference
    return None


def _named(scene: Scene, index: int, families: tuple[str, ...]) -> Reference | None:
    """The name nearest before an amount, of the first family that the sentence has."""
    before = [n for n in scene.names if n.end <= scene.items[index].start]
    for family in families:
        names = [n for n in before if FAMILY[n.type] == family]
        if names:
            return Reference.to(names[-1])
    return None


def _money_before(context: Context) -> Reference | None:
    """What the latest money of the document was about."""
    said = [f for block in sorted(context.figures) for f in context.figures[block]]
    return next((f.subject for f in reversed(said) if f.quantity.is_money and f.subject is not None), None)
