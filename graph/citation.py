"""Where a statement stands: the source document and the exact stretch of its text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One document as published, with the text to which all offsets refer.

    ``id`` is the file's stem; dates are ISO 8601 as far as known (``2021-08-30``). ``text`` is decoded text with LF
    line ends and without byte order mark, never Unicode-normalised.
    """

    id: str
    text: str
    title: str = ""
    publisher: str = ""
    issued: str = ""
    reference_time: str = ""
    language: str = ""
    country: str = ""
    url: str = ""
    licence: str = ""
    translation_of: str = ""
    media_type: str = "text/plain"

    @property
    def sha256(self) -> str:
        """Digest of the text, as 64 hexadecimal digits.

        >>> Source("a", "policy").sha256[:8]
        '823412d1'
        """
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def reckoned_from(self) -> str:
        """The date from which "this year" and the like are reckoned; empty when the document has none."""
        return self.reference_time or self.issued


@dataclass(frozen=True, slots=True)
class Citation:
    """A verified quotation: ``text[start:end] == quote``."""

    start: int
    end: int
    quote: str

    def stands_in(self, text: str) -> bool:
        """Whether the words stand at their place.

        >>> Citation(4, 8, "dams").stands_in("data dams")
        False
        >>> Citation(5, 9, "dams").stands_in("data dams")
        True
        """
        return 0 <= self.start < self.end and text[self.start : self.end] == self.quote


def cite(text: str, start: int, end: int) -> Citation:
    """The citation of a stretch of text, without the white space around it.

    >>> cite("A dam. ", 0, 7)
    Citation(start=0, end=6, quote='A dam.')
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Citation(start, end, text[start:end])
