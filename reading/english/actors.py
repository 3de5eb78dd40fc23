"""Who leads, hosts or takes part in what; what is announced at which event; who publishes an index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...graph.claim import FAMILY, EntityType
from ...graph.values import Modality
from ..document import BlockKind
from ..figures import Reference
from .grammar import objects, prepositional_objects, subjects
from .linker import ITEMS, Linker, all_listed, is_joiner, typed
from .modality import verb_modality
from .notes import destination
from .offices import body_of_person
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_AT_EVENT = re.compile(r"\b(?:at|in|during)\s+(?:the\s+)?[‘“'\"]?$")
_OWNED = re.compile(r"(?:[’']s?)?\s+(?:\d{4}\s+|the\s+)?[“\"‘']?")
_PUBLISHED_BY = re.compile(r"\b(?:published|compiled|released|issued) by(?: the)? $")


def read_actors(linker: Linker) -> None:
    """Who announces, leads, runs or holds something, and who takes part."""
    for verb in linker.doc:
        if verb.pos_ == "VERB":
            _read_roles(linker, verb)
            _read_partners(linker, verb)
            _read_joiners(linker, verb)


def _roles(verb: Token) -> tuple[list[Token], list[Token]]:
    """Those who do something, and what they do it to; of a passive the other way round."""
    does, done_to = all_listed(_doers(verb)), all_listed(objects(verb))
    if verb.dep_ == "relcl" and does and not any(t.tag_ in ("WDT", "WP") for t in does) and verb.head not in does:
        done_to = [*(t for t in done_to if t.tag_ not in ("WDT", "WP")), verb.head]
    agents = all_listed(o for c in verb.children if c.dep_ == "agent" for o in c.children if o.dep_ == "pobj")
    if agents:
        return agents, [*does, *([verb.head] if verb.dep_ == "acl" else [])]
    return does, done_to


def _doers(verb: Token) -> Iterator[Token]:
    """The subjects of a verb; of "it" in "announced that it will launch X" the one who announced."""
    for token in subjects(verb):
        above = verb.head if verb.dep_ == "ccomp" else None
        if token.lower_ in ("it", "they", "she", "he") and above is not None and above.pos_ == "VERB":
            yield from subjects(above)
        else:
            yield token


def _thing(linker: Linker, token: Token) -> Reference | None:
    """What is done something to; of "one of four that B runs" it is what the sentence says to be one."""
    if token.i in linker.scene.amounts or token.tag_ == "CD":
        verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
        said = next((s for s in subjects(verb) if s.i < token.i), None) if verb is not None else None
        return linker.refer_thing(said) if said is not None else None
    return linker.refer_thing(token)


def _actor(linker: Linker, token: Token) -> Reference | None:
    """Who does something: a body; of a person in office the body; of "we" the publisher."""
    if token.lower_ == "we":
        publisher = linker.context.document.source.publisher
        body = next((n for n in linker.context.names if publisher in (n.name, *n.aliases)), None)
        return Reference.to(body) if body is not None and publisher and FAMILY[body.type] == "body" else None
    who = linker.refer_thing(token)
    if linker.family(who) not in ("person", None):
        return who
    seat = body_of_person(linker, linker.scene.place_of(token))
    return Reference.to(seat) if seat is not None else who


def _read_roles(linker: Linker, verb: Token) -> None:
    actors, things = _roles(verb)
    lemma = verb.lemma_.lower()
    named = [t for t in things if t.dep_ != "appos" or not _only_described(linker, t)]
    for what in (_thing(linker, thing) for thing in named):
        for actor in actors if what is not None else ():
            who = _actor(linker, actor)
            body = linker.family(who) == "body"
            if who is None or what is None:
                continue
            joins = lemma in word_set("links", "joining") and linker.family(what) in ("item", "plan", "fund", "event")
            if joins:
                if body or is_joiner(actor):
                    _take_part(linker, what, who)
            elif body and lemma in word_set("links", "hosting") and linker.kind(what) is EntityType.EVENT:
                linker.say(what, "hostedBy", who, "actor.hosts", 0.85)
            elif body and lemma in word_set("links", "leading") and linker.family(what) in ITEMS:
                modality = verb_modality(verb) or Modality.STATED
                linker.say(what, "responsibleBody", who, "actor.leads", 0.75, modality)


def _only_described(linker: Linker, token: Token) -> bool:
    name = linker.scene.name_at(token)
    return name is None or name.weak


def _take_part(linker: Linker, what: Reference, who: Reference) -> None:
    who = who if linker.family(who) == "body" else typed(who, EntityType.TARGET_GROUP)
    linker.say(what, "participant", who, "actor.takes-part", 0.75)


def _read_partners(linker: Linker, verb: Token) -> None:
    """ "the platform is linked with A and B"."""
    if verb.lemma_.lower() not in word_set("links", "partnering"):
        return
    whole = verb.head if verb.dep_ == "relcl" else next((s for s in subjects(verb) if s.pos_ != "PRON"), None)
    what = linker.refer(whole) if whole is not None and whole.i not in linker.scene.amounts else None
    if linker.family(what) not in ITEMS:
        return
    through_object = all_listed(p for o in objects(verb) for _, p in prepositional_objects(o, frozenset({"with"})))
    for _, partner in prepositional_objects(verb, frozenset({"with", "to"})):
        for who in map(linker.refer, [*all_listed([partner]), *through_object]):
            if linker.family(who) == "body":
                linker.say(what, "participant", who, "actor.linked-with", 0.75)


def _joined(linker: Linker, verb: Token) -> Iterator[Reference | None]:
    """What somebody takes part or invests in; of an investment told in a note, where its host says it goes."""
    lemma = verb.lemma_.lower()
    found = [linker.refer(o) for _, o in prepositional_objects(verb, frozenset({"in", "into"}))]
    invests = lemma == "invest" or (lemma == "make" and any(o.lemma_ == "investment" for o in objects(verb)))
    if invests and not found and linker.block.kind is BlockKind.NOTE:
        found = [destination(linker.context, linker.block)]
    yield from found if invests or lemma != "make" else ()


def _read_joiners(linker: Linker, verb: Token) -> None:
    """ "12 firms take part in X", "A invests in X"."""
    if verb.lemma_.lower() not in word_set("links", "joining") | {"invest", "make"}:
        return
    for what in _joined(linker, verb):
        if what is None or linker.family(what) not in (*ITEMS, "event"):
            continue
        for actor in all_listed(subjects(verb)):
            who = linker.refer_thing(actor)
            family = linker.family(who)
            body = family == "body" and linker.kind(who) is not EntityType.GOVERNMENT
            if who is not None and (body or (family in (None, "group") and is_joiner(actor))):
                _take_part(linker, what, who)


def read_announcements(linker: Linker) -> None:
    """What was announced at which event."""
    scene = linker.scene
    verbs = [t for t in linker.doc if t.pos_ == "VERB" and t.lemma_ in word_set("links", "announcing")]
    for event in linker.names:
        before = scene.text[max(scene.start, event.start - 8) : event.start]
        if event.type is not EntityType.EVENT or not _AT_EVENT.search(before):
            continue
        for verb in verbs:
            for what in list(_announced(linker, verb)) or _last_item(linker, event.start):
                linker.say(what, "announcedAt", Reference.to(event), "event.announced-at", 0.8)


def _announced(linker: Linker, verb: Token) -> Iterator[Reference]:
    passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
    for what in map(linker.refer, all_listed([*objects(verb), *passive])):
        if what is not None and linker.family(what) in ("item", "plan"):
            yield what


def _last_item(linker: Linker, before: int) -> list[Reference]:
    items = [n for n in linker.names if n.end <= before and FAMILY[n.type] in ("item", "plan")]
    return [Reference.to(n) for n in items[-1:]]


def read_compilers(linker: Linker) -> None:
    """ "ITU's Global Cybersecurity Index": who publishes an index."""
    text, start = linker.scene.text, linker.scene.start
    for index in (n for n in linker.names if n.type is EntityType.INDEX):
        for body in (n for n in linker.names if FAMILY[n.type] == "body" and n.end <= index.start):
            if _OWNED.fullmatch(text[body.end : index.start]) or _PUBLISHED_BY.search(text[start : body.start]):
                linker.say(Reference.to(index), "compiledBy", Reference.to(body), "index.compiled-by", 0.9)
