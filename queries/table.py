"""A table of answers, and its three forms: text for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .numbers import number_in_words, quantity_in_words

Cell = str | int | Decimal | bool | None
"""What may stand in a cell. Times are text, as precisely as known (``2025``, ``2021-07``, ``2020-07-14``)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``name`` for programs, ``title`` for people.

    ``unit`` and ``bound`` name columns that belong to this number: text shows the three as one (``about 8,000
    factories``), CSV and JSON keep them apart.
    """

    name: str
    title: str = ""
    unit: str = ""
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns, with a note that bounds what they say (``no result found in these 2 documents …``)."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    language: str = "en"

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells under {len(self.columns)} columns")

    def dicts(self) -> list[dict[str, Cell]]:
        """The rows as mappings from column name to cell."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


def as_text(table: Table, width: int = 160) -> str:
    """The table drawn for a terminal ``width`` characters wide; numbers in words, nothing of a cell cut off."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Drawing
    from rich.text import Text

    merged = {name for column in table.columns for name in (column.unit, column.bound) if name}
    shown = [column for column in table.columns if column.name not in merged]
    drawing = Drawing(box=SIMPLE_HEAD, title_justify="left", pad_edge=False, title=Text(_printable(table.title)))
    for column in shown:
        numeric = all(isinstance(row[column.name], int | Decimal | None) for row in table.dicts())
        drawing.add_column(
            Text(_printable(column.title or column.name)),
            overflow="fold",
            justify="right" if numeric and not column.unit else "left",
        )
    for row in table.dicts():
        drawing.add_row(*(Text(_printable(_said(column, row, table.language))) for column in shown))
    page = io.StringIO()
    console = Console(file=page, width=width, color_system=None, legacy_windows=False, emoji=False, highlight=False)
    if shown:
        console.print(drawing)
    if table.note:
        console.print(Text(_printable(table.note)))
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n"


def as_csv(table: Table) -> str:
    """The table as CSV (RFC 4180, LF line ends also within cells), numbers exact.

    A text that a spreadsheet would run as a formula gets an apostrophe in front.

    >>> as_csv(Table("", (Column("quote"), Column("value")), (("=1+1", Decimal("-2.50")),)))
    "quote,value\\n'=1+1,-2.50\\n"
    """
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_guarded(cell) for cell in row] for row in table.rows)
    return page.getvalue()


def as_json(table: Table) -> str:
    """The table as one JSON object; a decimal that JSON's numbers cannot hold exactly is a string."""
    answer = {
        "title": table.title,
        "note": table.note,
        "language": table.language,
        "columns": [{"name": column.name, "title": column.title or column.name} for column in table.columns],
        "rows": [{name: _plain(cell) for name, cell in row.items()} for row in table.dicts()],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def stack(title: str, tables: Sequence[Table], name: str, note: str = "") -> Table:
    """Tables of the same columns one below the other, each row led by its table's title in column ``name``."""
    columns = (Column(name), *(tables[0].columns if tables else ()))
    rows = tuple((table.title, *row) for table in tables for row in table.rows)
    return Table(title, columns, rows, note, tables[0].language if tables else "en")


def _said(column: Column, row: dict[str, Cell], language: str) -> str:
    cell = row[column.name]
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return ("예" if cell else "아니요") if language == "ko" else ("yes" if cell else "no")
    if isinstance(cell, int | Decimal):
        if not column.unit:
            return number_in_words(Decimal(cell), language)
        unit, bound = row.get(column.unit), row.get(column.bound)
        return quantity_in_words(Decimal(cell), str(unit or ""), str(bound or ""), language)
    return cell


def _printable(text: str) -> str:
    """Without characters that steer a terminal or turn the direction of writing."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cf"} and c not in "\u200d\u200c" else c for c in text)


def _guarded(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case Decimal():
            return format(cell, "f")
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.lstrip()[:1] in tuple("=+-@＝＋－＠") or text[:1] in {"\t", "\n"} else text


def _plain(cell: Cell) -> str | int | float | bool | None:
    if not isinstance(cell, Decimal):
        return cell
    if cell == cell.to_integral_value():
        return int(cell)
    near = float(cell)
    return near if Decimal(repr(near)) == cell else format(cell, "f")
