"""A sentence set out for the frames: masked, parsed, with every amount, time, name and bracket found again in the parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...graph.claim import FAMILY
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
_COMPOUND = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z+]*(?:-[A-Za-z]+)*-(?P<last>[a-z]+)(?![\w-])")
_JOINED = frozenset({"being", "based", "wide", "free", "like"})
"""last parts of hyphenated words that mean nothing, or something else, alone"""
_ITEM_START = re.compile(
    r"[,;:→▲·+]\s+(?:(?:and|or|as well as)\s+)?|\b(?:such as|including|like|namely|e\.g\.,?|and also|as well as)\s+|(?<=\))\s*,?\s*(?:and|or|&)\s+"
)
_LABEL = re.compile(r"[^:;()→.!?]{2,60}:\s+(?=\S)")
_ASIDE = re.compile(
    r"(?:,[^,()]*\b(?:for example|for instance|among others|e\.g\.)|\s+(?:in all|in total|altogether|overall|combined))\s*$"
)
_DIGIT_NAME = re.compile(r"(?<![\w.,])(\d{1,2})([A-Z][A-Za-z]{0,3})(?![\w])")
_ARROW = re.compile(r"\s*→")
_PLUS = re.compile(r"(?<=\w)\+(?=\w)")
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
                if self.masked.origin(t.idx) < quantity.end
                and self.masked.end_origin(t.idx + len(t.text)) > quantity.bound_start
                and t.text != "of"
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

    def name_at(self, token: Token) -> NameMention | None:
        """The name in which a token stands."""
        at = self.masked.origin(token.idx)
        return next((n for n in self.names if n.start <= at < n.end), None)

    def refer(self, token: Token, *, whole: bool = True) -> Reference | None:
        """The thing that a noun names: a name where it stands in one, else its noun phrase in plain words."""
        assert self.doc is not None
        if token.lower_ in ("those", "ones") and token.i + 1 < len(self.doc):
            return self._elliptical(token)
        name = self._covering_name(token)
        if name is not None:
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

    def _elliptical(self, token: Token) -> Reference | None:
        """ "businesses providing A …, those providing B": the noun is the one before."""
        assert self.doc is not None
        last = self._extend(token)
        nouns = [
            t
            for t in self.doc[: token.i]
            if t.tag_ in ("NNS", "NNPS") and t.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj")
        ]
        if last.i == token.i or not nouns:
            return None
        words = squeeze(f"{nouns[0].text} {self.words(token.i + 1, last.i)}")
        start, end = self.span(token, last)
        return Reference(words, start, end, None, nouns[0].lemma_.lower())

    def _covering_name(self, token: Token) -> NameMention | None:
        """The name that a noun phrase is, where the name is not just a word in a longer description.

        "the flagship Data Dam project" is the Data Dam; "AI training data" is neither AI nor data.
        """
        name = self.name_at(token)
        first = bare_start(token, self.numbers)
        assert self.doc is not None
        if name is None:
            if token.lemma_.lower() in word_set("nouns", "anaphoric") and first < token.i:
                before = self.name_at(token.nbor(-1))
                if (
                    before is not None
                    and FAMILY[before.type] in ("item", "plan", "fund", "law")
                    and before.start <= self.masked.origin(self.doc[first].idx)
                ):
                    return before
            return None
        if FAMILY[name.type] in ("technology", "sector", "group", "concept", "place", "technology-group", "measure"):
            if self.masked.origin(self.doc[first].idx) < name.start or self._extend(token).i > token.i:
                return None
        return name

    def words(self, first: int, last: int) -> str:
        """The words of a stretch of tokens as the document has them: brackets and amounts out, joined hyphens back."""
        assert self.doc is not None
        out: list[str] = []
        for token in self.doc[first : last + 1]:
            if token.i in self.amounts:
                continue
            start, end = self.span(token, token)
            original = self.text[start:end]
            kept = (len(original) <= len(token.text) + 4 and "(" not in original) or re.fullmatch(r"[\w+-]+", original)
            out.append((original if kept else token.text) + token.whitespace_)
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
        for child in noun.rights:
            if child.i == noun.i + 1 and child.pos_ == "ADJ" and child.dep_ in ("amod", "acl"):
                objs = [
                    o
                    for p in child.children
                    if p.dep_ == "prep" and p.lower_ == "of"
                    for o in p.children
                    if o.dep_ == "pobj"
                ]
                if objs and not any(noun.i < i <= objs[0].i for i in self.amounts):
                    return objs[0]
        assert self.doc is not None
        if noun.i + 2 < len(self.doc) and noun.nbor(1).lower_ == "for" and noun.nbor(2).tag_ == "VBG":
            gerund = noun.nbor(2)
            objs = (
                [gerund.head]
                if gerund.dep_ in ("compound", "amod")
                else [c for c in gerund.children if c.dep_ == "dobj"]
            )
            if objs and objs[0].i - noun.i <= 6 and not any(noun.i < i <= objs[0].i for i in self.amounts):
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

    def phrase_ending(self, at: int) -> tuple[Token, Token] | None:
        """The noun phrase that a bracket at this place belongs to: its head and its last token.

        It reaches back to the last comma, bracket, "such as" or "and" of a list: "A, internships for the young (5 people)".
        """
        aside = _ASIDE.search(self.text, self.start, at)
        at = aside.start() if aside is not None else at
        last = self.phrase_before(at)
        if last is None:
            return None
        assert self.doc is not None
        text = self.text[self.start : at]
        cut = 0
        for match in _ITEM_START.finditer(text):
            if match.end() < len(text.rstrip()):
                cut = match.end()
        for bracket in self.brackets:
            if bracket.end <= at and bracket.end - self.start > cut:
                cut = bracket.end - self.start
        span = [t for t in self.doc if self.start + cut <= self.masked.origin(t.idx) and t.i <= last.i]
        if not span:
            return last, last
        inside = {t.i for t in span}
        roots = [
            t for t in span if t.head.i not in inside and t.pos_ in ("NOUN", "PROPN", "X") and t.i not in self.amounts
        ]
        nominal = [t for t in roots if t.dep_ not in ("npadvmod",)]
        verbs = [
            t.i
            for t in span
            if t.pos_ in ("VERB", "AUX")
            and any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "dobj") for c in t.children)
            and t.dep_ not in ("acl", "relcl", "amod", "advcl")
        ]
        if nominal and not any(nominal[-1].i < v < last.i or nominal[-1].i > v for v in verbs):
            return nominal[-1], last
        head = last
        while head.dep_ in ("compound", "amod", "nmod", "nummod") and head.head.i in inside and head.head.i <= last.i:
            head = head.head
        while (
            head.dep_ == "pobj"
            and head.head.lower_ in ("of", "for")
            and head.head.head.i in inside
            and head.head.head.pos_ in ("NOUN", "PROPN")
        ):
            head = head.head.head
        return head, last

    def refer_span(self, head: Token, last: Token) -> Reference | None:
        """The thing that a noun phrase up to a given token describes."""
        name = self.name_at(head) or (
            self.name_at(last) if last.i != head.i and bare_start(head, self.numbers) == last.i else None
        )
        covering = (
            self._covering_name(head)
            if name is not None
            else self._covering_name(last)
            if last.head.i == head.i
            else None
        )
        if covering is not None and covering.end >= self.masked.origin(last.idx):
            return Reference(covering.name, covering.start, covering.end, covering, head.lemma_.lower())
        if head.pos_ == "VERB" or head.i in self.amounts:
            return None
        first = bare_start(head, self.numbers)
        assert self.doc is not None
        words = squeeze(self.words(first, last.i))
        if not words or not re.search(r"[A-Za-z]", words) or len(words) > 100:
            return None
        start, end = self.span(self.doc[first], last)
        exact = next((n for n in self.names if n.start == start and abs(n.end - end) <= 2), None)
        return Reference(exact.name if exact else words, start, end, exact, head.lemma_.lower())

    def bare(self, token: Token) -> str:
        """The noun phrase of a token without determiners and numbers."""
        return squeeze(self.words(bare_start(token, self.numbers), token.i))

    def counted_phrase(self, noun: Token) -> str:
        """The counted noun with what is joined to it without a number of its own: "laws and regulations"."""
        last = noun
        for child in noun.children:
            if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN") and child.i - noun.i <= 3:
                if noun.nbor(1).lower_ in ("and", "or") and not any(noun.i < i <= child.i for i in self.amounts):
                    last = child
        return squeeze(self.words(bare_start(noun, self.numbers), last.i))

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
            comma = "," if re.search(r",[”\"’']?$", text[name.start : stop]) else ""
            edits.append(Edit(begin, stop, word + comma))
    label = _LABEL.match(text, start, end)
    if label is not None and any(q.start >= label.end() for q in quantities):
        edits.append(Edit(start, label.end(), ""))
    edits += [Edit(m.start(), m.end(), "") for m in _MARK.finditer(text, start, end)]
    for m in _COMPOUND.finditer(text, start, end):
        last = m["last"]
        joined = len(last) < 4 or last in _JOINED
        edits.append(Edit(m.start(), m.end(), m.group().replace("-", "") if joined else last))
    edits += [Edit(m.start(), m.end(), "") for m in _PLUS.finditer(text, start, end)]
    edits += [Edit(m.start(), m.end(), f"{m[2]}{m[1]}") for m in _DIGIT_NAME.finditer(text, start, end)]
    edits += [Edit(m.start(), m.end(), ";") for m in _ARROW.finditer(text, start, end)]
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
