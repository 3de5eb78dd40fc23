"""What plain numbers count, and the quantities that are written without a number: "one of", "a third of", "half"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ...graph.values import Bound
from ..document import Document
from ..names import NameMention
from ..periods import PeriodMention
from ..quantities import QuantityKind, QuantityMention
from .attachments import counted_noun
from .heads import singular
from .parsing import parse
from .scene import Mentions, Scene, set_scene

if TYPE_CHECKING:
    from spacy.tokens import Token

PART = "part"
"""The unit of a fraction in words: "a third of the households" is 0.3333 of them."""

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_HOW_MANY = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "": 1}
_FRACTION = re.compile(
    r"(?<![\w-])(?:(?P<many>an?|one|two|three|four|five)[\s-])?(?P<part>half|third|quarter|fourth|fifth|sixth|eighth|tenth)s?"
    r"\sof\s(?!(?:this|next|last|the)\s(?:year|month|quarter|season)|19|20)",
    re.IGNORECASE,
)
_ORDERED = re.compile(r"\b(?:first|second|latter|1st|2nd)\s$", re.IGNORECASE)
"""words before "half" that make it a part of a year"""
_NO_COUNT = frozenset({"day", "time", "hand", "side", "thing", "another", "way", "moment"})
"""nouns with which "one" makes an expression: one day, at one time, on the one hand"""


def count_with_units(
    document: Document,
    quantities: Sequence[QuantityMention],
    periods: Sequence[PeriodMention],
    names: Sequence[NameMention],
) -> tuple[dict[int, str], list[QuantityMention]]:
    """The singular noun of each plain count by the place of its number, and the quantities without a number.

    Of the latter, fractions come first: "one third of" is no count of one.

    >>> from ...graph.citation import Source
    >>> from ..outline import outline
    >>> text = "One operator serves a third of the villages."
    >>> document = outline(Source("urn:x", "x", text, language="en"))
    >>> [(m.surface, str(m.value), m.unit) for m in count_with_units(document, (), (), ())[1]]
    [('a third', '0.3333', 'part'), ('One', '1', 'operator')]
    """
    mentions = Mentions(quantities, periods, names)
    scenes = [part for s in document.sentences for part in set_scene(document, s, mentions).all()]
    units: dict[int, str] = {}
    unwritten: list[QuantityMention] = []
    for scene, doc in zip(scenes, parse([s.masked.text or " " for s in scenes]), strict=True):
        scene.place(doc)
        for index, mention in scene.amounts.items():
            noun = counted_noun(scene, doc[index]) if mention.kind is QuantityKind.COUNT else None
            if noun is not None:
                units[mention.start] = singular(noun.text)
        unwritten += _ones(scene)
    return units, [*_fractions(document.text), *unwritten]


def _ones(scene: Scene) -> Iterator[QuantityMention]:
    """ "one operator", "one of the operators": a count of one thing, where "one" is no pronoun."""
    for token in scene.doc:
        if token.lower_ != "one" or token.tag_ != "CD":
            continue
        noun = _counted_by_one(token)
        if noun is None or noun.lemma_.lower() in _NO_COUNT:
            continue
        start, end = scene.span(token, token)
        if scene.text[start:end].lower() == "one":
            yield _mention(scene.text, start, end, Decimal(1), singular(noun.text))


def _counted_by_one(token: Token) -> Token | None:
    if token.dep_ in ("nummod", "compound") and token.head.i > token.i:
        return token.head if token.head.pos_ in ("NOUN", "PROPN") else None
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == token.i + 1), None)
    if of is None:
        return None
    return next((c for c in of.children if c.dep_ == "pobj" and c.tag_ in ("NNS", "NNPS")), None)


def _fractions(text: str) -> Iterator[QuantityMention]:
    for m in _FRACTION.finditer(text):
        plural = text[m.end("part") : m.end("part") + 1] == "s"
        half = m["part"].lower() == "half"
        if (not half and not m["many"]) or (half and _ORDERED.search(text[max(0, m.start() - 12) : m.start()])):
            continue
        many = _HOW_MANY[(m["many"] or "").lower()]
        if plural != (many > 1):
            continue
        value = (Decimal(many) / _PARTS[m["part"].lower()]).quantize(Decimal("0.0001")).normalize()
        yield _mention(text, m.start(), m.end("part") + plural, value, PART)


def _mention(text: str, start: int, end: int, value: Decimal, unit: str) -> QuantityMention:
    kind = QuantityKind.COUNT
    return QuantityMention(kind, start, end, text[start:end], value, None, unit, Bound.EXACTLY, start, spelled=True)
