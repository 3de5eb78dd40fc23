"""Which two names may stand for one thing: proposals only, for a person to judge.

Computed over the sorted things of all documents, so that the order of loading cannot show. Two things are proposed
where they share a name or alias, where one is the other's acronym, where one adds the word for its own kind, or where
their names are nearly the same, word by word. Their kind must agree, their head noun and their numerals too;
ministries, agencies and laws of different countries are never proposed. Nearness proposes, it never decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from .claim import FAMILY, EntityType
from .stored import StoredDocument

NEAR = 0.85
"""How like two words must be, from 0 to 1, for one to be a spelling of the other."""
_NEVER = frozenset({"concept", "measure", "group", "post", "place", "person", "sector"})
"""Families that are described more than named, or whose names many share."""
_OF_A_COUNTRY = frozenset({EntityType.MINISTRY, EntityType.AGENCY, EntityType.GOVERNMENT, EntityType.LAW})
_SMALL = frozenset({"of", "and", "the", "for", "on", "in", "to", "a", "an", "&", "및"})
_KINDS = frozenset(
    {"programme", "program", "project", "initiative", "scheme", "platform", "system", "plan", "strategy", "roadmap"}
    | {"사업", "프로젝트", "프로그램", "계획", "전략", "플랫폼", "시스템"}
)
"""Words that say what sort of thing a name stands for, and are often left out."""
_ROMAN = re.compile(r"[ivx]+")
_MOST_ALIKE = 200
"""Of larger groups with one head noun only those of equal beginnings are compared."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with all that documents call it, and the countries of the documents."""

    iri: str
    type: EntityType
    names: tuple[str, ...]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two things that may be one, and why it seems so; ``one`` comes first in the alphabet."""

    one: str
    other: str
    reason: str


def things_of(documents: Iterable[StoredDocument]) -> list[Thing]:
    """The things of all documents, sorted by IRI; those whose type is not known are left out."""
    names: dict[str, set[str]] = defaultdict(set)
    types: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for iri, thing in document.things.items():
            if thing.type:
                names[iri].update(thing.names)
                types[iri].add(thing.type)
                countries[iri].update({document.country} - {""})
    return [
        Thing(iri, EntityType(min(types[iri])), tuple(sorted(names[iri])), frozenset(countries[iri]))
        for iri in sorted(types)
    ]


def propose(things: Iterable[Thing]) -> list[Proposal]:
    """Every two things that may be one, sorted, each pair once with the best of its reasons."""
    families: dict[str, list[Thing]] = defaultdict(list)
    for thing in sorted(things, key=lambda each: each.iri):
        if FAMILY[thing.type] not in _NEVER:
            families[FAMILY[thing.type]].append(thing)
    found: dict[tuple[str, str], Proposal] = {}
    for family in families.values():
        for proposal in (*_called_alike(family), *_acronyms(family), *_near(family)):
            found.setdefault((proposal.one, proposal.other), proposal)
    return [found[pair] for pair in sorted(found)]


def _called_alike(things: list[Thing]) -> Iterator[Proposal]:
    by_name: dict[str, dict[str, tuple[Thing, str]]] = defaultdict(dict)
    for thing in things:
        for name in thing.names:
            by_name[_key(name)].setdefault(thing.iri, (thing, name))
    for alike in by_name.values():
        for (one, name), (other, _) in combinations(alike.values(), 2):
            if _may_be_one(one, other):
                yield Proposal(one.iri, other.iri, f"both are called “{name}”")


def _acronyms(things: list[Thing]) -> Iterator[Proposal]:
    short: dict[str, list[tuple[Thing, str]]] = defaultdict(list)
    for thing in things:
        for name in thing.names:
            if re.fullmatch(r"[A-Z][A-Za-z&-]{1,7}", name) and sum(map(str.isupper, name)) > 1:
                short[re.sub(r"\W", "", name).upper()].append((thing, name))
    for thing in things:
        for name in thing.names:
            for other, said in short.get(_initials(name), ()):
                if other.iri != thing.iri and _may_be_one(thing, other):
                    one, second = sorted((thing.iri, other.iri))
                    yield Proposal(one, second, f"{said} are the initials of “{name}”")


def _near(things: list[Thing]) -> Iterator[Proposal]:
    groups: dict[str, dict[str, list[tuple[Thing, str]]]] = defaultdict(lambda: defaultdict(list))
    for thing in things:
        for name in thing.names:
            words = _words(name)
            if words:
                groups[_head(words)][thing.iri].append((thing, name))
            if len(words) > 1 and words[-1] in _KINDS:
                groups[_head(words[:-1])][thing.iri].append((thing, name))
    for alike in groups.values():
        if len(alike) > _MOST_ALIKE:
            continue
        for one, other in combinations(sorted(alike), 2):
            for (first, name), (second, said) in ((a, b) for a in alike[one] for b in alike[other]):
                if _may_be_one(first, second) and names_are_near(name, said):
                    yield Proposal(one, other, f"“{name}” and “{said}” are nearly the same name")
                    break


def names_are_near(one: str, other: str) -> bool:
    """Whether two names differ in nothing but spelling, number, or a last word that says what sort of thing it is.

    >>> names_are_near("Smart City Platform", "Smart-City Platforms"), names_are_near("smart farm", "smart factory")
    (True, False)
    >>> names_are_near("Harbour Renewal", "Harbour Renewal Programme"), names_are_near("New Deal", "New Deal 2.0")
    (True, False)
    >>> names_are_near("Data", "data platforms"), names_are_near("UMANG", "UMANG platform")
    (False, True)
    >>> names_are_near("Ministry of Trade", "Ministry of Economy"), names_are_near("데이터 댐", "데이터댐 사업")
    (False, True)
    """
    first, second = _words(one), _words(other)
    if _numerals(one) != _numerals(other):
        return False
    ends, others = _with_and_without_kind(one, first), _with_and_without_kind(other, second)
    both = {*first, *second} & _KINDS
    if len({first[-1] if first else "", second[-1] if second else ""} & both) < 2 and ends & others:
        return True
    if len(first) != len(second) or not first:
        return False
    return all(map(_alike, first, second))


def _with_and_without_kind(name: str, words: list[str]) -> set[str]:
    """A name as one word, and what is left without the word for its kind where that still names something.

    "Data" is what many a platform is of; an acronym, two words, or a Korean name of four letters is a name.
    """
    found = {_joined(words)} - {""}
    rest = words[:-1]
    if rest and words[-1] in _KINDS:
        acronym = re.match(r"[^\W\d_]{2,}", name)
        telling = len(rest) > 1 or (acronym is not None and acronym[0].isascii() and acronym[0].isupper())
        if telling or (not rest[0].isascii() and len(rest[0]) >= 4):
            found.add(_joined(rest))
    return found


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    if len(one) < 5 or len(other) < 5 or not one.isascii():
        return one == other
    return Levenshtein.normalized_similarity(one, other) >= NEAR


def _may_be_one(one: Thing, other: Thing) -> bool:
    """Whether kind and country allow it: a ministry of one country is none of another."""
    if one.iri == other.iri:
        return False
    if {one.type, other.type} & _OF_A_COUNTRY and one.countries and other.countries:
        return bool(one.countries & other.countries)
    return True


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", name).casefold().replace("'s", "")
    return [_singular(word) for word in re.findall(r"[^\W_]+", folded) if word not in _SMALL]


def _singular(word: str) -> str:
    if not word.isascii() or len(word) < 4:
        return word
    word = word.replace("centre", "center")
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s") if not word.endswith("ss") else word


def _joined(words: list[str]) -> str:
    return "".join(words)


def _key(name: str) -> str:
    return _joined(_words(name))


def _head(words: list[str]) -> str:
    """What puts two names beside each other: how the head noun begins, or the last letters of a Korean name."""
    return words[-1][:3] if words[-1].isascii() else _joined(words)[-2:]


def _numerals(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return sorted([*re.findall(r"\d+", folded), *(w for w in re.findall(r"[^\W_]+", folded) if _ROMAN.fullmatch(w))])


def _initials(name: str) -> str:
    words = [word for word in re.findall(r"[^\W_]+", name) if word.casefold() not in _SMALL]
    if len(words) < 2 or not all(word[0].isupper() for word in words):
        return ""
    return "".join(word if word.isupper() and len(word) < 4 else word[0] for word in words).upper()
