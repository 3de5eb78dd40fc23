"""A copy of a text in which equal things are written alike, with the way back to the original offsets."""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

NARROW_SPACE = "\u00a0"
"""What no-break, thin and other special spaces are folded to."""
_DROPPED = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_LENGTH_CHANGING = re.compile(f"[{_DROPPED}]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")


@cache
def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for code in range(0x80, sys.maxunicode + 1):
        if unicodedata.category(chr(code)) == "Nd":
            table[code] = str(unicodedata.decimal(chr(code)))
    table |= dict.fromkeys(
        map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"), NARROW_SPACE
    )
    table |= dict.fromkeys(map(ord, "\u3000\t\u000b\u000c\u0085\u1680\u205f"), " ")
    table |= dict.fromkeys(map(ord, "\u2018\u2019\u201b\u2032\u02bc\u00b4`"), "'")
    table |= dict.fromkeys(map(ord, "\u201c\u201d\u201e\u2033"), '"')
    table |= dict.fromkeys(map(ord, "\u2010\u2011\u2212"), "-")
    table |= dict.fromkeys(map(ord, "\u301c\u223c\u02dc"), "~")
    table |= dict.fromkeys(map(ord, "\u21d2\u279c\u2794\u27a1\u21e8\u2b95"), "\u2192")
    table |= {ord("\ufe6a"): "%", ord("\u3001"): ","}
    return table


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``cuts`` holds (folded offset, how much the original lies further) where the two shift."""

    text: str
    cuts: tuple[tuple[int, int], ...] = ()

    def origin(self, offset: int) -> int:
        """Give the place in the original text of a place in the folded one."""
        at = bisect_right(self.cuts, (offset, sys.maxsize)) - 1
        return offset + (self.cuts[at][1] if at >= 0 else 0)

    def origin_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the original span of a folded, non-empty one; characters dropped at its end stay outside."""
        return self.origin(start), self.origin(end - 1) + self._width(end - 1)

    def _width(self, offset: int) -> int:
        after = self.origin(offset + 1) - self.origin(offset)
        return after if "\uac00" <= self.text[offset] <= "\ud7a3" and after in (2, 3) else 1


def fold(text: str) -> Folded:
    """Fold full-width forms, foreign digits, special spaces, quotes, dashes, zero-width signs and split Hangul.

    Case stays. The en dash and the em dash stay too: between numbers they join, elsewhere they part.

    >>> folded = fold("１２\u200b월 ’26")
    >>> folded.text, folded.origin_span(2, 3)
    ("12월 '26", (3, 4))
    """
    table = _table()
    if not _LENGTH_CHANGING.search(text):
        return Folded(text.translate(table))
    parts: list[str] = []
    cuts: list[tuple[int, int]] = []
    length = last = 0
    for found in _LENGTH_CHANGING.finditer(text):
        between = text[last : found.start()]
        composed = unicodedata.normalize("NFC", found[0]) if found[0][0] not in _DROPPED else ""
        parts += [between, composed]
        length += len(between) + len(composed)
        cuts.append((length, found.end() - length))
        last = found.end()
    parts.append(text[last:])
    return Folded("".join(parts).translate(table), tuple(cuts))
