"""A printed page: letters with places become stretches, columns and lines in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEAST_LETTERS = 12
"""prose fills its column with at least so many letters a line; less is a table"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its box, its size and the height of its base line.

    Size and base 0 mark an implied space or line end, size 0 and base 1 a written space.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    base: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters on one base line without a wide gap."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    base: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page or of one of its columns; ``left`` and ``right`` are the column's edges.

    ``parts`` are more than one where wide gaps stand in the line, as in a table.
    """

    page: int
    height: float
    left: float
    right: float
    parts: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        """The words of the line."""
        return " ".join(part.text.strip() for part in self.parts)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.parts, key=lambda part: len(part.text)).size

    @property
    def base(self) -> float:
        """The height of its base line."""
        return self.parts[0].base

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top."""
        return (
            round(min(part.left for part in self.parts), 1),
            round(min(part.bottom for part in self.parts), 1),
            round(max(part.right for part in self.parts), 1),
            round(max(part.top for part in self.parts), 1),
        )


def lines_of(letters: Iterable[Letter], page: int, height: float) -> list[Line]:
    """The lines of a page in reading order: columns one after the other, what spans them before and between them."""
    stretches = [stretch for stretch in _stretches(letters) if stretch.text.strip()]
    return [
        Line(page, height, min(s.left for s in column), max(s.right for s in column), tuple(row))
        for column in _columns(stretches)
        for row in _rows(column)
    ]


def _stretches(letters: Iterable[Letter]) -> Iterator[Stretch]:
    run: list[Letter] = []
    for letter in letters:
        if not letter.size or letter.text.isspace():
            if run:
                run.append(Letter(" ", 0, 0, 0, 0, 0, 1) if letter.size else letter)
        elif run and not _goes_on(run, letter):
            yield from _joined(run)
            run = [letter]
        elif letter.text:
            run.append(letter)
    yield from _joined(run)


def _goes_on(run: Sequence[Letter], letter: Letter) -> bool:
    """Whether a letter stands on the same line as the ones before it, close behind them or raised beside them.

    One written space may be stretched to fill a line; a gap without one, or made of several, parts cells.
    """
    last = next((each for each in reversed(run) if each.size), letter)
    size = max(last.size, letter.size)
    gap = letter.left - last.right
    if gap < -0.6 * size:
        return False
    if gap > 1.3 * size and (gap > 3.2 * size or sum(1 for each in run[-4:] if not each.size and each.base) != 1):
        return False
    shift = abs(letter.base - last.base)
    if shift < 0.2 * size or shift >= 0.7 * size:
        return shift < 0.2 * size
    return min(last.size, letter.size) < 0.85 * size or any(
        abs(letter.base - each.base) < 0.1 * size and each.size >= 0.85 * size for each in run[-12:]
    )


def _joined(run: list[Letter]) -> Iterator[Stretch]:
    drawn = [letter for letter in run if letter.size]
    if not drawn:
        return
    run = list(_spaced(run))
    size = max(letter.size for letter in drawn)
    base = median(letter.base for letter in drawn if letter.size >= 0.85 * size)
    text = "".join(
        letter.text.translate(_RAISED)
        if letter.size and letter.size < 0.85 * size and letter.base > base + 0.12 * size
        else letter.text
        for letter in run
    )
    yield Stretch(
        re.sub(" +", " ", text),
        min(letter.left for letter in drawn),
        min(letter.bottom for letter in drawn),
        max(letter.right for letter in drawn),
        max(letter.top for letter in drawn),
        size,
        base,
    )


def _spaced(run: list[Letter]) -> Iterator[Letter]:
    """The letters with their spaces; an implied one, or an implied line end, is a space where a gap is to be seen."""
    last: Letter | None = None
    implied = False
    for letter in run:
        if not letter.size and not letter.base:
            implied = True
            continue
        if implied and last and letter.size > 0.85 * last.size and letter.left - last.right > 0.08 * letter.size:
            yield Letter(" ", 0, 0, 0, 0, 0, 0)
        yield letter
        implied = False
        last = letter if letter.size else last
    if implied and run[-1].text == " ":
        yield Letter(" ", 0, 0, 0, 0, 0, 0)


def _rows(stretches: list[Stretch]) -> Iterator[list[Stretch]]:
    """Stretches of one base line together, from the left; lines from the top."""
    row: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda each: (-each.base, each.left)):
        if row and abs(stretch.base - row[0].base) > 0.35 * min(stretch.size, row[0].size):
            yield sorted(row, key=lambda each: each.left)
            row = []
        row.append(stretch)
    if row:
        yield sorted(row, key=lambda each: each.left)


def _columns(stretches: list[Stretch], depth: int = 0) -> Iterator[list[Stretch]]:
    """Groups to be read one after the other: what stands above two columns, the left, the right, what is below."""
    rows = list(_rows(stretches))
    found = _two_columns(rows) if depth < 20 else None
    if found is None:
        if stretches:
            yield stretches
        return
    start, end, gutter = found
    zone = [each for row in rows[start:end] for each in row]
    for group in (
        [each for row in rows[:start] for each in row],
        [each for each in zone if each.right <= gutter],
        [each for each in zone if each.right > gutter],
        [each for row in rows[end:] for each in row],
    ):
        yield from _columns(group, depth + 1)


def _two_columns(rows: list[list[Stretch]]) -> tuple[int, int, float] | None:
    """The largest run of rows with an empty strip between two columns of prose, and where that strip is."""
    stretches = [each for row in rows for each in row]
    if len(stretches) < 8:
        return None
    size = median(each.size for each in stretches)
    left_edge, right_edge = min(each.left for each in stretches), max(each.right for each in stretches)
    step = max(size / 4, 1.5)
    at = left_edge + 0.2 * (right_edge - left_edge)
    best: tuple[int, int, int, float] | None = None
    while at < right_edge - 0.2 * (right_edge - left_edge):
        for start, end in _runs(rows, at, step, size):
            left = [each for row in rows[start:end] for each in row if each.right <= at]
            right = [each for row in rows[start:end] for each in row if each.right > at]
            if len(left) + len(right) > (best[0] if best else 0) and _prose(left) and _prose(right):
                best = len(left) + len(right), start, end, at
        at += step
    return best[1:] if best else None


def _runs(rows: list[list[Stretch]], gutter: float, near: float, size: float) -> Iterator[tuple[int, int]]:
    """Runs of rows that leave a strip empty; a row of a table and a heading with nothing beside it end a run."""
    start = 0
    for index, row in enumerate([*rows, []]):
        table = index > 0 and _tabular(row) and _tabular(rows[index - 1])
        crosses = not row or any(each.left < gutter + near and each.right > gutter - near for each in row)
        if crosses or table or _heads_zone(rows, index, gutter, size):
            if index - start > 3:
                yield start, index
            start = index + (crosses or table)


def _tabular(row: list[Stretch]) -> bool:
    return len(row) > 1 and median(len(each.text) for each in row) < _LEAST_LETTERS


def _heads_zone(rows: list[list[Stretch]], index: int, gutter: float, size: float) -> bool:
    """Whether a row is a heading that has nothing beside it on the other side of the strip."""
    row = rows[index]
    if len(row) != 1 or row[0].size < 1.1 * size:
        return False
    here = row[0]
    return not any(
        (each.right <= gutter) != (here.right <= gutter) and abs(each.base - here.base) < 1.5 * here.size
        for other in rows[max(index - 2, 0) : index + 3]
        for each in other
    )


def _prose(stretches: list[Stretch]) -> bool:
    """Whether these fill a column as lines of prose do; a line that is spread to fill it may have wide gaps."""
    rows = list(_rows(stretches))
    if len(rows) < 3 or sum(len(row) == 1 for row in rows) < 0.6 * len(rows):
        return False
    wide = max(each.right for each in stretches) - min(each.left for each in stretches)
    return (
        median(sum(len(each.text) for each in row) for row in rows) >= _LEAST_LETTERS
        and median(row[-1].right - row[0].left for row in rows) >= 0.55 * wide
    )
