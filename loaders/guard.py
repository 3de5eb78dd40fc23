"""A guard before every file that comes from outside: what it is, how large it is, and how deep it goes.

Nothing here trusts a name or a length that the file states about itself.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from ..errors import UnknownFormat, UnreadableDocument

MAX_BYTES = 64 * 1024 * 1024
MAX_LETTERS = 2_000_000
"""of a document's text, a book of a thousand pages; reading it takes some minutes"""
MAX_ELEMENTS = 50_000
MAX_DEPTH = 200
MAX_ATTRIBUTES = 1_000

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, XLSX, HWPX and ODT files are such)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an OLE container (HWP, DOC, XLS and password-locked files are such)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
_TAG = re.compile(rb"<(/?)([A-Za-z][A-Za-z0-9:-]*)")
_CLOSED_BY_THE_PARSER = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot "
    b"option optgroup colgroup rp rt html head body".split()
)


def read_guarded(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file, at most ``limit`` of them.

    Never waits on a pipe or device and never reads a file that is too large. Raises UnreadableDocument.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableDocument(f"{path}: {_kind(found.st_mode)}, not a file; name the document itself")
        if found.st_size > limit:
            raise UnreadableDocument(
                f"{path}: {_megabytes(found.st_size)}, over the limit of {_megabytes(limit)}; "
                "split it, or raise max_megabytes in policygraph.toml"
            )
        # The file may have been exchanged for a pipe since: opening one must not wait.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise UnreadableDocument(f"{path}: no longer a file; name the document itself")
            data = file.read(limit + 1)
    except OSError as error:
        raise UnreadableDocument(f"{path}: {explain(error)}") from None
    except ValueError:
        raise UnreadableDocument(f"{str(path)!r}: not a path that this system can have") from None
    if len(data) > limit:
        raise UnreadableDocument(f"{path}: grew over the limit of {_megabytes(limit)} while it was read")
    return data


def explain(error: OSError) -> str:
    """What stood in the way of a file, in plain words.

    >>> explain(FileNotFoundError(2, "No such file or directory"))
    'no such file or folder; check the path'
    """
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return "no such file or folder; check the path"
        case errno.ELOOP:
            return "a symbolic link that leads back to itself; name the document it should lead to"
        case errno.EACCES | errno.EPERM:
            return "may not be read; check its permissions"
        case errno.ENAMETOOLONG:
            return "the name is too long for this system; check the path"
    return f"cannot be read ({error.strerror or error})"


def looks_like(data: bytes) -> str:
    """What the first bytes of a file say it is; empty where they say nothing.

    >>> looks_like(b"%PDF-1.7")
    'a PDF document'
    """
    return next((name for signature, name in _SIGNATURES if data.startswith(signature)), "")


def refuse_foreign(path: Path, data: bytes) -> None:
    """Raises UnknownFormat for bytes that are plainly no text, naming what they look like; NUL bytes are none.

    UTF-16 and UTF-32 with their byte order mark are text.
    """
    name = looks_like(data)
    if name:
        raise UnknownFormat(
            f"{path}: looks like {name}, not like {path.suffix or 'text'}; name it by what it is, or save it as text"
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return
    nul = data.find(b"\0")
    if nul >= 0:
        raise UnreadableDocument(f"{path}: not text: a NUL byte stands at byte {nul}; save it as UTF-8 text")
    sample = data[:65536]
    odd = len(sample) - len(sample.translate(None, bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b") + b"\x7f"))
    if odd > len(sample) // 50:
        raise UnreadableDocument(f"{path}: not text: one byte in {len(sample) // odd} is a control character")


def refuse_deep_markup(path: Path, data: bytes, *, elements: int = MAX_ELEMENTS, depth: int = MAX_DEPTH) -> None:
    """Raises UnreadableDocument for markup too large or too deeply nested to be taken apart; one pass, early stop."""
    count = level = 0
    for tag in _TAG.finditer(data):
        if tag[1]:
            level -= tag[2].lower() not in _CLOSED_BY_THE_PARSER and level > 0
            continue
        count += 1
        level += tag[2].lower() not in _CLOSED_BY_THE_PARSER
        if _attributes(data, tag.end()) > MAX_ATTRIBUTES:
            raise UnreadableDocument(f"{path}: an element with more than {MAX_ATTRIBUTES:,} attributes; save its text")
        if count > elements:
            raise UnreadableDocument(f"{path}: more than {elements:,} elements; save its text instead")
        if level > depth:
            raise UnreadableDocument(f"{path}: elements nest more than {depth} deep; save its text instead")


def _attributes(data: bytes, at: int) -> int:
    """About how many attributes an element has; 0 where its tag is of a common length."""
    end = data.find(b">", at)
    end = end if end >= 0 else len(data)
    return len(re.sub(rb"\"[^\"]*\"|'[^']*'", b"", data[at:end]).split()) if end - at > 10_000 else 0


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB"
