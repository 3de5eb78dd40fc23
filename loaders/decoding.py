"""From bytes to text: UTF-8, else the encoding that is declared or can be told for certain.

A byte order mark is dropped, CRLF and CR become LF, and nothing else is changed: every offset counts in this text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import SettingsError, UnreadableDocument

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that its bytes were in."""

    text: str
    encoding: str


def decode(path: Path, data: bytes, declared: str = "") -> Decoded:
    """The text of a file's bytes; ``path`` is only for what is said.

    Order: byte order mark, UTF-8, ``declared`` (an option, a sidecar or the page's own words), Korean EUC-KR/CP949
    where the bytes make Korean words. Latin-1 is never guessed, for any bytes at all would pass as Latin-1: it must
    be declared. Raises UnreadableDocument.

    >>> decode(Path("a.txt"), "데이터 댐\\r\\n".encode("cp949"))
    Decoded(text='데이터 댐\\n', encoding='cp949')
    """
    text, encoding = _decoded(path, data, declared)
    if "\0" in text:
        raise UnreadableDocument(f"{path}: not text: it holds NUL characters; save it as UTF-8 text")
    return Decoded(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), encoding)


def known_encoding(name: str) -> str:
    """Python's name of a text encoding. Raises SettingsError when there is no such encoding.

    >>> known_encoding("EUC-KR"), known_encoding("ks_c_5601-1987"), known_encoding("Latin1")
    ('euc_kr', 'cp949', 'iso8859-1')
    """
    if name.strip().lower() in ("ks_c_5601-1987", "ms949", "uhc"):
        return "cp949"
    try:
        found = codecs.lookup(name.strip())
        "".encode(found.name).decode(found.name)
    except (LookupError, ValueError, TypeError, UnicodeError):
        raise SettingsError(f"{name!r}: no such text encoding; try utf-8, cp949 or latin-1") from None
    return found.name


def _decoded(path: Path, data: bytes, declared: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _broken(path, encoding, error) from None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        fault = error
    if declared:
        encoding = known_encoding(declared)
        # Pages that declare EUC-KR are commonly written in its superset.
        encoding = "cp949" if encoding == "euc_kr" else "cp1252" if encoding == "iso8859-1" else encoding
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            if encoding == "cp1252":
                return data.decode("latin-1"), "latin-1"
            raise _broken(path, encoding, error) from None
    korean = _korean(data)
    if korean:
        return korean, "cp949"
    raise UnreadableDocument(
        f"{path}: not UTF-8 (byte 0x{data[fault.start]:02X} at {fault.start}), and its encoding is neither declared "
        "nor clear; save it as UTF-8, or name the encoding (--encoding latin-1)"
    )


def _korean(data: bytes) -> str:
    """The bytes read as CP949, where that gives Korean: mostly Hangul, and nearly all of it the everyday syllables."""
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return ""
    syllables = re.findall("[가-힣]", text)
    letters = sum(1 for c in text if not c.isascii() and c.isalpha())
    everyday = sum(1 for c in syllables if len(c.encode("euc_kr", "ignore")) == 2)
    return text if len(syllables) >= 2 and len(syllables) >= 0.7 * letters and everyday >= 0.9 * len(syllables) else ""


def _broken(path: Path, encoding: str, error: UnicodeDecodeError) -> UnreadableDocument:
    return UnreadableDocument(
        f"{path}: not valid {encoding} (byte {error.start}: {error.reason}); save it as UTF-8, or name the encoding"
    )
