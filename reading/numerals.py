"""Every numeral of a text, and why one that became no claim became none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from .english.currencies import currency_before
from .folding import Folded, fold
from .lexicons import join_alternatives, read_lexicon
from .periods import mark_times


class Reason(StrEnum):
    """The closed list of reasons why a numeral is in no claim."""

    DATE = "part of a date or time"
    """a year, a date, a time of day, a fiscal year"""
    LENGTH = "a length of time"
    """"three years", "5년간", "24-hour\""""
    AGE = "an age"
    """"aged 15 to 34", "만 19~34세\""""
    NAME = "part of a name"
    """5G, COVID-19, New Deal 2.0, K-12, 제17차"""
    REFERENCE = "a reference to a law, table or section"
    """Article 12, Table 2, Regulation (EU) 2021/241"""
    LIST = "a list or section number"
    """the number before a list item or heading"""
    FOOTNOTE = "a footnote mark"
    """glued to the word that it explains, or before the note itself"""
    CONTACT = "a telephone number or an address"
    """telephone and fax numbers, e-mail and web addresses"""
    ORDINAL = "an ordinal"
    """"the 4th Industrial Revolution": a place in an order that is no ranking"""
    RATIO = "a ratio, rate base or score"
    """"50:50", "one in 10", "per 1,000 people\""""
    IDENTIFIER = "an identifying number"
    """registration numbers, codes, digits without a meaning as a number"""
    UNIT = "part of a unit"
    """the 2 of km2, a table's "단위: 백만원\""""
    FURNITURE = "outside the document's own text"
    """navigation, bylines, page numbers, copyright lines"""
    REPEAT = "a figure already claimed"
    """the same figure of the same thing said again, or the baseline of a claimed change"""
    DOUBTFUL = "below the confidence asked for"
    """a claim was read but is not sure enough"""
    SUBJECTLESS = "no subject found"
    """a quantity about which nothing could be read"""


@dataclass(frozen=True, slots=True)
class OtherNumeral:
    """A stretch of text whose numerals are no quantities."""

    start: int
    end: int
    reason: Reason


_WEAK = frozenset({Reason.RATIO, Reason.IDENTIFIER})
"""Reasons that give way to any other: "9:30 a.m." looks like a ratio."""

_NUMERAL = re.compile(r"\d++(?:[.,]\d++)*+")


def scan_numerals(text: str) -> list[tuple[int, int]]:
    """Give every numeral of a text: each run of digits with the separators inside it, wherever it stands.

    Number words are not numerals. Superscript and circled digits are not either.

    >>> scan_numerals("5G for 1,126 firms")
    [(0, 1), (7, 12)]
    """
    folded = fold(text)
    return [folded.origin_span(*m.span()) for m in _NUMERAL.finditer(folded.text)]


def scan_other_numerals(text: str, language: str = "en") -> list[OtherNumeral]:
    """Give the stretches of a text in which a numeral is no quantity, sorted by place; they may overlap."""
    folded = fold(text)
    return [_unfolded(folded, each) for each in mark_other_numerals(folded.text, language)]


def reason_for(
    text: str,
    start: int,
    end: int,
    others: Sequence[OtherNumeral] | None = None,
    names: Sequence[tuple[int, int]] = (),
    *,
    furniture: bool = False,
    marker: bool = False,
    repeat: bool = False,
    doubtful: bool = False,
    language: str = "en",
) -> Reason:
    """Give the reason why the numeral at ``start``:``end`` is in no claim; there always is one.

    ``others`` is the answer of ``scan_other_numerals`` (found anew for the text when left out), ``names`` are the spans
    of known or discovered names; the flags say what the caller knows: the numeral stands in a block of furniture, is
    the block's own ``marker``, repeats a claimed figure, or was read into a claim that is not sure enough.
    """
    if furniture:
        return Reason.FURNITURE
    if marker:
        return Reason.LIST
    if repeat:
        return Reason.REPEAT
    if doubtful:
        return Reason.DOUBTFUL
    if others is None:
        others = scan_other_numerals(text, language)
    covering = [each for each in others if each.start < end and start < each.end]
    if covering:
        return min(covering, key=lambda each: (each.reason in _WEAK, each.end - each.start)).reason
    if any(a <= start and end <= b for a, b in names):
        return Reason.NAME
    return Reason.SUBJECTLESS


def _unfolded(folded: Folded, each: OtherNumeral) -> OtherNumeral:
    return OtherNumeral(*folded.origin_span(each.start, each.end), each.reason)


_KOREAN: list[tuple[str, Reason]] = [
    (
        r"(?<![\d.,])(?:10|100)\s?(?:명|가구|개사|개|곳|인)\s?중\s?(?:약\s?)?\d{1,2}(?:\.\d)?(?=\s?(?:명|가구|개사|개|곳|인))",
        Reason.RATIO,
    ),
    (
        r"(?<![\d.,])[2-9]\s?(?:명|가구|인)\s?중\s?(?:약\s?)?[1-8](?=\s?(?:명|가구|인)(?!\s?(?:이상|미만)))",
        Reason.RATIO,
    ),
    (r"(?<![\d.,])[1-9]호(?![가-힣](?<![가는를의로와]))", Reason.NAME),
    (
        r"제\s?\d{1,5}(?:[-~]\d{1,4})?(?:\s?(?:차|호|회|조|항|장|절|기|대|권|부|편|단계|세대|목))?(?:의\d{1,2})?",
        Reason.NAME,
    ),
    (r"(?<![\d.,])\d{1,2}\s?차(?!로|선|량|례|익)(?!\s?전지(?!\s\d))", Reason.NAME),
    (
        r"(?<![\d.,])\d{1,3}\s?(?:단계|호선|학년|등급|순위|번째|번길|층|급(?![가-힣])|월호|년생|학기|교시|호기|회차|차수|기수|군단|사단)",
        Reason.NAME,
    ),
    (
        r"(?<![\d.,])\d{1,2}\s?세대(?=\s?(?:이동|통신|가전|반도체|전지|원전|컴퓨|네트|기술|실손|\())|(?<![\d.,])1인\s?(?:가구|기업|미디어|창조|방송|세대)",
        Reason.NAME,
    ),
    (
        r"(?:만\s?)?(?<![\d.,])\d{1,3}(?:\s?[~∼-]\s?(?:만\s?)?\d{1,3})?\s?세(?!대|계|트|무|액|종|금|율|상|미|출|수|제)",
        Reason.AGE,
    ),
    (
        r"(?<![\d.,])\d{1,3}(?:인|명|가구|개소|개사|건|회|대|㏊|ha|㎡|농가|호|곳|개|사|시간|일|년|월|kg|㎏|톤|주)\s?당",
        Reason.RATIO,
    ),
    (
        r"(?:[1-9]0)\s?대(?=\s?(?:청년|여성|남성|이상|이하|초반|중반|후반|초|중|가|는|이(?!상)|의|층|들|·|,|\)))|(?:[1-9]0)\s?[~∼·,-]\s?(?:[1-9]0)\s?대",
        Reason.AGE,
    ),
    (r"\(?\s?단위\s?[:：]\s?[^)\n]{1,20}\)?|\(단위\s[^)\n]{1,20}\)", Reason.UNIT),
    (r"(?<![\d.])\d{1,2}\.\d{1,2}(?=\s?(?:전쟁|혁명|운동|항쟁|선언))|(?<!\d)\d{1,2}·\d{1,2}(?!\d)", Reason.NAME),
    (r"(?:국번없이|☎)\s?\d{3,4}(?:-\d{3,4}){0,2}", Reason.CONTACT),
    (
        r"(?<![가-힣])(?:별표|붙임|별첨|첨부|참고|표|그림|부록|과제|전략|목표)"
        r"\s?\d{1,2}(?![\d.,]|\s?[가-힣])",
        Reason.REFERENCE,
    ),
    (r"(?m)^[ ]{0,12}\d{1,2}\s(?=[가-힣])(?![가-힣]{1,2}[\s,.])|^[ ]{0,12}\d{1,2}\.(?=[가-힣])", Reason.LIST),
]


@cache
def _patterns(language: str) -> list[tuple[re.Pattern[str], Reason]]:
    names = read_lexicon("english", "names")
    before = join_alternatives(names["before"])
    capital = join_alternatives(names["capital"])
    number = r"\d{1,5}(?:[.\-]\d{1,4})*[A-Za-z]?(?:\(\w{1,3}\))*"
    plain: list[tuple[str, Reason]] = [
        (r"(?:https?://|www\.)[^\s<>\"')\]]{1,2000}", Reason.CONTACT),
        (r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}", Reason.CONTACT),
        (
            r"(?<![\w-])(?:\+\d{1,3}[\s-]?)?(?:\(0?\d{1,4}\)[\s-]?|0\d{1,3}[\s.-])\d{3,4}[\s.-]?\d{3,4}(?!\d|,\d)",
            Reason.CONTACT,
        ),
        (r"(?<![\w-])\+\d{1,3}[\s-](?:\(\d\)\s?)?\d{1,4}(?:[\s-]\d{2,4}){1,4}(?!\d)", Reason.CONTACT),
        (r"(?<![\w-])\d{2,4}[-.]\d{3,4}[-.]\d{4}(?![\d-])", Reason.CONTACT),
        (
            r"(?:☎|☏|\b[Tt]el|\b[Pp]hone|\b[Tt]elephone|\b[Ff]ax|\b[Cc]all|전화|연락처|팩스)\s?[.:)]{0,2}\s?\(?\+?\d[\d\s()~.-]{4,24}",
            Reason.CONTACT,
        ),
        (
            r"(?m)^[ ]{0,12}(?:\(?\d{1,3}[.)」](?!\d)|\[\d{1,3}\]|<\d{1,3}>|\d{1,2}-\d{1,2}[.)])(?=\s|[A-Z(가-힣])",
            Reason.LIST,
        ),
        (
            r"(?m)^[ ]{0,12}(?:#{1,6}\s)?\d{1,2}(?:\.\d{1,2}){1,4}\.?\s{1,4}(?=[A-Z가-힣\"'(])"
            r"(?!(?:Million|Billion|Trillion)\b)",
            Reason.LIST,
        ),
        (r"(?m)^[ ]{0,12}#{1,6}\s\d{1,2}\.?\s", Reason.LIST),
        (r"(?<=\w)\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]|\[\d{1,3}\](?=[\s.,;])", Reason.FOOTNOTE),
        (
            r"(?<=[a-z)\"'”가-힣*])\d{1,2}[」](?!\d)|(?<=[a-z]{3})\d{1,2}\)(?=[\s.,;:]|$)|(?<=[a-z][a-z][.,])\d{1,2}(?=\s+[A-Z]|\s*$)",
            Reason.FOOTNOTE,
        ),
        (r"\b\d{1,2}\d?(?:st|nd|rd|th)\b", Reason.ORDINAL),
        (
            r"\(EU\)\s?(?:No\.?\s?)?\d{2,4}/\d{1,4}|\b\d{2,4}/\d{1,4}/(?:EU|EC|EEC)\b|\bPub(?:lic|\.)\s?L(?:aw|\.)\s?(?:No\.\s?)?\d+[-–]\d+",
            Reason.REFERENCE,
        ),
        (
            r"\b(?:H\.\s?R|S|H\.\s?Con\. Res)\.\s?\d{1,5}\b"
            r"|\b\d{1,3}\s(?:U\.?S\.?C\.?|CFR|C\.F\.R\.)\s(?:§+\s?)?\d[\d.()a-z-]{0,20}|§+\s?\d[\d.()-]{0,20}",
            Reason.REFERENCE,
        ),
        (r"\b[A-Z][\w()]{0,20}/[\w()/.-]{0,40}\d[\w()/.-]{0,20}", Reason.REFERENCE),
        (
            rf"(?i:(?<![\w-]){before})[\s-]?#?{number}(?:(?:\s?[,–~-]\s?|\s(?:and|to|or|&)\s){number})*(?!\d|,\d{{3}}|%)(?!\s?(?:percent|per\scent|million|billion|trillion))",
            Reason.REFERENCE,
        ),
        (rf"\b{capital}\s\d{{1,3}}(?:\.\d{{1,2}})?(?=[\s]*[:.;)\]–—-]|\s*$|\s[A-Z]|,)(?![.,]\d)", Reason.REFERENCE),
        (r"#\d{1,4}\b", Reason.REFERENCE),
        (
            r"(?i:\b(?:aged|ages|age)\b(?:\s(?:of|from|between|over|under|group|groups))?)\s?\d{1,3}(?:\s?(?:-|–|~|to|and)\s?\d{1,3})?(?:\s(?:and|or)\s(?:over|above|older|under|below|younger)|\+)?",
            Reason.AGE,
        ),
        (
            r"\b(?:under|over)-?\d{2}s\b|\b\d{1,3}(?:\s?(?:-|–|to)\s?\d{1,3})?[-\s](?:year|month)s?[-\s]olds?\b|\b\d{1,2}(?:-|–)\d{1,2}\sage\s(?:group|range)",
            Reason.AGE,
        ),
        (
            r"\b\d{1,3}\s?:\s?\d{1,3}(?::\d{1,3})?\b(?!\d)|\b1/\d{1,2}\b|\b(?:one|two|three|four|five|\d)\s(?:in|out\sof)\s(?:every\s)?(?:5|10|20|50|100)\b(?!,\d)|(?<![\d.,/])\d{1,4}/\d{1,4}(?=\s?[MG]bps\b)|\b(?:one|1)\s(?:in|out\sof)\s(?:every\s)?\d{1,4}\b(?!,\d|%)",
            Reason.RATIO,
        ),
        (r"\d(?:st|nd|rd|th)\s(?:place\s)?(?:out\s)?(?:of|among)\s(?:the\s)?(?P<n>\d{1,3})\b(?![,%])", Reason.RATIO),
        (r"\bper\s(?:\d{1,3}(?:,\d{3})+|1\d{2,6}\b|\d{1,2}\b)(?!%)", Reason.RATIO),
        (r"\bevery\s\d{1,3}\b", Reason.RATIO),
        (r"(?<![\w.,])\d{1,2}\+\d{1,2}(?!\d)", Reason.NAME),
        (
            r"(?<=[a-z,;]\s)(?!(?:About|Over|Some|Nearly|Than|From|And|With|Only)\b)[A-Z][a-z]{2,20}\s\d{1,3}(?=[;:)]|\.(?!\d)|'s\b)",
            Reason.NAME,
        ),
        (rf"\b{join_alternatives(names['products'])}\s\d{{1,4}}\b(?![.,]\d)", Reason.NAME),
        (r"(?<![\w.,])[2-6][gG](?!\w)", Reason.NAME),
        (r"\b[A-Z][a-z]{1,20}\s[A-Z][a-z]{1,20},\s(?P<n>[1-9]\d)(?=,\s[a-z])", Reason.AGE),
        (r"\b(?:ABN|ACN|UEN|CIN|VAT|GSTIN|ISBN|ISSN|DOI)\b[:.\s]{0,3}\d[\d\s.-]{4,20}", Reason.IDENTIFIER),
        (r"\b[Pp]age\s\d{1,4}\sof\s\d{1,4}", Reason.FURNITURE),
    ]
    if language == "ko":
        plain += _KOREAN
    return [(re.compile(pattern), reason) for pattern, reason in plain]


_GLUED = re.compile(r"\d++(?:[.,]\d++)*+")
_CODE = re.compile(r"(?<![\d.,])(?:0\d{2,}|\d{8,})(?![\d.,]*\d)")
_VERSION = re.compile(
    r"(?<=[\w\"')] )(?<!\d )(?:\d{1,2}\.0|\d{1,2}(?:\.\d{1,3}){2,4})(?![\d%])"
    r"(?!\s?[-]?(?:%|percent|per\scent|pp|p\.p\.|million|billion|trillion|thousand|times|bn|조|억|만|배|점|포인트|percentage))"
)
_LEFT_NAME = re.compile(r"[A-Za-z][A-Za-z]*[-–+./&']?$|[가-힣]-$")
_NO_NAME_LEFT = re.compile(r"(?:sub-|non-|[Mm]inus-|x|over|about|the)$")
_RIGHT_NAME = re.compile(r"[A-Za-z]+|[-+](?=[A-Za-z])[A-Za-z]+")


@cache
def _glued_units() -> re.Pattern[str]:
    units = read_lexicon("english", "units")
    numbers = read_lexicon("english", "numbers")
    money = read_lexicon("english", "money")
    words = [
        *units["signs"],
        *(form for word in numbers["scales"] for form in (word, word.title(), word.upper())),
        *numbers["money_scales"],
        "x",
        "fold",
        "times",
        "percent",
        "pc",
        "pp",
        "ppt",
        "bps",
        "bp",
        "th",
        "st",
        "nd",
        "rd",
        "s",
    ]
    words += [word for group in money["after"].values() for word in group]
    words += [word for group in units["words"].values() for word in group]
    words += units["counted_after_hyphen"]["nouns"]
    return re.compile(rf"-?{join_alternatives(words)}(?![A-Za-z0-9])")


def mark_other_numerals(text: str, language: str = "en") -> list[OtherNumeral]:
    """As ``scan_other_numerals``, over a text already folded."""
    found = [
        OtherNumeral(a, b, Reason.LENGTH if length else Reason.DATE) for a, b, length in mark_times(text, language)
    ]
    for pattern, reason in _patterns(language):
        group = "n" if "n" in pattern.groupindex else 0
        found += [OtherNumeral(*m.span(group), reason) for m in pattern.finditer(text) if m.end() > m.start()]
    found += [OtherNumeral(m.start(), m.end(), Reason.NAME) for m in _VERSION.finditer(text)]
    found += [OtherNumeral(m.start(), m.end(), Reason.IDENTIFIER) for m in _CODE.finditer(text)]
    found += _mark_inline_lists(text)
    found += _mark_scores(text)
    found += _mark_numbered(text)
    found += _mark_bare_numbering(text)
    found += _mark_glued(text)
    return sorted(found, key=lambda each: (each.start, each.end))


def _mark_glued(text: str) -> list[OtherNumeral]:
    """Digits glued to letters: names (5G, COVID-19), footnote marks (creation1), the 2 of km2."""
    marked: list[OtherNumeral] = []
    for m in _GLUED.finditer(text):
        left = _LEFT_NAME.search(text[max(0, m.start() - 24) : m.start()])
        named = left is not None and not _NO_NAME_LEFT.search(text, max(0, m.start() - 6), m.start())
        if left is not None and named and not currency_before(text, m.start(), "")[0]:
            word = left[0]
            if word in ("m", "km", "cm", "mm") and m[0] in ("2", "3"):
                marked.append(OtherNumeral(m.start(), m.end(), Reason.UNIT))
            elif len(word) > 3 and word.islower() and len(m[0]) < 3:
                marked.append(OtherNumeral(m.start(), m.end(), Reason.FOOTNOTE))
            else:
                marked.append(OtherNumeral(m.start() - len(word), m.end(), Reason.NAME))
            continue
        right = _RIGHT_NAME.match(text, m.end(), m.end() + 24)
        if right and not _glued_units().match(text, m.end(), m.end() + 40):
            marked.append(OtherNumeral(m.start(), right.end(), Reason.NAME))
    return marked


_SCORE = re.compile(
    r"(?<![\w,.$€£-])(\d{1,3})[-–](\d{1,3})(?![\w%]|[-–,.]\d|\s(?:percent|per\scent|million|billion|trillion)\b)"
)


_BARE_NUMBER = re.compile(
    r"(?m)^[ ]{0,12}(?P<n>[1-9]\d?)[ ]+(?=[A-Z“‘\"][A-Za-z’']|[가-힣])(?!(?:[가-힣]{1,3}|[A-Z]\w*)$)"
)


def _mark_bare_numbering(text: str) -> list[OtherNumeral]:
    """Numbers without a full stop that head lines and go on from 1: "1 Ports …", "2 Locks …", "3 Piers …"."""
    lines = list(_BARE_NUMBER.finditer(text))
    found: list[OtherNumeral] = []
    run: list[re.Match[str]] = []
    for line in [*lines, None]:
        if line is not None and int(line["n"]) == len(run) + 1:
            run.append(line)
            continue
        if len(run) > 1:
            found += [OtherNumeral(*m.span("n"), Reason.LIST) for m in run]
        run = [line] if line is not None and line["n"] == "1" else []
    return found


def _mark_scores(text: str) -> list[OtherNumeral]:
    """ "won 3-1", "tied at 89-89": two numbers of which the second is not the larger are no range."""
    return [OtherNumeral(*m.span(), Reason.RATIO) for m in _SCORE.finditer(text) if int(m[1]) >= int(m[2])]


_NUMBERED = re.compile(
    r"(?<=[\s(/])(?P<word>[a-z]?[A-Z][A-Za-z]{2,14}|[A-Z]{2,8})\s\d{1,3}"
    r"(?=\s(?:is|was|has|had|rose|fell|gained|lost|dropped|climbed|closed|ended)\b)"
)


def _mark_numbered(text: str) -> list[OtherNumeral]:
    """ "Horizon 8 was": a capitalised word with a number behind which a verb stands and nothing counted."""
    openers = frozenset(read_lexicon("english", "names")["openers"])
    found = [m for m in _NUMBERED.finditer(text) if m["word"] not in openers]
    return [OtherNumeral(*m.span(), Reason.NAME) for m in found]


_INLINE = re.compile(r"(?<![\w\])])\((\d{1,2})\)\s")


def _mark_inline_lists(text: str) -> list[OtherNumeral]:
    """ "(1) … (2) …": bracketed numbers that count on from one."""
    items = [(m, int(m[1])) for m in _INLINE.finditer(text)]
    marked: list[OtherNumeral] = []
    for index, (m, number) in enumerate(items):
        follows = index > 0 and items[index - 1][1] == number - 1
        leads = number == 1 and index + 1 < len(items) and items[index + 1][1] == 2
        if leads or (follows and number > 1):
            marked.append(OtherNumeral(m.start(), m.end(), Reason.LIST))
    return marked


def lay_mask(length: int, others: Iterable[OtherNumeral]) -> bytearray:
    """Give one byte for each character of a text: 1 where one of the stretches lies."""
    mask = bytearray(length)
    for each in others:
        mask[each.start : each.end] = b"\x01" * (each.end - each.start)
    return mask
