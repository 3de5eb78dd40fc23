"""Labels in front of a colon: "Key talent: 14,000 in 2020"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...graph.claim import FAMILY
from ..figures import Reference
from ..quantities import QuantityKind, QuantityMention
from .grammar import squeeze
from .heads import singular, type_of_plain_phrase
from .phrases import bare_words
from .scene import Scene
from .words import generic

if TYPE_CHECKING:
    from spacy.tokens import Token

_LABEL = re.compile(r"(?!(?:The|A|An|This|These|Its|Our)\s)(?P<label>[^:;()→–—]{2,60}?)(?::\s|\s?[–—]\s|\s?-\s)")
_BY_EACH = re.compile(r",?\s+(\w+) by \1$")
_PREPOSITION = re.compile(r"\s+(?:for|of|in|on|to|with|from|by|at|under)\s")
_DASH = re.compile(r"\s?[–—-]\s")
_STATEMENT = re.compile(r"\b(?:said|says|is|are|was|were)\b")


def label_before(scene: Scene, quantity: QuantityMention) -> Reference | None:
    """The label with which a sentence begins, where the number stands behind it."""
    found = _LABEL.match(scene.text, scene.start, scene.end) if scene.parent is None else None
    if found is None or quantity.start < found.end() or _STATEMENT.search(found["label"]):
        return None
    words = squeeze(_BY_EACH.sub("", found["label"]))
    start, end = found.start("label"), found.start("label") + len(_BY_EACH.sub("", found["label"]))
    name = next((n for n in scene.names if n.end <= end and n.end - n.start >= 0.6 * len(words)), None)
    head = _PREPOSITION.split(words)[0].split()[-1].lower() if words else ""
    return Reference(name.name if name else words, start, end, name, head)


def label_wins(scene: Scene, label: Reference, reference: Reference, counted: Token | None, kind: QuantityKind) -> bool:
    """Whether the label says better what a figure is about than the thing that stands beside the number."""
    if kind is QuantityKind.MONEY and _DASH.match(scene.text, label.end):
        named = label.name.type if label.name is not None else type_of_plain_phrase(label.words.lower())
        return named is not None and FAMILY[named] in ("item", "fund", "plan")
    if kind is not QuantityKind.COUNT:
        return False
    if counted is None:
        return True
    lemma = counted.lemma_.lower()
    if generic(lemma) and len(bare_words(scene, counted).split()) <= 1:
        return reference.head == lemma
    return singular(lemma) == singular(label.head)
