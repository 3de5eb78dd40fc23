"""A sentence set out for the frames: masked, parsed, with every amount, time, name and bracket found again in the parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..document import Document, Sentence
from ..figures import Reference
from ..masking import Edit, Masked, mask
from ..names import NameMention
from ..periods import PeriodMention
from ..quantities import QuantityKind, QuantityMention
from .grammar import bare_start, phrase_start, squeeze
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_WORTH = re.compile(
    r"(?:(?:worth|valued at|totall?ing|amounting to|of up to)\s+(?:a total of\s+|an? estimated\s+)?)$", re.IGNORECASE
)
_MARK = re.compile(r"(?<=[\w)”\"'’%])(?:\d{1,2}[」)](?!\w)|\*{1,3}(?!\w)|[¹²³⁴⁵⁶⁷⁸⁹]+)")
_HYPHEN = re.compile(r"(?<=[a-z]{2})-(?=[a-z]{2})")
_ADVERBIAL = re.compile(
    r"(?:by|in|until|till|from|since|during|through|throughout|over|as of|within|before|after|at|on|between|for|per|starting|up to|the end of)\b|"
    r"(?:this|last|next|the (?:same|past|previous|following))\s|[(~–-]|(?:each|every)\s|to date|so far",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracketed stretch: ``start``:``end`` with the brackets, ``inner_start``:``inner_end`` without."""

    start: int
    end: int
    inner_start: int
    inner_end: int


@dataclass(slots=True)
class Scene:
    """One stretch of text with its parse."""

    text: str
    sentence: Sentence
    start: int
    end: int
    masked: Masked
    quantities: tuple[QuantityMention, ...]
    periods: tuple[PeriodMention, ...]
    names: tuple[NameMention, ...]
    brackets: tuple[Bracket, ...]
    doc: Doc | None = None
    bracket: Bracket | None = None
    parent: Scene | None = None
    inner: list[Scene] = field(default_factory=list)
    amounts: dict[int, QuantityMention] = field(default_factory=dict)
    """token index → the amount that it stands for"""

    def place(self, doc: Doc) -> None:
        """Take the parse and find the amounts in it."""
        self.doc = doc
        for quantity in self.quantities:
            tokens = [
                t
                for t in doc
                if quantity.bound_start <= self.masked.origin(t.idx) < quantity.end and t.text not in ("of",)
            ]
            if not tokens:
                continue
            if quantity.kind is QuantityKind.COUNT:
                chosen = next((t for t in tokens if t.tag_ == "CD" or t.text.isdigit()), tokens[0])
            else:
                chosen = tokens[-1]
            self.amounts[chosen.i] = quantity

    def token_of(self, quantity: QuantityMention) -> Token | None:
        """The token that stands for an amount."""
        assert self.doc is not None
        return next((self.doc[i] for i, q in self.amounts.items() if q is quantity), None)

    @property
    def numbers(self) -> frozenset[int]:
        """Indices of the tokens that stand for amounts."""
        return frozenset(self.amounts)

    def span(self, first: Token, last: Token) -> tuple[int, int]:
        """Where a stretch of tokens stands in the document."""
        return self.masked.origin(first.idx), self.masked.end_origin(last.idx + len(last.text))

    def name_at(self, token: Token) -> NameMention | None:
        """The name in which a token stands."""
        at = self.masked.origin(token.idx)
        return next((n for n in self.names if n.start <= at < n.end), None)

    def refer(self, token: Token, *, whole: bool = True) -> Reference | None:
        """The thing that a noun names: a name where it stands in one, else its noun phrase in plain words."""
        assert self.doc is not None
        name = self.name_at(token)
        if name is not None and name.end <= self.masked.end_origin(token.idx + len(token.text)) + 1:
            return Reference(name.name, name.start, name.end, name, token.lemma_.lower())
        if name is not None and any(t.i > token.i and self.name_at(t) is name for t in token.doc[token.i :]):
            return Reference(name.name, name.start, name.end, name, token.lemma_.lower())
        first = bare_start(token, self.numbers)
        if token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "VERB", "X", "ADV", "SYM") or token.i in self.amounts:
            return None
        last = token
        if whole:
            last = self._extend(token)
        words = squeeze(self.words(first, last.i))
        if not words or not re.search(r"[A-Za-z가-힣]", words) or len(words) > 110:
            return None
        start, end = self.span(self.doc[first], last)
        return Reference(words, start, end, None, token.lemma_.lower())

    def words(self, first: int, last: int) -> str:
        """The words of a stretch of tokens as the document has them: brackets and amounts out, joined hyphens back."""
        assert self.doc is not None
        out: list[str] = []
        for token in self.doc[first : last + 1]:
            if token.i in self.amounts:
                continue
            start, end = self.span(token, token)
            original = self.text[start:end]
            out.append(
                (original if len(original) <= len(token.text) + 4 and "(" not in original else token.text)
                + token.whitespace_
            )
        return "".join(out)

    def _extend(self, noun: Token) -> Token:
        """The last token of a noun phrase with what belongs to the name: "operation of learning centres"."""
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i == noun.i + 1:
                objs = [c for c in child.children if c.dep_ == "pobj"]
                if objs and not any(objs[0].left_edge.i <= i <= objs[0].i for i in self.amounts):
                    return self._extend(objs[0])
            elif child.dep_ == "acl" and child.tag_ == "VBG" and child.i == noun.i + 1:
                objs = [c for c in child.children if c.dep_ == "dobj"]
                if objs and objs[0].i - noun.i <= 7 and not any(noun.i < i <= objs[0].i for i in self.amounts):
                    return self._extend(objs[0])
            elif (
                child.dep_ == "prep"
                and child.lower_ == "for"
                and child.i == noun.i + 1
                and noun.lemma_.lower()
                in (
                    "internship",
                    "programme",
                    "program",
                    "course",
                    "training",
                    "platform",
                    "system",
                    "centre",
                    "center",
                )
            ):
                objs = [c for c in child.children if c.dep_ == "pobj"]
                if objs and not any(objs[0].left_edge.i <= i <= objs[0].i for i in self.amounts):
                    return objs[0]
        return noun

    def phrase_before(self, at: int) -> Token | None:
        """The noun that ends right before a place of the document."""
        assert self.doc is not None
        best: Token | None = None
        for token in self.doc:
            if self.masked.origin(token.idx) >= at:
                break
            if not token.is_punct and not token.is_space:
                best = token
        return best

    def bare(self, token: Token) -> str:
        """The noun phrase of a token without determiners and numbers."""
        return squeeze(self.words(bare_start(token, self.numbers), token.i))

    def full_start(self, token: Token) -> int:
        """Where the noun phrase of a token begins in the document."""
        assert self.doc is not None
        return self.masked.origin(self.doc[phrase_start(token)].idx)


def find_brackets(text: str, start: int, end: int) -> list[Bracket]:
    """The brackets in a stretch, outermost only where they do not nest."""
    return [
        Bracket(m.start() + len(m.group()) - len(m.group().lstrip()), m.end(), m.start(1), m.end(1))
        for m in _BRACKET.finditer(text, start, end)
    ]


def _edits(
    text: str,
    start: int,
    end: int,
    quantities: Sequence[QuantityMention],
    periods: Sequence[PeriodMention],
    names: Sequence[NameMention],
    brackets: Sequence[Bracket],
) -> list[Edit]:
    edits: list[Edit] = []
    for bracket in brackets:
        begin = bracket.start
        while begin > start and text[begin - 1] in " \u00a0":
            begin -= 1
        edits.append(Edit(begin, bracket.end, ""))
    for q in quantities:
        begin = q.bound_start
        if q.kind is QuantityKind.MONEY:
            worth = _WORTH.search(text[start:begin])
            words = "of funds" if worth else "funds"
            edits.append(Edit(start + worth.start() if worth else begin, q.end, words))
        elif q.kind is QuantityKind.COUNT:
            edits.append(Edit(begin, q.end, "1" if q.value == 1 else "20"))
        elif q.kind is QuantityKind.PERCENT:
            edits.append(Edit(begin, q.end, "20%"))
        elif q.kind is QuantityKind.POINTS:
            edits.append(Edit(begin, q.end, "20 points"))
        elif q.kind is QuantityKind.TIMES and not q.spelled:
            edits.append(Edit(begin, q.end, "20 times"))
        elif q.kind is QuantityKind.MEASURE:
            edits.append(Edit(begin, q.end, "20 hectares"))
        elif begin < q.start:
            edits.append(Edit(begin, q.end, text[q.start : q.end]))
    for p in periods:
        if any(b.start <= p.start < b.end for b in brackets) or not _ADVERBIAL.match(text, p.start, p.end):
            continue
        if re.match(r"[’']s\b", text[p.end :]):
            continue
        stop = p.end
        if p.start == start:
            comma = re.match(r",?\s*", text[stop:end])
            stop += comma.end() if comma else 0
        begin = p.start
        while stop == p.end and begin > start and text[begin - 1] == " ":
            begin -= 1
        edits.append(Edit(begin, stop, ""))
    for name in names:
        if name.quoted:
            word = (
                name.name.split()[0]
                if re.match(
                    r"(?:Strategy|Roadmap|Act|Guidelines?|Plan|Framework|Policy|Measures?|Programme|Program)\b",
                    name.name,
                )
                else name.name.split()[-1]
            )
            word = re.sub(r"[^\w]", "", word).capitalize() or "Plan"
            begin = name.start - (1 if name.start > start and text[name.start - 1] in "“\"‘'「" else 0)
            stop = name.end + (1 if text[name.end : name.end + 1] and text[name.end] in "”\"’'」“" else 0)
            edits.append(Edit(begin, stop, word))
    edits += [Edit(m.start(), m.end(), "") for m in _MARK.finditer(text, start, end)]
    edits += [
        Edit(m.start(), m.end(), "")
        for m in _HYPHEN.finditer(text, start, end)
        if not any(n.start <= m.start() < n.end and n.quoted for n in names)
    ]
    first = re.match(r"(?:Has|Have|Had)?\s*([A-Z][a-z]+ed)\b", text[start:end])
    if first and not any(n.start == start for n in names):
        edits.append(Edit(start, start, "We "))
    return edits


def set_scene(
    document: Document,
    sentence: Sentence,
    quantities: Sequence[QuantityMention],
    periods: Sequence[PeriodMention],
    names: Sequence[NameMention],
    start: int | None = None,
    end: int | None = None,
    bracket: Bracket | None = None,
    parent: Scene | None = None,
) -> Scene:
    """The scene of a sentence, or of a stretch of it, not yet parsed; brackets become scenes of their own."""
    text = document.text
    begin = sentence.start if start is None else start
    stop = sentence.end if end is None else end
    inside = lambda a, b: begin <= a and b <= stop  # noqa: E731
    own_q = [q for q in quantities if inside(q.start, q.end)]
    own_p = [p for p in periods if inside(p.start, p.end)]
    own_n = [n for n in names if inside(n.start, n.end)]
    brackets = [
        b for b in find_brackets(text, begin, stop) if not any(n.start <= b.start and b.end <= n.end for n in own_n)
    ]
    within = lambda a: any(b.start <= a < b.end for b in brackets)  # noqa: E731
    main_q = tuple(q for q in own_q if not within(q.start))
    main_p = tuple(p for p in own_p if not within(p.start))
    masked = mask(text, begin, stop, _edits(text, begin, stop, main_q, main_p, own_n, brackets))
    scene = Scene(
        text,
        sentence,
        begin,
        stop,
        masked,
        main_q,
        main_p,
        tuple(own_n),
        tuple(brackets),
        bracket=bracket,
        parent=parent,
    )
    for b in brackets:
        scene.inner.append(
            set_scene(document, sentence, quantities, periods, names, b.inner_start, b.inner_end, b, scene)
        )
    return scene


def generic(lemma: str) -> bool:
    """Whether a counted noun leaves open what is counted ("people", "cases").

    >>> generic("person"), generic("hospital")
    (True, False)
    """
    return lemma in word_set("nouns", "generic_counted")
