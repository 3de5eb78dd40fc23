"""Places at which a programme stands that has, gives or covers what an amount counts."""

from __future__ import annotations

from ...graph.claim import FAMILY
from ..figures import Reference
from .grammar import subjects
from .ground import TOPIC, Found, Ground, names_item, usable
from .heads import type_of_plain_phrase
from .phrases import bare_words, refer
from .words import word_set


def _is_programme(reference: Reference) -> bool:
    """Whether a reference is to something that hands out, by its name or its head noun."""
    kind = reference.name.type if reference.name is not None else type_of_plain_phrase(reference.words)
    return kind is not None and FAMILY[kind] in ("item", "plan", "fund")


def owner(ground: Ground) -> Found:
    """The programme that has the governing noun: "the X Programme offers courses for 40 people"."""
    if ground.governor.dep_ != "dobj" or ground.governor.head.pos_ != "VERB":
        return None
    for token in subjects(ground.governor.head):
        if token.pos_ == "PRON" or token.i in ground.scene.amounts:
            continue
        reference = refer(ground.scene, token)
        if reference is not None and _is_programme(reference):
            return reference
    return None


def giver(ground: Ground) -> Found:
    """The programme or fund that hands the money out: "the X Fund will provide 3 million to …"."""
    verb = ground.verb
    if verb is None or any(c.dep_ == "auxpass" for c in verb.children):
        return None
    hands = next(subjects(verb), None)
    if hands is not None and hands.pos_ == "PRON" and verb.dep_ == "relcl":
        hands = verb.head
    if hands is None or hands.pos_ == "PRON" or hands.i in ground.scene.amounts or hands.dep_ == "nsubjpass":
        return None
    reference = refer(ground.scene, hands)
    return reference if reference is not None and _is_programme(reference) else None


def under(ground: Ground) -> Found:
    """The programme under which something is done, wherever in the clause it stands."""
    scene = ground.scene
    under = (t for t in scene.doc if t.lower_ == "under" and t.dep_ == "prep")
    for obj in (o for token in under for o in token.children if o.dep_ == "pobj" and usable(scene, o)):
        reference = refer(scene, obj)
        back = obj.lemma_.lower() in word_set("nouns", "topical")
        if back or (reference is not None and _is_programme(reference)):
            return reference
    return None


def holder(ground: Ground) -> Found:
    """A named thing that has the counted ones: "the X Alliance unites 45 firms"."""
    verb = ground.verb
    if ground.counted is None or len(bare_words(ground.scene, ground.counted).split()) > 1 or verb is None:
        return None
    having = verb.head if verb.dep_ == "relcl" else next(subjects(verb), None)
    if having is None:
        return None
    if having.pos_ == "PRON":
        return TOPIC
    return refer(ground.scene, having) if names_item(ground.scene, having) else None
