"""Figures that only compare: "up 12% from 5 million", "an increase of 6.6%", "(+18%)", "8% more than last year"."""

from __future__ import annotations

import re

from ...graph.values import Kind
from ..figures import Figure, Reference
from ..quantities import QuantityKind, QuantityMention
from .phrases import phrase_ending, refer_span
from .scene import Scene

_BEFORE = re.compile(
    r"(?:(?<!made )(?<!make )(?<!makes )(?<!making )\b(?:up|down)"
    r"(?:\s+(?:by|about|around|nearly|almost|some|roughly|more than|over))*"
    r"|\b(?:increase|rise|gain|jump|surge|growth|drop|fall|decrease|decline|cut|reduction|hike) of"
    r"(?:\s+(?:about|around|nearly))?)\s+$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s+(?:more|less|higher|lower|fewer|up|down|above|below)\s+(?:than|on|from)\b", re.IGNORECASE)
_BASE = re.compile(
    r"\b(?:from|compared with|compared to|against|than)\s+(?:(?:this|last|the previous|a) year[’']?s?\s+)?$",
    re.IGNORECASE,
)
_RIGHT_BEHIND = re.compile(
    r"(?:\s+(?:of|in|for)\s+[^,;()]{1,50})?\s*(?:\([^()]*\))?,?"
    r"\s+(?:up\s+|down\s+)?(?:from|compared with|compared to|against)\s+[^,;()]{0,30}"
)
"""what stands between a level and the level that it is compared with: "to 9 million from last year's 7 million\""""
_SIGNS = "+−△▲-–"
_NEAR = 130
"""A comparison further behind a figure belongs to something else."""


def is_change(scene: Scene, mention: QuantityMention) -> bool:
    """Whether the words around an amount make it a difference or a rate of change, not a level."""
    if mention.kind in (QuantityKind.RANK, QuantityKind.TIMES):
        return False
    lead = scene.text[max(scene.start, mention.bound_start - 40) : mention.bound_start]
    sign = lead[-1:]
    signed = scene.text[mention.start] in _SIGNS or (
        sign != "" and sign in _SIGNS and lead[-2:-1] in ("", "(", " ", ",")
    )
    rate = mention.kind in (QuantityKind.PERCENT, QuantityKind.POINTS)
    if rate and signed:
        return True
    return _BEFORE.search(lead) is not None or (rate and compares_behind(scene, mention))


def compares_behind(scene: Scene, mention: QuantityMention) -> bool:
    """Whether the words behind an amount compare: "73% higher than in 2023"."""
    return _BEHIND.match(scene.text, mention.end) is not None


def compared_thing(scene: Scene, mention: QuantityMention, before: list[Figure]) -> Reference | None:
    """What a comparison is about: the figure before it in the sentence, else the phrase before "up"."""
    near = [f for f in before if f.subject is not None and 0 <= mention.start - f.quantity.end <= _NEAR]
    if near and ";" not in scene.text[near[-1].quantity.end : mention.start]:
        return near[-1].subject
    lead = scene.text[scene.start : mention.bound_start]
    word = re.search(r"\b(?:up|down)\b[^,;]*$", lead)
    if word is None or not word.start():
        return None
    phrase = phrase_ending(scene, scene.start + word.start())
    if phrase is None or phrase[0].pos_ not in ("NOUN", "PROPN") or phrase[1].i in scene.amounts:
        return None
    return refer_span(scene, *phrase)


def is_base(scene: Scene, mention: QuantityMention) -> bool:
    """Whether an amount is the level that another is compared with: "up from 5 million"."""
    return _BASE.search(scene.text[max(scene.start, mention.bound_start - 40) : mention.bound_start]) is not None


def base_of_change(scene: Scene, mention: QuantityMention, before: list[Figure]) -> Reference | None:
    """ "up 12% from 5 million": the earlier level is about the same thing."""
    lead = scene.text[max(scene.start, mention.bound_start - 40) : mention.bound_start]
    if not before or _BASE.search(lead) is None or mention.start - before[-1].quantity.end > 60:
        return None
    last = before[-1]
    if last.rule == "change.beside-figure":
        return last.subject
    alike = last.quantity.unit == mention.unit and (
        mention.kind is QuantityKind.MONEY
        or (mention.kind is QuantityKind.PERCENT and last.kind is not Kind.COMPARISON)
    )
    between = scene.text[last.quantity.end : mention.bound_start]
    return last.subject if alike and _RIGHT_BEHIND.fullmatch(between) else None
