"""Which technologies a thing uses: "A와 B를 활용한 X", "A 기반의 X", "X는 A를 접목해 … 사업이다"."""

from __future__ import annotations

from dataclasses import replace

from ...graph.claim import EntityType
from ..figures import Reference
from ..names import find_known, gazetteer
from .context import generic
from .heads import type_of_korean
from .linker import ITEMS, Linker
from .scene import Clause, Sort
from .words import word_set

_INSTALLED = frozenset({EntityType.PLATFORM, EntityType.SERVICE, EntityType.INFRASTRUCTURE})
_MADE = frozenset({"item", "plan", "fund", "technology"})


_ABSTRACT = ("전환", "혁신", "사회", "시대", "경제", "성장", "강국", "생태계", "경쟁", "산업", "분야", "도약", "강화")
"""what comes about by technologies and uses none"""


def read_technologies(linker: Linker) -> None:
    """Uses that a clause in front of a noun, a clause of its own, 기반, or the thing's own name tells."""
    using = word_set("links", "", "using")
    for first, verb, _, stem in linker.scene.nested:
        if stem in using:
            thing = linker.after(verb)
            _uses(linker, thing, linker.items[first].start, linker.items[verb].start, "technology.used")
    for clause in linker.scene.clauses:
        if clause.verb is not None and (clause.stem in using or linker.items[clause.verb].stem in using):
            _clause(linker, clause, clause.verb)
    for i, item in enumerate(linker.items):
        if item.sort is Sort.NOUN and linker.scene.words(item) == "기반" and item.role in ("", "의"):
            thing = linker.after(i)
            _uses(linker, thing, linker.items[_phrase_start(linker, i)].start, item.start, "technology.based-on")
        if item.sort is Sort.FUNCTION and item.stem in ("활용해", "이용해", "바탕으로", "기반으로") and i:
            _through(linker, i)
    _in_names(linker)


def _through(linker: Linker, index: int) -> None:
    """A를 활용해 X를 구축한다; X는 A를 활용해 …."""
    clause = linker.scene.clause_of(index)
    start, stop = linker.items[_phrase_start(linker, index - 1)].start, linker.items[index].start
    things = [r for i, r in linker.role(clause, "를") if i > index and linker.family(r) in _MADE]
    topics = [r for _, r in linker.topics(clause) if linker.is_item(r) and r.name is not None]
    for thing in things or topics:
        _uses(linker, thing, start, stop, "technology.through")


def _clause(linker: Linker, clause: Clause, verb: int) -> None:
    """A를 활용해 X를 구축; X에 A를 적용; X는 A를 접목해 …하는 사업이다."""
    at = linker.scene.clauses.index(clause)
    start, stop = linker.items[clause.first].start, linker.items[verb].start
    said = len(linker.out)
    for other in linker.scene.clauses[at + 1 : at + 2]:
        for _, thing in linker.role(other, "를"):
            if linker.family(thing) in _MADE:
                _uses(linker, thing, start, stop, "technology.used-for")
    for _, thing in linker.role(clause, "에"):
        if linker.family(thing) in ITEMS and clause.stem in ("적용", "접목", "도입", "탑재"):
            _uses(linker, thing, start, stop, "technology.applied")
    if said == len(linker.out):
        for i, thing in linker.topics(clause):
            if linker.is_item(thing) and thing.name is not None:
                _uses(linker, thing, max(start, linker.items[i].end), stop, "technology.of-topic")


def _in_names(linker: Linker) -> None:
    """AI 돌봄 플랫폼 uses AI."""
    for name in linker.scene.names:
        if name.iri is None and name.type in _INSTALLED:
            for tech in find_known(name.name, gazetteer()):
                if tech.type is EntityType.TECHNOLOGY and tech.start == 0 and tech.end < len(name.name):
                    own = replace(tech, start=name.start, end=name.start + tech.end)
                    linker.say(Reference.to(name), "usesTechnology", Reference.to(own), "technology.in-name", 0.6)


def _phrase_start(linker: Linker, last: int) -> int:
    first = last
    while first and linker.items[first - 1].sort is Sort.NOUN and linker.items[first - 1].role in ("", "와"):
        first -= 1
    return first


def _uses(linker: Linker, thing: Reference | None, start: int, end: int, rule: str) -> None:
    if thing is None or generic(thing.words) or linker.family(thing) == "technology":
        return
    named = thing.name is not None or type_of_korean(thing.words) is not None
    if not named and thing.words.split()[-1].endswith(_ABSTRACT):
        return
    if linker.family(thing) not in (*_MADE, "concept") and (
        named or rule not in ("technology.used", "technology.based-on")
    ):
        return
    for name in linker.named(start, end, "technology"):
        linker.say(thing, "usesTechnology", Reference.to(name), rule, 0.8)
