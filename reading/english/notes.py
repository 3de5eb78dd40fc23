"""What a note explains: the word, or the figure, that carries its mark in the block above."""

from __future__ import annotations

from ...graph.claim import FAMILY
from ..document import Block
from ..figures import Figure, Reference
from .context import Context
from .grammar import prepositional_objects
from .heads import singular
from .phrases import refer, token_before
from .words import generic, word_set

_FAR = 90
"""A number that begins further in front of a mark is not the one explained."""


def marked_figure(context: Context, block: Block) -> Figure | None:
    """The figure of the host block to whose noun the mark of a note is glued."""
    if block.host is None or block.anchor is None:
        return None
    near = [f for f in context.figures.get(block.host, ()) if 0 < block.anchor - f.quantity.start < _FAR]
    return near[-1] if near else None


def marked_noun(context: Context, block: Block) -> Reference | None:
    """The noun phrase of the host that carries the mark of a note."""
    if block.host is None or block.anchor is None:
        return None
    for scene in context.scenes.get(block.host, ()):
        for part in scene.all():
            token = token_before(part, block.anchor) if part.start <= block.anchor <= part.end else None
            if token is not None and token.pos_ in ("NOUN", "PROPN") and token.i not in part.amounts:
                return refer(part, token, whole=False)
    return None


def explained(context: Context, block: Block) -> Reference | None:
    """What the figures of a note are about: the marked word, or the figure's subject where the word says too little."""
    figure, noun = marked_figure(context, block), marked_noun(context, block)
    if figure is not None and figure.subject is not None:
        head = singular(noun.head) if noun is not None else ""
        plain = noun is None or noun.name is None
        if plain and (noun is None or generic(head) or head in word_set("nouns", "changes")):
            return figure.subject
    return noun


def listed_under(context: Context, block: Block) -> Reference | None:
    """The phrase of which a note lists examples: what carries its mark, else the list head of the block above."""
    if block.host is None:
        return None
    if block.anchor is None:
        for scene in reversed(context.scenes.get(block.host, ())):
            heads = [t for t in scene.doc if t.pos_ == "NOUN" and _heads_list(t.lemma_)]
            return refer(scene, heads[0]) if heads else None
        return None
    figure, noun = marked_figure(context, block), marked_noun(context, block)
    if noun is None or (noun.name is None and len(noun.words.split()) == 1):
        return figure.subject if figure is not None and figure.subject is not None else noun
    return noun


def _heads_list(lemma: str) -> bool:
    return singular(lemma) in word_set("nouns", "list_heads")


def destination(context: Context, block: Block) -> Reference | None:
    """Where the investment goes of which the block above speaks: "to encourage investment in the X Fund"."""
    if block.host is None:
        return None
    for scene in context.scenes.get(block.host, ()):
        for token in scene.doc:
            if token.lemma_.lower() not in word_set("nouns", "putting_in"):
                continue
            for _, obj in prepositional_objects(token, frozenset({"in", "into", "to"})):
                name = scene.name_at(obj)
                if name is not None and FAMILY[name.type] in ("item", "fund", "plan"):
                    return Reference.to(name)
    return None
