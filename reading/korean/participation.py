"""Who takes part in a thing, whom it reaches and what pays for it, in Korean sentences."""

from __future__ import annotations

from collections.abc import Iterable

from ...graph.claim import EntityType
from ..figures import Reference
from ..names import NameMention
from .context import generic
from .linker import Linker
from .scene import Clause, Sort
from .words import word_set

_JOINED = frozenset({"item", "plan", "event", "fund"})


def read_participation(linker: Linker) -> None:
    """Members and participants, beneficiaries, and funds that pay."""
    joining, benefiting = word_set("links", "", "joining"), word_set("links", "", "benefiting")
    for clause in linker.scene.clauses:
        stems = {clause.stem, *clause.stem.split("·")}
        objects = [r for _, r in linker.role(clause, "를")]
        if stems & joining:
            _takes_part(linker, clause)
        for _, fund in linker.role(clause, "로"):
            if linker.kind(fund) in (EntityType.FUND, EntityType.CONTRACT_SYSTEM):
                for thing in objects:
                    if linker.family(thing) in ("item", "plan"):
                        linker.say(thing, "financedBy", fund, "money.from-fund", 0.75)
        if stems & benefiting:
            _benefits(linker, clause, objects)
    for first, verb, _, stem in linker.scene.nested:
        if stem in joining:
            _nested(linker, first, verb)
        if stem in word_set("links", "", "helping"):
            _helping(linker, first, verb)
    _meant_for(linker)
    _agreed(linker)
    _chaired(linker)


def _agreed(linker: Linker) -> None:
    """A와 B는 X 업무협약을 체결한다: both take part in it."""
    for clause in linker.scene.clauses:
        if clause.stem not in ("체결", "맺"):
            continue
        for i, thing in linker.role(clause, "를"):
            word = linker.scene.words(linker.items[i])
            if not word.endswith(("협약", "양해각서", "협정")):
                continue
            at = linker.scene.clauses.index(clause)
            start = linker.items[linker.scene.clauses[max(0, at - 1)].first].start
            bodies = linker.named(start, linker.items[i].start, *_BODIES)
            mention = thing.name or NameMention(thing.start, thing.end, thing.words, EntityType.EVENT)
            for body in bodies if len(bodies) > 1 else ():
                linker.say(Reference.to(mention), "participant", Reference.to(body), "actor.agrees", 0.75)


_BODIES = ("ministry", "agency", "government", "organisation", "company", "alliance")


def _chaired(linker: Linker) -> None:
    """이바다 본부장 주재로 E를 연다; 이바다 총리 주재로 열린 E: the chair takes part."""
    for item in linker.items:
        if item.sort is not Sort.NOUN or linker.scene.words(item) != "주재" or item.role not in ("로", ""):
            continue
        start = max(linker.scene.start, item.start - 40)
        people = [n for n in linker.scene.names if n.type is EntityType.PERSON and start <= n.start < item.start]
        events = [n for n in linker.scene.names if n.type is EntityType.EVENT and item.end <= n.start < item.end + 60]
        if people and events:
            pair = (Reference.to(events[0]), Reference.to(people[-1]))
            linker.say(pair[0], "participant", pair[1], "event.chaired", 0.75)


def _members(linker: Linker, indices: Iterable[int]) -> list[Reference]:
    return [m for i in indices for m in linker.members(i)]


def _takes_part(linker: Linker, clause: Clause) -> None:
    """A사와 B사는 X에 참여한다; X에는 A, B 등 30개 기관이 참여한다."""
    ends = [i for role in ("은", "이") for i, _ in linker.role(clause, role)]
    listed = [
        i
        for i in range(clause.first, clause.last + 1)
        if linker.items[i].listed and linker.items[i].sort is Sort.NOUN and i not in clause.inside
    ]
    members = [m for m in _members(linker, [*ends, *listed]) if linker.family(m) in ("body", "person")]
    members += [r for role in ("은", "이") for _, r in linker.role(clause, role) if linker.family(r) == "group"]
    wholes = [r for _, r in linker.role(clause, "에")]
    if not wholes:
        wholes = [r for _, r in linker.topics(clause) if linker.kind(r) is EntityType.EVENT]
    for whole in wholes:
        for member in members:
            if linker.kind(whole) is EntityType.ALLIANCE:
                linker.say(member, "memberOf", whole, "actor.member", 0.75)
            elif linker.family(whole) in _JOINED and not generic(whole.words):
                linker.say(whole, "participant", member, "actor.takes-part", 0.75)


def _nested(linker: Linker, first: int, verb: int) -> None:
    """A사와 B사가 참여하는 X."""
    whole = linker.after(verb)
    if whole is None or generic(whole.words):
        return
    ends = [i for i in range(first, verb) if linker.items[i].role == "이" and linker.items[i].sort is Sort.NOUN]
    listed = [i for i in range(first, verb) if linker.items[i].listed and linker.items[i].sort is Sort.NOUN]
    for member in _members(linker, [*ends, *listed]):
        if linker.kind(whole) is EntityType.ALLIANCE and not generic(member.words):
            linker.say(member, "memberOf", whole, "actor.member", 0.7)
        elif linker.family(whole) in ("item", "plan", "event") and linker.family(member) in ("body", "group", "person"):
            linker.say(whole, "participant", member, "actor.takes-part-in", 0.75)


def _benefits(linker: Linker, clause: Clause, objects: list[Reference]) -> None:
    """소상공인에게 X를 지원한다."""
    groups = [
        r for role in ("에게", "에") for _, r in linker.role(clause, role) if linker.kind(r) is EntityType.TARGET_GROUP
    ]
    for thing in objects:
        if linker.family(thing) in ("item", "fund"):
            for group in groups:
                linker.say(thing, "benefits", group, "actor.benefits", 0.7)


def _helping(linker: Linker, first: int, verb: int) -> None:
    """청년의 구직을 돕는 X, 소상공인을 지원하는 X, 기업에 지급하는 X."""
    thing = linker.after(verb)
    if thing is None or not linker.is_item(thing):
        return
    for i in range(first, verb):
        item = linker.items[i]
        if item.sort is not Sort.NOUN or item.role not in ("를", "의", "에게", "에"):
            continue
        name = linker.name_at(item, "group")
        if name is not None:
            linker.say(thing, "benefits", Reference.to(name), "benefits.helping", 0.75)


def _meant_for(linker: Linker) -> None:
    """소상공인을 위한 X, 청년 대상 X, 중소기업을 대상으로 X를 추진한다."""
    for i, item in enumerate(linker.items):
        words = linker.scene.words(item)
        if item.sort is Sort.FUNCTION and words == "위한" and i:
            name = linker.name_at(linker.items[i - 1], "group")
            thing = linker.after(i)
            if name is not None and linker.is_item(thing):
                linker.say(thing, "benefits", Reference.to(name), "benefits.for", 0.75)
        if item.sort is Sort.NOUN and words == "대상" and i and linker.items[i - 1].sort is Sort.NOUN:
            name = linker.name_at(linker.items[i - 1], "group")
            if name is None:
                continue
            if not item.role and (thing := linker.after(i)) is not None and linker.is_item(thing):
                linker.say(thing, "benefits", Reference.to(name), "benefits.for", 0.7)
            elif item.role == "로":
                clause = linker.scene.clause_of(i)
                for _, thing in linker.role(clause, "를"):
                    if linker.is_item(thing) and thing.start > item.end:
                        linker.say(thing, "benefits", Reference.to(name), "benefits.aimed", 0.7)
