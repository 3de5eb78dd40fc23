"""The declared frames over a parse: on what an amount hangs, and where its subject stands then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ...graph.claim import FAMILY
from ..figures import Reference
from .grammar import governing_verb, head_of_coordination, objects, prepositional_objects, squeeze, subjects
from .names import type_of_plain_phrase
from .scene import Scene, generic
from .words import lexicon, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

TOPIC = "topic"
PREVIOUS = "previous"


@dataclass(frozen=True, slots=True)
class Frame:
    """One declared frame; see ``frames.yaml`` for what the fields mean."""

    id: str
    link: frozenset[str]
    words: frozenset[str]
    subject: tuple[str, ...]
    kind: str | None
    statistic: str | None
    needs: str | None
    generic_only: bool
    nouns: frozenset[str]
    examples: tuple[dict[str, str], ...]


@lru_cache(maxsize=1)
def frames() -> dict[str, tuple[Frame, ...]]:
    """The frames by group: ``money``, ``counts``, ``rates``, ``ranks``."""
    import yaml

    raw: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        files(__package__).joinpath("frames.yaml").read_text(encoding="utf-8")
    )
    return {
        group: tuple(
            Frame(
                f["id"],
                frozenset(f["link"]),
                frozenset(f["words"]),
                tuple(f["subject"]),
                f.get("kind"),
                f.get("statistic"),
                f.get("needs"),
                bool(f.get("generic_only", False)),
                frozenset(f.get("nouns", ())),
                tuple(f.get("examples", ())),
            )
            for f in group_frames
        )
        for group, group_frames in raw.items()
    }


@dataclass(frozen=True, slots=True)
class Attachment:
    """How an amount hangs on a governor."""

    link: str
    governor: Token
    node: Token


def counted_noun(scene: Scene, token: Token) -> Token | None:
    """The noun that a bare number counts."""
    if (
        token.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "advmod")
        and token.head.i > token.i
        and token.head.pos_ in ("NOUN", "PROPN", "ADJ", "X", "SYM", "VERB", "NUM")
    ):
        head = token.head
        if head.i in scene.amounts and head.dep_ == "nummod":
            head = head.head
        while head.dep_ == "compound" and head.head.i > head.i and head.head.pos_ in ("NOUN", "PROPN"):
            head = head.head
        return head if head.pos_ in ("NOUN", "PROPN", "X", "ADJ", "VERB") else None
    if token.dep_ == "nummod" and token.head.pos_ in ("NOUN", "PROPN") and token.head.i < token.i:
        return None
    assert scene.doc is not None
    following = scene.doc[token.i + 1] if token.i + 1 < len(scene.doc) else None
    if (
        following is not None
        and following.pos_ in ("NOUN", "PROPN", "ADJ")
        and token.pos_ in ("NUM", "NOUN", "PROPN")
        and following.dep_ not in ("nsubj",)
    ):
        noun = following
        while (
            noun.i + 1 < len(scene.doc)
            and scene.doc[noun.i + 1].pos_ in ("NOUN", "PROPN")
            and noun.pos_ in ("NOUN", "PROPN", "ADJ")
        ):
            noun = scene.doc[noun.i + 1]
        return noun if noun.pos_ in ("NOUN", "PROPN") else None
    return None


def attachments(node: Token) -> Iterator[Attachment]:
    """The governors of a noun, nearest first."""
    transparent = word_set("nouns", "transparent")
    for _ in range(8):
        for child in node.children:
            if child.dep_ in ("acl", "relcl") and child.tag_ == "VBN" and child.i > node.i:
                yield Attachment("head-of-participle", child, node)
        if node.dep_ == "conj":
            node = head_of_coordination(node)
            continue
        head = node.head
        if head.i == node.i:
            return
        if node.dep_ in ("pobj", "pcomp"):
            preposition, above = head, head.head
            if preposition.dep_ == "agent":
                yield Attachment("agent", above, node)
                return
            if preposition.lower_ == "of":
                if above.lemma_.lower() not in transparent:
                    yield Attachment("of", above, node)
                node = above
                continue
            yield Attachment(f"prep:{preposition.lower_}", above, node)
            if above.pos_ in ("VERB", "AUX"):
                return
            node = above
            continue
        if node.dep_ in ("compound", "nmod", "nummod", "amod", "quantmod", "appos", "poss"):
            if head.lemma_.lower() not in transparent or head.pos_ not in ("NOUN", "PROPN"):
                yield Attachment(node.dep_, head, node)
            node = head
            continue
        yield Attachment(node.dep_, head, node)
        if head.pos_ not in ("VERB", "AUX"):
            node = head
            continue
        if node.dep_ in ("nsubj", "nsubjpass"):
            yield from _raised(head, node)
        return


def _raised(verb: Token, node: Token) -> Iterator[Attachment]:
    """ "funds are to be invested", "is expected to reach": the subject belongs to the infinitive too."""
    for child in verb.children:
        if child.dep_ == "xcomp" and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
            passive = any(c.dep_ == "auxpass" for c in child.children)
            yield Attachment("nsubjpass" if passive else "nsubj", child, node)
            yield from _raised(child, node)


def _usable(scene: Scene, token: Token) -> bool:
    return (
        token.i not in scene.amounts
        and token.lemma_.lower() not in word_set("nouns", "empty_purpose")
        and token.pos_ in ("NOUN", "PROPN", "X", "VERB", "PRON", "ADJ")
    )


def _is_scope(scene: Scene, token: Token) -> bool:
    words = squeeze(scene.words(token.left_edge.i, token.i)).lower()
    return any(words.endswith(w) for group in lexicon("nouns")["scope"].values() for w in group)


def _purpose(scene: Scene, verb: Token) -> Token | None:
    for child in verb.subtree:
        if (
            child.dep_ in ("xcomp", "advcl", "acl", "conj")
            and child.i > verb.i
            and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        ):
            for obj in objects(child):
                if _usable(scene, obj) and not any(obj.left_edge.i <= i <= obj.i for i in scene.amounts):
                    return obj
    return None


def _named(scene: Scene, token: Token) -> bool:
    name = scene.name_at(token)
    return name is not None and name.type.value not in (
        "government",
        "ministry",
        "agency",
        "place",
        "person",
        "technology",
    )


def _prep(scene: Scene, words: str, starting: tuple[Token | None, ...], barred: set[int]) -> Token | None:
    for source in starting:
        if source is None:
            continue
        for _, obj in prepositional_objects(source, frozenset({words})):
            target = obj
            if target.i in barred or not _usable(scene, target) or _is_scope(scene, target):
                continue
            if target.dep_ == "pcomp":
                inner = next(iter(objects(target)), None)
                if inner is None or inner.i in scene.amounts:
                    continue
                return target
            if any(i in barred for i in (target.i,)):
                continue
            return target
    return None


Place = Callable[[Scene, "Token", "Token | None", Attachment], "Reference | str | None"]


def look(scene: Scene, place: str, amount: Token, counted: Token | None, at: Attachment) -> Reference | str | None:
    """The thing at a place of a frame, or the word ``topic`` where context has to say it."""
    governor, node = at.governor, at.node
    barred = {amount.i} | ({counted.i} if counted is not None else set())
    verb = governing_verb(governor)
    if place == TOPIC:
        return TOPIC
    if place == "self":
        if counted is None:
            return None
        lemma = counted.lemma_.lower()
        bare = scene.bare(counted)
        if generic(lemma):
            joined = ("conj", "appos")
            siblings = [c for c in counted.children if c.dep_ in joined] + (
                [counted.head] if counted.dep_ in joined else []
            )
            of = _prep(
                scene,
                "of",
                (counted, *siblings, *(c for s in siblings for c in s.children if c.dep_ == "conj")),
                barred,
            )
            if of is not None:
                return scene.refer(of)
            if len(bare.split()) < 2 or counted.lemma_.lower() in ("person", "people", "job", "time"):
                return None
        return scene.refer(counted)
    if place == "of-complement":
        of = _prep(scene, "of", (counted, node, amount), barred)
        return scene.refer(of) if of is not None else None
    if place == "governor-named":
        return (
            scene.refer(governor)
            if governor.pos_ in ("NOUN", "PROPN") and len(scene.bare(governor).split()) > 1
            else None
        )
    if place == "matrix-object":
        above = verb
        for _ in range(4):
            if above is None:
                return None
            for obj in objects(above):
                if obj.i not in barred and obj.i != governor.i and _named(scene, obj):
                    return scene.refer(obj)
            above = (
                above.head
                if above.dep_ in ("advcl", "xcomp", "acl", "conj", "ccomp") and above.head.i != above.i
                else None
            )
        return None
    if place == "governor":
        return scene.refer(governor) if governor.pos_ in ("NOUN", "PROPN") else None
    if place == "attribute":
        for child in verb.children if verb is not None else ():
            if child.dep_ == "attr" and child.pos_ in ("NOUN", "PROPN"):
                return scene.refer(child)
        return None
    if place == "of-budget":
        sources = [amount] + ([verb] if verb is not None else [])
        for _, obj in [pair for source in sources for pair in prepositional_objects(source, frozenset({"of", "from"}))]:
            if obj.lemma_.lower() in word_set("nouns", "money_nouns") and not _is_scope(scene, obj):
                return look(scene, "compound", amount, counted, Attachment("of", obj, amount))
        return None
    if place == "compound":
        own = scene.name_at(governor)
        if own is not None and own.type.value not in ("fund", "technology", "sector"):
            return Reference(own.name, own.start, own.end, own)
        words = [
            t
            for t in governor.lefts
            if t.dep_ in ("compound", "amod", "nmod", "poss")
            and not any(t.left_edge.i <= i <= t.right_edge.i for i in scene.amounts)
        ]
        words = [
            t
            for t in words
            if t.lower_ not in word_set("nouns", "plain_adjectives")
            and t.lemma_.lower() not in word_set("nouns", "not_counted")
            and t.pos_ in ("NOUN", "PROPN", "X")
        ]
        if not words:
            return None
        named = scene.name_at(words[-1])
        if named is not None:
            return Reference(named.name, named.start, named.end, named)
        text = squeeze(scene.words(words[0].left_edge.i, words[-1].i))
        start, end = scene.span(words[0].left_edge, words[-1])
        return Reference(text, start, end, None, words[-1].lemma_.lower()) if len(text) > 2 else None
    if place == "purpose":
        target = _purpose(scene, governor) or (
            _purpose(scene, verb) if verb is not None and verb.i != governor.i else None
        )
        return scene.refer(target) if target is not None else None
    if place == "put-in":
        for word in ("in", "into", "for", "on"):
            target = _prep(scene, word, (verb, governor), barred) if verb is not None else None
            if target is not None:
                return scene.refer(target)
        return None
    if place == "matrix-purpose":
        above = verb.head if verb is not None and verb.dep_ in ("advcl", "xcomp", "conj") else None
        if above is None or above.i == governor.i:
            return None
        for word in ("in", "into", "on", "for", "through"):
            target = _prep(scene, word, (above,), barred)
            if target is not None:
                return scene.refer(target)
        return None
    if place.startswith("prep:"):
        doers = [o for w, o in prepositional_objects(verb, frozenset({"by"}))] if verb is not None else []
        above = _verbs_above(verb) if place == "prep:through" else ()
        starting = (governor, verb, node, amount if amount.i != node.i else None, *doers, *above)
        target = _prep(scene, place[5:], starting, barred)
        if target is None:
            return None
        if target.dep_ == "pcomp":
            first, last = target, next(iter(objects(target)))
            words_ = squeeze(scene.words(first.i, last.i))
            start, end = scene.span(first, last)
            named = scene.name_at(target) or scene.name_at(last)
            return (
                Reference(named.name, named.start, named.end, named)
                if named
                else Reference(words_, start, end, None, last.lemma_.lower())
            )
        return scene.refer(target)
    if place == "of":
        target = _prep(scene, "of", (governor,), barred)
        return scene.refer(target) if target is not None else None
    if place in ("antecedent", "antecedent-of-participle"):
        source = verb
        while source is not None and source.dep_ in ("conj", "xcomp") and source.head.pos_ in ("VERB", "AUX"):
            source = source.head
        if source is not None and source.dep_ in ("relcl", "acl") and source.head.i not in scene.amounts:
            return scene.refer(source.head)
        return None
    if place == "part-of-total":
        of = _prep(scene, "of", (amount, node), set())
        if of is not None and of.lemma_.lower() in ("total", "whole", "all", "number", "overall", "gdp"):
            for subject in subjects(verb) if verb is not None else ():
                if subject.i not in barred and _usable(scene, subject):
                    return PREVIOUS if subject.pos_ == "PRON" else scene.refer(subject)
            return TOPIC
        if of is not None and at.link not in ("nsubj", "nsubjpass") and verb is not None:
            for subject in subjects(verb):
                if subject.i not in barred and _usable(scene, subject):
                    return PREVIOUS if subject.pos_ == "PRON" or subject.tag_ in ("WDT", "WP") else scene.refer(subject)
        return None
    if place == "owner":
        if governor.dep_ != "dobj" or governor.head.pos_ != "VERB":
            return None
        for token in subjects(governor.head):
            reference = scene.refer(token) if token.pos_ != "PRON" and token.i not in scene.amounts else None
            kind = reference.name.type if reference is not None and reference.name else None
            kind = kind or (type_of_plain_phrase(reference.words) if reference is not None else None)
            if reference is not None and kind is not None and FAMILY[kind] in ("item", "plan", "fund"):
                return reference
        return None
    if place == "phrase-before":
        preposition = next((a for a in node.ancestors if a.dep_ in ("prep", "agent")), None)
        if preposition is None or governor.pos_ not in ("NOUN", "PROPN", "VERB"):
            return None
        phrase = scene.phrase_ending(scene.masked.origin(preposition.idx))
        if (
            phrase is None
            or phrase[0].i in scene.amounts
            or phrase[1].i + 1 != preposition.i
            or phrase[0].pos_ not in ("NOUN", "PROPN")
        ):
            return None
        return scene.refer_span(*phrase)
    if place == "nsubj-holder":
        if counted is None or len(scene.bare(counted).split()) > 1:
            return None
        holder = (
            verb.head
            if verb is not None and verb.dep_ == "relcl"
            else next(iter(subjects(verb)), None)
            if verb is not None
            else None
        )
        if holder is None:
            return None
        if holder.pos_ == "PRON":
            return TOPIC
        name = scene.name_at(holder)
        return (
            scene.refer(holder)
            if name is not None
            and name.type.value not in ("government", "ministry", "agency", "place", "person", "technology")
            else None
        )
    if place in ("nsubj", "nsubjpass", "nsubj-name", "nsubj-of-verb", "dobj", "dobj-name", "agent"):
        if verb is None:
            return None
        if place.startswith("dobj"):
            tokens: list[Token] = list(objects(verb))
        elif place == "agent":
            tokens = [o for w, o in prepositional_objects(verb, frozenset({"by"}))]
        else:
            tokens = list(subjects(verb))
        for token in tokens:
            if token.i in barred or token.i == node.i or not _usable(scene, token):
                continue
            if token.lower_ in ("those", "ones"):
                return scene.refer(token)
            if token.pos_ == "PRON" and verb.dep_ == "relcl":
                return scene.refer(verb.head)
            if place.endswith("-name") and not _named(scene, token):
                continue
            whose = next((c for c in token.children if c.tag_ == "WP$"), None)
            if whose is not None and verb.dep_ == "relcl":
                return scene.refer(verb.head)
            if token.lemma_.lower() in word_set("nouns", "transparent") or generic(token.lemma_.lower()):
                of = _prep(scene, "of", (token,), barred)
                if of is not None:
                    return scene.refer(of)
            if token.pos_ == "PRON":
                return TOPIC
            return scene.refer(token)
        return None
    raise ValueError(f"frames.yaml names an unknown place: {place}")


def _verbs_above(verb: Token | None) -> tuple[Token, ...]:
    return tuple(a for a in verb.ancestors if a.pos_ == "VERB")[:2] if verb is not None else ()


def _needed(scene: Scene, needs: str, amount: Token, node: Token, at: Attachment) -> bool:
    if needs == "out of":
        end = scene.amounts[amount.i].end if amount.i in scene.amounts else scene.end
        return re.match(r"\s*(?:\([^()]*\)\s*)?(?:out\s+)?of\b", scene.text[end : end + 40]) is not None
    word = needs.removeprefix("prep:")
    verb = governing_verb(at.governor)
    starting = (amount, node) if word == "of" else (at.governor, verb, *_verbs_above(verb))
    return _prep(scene, word, starting, set()) is not None


def choose(
    scene: Scene, group: str, amount: Token, counted: Token | None
) -> tuple[Frame, Attachment, Reference | str | None]:
    """The first frame of a group that fits the amount, and the subject it gives."""
    node = counted if counted is not None else amount
    found = list(attachments(node)) or [Attachment("none", node, node)]
    for frame in frames()[group]:
        for at in found:
            if "*" not in frame.link and at.link not in frame.link:
                continue
            if "*" not in frame.words and at.governor.lemma_.lower() not in frame.words:
                continue
            if frame.generic_only and counted is not None and not generic(counted.lemma_.lower()):
                continue
            if frame.nouns and (counted is None or counted.lemma_.lower() not in frame.nouns):
                continue
            if frame.needs is not None and not _needed(scene, frame.needs, amount, node, at):
                continue
            for place in frame.subject:
                subject = look(scene, place, amount, counted, at)
                if subject is not None:
                    return frame, at, subject
            if "*" not in frame.words:
                return frame, at, None
    fallback = frames()[group][-1]
    return fallback, found[0], TOPIC
