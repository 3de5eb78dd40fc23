"""What money is for, where that stands right behind it: "£5 million to widen the lock", "£3 million for piers"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..figures import Reference
from ..quantities import QuantityMention
from .grammar import objects, prepositional_objects
from .ground import in_front, says_whose, usable
from .phrases import bare_words, refer
from .scene import Scene
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_MONEY_NOUN = re.compile(
    r"(?:\s+(?:in|of|worth of|as))?(?:\s+[A-Za-z][\w’'-]*){0,3}?\s+(?:funding|funds?|investments?|grants?|loans?"
    r"|financing|support|subsid(?:y|ies)|aid|assistance|finance|capital|money|awards?|allocations?|commitments?|contracts?"
    r"|packages?|injection|boost|contributions?)(?=\s+(?:for|to|towards?|into|in)\s)",
)
_TOWARDS = re.compile(
    r",?(?:\s+(?:(?:was|were|has been|have been|is|are|being|already|recently|made)\s+)*"
    r"(?:available|released|provided|announced|awarded|allocated|approved|sanctioned|earmarked|granted|set aside))?"
    r"\s+(?P<word>for|towards?|into|to|on|as an?)\s+(?=\S)"
)
_ABOUT_HOW_MANY = re.compile(
    r"(?:(?:as many as|up to|more than|at least|no fewer than|about|around|some|nearly|over|almost|another"
    r"|an? (?:further|additional))\s+)+(?=\S)",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?:worth\s+)?(?:of|in)\s+(?=\S)")
_LISTED = re.compile(r"\s+(?P<word>for|towards?|into|to|on)\s")
_NEXT_ITEM = re.compile(r";\s*(?:and\s+)?(?:with\s+)?$|,\s*(?:and\s+)?with\s+$")
"""what stands before an amount that opens an item of a list"""
_ITEM = re.compile(r"[^,;:.]{4,80}?(?:[,;]\s(?:and\s|with\s)?|\sand\s)")
_HIGHEST = 3


def destination_behind(scene: Scene, mention: QuantityMention) -> Reference | None:
    """The thing or the doing for which money stands, read from the words right behind the amount."""
    at = mention.end
    noun = _MONEY_NOUN.match(scene.text, at, scene.end)
    at = _behind_times(scene, noun.end() if noun is not None else at)
    found = _TOWARDS.match(scene.text, at, scene.end)
    if found is None:
        return _made_of(scene, mention)
    about = _ABOUT_HOW_MANY.match(scene.text, found.end(), scene.end)
    at = about.end() if about is not None else found.end()
    token = next((t for t in scene.doc if scene.place_of(t) >= at), None)
    if token is None:
        return None
    if found["word"] == "to" and token.tag_ == "VB":
        return done_to(scene, token)
    if token.tag_ == "VBG":
        return done_to(scene, token)
    if found["word"].startswith("as"):
        return _budget_for(scene, token)
    return None if found["word"] == "to" else _chunk_at(scene, token)


def _made_of(scene: Scene, mention: QuantityMention) -> Reference | None:
    """What the money consists of: "£9 million of harbour grants", "£2 million worth of growth funding"."""
    found = _OF.match(scene.text, mention.end, scene.end)
    token = next((t for t in scene.doc if scene.place_of(t) >= found.end()), None) if found is not None else None
    chunk = next((c for c in scene.doc.noun_chunks if c.start <= token.i < c.end), None) if token is not None else None
    if chunk is None or not _fits(scene, chunk.root):
        return None
    reference = refer(scene, chunk.root)
    return reference if reference is not None and len(reference.words.split()) > 1 else None


def goes_on_list(scene: Scene, mention: QuantityMention) -> bool:
    """Whether an amount goes on a list whose verb is left out: "2 million for piers, 3 million for locks"."""
    behind = _LISTED.match(scene.text, mention.end, scene.end)
    earlier = [q for q in scene.quantities if q.end < mention.start and q.unit == mention.unit]
    if behind is None or not earlier:
        return False
    between = scene.text[earlier[-1].end : mention.bound_start]
    if _NEXT_ITEM.search(between):
        return True
    return _ITEM.fullmatch(between) is not None and f" {behind['word']} " in between


def _behind_times(scene: Scene, at: int) -> int:
    """Where the words go on behind the times that follow a place."""
    for period in scene.periods:
        if period.start >= at and scene.text[at : period.start].strip() in ("", "over", "during", "in", "for"):
            at = period.end
    return at


def done_to(scene: Scene, verb: Token) -> Reference | None:
    """The object of a verb, or of the verb that it governs: "to help speed up the works"."""
    for _ in range(_HIGHEST):
        for target in (*objects(verb), *(o for _, o in prepositional_objects(verb, frozenset({"in", "into", "on"})))):
            if _fits(scene, target):
                return refer(scene, target)
        below = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None)
        if below is None:
            return None
        verb = below
    return None


def _budget_for(scene: Scene, token: Token) -> Reference | None:
    """ "2 million as a flood relief budget": what stands before the word of money."""
    chunk = next((c for c in scene.doc.noun_chunks if c.start <= token.i < c.end), None)
    if chunk is None or chunk.root.lemma_.lower() not in word_set("nouns", "money_nouns"):
        return None
    return in_front(scene, chunk.root)


def _chunk_at(scene: Scene, token: Token) -> Reference | None:
    """The noun phrase that begins with a token; of "the first phase of X" the X."""
    chunk = next((c for c in scene.doc.noun_chunks if c.start <= token.i < c.end), None)
    if chunk is None:
        return None
    head = chunk.root
    empty = word_set("nouns", "empty_purpose") | word_set("nouns", "transparent")
    while head.lemma_.lower() in empty and scene.name_at(head) is None:
        below = next((o for _, o in prepositional_objects(head, frozenset({"of"}))), None)
        if below is None:
            return None
        head = below
    if head.lemma_.lower() in word_set("nouns", "spending") and len(bare_words(scene, head).split()) == 1:
        aims = (o for _, o in prepositional_objects(head, frozenset({"in", "into", "on", "for"})))
        head = next((o for o in aims if _fits(scene, o)), head)  # "3 million for investment in piers"
    return refer(scene, head) if _fits(scene, head) else None


def _fits(scene: Scene, token: Token) -> bool:
    return usable(scene, token) and token.pos_ in ("NOUN", "PROPN", "X") and not says_whose(scene, token)
