"""Noun phrases of a scene: where they begin and end, their words as the document has them, and the thing they name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...graph.claim import FAMILY
from ..figures import Reference
from ..names import NameMention
from .grammar import bare_start, phrase_start, prepositional_objects_of, squeeze
from .scene import Scene
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 110
"""More characters than this are a statement, not the description of a thing."""
_ITEM_START = re.compile(
    r"[,;:→▲·+]\s+(?:(?:and|or|as well as)\s+)?|\b(?:such as|including|like|namely|e\.g\.,?|and also|as well as)\s+"
    r"|(?<=\))\s*,?\s*(?:and|or|&)\s+"
)
_ASIDE = re.compile(
    r"(?:,[^,()]*\b(?:for example|for instance|among others|e\.g\.)"
    r"|\s+(?:in all|in total|altogether|overall|combined))\s*$"
)
_QUOTES = re.compile('[“”"]')
_NAMING = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "VERB", "X", "ADV", "SYM"})
_DESCRIPTIVE = frozenset({"technology", "sector", "group", "concept", "place", "technology-group", "measure"})
"""families whose names are often only words in the description of something else"""


def refer(scene: Scene, token: Token, *, whole: bool = True) -> Reference | None:
    """The thing that a noun names: a name where it stands in one, else its noun phrase in plain words.

    ``whole`` takes in what follows the noun and belongs to the name ("operation of learning centres").
    """
    if token.lower_ in ("those", "ones") and token.i + 1 < len(scene.doc):
        return _elliptical(scene, token)
    name = covering_name(scene, token)
    if name is not None:
        return Reference.to(name, token.lemma_.lower())
    if token.pos_ not in _NAMING or token.i in scene.amounts:
        return None
    first = bare_start(token, scene.numbers)
    last = end_of_phrase(scene, token) if whole else token
    words = squeeze(words_of(scene, first, last.i))
    if not re.search(r"[A-Za-z가-힣]", words) or len(words) > LONGEST:
        return None
    return Reference(words, *scene.span(scene.doc[first], last), None, token.lemma_.lower())


def _elliptical(scene: Scene, token: Token) -> Reference | None:
    """ "businesses providing A …, those providing B": the noun is the one before."""
    last = end_of_phrase(scene, token)
    roles = ("nsubj", "nsubjpass", "pobj", "dobj")
    nouns = [t for t in scene.doc[: token.i] if t.tag_ in ("NNS", "NNPS") and t.dep_ in roles]
    if last.i == token.i or not nouns:
        return None
    words = squeeze(f"{nouns[0].text} {words_of(scene, token.i + 1, last.i)}")
    return Reference(words, *scene.span(token, last), None, nouns[0].lemma_.lower())


def covering_name(scene: Scene, token: Token) -> NameMention | None:
    """The name that a noun phrase is, where the name is not just a word in a longer description.

    "the flagship Data Dam project" is the Data Dam; "AI training data" is neither AI nor data.
    """
    name = scene.name_at(token)
    first = bare_start(token, scene.numbers)
    begin = scene.place_of(scene.doc[first])
    if name is None:
        if token.lemma_.lower() not in word_set("nouns", "anaphoric") or first == token.i:
            return None
        before = scene.name_at(token.nbor(-1))
        named = before is not None and FAMILY[before.type] in ("item", "plan", "fund", "law")
        return before if named and before is not None and before.start <= begin else None
    if FAMILY[name.type] in _DESCRIPTIVE and (begin < name.start or end_of_phrase(scene, token).i > token.i):
        return None
    return name


def words_of(scene: Scene, first: int, last: int) -> str:
    """The words of a stretch of tokens as the document has them: brackets and amounts out, joined hyphens back."""
    out: list[str] = []
    for token in scene.doc[first : last + 1]:
        if token.i in scene.amounts:
            continue
        start, end = scene.span(token, token)
        original = scene.text[start:end]
        kept = (len(original) <= len(token.text) + 4 and "(" not in original) or re.fullmatch(r"[\w+-]+", original)
        out.append((original if kept else token.text) + token.whitespace_)
    words = "".join(out)
    return words if len(_QUOTES.findall(words)) % 2 == 0 else _QUOTES.sub("", words)


def end_of_phrase(scene: Scene, noun: Token) -> Token:
    """The last token of a noun phrase with what belongs to the name: "operation of learning centres"."""
    return (
        _end_behind_complement(scene, noun)
        or _end_behind_adjective(scene, noun)
        or _end_behind_for(scene, noun)
        or noun
    )


def _end_behind_complement(scene: Scene, noun: Token) -> Token | None:
    """ "training of nurses", "platforms sharing maps", "courses for nurses"."""
    for child in noun.rights:
        if child.i != noun.i + 1:
            continue
        if child.dep_ == "acl" and child.tag_ == "VBG":
            objects = [c for c in child.children if c.dep_ == "dobj"]
            if objects and objects[0].i - noun.i <= 7 and not scene.holds_amount(noun.i + 1, objects[0].i):
                return end_of_phrase(scene, objects[0])
        elif child.dep_ == "prep" and child.lower_ in ("of", "for", "on"):
            objects = [c for c in child.children if c.dep_ == "pobj"]
            if not objects or scene.holds_amount(objects[0].left_edge.i, objects[0].i):
                continue
            if child.lower_ == "of":
                return end_of_phrase(scene, objects[0])
            if noun.lemma_.lower() in word_set("nouns", "continued_by_for"):
                return objects[0]
            if noun.lemma_.lower() in word_set("nouns", "continued_by_cause"):
                return end_of_phrase(scene, objects[0])
    return None


def _end_behind_adjective(scene: Scene, noun: Token) -> Token | None:
    """ "robots capable of lifting": an adjective behind the noun with its own "of"."""
    for child in noun.rights:
        if child.i == noun.i + 1 and child.pos_ == "ADJ" and child.dep_ in ("amod", "acl"):
            objects = prepositional_objects_of(child, "of")
            if objects and not scene.holds_amount(noun.i + 1, objects[0].i):
                return objects[0]
    return None


def _end_behind_for(scene: Scene, noun: Token) -> Token | None:
    """ "tools for mapping coasts": a purpose with a gerund."""
    if noun.i + 2 >= len(scene.doc) or noun.nbor(1).lower_ != "for" or noun.nbor(2).tag_ != "VBG":
        return None
    gerund = noun.nbor(2)
    joined = gerund.dep_ in ("compound", "amod")
    objects = [gerund.head] if joined else [c for c in gerund.children if c.dep_ == "dobj"]
    if objects and objects[0].i - noun.i <= 6 and not scene.holds_amount(noun.i + 1, objects[0].i):
        return objects[0]
    return None


def token_before(scene: Scene, at: int) -> Token | None:
    """The word that ends right before a place of the document."""
    best: Token | None = None
    for token in scene.doc:
        if scene.place_of(token) >= at:
            break
        if not token.is_punct and not token.is_space:
            best = token
    return best


def phrase_ending(scene: Scene, at: int) -> tuple[Token, Token] | None:
    """The noun phrase that a bracket at this place belongs to: its head and its last token.

    It reaches back to the last comma, bracket, "such as" or "and" of a list: in "A, courses for nurses (5 people)" it
    is "courses for nurses".
    """
    aside = _ASIDE.search(scene.text, scene.start, at)
    at = aside.start() if aside is not None else at
    last = token_before(scene, at)
    if last is None:
        return None
    begin = _start_of_item(scene, at)
    span = [t for t in scene.doc if begin <= scene.place_of(t) and t.i <= last.i]
    return (_head_of_span(scene, span, last), last) if span else (last, last)


def _start_of_item(scene: Scene, at: int) -> int:
    text = scene.text[scene.start : at]
    cut = 0
    for match in _ITEM_START.finditer(text):
        if match.end() < len(text.rstrip()):
            cut = match.end()
    behind = [b.end - scene.start for b in scene.brackets if b.end <= at]
    return scene.start + max(cut, *behind, 0)


def _head_of_span(scene: Scene, span: list[Token], last: Token) -> Token:
    """The head noun of a stretch; a verb in it means that only its end is the phrase."""
    inside = {t.i for t in span}
    roots = [
        t for t in span if t.head.i not in inside and t.pos_ in ("NOUN", "PROPN", "X") and t.i not in scene.amounts
    ]
    nominal = [t for t in roots if t.dep_ != "npadvmod"]
    clausal = ("nsubj", "nsubjpass", "aux", "auxpass", "dobj")
    verbs = [
        t.i
        for t in span
        if t.pos_ in ("VERB", "AUX")
        and t.dep_ not in ("acl", "relcl", "amod", "advcl")
        and any(c.dep_ in clausal for c in t.children)
    ]
    if nominal and not any(nominal[-1].i < v < last.i or nominal[-1].i > v for v in verbs):
        return nominal[-1]
    head = last
    while head.dep_ in ("compound", "amod", "nmod", "nummod") and head.head.i in inside and head.head.i <= last.i:
        head = head.head
    while head.dep_ == "pobj" and head.head.lower_ in ("of", "for"):
        above = head.head.head
        if above.i not in inside or above.pos_ not in ("NOUN", "PROPN"):
            break
        head = above
    return head


def refer_span(scene: Scene, head: Token, last: Token) -> Reference | None:
    """The thing that a noun phrase up to a given token describes."""
    named = scene.name_at(head) is not None
    if not named and last.i != head.i and bare_start(head, scene.numbers) == last.i:
        named = scene.name_at(last) is not None
    covering = covering_name(scene, head) if named else covering_name(scene, last) if last.head.i == head.i else None
    if covering is not None and covering.end >= scene.place_of(last):
        return Reference.to(covering, head.lemma_.lower())
    if head.pos_ == "VERB" or head.i in scene.amounts:
        return None
    first = bare_start(head, scene.numbers)
    words = squeeze(words_of(scene, first, last.i))
    if not re.search(r"[A-Za-z]", words) or len(words) > LONGEST:
        return None
    start, end = scene.span(scene.doc[first], last)
    exact = next((n for n in scene.names if n.start == start and abs(n.end - end) <= 2), None)
    return Reference(exact.name if exact else words, start, end, exact, head.lemma_.lower())


def bare_words(scene: Scene, token: Token) -> str:
    """The noun phrase of a token without determiners and numbers."""
    return squeeze(words_of(scene, bare_start(token, scene.numbers), token.i))


def counted_phrase(scene: Scene, noun: Token) -> str:
    """The counted noun with what is joined to it without a number of its own: "laws and regulations"."""
    last = noun
    for child in noun.children:
        joined = child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN") and 0 < child.i - noun.i <= 3
        if joined and noun.nbor(1).lower_ in ("and", "or") and not scene.holds_amount(noun.i + 1, child.i):
            last = child
    return squeeze(words_of(scene, bare_start(noun, scene.numbers), last.i))


def start_of_phrase(scene: Scene, token: Token) -> int:
    """Where the noun phrase of a token begins in the document, determiners included."""
    return scene.place_of(scene.doc[phrase_start(token)])
