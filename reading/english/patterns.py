"""Names of fixed form: acts of the European Union, departments of many fields, an acronym before the type noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...graph.claim import EntityType
from ..names import NameMention, find_known, gazetteer
from .heads import type_of_phrase
from .titles import shortens
from .words import word_set
from .world import find_world_names

_CAPITAL = r"(?:[A-Z]\.(?:[A-Z]\.)+|[A-Z][\w+&]*(?:(?!’s\b|'s\b)[’'\-–/+.][\w+&]+)*|\d+[A-Z][\w+-]*)"
_RUN = rf"{_CAPITAL}(?:[ \u00a0](?:(?:of|for|the|to|in|and|&|x|×)[ \u00a0]){{0,2}}{_CAPITAL})*"
_PLAIN_RUN = rf"{_CAPITAL}(?:[ \u00a0]{_CAPITAL})*"
_FIELDS = rf"(?:the )?{_PLAIN_RUN}(?:(?:, {_PLAIN_RUN})*,? (?:and|&) {_PLAIN_RUN}| (?:of|for) (?:the )?{_PLAIN_RUN})?"
_EU_ACT = re.compile(
    r"\b(?:(?:Council|Commission|Delegated|Implementing|Framework)\s+)*(?:Regulation|Directive|Decision)\s+"
    r"(?:\(E[UC]\)\s+)?(?:No\s+)?\d{1,4}/\d{1,4}(?:/E[UC])?"
)
_NUMBERED_LAW = re.compile(
    r"\b(?:Public Law|Executive Order|Proclamation|Presidential Decree)\s+(?:No\.?\s+)?\d+(?:[-–]\d+)?"
)
_COLON_NAME = re.compile(
    rf"(?P<before>\w )(?P<first>{_CAPITAL}(?: {_CAPITAL}){{0,3}}): (?P<rest>{_CAPITAL}(?: {_CAPITAL}){{1,5}})"
)
_MANY_FIELDS = re.compile(
    rf"(?<![\w-])(?:{_PLAIN_RUN} )??(?P<head>Ministry|Department|Directorate-General|Directorate|Office|Committee"
    rf"|Commission|Council|Institute|Institutes|Centre|Center|Agency|Bureau|Secretariat|Board|Academy|Administration|Division|Act)"
    rf" (?:of|for|on) {_FIELDS}"
)
_ACRONYM_BEFORE_HEAD = re.compile(
    rf"(?<![\w-])(?P<long>{_CAPITAL}(?:(?:,? (?:and|&|of|for|to|in|on) (?:the )?|, | ){_CAPITAL})*)"
    r" \((?P<acronym>[A-Z][\w&.-]*[A-Z][\w-]*)\) (?P<head>[A-Za-z][\w-]*)"
)
_MEANING_INSIDE = re.compile(
    rf"(?<![\w-])(?P<run>{_PLAIN_RUN}) \([A-Z][^()\n]{{6,80}}\) (?P<head>[A-Z][a-z]+)(?![\w-])"
)
_SMALL_HEAD = re.compile(
    rf"(?<![\w-])(?P<run>{_RUN})[”\"’']? (?P<head>programme|program|scheme|initiative|project|campaign|strategy|fund"
    r"|platform|app|portal|pillar|facility|framework|network|centre|center|hub|corridor"
    r"|mission|index|component|package|meeting|summit|conference|alliance|consortium|partnership|challenge|roadmap|bill|directive|regulation)(?![\w-])"
)
_GOVERNMENT = re.compile(
    r"(?<![\w-])(?!(?:The|This|Our|Your|Their|Local|Central|National|Federal|State|Government|Digital|Open|Smart)\b)"
    r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?: (?:Labor|Labour))? (?:Government|Administration)(?![\w-]| [A-Z])"
)
_DEFINED = re.compile(
    r"(?<![\w-])(?P<long>(?:[A-Za-z][\w-]*[ \u00a0]){1,5}[a-z][\w-]*) \((?P<acronym>[A-Z][\w&-]*[A-Z][\w-]*)\)"
)
_YEAR = re.compile(r",? (?:of )?(?:1[89]|20)\d\d(?:[-–]\d\d(?:\d\d)?)?(?![\w%]|[.,]\d|[-–]\d)")
_DATED = frozenset({EntityType.LAW, EntityType.STRATEGY, EntityType.PLAN, EntityType.ROADMAP})
_SENTENCE_ENDS = re.compile(r"[.:!?]\s*$")


def find_patterned_names(text: str, start: int, end: int) -> Iterator[NameMention]:
    """Names of fixed form in ``text[start:end]``.

    >>> [n.name for n in find_patterned_names("under Regulation (EU) 2021/694 and the Coast: Repair Fund", 0, 57)]
    ['Regulation (EU) 2021/694', 'Coast: Repair Fund']
    >>> [n.name for n in find_patterned_names("the Department for Tides, Ports and Piers", 0, 41)]
    ['Department for Tides, Ports and Piers']
    >>> [(n.name, n.aliases[:2]) for n in find_patterned_names("the Tide, Port, and Pier (TPP) Programme", 0, 40)]
    [('Tide, Port, and Pier Programme', ('TPP', 'TPP Programme'))]
    """
    for pattern in (_EU_ACT, _NUMBERED_LAW):
        for match in pattern.finditer(text, start, end):
            yield NameMention(match.start(), match.end(), match.group(), EntityType.LAW)
    for match in _GOVERNMENT.finditer(text, start, end):
        yield NameMention(match.start(), match.end(), match.group(), EntityType.GOVERNMENT)
    for match in _COLON_NAME.finditer(text, start, end):
        kind = type_of_phrase(match["rest"].split())
        first = match["first"].split()[0]
        place = list(find_world_names(match["first"], 0, len(match["first"]))) or find_known(
            match["first"], gazetteer()
        )
        if kind is not None and not place and first not in word_set("titles", "before_names"):
            begin = match.start("first")
            yield NameMention(begin, match.end(), text[begin : match.end()], kind)
    yield from _of_many_fields(text, start, end)
    yield from _with_acronym_inside(text, start, end)
    for match in _MEANING_INSIDE.finditer(text, start, end):
        kind = type_of_phrase([match["head"]])
        if kind is not None and len(match["run"].split()) > 1:
            yield NameMention(*match.span(), f"{match['run']} {match['head']}", kind, None, (match.group(),))
    yield from _with_small_head(text, start, end)
    yield from _plain_but_defined(text, start, end)


def _of_many_fields(text: str, start: int, end: int) -> Iterator[NameMention]:
    """ "the Department for Tides, Ports and Piers"."""
    for match in _MANY_FIELDS.finditer(text, start, end):
        begin, words = match.start(), match.group().split()
        while words and words[0] in word_set("titles", "before_names"):
            begin += len(words[0]) + 1
            words = words[1:]
        kind = type_of_phrase(words)
        if kind is not None and words[0][0].isupper() and not word_set("titles", "after_names") & set(words):
            yield NameMention(begin, match.end(), text[begin : match.end()], kind)


def _with_acronym_inside(text: str, start: int, end: int) -> Iterator[NameMention]:
    """ "the Tide and Port (TP) Programme": the acronym stands before the type noun."""
    for match in _ACRONYM_BEFORE_HEAD.finditer(text, start, end):
        head, acronym = match["head"], match["acronym"]
        begin, long = _shortest(match["long"], acronym)
        kind = type_of_phrase([*long.split(), head.capitalize()])
        if kind is None or not long or not (head[0].isupper() or kind_of_small(head)):
            continue
        begin += match.start("long")
        if type_of_phrase(long.split()) is not None and head[0].isupper():
            yield NameMention(begin, begin + len(long), long, type_of_phrase(long.split()) or kind, None, (acronym,))
            continue
        aliases = (acronym, f"{acronym} {head}", f"{long} ({acronym}) {head}")
        yield NameMention(begin, match.end(), f"{long} {head}", kind, None, aliases)


def _plain_but_defined(text: str, start: int, end: int) -> Iterator[NameMention]:
    """ "tidal power hubs (TP Hubs)": plain words for which the text defines an acronym, from its first letter on."""
    for match in _DEFINED.finditer(text, start, end):
        starts = [m.start() for m in re.finditer(r"(?<![\w-])\w", match["long"])]
        for at in reversed(starts[:-1]):
            words = match["long"][at:]
            kind = type_of_phrase(words.split(), "phrase")
            if (
                words[0].upper() == match["acronym"][0]
                and kind is not None
                and _initial_of_each(match["acronym"], words)
            ):
                yield NameMention(match.start() + at, match.end("long"), words, kind, None, (match["acronym"],))
                break


def _initial_of_each(acronym: str, words: str) -> bool:
    """Whether an acronym has a letter for each of some words, of the last one perhaps more."""
    letters = "".join(c for c in acronym.upper() if c.isalpha())
    initials = "".join(w[0].upper() for w in words.split() if w not in ("of", "for", "and", "the"))
    return letters.startswith(initials) and shortens(acronym, words)


def _shortest(long: str, acronym: str) -> tuple[int, str]:
    """The shortest end of some words that an acronym abbreviates, and where it begins."""
    starts = [m.start() for m in re.finditer(r"(?<![\w’'-])[A-Z]", long)]
    for at in reversed(starts):
        if shortens(acronym, long[at:]):
            return at, long[at:]
    return 0, ""


def kind_of_small(head: str) -> bool:
    """Whether a type noun in small letters may end a name in capitals."""
    return _SMALL_HEAD.match(f"X {head}") is not None


def _with_small_head(text: str, start: int, end: int) -> Iterator[NameMention]:
    """ "the Piers for All scheme": capitals, then a type noun in small letters."""
    for match in _SMALL_HEAD.finditer(text, start, end):
        begin, run = match.start("run"), match["run"]
        for word in run.split():
            if word not in word_set("titles", "before_names") | frozenset({"of", "for", "the", "to", "in", "and", "&"}):
                break
            begin, run = begin + len(word) + 1, run[len(word) + 1 :]
        kind = type_of_phrase(["X", match["head"].capitalize()])
        if kind is None or not run or not _names_something(text, start, begin, run):
            continue
        yield NameMention(begin, match.end(), f"{run} {match['head']}", kind, None, (run,) if " " in run else ())


def _names_something(text: str, start: int, begin: int, run: str) -> bool:
    """Whether capitals in front of a small type noun are a name of their own, not an owner, a place or a field."""
    words = run.split()
    opens = begin == start or _SENTENCE_ENDS.search(text[start:begin]) is not None
    if opens or re.search(r"[’']s?\b", run) or words[-1] in word_set("titles", "after_names"):
        return False
    if len(words) == 1 and not re.fullmatch(r"[A-Z][\w-]*[A-Z][\w-]*", run):
        return False
    if any(w in word_set("titles", "describing") for w in words):
        return False
    covered = [*find_known(run, gazetteer()), *find_world_names(run, 0, len(run))]
    return not any(n.end - n.start >= 0.6 * len(run) or n.end == len(run) for n in covered)


def with_year(text: str, mention: NameMention) -> NameMention:
    """A law, plan or strategy with the year that belongs to its name.

    >>> with_year("the Tidal Act 2003.", NameMention(4, 13, "Tidal Act", EntityType.LAW)).name
    'Tidal Act 2003'
    """
    year = _YEAR.match(text, mention.end)
    if year is None or mention.type not in _DATED or mention.quoted or mention.name[-1].isdigit():
        return mention
    if year.group().startswith(",") and mention.type is not EntityType.LAW:
        return mention
    name = text[mention.start : year.end()]
    law_of = " of " not in year.group() or mention.type is EntityType.LAW
    return (
        NameMention(mention.start, year.end(), name, mention.type, None, (mention.name, *mention.aliases))
        if law_of
        else mention
    )
