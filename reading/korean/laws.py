"""Laws in Korean sentences: who makes or changes one, and what is done under one."""

from __future__ import annotations

import re

from ...graph.claim import EntityType
from ..figures import Reference
from .linker import Linker
from .scene import Sort
from .words import word_set

_CHANGED = re.compile(r"^(?:일부|전부)?\s?개정(?:령|법률|규칙|조례)?\s?안?$")
_MADE = re.compile(r"^(?:제정(?:령|법률)?\s?안?|제정)$")
_ARTICLE = re.compile(r"^제\d+조(?:의\d+)?(?:제\d+항)?$")
_DRAFT = re.compile(r"^\s?(?:일부|전부)?\s?개정(?:령|법률|규칙|조례)?\s?안?")
_UNDER = frozenset({"item", "plan", "fund"})


def read_laws(linker: Linker) -> None:
    """ "「L」 개정/제정", "L을 개정", "L에 따라 X를", "X는 L에 근거해"."""
    for i, item in enumerate(linker.items):
        law = linker.name_at(item, "law", "plan") if item.sort is Sort.NOUN else None
        if law is None:
            continue
        at = i + 1
        while at < len(linker.items) and (
            _ARTICLE.match(linker.scene.words(linker.items[at])) or linker.items[at].sort is Sort.BRACKET
        ):
            at += 1
        if at >= len(linker.items):
            continue
        if law.type is EntityType.LAW and _decreed(linker, i, Reference.to(law)):
            continue
        following = linker.items[at]
        done = following.stem or linker.scene.words(following)
        if (
            law.type is EntityType.LAW
            and at == i + 1
            and item.role in ("", "를", "의", "이")
            and (_CHANGED.match(done) or _MADE.match(done))
        ):
            _made(linker, i, Reference.to(law), changed=_CHANGED.match(done) is not None)
        elif (following.sort is Sort.FUNCTION and following.stem in word_set("links", "", "according")) or (
            following.sort is Sort.VERB and following.stem in word_set("links", "", "resting")
        ):
            _under(linker, i, Reference.to(law))


def _decreed(linker: Linker, index: int, law: Reference) -> bool:
    """L을 올해 개정한다, 「L」 시행령을 개정하여: a law, or its decree, that a clause makes or changes."""
    clause = linker.scene.clause_of(index)
    changed = {clause.stem, *clause.stem.split("·")} & {"개정", "전부개정", "일부개정"}
    if not changed and clause.stem != "제정":
        return False
    at = index
    while at + 1 < len(linker.items) and not linker.items[at].role:
        if linker.scene.words(linker.items[at + 1]) not in ("시행령", "시행규칙", "등", "하위법령"):
            break
        at += 1
    if linker.items[at].role != "를":
        return False
    _made(linker, index, law, changed=bool(changed))
    return True


def _made(linker: Linker, index: int, law: Reference, *, changed: bool) -> None:
    clause = linker.scene.clause_of(index)
    bodies = linker.bodies(clause)[:1]
    by = bodies[0] if bodies else linker.about() or linker.publisher()
    linker.say(by, "amends" if changed else "enacts", law, "law.changed", 0.8)


def _under(linker: Linker, index: int, law: Reference) -> None:
    """What the clause does under the law, else what it is about, else what the line is labelled with."""
    clause = linker.scene.clause_of(index)
    for _, thing in linker.role(clause, "를"):
        if linker.family(thing) in _UNDER and thing.start > law.start:
            linker.say(thing, "basedOn", law, "law.according-to", 0.8)
            return
    for role in ("에", "은", "이"):
        for j, thing in linker.role(clause, role):
            if linker.family(thing) in _UNDER and (j > index or role == "은"):
                linker.say(thing, "basedOn", law, "law.according-to", 0.75)
                return
    if clause.stem in ("설치", "설립", "출범", "구성", "운영", "신설", "지정"):
        for _, thing in linker.topics(clause):
            if thing.name is not None and linker.family(thing) == "body":
                linker.say(thing, "basedOn", law, "law.set-up", 0.75)
                return
    nested = next((n for n in linker.scene.nested if n[0] <= index < n[1]), None)
    if nested is not None:
        behind = linker.after(nested[1])
        if linker.is_item(behind):
            linker.say(behind, "basedOn", law, "law.nested", 0.75)
            return
    _labelled(linker, index, law)


def _labelled(linker: Linker, index: int, law: Reference) -> None:
    """인구감소지역: 「L」 제2조에 따라 지정한 시·군·구."""
    items = linker.items[:index]
    colon = next((i for i, x in enumerate(items) if x.sort is Sort.BREAK and x.stem in (":", "：")), None)
    if colon is None or not colon or not all(x.sort in (Sort.NOUN, Sort.BRACKET) and not x.role for x in items[:colon]):
        return
    thing = linker.refer(colon - 1)
    if thing is not None and len(thing.words) >= 3:
        linker.say(thing, "basedOn", law, "law.label", 0.75)
