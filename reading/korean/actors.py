"""Who answers for a thing in Korean sentences: who runs, announces, hosts or owns it."""

from __future__ import annotations

from collections.abc import Iterable

from ...graph.claim import FAMILY, EntityType
from ..document import BlockKind
from ..figures import Reference
from .context import generic
from .linker import Linker
from .scene import Clause, Sort
from .words import word_set

_ANSWERED = frozenset({"item", "plan", "fund"})


def read_actors(linker: Linker) -> None:
    """Bodies as subjects of a clause, of a clause in front of a noun, in a headline, and in brackets behind a plan."""
    for clause in linker.scene.clauses:
        _led(linker, clause)
        _assigned(linker, clause)
    for first, verb, _, stem in linker.scene.nested:
        _nested(linker, first, verb, stem)
    _headline(linker)
    _bracketed(linker)
    _labelled(linker)


def _say(linker: Linker, things: Iterable[Reference], bodies: Iterable[Reference], rule: str, stems: set[str]) -> None:
    """Each body hosts each event, and answers for each item."""
    for thing in things:
        for body in bodies:
            if linker.kind(thing) is EntityType.EVENT:
                if stems & word_set("links", "", "hosting"):
                    linker.say(thing, "hostedBy", body, "actor.hosts", 0.8)
            elif linker.family(thing) in _ANSWERED and not generic(thing.words):
                linker.say(thing, "responsibleBody", body, rule, 0.8)


def _stems(stem: str) -> set[str]:
    return {stem, *stem.split("·")} - {""}


def _objects(linker: Linker, clause: Clause) -> list[Reference]:
    """What a clause does something to, lists item by item; ``X 등을``, ``X에 대한 Y를`` included."""
    out = []
    for i, thing in linker.role(clause, "를"):
        out += [thing, *(m for m in linker.members(i)[1:] if m.name is not None)]
    return out


def _led(linker: Linker, clause: Clause) -> None:
    """A부는 X를 추진한다; A부는 X에 착수한다; X는 A부가 운영한다."""
    stems = _stems(clause.stem)
    if not stems & word_set("links", "", "leading"):
        return
    things = _objects(linker, clause)
    if stems & {"착수", "나서", "돌입"}:
        things += [r for _, r in linker.role(clause, "에")]
    bodies = linker.bodies(clause)
    if things:
        _say(linker, things, bodies, "actor.leads", stems)
    if stems & {"지정", "선정", "육성", "조성"}:
        _designated(linker, clause, bodies)
    if stems & word_set("links", "", "choosing") and not any(linker.is_item(t) for t in things):
        _say(linker, _called(linker, clause), bodies, "actor.chooses", stems)
    if things:
        return
    topics = [r for _, r in linker.role(clause, "은")]
    own = [
        body
        for i in range(clause.first, clause.last + 1)
        if linker.items[i].sort is Sort.NOUN and linker.items[i].role == "이" and i not in clause.inside
        for body in linker.bodies_ending(i)
    ]
    _say(
        linker,
        [t for t in topics if linker.is_item(t) or linker.kind(t) is EntityType.EVENT],
        own,
        "actor.of-topic",
        stems,
    )


def _designated(linker: Linker, clause: Clause, bodies: list[Reference]) -> None:
    """A부는 가시·나시 등 3곳을 X로 지정한다: A부 answers for X, in which the places take part."""
    for _, thing in linker.role(clause, "로"):
        if linker.family(thing) != "item" or generic(thing.words):
            continue
        _say(linker, [thing], bodies, "actor.designates", set())
        for i in range(clause.first, clause.last + 1):
            item = linker.items[i]
            if item.sort is Sort.NOUN and (item.listed or item.role == "를") and item.end <= thing.start:
                for member in linker.members(i):
                    if linker.family(member) == "place":
                        linker.say(thing, "participant", member, "actor.designated", 0.7)


def _called(linker: Linker, clause: Clause) -> list[Reference]:
    """The one programme in whose name a clause chooses places, firms or people: 「X 사업」 공모 결과 …를 선정했다."""
    start, stop = linker.items[clause.first].start, linker.items[clause.last].end
    own = {n.name: n for n in linker.named(start, stop, "programme", "project", "initiative")}
    return [Reference.to(n) for n in own.values()] if len(own) == 1 else []


def _assigned(linker: Linker, clause: Clause) -> None:
    """X는 A원이 집행을 맡는다: who is charged with a thing that the clause, or the one before, is about."""
    if clause.stem not in ("맡", "담당", "전담", "총괄", "수행"):
        return
    tasks = [i for i, r in linker.role(clause, "를") if r.words in word_set("links", "", "tasks")]
    if not tasks and clause.stem == "맡":
        return
    bodies = [
        body
        for i in range(clause.first, clause.last + 1)
        if linker.items[i].sort is Sort.NOUN and linker.items[i].role == "이" and i not in clause.inside
        for body in linker.bodies_ending(i)
    ]
    at = linker.scene.clauses.index(clause)
    topics: list[Reference] = []
    for other in reversed(linker.scene.clauses[: at + 1]):
        topics = topics or [r for _, r in linker.role(other, "은")]
    if tasks:
        before = tasks[0] - 1
        owned = before >= clause.first and linker.items[before].sort is Sort.NOUN
        if owned and linker.items[before].role in ("", "의"):
            owner = linker.refer(before, clause.first)
            topics = [owner] if owner is not None and linker.is_item(owner) else topics
    _say(linker, [t for t in topics if linker.is_item(t)], bodies, "actor.charged", set())


def _nested(linker: Linker, first: int, verb: int, stem: str) -> None:
    """A부가 추진하는 X; A부가 주최하고 B원이 주관하는 E."""
    stems = _stems(stem)
    if not stems & (word_set("links", "", "leading") | word_set("links", "", "hosting")):
        return
    thing = linker.after(verb)
    if thing is None or (generic(thing.words) and not linker.block.topic):
        return
    thing = linker.context.resolve(thing, linker.index)
    bodies = [
        body
        for i in range(first, verb)
        if linker.items[i].sort is Sort.NOUN and linker.items[i].role in ("이", "에서")
        for body in linker.bodies_ending(i)
    ]
    clause = linker.scene.clause_of(verb)
    at = linker.scene.clauses.index(clause)
    if linker.kind(thing) is EntityType.EVENT and clause.first == first and at:
        earlier = linker.scene.clauses[at - 1]
        if earlier.stem in word_set("links", "", "hosting"):
            bodies += linker.bodies(earlier)
    _say(linker, [thing], bodies, "actor.nested", stems)


def _headline(linker: Linker) -> None:
    """A부, ‘X’ 발표: a line without a verb that a body opens in front of a comma."""
    items = linker.items
    comma = next((i for i, x in enumerate(items[:6]) if x.sort is Sort.BREAK), None)
    if comma is None or not comma or items[comma].stem != "," or items[comma - 1].role:
        return
    ends = [i for i in range(comma) if items[i].sort is Sort.NOUN and linker.name_at(items[i], "body") is not None]
    last = next((i for i in range(comma - 1, -1, -1) if items[i].sort is Sort.NOUN), None)
    if last is None or (last not in ends and linker.headed(last) is None) or linker.block.kind is BlockKind.NOTE:
        return
    opening = linker.members(last)[-1]
    if opening.start > linker.scene.start + 3:
        return
    if any(x.sort is Sort.VERB and x.ending == "final" for x in items):
        return
    bodies = linker.bodies_ending(last)
    for clause in linker.scene.clauses:
        verb = clause.verb if clause.verb is not None else _last_noun(linker, clause)
        if verb is None or verb <= comma + 1:
            continue
        stems = _stems(clause.stem or linker.scene.words(items[verb]))
        if not stems & word_set("links", "", "leading"):
            continue
        things = _objects(linker, clause)
        span = linker.scene.phrase_before(verb, max(clause.first, comma + 1))
        thing = linker.scene.refer(span) if span is not None else None
        _say(linker, things or ([thing] if thing is not None else []), bodies, "actor.headline", stems)


def _last_noun(linker: Linker, clause: Clause) -> int | None:
    """The bare noun that closes a line, which is what is done: ‘X’ 공모."""
    last = clause.last
    while last > clause.first and linker.items[last].sort in (Sort.BRACKET, Sort.BREAK):
        last -= 1
    item = linker.items[last]
    return last if item.sort is Sort.NOUN and not item.role else None


def _bracketed(linker: Linker) -> None:
    """X 사업(A부): the body in the bracket behind a thing answers for it, where the bracket holds nothing else."""
    for i, item in enumerate(linker.items):
        inner = item.inner
        if item.sort is not Sort.BRACKET or inner is None or not i or linker.items[i - 1].sort is not Sort.NOUN:
            continue
        own = [x for x in inner.items if x.sort is not Sort.BREAK]
        bodies = [n for x in own for n in inner.names if n.end == x.core and FAMILY[n.type] == "body"]
        if not own or len(bodies) != len(own) or any(x.sort is not Sort.NOUN for x in own):
            continue
        thing = linker.refer(i - 1)
        if thing is not None and linker.is_item(thing) and linker.family(thing) in _ANSWERED:
            for body in bodies:
                linker.say(thing, "responsibleBody", Reference.to(body), "actor.bracket", 0.75)


def _labelled(linker: Linker) -> None:
    """주관 : A부, 수행기관 : B원 — below a thing, whose body the label names."""
    labels = word_set("links", "", "labels")
    items = linker.items
    for i, item in enumerate(items[:-2]):
        if item.sort is not Sort.NOUN or linker.scene.words(item) not in labels or items[i + 1].stem not in (":", "："):
            continue
        thing = linker.about()
        last = i + 2
        while last + 1 < len(items) and (
            items[last + 1].sort is Sort.BRACKET
            or (items[last + 1].sort is Sort.BREAK and last + 2 < len(items) and _is_body(linker, last + 2))
            or _is_body(linker, last + 1)
        ):
            last += 1
        bodies = [Reference.to(n) for n in linker.named(items[i + 2].start, items[last].end, *_BODIES)]
        if thing is not None and linker.family(thing) in _ANSWERED:
            for body in bodies:
                linker.say(thing, "responsibleBody", body, "actor.label", 0.7)


_BODIES = tuple(t.value for t in EntityType if FAMILY.get(t) == "body")


def _is_body(linker: Linker, index: int) -> bool:
    return linker.items[index].sort is Sort.NOUN and linker.name_at(linker.items[index], "body") is not None
