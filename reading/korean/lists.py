"""Lists in Korean sentences: what belongs to what, which technologies make a group, who is in an alliance."""

from __future__ import annotations

from ...graph.claim import EntityType
from ..figures import Reference
from .context import generic
from .linker import ITEMS, Linker
from .scene import Clause, Sort
from .words import word_set


def read_lists(linker: Linker) -> None:
    """ "A, B 등 N개 과제가 X에 속한다"; "A, B 등이 참여하는 X"; "A·B 등 X"."""
    belonging, joining = word_set("links", "", "belonging"), word_set("links", "", "joining")
    for i, item in enumerate(linker.items):
        if not item.listed or item.sort is not Sort.NOUN:
            continue
        members = linker.members(i)
        whole = linker.after(i) if not item.role else None
        clause = linker.scene.clause_of(i)
        if clause.stem in belonging:
            for _, above in linker.role(clause, "에"):
                for member in members:
                    say_part(linker, member, above, "list.belonging")
        if clause.stem in joining and (whole is None or generic(whole.words)):
            alliance = _alliance(linker, clause)
            for member in members:
                if linker.family(member) == "body":
                    linker.say(member, "memberOf", alliance, "list.joining", 0.7)
        if whole is None or generic(whole.words):
            continue
        for member in members:
            if linker.kind(whole) is EntityType.TECHNOLOGY_GROUP:
                linker.say(whole, "hasTechnology", member, "list.technologies", 0.75)
            elif linker.kind(whole) is EntityType.ALLIANCE and linker.family(member) == "body":
                linker.say(member, "memberOf", whole, "list.members", 0.7)
            elif whole.name is not None:
                say_part(linker, member, whole, "list.examples")


def _alliance(linker: Linker, clause: Clause) -> Reference | None:
    """The alliance that a clause, or the one before it, speaks of: 협의체를 구성하였으며 …이 참여한다."""
    at = linker.scene.clauses.index(clause)
    for other in (clause, *linker.scene.clauses[max(0, at - 1) : at]):
        for role in ("에", "를"):
            for _, thing in linker.role(other, role):
                if linker.kind(thing) is EntityType.ALLIANCE:
                    return thing
    return None


def say_part(
    linker: Linker, part: Reference | None, whole: Reference | None, rule: str, confidence: float = 0.75
) -> None:
    """Note that one item is a part of another."""
    if linker.family(part) in ITEMS and linker.family(whole) in ITEMS:
        linker.say(part, "directPartOf", whole, rule, confidence)


def read_groups(linker: Linker) -> None:
    """ "신기술(A, B, C)": a group of technologies and its members."""
    for i, item in enumerate(linker.items):
        if item.sort is not Sort.BRACKET or item.inner is None or not i:
            continue
        group = linker.name_at(linker.items[i - 1], "technology-group")
        if group is None:
            continue
        for name in linker.named(item.start, item.end, "technology"):
            linker.say(Reference.to(group), "hasTechnology", Reference.to(name), "group.bracket", 0.8)
