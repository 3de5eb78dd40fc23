"""Which thing uses which technology."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...graph.claim import EntityType
from ..figures import Reference
from .grammar import governing_verb, objects, prepositional_objects, subjects
from .heads import singular
from .linker import ITEMS, Linker, all_listed, listed, typed
from .lists import EXAMPLES
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


def read_technologies(linker: Linker) -> None:
    """ "robots using AI", "the platform is based on blockchain", "the spread of 5G in factories"."""
    for token in linker.doc:
        if token.pos_ not in ("VERB", "NOUN") or token.lemma_.lower() not in word_set("links", "using"):
            continue
        found = [t for target in _targets(token) for t in _technologies_at(linker, target)]
        user = _user(linker, token) if found else None
        for technology in found:
            linker.say(user, "usesTechnology", technology, "technology.used", 0.75)


def _targets(token: Token) -> list[Token]:
    """What a word for using has as its object."""
    targets = all_listed(objects(token))
    targets += all_listed(o for _, o in prepositional_objects(token, frozenset({"of", "on", "with"})))
    if token.dep_ in ("acl", "prep") or token.lower_ == "using":
        targets += all_listed(c for c in token.children if c.dep_ in ("dobj", "pobj"))
    return targets


def _technologies_at(linker: Linker, token: Token) -> Iterator[Reference]:
    """Technologies that a noun names, its examples included."""
    examples = [t for t in token.subtree if t.lower_ in EXAMPLES and t.dep_ == "prep"]
    members = [m for e in examples for c in e.children if c.dep_ == "pobj" for m in listed(c)]
    for named in (token, *members):
        name = linker.scene.name_at(named)
        if name is not None and name.type is EntityType.TECHNOLOGY:
            yield Reference.to(name)


def _user(linker: Linker, trigger: Token) -> Reference | None:
    """The thing that uses: the antecedent, the subject, or what the passage is about."""
    if trigger.dep_ in ("acl", "relcl") and trigger.head.i not in linker.scene.amounts:
        reference = linker.refer(trigger.head)
        if linker.family(reference) in ITEMS:
            return reference
        if reference is not None and trigger.head.pos_ in ("NOUN", "PROPN") and len(reference.words.split()) > 1:
            if singular(trigger.head.lemma_) in word_set("links", "built"):
                return typed(reference, EntityType.INFRASTRUCTURE)
            return reference if linker.family(reference) else None
    verb = trigger if trigger.pos_ == "VERB" else governing_verb(trigger)
    said = list(subjects(verb)) if verb is not None else []
    for token in map(_antecedent, said):
        reference = linker.refer_thing(token)
        if linker.family(reference) in ITEMS:
            return reference
    passive = verb is not None and not said
    pointing = passive or any(t.pos_ == "PRON" and t.lower_ in ("it", "they", "this", "which") for t in said)
    return linker.about() if pointing else linker.main()


def _antecedent(token: Token) -> Token:
    """What a relative pronoun stands for: "a platform that uses …"."""
    clause = token.head
    relative = token.tag_ in ("WDT", "WP") and clause.dep_ == "relcl"
    return clause.head if relative else token
