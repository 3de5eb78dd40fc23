"""The unit of a number and the name of what it measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..figures import Reference
from ..quantities import QuantityKind, QuantityMention
from .attachments import Attachment
from .heads import singular
from .phrases import counted_phrase
from .scene import Scene
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 60
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child"}


def unit_and_metric(
    scene: Scene, mention: QuantityMention, counted: Token | None, subject: Reference, at: Attachment | None
) -> tuple[str, str]:
    """The unit (a currency, ``percent``, ``rank``, ``times`` or a singular noun) and the metric in plain words."""
    governor = at.governor if at is not None else None
    if mention.kind is QuantityKind.COUNT:
        return _count(scene, counted, subject)
    if mention.kind is QuantityKind.MONEY:
        word = governor.lemma_.lower() if governor is not None and governor.pos_ in ("NOUN", "PROPN") else ""
        return mention.unit, f"value of {word}s" if word in word_set("nouns", "measured_money") else "investment"
    if mention.kind is QuantityKind.RANK:
        return "rank", "rank"
    if mention.kind is QuantityKind.MEASURE:
        return mention.unit, "extent"
    word = governor.lemma_.lower() if governor is not None and governor.i not in scene.amounts else "rate"
    verb = governor is not None and governor.pos_ in ("VERB", "AUX")
    telling = word.isalpha() and (not verb or word in word_set("nouns", "moving"))
    return mention.unit, word if telling else "rate"


def _count(scene: Scene, counted: Token | None, subject: Reference) -> tuple[str, str]:
    if counted is None:
        return _unit_of_subject(subject), "number"
    noun = counted.text if counted.i not in scene.amounts else "number"
    phrase = counted_phrase(scene, counted)
    says_more = phrase and phrase.lower() not in subject.words.lower()
    unit = _IRREGULAR.get(noun.lower(), singular(noun))
    return unit, f"number of {phrase if says_more else noun}"[:_LONGEST]


def _unit_of_subject(subject: Reference) -> str:
    """A bare number counts what it is about."""
    if not subject.words:
        return "item"
    last = subject.words.split()[-1]
    head = singular(subject.head or last)
    return head if not subject.head or head in subject.words.lower() else singular(last)
