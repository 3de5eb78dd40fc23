"""A figure as reading finds it, before things have IRIs: what the language packs give and the claim builder takes."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..graph.values import FundingScope, Kind, Modality, MoneyStage, Period, Quantity, Statistic
from .document import Sentence
from .names import NameMention

DOUBT = 0.5
"""How sure the rule is of a figure whose subject was only offered by its sentence: enough to be kept."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing that a sentence speaks of: its words, their place, and the name they are, if they are one."""

    words: str
    start: int
    end: int
    name: NameMention | None = None
    head: str = ""
    """lemma of the head noun"""

    @classmethod
    def to(cls, name: NameMention, head: str = "") -> Reference:
        """A reference to a name, where that stands."""
        return cls(name.name, name.start, name.end, name, head)


@dataclass(slots=True)
class Figure:
    """A quantity with what it is about; mutable while context is being added."""

    quantity: Quantity
    sentence: Sentence
    subject: Reference | None
    metric: str
    kind: Kind
    modality: Modality
    rule: str
    confidence: float
    statistic: Statistic = Statistic.LEVEL
    scope: FundingScope | None = None
    stage: MoneyStage | None = None
    time: Period | None = None
    agent: Reference | None = None
    baseline: int | None = None
    """start of the number of the figure that this one is compared with"""
    part_of: int | None = None
    """start of the number of the figure that this one is a part of"""
    lower_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A relation that a sentence states between two things."""

    subject: Reference
    predicate: str
    object: Reference
    sentence: Sentence
    rule: str
    confidence: float
    modality: Modality = Modality.STATED


@dataclass(slots=True)
class Found:
    """What a language pack found in a document."""

    figures: list[Figure] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    names: list[NameMention] = field(default_factory=list)
    no_subject: set[int] = field(default_factory=set)
    """starts of the numbers for which no subject was found"""
    warnings: list[str] = field(default_factory=list)
