"""What a sentence or passage is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.claim import FAMILY, EntityType
from ..document import BlockKind
from ..figures import Reference
from .context import Context, names_subject
from .grammar import squeeze, subjects
from .notes import explained
from .phrases import refer, words_of
from .scene import Scene
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


def main_subject(scene: Scene) -> Reference | None:
    """What the main clause of a sentence speaks of, where that is a thing and not an agent."""
    root = scene.root
    if root is None:
        return None
    gerund = _gerund_subject(scene, root)
    if gerund is not None:
        return gerund
    if root.pos_ in ("NOUN", "PROPN"):
        return refer(scene, root) if names_subject(scene.name_at(root)) else None
    subject = next(subjects(root), None) if root.pos_ in ("VERB", "AUX") else None
    if subject is None or subject.pos_ == "PRON" or subject.i in scene.amounts:
        return None
    lemma = subject.lemma_.lower()
    if lemma in word_set("nouns", "transparent") or lemma in word_set("nouns", "speakers"):
        return None
    reference = refer(scene, subject)
    if reference is None or (reference.name is not None and FAMILY[reference.name.type] in ("body", "person", "place")):
        return None
    return reference


def _gerund_subject(scene: Scene, root: Token) -> Reference | None:
    """ "Dredging harbours costs …": the clause with its object."""
    for token in root.children:
        if token.dep_ == "csubj" and token.tag_ == "VBG":
            obj = next((c for c in token.children if c.dep_ == "dobj"), None)
            if obj is not None:
                name = scene.name_at(token) or scene.name_at(obj)
                words = name.name if name else squeeze(words_of(scene, token.i, obj.i))
                return Reference(words, *scene.span(token, obj), name, obj.lemma_.lower())
    return None


def topic(context: Context, scene: Scene) -> Reference | None:
    """What a passage is about: said in the sentence, in its block, by the block's host or by the headings above."""
    block, at = scene.block, scene.sentence.block
    main = main_subject(scene)
    if main is not None and names_subject(main.name):
        return main
    paid = [f.subject for f in context.figures.get(at, ()) if f.quantity.is_money and f.subject is not None]
    if paid:
        return paid[-1]
    from_host = _topic_of_host(context, scene)
    if from_host is not None:
        return from_host
    if at in context.subject_of:
        return context.subject_of[at]
    earlier = [n for n in context.names if names_subject(n) and block.start <= n.start < scene.start]
    if earlier:
        return Reference.to(earlier[-1])
    if main is not None and main.name is not None and main.name.type not in (EntityType.TECHNOLOGY, EntityType.SECTOR):
        return main
    if context.label is not None and context.label_section == block.section[: len(context.label_section)]:
        return context.label
    return context.heading_subject(block) or context.heading_words(block) or context.document_topic


def _topic_of_host(context: Context, scene: Scene) -> Reference | None:
    block = scene.block
    if block.host is None:
        return None
    if block.kind is BlockKind.NOTE and block.anchor is not None:
        noted = explained(context, block)
        if noted is not None:
            return noted
    if block.host in context.subject_of:
        return context.subject_of[block.host]
    return context.label if context.document.blocks[block.host].topic else None
