"""Names whose type the words beside them give: "the chipmaker Tessa", "Orba, a ferry operator", "firms like A"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...graph.claim import EntityType
from ..lexicons import join_alternatives
from ..names import NameMention
from .heads import type_of_phrase
from .words import word_groups, word_set

_WORD = r"(?:[A-Z][\w&]*(?:(?!’s\b|'s\b)[’'\-–/+.][\w&]+)*|\d+[A-Z][\w-]*)"
_RUN = rf"{_WORD}(?:[ \u00a0](?:(?:of|for|the|de|&)[ \u00a0])?{_WORD}){{0,5}}(?: \d(?![\w.,%]))?"
_ACRONYM = r"(?: \((?P<acronym>[A-Z][\w&.-]*[A-Z][\w-]*)\))?"


def find_described_names(text: str, start: int, end: int) -> Iterator[NameMention]:
    """Names beside a noun that says what they are, in ``text[start:end]``.

    >>> def found(text): return [(n.name, n.type.value) for n in find_described_names(text, 0, len(text))]
    >>> found("They pay the chipmaker Tessa Works and Harbour Link, an operator of ferries.")
    [('Tessa Works', 'company'), ('Harbour Link', 'company')]
    >>> found("It pays companies such as Tessa, Harbour Link and Orba.")
    [('Tessa', 'company'), ('Harbour Link', 'company'), ('Orba', 'company')]
    >>> found("It grew in Tides for All (TFA), a training programme.")
    [('Tides for All', 'programme')]
    """
    yield from _behind_role(text, start, end)
    yield from _before_role(text, start, end)
    yield from _listed(text, start, end)


def _behind_role(text: str, start: int, end: int) -> Iterator[NameMention]:
    for match in _patterns()["role_first"].finditer(text, start, end):
        name = _mention(match, _roles()[match["role"].lower()])
        if name is not None:
            yield name


def _before_role(text: str, start: int, end: int) -> Iterator[NameMention]:
    for match in _patterns()["name_first"].finditer(text, start, end):
        role = match["role"].lower()
        kind = _roles().get(role) or type_of_phrase(["X", role.capitalize()])
        name = _mention(match, kind) if kind is not None else None
        opens = match.start("name") == start and match["acronym"] is None
        if name is not None and not (opens and " " not in name.name):
            yield name


def _listed(text: str, start: int, end: int) -> Iterator[NameMention]:
    for match in _patterns()["list"].finditer(text, start, end):
        kind = _groups()[match["group"].lower()]
        for item in re.finditer(_RUN, match["items"]):
            begin = match.start("items") + item.start()
            if _names(item.group()):
                yield NameMention(begin, begin + len(item.group()), item.group(), kind)


def _mention(match: re.Match[str], kind: EntityType) -> NameMention | None:
    name = match["name"]
    if not _names(name) or type_of_phrase(name.split()) is not None:
        return None
    return NameMention(match.start("name"), match.end("name"), name, kind)


def _names(words: str) -> bool:
    """Whether capitals can be a name by themselves: no month, no office, no word that only opens a sentence."""
    first = words.split()[0]
    no = word_set("titles", "before_names") | word_set("titles", "after_names") | word_set("offices", "offices")
    return first not in no | word_set("titles", "describing") and len(words) > 2


@cache
def _roles() -> dict[str, EntityType]:
    return {word: EntityType(kind) for kind, words in word_groups("roles", "role").items() for word in words}


@cache
def _groups() -> dict[str, EntityType]:
    return {word: EntityType(kind) for kind, words in word_groups("roles", "group").items() for word in words}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    roles, groups = join_alternatives(_roles()), join_alternatives(_groups())
    heads = join_alternatives([*_roles(), *word_set("roles", "heads")])
    return {
        "role_first": re.compile(rf"(?<![\w-])(?P<role>{roles}) (?P<name>{_RUN})(?![\w-])"),
        "name_first": re.compile(
            rf"(?<![\w’'“-])(?P<name>{_RUN}){_ACRONYM}(?:, (?:which is )?| [-–—] | (?:is|was) )(?:the|an?|its|our) "
            rf"(?:[\w’'-]+ ){{0,4}}?(?P<role>{heads})(?=[ ,.;)–—-]|$)"
        ),
        "list": re.compile(
            rf"(?<![\w-])(?P<group>{groups})(?: \([^()]*\))?,? (?:such as|including|like|namely) "
            rf"(?P<items>(?:the )?{_RUN}(?:(?:, (?:and )?| and | or )(?:the )?{_RUN})*)"
        ),
    }
