"""Tables told in words: each row a line whose cells stand with the heads of their row and column and with their unit.

``- Data Dam (2024 budget): 1,234 million won; Data Dam (2025 budget): 2,345 million won`` is what becomes of the row
``Data Dam | 1,234 | 2,345`` under the heads ``2024 budget | 2025 budget`` and ``(in million won)``. A unit stands
above the table, in a head (``Budget (million won)``) or in the row's label; one in the label wins over one in the head,
that over the one above. It is written after every bare number, and not where it stood. Cells that only say that there
is nothing (``-``) and columns that only count the rows are left out. A table of one cell or one column is a frame
around paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .format import Place
from .pieces import Cell, Kind, Piece, Table, plain
from .units import SAID_WITHIN, strip_unit, unit_for, unit_of, with_unit

MAX_GRID = 200_000
MAX_DEPTH = 12
_NUMBER = re.compile(r"[△▲+\-−–(]?\s?\d[\d,.]*\s?(?:%p?|％)?\)?\**")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTHING = re.compile(r"[-–—−․·.ㆍ×xX]?|n/?a|해당\s?없음", re.IGNORECASE)
_COUNTER = re.compile(r"연\s?번|번\s?호|순\s?번|no\.?|nr\.?|#|№", re.IGNORECASE)
_CORNER = re.compile(
    r"구\s*분|항\s*목|분\s*야|과\s*제(?:명)?|사\s*업(?:명)?|연\s?도|지\s*표|category|item|classification|area|sector|project"
    r"|programm?e?\b|indicator|year",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """A cell with its words on one line; two are never the same one."""

    cell: Cell
    text: str

    @property
    def empty(self) -> bool:
        return _NOTHING.fullmatch(self.text) is not None

    @property
    def number(self) -> bool:
        return _NUMBER.fullmatch(self.text) is not None and not _YEAR.fullmatch(self.text)


def tell_tables(pieces: Iterable[Piece | Table], depth: int = 0) -> Iterator[Piece]:
    """The pieces with every table told in rows; the unit in the line above a table goes into its cells."""
    above: Piece | None = None
    for piece in pieces:
        if isinstance(piece, Table):
            unit, line = _unit_above(above)
            if line:
                yield line
            above = None
            yield from tell(piece, unit, depth)
        elif plain(piece.text):
            if above:
                yield above
            above = piece
    if above:
        yield above


def _unit_above(piece: Piece | None) -> tuple[str, Piece | None]:
    """The unit that the line above a table names, and what of the line is still to be said."""
    if piece is None:
        return "", None
    words = plain(piece.text)
    unit = unit_of(words)
    if unit:
        return unit, replace(piece, kind=Kind.NOTE) if " / " in unit else None
    within = SAID_WITHIN.search(words) if len(words) < 200 else None
    return unit_of(within[0]) if within else "", piece


def tell(table: Table, unit: str = "", depth: int = 0) -> Iterator[Piece]:
    """The rows of a table, told; its caption stands before them."""
    caption = list(tell_tables(table.caption, depth + 1))
    if caption:
        named, last = _unit_above(caption[-1])
        unit = named or unit
        yield from [*caption[:-1], last] if last else caption[:-1]
    cells = [_Said(cell, _words(cell)) for cell in table.cells]
    columns = max((said.cell.column + said.cell.columns for said in cells), default=0)
    rows = max((said.cell.row + said.cell.rows for said in cells), default=0)
    spread = sum(said.cell.rows * said.cell.columns for said in cells)
    if (
        depth >= MAX_DEPTH
        or columns < 2
        or max(spread, rows * columns) > MAX_GRID
        or sum(not said.empty for said in cells) < 2
    ):
        for said in sorted(cells, key=lambda each: (each.cell.row, each.cell.column)):
            yield from tell_tables(_placed(said.cell), depth + 1)
        return
    grid: list[list[_Said | None]] = [[None] * columns for _ in range(rows)]
    for said in cells:
        for row in range(said.cell.row, said.cell.row + said.cell.rows):
            grid[row][said.cell.column : said.cell.column + said.cell.columns] = [said] * said.cell.columns
    yield from _tell_grid([row for row in grid if any(row)], unit, depth)


def _tell_grid(grid: list[list[_Said | None]], unit: str, depth: int) -> Iterator[Piece]:
    grid, above, within = _title_rows(grid)
    yield from above
    unit = within or unit
    heads = _head_rows(grid)
    labels = _label_columns(grid, heads)
    units = [part for part in unit.split(" / ") if part]
    columns = [_head([row[c] for row in grid[:heads]]) for c in range(len(grid[0]))] if grid else []
    for row in grid[heads:]:
        first = next((said for said in row if said), None)
        if first is None:
            continue
        if all(said is first for said in row if said) and len({id(said) for said in row}) == 1:
            yield from tell_tables(_placed(first.cell), depth + 1)
            continue
        label, label_unit = strip_unit(_head([row[c] for c in labels]))
        yield from _tell_row(row, label, label_unit, columns, labels, units, depth)


def _tell_row(
    row: list[_Said | None],
    label: str,
    label_unit: str,
    columns: list[str],
    labels: list[int],
    units: list[str],
    depth: int,
) -> Iterator[Piece]:
    """One row: a line of its short cells, a line for each piece of a long cell, and the tables within after them."""
    told: list[tuple[str, Place]] = []
    place = next(said.cell.place for said in row if said)
    later: list[Piece] = []
    seen: set[int] = set()
    for column, said in enumerate(row):
        if said is None or column in labels or id(said) in seen:
            continue
        seen.add(id(said))
        if said.empty or (_COUNTER.fullmatch(columns[column]) and said.number):
            continue
        over = dict.fromkeys(columns[said.cell.column : said.cell.column + said.cell.columns])
        head, head_unit = strip_unit(", ".join(each for each in over if each))
        name = f"{label} ({head})" if label and head else label or head
        lead = f"{name}: " if name else ""
        parts = [piece for piece in _own(said.cell) if plain(piece.text)]
        if len(parts) > 1 and len(said.text) > 60:
            later += [Piece(Kind.ROW, lead + _unmarked(plain(part.text)), place=_at(part, said.cell)) for part in parts]
        elif parts:
            value = with_unit(said.text, label_unit or head_unit or unit_for(head, units))
            told.append((lead + value, said.cell.place))
        for inner in said.cell.pieces:
            if isinstance(inner, Table):
                later += tell(inner, "", depth + 1)
    if told or not later:
        yield Piece(Kind.ROW, "; ".join(words for words, _ in told) or label, 0, place, tuple(told))
    for said in dict.fromkeys(said for said in row if said):
        yield from (piece for piece in said.cell.pieces if isinstance(piece, Piece) and piece.kind is Kind.NOTE)
    yield from later


def _title_rows(grid: list[list[_Said | None]]) -> tuple[list[list[_Said | None]], list[Piece], str]:
    """The grid without first rows of one wide cell, those as paragraphs, and the unit that one of them names."""
    above: list[Piece] = []
    unit = ""
    while len(grid) > 2 and grid[0][0] and len({id(said) for said in grid[0]}) == 1:
        named = unit_of(grid[0][0].text)
        unit = named or unit
        if not named:
            above += [piece for piece in _placed(grid[0][0].cell) if isinstance(piece, Piece)]
        grid = grid[1:]
    return grid, above, unit


def _head_rows(grid: list[list[_Said | None]]) -> int:
    """How many of the first rows are heads: as the file says, else those that only name while the others count."""
    said = 0
    while said < len(grid) - 1 and all(cell.cell.head for cell in grid[said] if cell):
        said += 1
    if said:
        return said
    if len(grid) < 2 or any(cell.number for cell in grid[0] if cell):
        return 0
    first = next((cell for cell in grid[0] if cell), None)
    counted = any(cell.number or re.search(r"\d", cell.text) for row in grid[1:] for cell in row[1:] if cell)
    named = first is not None and (first.text == "" or _CORNER.match(first.text) or _COUNTER.fullmatch(first.text))
    wide = len(grid[0]) > 2 or len(grid) > 2
    long = any(len(cell.text) > 60 for cell in grid[0] if cell)
    if long or not (named or (counted and wide and not _keyed(grid))):
        return 0
    deep = max(cell.cell.rows for cell in grid[0] if cell and cell.cell.rows < len(grid))
    wider = any(cell.cell.columns > 1 for cell in grid[0] if cell and cell is not first)
    deep = deep if deep > 1 else 2 if wider and len(grid) > 2 and not any(c.number for c in grid[1] if c) else 1
    return min(deep, len(grid) - 1)


def _keyed(grid: list[list[_Said | None]]) -> bool:
    """Whether a table of two columns pairs names with what they stand for, without heads."""
    return len(grid[0]) == 2 and re.search(r"\d", grid[0][1].text if grid[0][1] else "") is not None


def _label_columns(grid: list[list[_Said | None]], heads: int) -> list[int]:
    """The columns whose cells name the rows."""
    body = grid[heads:]
    width = len(grid[0]) if grid else 0
    corner = grid[0][0] if heads and grid else None
    labels: list[int] = []
    if corner and 1 < corner.cell.columns < width:
        return list(range(corner.cell.columns))
    for column in range(width - 1):
        cells = [row[column] for row in body]
        head = _head([row[column] for row in grid[:heads]])
        counts = _COUNTER.fullmatch(head) or (not labels and _counts_up(cells))
        if counts and column == 0 and width > 2:
            continue
        if labels and not any(cell.cell.rows > 1 for row in body if (cell := row[labels[-1]])):
            break
        if labels and any(cell.number or len(cell.text) > 60 for cell in cells if cell):
            break
        labels.append(column)
    return labels or [0]


def _counts_up(cells: list[_Said | None]) -> bool:
    texts = [cell.text.rstrip(".") for cell in cells if cell]
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _head(cells: list[_Said | None]) -> str:
    """The words of several heads, each once."""
    words: list[str] = []
    for cell in cells:
        if cell and cell.text not in words and not cell.empty and not unit_of(cell.text):
            words.append(cell.text)
    return " ".join(words)


def _words(cell: Cell) -> str:
    """A cell's own words on one line, without the tables within it."""
    texts = (plain(piece.text).replace("\n", " ") for piece in _own(cell))
    words = " ".join(text for text in texts if text)
    return words if re.search("[A-Za-z0-9]", words) else re.sub(r"(?<=^[가-힣]) +(?=[가-힣]$)", "", words)


def _own(cell: Cell) -> list[Piece]:
    """A cell's paragraphs, without notes and the tables within it."""
    return [piece for piece in cell.pieces if isinstance(piece, Piece) and piece.kind is not Kind.NOTE]


def _unmarked(text: str) -> str:
    return re.sub(r"^(?:[□■○●◦ㅇ•·‣▶▷◆◇❖▪*※-]|[①-⑳])\s*", "", text.replace("\n", " "))


def _at(piece: Piece, cell: Cell) -> Place:
    return replace(piece.place, cell=cell.place.cell) if piece.place.part else cell.place


def _placed(cell: Cell) -> Iterator[Piece | Table]:
    for piece in cell.pieces:
        yield piece if isinstance(piece, Table) else replace(piece, place=_at(piece, cell))
