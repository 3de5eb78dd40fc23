"""A sentence set out for the frames: masked and parsed, its amounts, times, names and brackets found in the parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from ..document import Block, Document, Sentence
from ..masking import Masked, mask
from ..names import NameMention
from ..periods import PeriodMention
from ..quantities import QuantityKind, QuantityMention
from .edits import (
    edit_amounts,
    edit_brackets,
    edit_label,
    edit_opening,
    edit_quoted_names,
    edit_signs,
    edit_times,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BRACKET = re.compile(r"\s*([(\[]([^()\[\]]*)[)\]])")
_ARROW = re.compile(r"\s*→")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracketed stretch: ``start``:``end`` with the brackets, ``inner_start``:``inner_end`` without."""

    start: int
    end: int
    inner_start: int
    inner_end: int


@dataclass(slots=True)
class Scene:
    """One stretch of text with its parse; ``inner`` holds the scenes of its brackets."""

    text: str
    """the whole document's text"""
    sentence: Sentence
    block: Block
    start: int
    end: int
    masked: Masked
    quantities: tuple[QuantityMention, ...]
    periods: tuple[PeriodMention, ...]
    names: tuple[NameMention, ...]
    brackets: tuple[Bracket, ...]
    bracket: Bracket | None = None
    """the bracket that this scene is the inside of"""
    parent: Scene | None = None
    inner: list[Scene] = field(default_factory=list)
    amounts: dict[int, QuantityMention] = field(default_factory=dict)
    """token index → the amount that it stands for"""
    _doc: Doc | None = None

    @property
    def doc(self) -> Doc:
        """The parse; a scene is asked for it only after :meth:`place`."""
        assert self._doc is not None
        return self._doc

    def place(self, doc: Doc) -> None:
        """Take the parse and find the amounts in it."""
        self._doc = doc
        if not self.quantities:
            return
        placed = [(*self.span(token, token), token) for token in doc if token.text != "of"]
        for quantity in self.quantities:
            first, last = quantity.bound_start, quantity.end
            tokens = [token for start, end, token in placed if start < last and end > first]
            if not tokens:
                continue
            chosen = tokens[-1]
            if quantity.kind is QuantityKind.COUNT:
                chosen = next((t for t in tokens if t.tag_ == "CD" or t.text.isdigit()), tokens[0])
            self.amounts[chosen.i] = quantity

    def token_of(self, quantity: QuantityMention) -> Token | None:
        """The token that stands for an amount."""
        return next((self.doc[i] for i, q in self.amounts.items() if q is quantity), None)

    @property
    def root(self) -> Token | None:
        """The first root of the parse."""
        return next((t for t in self.doc if t.dep_ == "ROOT"), None)

    @property
    def arrow(self) -> int | None:
        """Where an arrow stands in this stretch, outside its brackets."""
        for match in _ARROW.finditer(self.text, self.start, self.end):
            if not any(b.start <= match.start() < b.end for b in self.brackets):
                return match.end() - 1
        return None

    @property
    def numbers(self) -> frozenset[int]:
        """Indices of the tokens that stand for amounts."""
        return frozenset(self.amounts)

    def span(self, first: Token, last: Token) -> tuple[int, int]:
        """Where a stretch of tokens stands in the document."""
        return self.masked.origin(first.idx), self.masked.end_origin(last.idx + len(last.text))

    def place_of(self, token: Token) -> int:
        """Where a token begins in the document."""
        return self.masked.origin(token.idx)

    def name_at(self, token: Token) -> NameMention | None:
        """The name in which a token stands."""
        at = self.place_of(token)
        return next((n for n in self.names if n.start - n.quoted <= at < n.end), None)

    def holds_amount(self, first: int, last: int) -> bool:
        """Whether an amount stands among the tokens ``first`` to ``last``."""
        return any(first <= i <= last for i in self.amounts)

    def all(self) -> Iterator[Scene]:
        """The scene and those of its brackets, outer ones first."""
        yield self
        for inner in self.inner:
            yield from inner.all()


def find_brackets(text: str, start: int, end: int) -> list[Bracket]:
    """The brackets in a stretch that hold no other bracket.

    >>> find_brackets("a (b) c", 0, 7)
    [Bracket(start=2, end=5, inner_start=3, inner_end=4)]
    """
    return [Bracket(*m.span(1), *m.span(2)) for m in _BRACKET.finditer(text, start, end)]


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that the scanners found in a document."""

    quantities: Sequence[QuantityMention]
    periods: Sequence[PeriodMention]
    names: Sequence[NameMention]


def set_scene(document: Document, sentence: Sentence, mentions: Mentions) -> Scene:
    """The scene of a sentence, not yet parsed; its brackets become scenes of their own."""
    return _set(document, sentence, mentions, sentence.start, sentence.end, None, None)


def _set(
    document: Document,
    sentence: Sentence,
    mentions: Mentions,
    start: int,
    end: int,
    bracket: Bracket | None,
    parent: Scene | None,
) -> Scene:
    text = document.text
    names = tuple(n for n in mentions.names if start <= n.start and n.end <= end)
    brackets = tuple(
        b for b in find_brackets(text, start, end) if not any(n.start <= b.start and b.end <= n.end for n in names)
    )

    def outside(mention: QuantityMention | PeriodMention) -> bool:
        at = mention.start
        return start <= at and mention.end <= end and not any(b.start <= at < b.end for b in brackets)

    quantities = tuple(q for q in mentions.quantities if outside(q))
    periods = tuple(p for p in mentions.periods if outside(p))
    edits = chain(
        edit_brackets(text, start, [(b.start, b.end) for b in brackets]),
        edit_amounts(text, start, quantities),
        edit_times(text, start, end, periods),
        edit_quoted_names(text, start, names),
        edit_label(text, start, end, quantities),
        edit_signs(text, start, end),
        edit_opening(text, start, end, names),
    )
    masked = mask(text, start, end, edits)
    block = document.blocks[sentence.block]
    scene = Scene(
        text, sentence, block, start, end, masked, quantities, periods, names, brackets, bracket=bracket, parent=parent
    )
    scene.inner += [_set(document, sentence, mentions, b.inner_start, b.inner_end, b, scene) for b in brackets]
    return scene
