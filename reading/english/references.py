"""Back references: what "these projects" or "the strategy" stands for."""

from __future__ import annotations

import re

from ..figures import Reference
from .context import Context, names_subject
from .heads import singular
from .scene import Scene
from .topics import topic
from .words import word_set

_BACK = re.compile(
    r"\b(?:(?:these|those|this|that|such|both|said)\s+"
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|new|key|major|main)\s+){0,2}"
    r"|(?:the|its|their)\s+(?:(?:new|key|major|main|flagship)\s+)?)$",
    re.IGNORECASE,
)
_FURTHEST = 2500
"""characters between a back reference and the phrase that it takes up"""


def resolve(context: Context, scene: Scene, reference: Reference) -> Reference:
    """What a back reference stands for, or the reference itself where it is none."""
    if not _points_back(context, reference):
        return reference
    head = _head(reference)
    return (
        _fuller_phrase(context, reference, head)
        or _earlier_name(context, reference, head)
        or (topic(context, scene) if head in word_set("nouns", "topical") else None)
        or reference
    )


def _head(reference: Reference) -> str:
    return singular(reference.head or reference.words.split()[-1])


def _naming_words(reference: Reference) -> list[str]:
    return [w for w in reference.words.lower().split() if w not in word_set("nouns", "emphatic")]


def _points_back(context: Context, reference: Reference) -> bool:
    if reference.name is not None or _head(reference) not in word_set("nouns", "anaphoric"):
        return False
    before = context.document.text[max(0, reference.start - 24) : reference.start]
    return len(_naming_words(reference)) <= 1 and _BACK.search(before) is not None


def _fuller_phrase(context: Context, reference: Reference, head: str) -> Reference | None:
    """The latest earlier noun phrase with the same head and more words."""
    words = len(_naming_words(reference))
    for earlier in reversed(context.phrases):
        if earlier.end > reference.start:
            continue
        if reference.start - earlier.start > _FURTHEST:
            return None
        if _head(earlier) == head and len(earlier.words.split()) > words:
            return earlier
    return None


def _earlier_name(context: Context, reference: Reference, head: str) -> Reference | None:
    """The latest earlier name that ends in the head noun, or that is of the type it says."""
    for name in reversed([n for n in context.names if n.end <= reference.start]):
        ends_so = names_subject(name) and singular(name.name.split()[-1]) == head
        if (ends_so and head in word_set("nouns", "repeated_from_names")) or name.type.value == head:
            return Reference.to(name, head)
    return None
