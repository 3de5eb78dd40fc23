"""Questions that the frames ask of a dependency parse: where a noun phrase begins, what governs it, which tense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEFT = frozenset(
    {"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "npadvmod", "punct", "case", "advmod", "predet"}
)
_VERBAL = frozenset({"VERB", "AUX"})
_SIGNS = frozenset("+=→▲·•&")
"""signs that join things and begin no name"""
_SPEAK_FOR = frozenset({"according", "prior", "due", "thanks", "owing", "compared"})
"""words before "to" and "with" that make them say who speaks, when or why, not where something goes"""


def phrase_start(noun: Token) -> int:
    """Index of the first token of the noun phrase that ends in this token, determiners included."""
    first = noun.i
    for child in reversed(list(noun.lefts)):
        if child.dep_ not in _LEFT or (child.dep_ == "punct" and child.text not in "-–/&'’\"“”"):
            break
        if child.dep_ == "amod" and child.pos_ == "VERB" and any(True for _ in child.rights):
            break
        first = min(first, child.left_edge.i)
    return first


def bare_start(noun: Token, numbers: frozenset[int] = frozenset()) -> int:
    """Like :func:`phrase_start`, without determiners, amounts and adjectives that name nothing."""
    at = phrase_start(noun)
    doc = noun.doc
    plain = word_set("nouns", "plain_adjectives")
    while at < noun.i and (
        doc[at].dep_ in ("det", "predet", "punct", "quantmod")
        or doc[at].text in _SIGNS
        or doc[at].tag_ in ("PRP$", "WP$", "DT", "CD")
        or doc[at].i in numbers
        or doc[at].lower_ == "of"
        or (doc[at].lower_ in plain and doc[at + 1].dep_ != "cc")
        or (doc[at].dep_ == "cc" and (at == phrase_start(noun) or doc[at - 1].i in numbers))
        or (doc[at].dep_ == "advmod" and doc[at].head.i in numbers)
        or _owns_as_time(doc[at])
    ):
        at += 1
    return at


def _owns_as_time(token: Token) -> bool:
    """Whether a token belongs to a time in front of a noun: "next year's", "today's"."""
    if token.dep_ == "case":
        return _owns_as_time(token.head)
    owner = token if token.dep_ == "poss" else token.head
    return owner.dep_ == "poss" and owner.lower_ in word_set("nouns", "days")


def head_of_coordination(token: Token) -> Token:
    """The first member of the list in which the token stands."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token, the token itself included."""
    for above in (token, *token.ancestors):
        if above.pos_ in _VERBAL:
            return above
    return None


def prepositional_objects(token: Token, words: frozenset[str] | None = None) -> Iterator[tuple[str, Token]]:
    """(preposition, object) pairs below a token, in order."""
    for prep in token.children:
        if prep.dep_ in ("prep", "dative", "agent") and prep.pos_ in ("ADP", "SCONJ", "VERB"):
            for obj in prep.children:
                if obj.dep_ in ("pobj", "pcomp") and (words is None or prep.lower_ in words):
                    yield prep.lower_, obj
                elif obj.dep_ == "prep" and prep.lower_ not in _SPEAK_FOR:
                    for deeper in obj.children:
                        if deeper.dep_ == "pobj" and (words is None or obj.lower_ in words):
                            yield obj.lower_, deeper


def subjects(verb: Token) -> Iterator[Token]:
    """Grammatical subjects of a verb; of a verb in a list or a complement, those of the verb above it."""
    seen = 0
    current: Token | None = verb
    while current is not None and seen < 5:
        own = [c for c in current.children if c.dep_ in ("nsubj", "nsubjpass") and c.i != verb.i]
        if own:
            yield from own
            return
        if current.dep_ in ("xcomp", "conj", "advcl", "ccomp", "pcomp") and current.head.pos_ in _VERBAL:
            current = current.head
        elif current.dep_ in ("relcl", "acl"):
            yield current.head
            return
        else:
            return
        seen += 1


def is_passive(verb: Token) -> bool:
    """Whether a verb has a passive subject or auxiliary."""
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)


def objects(verb: Token) -> Iterator[Token]:
    """Direct objects of a verb."""
    for child in verb.children:
        if child.dep_ in ("dobj", "obj", "attr", "oprd"):
            yield child


def squeeze(words: str) -> str:
    """One line, single spaces, no quotes around."""
    return re.sub(r"\s+", " ", words).strip(" \t\n\"“”‘’'.,;:–-")


def prepositional_objects_of(token: Token, word: str) -> list[Token]:
    """The objects of one preposition right below a token."""
    return [o for p in token.children if p.dep_ == "prep" and p.lower_ == word for o in p.children if o.dep_ == "pobj"]
