"""What is announced, settled or shown at a meeting, in Korean sentences."""

from __future__ import annotations

from ...graph.claim import EntityType
from ..figures import Reference
from .linker import ITEMS, Linker
from .scene import Sort
from .words import word_set


def read_meetings(linker: Linker) -> None:
    """ "E에서 X를 발표했다", "E에서 발표된 X", "E를 열고 X를 의결", "E를 통해 X를 공개"."""
    announcing, hosting = word_set("links", "", "announcing"), word_set("links", "", "hosting")
    for i, item in enumerate(linker.items):
        event = linker.name_at(item, "event") if item.sort is Sort.NOUN else None
        if event is None or event.type is not EntityType.EVENT:
            continue
        if item.role == "에서":
            _at(linker, i, Reference.to(event))
        following = linker.items[i + 1] if i + 1 < len(linker.items) else None
        through = item.role == "를" and following is not None and following.stem in ("통해", "통하여")
        clause = linker.scene.clause_of(i)
        at = linker.scene.clauses.index(clause)
        opened = item.role == "를" and clause.stem in (hosting | {"갖"}) and clause.verb is not None
        if not (through or opened):
            continue
        for other in linker.scene.clauses[at + (0 if through else 1) : at + 3]:
            if {other.stem, *other.stem.split("·")} & announcing:
                for j, _ in linker.role(other, "를", inside=False):
                    for thing in linker.members(j) if j > i else ():
                        if linker.family(thing) in ITEMS and linker.is_item(thing):
                            linker.say(thing, "announcedAt", Reference.to(event), "event.opened", 0.8)
                break


def _at(linker: Linker, index: int, event: Reference) -> None:
    announcing = word_set("links", "", "announcing")
    clause = linker.scene.clause_of(index)
    nested = next((n for n in linker.scene.nested if n[0] <= index < n[1]), None)
    if nested is not None and nested[3] in announcing:
        objects = [
            linker.refer(j, nested[0])
            for j in range(index + 1, nested[1])
            if linker.items[j].role == "를" and linker.items[j].sort is Sort.NOUN
        ]
        for thing in objects or [linker.after(nested[1])]:
            if linker.family(thing) in ITEMS:
                linker.say(thing, "announcedAt", event, "event.announced", 0.85)
    at = linker.scene.clauses.index(clause)
    for other in linker.scene.clauses[at:]:
        if {other.stem, *other.stem.split("·")} & announcing or (nested is not None and other is clause):
            for j, thing in linker.role(other, "를", inside=True):
                if j > index and linker.family(thing) in ITEMS:
                    linker.say(thing, "announcedAt", event, "event.announced", 0.8)
