"""Where an amount stands in its sentence, and what can be said of the words around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...graph.claim import FAMILY, EntityType
from ..figures import Reference
from .attachments import Attachment
from .grammar import governing_verb, objects, prepositional_objects, squeeze
from .phrases import bare_words, refer, words_of
from .scene import Scene
from .words import word_groups, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

TOPIC = "topic"
PREVIOUS = "previous"
Found = Reference | str | None
NOUNS = ("NOUN", "PROPN")
_NO_ITEMS = frozenset(
    {
        EntityType.GOVERNMENT,
        EntityType.MINISTRY,
        EntityType.AGENCY,
        EntityType.PLACE,
        EntityType.PERSON,
        EntityType.TECHNOLOGY,
    }
)
"""types of names that act or are used: an amount is seldom about them"""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where an amount stands: its token, the noun that it counts, and what both hang on."""

    scene: Scene
    amount: Token
    counted: Token | None
    at: Attachment

    @property
    def governor(self) -> Token:
        """What the amount hangs on."""
        return self.at.governor

    @property
    def verb(self) -> Token | None:
        """The verb above the governor, or the governor itself."""
        return governing_verb(self.at.governor)

    @property
    def barred(self) -> frozenset[int]:
        """Tokens of the amount itself: it is never its own subject by way of a preposition."""
        return frozenset({self.amount.i} if self.counted is None else {self.amount.i, self.counted.i})


_WHICH = frozenset(
    {"first", "second", "third", "last", "next", "same", "long", "short", "recent", "following", "entire"}
)
_HOW_MUCH = frozenset({"more", "less", "much", "most", "so", "enough"})


def usable(scene: Scene, token: Token) -> bool:
    """Whether a token can be what an amount is about, by its form."""
    if _is_time(scene, token):
        return False
    bare = [w for w in bare_words(scene, token).lower().split() if w not in _WHICH]
    empty = token.lemma_.lower() in word_set("nouns", "empty_purpose")
    return (
        token.i not in scene.amounts
        and token.lower_ not in _HOW_MUCH
        and not (empty and len(bare) < 2)
        and token.pos_ in ("NOUN", "PROPN", "X", "VERB", "PRON", "ADJ")
    )


def _is_time(scene: Scene, token: Token) -> bool:
    """Whether a token is a time or stands in one: "to August", "in the previous calendar year"."""
    at = scene.place_of(token)
    if any(p.start <= at < p.end for p in scene.periods):
        return True
    return scene.name_at(token) is None and token.lemma_.lower() in word_set("nouns", "lengths_of_time")


def says_whose(scene: Scene, token: Token) -> bool:
    """Whether a noun phrase only says whose money it is ("the private sector")."""
    words = squeeze(words_of(scene, token.left_edge.i, token.i)).lower()
    return any(words.endswith(w) for group in word_groups("nouns", "scope").values() for w in group)


def _only_frames(scene: Scene, token: Token) -> bool:
    """Whether "in X" only says where, or that it is money: "in England", "in funding", "in the budget"."""
    name = scene.name_at(token)
    if name is not None and name.type is EntityType.PLACE:
        return True
    bare = bare_words(scene, token).split()
    return token.lemma_.lower() in word_set("nouns", "money_nouns") and len(bare) == 1


def names_item(scene: Scene, token: Token) -> bool:
    """Whether a token stands in the name of something that neither acts nor is merely used."""
    name = scene.name_at(token)
    return name is not None and name.type not in _NO_ITEMS


def refer_noun(scene: Scene, token: Token) -> Reference | None:
    """What a token names, if it is a noun."""
    return refer(scene, token) if token.pos_ in NOUNS else None


def verbs_above(verb: Token | None) -> tuple[Token, ...]:
    """The two nearest verbs above a verb."""
    return tuple(a for a in verb.ancestors if a.pos_ == "VERB")[:2] if verb is not None else ()


def object_of(scene: Scene, word: str, starting: Iterable[Token | None], barred: frozenset[int]) -> Token | None:
    """The first object of a preposition below some tokens that can be what an amount is about."""
    for source in starting:
        if source is None:
            continue
        for _, target in prepositional_objects(source, frozenset({word})):
            if target.i not in barred and not usable(scene, target):
                target = _behind_empty(scene, target, barred) or target
            if target.i in barred or not usable(scene, target) or says_whose(scene, target):
                continue
            if word in ("in", "into") and _only_frames(scene, target):
                continue
            if target.dep_ == "pcomp":
                inner = next(objects(target), None)
                if inner is None or inner.i in scene.amounts:
                    continue
            return target
    return None


def _behind_empty(scene: Scene, token: Token, barred: frozenset[int]) -> Token | None:
    """What a noun that says nothing is about: "more help for jobseekers", "the first phase of the works"."""
    behind = (o for _, o in prepositional_objects(token, frozenset({"for", "of", "to"})))
    return next((o for o in behind if o.i not in barred and o.pos_ in NOUNS and usable(scene, o)), None)


def first_object(ground: Ground, words: Iterable[str], starting: tuple[Token | None, ...]) -> Reference | None:
    """What the first of some prepositions with an object names."""
    for word in words:
        target = object_of(ground.scene, word, starting, ground.barred)
        if target is not None:
            return refer(ground.scene, target)
    return None


def in_front(scene: Scene, noun: Token) -> Reference | None:
    """What stands before a noun of money: "the harbour budget"."""
    own = scene.name_at(noun)
    if own is not None and own.type not in (EntityType.FUND, EntityType.TECHNOLOGY, EntityType.SECTOR):
        return Reference.to(own)
    words = [
        t
        for t in noun.lefts
        if t.dep_ in ("compound", "amod", "nmod", "poss")
        and t.pos_ in ("NOUN", "PROPN", "X")
        and t.lower_ not in word_set("nouns", "plain_adjectives")
        and t.lower_ not in word_set("nouns", "days")
        and t.lemma_.lower() not in word_set("nouns", "not_counted")
        and not scene.holds_amount(t.left_edge.i, t.right_edge.i)
    ]
    if not words:
        return None
    named = scene.name_at(words[-1])
    if named is not None:
        whose = FAMILY[named.type] == "body" and noun.lemma_.lower() not in word_set("nouns", "owned_money")
        return None if whose else Reference.to(named)
    text = squeeze(words_of(scene, words[0].left_edge.i, words[-1].i))
    span = scene.span(words[0].left_edge, words[-1])
    return Reference(text, *span, None, words[-1].lemma_.lower()) if len(text) > 2 else None
