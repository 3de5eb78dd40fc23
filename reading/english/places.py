"""The places of a sentence at which a frame looks for the subject of an amount.

Each place is a function from where the amount stands (its :class:`Ground`) to the thing that stands there, the word
``topic`` or ``previous`` where context has to say it, or ``None``. ``frames.yaml`` calls them by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...graph.claim import EntityType
from ..figures import Reference
from .destinations import done_to
from .grammar import objects, prepositional_objects, squeeze, subjects
from .ground import (
    NOUNS,
    PREVIOUS,
    TOPIC,
    Found,
    Ground,
    first_object,
    in_front,
    names_item,
    object_of,
    refer_noun,
    says_whose,
    usable,
    verbs_above,
)
from .holders import giver, holder, owner, under
from .phrases import bare_words, phrase_ending, refer, refer_span, token_before, words_of
from .scene import Scene
from .words import generic, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


_AT_COST = re.compile(
    r"\b(?:at|with)\s+(?:an?|the|its|their)\s+(?:[a-z-]+\s+){0,3}(?:cost|price|outlay|budget|expenditure|expense)\s+of\s+"
    r"(?:[a-z]+\s+){0,3}$"
)
_MOVES = frozenset({"prep:by", "prep:to", "prep:from", "prep:at", "npadvmod", "advmod"})
_RULING = frozenset({EntityType.GOVERNMENT, EntityType.MINISTRY, EntityType.AGENCY, EntityType.PERSON})


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
    return first_object(ground, ("of",), (ground.counted, ground.at.node, ground.amount))


def _of(ground: Ground) -> Found:
    return first_object(ground, ("of",), (ground.governor,))


def _governor(ground: Ground) -> Found:
    return refer_noun(ground.scene, ground.governor)


def _governor_named(ground: Ground) -> Found:
    return _governor(ground) if len(bare_words(ground.scene, ground.governor).split()) > 1 else None


def _matrix_object(ground: Ground) -> Found:
    """A named object of the verb or of one above it: "to set up the X Fund worth …"."""
    above = ground.verb
    for _ in range(4):
        if above is None:
            return None
        for obj in objects(above):
            if obj.i not in ground.barred and obj.i != ground.governor.i and names_item(ground.scene, obj):
                return refer(ground.scene, obj)
        lower = above.dep_ in ("advcl", "xcomp", "acl", "conj", "ccomp") and above.head.i != above.i
        above = above.head if lower else None
    return None


def _attribute(ground: Ground) -> Found:
    children = ground.verb.children if ground.verb is not None else ()
    attribute = next((c for c in children if c.dep_ == "attr" and c.pos_ in NOUNS), None)
    return refer(ground.scene, attribute) if attribute is not None else None


def _of_budget(ground: Ground) -> Found:
    """ "2 million won from the harbour budget": what the budget is for."""
    sources = [s for s in (ground.amount, ground.verb) if s is not None]
    for source in sources:
        for _, obj in prepositional_objects(source, frozenset({"of", "from"})):
            if obj.lemma_.lower() in word_set("nouns", "money_nouns") and not says_whose(ground.scene, obj):
                return in_front(ground.scene, obj)
    return None


def _compound(ground: Ground) -> Found:
    return in_front(ground.scene, ground.governor)


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
            if child.lemma_ in ("become", "be", "remain"):  # "to become a leader in X"
                field = object_of(scene, "in", (*objects(child), child), frozenset())
                if field is not None:
                    return field
                continue
            for obj in objects(child):
                if usable(scene, obj) and not scene.holds_amount(obj.left_edge.i, obj.i):
                    return obj
    return None


def _put_in(ground: Ground) -> Found:
    if ground.verb is None:
        return None
    return first_object(ground, ("in", "into", "for", "on"), (ground.verb, ground.governor))


def _matrix_purpose(ground: Ground) -> Found:
    """What the clause above puts something in: "invest in X, creating 40 jobs"."""
    verb = ground.verb
    above = verb.head if verb is not None and verb.dep_ in ("advcl", "xcomp", "conj") else None
    if above is None or above.i == ground.governor.i:
        return None
    return first_object(ground, ("in", "into", "on", "for", "through"), (above,))


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
    if not total and (ground.at.link in ("nsubj", "nsubjpass") or _meant_for(ground)):
        return None
    for subject in subjects(ground.verb) if ground.verb is not None else ():
        if subject.i not in ground.barred and usable(ground.scene, subject):
            relative = not total and subject.tag_ in ("WDT", "WP")
            return PREVIOUS if subject.pos_ == "PRON" or relative else refer(ground.scene, subject)
    return TOPIC if total else None


def _meant_for(ground: Ground) -> bool:
    """ "the union aims for 80% of adults to …", "to make 100% of services …": the part is of the goal itself."""
    verb = ground.verb
    aims = verb is not None and verb.lemma_ in word_set("modality", "committing")
    return aims or (
        ground.at.link == "prep:for" and verb is not None and verb.lemma_ in ("call", "push", "press", "ask")
    )


def _running_total(ground: Ground) -> Found:
    """ "…, bringing the total to 66 million": the total of what the figure before it is about."""
    verb = ground.verb
    totals = [o for o in objects(verb) if o.lemma_.lower() in word_set("nouns", "totals")] if verb is not None else []
    return PREVIOUS if totals else None


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
    if phrase is None or phrase[0].i in scene.amounts or phrase[0].pos_ not in NOUNS:
        return None
    return refer_span(scene, *phrase) if phrase[1].i + 1 == preposition.i else None


def _costed(ground: Ground) -> Found:
    """What is done "at a cost of" an amount, or decided "with an outlay of" it: the object, or the passive subject."""
    scene = ground.scene
    start = scene.place_of(ground.amount)
    said = _AT_COST.search(scene.text, max(scene.start, start - 90), start)
    word = next((t for t in scene.doc if said is not None and scene.place_of(t) == said.start()), None)
    above = word.head if word is not None and word.dep_ == "prep" else None
    while above is not None and above.dep_ == "pobj" and above.head.head.pos_ in NOUNS:
        above = above.head.head
    if above is None or above.i == ground.amount.i:
        return None
    if above.pos_ in NOUNS:
        verb = next((a for a in above.ancestors if a.pos_ == "VERB"), None)
        return refer_noun(scene, above) if verb is None or above.dep_ in ("dobj", "nsubjpass", "conj", "ROOT") else None
    done = [*objects(above), *(t for t in subjects(above) if t.dep_ == "nsubjpass")]
    return next((refer(scene, o) for o in done if usable(scene, o) and o.pos_ in NOUNS), None)


def _before_participle(ground: Ground) -> Found:
    """The noun phrase right before a participle that the parse hangs on the verb: "…, backed by 5 million"."""
    scene, verb = ground.scene, ground.at.governor
    if verb.tag_ != "VBN" or verb.dep_ != "advcl" or any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return None
    noun = token_before(scene, scene.place_of(verb))
    return refer_noun(scene, noun) if noun is not None and usable(scene, noun) else None


def _subject(ground: Ground) -> Found:
    return _argument(ground, subjects(ground.verb) if ground.verb is not None else ())


def _subject_name(ground: Ground) -> Found:
    return _argument(ground, subjects(ground.verb) if ground.verb is not None else (), named=True)


def _changed(ground: Ground) -> Found:
    """What is moved by, to or from an amount: the object of the verb, "the board will lift the toll by 5 million"."""
    scene, verb = ground.scene, ground.amount if ground.amount.pos_ == "VERB" else ground.verb
    moves = ground.at.governor is verb and ground.at.link in _MOVES
    if verb is None or (verb is not ground.amount and not moves):
        return None
    moved = [o for o in verb.children if o.dep_ == "dobj" and o.pos_ in NOUNS and o.i not in ground.barred]
    return next((_argument(ground, [o]) for o in moved if usable(scene, o)), None)


def _subject_thing(ground: Ground) -> Found:
    """The subject of the verb, where it neither speaks nor rules: "the council forecast …" is not about the council."""
    scene = ground.scene
    subject = next(iter(subjects(ground.verb)), None) if ground.verb is not None else None
    if subject is not None:
        name = scene.name_at(subject)
        if name.type in _RULING if name is not None else subject.lemma_.lower() in word_set("nouns", "speakers"):
            return None
    return _subject(ground)


def _object(ground: Ground) -> Found:
    return _argument(ground, objects(ground.verb) if ground.verb is not None else ())


def _object_name(ground: Ground) -> Found:
    return _argument(ground, objects(ground.verb) if ground.verb is not None else (), named=True)


def _argument(ground: Ground, tokens: Iterable[Token], named: bool = False) -> Found:
    """The first subject or object of the verb that can be what an amount is about."""
    scene, verb = ground.scene, ground.verb
    for token in tokens:
        if token.i in ground.barred or token.i == ground.at.node.i or not usable(scene, token) or verb is None:
            continue
        if token.lower_ in ("those", "ones"):
            return refer(scene, token)
        relative = verb.dep_ == "relcl"
        if relative and token.pos_ == "PRON":
            return refer(scene, verb.head)
        if named and not names_item(scene, token):
            continue
        if relative and any(c.tag_ == "WP$" for c in token.children):
            return refer(scene, verb.head)
        lemma = token.lemma_.lower()
        if lemma in word_set("nouns", "transparent") or generic(lemma):
            of = object_of(scene, "of", (token,), ground.barred)
            if of is not None:
                return refer(scene, of)
        if lemma in word_set("nouns", "spending") and len(bare_words(scene, token).split()) == 1:
            aims = (object_of(scene, word, (token,), ground.barred) for word in ("in", "into", "on", "for"))
            aim = next((a for a in aims if a is not None), None)
            if aim is not None:  # "investment in piers rose by 3 million"
                return refer_span(scene, token, aim)
        return TOPIC if token.pos_ == "PRON" else _meant(scene, token)
    return None


def _meant(scene: Scene, token: Token) -> Reference | None:
    """What a noun names; of "a project to restore the marsh" what is done to what."""
    reference = refer(scene, token)
    if reference is None or reference.name is not None or reference.words.lower() not in word_set("nouns", "topical"):
        return reference
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and child.tag_ == "VB":
            return done_to(scene, child) or reference
    return reference


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
    "owner": owner,
    "giver": giver,
    "running-total": _running_total,
    "under": under,
    "nsubjpass": _passive_subject,
    "phrase-before": _phrase_before,
    "before-participle": _before_participle,
    "costed": _costed,
    "holder": holder,
    "nsubj": _subject,
    "nsubj-name": _subject_name,
    "nsubj-thing": _subject_thing,
    "dobj": _object,
    "changed": _changed,
    "dobj-name": _object_name,
}
