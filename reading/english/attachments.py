"""On what an amount hangs in its sentence, and what a bare number counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .grammar import head_of_coordination
from .scene import Scene
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_HIGHEST = 8
"""More steps up a parse lead out of the clause."""
_PUTTING = frozenset({"put", "invest", "spend", "provide", "allocate", "commit"})
"""verbs of a relative clause that say where money goes: "the £3 million we are putting into X\""""
_BEFORE_NOUN = ("compound", "nmod", "nummod", "amod", "quantmod", "appos", "poss")


@dataclass(frozen=True, slots=True)
class Attachment:
    """How an amount hangs on a governor: ``dobj``, ``prep:in``, ``of``, ``head-of-participle`` …

    ``node`` is the token that stands right below the governor: the amount, its noun, or a phrase that holds it.
    """

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
        if head.dep_ == "poss" and head.tag_ in ("NNS", "NNPS") and head.head.i > head.i:
            head = head.head  # "19 girls' hostels"
        while head.dep_ == "compound" and head.head.i > head.i and head.head.pos_ in ("NOUN", "PROPN"):
            head = head.head
        return head if head.pos_ in ("NOUN", "PROPN", "X", "ADJ", "VERB") else None
    whole = _of_the(token)
    if whole is not None:
        return whole
    if token.dep_ == "nummod" and token.head.pos_ in ("NOUN", "PROPN") and token.head.i < token.i:
        return None
    return _noun_behind(scene, token)


def _of_the(token: Token) -> Token | None:
    """ "eight of the fifteen ports": the ports are counted."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == token.i + 1:
            return next((o for o in child.children if o.dep_ == "pobj" and o.tag_ in ("NNS", "NNPS")), None)
    return None


def _noun_behind(scene: Scene, token: Token) -> Token | None:
    """The last noun of the run that follows a number which the parse leaves alone."""
    if token.i + 1 >= len(scene.doc) or token.pos_ not in ("NUM", "NOUN", "PROPN"):
        return None
    noun = token.nbor(1)
    if noun.pos_ not in ("NOUN", "PROPN", "ADJ") or noun.dep_ == "nsubj":
        return None
    while noun.i + 1 < len(scene.doc) and noun.nbor(1).pos_ in ("NOUN", "PROPN"):
        noun = noun.nbor(1)
    return noun if noun.pos_ in ("NOUN", "PROPN") else None


def attachments(node: Token) -> Iterator[Attachment]:
    """The governors of a noun, nearest first, up to the verb of its clause."""
    transparent = word_set("nouns", "transparent")
    for _ in range(_HIGHEST):
        for child in node.children:
            participle = child.dep_ in ("acl", "relcl") and child.tag_ == "VBN"
            relative = child.dep_ == "relcl" and child.lemma_ in _PUTTING
            if (participle or relative) and child.i > node.i:
                yield Attachment("head-of-participle", child, node)
        if node.dep_ == "conj":
            node = head_of_coordination(node)
            continue
        head = node.head
        if head.i == node.i:
            return
        if node.dep_ in ("pobj", "pcomp"):
            above = _last_conjunct(head)
            if head.dep_ == "agent":
                yield Attachment("agent", above, node)
                return
            if head.lower_ != "of":
                yield Attachment(f"prep:{head.lower_}", above, node)
                if above.pos_ in ("VERB", "AUX"):
                    return
            elif above.lemma_.lower() not in transparent:
                yield Attachment("of", above, node)
            node = above
        elif node.dep_ in _BEFORE_NOUN:
            if head.lemma_.lower() not in transparent or head.pos_ not in ("NOUN", "PROPN"):
                yield Attachment(node.dep_, head, node)
            node = head
        else:
            yield Attachment(node.dep_, head, node)
            if head.pos_ in ("VERB", "AUX"):
                if node.dep_ in ("nsubj", "nsubjpass"):
                    yield from _raised(head, node)
                return
            node = head


def _last_conjunct(preposition: Token) -> Token:
    """On what a preposition hangs; "of" behind the last noun of a list on that noun, wherever the parse puts it."""
    above = preposition.head
    if preposition.lower_ != "of" or preposition.i == 0:
        return above
    before = preposition.nbor(-1)
    joined = before.dep_ == "conj" and before.pos_ in ("NOUN", "PROPN") and head_of_coordination(before).i == above.i
    return before if joined else above


def nearest_attachment(token: Token | None) -> Attachment | None:
    """What a token hangs on directly, if on anything."""
    return next(attachments(token), None) if token is not None else None


def _raised(verb: Token, node: Token) -> Iterator[Attachment]:
    """ "funds are to be invested", "is expected to reach": the subject belongs to the infinitive too."""
    for child in verb.children:
        if child.dep_ == "xcomp" and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
            passive = any(c.dep_ == "auxpass" for c in child.children)
            yield Attachment("nsubjpass" if passive else "nsubj", child, node)
            yield from _raised(child, node)
