"""Who says, promises or pays, and whether that is a private body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...graph.claim import EntityType
from ..figures import Reference
from .attachments import Attachment
from .grammar import governing_verb, subjects
from .phrases import refer
from .scene import Scene
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRIVATE = frozenset({EntityType.ORGANISATION, EntityType.COMPANY, EntityType.ALLIANCE})
_ACTING = _PRIVATE | {EntityType.MINISTRY, EntityType.AGENCY, EntityType.GOVERNMENT}
_HIGHEST = 4


def agent_of(scene: Scene, at: Attachment | None) -> Reference | None:
    """The body that is the subject of the verb above a figure, or of a verb above that."""
    verb: Token | None = governing_verb(at.governor) if at is not None else None
    for _ in range(_HIGHEST):
        if verb is None:
            return None
        for token in subjects(verb):
            name = scene.name_at(token)
            if name is not None and name.type in _ACTING:
                return Reference.to(name)
            if token.lemma_.lower() == "government":
                return refer(scene, token)
        verb = next((a for a in verb.ancestors if a.pos_ in ("VERB", "AUX")), None)
    return None


def is_private(scene: Scene, at: Attachment | None, subject: Reference) -> bool:
    """Whether money is put in by others than a public budget: by a firm, an association, investors."""
    if re.search(r"\bbudget\b", subject.words.lower()):
        return False
    verb = governing_verb(at.governor) if at is not None else None
    for token in subjects(verb) if verb is not None else ():
        name = scene.name_at(token)
        if name is not None and name.type in _PRIVATE:
            return True
        if token.lemma_.lower() in word_set("nouns", "private_bodies"):
            return True
    return False
