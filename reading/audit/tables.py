"""Tables as text (cells between bars or tabs): total rows and total columns against what they add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ...graph.citation import cite
from .finding import Finding, FindingKind, Verdict
from .sheet import Sheet
from .wording import number

_TOTAL = re.compile(r"^\W*(?:grand )?(?:total|sum|all|합\s?계|총\s?계|계|전체|소\s?계|sub-?total)\W*$", re.IGNORECASE)
_SUB = re.compile(r"소\s?계|sub-?total", re.IGNORECASE)
_CELL = re.compile(r"^[△▲-]?\s?(?:[A-Z]{3}\s|[$€£₩¥])?\s?[\d,]+(?:\.\d+)?$")
_EMPTY = re.compile(r"^[-–—·\s]*$")
_RULE = re.compile(r"^[\s|:–-]+$")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    start: int
    end: int
    cells: tuple[str, ...]

    @property
    def total(self) -> bool:
        """Whether its first cells call it a total."""
        return any(_TOTAL.match(cell) for cell in self.cells[:2] if cell)

    def value(self, column: int) -> Decimal | None:
        """The number of a cell; an empty one is none."""
        cell = self.cells[column] if column < len(self.cells) else ""
        if not _CELL.match(cell):
            return None
        sign = -1 if cell[0] in "△▲-" else 1
        try:
            return sign * Decimal(re.sub(r"[^\d.]", "", cell))
        except InvalidOperation:
            return None


def check_tables(sheet: Sheet) -> Iterator[Finding]:
    """Every total of every table."""
    for rows in _tables(sheet.document.text):
        yield from _columns(sheet, rows)


def _tables(text: str) -> Iterator[list[Row]]:
    rows: list[Row] = []
    at = 0
    for raw in text.splitlines(keepends=True):
        start, at = at, at + len(raw)
        line = raw.strip()
        bar = line.startswith("|") and line.count("|") > 2
        if not bar and raw.count("\t") < 1:
            if len(rows) > 2:
                yield rows
            rows = []
            continue
        if _RULE.match(line):
            continue
        cells = tuple(
            cell.strip().strip("*") for cell in (line.strip("|").split("|") if bar else raw.rstrip("\n").split("\t"))
        )
        rows.append(Row(start, at, cells))
    if len(rows) > 2:
        yield rows


def _columns(sheet: Sheet, rows: list[Row]) -> Iterator[Finding]:
    totals = [index for index, row in enumerate(rows) if row.total and not any(_SUB.search(c) for c in row.cells[:2])]
    if len(totals) != 1:
        return
    total = totals[0]
    for column in range(1, len(rows[total].cells)):
        whole = rows[total].value(column)
        parts = [row for index, row in enumerate(rows) if index != total and row.value(column) is not None]
        if (
            whole is None
            or len(parts) < 2
            or any("." in row.cells[column] and "%" in row.cells[column] for row in parts)
        ):
            continue
        plain = [row for row in parts if not row.total]
        subtotals = [row for row in parts if row.total]
        yield _weigh(sheet, rows[total], column, whole, plain, subtotals)


def _weigh(sheet: Sheet, total: Row, column: int, whole: Decimal, plain: list[Row], subtotals: list[Row]) -> Finding:
    sums = [
        (chosen, sum((row.value(column) or Decimal(0) for row in chosen), Decimal(0)))
        for chosen in (plain, subtotals)
        if chosen
    ]
    places = max(
        (len(row.cells[column].rpartition(".")[2]) if "." in row.cells[column] else 0)
        for row in (*plain, *subtotals, total)
    )
    slack = Decimal(1).scaleb(-places) * (len(plain) + 1) / 2 if places or len(plain) > 3 else Decimal(0)
    good = any(abs(made - whole) <= slack for _, made in sums)
    chosen, made = min(sums, key=lambda each: abs(each[1] - whole))
    listed = " + ".join(row.cells[column] for row in chosen)
    text = sheet.document.text
    return Finding(
        FindingKind.SUM,
        Verdict.HOLDS if good else Verdict.FAILS,
        f"the column adds up to {number(made, 4)}, its total is printed as {total.cells[column]}",
        f"열의 합은 {number(made, 4)}, 합계는 {total.cells[column]}로 적혀 있습니다",
        f"{total.cells[column]}: {', '.join(row.cells[column] for row in chosen)}",
        f"{listed} = {number(made, 4)}",
        tuple(cite(text, row.start, row.end) for row in sorted((*chosen, total), key=lambda row: row.start)),
    )
