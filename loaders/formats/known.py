"""Every format that can be read here: the built-in ones and those of plug-ins."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from ...errors import UnknownFormat
from .docx import DOCX
from .format import Format
from .html import HTML
from .hwp import HWP
from .hwpx import HWPX
from .markdown import MARKDOWN
from .odt import ODT
from .pdf import PDF
from .text import TEXT

GROUP = "policygraph.formats"
BUILT_IN: tuple[Format, ...] = (TEXT, MARKDOWN, HTML, PDF, DOCX, HWPX, ODT, HWP)


@cache
def formats() -> Mapping[str, Format]:
    """Every format by suffix. A plug-in that cannot be used is named in a warning and skipped."""
    return by_suffix(entry_points(group=GROUP))


def format_of(path: Path) -> Format:
    """The format that a file's suffix names. Raises UnknownFormat."""
    found = formats().get(path.suffix.lower())
    if found is None:
        named = f"there is no reader for {path.suffix}" if path.suffix else "the name has no suffix"
        raise UnknownFormat(f"{path}: {named}; readable are {' '.join(sorted(formats()))}")
    return found


def by_suffix(plug_ins: Iterable[EntryPoint]) -> dict[str, Format]:
    """The built-in formats and those of plug-ins; a suffix that is taken already keeps its format."""
    known = {suffix: format for format in BUILT_IN for suffix in format.suffixes}
    for entry in sorted(plug_ins, key=lambda e: e.name):
        try:
            format = entry.load()
            if not isinstance(format, Format):
                raise TypeError(f"{entry.value} is not a Format")
        except Exception as error:  # a plug-in is foreign code: whatever it raises, the others must go on
            warnings.warn(f"the format plug-in {entry.name} is skipped: {error}", RuntimeWarning, stacklevel=2)
            continue
        for suffix in format.suffixes:
            known.setdefault(suffix.lower(), format)
    return known
