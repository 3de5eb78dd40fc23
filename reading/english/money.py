"""Whose money an amount is and how far on its way."""

from __future__ import annotations

import re

from ...graph.values import FundingScope, Kind, Modality, MoneyStage
from ..figures import Figure
from .attachments import Attachment
from .grammar import governing_verb
from .scene import Scene
from .words import word_groups, word_set

_BUDGETED = re.compile(r"\bbudget(?:ed)?\b|\bappropriat|\bearmark")


def scope_of(scene: Scene, start: int, end: int) -> FundingScope | None:
    """Whose money stands at ``start``:``end``, where words right beside it say so."""
    before = scene.text[max(scene.start, start - 45) : start].lower()
    after = scene.text[end : min(scene.end, end + 40)].lower()
    found = None
    for scope, words in word_groups("nouns", "scope").items():
        for word in map(re.escape, words):
            if re.search(rf"^\s*(?:(?:in|from|of|by|out of|worth of)\s+(?:the\s+)?)?{word}\b", after) or re.search(
                rf"\b{word}\s*(?:of|:|at|,|is|was|amounting to)?\s*(?:about|some|over)?\s*$", before
            ):
                found = FundingScope(scope)
    return found


def stage_of(scene: Scene, figure: Figure, at: Attachment | None) -> MoneyStage | None:
    """How far an amount has come; ``None`` where the text does not say."""
    if figure.kind not in (Kind.BUDGET, Kind.INVESTMENT):
        signed = "contract" in figure.metric and figure.modality is Modality.ACHIEVED
        return MoneyStage.CONTRACTED if signed else None
    verb = governing_verb(at.governor) if at is not None else None
    lemma = verb.lemma_.lower() if verb is not None else ""
    if figure.kind is Kind.INVESTMENT:
        return MoneyStage.ANNOUNCED if lemma in word_set("modality", "announcing") else None
    if lemma in word_set("modality", "spending") and figure.modality is Modality.ACHIEVED:
        return MoneyStage.EXECUTED
    if figure.modality in (Modality.ACHIEVED, Modality.STATED) and _is_budgeted(scene, figure):
        return MoneyStage.BUDGETED
    return MoneyStage.PLANNED if figure.modality is Modality.COMMITTED else None


def _is_budgeted(scene: Scene, figure: Figure) -> bool:
    quantity, subject = figure.quantity, figure.subject
    near = scene.text[max(scene.start, quantity.start - 60) : min(scene.end, quantity.end + 45)].lower()
    if _BUDGETED.search(near):
        return True
    return subject is not None and re.search(r"\bbudget\b", subject.words.lower()) is not None
