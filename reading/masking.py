"""A sentence rewritten for a parser, with a way back for every character.

Amounts become one plain noun, times and brackets go, footnote marks go; what the parser then says of a place is said of
the place in the document's text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``words`` in the place of ``text[start:end]``."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A rewritten stretch of text.

    ``starts`` holds, for each piece of ``text``, where it begins there, and ``origins`` where it comes from.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[tuple[int, int], ...]

    def origin(self, at: int) -> int:
        """The place in the document of a character of the rewritten text."""
        piece = bisect_right(self.starts, at) - 1
        start, end = self.origins[piece]
        return min(start + at - self.starts[piece], end)

    def end_origin(self, at: int) -> int:
        """The place in the document where a stretch that ends before ``at`` ends."""
        piece = bisect_right(self.starts, at - 1) - 1
        start, end = self.origins[piece]
        length = (self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)) - self.starts[piece]
        offset = at - self.starts[piece]
        return end if offset >= length else min(start + offset, end)


def mask(text: str, start: int, end: int, edits: Iterable[Edit]) -> Masked:
    """Rewrite ``text[start:end]``; edits that overlap an earlier one or stand outside are left out.

    >>> m = mask("It gets 5 million won.", 0, 22, [Edit(8, 21, "funds")])
    >>> m.text, m.origin(m.text.index("funds")), m.end_origin(len(m.text) - 1)
    ('It gets funds.', 8, 21)
    """
    out: list[str] = []
    starts: list[int] = []
    origins: list[tuple[int, int]] = []
    length = 0

    def put(words: str, begin: int, stop: int) -> None:
        nonlocal length
        if words:
            out.append(words)
            starts.append(length)
            origins.append((begin, stop))
            length += len(words)

    at = start
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.start < at or edit.end > end:
            continue
        put(text[at : edit.start], at, edit.start)
        put(edit.words, edit.start, edit.end)
        at = edit.end
    put(text[at:end], at, end)
    if not out:
        starts, origins = [0], [(start, end)]
    return Masked("".join(out), tuple(starts), tuple(origins))
