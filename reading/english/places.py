"""The places of a sentence at which a frame looks for the subject of an amount.

Each place is a function from where the amount stands (its :class:`Ground`) to the thing that stands there, the word
``topic`` or ``previous`` where context has to say it, or ``None``. ``frames.yaml`` calls them by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...graph.claim import FAMILY, EntityType
from ..figures import Reference
from .attachments import Attachment
from .grammar import governing_verb, objects, prepositional_objects, squeeze, subjects
from .heads import type_of_plain_phrase
from .phrases import bare_words, phrase_ending, refer, refer_span, words_of
from .scene import Scene
from .words import generic, word_groups, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

TOPIC = "topic"
PREVIOUS = "previous"
Found = Reference | str | None
_NOUNS = ("NOUN", "PROPN")
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


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name in ``frames.yaml``."""

    name: str
    look: Callable[[Ground], Found]

    @classmethod
    def named(cls, name: str) -> Place:
        """The place of a name; raises ValueError for a name that means nothing.

        >>> Place.named("prep:in").name
        'prep:in'
        """
        if name.startswith("prep:"):
            return cls(name, lambda ground: _behind_preposition(ground, name.removeprefix("prep:")))
        if name not in _PLACES:
            raise ValueError(f"frames.yaml names an unknown place: {name}")
        return cls(name, _PLACES[name])


def _usable(scene: Scene, token: Token) -> bool:
    empty = token.lemma_.lower() in word_set("nouns", "empty_purpose")
    return (
        token.i not in scene.amounts
        and not (empty and len(bare_words(scene, token).split()) < 2)
        and token.pos_ in ("NOUN", "PROPN", "X", "VERB", "PRON", "ADJ")
    )


def _says_whose(scene: Scene, token: Token) -> bool:
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


def _names_item(scene: Scene, token: Token) -> bool:
    name = scene.name_at(token)
    return name is not None and name.type not in _NO_ITEMS


def _refer_noun(scene: Scene, token: Token) -> Reference | None:
    return refer(scene, token) if token.pos_ in _NOUNS else None


def verbs_above(verb: Token | None) -> tuple[Token, ...]:
    """The two nearest verbs above a verb."""
    return tuple(a for a in verb.ancestors if a.pos_ == "VERB")[:2] if verb is not None else ()


def object_of(scene: Scene, word: str, starting: Iterable[Token | None], barred: frozenset[int]) -> Token | None:
    """The first object of a preposition below some tokens that can be what an amount is about."""
    for source in starting:
        if source is None:
            continue
        for _, target in prepositional_objects(source, frozenset({word})):
            if target.i in barred or not _usable(scene, target) or _says_whose(scene, target):
                continue
            if word in ("in", "into") and _only_frames(scene, target):
                continue
            if target.dep_ == "pcomp":
                inner = next(objects(target), None)
                if inner is None or inner.i in scene.amounts:
                    continue
            return target
    return None


def _first_object(ground: Ground, words: Iterable[str], starting: tuple[Token | None, ...]) -> Reference | None:
    for word in words:
        target = object_of(ground.scene, word, starting, ground.barred)
        if target is not None:
            return refer(ground.scene, target)
    return None


def _behind_preposition(ground: Ground, word: str) -> Found:
    """What stands behind a preposition: of the amount itself first, then of what it hangs on, then of the doer."""
    scene, verb, amount, node = ground.scene, ground.verb, ground.amount, ground.at.node
    doers = [o for _, o in prepositional_objects(verb, frozenset({"by"}))] if verb is not None else []
    above = verbs_above(verb) if word == "through" else ()
    reached = [o for _, o in prepositional_objects(ground.governor, frozenset({"to"})) if o.i in scene.amounts]
    starting = (amount, node if node.i != amount.i else None, ground.governor, verb, *doers, *reached, *above)
    target = object_of(scene, word, starting, ground.barred)
    if target is not None and target.tag_ in ("WDT", "WP"):
        clause = next((a for a in target.ancestors if a.dep_ == "relcl"), None)
        return refer(scene, clause.head) if clause is not None else None
    if target is None or target.dep_ != "pcomp":
        return refer(scene, target) if target is not None else None
    last = next(objects(target))
    named = scene.name_at(target) or scene.name_at(last)
    if named is not None:
        return Reference.to(named)
    words = squeeze(words_of(scene, target.i, last.i))
    return Reference(words, *scene.span(target, last), None, last.lemma_.lower())


def _counted(ground: Ground) -> Found:
    """The counted noun itself; of "people of X" and the like, the X."""
    scene, counted = ground.scene, ground.counted
    if counted is None:
        return None
    lemma = counted.lemma_.lower()
    if generic(lemma):
        joined = ("conj", "appos")
        siblings = [c for c in counted.children if c.dep_ in joined]
        siblings += [counted.head] if counted.dep_ in joined else []
        further = [c for s in siblings for c in s.children if c.dep_ == "conj"]
        of = object_of(scene, "of", (counted, *siblings, *further), ground.barred)
        if of is not None:
            return refer(scene, of)
        if len(bare_words(scene, counted).split()) < 2 or lemma in word_set("nouns", "never_a_subject"):
            return None
    return refer(scene, counted)


def _of_complement(ground: Ground) -> Found:
    return _first_object(ground, ("of",), (ground.counted, ground.at.node, ground.amount))


def _of(ground: Ground) -> Found:
    return _first_object(ground, ("of",), (ground.governor,))


def _governor(ground: Ground) -> Found:
    return _refer_noun(ground.scene, ground.governor)


def _governor_named(ground: Ground) -> Found:
    return _governor(ground) if len(bare_words(ground.scene, ground.governor).split()) > 1 else None


def _matrix_object(ground: Ground) -> Found:
    """A named object of the verb or of one above it: "to set up the X Fund worth …"."""
    above = ground.verb
    for _ in range(4):
        if above is None:
            return None
        for obj in objects(above):
            if obj.i not in ground.barred and obj.i != ground.governor.i and _names_item(ground.scene, obj):
                return refer(ground.scene, obj)
        lower = above.dep_ in ("advcl", "xcomp", "acl", "conj", "ccomp") and above.head.i != above.i
        above = above.head if lower else None
    return None


def _attribute(ground: Ground) -> Found:
    children = ground.verb.children if ground.verb is not None else ()
    attribute = next((c for c in children if c.dep_ == "attr" and c.pos_ in _NOUNS), None)
    return refer(ground.scene, attribute) if attribute is not None else None


def _of_budget(ground: Ground) -> Found:
    """ "2 million won from the harbour budget": what the budget is for."""
    sources = [s for s in (ground.amount, ground.verb) if s is not None]
    for source in sources:
        for _, obj in prepositional_objects(source, frozenset({"of", "from"})):
            if obj.lemma_.lower() in word_set("nouns", "money_nouns") and not _says_whose(ground.scene, obj):
                return _in_front(ground.scene, obj)
    return None


def _compound(ground: Ground) -> Found:
    return _in_front(ground.scene, ground.governor)


def _in_front(scene: Scene, noun: Token) -> Reference | None:
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
        and t.lemma_.lower() not in word_set("nouns", "not_counted")
        and not scene.holds_amount(t.left_edge.i, t.right_edge.i)
    ]
    if not words:
        return None
    named = scene.name_at(words[-1])
    if named is not None:
        return Reference.to(named)
    text = squeeze(words_of(scene, words[0].left_edge.i, words[-1].i))
    span = scene.span(words[0].left_edge, words[-1])
    return Reference(text, *span, None, words[-1].lemma_.lower()) if len(text) > 2 else None


def _purpose(ground: Ground) -> Found:
    """The object of "to build …"."""
    verbs = [ground.governor]
    if ground.verb is not None and ground.verb.i != ground.governor.i:
        verbs.append(ground.verb)
    for verb in verbs:
        target = _purpose_of(ground.scene, verb)
        if target is not None:
            return refer(ground.scene, target)
    return None


def _purpose_of(scene: Scene, verb: Token) -> Token | None:
    for child in verb.subtree:
        infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        if infinitive and child.i > verb.i and child.dep_ in ("xcomp", "advcl", "acl", "relcl", "conj"):
            for obj in objects(child):
                if _usable(scene, obj) and not scene.holds_amount(obj.left_edge.i, obj.i):
                    return obj
    return None


def _put_in(ground: Ground) -> Found:
    if ground.verb is None:
        return None
    return _first_object(ground, ("in", "into", "for", "on"), (ground.verb, ground.governor))


def _matrix_purpose(ground: Ground) -> Found:
    """What the clause above puts something in: "invest in X, creating 40 jobs"."""
    verb = ground.verb
    above = verb.head if verb is not None and verb.dep_ in ("advcl", "xcomp", "conj") else None
    if above is None or above.i == ground.governor.i:
        return None
    return _first_object(ground, ("in", "into", "on", "for", "through"), (above,))


def _antecedent(ground: Ground) -> Found:
    """The noun before a relative clause or participle."""
    source = ground.verb
    while source is not None and source.dep_ in ("conj", "xcomp") and source.head.pos_ in ("VERB", "AUX"):
        source = source.head
    if source is None or source.dep_ not in ("relcl", "acl") or source.head.i in ground.scene.amounts:
        return None
    return refer(ground.scene, source.head)


def _part_of_total(ground: Ground) -> Found:
    """Who makes up a part of a whole; of "40% of the total" context has to say it where no subject does."""
    of = object_of(ground.scene, "of", (ground.amount, ground.at.node), frozenset())
    if of is None:
        return None
    total = of.lemma_.lower() in word_set("nouns", "totals")
    if not total and ground.at.link in ("nsubj", "nsubjpass"):
        return None
    for subject in subjects(ground.verb) if ground.verb is not None else ():
        if subject.i not in ground.barred and _usable(ground.scene, subject):
            relative = not total and subject.tag_ in ("WDT", "WP")
            return PREVIOUS if subject.pos_ == "PRON" or relative else refer(ground.scene, subject)
    return TOPIC if total else None


def _owner(ground: Ground) -> Found:
    """The programme that has the governing noun: "the X Programme offers courses for 40 people"."""
    if ground.governor.dep_ != "dobj" or ground.governor.head.pos_ != "VERB":
        return None
    for token in subjects(ground.governor.head):
        if token.pos_ == "PRON" or token.i in ground.scene.amounts:
            continue
        reference = refer(ground.scene, token)
        if reference is None:
            continue
        kind = reference.name.type if reference.name is not None else type_of_plain_phrase(reference.words)
        if kind is not None and FAMILY[kind] in ("item", "plan", "fund"):
            return reference
    return None


def _giver(ground: Ground) -> Found:
    """The programme or fund that hands the money out: "the X Fund will provide 3 million to …"."""
    verb = ground.verb
    if verb is None or any(c.dep_ == "auxpass" for c in verb.children):
        return None
    holder = next(subjects(verb), None)
    if holder is not None and holder.pos_ == "PRON" and verb.dep_ == "relcl":
        holder = verb.head
    if holder is None or holder.pos_ == "PRON" or holder.i in ground.scene.amounts or holder.dep_ == "nsubjpass":
        return None
    reference = refer(ground.scene, holder)
    if reference is None:
        return None
    kind = reference.name.type if reference.name is not None else type_of_plain_phrase(reference.words)
    return reference if kind is not None and FAMILY[kind] in ("item", "plan", "fund") else None


def _running_total(ground: Ground) -> Found:
    """ "…, bringing the total to 66 million": the total of what the figure before it is about."""
    verb = ground.verb
    totals = [o for o in objects(verb) if o.lemma_.lower() in word_set("nouns", "totals")] if verb is not None else []
    return PREVIOUS if totals else None


def _under(ground: Ground) -> Found:
    """The programme under which something is done, wherever in the clause it stands."""
    scene = ground.scene
    for token in scene.doc:
        if token.lower_ == "under" and token.dep_ == "prep":
            for obj in token.children:
                if obj.dep_ == "pobj" and _usable(scene, obj):
                    reference = refer(scene, obj)
                    kind = None
                    if reference is not None:
                        kind = (
                            reference.name.type if reference.name is not None else type_of_plain_phrase(reference.words)
                        )
                    back = obj.lemma_.lower() in word_set("nouns", "topical")
                    if back or (kind is not None and FAMILY[kind] in ("item", "plan", "fund")):
                        return reference
    return None


def _passive_subject(ground: Ground) -> Found:
    """The subject of a passive verb: what is given, built or installed."""
    verb = ground.verb
    passive = [t for t in subjects(verb) if t.dep_ == "nsubjpass"] if verb is not None else []
    return _argument(ground, passive)


def _phrase_before(ground: Ground) -> Found:
    """The noun phrase right before the preposition of the amount."""
    scene = ground.scene
    preposition = next((a for a in ground.at.node.ancestors if a.dep_ in ("prep", "agent")), None)
    if preposition is None or ground.governor.pos_ not in ("NOUN", "PROPN", "VERB"):
        return None
    phrase = phrase_ending(scene, scene.place_of(preposition))
    if phrase is None or phrase[0].i in scene.amounts or phrase[0].pos_ not in _NOUNS:
        return None
    return refer_span(scene, *phrase) if phrase[1].i + 1 == preposition.i else None


def _holder(ground: Ground) -> Found:
    """A named thing that has the counted ones: "the X Alliance unites 45 firms"."""
    verb = ground.verb
    if ground.counted is None or len(bare_words(ground.scene, ground.counted).split()) > 1 or verb is None:
        return None
    holder = verb.head if verb.dep_ == "relcl" else next(subjects(verb), None)
    if holder is None:
        return None
    if holder.pos_ == "PRON":
        return TOPIC
    return refer(ground.scene, holder) if _names_item(ground.scene, holder) else None


def _subject(ground: Ground) -> Found:
    return _argument(ground, subjects(ground.verb) if ground.verb is not None else ())


def _subject_name(ground: Ground) -> Found:
    return _argument(ground, subjects(ground.verb) if ground.verb is not None else (), named=True)


def _object(ground: Ground) -> Found:
    return _argument(ground, objects(ground.verb) if ground.verb is not None else ())


def _object_name(ground: Ground) -> Found:
    return _argument(ground, objects(ground.verb) if ground.verb is not None else (), named=True)


def _argument(ground: Ground, tokens: Iterable[Token], named: bool = False) -> Found:
    """The first subject or object of the verb that can be what an amount is about."""
    scene, verb = ground.scene, ground.verb
    for token in tokens:
        if token.i in ground.barred or token.i == ground.at.node.i or not _usable(scene, token) or verb is None:
            continue
        if token.lower_ in ("those", "ones"):
            return refer(scene, token)
        relative = verb.dep_ == "relcl"
        if relative and token.pos_ == "PRON":
            return refer(scene, verb.head)
        if named and not _names_item(scene, token):
            continue
        if relative and any(c.tag_ == "WP$" for c in token.children):
            return refer(scene, verb.head)
        lemma = token.lemma_.lower()
        if lemma in word_set("nouns", "transparent") or generic(lemma):
            of = object_of(scene, "of", (token,), ground.barred)
            if of is not None:
                return refer(scene, of)
        return TOPIC if token.pos_ == "PRON" else refer(scene, token)
    return None


_PLACES: dict[str, Callable[[Ground], Found]] = {
    TOPIC: lambda ground: TOPIC,
    "self": _counted,
    "of": _of,
    "of-complement": _of_complement,
    "of-budget": _of_budget,
    "governor": _governor,
    "governor-named": _governor_named,
    "compound": _compound,
    "attribute": _attribute,
    "purpose": _purpose,
    "put-in": _put_in,
    "matrix-object": _matrix_object,
    "matrix-purpose": _matrix_purpose,
    "antecedent": _antecedent,
    "part-of-total": _part_of_total,
    "owner": _owner,
    "giver": _giver,
    "running-total": _running_total,
    "under": _under,
    "nsubjpass": _passive_subject,
    "phrase-before": _phrase_before,
    "holder": _holder,
    "nsubj": _subject,
    "nsubj-name": _subject_name,
    "dobj": _object,
    "dobj-name": _object_name,
}
