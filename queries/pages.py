"""Tables with sentences in them, laid out for reading: a row is a paragraph, a sentence a line of its own.

Twenty columns beside each other leave each a few letters wide; below each other they can be read on any screen.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby

from .numbers import quantity_in_words
from .table import Cell, Column, Table, as_text

NARROWEST = 16
"""Letters that a column must have, or the table is laid out row by row."""
_WORDS = {
    "en": {
        "promised": "promised",
        "reported": "reported",
        "nearest": "nearest",
        "why": "why",
        "by": "by",
        "was": "before",
    },
    "ko": {"promised": "약속", "reported": "보고", "nearest": "가까운 것", "why": "이유", "by": "기한", "was": "이전"},
}

_NOT_COMPARABLE = ("not comparable", "비교할 수 없음")


def as_page(table: Table, width: int = 160) -> str:
    """The table as text: drawn where its columns fit, else row by row.

    >>> columns = tuple(Column(name) for name in "abcdefghijk")
    >>> print(as_page(Table("T", columns, (tuple("1234567890k"),), "one row"), 80), end="")
    T
    <BLANKLINE>
    1
      b: 2 · c: 3 · d: 4 · e: 5 · f: 6 · g: 7 · h: 8 · i: 9 · j: 0 · k: k
    <BLANKLINE>
    one row
    """
    merged = {name for column in table.columns for name in (column.unit, column.bound) if name}
    shown = [column for column in table.columns if column.name not in merged]
    if not table.rows:
        none = "없음" if table.language == "ko" else "nothing"
        return "\n".join(line for line in (_plain(table.title), f"  {none}", _plain(table.note)) if line) + "\n"
    if len(shown) * NARROWEST <= width:
        return as_text(table, width)
    lines = [_plain(table.title), ""] if table.title else []
    for row in table.dicts():
        said = [(column, _said(column, row, table.language)) for column in shown]
        first = next((text for _, text in said if text), "")
        short = [f"{c.title or c.name}: {text}" for c, text in said if text and text != first and len(text) <= 40]
        lines += _wrapped(first, width, "")
        lines += _wrapped(" · ".join(short), width, "  ") if short else []
        for column, text in said:
            if len(text) > 40 and text != first:
                lines += _wrapped(f"{column.title or column.name}: {text}", width, "  ")
        lines.append("")
    return "\n".join([*lines, *_wrapped(table.note, width, "")]) + "\n"


def ledger_page(table: Table, width: int = 160) -> str:
    """The ledger's table as text: under each programme its promises, and under each promise the sentences."""
    lines = [_plain(table.title), ""]
    for programme, rows in groupby(table.dicts(), key=lambda row: row["programme"]):
        lines.append(str(programme or "–"))
        promise: object = None
        for row in rows:
            key = (row["about"], row["metric"], row["target"], row["deadline"], row["target_quote"])
            lines += [] if key == promise else _promise(table, row, width)
            lines += _result(table, row, width)
            promise = key
        lines.append("")
    return "\n".join([*lines, *_wrapped(table.note, width, "")]) + "\n"


def _promise(table: Table, row: Mapping[str, Cell], width: int) -> Iterator[str]:
    words = _WORDS.get(table.language, _WORDS["en"])
    columns = {column.name: column for column in table.columns}
    figure = " ".join(
        part
        for part in (
            _text(row["metric"]) + ":",
            _said(columns["target"], row, table.language),
            f"({', '.join(_text(row[name]) for name in ('scope', 'stage') if row[name])})".replace("()", ""),
            f"{words['by']} {_text(row['deadline'])}" if row["deadline"] else "",
        )
        if part
    )
    about = "" if row["about"] == row["programme"] else f"{_text(row['about'])}, "
    share = f" ({_said(columns['attainment'], row, table.language)} %)" if row["attainment"] is not None else ""
    answered = row["result_quote"] is not None
    told = _text(row["status"] if answered else row["reason"])
    yield from _wrapped(f"{about}{figure} → {told}{share}", width, "  ")
    yield from _cited(words["promised"], _text(row["issued"]), row["target_quote"], row["target_document"], width)
    if row["earlier_value_text"]:
        yield from _wrapped(f"{words['was']}: {_text(row['earlier_value_text'])}", width, "      ")
    for name in ("reason", "note"):
        if row[name] and (answered or name != "reason"):
            yield from _wrapped(f"{words['why'] if name == 'reason' else '!'}: {_text(row[name])}", width, "      ")


def _result(table: Table, row: Mapping[str, Cell], width: int) -> Iterator[str]:
    if row["result_quote"] is None:
        return
    words = _WORDS.get(table.language, _WORDS["en"])
    columns = {column.name: column for column in table.columns}
    value = _said(columns["result"], row, table.language)
    said = f"{value}, {_text(row['result_when'])}" if row["result_when"] else value
    how = words["nearest" if _text(row["status"]) in _NOT_COMPARABLE else "reported"]
    yield from _cited(how, said, row["result_quote"], row["result_document"], width)


def _cited(how: str, what: str, quote: Cell, document: Cell, width: int) -> Iterator[str]:
    yield from _wrapped(f"{how}{f' ({what})' if what else ''}: “{_text(quote)}” – {_text(document)}", width, "      ")


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        _plain(text),
        min(width, 120),
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _said(column: Column, row: Mapping[str, Cell], language: str) -> str:
    cell = row[column.name]
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        unit, bound = _text(row.get(column.unit)), _text(row.get(column.bound))
        return quantity_in_words(Decimal(cell), unit, bound, language)
    return _text(cell)


def _text(cell: Cell) -> str:
    return "" if cell is None else _plain(str(cell))


def _plain(text: str) -> str:
    """One line without characters that steer a terminal or turn the direction of writing."""
    kept = (" " if unicodedata.category(c) in {"Cc", "Cf"} and c not in "\u200c\u200d" else c for c in text)
    return " ".join("".join(kept).split())
