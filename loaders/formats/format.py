"""What a format is: the suffixes that name it and the function that takes its bytes apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file, as far as the file has such places.

    ``part`` is a member of the archive, ``page`` and ``paragraph`` count from 1, ``box`` is left, bottom, right and
    top on the page in points, ``cell`` names a table's cell (``table 2, row 3, column 1``).
    """

    part: str = ""
    page: int = 0
    box: tuple[float, float, float, float] | None = None
    paragraph: int = 0
    cell: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Locator:
    """``text[start:end]`` of a document comes from that place of its file."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: the text that every offset counts in, and what the file says about itself.

    ``body_start`` is where the text goes on after front matter. ``fields`` are names of
    ``loaders.metadata.FIELDS``. ``locators`` lead from the text back into the file, in order of the text; a format
    whose text is the file itself has none.
    """

    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    body_start: int = 0
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    locators: tuple[Locator, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file. A plug-in registers one under the entry point group ``policygraph.formats``.

    ``read(path, data, encoding)`` takes the file's bytes apart; ``path`` is only for what it says, ``encoding`` is
    what was declared outside the file, or empty. It raises UnreadableDocument. With ``apart`` it is run in a process
    of its own that may neither take long nor much memory.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[Path, bytes, str], Content]
    apart: bool = False


def locate(locators: Sequence[Locator], start: int, end: int) -> tuple[Place, ...]:
    """The places from which a stretch of the text comes, in order.

    >>> locate((Locator(0, 5, Place(page=1)), Locator(7, 9, Place(page=2))), 3, 6)
    (Place(part='', page=1, box=None, paragraph=0, cell=''),)
    """
    return tuple(each.place for each in locators if each.start < end and start < each.end)
