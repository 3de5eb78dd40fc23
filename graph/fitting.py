"""Whether what is said of a figure, or of two things in a relation, fits together: kinds, units, money, types."""

from __future__ import annotations

from ..ontology.relations import fits, relations
from .claim import CLASS, EntityType
from .values import CURRENCIES, FundingScope, Kind, Modality, MoneyStage

FOLLOWS = {Kind.TARGET: Modality.COMMITTED, Kind.RESULT: Modality.ACHIEVED, Kind.COUNT: Modality.STATED}
"""The modality that a kind brings along where no other is given."""
REFUSED = {
    Kind.TARGET: frozenset({Modality.ACHIEVED, Modality.STATED}),
    Kind.RESULT: frozenset({Modality.COMMITTED, Modality.STATED}),
    Kind.COUNT: frozenset({Modality.COMMITTED, Modality.ACHIEVED}),
}
"""The modalities that a kind cannot have."""
STAGES = {
    Kind.BUDGET: frozenset({MoneyStage.PLANNED, MoneyStage.BUDGETED, MoneyStage.EXECUTED}),
    Kind.INVESTMENT: frozenset({MoneyStage.ANNOUNCED, MoneyStage.CONTRACTED, MoneyStage.EXECUTED}),
}
"""The kinds that are money, with the stages that each of them goes through."""


def misfit_of_figure(
    kind: Kind,
    modality: Modality,
    unit: str,
    scope: FundingScope | None = None,
    stage: MoneyStage | None = None,
) -> str:
    """What does not fit in a figure, the field first; empty where all of it fits.

    >>> misfit_of_figure(Kind.TARGET, Modality.ACHIEVED, "harbour")
    'modality: a target is not achieved.'
    >>> misfit_of_figure(Kind.BUDGET, Modality.COMMITTED, "KRW", stage=MoneyStage.PLANNED)
    ''
    """
    money = unit in CURRENCIES
    if modality in REFUSED.get(kind, ()):
        return f"modality: a {kind} is not {modality}."
    if kind in STAGES and not money:
        return f"kind: a {kind} is money, not {unit}."
    if (kind is Kind.RANK) != (unit == "rank"):
        return f"kind: {unit} as a {kind}: a rank is a place, and a place is a rank."
    if not money and (scope or stage):
        return "scope, stage: only money has them; set them to none."
    if kind in STAGES and stage and stage not in STAGES[kind]:
        return f"stage: a {kind} is {', '.join(sorted(STAGES[kind]))}, not {stage}."
    return ""


def related(predicate: str, subject: EntityType, object_: EntityType) -> bool:
    """Whether a relation is one of the ontology's and may hold between things of two types.

    >>> related("directPartOf", EntityType.PROJECT, EntityType.PROGRAMME)
    True
    >>> related("directPartOf", EntityType.PROJECT, EntityType.MINISTRY), related("loves", *[EntityType.PLAN] * 2)
    (False, False)
    """
    return predicate in relations() and fits(predicate, CLASS[subject], CLASS[object_])
