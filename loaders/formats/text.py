"""Plain text: the file's own text, with front matter where it begins with a ``---`` line."""

from __future__ import annotations

from pathlib import Path

from ...errors import UnknownFormat
from ..decoding import decode
from ..guard import refuse_foreign
from ..metadata import front_matter
from .format import Content, Format


def read_text(path: Path, data: bytes, encoding: str = "") -> Content:
    """The text as it stands, front matter included, so that offsets agree with the file opened by hand.

    >>> read_text(Path("a.txt"), b"---\\ntitle: Plan\\n---\\nText").body_start
    20
    """
    refuse_foreign(path, data)
    if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        raise UnknownFormat(f"{path}: looks like a web page, not like text; name it {path.stem}.html")
    decoded = decode(path, data, encoding)
    fields, body_start = front_matter(path, decoded.text)
    return Content(decoded.text, fields.values, body_start, decoded.encoding, fields.warnings)


TEXT = Format("text", (".txt", ".text"), "text/plain", read_text)
