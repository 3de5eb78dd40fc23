"""What a format is: the suffixes that name it and the function that takes its bytes apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: the text that every offset counts in, and what the file says about itself.

    ``body_start`` is where the text goes on after front matter. ``fields`` are names of
    ``loaders.metadata.FIELDS``.
    """

    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    body_start: int = 0
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file. A plug-in registers one under the entry point group ``policygraph.formats``.

    ``read(path, data, encoding)`` takes the file's bytes apart; ``path`` is only for what it says, ``encoding`` is
    what was declared outside the file, or empty. It raises UnreadableDocument.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[Path, bytes, str], Content]
