"""Figures that lean on the one before them: said again as a share, a part of it, or with the verb left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..figures import Figure, Reference
from ..quantities import QuantityKind, QuantityMention
from .phrases import phrase_ending, refer_span
from .scene import Scene

_RATES = (QuantityKind.PERCENT, QuantityKind.POINTS)
_AGAIN = re.compile(
    r"(?:[,–—]\s*(?:or|i\.e\.,?|that is,?|which is)|\b(?:equivalent to|equal to|equivalent of|representing"
    r"|accounting for|constituting|corresponding to|which (?:makes?|made) up|which (?:represents?|represented)"
    r"|which accounts? for|which accounted for))\s+(?:about|some|around|roughly|nearly|almost|only|just|over)?\s*$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|which|whom|it)\b", re.IGNORECASE)
_FARTHEST = 130
"""More characters behind a figure its share is of something else."""
_GAP = re.compile(
    r"(?P<tail>[^,;]{0,40}?)(?:[,;]\s*(?:and\s+|while\s+|followed by\s+)?|\s+(?:and|while|followed by)\s+)"
    r"(?P<phrase>[A-Za-z“\"][^,;()]{1,70}?)(?:\s+(?P<prep>by|with|at|to|from))?\s+"
)
_PREPOSITION = re.compile(r"\b(by|with|at|to|from)\s+(?:[a-z]+\s+){0,2}$")
_NEVER_FIRST = ("ADP", "SCONJ", "PRON", "PART", "CCONJ")


def restated(scene: Scene, mention: QuantityMention, before: Sequence[Figure]) -> Figure | None:
    """The figure of which a rate is only another form: "930 million, or 93 percent of …"; "84% of them"."""
    figure = before[-1] if before else None
    if figure is None or mention.kind not in _RATES or figure.quantity.unit in ("percent", "percentage_point"):
        return None
    between = scene.text[figure.quantity.end : mention.bound_start]
    if len(between) > _FARTHEST or ";" in between:
        return None
    return figure if _AGAIN.search(between) or is_part_of_those(scene, mention) else None


def is_part_of_those(scene: Scene, mention: QuantityMention) -> bool:
    """Whether a number is a part of what was counted before: "two of which", "84% of them"."""
    return _OF_THEM.match(scene.text, mention.end, scene.end) is not None


def in_turn(scene: Scene, mention: QuantityMention, before: Sequence[Figure]) -> Reference | None:
    """ "A receives £92 million, B £74 million"; "A rose by 4% and B by 6%": the subject whose verb is left out."""
    if not before or not _same_sort(before[-1], mention):
        return None
    last = before[-1].quantity
    found = _GAP.fullmatch(scene.text[last.end : mention.bound_start])
    if found is None or not _same_preposition(scene, before[-1], found["prep"]):
        return None
    start, stop = last.end + found.start("phrase"), last.end + found.end("phrase")
    tokens = [t for t in scene.doc if start <= scene.place_of(t) < stop]
    if not tokens or tokens[0].pos_ in _NEVER_FIRST or tokens[-1].pos_ not in ("NOUN", "PROPN"):
        return None
    finite = any(t.pos_ in ("VERB", "AUX") and t.tag_ != "VBN" for t in tokens)
    if finite or any(t.i in scene.amounts for t in tokens):
        return None
    phrase = phrase_ending(scene, stop)
    return refer_span(scene, *phrase) if phrase is not None and phrase[0].i not in scene.amounts else None


def _same_sort(figure: Figure, mention: QuantityMention) -> bool:
    """Whether two numbers are money both, rates both, or neither."""
    rate = figure.quantity.unit in ("percent", "percentage_point", "times")
    return figure.quantity.is_money is (mention.kind is QuantityKind.MONEY) and rate is (
        mention.kind in (*_RATES, QuantityKind.TIMES)
    )


def _same_preposition(scene: Scene, figure: Figure, word: str | None) -> bool:
    """Whether the preposition in front of a number is the one in front of the figure before it."""
    if word is None:
        return True
    lead = scene.text[max(scene.start, figure.quantity.start - 40) : figure.quantity.start]
    found = _PREPOSITION.search(lead)
    return found is not None and found[1] == word
