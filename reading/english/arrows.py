"""Series with an arrow: "A in Y1 → B in Y2"."""

from __future__ import annotations

from dataclasses import replace

from ...graph.values import Kind, Modality, TimeRole
from ..figures import Figure
from .scene import Scene


def compare_over_arrow(scene: Scene, figures: list[Figure]) -> None:
    """The figure behind an arrow is compared with the one in front of it."""
    arrow = scene.arrow
    left = [f for f in figures if arrow is not None and scene.start <= f.quantity.start < arrow]
    right = [f for f in figures if arrow is not None and arrow < f.quantity.start < scene.end]
    if not left or not right:
        return
    first, second = left[-1], right[0]
    same_unit = first.quantity.unit == second.quantity.unit
    if not same_unit and first.quantity.is_money != second.quantity.is_money:
        return
    if "(" in scene.text[arrow : second.quantity.start]:
        return
    second.baseline = first.quantity.start
    if same_unit or not second.quantity.is_money:
        second.subject = first.subject
        if second.metric == "number":
            second.quantity = replace(second.quantity, unit=first.quantity.unit)
    for figure in (first, second):
        _take_as_done(figure)


def _take_as_done(figure: Figure) -> None:
    """A series without a deadline tells what was, not what shall be."""
    due = figure.time is not None and figure.time.role is TimeRole.DEADLINE
    if figure.modality is Modality.COMMITTED and not due:
        figure.modality = Modality.ACHIEVED
        figure.kind = Kind.RESULT if figure.kind is Kind.TARGET else figure.kind


def date_by_series(outer: Scene, inner: Scene, figures: list[Figure], before: list[Figure]) -> None:
    """A bracketed "A in Y1 → B in Y2" dates the figures in front of it, back to the bracket before."""
    dated = [f for f in figures if f.time is not None and inner.start <= f.quantity.start < inner.end]
    if inner.bracket is None or "→" not in inner.text[inner.start : inner.end] or len(dated) < 2:
        return
    begin = inner.bracket.start
    floor = max((b.end for b in outer.brackets if b.end <= begin), default=outer.start)
    first, last = dated[0].time, dated[-1].time
    for figure in before:
        if figure.time is not None or not floor <= figure.quantity.start < begin or first is None or last is None:
            continue
        if figure.kind is Kind.COMPARISON:
            start, end = first.end or first.start, last.end or last.start
            figure.time = replace(last, start=start, end=end, role=TimeRole.DURING)
        elif figure.quantity.unit == dated[-1].quantity.unit:
            figure.time = last
