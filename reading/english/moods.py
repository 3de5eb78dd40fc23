"""How figures are meant: by the verb above them, else by the block, the headings and the title around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...graph.values import Modality, TimeRole
from ..document import Block, BlockKind
from ..figures import Reference
from ..quantities import QuantityKind, QuantityMention
from .attachments import Attachment
from .context import Context
from .dating import nearest_time
from .grammar import governing_verb
from .heads import singular
from .modality import verb_modality
from .scene import Scene
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_HIGHEST = 6
"""More verbs up a parse say nothing of the figure."""


def main_modality(scene: Scene) -> Modality | None:
    """How the main verb of a sentence puts it; of a noun phrase, its own verb."""
    root = scene.root
    if root is None or root.pos_ in ("VERB", "AUX"):
        return verb_modality(root) if root is not None else None
    verb = next((t for t in scene.doc if t.pos_ == "VERB" and t.tag_ in ("VBD", "VBN", "VBZ", "VBP")), None)
    return verb_modality(verb) if verb is not None and verb.head.i == root.i else None


def figure_modality(
    context: Context, scene: Scene, at: Attachment | None, mention: QuantityMention, subject: Reference | None = None
) -> Modality:
    """How a figure is meant; verbs inside the words of its subject do not count."""
    if _precedes_arrow(context, scene, mention):
        return Modality.ACHIEVED
    said = _verbs_say(scene, at, subject)
    if said in (Modality.STATED, Modality.ACHIEVED, None) and _is_due(context, scene, at, mention, said):
        return Modality.COMMITTED
    sentence = scene.text[scene.start : scene.end].lower()
    if said in (Modality.STATED, None) and any(p in sentence for p in word_set("modality", "ongoing_phrases")):
        return Modality.ONGOING
    if said is None and scene.parent is not None:
        said = main_modality(scene.parent)
    if said is not None:
        return said
    time = nearest_time(scene, mention)
    if time is not None and time.period.role is TimeRole.DEADLINE:
        return Modality.COMMITTED
    return mood(context, scene.block)


def _is_due(
    context: Context, scene: Scene, at: Attachment | None, mention: QuantityMention, said: Modality | None
) -> bool:
    """Whether a figure has a deadline to come: "remains committed to reaching 500 by 2030", "to help 40 by 2027"."""
    time = nearest_time(scene, mention)
    if time is None or time.period.role is not TimeRole.DEADLINE or time.period.end is None:
        return False
    now = context.document.source.reckoned_from
    if not now or time.period.end <= now[: len(time.period.end)]:
        return False
    verb = governing_verb(at.governor) if at is not None else None
    infinitive = verb is not None and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    gerund = verb is not None and verb.tag_ == "VBG" and verb.dep_ == "pcomp"
    return said is not Modality.ACHIEVED or infinitive or gerund


def _precedes_arrow(context: Context, scene: Scene, mention: QuantityMention) -> bool:
    """ "build X (8 centres) → spread X": what stands before the arrow is there already."""
    arrow = scene.arrow
    if arrow is None or mention.start >= arrow:
        return False
    return not any(arrow < q.start < scene.end for q in context.quantities)


def _verbs_say(scene: Scene, at: Attachment | None, subject: Reference | None) -> Modality | None:
    verb = governing_verb(at.governor) if at is not None else None
    if at is not None and at.link == "head-of-participle":
        verb = governing_verb(at.node) or verb
    for _ in range(_HIGHEST):
        if verb is None:
            return None
        within = subject is not None and subject.start <= scene.place_of(verb) < subject.end
        said = None if within or _is_reduced_passive(scene, verb) else verb_modality(verb)
        if said is not None:
            return said
        verb = next((a for a in verb.ancestors if a.pos_ in ("VERB", "AUX")), None)
    return None


def _is_reduced_passive(scene: Scene, verb: Token) -> bool:
    """ "3 billion won focused on ports": money does nothing by itself, so the verb lacks its auxiliary."""
    if verb.tag_ != "VBD" or any(c.dep_ in ("aux", "auxpass", "dobj") for c in verb.children):
        return False
    amounts = [scene.amounts[c.i] for c in verb.children if c.dep_ == "nsubj" and c.i in scene.amounts]
    return any(amount.kind is QuantityKind.MONEY for amount in amounts)


def mood(context: Context, block: Block) -> Modality:
    """How figures without a verb are meant, by the block they belong to, the headings above and the title."""
    if block.host is not None and block.host in context.moods:
        return context.moods[block.host]
    titles = [context.words_of(i) for i, b in enumerate(context.document.blocks) if b.kind is BlockKind.TITLE]
    return _mood_of([block.topic, *_headings(context, block), context.document.source.title, *titles])


def section_mood(context: Context, block: Block) -> Modality:
    """The mood that the headings above a block and the title give."""
    return _mood_of([*_headings(context, block), context.document.source.title])


def _headings(context: Context, block: Block) -> list[str]:
    return [context.words_of(i) for i in reversed(block.section)]


def _mood_of(places: Iterable[str]) -> Modality:
    """The mood of the first heading that tells: "Achievements" or "Plans", not both."""
    for heading in places:
        words = re.findall(r"[a-z]+", heading.lower())
        plain = {*words, *map(singular, words)}
        achieved = plain & word_set("modality", "achieved_headings")
        committed = plain & word_set("modality", "committed_headings") or re.search(r"\bto\s+[a-z]+\b", heading.lower())
        if achieved and not committed:
            return Modality.ACHIEVED
        if committed and not achieved:
            return Modality.COMMITTED
    return Modality.STATED
