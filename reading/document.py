"""A document as reading sees it: its text cut into blocks and sentences, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..graph.citation import Source


class BlockKind(StrEnum):
    """What a block of the text is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NOTE = "note"
    FURNITURE = "furniture"
    """navigation, bylines, copyright lines: read by nobody"""


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of the text: a heading, a paragraph, a list item or a note.

    ``start``:``end`` is the content without its marker and the white space around it. ``topic`` is a leading
    ``(Topic)`` label, ``host`` the index of the block to which a note belongs (and ``anchor`` the offset of the mark
    in it), ``section`` the indices of the headings above, outermost first.
    """

    kind: BlockKind
    start: int
    end: int
    marker: str = ""
    level: int = 0
    topic: str = ""
    section: tuple[int, ...] = ()
    host: int | None = None
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, ``text[start:end]``, of the block with that index."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its outline."""

    source: Source
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The text to which every offset refers."""
        return self.source.text
