"""How an English sentence is rewritten before it is parsed.

A parser trained on newspapers stumbles over brackets, footnote marks, long amounts and invented names. Each function
gives the edits of one sort; together they leave a plain sentence that says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..masking import Edit
from ..names import NameMention
from ..periods import PeriodMention
from ..quantities import QuantityKind, QuantityMention
from .words import word_set

_WORTH = re.compile(
    r"(?:(?:worth|valued at|totall?ing|amounting to|of up to)\s+(?:a total of\s+|an? estimated\s+)?)$", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"\b(?:an?|the|this|that|its|their|our|new|another|record|initial|first|[A-Za-z]+[’']s)\s+$", re.IGNORECASE
)
_NOUN_FOLLOWS = re.compile(
    r"[ -](?!(?:in|for|of|to|on|from|by|with|and|or|over|will|would|is|are|was|were|has|have|had|at|into|per|an?|as"
    r"|more|less|between|during|this|that|which|last|next|under|through|set|allocated|invested|announced|since|until"
    r"|across|each|so|promised|provided|spent|already|available|earmarked|committed|went|goes|came|worth)\b)"
    r"[A-Za-z“\"‘'][\w’'“\"-]*"
)
"""behind money that stands before its noun: "a £15 billion plan\""""
_MARK = re.compile(r"(?<=[\w)”\"'’%])(?:\d{1,2}[」)](?!\w)|\*{1,3}(?!\w)|[¹²³⁴⁵⁶⁷⁸⁹]+)")
_COMPOUND = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z+]*(?:-[A-Za-z]+)*-(?P<last>[a-z]+)(?![\w-])")
_LABEL = re.compile(r"(?!(?:The|A|An|This|These|Its|Our)\s)[^:;()→.!?–—]{2,60}(?::\s+|\s[–—]\s)(?=\S)")
_DIGIT_NAME = re.compile(r"(?<![\w.,])(\d{1,2})([A-Z][A-Za-z]{0,3})(?![\w])")
_ARROW = re.compile(r"\s*→")
_PLUS = re.compile(r"(?<=\w)\+(?=\w)")
_ON_YEAR = re.compile(r"[ ,]*\b(?:(?:(?:year|month|quarter)-)?on-(?:year|month|quarter)|y/y|YoY|yoy)\b")
"""adverbs of comparison that parsers take for nouns"""
_SPENDING = re.compile(
    r"(?:(?:The|Total|Public|Government|Annual|Overall|Capital)\s+)?(?P<word>[Ss]pending) (?=on\b|in\b|for\b)"
)
_HEADLESS = re.compile(r"(?:Has|Have|Had)?\s*([A-Z][a-z]+ed)\b")
_ADVERBIAL = re.compile(
    r"(?:by|in|until|till|from|since|during|through|throughout|over|as of|within|before|after|at|on|between|for|per"
    r"|starting|up to|the end of)\b|(?:this|last|next|the (?:same|past|previous|following))\s|[(~–-]"
    r"|(?:each|every)\s|to date|so far",
    re.IGNORECASE,
)
_HEAD_FIRST = re.compile(
    r"(?:Strategy|Roadmap|Act|Guidelines?|Plan|Framework|Policy|Measures?|Programme|Program)\b",
)
_STAND_IN = {
    QuantityKind.PERCENT: "20%",
    QuantityKind.POINTS: "20 points",
    QuantityKind.MEASURE: "20 hectares",
}


def edit_brackets(text: str, start: int, brackets: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """Brackets go, with the space in front of them."""
    for begin, end in brackets:
        while begin > start and text[begin - 1] in " \u00a0":
            begin -= 1
        yield Edit(begin, end, "")


def edit_amounts(text: str, start: int, quantities: Sequence[QuantityMention]) -> Iterator[Edit]:
    """An amount becomes a short one of its kind; money becomes the noun "funds"."""
    for q in quantities:
        begin = q.bound_start
        if q.kind is QuantityKind.MONEY:
            worth = _WORTH.search(text[start:begin])
            if _ARTICLE.search(text[start:begin]) and _NOUN_FOLLOWS.match(text, q.end):
                yield Edit(begin, q.end, "costly")
            else:
                yield Edit(start + worth.start(), q.end, "of funds") if worth else Edit(begin, q.end, "funds")
        elif q.kind is QuantityKind.COUNT:
            yield Edit(begin, q.end, "1" if q.value == 1 else "20")
        elif q.kind is QuantityKind.TIMES and not q.spelled:
            yield Edit(begin, q.end, "20 times")
        elif q.kind in _STAND_IN:
            yield Edit(begin, q.end, _STAND_IN[q.kind])
        elif begin < q.start:
            yield Edit(begin, q.end, text[q.start : q.end])


def edit_times(text: str, start: int, end: int, periods: Sequence[PeriodMention]) -> Iterator[Edit]:
    """Adverbial times go, with the space in front of them or the comma behind."""
    for p in periods:
        if not _ADVERBIAL.match(text, p.start, p.end) or re.match(r"[’']s\b", text[p.end :]):
            continue
        begin, stop = p.start, p.end
        if begin == start:
            comma = re.match(r",?\s*", text[stop:end])
            stop += comma.end() if comma else 0
        while stop == p.end and begin > start and text[begin - 1] == " ":
            begin -= 1
        yield Edit(begin, stop, "")


def edit_quoted_names(text: str, start: int, names: Sequence[NameMention]) -> Iterator[Edit]:
    """A name in quotation marks becomes its head noun with a capital."""
    for name in names:
        if not name.quoted:
            continue
        words = name.name.split()
        head = re.sub(r"[^\w]", "", words[0] if _HEAD_FIRST.match(name.name) else words[-1]).capitalize()
        begin = name.start - (1 if name.start > start and text[name.start - 1] in "“\"‘'「" else 0)
        stop = name.end + (1 if text[name.end : name.end + 1] and text[name.end] in "”\"’'」“" else 0)
        comma = "," if re.search(r",[”\"’']?$", text[name.start : stop]) else ""
        yield Edit(begin, stop, (head or "Plan") + comma)


def edit_label(text: str, start: int, end: int, quantities: Sequence[QuantityMention]) -> Iterator[Edit]:
    """A label ("Key talent: …") goes where a number follows it; what holds an amount itself is no label."""
    label = _LABEL.match(text, start, end)
    if label is None or any(q.end <= label.end() for q in quantities):
        return
    if any(q.start >= label.end() for q in quantities):
        yield Edit(start, label.end(), "")


def edit_signs(text: str, start: int, end: int) -> Iterator[Edit]:
    """Marks of notes, hyphens, plus signs, digits in front of letters and arrows are evened out."""
    for m in _MARK.finditer(text, start, end):
        yield Edit(m.start(), m.end(), "")
    for m in _COMPOUND.finditer(text, start, end):
        last = m["last"]
        joined = len(last) < 4 or last in word_set("nouns", "joined_after_hyphen")
        yield Edit(m.start(), m.end(), m.group().replace("-", "") if joined else last)
    for m in _PLUS.finditer(text, start, end):
        yield Edit(m.start(), m.end(), "")
    for m in _DIGIT_NAME.finditer(text, start, end):
        yield Edit(m.start(), m.end(), f"{m[2]}{m[1]}")
    for m in _ARROW.finditer(text, start, end):
        yield Edit(m.start(), m.end(), ";")
    for m in _ON_YEAR.finditer(text, start, end):
        yield Edit(m.start(), m.end(), "")


def edit_opening(text: str, start: int, end: int, names: Sequence[NameMention]) -> Iterator[Edit]:
    """ "Opened 5 centres …": a sentence that begins with its verb gets a subject; "Spending on X" gets a noun."""
    spending = _SPENDING.match(text, start, end)
    if spending is not None:
        yield Edit(*spending.span("word"), "Expenditure" if spending["word"][0].isupper() else "expenditure")
    if _HEADLESS.match(text[start:end]) and not any(n.start == start for n in names):
        yield Edit(start, start, "We ")
