"""Whom a programme is meant to reach: "the fund supports farmers", "a scheme that trains nurses"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...graph.claim import EntityType
from ..figures import Reference
from .grammar import objects, prepositional_objects, subjects
from .heads import singular
from .linker import ITEMS, Linker, all_listed, typed
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


def read_beneficiaries(linker: Linker) -> None:
    """Verbs of helping with a programme as subject and people, firms or a field of the economy as object."""
    for verb in linker.doc:
        if verb.pos_ != "VERB":
            continue
        reached = list(_reached(linker, verb))
        item = _item(linker, verb) if reached else None
        for group in reached if item is not None else ():
            linker.say(item, "benefits", group, "benefits.verb", 0.7)


def _item(linker: Linker, verb: Token) -> Reference | None:
    """The named programme, plan or fund that does the helping."""
    for token in subjects(verb):
        relative = token.tag_ in ("WDT", "WP") and token.head.dep_ == "relcl"
        reference = linker.refer(token.head.head if relative else token)
        named = reference is not None and reference.name is not None and not reference.name.weak
        if named and linker.family(reference) in ITEMS - {"law"}:
            return reference
    return None


def _reached(linker: Linker, verb: Token) -> Iterator[Reference]:
    """The people, firms, places of learning or fields that a verb helps."""
    lemma = verb.lemma_.lower()
    found: list[Token] = []
    if lemma in word_set("links", "helping"):
        found += all_listed(objects(verb))
    if lemma in word_set("links", "giving"):
        found += all_listed(o for _, o in prepositional_objects(verb, frozenset({"to", "for"})))
    if lemma == "focus":
        found += all_listed(o for _, o in prepositional_objects(verb, frozenset({"on"})))
    for token in found:
        reference = linker.refer_thing(token)
        if reference is None or token.tag_ not in ("NNS", "NNPS", "NN"):
            continue
        head = singular(token.lemma_.lower())
        if linker.kind(reference) in (EntityType.TARGET_GROUP, EntityType.SECTOR):
            yield reference
        elif head in word_set("links", "beneficiaries") and token.tag_ == "NNS" and reference.name is None:
            yield typed(reference, EntityType.TARGET_GROUP)
        elif head in word_set("links", "sectors") and reference.name is None and " " in reference.words:
            yield typed(reference, EntityType.SECTOR)
