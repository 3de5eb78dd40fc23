"""Amounts in brackets: a part of the amount before, the size of what is named before, a series about it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ...graph.values import Kind, Modality, Statistic, TimeRole
from ..figures import Figure, Reference
from ..quantities import QuantityKind
from .context import generic, money_word
from .modality import mood_at
from .places import generic_action, is_action
from .scene import Scene, Sort

if TYPE_CHECKING:
    from .reader import KoreanReader

_CHANGE = re.compile(r"증가|감소|성장|상승|하락|증감|대비|늘|줄|[+＋▲△▼▽]|\bp\b")


def _host(scene: Scene, index: int) -> int | None:
    """The item that a bracket follows."""
    return index - 1 if index else None


def _host_reference(scene: Scene, host: int | None) -> Reference | None:
    if host is None or scene.items[host].sort is not Sort.NOUN:
        return None
    return scene.refer(scene.phrase_ending(host, scene.clause_of(host).first))


def read_bracket(
    reader: KoreanReader, scene: Scene, index: int, inner: Scene, block: int, before: list[Figure]
) -> list[Figure]:
    """The figures of a bracket, about what stands in front of it."""
    host = _host(scene, index)
    host_item = scene.items[host] if host is not None else None
    thing = _host_reference(scene, host)
    if thing is not None and (money_word(thing.words) or (generic(thing.words) and thing.name is None)):
        thing = None
    if thing is not None and thing.name is None and " " not in thing.words and generic_action(thing.words):
        thing = None
    near = before[-1] if before and _same_item(scene, before[-1], index) else None
    own: list[Figure] = []
    for i, item in enumerate(inner.items):
        if item.sort is Sort.BRACKET and item.inner is not None:
            own += read_bracket(reader, inner, i, item.inner, block, own or before)
            continue
        mention = item.amount
        if mention is None or (mention.kind is QuantityKind.COUNT and not mention.unit):
            continue
        subject, rule, part_of, kind = thing, "bracket.of-what-precedes", None, None
        modality: Modality | None = None
        near = own[-1] if own and near is None else near
        if mention.kind is QuantityKind.PERCENT and thing is not None and not own and _apart(scene, host):
            near = None
        after_amount = host_item is not None and host_item.sort is Sort.AMOUNT
        percent = mention.kind is QuantityKind.PERCENT
        if after_amount and near is not None and mention.kind is QuantityKind.MONEY and near.quantity.is_money:
            subject, rule, part_of, modality = near.subject, "bracket.part-of-money", near.quantity.start, near.modality
        elif (
            near is not None
            and percent
            and near.quantity.unit != "percent"
            and not _changes(scene, host, near)
            and not _CHANGE.search(inner.text[inner.start : inner.end])
        ):
            subject, rule, modality, kind = near.subject, "bracket.share", near.modality, (Kind.SHARE, Statistic.SHARE)
        elif near is not None and (percent or mention.kind is QuantityKind.POINTS):
            subject, rule, modality = near.subject, "bracket.change", near.modality
            kind = (
                Kind.COMPARISON,
                Statistic.CHANGE if mention.kind is QuantityKind.POINTS else Statistic.PERCENT_CHANGE,
            )
        elif (
            near is not None
            and (thing is None or after_amount or _series(inner))
            and (host_item is None or host_item.sort is not Sort.NOUN or _series(inner) or thing is None)
        ):
            same = next((f for f in reversed(before) if f.quantity.unit == mention.unit), near)
            subject, rule = same.subject, "bracket.series"
            modality = (
                same.modality if same.modality is not Modality.COMMITTED or not _series(inner) else Modality.ACHIEVED
            )
            if same.quantity.unit == mention.unit and not _series(inner) and same.quantity.value > mention.value:
                part_of = same.quantity.start
        label = inner.phrase_before(i)
        if subject is None and label is not None:
            subject, rule = inner.refer(label), "bracket.own"
            if subject is not None and (money_word(subject.words) or generic(subject.words)):
                subject = None
        if subject is None and before and before[-1].subject is not None:
            subject = before[-1].subject
        same_unit = [f for f in reader.context.figures.get(block, []) if f.quantity.unit == mention.unit]
        if subject is None and same_unit and host_item is not None and host_item.sort is Sort.TIME:
            subject = same_unit[-1].subject
        subject = subject or reader.context.topic(block)
        if subject is None:
            reader.found.no_subject.add(mention.start)
            continue
        if modality is None:
            modality = mood_at(inner, i) or (mood_at(scene, host) if host is not None else None)
        figure = reader.build(inner, i, mention, subject, block, rule, 0.85, modality, kind)
        figure.part_of = part_of
        if host_item is not None and host_item.time is not None:
            figure.time = host_item.time.period
            if figure.modality is Modality.STATED:
                figure.modality, figure.kind = (
                    Modality.ACHIEVED,
                    Kind.RESULT if figure.kind is Kind.COUNT else figure.kind,
                )
        if label is not None and part_of is not None:
            named = inner.refer(label)
            if named is not None and not money_word(named.words) and figure.metric != named.words:
                figure.metric = f"{figure.metric} ({named.words})"[:60]
        own.append(figure)
    reader.compare(inner, own)
    _date_host(inner, own, near)
    return own


def _apart(scene: Scene, host: int | None) -> bool:
    """Whether a percentage in a bracket is that of the noun before it, no share of an amount: 적금 평균(45%)."""
    if host is None or scene.items[host].sort is not Sort.NOUN:
        return False
    first, _ = scene.phrase_ending(host, scene.clause_of(host).first)
    return first == 0 or scene.items[first - 1].sort is not Sort.AMOUNT or scene.items[first - 1].role not in ("", "의")


def _changes(scene: Scene, host: int | None, near: Figure) -> bool:
    """Whether a percentage in a bracket is a change: the amount before is measured or its clause tells one."""
    if near.kind is Kind.COMPARISON:
        return True
    return host is not None and is_action(scene.clause_of(host).stem, ("change",))


def _series(inner: Scene) -> bool:
    """Whether a bracket tells a course of time: dated amounts or an arrow."""
    return any(i.sort is Sort.ARROW for i in inner.items) or sum(i.sort is Sort.TIME for i in inner.items) >= 2


def _same_item(scene: Scene, figure: Figure, index: int) -> bool:
    """Whether no new item of a list begins between a figure and a bracket."""
    between = [i for i in scene.items[:index] if i.start >= figure.quantity.end]
    return not any(i.sort is Sort.BREAK for i in between) and scene.start <= figure.quantity.start


def _date_host(inner: Scene, own: list[Figure], near: Figure | None) -> None:
    """A bracketed ``A in Y1 → B in Y2`` dates the figure in front of it."""
    dated = [f for f in own if f.time is not None]
    if near is None or near.time is not None or len(dated) < 2 or not _series(inner):
        return
    first, last = dated[0].time, dated[-1].time
    assert first is not None
    assert last is not None
    if near.quantity.value == dated[-1].quantity.value and near.quantity.unit == dated[-1].quantity.unit:
        near.time = last
    else:
        near.time = replace(last, start=first.end or first.start, end=last.end or last.start, role=TimeRole.DURING)
