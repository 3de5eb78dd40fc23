"""People that a text names with their office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ...graph.claim import EntityType
from ...ontology.labels import known_names
from ..lexicons import read_lexicon
from ..names import NameMention
from .words import word_set

_WORD = r"(?:[A-ZÀ-Ý][’'](?=[A-Z]))?[A-ZÀ-ÝĀ-Ž][A-Za-zÀ-ɏ]*[a-zà-ɏ](?:-[A-Za-zÀ-ɏ]+)*(?![\w’'-]*[A-Z0-9])"
_CAPITAL = r"(?:[A-Z]\.(?= [A-Z])|[A-ZÀ-Ý][\w’'&.-]*(?<![.,]))"
_FIELD = rf"{_CAPITAL}(?: {_CAPITAL})*"
_FIELDS = rf"{_FIELD}(?:(?:, {_FIELD})*,? (?:and|&) (?:for |of )?(?:the )?{_FIELD})*"
_LETTERS = r"(?: (?:MP|AM|MSP|MEP|MLA|MHA|TD|T\.D\.|AO|OBE|CBE|KC|QC))?"
"""letters behind the names of members of parliaments and orders"""
_SPEAKS = rf"{_LETTERS}(?=[,.;:)]|[’']s\b|\s|$)"


_MOST_WORDS_OF_FIELD = 3


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """A person and the office that the text gives them, which stands at ``start``:``end``."""

    person: NameMention
    office: str
    start: int
    end: int


def find_office_holders(text: str, start: int, end: int) -> Iterator[OfficeHolder]:
    """People named beside their office in ``text[start:end]``.

    >>> [(h.person.name, h.office) for h in find_office_holders("Minister Ada Byrne of Fisheries said", 0, 36)]
    [('Ada Byrne', 'Minister of Fisheries')]
    >>> [(h.person.name, h.office) for h in find_office_holders("Minister for Tidal Energy Ada Byrne said", 0, 40)]
    [('Ada Byrne', 'Minister for Tidal Energy')]
    >>> [(h.person.name, h.office) for h in find_office_holders("Ada Byrne, who chairs the Tidal Board, said", 0, 43)]
    [('Ada Byrne', 'Chair of the Tidal Board')]
    """
    seen: set[int] = set()
    found = (_office_first, _name_first, _leaders, _several)
    for holder in (h for find in found for h in find(text, start, end)):
        if holder.person.start not in seen:
            seen.add(holder.person.start)
            yield holder


def _office_first(text: str, start: int, end: int) -> Iterator[OfficeHolder]:
    """ "Minister Ada Byrne", "Minister for the Sea, Ada Byrne", "Sea and Coast Secretary Ada Byrne"."""
    at = start
    while (match := _patterns()["office"].search(text, at, end)) is not None:
        at = match.end("office")
        begin = _start_of_field(text, start, match.start())
        if match["run"] is None:
            holder = _directly_behind(text, match.end("office"), end)
            if holder is None:
                continue
            person, field = holder
            office = text[begin : match.end("office")] + (f" of {field}" if field else "")
            yield OfficeHolder(person, office, begin, match.end("office"))
            continue
        another = _patterns()["another"].search(match["run"])
        run_end = match.start("run") + another.start() if another is not None else match.end("run")
        split = _name_at_end(text, match.start("run"), run_end)
        if split is not None:
            stop = match.start("run") + len(text[match.start("run") : split.start].rstrip(" ,"))
            stop = _without_honorifics(text, match.start("run"), stop)
            yield OfficeHolder(split, text[begin:stop], begin, stop)


def _start_of_field(text: str, start: int, at: int) -> int:
    """Where the words for a field begin that stand in front of an office: "Trade and Industry Secretary"."""
    found = re.search(rf"(?<![\w’'-]){_FIELDS} $", text[max(start, at - 80) : at])
    if found is None:
        return _start_of_small_field(text, start, at)
    begin = max(start, at - 80) + found.start()
    words = [(m.start() + begin, m.group()) for m in re.finditer(r"\S+", found.group())]
    small = word_set("titles", "before_names") | word_set("titles", "after_names")
    while words and (words[0][1].strip(",") in small or words[0][1] in ("and", "&")):
        words = words[1:]
    if words and text[max(start, at - 80) : begin].rstrip().endswith((":", "“", '"')) and len(words) > 4:
        return at
    return words[0][0] if words else at


def _start_of_small_field(text: str, start: int, at: int) -> int:
    """Where a field in small letters begins before an office in small letters: "digital inclusion minister"."""
    if not text[at : at + 1].islower():
        return at
    words = list(re.finditer(r"[A-Za-z][a-z-]*(?= )", text[max(start, at - 60) : at]))
    begin, behind = at, at
    for count, word in enumerate(reversed(words)):
        first = max(start, at - 60) + word.start()
        touches = max(start, at - 60) + word.end() == behind - 1
        joins = word.group() == "and" and 0 < count <= _MOST_WORDS_OF_FIELD
        opens = first == start and word.group() in word_set("offices", "fields")
        plain = opens or (word.group().islower() and word.group() not in word_set("offices", "no_field"))
        if not touches or count > _MOST_WORDS_OF_FIELD or not (joins or plain) or word.group().endswith(("ed", "ly")):
            break
        begin, behind = (begin if joins else first), first
    return begin


def _directly_behind(text: str, at: int, end: int) -> tuple[NameMention, str] | None:
    """The person whose name follows an office at once, and the field named behind it."""
    match = _patterns()["name"].match(text, at, end)
    if match is None:
        return None
    person = _person(match["name"], match.start("name"))
    if person is None:
        return None
    behind = re.compile(rf" (?:of|for) (?P<body>{_FIELDS})(?=[ ,.;:]|$)").match(text, person.end, end)
    return person, behind["body"] if behind and "’" not in behind["body"] else ""


def _name_at_end(text: str, start: int, end: int) -> NameMention | None:
    """The personal name with which a run of capitals ends: "Net Zero Ada Byrne", "Fisheries, Ada Byrne"."""
    run = text[start:end]
    comma = run.rfind(", ")
    if comma >= 0:
        behind = _patterns()["whole"].fullmatch(run, comma + 2)
        person = _person(behind["name"], start + behind.start("name")) if behind else None
        if behind and person is not None and person.end == start + behind.end("name"):
            return person
    run = re.sub(rf"(?<=\w){_LETTERS}$", "", run)
    words = list(re.finditer(r"\S+", run))
    best = None
    for count in (2, 3):
        if len(words) <= count:
            break
        first = words[-count]
        before = words[-count - 1].group()
        matched = _patterns()["whole"].fullmatch(run, first.start())
        if (
            matched is None
            or before in ("and", "&", "of", "for")
            or not _all_personal(w.group() for w in words[-count:])
        ):
            continue
        best = _person(matched["name"], start + matched.start("name"))
    return best or (_name_at_end(text, start, start + comma) if comma >= 0 else None)


def _without_honorifics(text: str, start: int, end: int) -> int:
    for _ in range(2):
        title = re.search(r"[ ,]+(\w+(?: Hon)?)\.?$", text[start:end])
        if title is None or title[1] not in word_set("offices", "honorifics"):
            break
        end = start + title.start()
    return end


def _name_first(text: str, start: int, end: int) -> Iterator[OfficeHolder]:
    """ "Ada Byrne, Minister of the Sea", "Ada Byrne, chief executive of the Tidal Board"."""
    for match in _patterns()["named"].finditer(text, start, end):
        person = _person(match["name"], match.start("name"))
        if person is not None and person.end == match.end("name"):
            office = match["office"]
            yield OfficeHolder(person, office[0].upper() + office[1:], *match.span("office"))


def _leaders(text: str, start: int, end: int) -> Iterator[OfficeHolder]:
    """ "Ada Byrne, who chairs the Tidal Board"."""
    for match in _patterns()["leads"].finditer(text, start, end):
        person = _person(match["name"], match.start("name"))
        if person is not None and person.end == match.end("name"):
            office = f"{_leading()[match['verb']]} of the {match['body']}"
            yield OfficeHolder(person, office, *match.span("body"))


def _several(text: str, start: int, end: int) -> Iterator[OfficeHolder]:
    """ "Ministers of State Ada Byrne and Ian Moor", "Ministers at the Department of Tides, Ada Byrne and …"."""
    for match in _patterns()["several"].finditer(text, start, end):
        office = f"{match['rank'] or ''}{match['office'][:-1]}{match['state'] or ''}"
        for name in _patterns()["whole"].finditer(text, match.start("names"), match.end("names")):
            person = _person(name["name"], name.start("name"))
            if person is not None and person.end == name.end("name"):
                yield OfficeHolder(person, office, match.start(), match.end("office"))


def _person(name: str, at: int) -> NameMention | None:
    """A personal name at a place, cut where words follow that belong to no name."""
    words = list(re.finditer(r"\S+", name))
    kept = len(words)
    for i, word in enumerate(words):
        if word.group() in _impersonal():
            kept = i
            break
    particles = {p.split()[-1] for p in word_set("offices", "particles")}
    while kept and (words[kept - 1].group() in particles or words[kept - 1].group().endswith(".")):
        kept -= 1
    if kept < 2 or words[kept - 1].group() in _known_words():
        return None
    end = words[kept - 1].end()
    return NameMention(at, at + end, name[:end], EntityType.PERSON)


def _all_personal(words: Iterable[str]) -> bool:
    return not any(w in _impersonal() or w in _known_words() for w in words)


@cache
def _impersonal() -> frozenset[str]:
    """Words in capitals that belong to offices, fields and times."""
    offices = frozenset(w for o in word_set("offices", "offices") for w in o.split())
    small = word_set("titles", "before_names") | word_set("titles", "after_names")
    return offices | word_set("offices", "fields") | word_set("titles", "no_personal_name") | small


@cache
def _known_words() -> frozenset[str]:
    """The capitalised words of all names known beforehand that are no people's."""
    found: set[str] = set()
    for row in known_names():
        if row.language == "en" and not row.acronym:
            found.update(w for w in re.findall(r"[A-Z][a-z]+", row.text))
    return frozenset(found)


@cache
def _leading() -> dict[str, str]:
    """The verbs for leading with the office of each."""
    return dict(read_lexicon("english", "offices")["leading"])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    def choice(key: str) -> str:
        return "|".join(re.escape(w) for w in sorted(word_set("offices", key), key=lambda w: (-len(w), w)))

    rank = rf"(?:(?:{choice('ranks')})[ -])"
    general = r"(?:[- ]General)?(?: of State)?"
    before = rf"{rank}{{0,3}}(?i:{choice('before_names')}){general}"
    joined = rf"(?:(?:{rank}{{0,3}}(?i:{choice('before_names')}){general})(?: (?:of|for) {_FIELDS})? and )?"
    any_office = rf"(?i:{rank}{{0,3}}(?:{choice('offices')}){general})"
    name = rf"{_WORD}(?: [A-Z]\.)?(?: (?:(?:{choice('particles')})[ -])?{_WORD}){{1,3}}"
    initialled = rf"[A-Z]\.? (?:[A-Z]\.? )?{_WORD}"
    small = r"(?!(?:of|for|and|at|in|on|who|said|says)\b)[a-z][a-z-]+ (?:and )?"
    honoured = rf"(?:(?:{choice('honorifics')})\.? (?:the )?){{0,2}}"
    return {
        "office": re.compile(
            rf"(?<![\w-])(?P<office>{before})"
            rf"(?: (?:of|for)(?: the)? (?P<run>{_FIELDS}(?: (?:of|for) (?:the )?{_FIELDS})?(?:, {_FIELD})?))?"
        ),
        "another": re.compile(rf",? and (?:{rank}){{0,3}}(?i:{choice('before_names')})\b"),
        "name": re.compile(rf",? {honoured}(?P<name>{name}|{initialled}){_SPEAKS}"),
        "whole": re.compile(rf"{honoured}(?P<name>{name}|{initialled}){_LETTERS}"),
        "named": re.compile(
            rf"(?<![\w-]){honoured}(?P<name>{name}|{initialled})(?: [A-Z]{{2,3}})?(?:,? \(?(?:who (?:is|was) )?"
            r"| (?:(?:will )?(?:serves?|served|act(?:s|ed)?) as|is"
            r"|(?:has been|was|is|have been) (?:appointed|named|elected)(?: as)?)"
            rf" )(?:the (?:[a-z]+[’']s )?|its |an? )?(?:new |then |senior )?"
            rf"(?P<office>{joined}(?:{_FIELDS} (?:{small}){{0,2}})??{any_office}"
            rf"(?: (?:of|for|at|in)(?: the)? {_FIELDS}(?: (?:of|for)(?: the)? {_FIELDS})*"
            rf"| (?:of|for) (?:{small}){{0,3}}[a-z]+(?:(?:, [a-z]+)*,? and [a-z]+)?(?=[,.;)]|$))?)(?![\w])"
        ),
        "several": re.compile(
            rf"(?<![\w-])(?P<rank>{rank}{{0,3}})(?P<office>(?:Minister|Commissioner|Governor|Senator)s)"
            rf"(?P<state> of State)?(?: (?:with|at|in|of|for) (?:the )?{_FIELDS}(?: (?:of|for) {_FIELDS})?,)?"
            rf" (?P<names>{honoured}(?:{name}){_LETTERS}(?:, {honoured}(?:{name}){_LETTERS})*"
            rf",? and {honoured}(?:{name}){_LETTERS})(?![\w-])"
        ),
        "leads": re.compile(
            rf"(?<![\w-])(?P<name>{name})(?:, who)? (?P<verb>{'|'.join(_leading())}) "
            rf"the (?P<body>{_FIELDS}(?: (?:of|for) {_FIELDS})?)"
        ),
    }
