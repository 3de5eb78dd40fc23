"""Amounts in tables drawn with bars, in the unit that is told once above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...graph.values import Bound, Kind, Modality, MoneyStage, Quantity, Statistic
from ..document import Document
from ..figures import Figure, Reference
from ..periods import scan_periods
from ..quantities import QuantityMention
from .context import Context
from .money import measured_noun

_UNIT = re.compile(r"단위\s?[:：]\s?(?P<unit>[가-힣A-Za-z%]+)")
_MONEY = {
    "원": 1,
    "천원": 10**3,
    "만원": 10**4,
    "백만원": 10**6,
    "천만원": 10**7,
    "억원": 10**8,
    "십억원": 10**9,
    "조원": 10**12,
}
_CELL = re.compile(r"[^|\n]+")
_NUMBER = re.compile(r"[△▲-]?\d[\d,]*(?:\.\d+)?")
_SUM = ("합계", "계", "총계", "소계", "합 계", "총합", "총액")


def read_tables(document: Document, quantities: Sequence[QuantityMention], context: Context) -> Iterator[Figure]:
    """The amounts of tables whose unit is told: rows name what they are for, columns the year."""
    text = document.text
    unit, head, rows = "", [], 0  # type: str, list[tuple[int, int]], int
    by_start = {q.start: q for q in quantities}
    for index, block in enumerate(document.blocks):
        line = text[block.start : block.end]
        told = _UNIT.search(line)
        if told is not None:
            unit, head, rows = told["unit"], [], 0
        if not line.startswith("|"):
            if told is None and not line.strip().startswith("|"):
                unit, head = (unit if told else ""), []
            continue
        cells = [
            (
                block.start + m.start() + len(m.group()) - len(m.group().lstrip()),
                block.start + m.end() - (len(m.group()) - len(m.group().rstrip())),
            )
            for m in _CELL.finditer(line)
            if m.group().strip()
        ]
        if re.fullmatch(r"[|\s:\-]+", line):
            continue
        if not head:
            head = cells
            continue
        rows += 1
        if not cells or not unit:
            continue
        label = text[cells[0][0] : cells[0][1]]
        sentence = next((s for s in document.sentences if s.block == index), None)
        if sentence is None:
            continue
        subject = context.topic(index) if label.replace(" ", "") in _SUM else _row(label, cells[0], context)
        if subject is None:
            continue
        for column, (start, end) in enumerate(cells[1:], 1):
            number = _NUMBER.fullmatch(text[start:end])
            if number is None:
                continue
            mention = by_start.get(start)
            value = Decimal(number.group().replace(",", "").replace("△", "-").replace("▲", "-"))
            title = text[head[column][0] : head[column][1]] if column < len(head) else ""
            yield _figure(document, sentence, mention, start, end, value, unit, title, label, subject)


def _row(label: str, span: tuple[int, int], context: Context) -> Reference | None:
    name = next(
        (n for n in context.names if span[0] <= n.start and n.end <= span[1] and n.end - n.start >= 0.7 * len(label)),
        None,
    )
    return (
        Reference(name.name if name else label, span[0], span[1], name) if re.search("[가-힣A-Za-z]", label) else None
    )


def _figure(
    document: Document,
    sentence: object,
    mention: QuantityMention | None,
    start: int,
    end: int,
    value: Decimal,
    unit: str,
    title: str,
    label: str,
    subject: Reference,
) -> Figure:
    from ..document import Sentence

    assert isinstance(sentence, Sentence)
    text = document.text
    factor = _MONEY.get(unit)
    reference = document.source.reckoned_from
    dated = scan_periods(f"{title} 기준", "ko", reference) or scan_periods(f"{label} 기준", "ko", reference)
    time = dated[0].period if dated else None
    measured = measured_noun(label, title, subject.words)
    if factor is not None:
        quantity = Quantity(value * factor, "KRW", Bound.EXACTLY, text[start:end], start, end)
        kind = Kind.RESULT if measured else Kind.BUDGET
        metric = measured or "예산"
    else:
        shown = "percent" if unit in ("%", "퍼센트") else unit
        quantity = Quantity(value, shown, Bound.EXACTLY, text[start:end], start, end)
        kind, metric = Kind.RESULT, title or "수"
    budget = kind is Kind.BUDGET and re.search("예산|추경|경정", label + title)
    if time is not None:
        time = type(time)(time.start, time.end, time.role, time.precision, time.text, start, start)
    return Figure(
        quantity,
        sentence,
        subject,
        metric,
        kind,
        Modality.ACHIEVED if budget or kind is Kind.RESULT else Modality.STATED,
        "table.cell",
        0.75,
        Statistic.LEVEL,
        stage=MoneyStage.BUDGETED if budget else None,
        time=time,
    )
