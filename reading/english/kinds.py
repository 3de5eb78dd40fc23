"""Which sort of figure a number is: budget, target, result, rank, comparison …"""

from __future__ import annotations

import re

from ...graph.values import Kind, Modality, Statistic
from ..figures import Reference
from ..quantities import QuantityKind, QuantityMention
from .agents import is_private
from .attachments import Attachment
from .heads import singular
from .scene import Scene
from .words import word_set

_BY_MODALITY = {
    Modality.COMMITTED: Kind.TARGET,
    Modality.ACHIEVED: Kind.RESULT,
    Modality.ONGOING: Kind.RESULT,
    Modality.EXPECTED: Kind.TARGET,
    Modality.STATED: Kind.COUNT,
}
_SPENT = frozenset({"budget", "spending", "funding", "expenditure", "outlay", "appropriation", "allocation"})
"""heads of subjects whose money is put in even where it "rises to" an amount"""
_ENDS = ("dobj", "nsubj", "nsubjpass")
_PARTS = frozenset({"share", "proportion", "percentage"})
"""heads of subjects whose level is a part of a whole: "its share of exports is 3%\""""
_ADDED_BEHIND = re.compile(r"\s+(?:were\s+|was\s+|have been\s+|newly\s+)?added\b|\s+(?:more|additional|extra)\b")
_ADDED_BEFORE = re.compile(r"\b(?:additional|another|further|extra)\s+$")


def kind_of(
    scene: Scene,
    mention: QuantityMention,
    modality: Modality,
    at: Attachment | None,
    declared: str | None,
    subject: Reference,
) -> Kind:
    """The kind of a figure; ``declared`` is what its frame says."""
    committed = modality is Modality.COMMITTED
    if declared == "change":
        return Kind.COMPARISON
    if mention.kind is QuantityKind.RANK:
        return Kind.TARGET if committed else Kind.RANK
    if mention.kind is QuantityKind.TIMES:
        return Kind.COMPARISON
    if mention.kind is QuantityKind.MONEY:
        spent = subject.head in _SPENT
        if subject.head not in word_set("nouns", "measured_money"):  # "the deficit in the budget" is nobody's money
            spent = spent or bool(_SPENT & set(subject.words.lower().split()[-1:]))
        if at is not None:
            spent = spent or any(c.dep_ in _ENDS and c.lemma_ in _SPENT for c in at.governor.children)
        if not spent and (declared == "result" or _is_measured(at, subject)):
            return _BY_MODALITY[modality]
        return Kind.INVESTMENT if is_private(scene, at, subject) else Kind.BUDGET
    if declared == "comparison":
        return Kind.TARGET if committed else Kind.COMPARISON
    part = mention.kind is QuantityKind.PERCENT and modality is not Modality.COMMITTED and subject.head in _PARTS
    return Kind.SHARE if declared == "share" or part else _BY_MODALITY[modality]


def _is_measured(at: Attachment | None, subject: Reference) -> bool:
    """Whether money is a market, exports, sales …, which nobody puts in."""
    if at is None:
        return False
    measured = word_set("nouns", "measured_money")
    head = singular(subject.words.split()[-1]) if subject.words else ""
    if head in ("industry", "sector", "economy") and at.governor.lemma_.lower() in word_set("nouns", "money_nouns"):
        return False  # "a $3 million boost for the industry"
    return at.governor.lemma_.lower() in measured or (
        head in measured and at.link in ("of", "nsubj", "attr", "appos", "none")
    )


def statistic_of(scene: Scene, mention: QuantityMention, declared: str | None) -> Statistic:
    """Whether a figure is a level, a change or a part; ``declared`` is what its frame says."""
    if mention.kind is QuantityKind.RANK:
        return Statistic.LEVEL
    if mention.kind is QuantityKind.TIMES:
        return Statistic.MULTIPLE
    if mention.kind is QuantityKind.COUNT and (
        _ADDED_BEHIND.match(scene.text[mention.end : mention.end + 24])
        or _ADDED_BEFORE.search(scene.text[max(0, mention.bound_start - 14) : mention.bound_start])
    ):
        return Statistic.CHANGE
    return Statistic(declared) if declared else Statistic.LEVEL
