"""Figures that lean on the one before them: said again as a share, a part of it, or with the verb left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..figures import Figure, Reference
from ..quantities import QuantityKind, QuantityMention
from .phrases import phrase_ending, refer, refer_span
from .scene import Scene
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_RATES = (QuantityKind.PERCENT, QuantityKind.POINTS)
_AGAIN = re.compile(
    r"(?:[,–—]\s*(?:or|i\.e\.,?|that is,?|which is)|\b(?:equivalent to|equal to|equivalent of|representing"
    r"|accounting for|constituting|corresponding to|which (?:makes?|made) up|which (?:represents?|represented)"
    r"|which accounts? for|which accounted for))\s+(?:about|some|around|roughly|nearly|almost|only|just|over)?\s*$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|which|whom|it)\b", re.IGNORECASE)
_FARTHEST = 130
"""More characters behind a figure its share is of something else."""
_GAP = re.compile(
    r"(?P<tail>[^,;]{0,40}?)(?:[,;]\s*(?:and\s+|while\s+|followed by\s+)?|\s+(?:and|while|followed by)\s+)"
    r"(?P<phrase>[A-Za-z“\"][^,;()]{1,70}?)(?:\s+(?P<prep>by|with|at|to|from))?\s+"
)
_PREPOSITION = re.compile(r"\b(by|with|at|to|from)\s+(?:[a-z]+\s+){0,2}$")
_NEVER_FIRST = ("ADP", "SCONJ", "PRON", "PART", "CCONJ")


def restated(scene: Scene, mention: QuantityMention, before: Sequence[Figure]) -> Figure | None:
    """The figure of which a rate is only another form: "930 million, or 93 percent of …"; "84% of them"."""
    figure = before[-1] if before else None
    if figure is None or mention.kind not in _RATES or figure.quantity.unit in ("percent", "percentage_point"):
        return None
    between = scene.text[figure.quantity.end : mention.bound_start]
    if len(between) > _FARTHEST or ";" in between:
        return None
    return figure if _AGAIN.search(between) or is_part_of_those(scene, mention) else None


def is_part_of_those(scene: Scene, mention: QuantityMention) -> bool:
    """Whether a number is a part of what was counted before: "two of which", "84% of them"."""
    return _OF_THEM.match(scene.text, mention.end, scene.end) is not None


def in_turn(scene: Scene, mention: QuantityMention, before: Sequence[Figure]) -> Reference | None:
    """ "A receives £92 million, B £74 million"; "A rose by 4% and B by 6%": the subject whose verb is left out."""
    if not before or not _same_sort(before[-1], mention):
        return None
    last = before[-1].quantity
    found = _GAP.fullmatch(scene.text[last.end : mention.bound_start])
    if found is None or not _same_preposition(scene, before[-1], found["prep"]):
        return None
    start, stop = last.end + found.start("phrase"), last.end + found.end("phrase")
    tokens = [t for t in scene.doc if start <= scene.place_of(t) < stop]
    if not tokens or tokens[0].pos_ in _NEVER_FIRST or tokens[-1].pos_ not in ("NOUN", "PROPN"):
        return None
    finite = any(t.pos_ in ("VERB", "AUX") and t.tag_ != "VBN" for t in tokens)
    if finite or any(t.i in scene.amounts for t in tokens):
        return None
    phrase = phrase_ending(scene, stop)
    return refer_span(scene, *phrase) if phrase is not None and phrase[0].i not in scene.amounts else None


def respectively(scene: Scene, mention: QuantityMention) -> Reference | None:
    """ "2 and 3 million were set aside for A and B respectively": as many things as amounts, in the same order."""
    if re.search(r"\brespectively\b", scene.text[scene.start : scene.end]) is None:
        return None
    amounts = next((run for run in _runs(scene) if mention in run), [])
    if len(amounts) < 2:
        return None
    lists = [[t, *t.conjuncts] for t in scene.doc if t.dep_ != "conj" and t.pos_ in ("NOUN", "PROPN")]
    fitting = [m for m in lists if len(m) == len(amounts) and not any(t.i in scene.amounts for t in m)]
    fitting = [m for m in fitting if all(t.pos_ in ("NOUN", "PROPN") for t in m)]
    return refer(scene, fitting[0][amounts.index(mention)]) if len(fitting) == 1 else None


def _runs(scene: Scene) -> Iterator[list[QuantityMention]]:
    """The amounts of a sentence in lists: those of one kind with only commas and "and" between them."""
    run: list[QuantityMention] = []
    for mention in scene.quantities:
        between = scene.text[run[-1].end : mention.bound_start] if run else ""
        if run and (run[-1].kind is not mention.kind or not re.fullmatch(r"\s*(?:,|,?\s*and)\s*", between)):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


_BOUNDING = re.compile(r"(?:topping|exceeding|surpassing|(?:lower|higher|less|more|greater) than)\s+$", re.IGNORECASE)
"""bounds that say of the noun before them how much it is"""


def bounded_noun(scene: Scene, mention: QuantityMention) -> Reference | None:
    """ "with output topping 2 billion", "a jobless rate lower than 4 percent": the noun right before such a bound."""
    if _BOUNDING.match(scene.text, mention.bound_start, mention.start) is None:
        return None
    before = [t for t in scene.doc if scene.place_of(t) < mention.bound_start]
    noun = before[-1] if before else None
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.i in scene.amounts or _is_money(noun):
        return None
    if noun.dep_ in ("nsubj", "nsubjpass") or scene.text[scene.span(noun, noun)[1] : mention.bound_start].strip():
        return None
    return refer(scene, noun, whole=False)


def _is_money(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in word_set("nouns", "money_nouns") or lemma in word_set("nouns", "empty_money")


def _same_sort(figure: Figure, mention: QuantityMention) -> bool:
    """Whether two numbers are money both, rates both, or neither."""
    rate = figure.quantity.unit in ("percent", "percentage_point", "times")
    return figure.quantity.is_money is (mention.kind is QuantityKind.MONEY) and rate is (
        mention.kind in (*_RATES, QuantityKind.TIMES)
    )


def _same_preposition(scene: Scene, figure: Figure, word: str | None) -> bool:
    """Whether the preposition in front of a number is the one in front of the figure before it."""
    if word is None:
        return True
    lead = scene.text[max(scene.start, figure.quantity.start - 40) : figure.quantity.start]
    found = _PREPOSITION.search(lead)
    return found is not None and found[1] == word
