"""What word processors hold, in one shape for all of them: headings, paragraphs, items, notes, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from .format import NOWHERE, Place


class Kind(StrEnum):
    """What a piece is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTE = "note"
    ROW = "row"
    """a row of a table, told in words"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one kind. ``level`` counts from 0 for list items, from 1 for headings; 0 is a title.

    ``parts`` are what a row is made of, in order within its text, where they come from different places.
    """

    kind: Kind
    text: str
    level: int = 0
    place: Place = NOWHERE
    parts: tuple[tuple[str, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, which may reach over several rows and columns (counted from 0). ``head`` is what the file says."""

    row: int
    column: int
    pieces: tuple[Piece | Table, ...]
    rows: int = 1
    columns: int = 1
    head: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Table:
    """A table's cells, in any order."""

    cells: tuple[Cell, ...]
    caption: tuple[Piece | Table, ...] = ()


_SPACES = re.compile(r"[^\S\n]+")
_UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b\u2060\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    """Text with single spaces and without control characters; line breaks stay.

    >>> plain(" a\\tb  c \\n\\n d")
    'a b c\\nd'
    """
    lines = (_SPACES.sub(" ", line).strip() for line in _UNSAID.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)
