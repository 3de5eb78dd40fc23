"""Writes the pieces of a document down as text that the outline reads.

Headings are ``# `` lines, list items ``- `` lines, notes ``* `` lines under the paragraph whose word carries the mark,
blank lines stand between blocks; tables are told row by row (``tables``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .format import Locator
from .pieces import Kind, Piece, Table, plain
from .tables import tell_tables


def write(pieces: Iterable[Piece | Table]) -> tuple[str, tuple[Locator, ...]]:
    """The text of a document, and from where in the file each stretch of it comes.

    Headings stand one level lower where there is a title, and where several of the first level have none above them.

    >>> write([Piece(Kind.HEADING, "Plan", 1), Piece(Kind.PARAGRAPH, "Dams* come."), Piece(Kind.NOTE, "30 by 2025")])[0]
    '# Plan\\n\\nDams* come.\\n* 30 by 2025\\n'
    """
    parts: list[str] = []
    locators: list[Locator] = []
    at = 0
    before: Kind | None = None
    told = list(tell_tables(pieces))
    levels = [piece.level for piece in told if piece.kind is Kind.HEADING and plain(piece.text)]
    down = 0 in levels or levels.count(1) > 1
    for piece in told:
        for mark, words in _lines(piece, down):
            near = piece.kind is Kind.NOTE or (piece.kind is before and before in (Kind.ITEM, Kind.ROW))
            gap = "" if before is None else "\n" if near else "\n\n"
            start = at + len(gap) + len(mark)
            parts += gap, mark, words
            at = start + len(words)
            locators += _places(piece, words, start)
            before = piece.kind
    return "".join(parts) + "\n" if parts else "", tuple(locators)


def _lines(piece: Piece, down: bool) -> Iterator[tuple[str, str]]:
    """A piece's mark and words; nothing for an empty one."""
    words = plain(piece.text)
    if not words:
        return
    if piece.kind is not Kind.PARAGRAPH:
        words = words.replace("\n", " ")
    match piece.kind:
        case Kind.HEADING:
            yield "#" * min(max(piece.level + down, 1), 6) + " ", words
        case Kind.ITEM:
            yield "  " * min(piece.level, 8) + "- ", words
        case Kind.ROW:
            yield "- ", words
        case Kind.NOTE:
            yield "* ", words
        case _:
            yield "", words


def _places(piece: Piece, words: str, start: int) -> Iterator[Locator]:
    """From where a piece that begins at that offset comes, part by part."""
    at = 0
    for part, place in piece.parts:
        at = words.index(part, at)
        yield Locator(start + at, start + at + len(part), place)
        at += len(part)
    if not piece.parts:
        yield Locator(start, start + len(words), piece.place)
