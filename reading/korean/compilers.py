"""Who compiles an index or a survey, in Korean sentences."""

from __future__ import annotations

from ..figures import Reference
from .linker import Linker
from .scene import Sort
from .words import word_set


def read_compilers(linker: Linker) -> None:
    """ "A가 발표한 X 지수", "A는 X 조사를 실시했다", "X 지수 : A가 매년 발표"."""
    compiling = word_set("links", "", "compiling")
    for first, verb, _, stem in linker.scene.nested:
        thing = linker.after(verb) if stem in compiling else None
        if thing is not None and linker.family(thing) == "index":
            for i in range(first, verb):
                if linker.items[i].sort is Sort.NOUN and linker.items[i].role in ("이", "에서"):
                    for body in linker.bodies_ending(i):
                        linker.say(thing, "compiledBy", body, "index.compiled", 0.8)
    for clause in linker.scene.clauses:
        if clause.stem not in compiling:
            continue
        things = [r for _, r in linker.role(clause, "를") if linker.family(r) == "index" and r.name is not None]
        label = linker.name_at(linker.items[0], "index") if len(linker.items) > 2 else None
        if label is not None and linker.items[1].stem in (":", "："):
            things.append(Reference.to(label))
        for thing in things:
            for body in linker.bodies(clause):
                linker.say(thing, "compiledBy", body, "index.compiled", 0.75)
