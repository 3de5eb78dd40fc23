"""What a figure is about where neither its frame nor the passage says: what its sentence offers, with doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.claim import FAMILY
from ..figures import Figure, Reference
from ..quantities import QuantityKind, QuantityMention
from .context import Context
from .destinations import done_to
from .grammar import objects, prepositional_objects, subjects
from .ground import says_whose, usable
from .phrases import bare_words, refer
from .scene import Scene
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_AIMS = frozenset({"for", "into", "in", "towards", "on", "to"})
_ITEMS = ("item", "plan", "fund", "law", "index", "metric")


def subject_offered(
    context: Context, scene: Scene, mention: QuantityMention, counted: Token | None, before: list[Figure]
) -> Reference | None:
    """The subject that a sentence offers for a figure: what was said of the same amount before, then what money is
    meant to do or go to, then a programme that the sentence names, then what is counted, then who or what acts.
    """
    again = _said_before(context, mention)
    if again is not None:
        return again
    if mention.kind is QuantityKind.MONEY:
        own = _named(scene) or _aim(scene, mention) or _helped(scene, mention)
        return own or _of_money_before(before) or _acting(scene) or _of_headline(context)
    if mention.kind is QuantityKind.COUNT or mention.kind is QuantityKind.MEASURE:
        return _named(scene) or _counted(scene, counted)
    return _governing(scene, mention) or _acting(scene)


def _said_before(context: Context, mention: QuantityMention) -> Reference | None:
    """What the same amount of money was about where the document said it first."""
    if mention.kind is not QuantityKind.MONEY:
        return None
    said = (f for figures in context.figures.values() for f in figures)
    same = (f for f in said if f.quantity.value == mention.value and f.quantity.unit == mention.unit)
    return next((f.subject for f in same), None)


def _aim(scene: Scene, mention: QuantityMention) -> Reference | None:
    """The object of the first infinitive behind the money, or of the first preposition that says where it goes."""
    behind = [t for t in scene.doc if scene.place_of(t) >= mention.end and t.i not in scene.amounts]
    for token in behind:
        if token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
            target = done_to(scene, token)
            if target is not None:
                return target
        if token.dep_ == "prep" and token.lower_ in _AIMS:
            for _, target_token in prepositional_objects(token.head, _AIMS):
                if target_token.i > token.i and _can_be_paid_for(scene, target_token):
                    return refer(scene, target_token)
    return None


def _helped(scene: Scene, mention: QuantityMention) -> Reference | None:
    """The object of the verb that helps with money: "support the fleet with 3 million"."""
    token = scene.token_of(mention)
    if token is None or token.dep_ != "pobj" or token.head.lower_ != "with":
        return None
    verb = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
    target = next((o for o in objects(verb) if _can_be_paid_for(scene, o)), None) if verb is not None else None
    return refer(scene, target) if target is not None else None


def _counted(scene: Scene, counted: Token | None) -> Reference | None:
    """What is counted, however plain ("8 million homes", "40 jobs"), if it is more than just people."""
    if counted is None:
        return None
    alone = len(bare_words(scene, counted).split()) < 2
    return None if alone and counted.lemma_.lower() in ("person", "people", "time", "thing") else refer(scene, counted)


def _can_be_paid_for(scene: Scene, token: Token) -> bool:
    name = scene.name_at(token)
    place = name is not None and FAMILY[name.type] in ("place", "person")
    empty = token.lemma_.lower() in word_set("nouns", "money_nouns")
    return usable(scene, token) and token.pos_ in ("NOUN", "PROPN") and not (place or empty or says_whose(scene, token))


def _named(scene: Scene) -> Reference | None:
    """The only programme, plan, fund or law that a sentence names."""
    names = {n.name: n for n in scene.names if FAMILY[n.type] in _ITEMS}
    return Reference.to(next(iter(names.values()))) if len(names) == 1 else None


def _of_money_before(before: list[Figure]) -> Reference | None:
    return next((f.subject for f in reversed(before) if f.quantity.is_money and f.subject is not None), None)


def _governing(scene: Scene, mention: QuantityMention) -> Reference | None:
    """The noun above a rate: "a market share of 10 percent"."""
    token = scene.token_of(mention)
    above = next((a for a in token.ancestors if a.pos_ in ("NOUN", "PROPN")), None) if token is not None else None
    return refer(scene, above) if above is not None and above.i not in scene.amounts else None


def _acting(scene: Scene) -> Reference | None:
    """The subject of the main verb, where it is a thing and nobody who speaks."""
    root = scene.root
    for token in subjects(root) if root is not None else ():
        name = scene.name_at(token)
        acts = name is not None and FAMILY[name.type] in ("person", "place", "body")
        speaks = token.lemma_.lower() in word_set("nouns", "speakers") or token.pos_ == "PRON"
        if acts or speaks or not usable(scene, token):
            continue
        empty = token.lemma_.lower() in word_set("nouns", "money_nouns")
        return None if empty else refer(scene, token)
    return None


def _of_headline(context: Context) -> Reference | None:
    """What the first money of the document, in its headline, is about."""
    for index in sorted(context.figures):
        money = [f for f in context.figures[index] if f.quantity.is_money and f.subject is not None]
        if money:
            return money[0].subject
    return None
