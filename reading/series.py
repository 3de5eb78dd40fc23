"""Series on one line: what a label names, told for several times.

``* 월별 수출 증감률(%) : (’23.10) △2.5 → (11) 12.0 → (’24.1) 14.5``, ``Exports (US$ billion): 2.1 (2022), 2.4 (2023)``.
The label says what the numbers are of, a bracket behind it or the last number in what, brackets beside them when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..graph.values import Kind, Modality, Period, Precision, Statistic, TimeRole
from .document import Document, Sentence
from .figures import Figure
from .names import NameMention
from .tables import Cell, Row, Table, cell_figure, lines_of

_LINE = re.compile(
    r"(?:[*※○●ㅇ•·∙▪□-]\s*)?(?P<label>[^\W\d][^:：\n()]{1,50}?)\s{0,9}(?:\((?P<unit>[^()\n]{1,16})\)\s{0,9})?[:：]\s*(?P<items>.+)"
)
_WHEN = r"\(\s*(?P<when>[^()\n]{1,20}?)\s*\)"
_VALUE = (
    r"(?P<value>[△▲−+-]?\s?\d[\d,]*(?:\.\d+)?\s?"
    r"(?:%p|%|[조억만천백]{0,2}\s?[가-힣]{0,3}|(?:million|billion|trillion)?)(?![\d.\w]))"
)
_LEADING = re.compile(rf"{_WHEN}\s*{_VALUE}")
_FOLLOWING = re.compile(rf"(?:\(\d{{1,2}}위\)\s*)?{_VALUE}\s*{_WHEN}")
_BETWEEN = re.compile(r"\s*(?:,|→|⇒|➡|->|;|/)?\s*")
_REMARK = re.compile(r"\s*\((?P<remark>[+△▲−-][^()\n]{1,30})\)\s*")
_CHANGED = re.compile(_VALUE)
_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)|[’'‘](?P<short>\d\d))(?:\s?년)?(?:\s?[.]\s?(?P<month>1[0-2]|0?[1-9])(?!\d)(?P<quarter>\s?Q|분기)?)?"
)
_MONTH = re.compile(r"(?P<month>1[0-2]|[1-9])\s?월?")
_ORDER = re.compile(r"^(?:역대|월별|연도별|연간|최근|분기별|주요)\s+")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Item:
    value: Cell
    when: Cell


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its label, the unit behind it, its dated numbers, and the changes told in a bracket at its end."""

    sentence: Sentence
    label: Cell
    unit: str
    items: tuple[_Item, ...]
    changes: tuple[Cell, ...] = ()


def find_series(document: Document) -> list[Series]:
    """The series of a document, in order; a line that is a series only in part is none."""
    return [found for line in lines_of(document) if (found := _read(document.text, line)) is not None]


def _read(text: str, line: Sentence) -> Series | None:
    whole = _LINE.fullmatch(text, line.start, line.end)
    if whole is None:
        return None
    at = whole.start("items")
    items: list[_Item] = []
    while at < line.end:
        m = _FOLLOWING.match(text, at, line.end) or _LEADING.match(text, at, line.end)
        if m is None:
            break
        items.append(_Item(_cell(text, *m.span("value")), _cell(text, *m.span("when"))))
        link = _BETWEEN.match(text, m.end(), line.end)
        at = link.end() if link else m.end()
    remark = _REMARK.match(text, at, line.end)
    at = remark.end() if remark else at
    if len(items) < _LEAST or at < line.end or not all(_dates(item.when.words) for item in items):
        return None
    changes = [_cell(text, *m.span("value")) for m in _CHANGED.finditer(text, *remark.span("remark"))] if remark else []
    order = _ORDER.match(whole["label"])
    start = whole.start("label") + (order.end() if order else 0)
    return Series(line, _cell(text, start, whole.end("label")), whole["unit"] or "", tuple(items), tuple(changes))


def _cell(text: str, start: int, end: int) -> Cell:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Cell(start, end, text[start:end])


def _dates(words: str) -> bool:
    return _DATE.match(words) is not None or _MONTH.fullmatch(words) is not None


def series_figures(
    found: Sequence[Series], language: str, reckoned_from: str, names: Sequence[NameMention]
) -> Iterator[Figure]:
    """A figure for each number of each series whose unit is known."""
    for series in found:
        name = next((n for n in names if n.start == series.label.start and n.end == series.label.end), None)
        unit = series.unit or re.sub(r"^[△▲−+\s\d,.-]+", "", series.items[-1].value.words)
        row = Row(series.sentence, (series.label, *(item.value for item in series.items)))
        table = Table((), (row,), "", unit)
        year = ""
        for item in series.items:
            period, year = _period(item.when, year)
            figure = cell_figure(
                table, row, series.label, series.label, name, item.value, None, unit, language, reckoned_from
            )
            if figure is not None:
                yield _dated(figure, period, item.when.words, reckoned_from)
        for change in series.changes:
            figure = cell_figure(
                table, row, series.label, series.label, name, change, None, unit, language, reckoned_from
            )
            if figure is not None:
                rate = figure.quantity.unit == "percent"
                figure.kind = Kind.COMPARISON
                figure.statistic = Statistic.PERCENT_CHANGE if rate else Statistic.CHANGE
                yield _dated(figure, period, series.items[-1].when.words, reckoned_from)


def _dated(figure: Figure, period: Period | None, when: str, reckoned_from: str) -> Figure:
    """The figure at its time; what lies ahead, or is called a plan or a draft, is promised."""
    later = period is not None and bool(reckoned_from) and (period.end or "")[:4] > reckoned_from[:4]
    planned = later or re.search(r"계획|목표|예정|안$|plan|target", when) is not None
    figure.time = period
    figure.rule = "series.item"
    figure.metric = figure.subject.words if figure.subject else figure.metric
    figure.modality = Modality.COMMITTED if planned else Modality.ACHIEVED
    if figure.kind in (Kind.TARGET, Kind.RESULT):
        figure.kind = Kind.TARGET if planned else Kind.RESULT
    return figure


def _period(when: Cell, year: str) -> tuple[Period | None, str]:
    """The time that a bracket gives, and its year for the months behind it."""
    date = _DATE.match(when.words)
    if date is None:
        month = _MONTH.fullmatch(when.words)
        if month is None or not year:
            return None, year
        return _at(when, len(when.words), f"{year}-{int(month['month']):02d}", Precision.MONTH), year
    year = date["year"] or f"20{date['short']}"
    words = len(date[0].rstrip())
    if date["quarter"]:
        first = 3 * int(date["month"]) - 2
        whole = _at(when, words, f"{year}-{first + 2:02d}", Precision.QUARTER) if first <= 10 else None
        return (replace(whole, start=f"{year}-{first:02d}", role=TimeRole.DURING) if whole else None), year
    if date["month"]:
        return _at(when, words, f"{year}-{int(date['month']):02d}", Precision.MONTH), year
    return _at(when, words, year, Precision.YEAR), year


def _at(when: Cell, length: int, end: str, precision: Precision) -> Period:
    return Period(None, end, TimeRole.AS_OF, precision, when.words[:length], when.start, when.start + length)
