"""What is a part of what in Korean sentences: 일환, 가운데, 속하다, 구성되다, and the genitive between two items."""

from __future__ import annotations

import re

from ...graph.claim import FAMILY
from ..figures import Reference
from .linker import ITEMS, Linker
from .lists import say_part
from .scene import Sort
from .words import word_set


def read_parts(linker: Linker) -> None:
    """ "X의 일환으로 Y를 추진", "Y는 X에 속한다/포함된다", "X의 10대 과제 가운데 Y", "X는 Y, Z로 구성된다"."""
    for i, item in enumerate(linker.items):
        words = linker.scene.words(item)
        if item.sort is Sort.NOUN and words == "일환" and i:
            _within(linker, i)
        if item.sort is Sort.FUNCTION and words in ("가운데", "중") and i:
            _among(linker, i)
    for clause in linker.scene.clauses:
        if clause.stem in word_set("links", "", "belonging"):
            for _, whole in linker.role(clause, "에"):
                for role in ("은", "이"):
                    for i, _ in linker.role(clause, role):
                        for part in linker.members(i):
                            say_part(linker, part, whole, "part.belongs", 0.85)
        if clause.stem in word_set("links", "", "consisting"):
            wholes = [r for _, r in linker.role(clause, "은")]
            for role in ("로", "를"):
                for i, _ in linker.role(clause, role):
                    for part in linker.members(i):
                        for whole in wholes[:1]:
                            if part.name is not None:
                                say_part(linker, part, whole, "part.consists", 0.8)


def _within(linker: Linker, index: int) -> None:
    """X의 일환으로, X 일환으로."""
    before = linker.items[index - 1]
    if before.role == "의":
        whole = linker.refer(index - 1)
    else:
        name = linker.name_at(before, *ITEMS) if not before.role else None
        whole = Reference.to(name) if name is not None else None
    clause = linker.scene.clause_of(index)
    parts = [p for i, _ in linker.role(clause, "를") if i > index for p in linker.members(i)]
    parts = [p for p in parts if linker.is_item(p)]
    parts = parts or [r for _, r in linker.role(clause, "은")] or [r for _, r in linker.role(clause, "이")]
    said = len(linker.out)
    for part in parts:
        say_part(linker, part, whole, "part.within", 0.85)
    if said == len(linker.out):
        say_part(linker, linker.after(index), whole, "part.within", 0.75)


def _among(linker: Linker, index: int) -> None:
    """X의 10대 과제 가운데 Y."""
    start, stop = linker.scene.start, linker.items[index].start
    wholes = [n for n in linker.scene.names if n.start >= start and n.end <= stop and FAMILY[n.type] in ITEMS]
    if wholes and re.search(r"과제|사업|프로젝트", linker.scene.text[start:stop]):
        say_part(linker, linker.after(index), Reference.to(wholes[-1]), "part.among", 0.7)


def read_genitives(linker: Linker) -> None:
    """ "기관의 지수": who compiles it; "부처의 사업": who answers for it; "뉴딜의 사업": what it is a part of."""
    for i, item in enumerate(linker.items[:-1]):
        if item.sort is not Sort.NOUN or item.role != "의":
            continue
        owner = linker.name_at(item, "body", "item")
        thing = linker.after(i)
        if owner is None or thing is None or thing.name is None or thing.name.start < owner.end:
            continue
        kind = FAMILY[thing.name.type]
        if kind == "index" and FAMILY[owner.type] == "body":
            linker.say(thing, "compiledBy", Reference.to(owner), "index.compiler", 0.8)
        elif FAMILY[owner.type] == "body" and kind in ("item", "plan", "fund"):
            linker.say(thing, "responsibleBody", Reference.to(owner), "actor.genitive", 0.75)
        elif FAMILY[owner.type] == "item" and kind == "item":
            say_part(linker, thing, Reference.to(owner), "part.genitive", 0.6)
