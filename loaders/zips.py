"""The guard before formats that are ZIP archives of XML: what may be unpacked and parsed, and how much of it.

Nothing is unpacked to disk; members are read one by one, and only those that a format asks for, so an archive within
the archive stays closed. What the archive states about its sizes is checked against what comes out.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UnknownFormat, UnreadableDocument
from .guard import looks_like

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_MEMBERS = 5_000
MAX_MEMBER_BYTES = 32 * 1024 * 1024
MAX_TOTAL_BYTES = 512 * 1024 * 1024
MAX_TAGS = 2_000_000
MAX_RATIO = 250
RATIO_FROM = 1024 * 1024
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    IndexError,
    KeyError,
    RuntimeError,
)
_DECLARATION = re.compile(rb"<\0?\0?\0?!\0?\0?\0?(?:D\0{0,3}O\0{0,3}C\0{0,3}T|E\0{0,3}N\0{0,3}T\0{0,3}I)")


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that passed the guard; ``names`` are its members in their order."""

    path: Path
    zip: zipfile.ZipFile
    names: tuple[str, ...]

    def read(self, name: str) -> bytes:
        """One member, unpacked. Raises UnreadableDocument where it is missing, damaged or larger than it states."""
        try:
            with self.zip.open(name) as member:
                data = member.read(MAX_MEMBER_BYTES + 1)
        except _BROKEN as error:
            if name not in self.names:
                raise UnreadableDocument(f"{self.path}: holds no {name}; save it anew") from None
            raise UnreadableDocument(f"{self.path}: {name} is damaged ({_reason(error)}); save it anew") from None
        if len(data) > MAX_MEMBER_BYTES:
            raise UnreadableDocument(f"{self.path}: {name} unpacks to more than {_megabytes(MAX_MEMBER_BYTES)}")
        return data

    def xml(self, name: str) -> _Element:
        """The root element of one member. Raises UnreadableDocument."""
        return parse_xml(self.path, name, self.read(name))


def open_archive(path: Path, data: bytes, wanted: str, marks: Collection[str]) -> Archive:
    """The archive in a file's bytes, once nothing speaks against reading it.

    ``wanted`` is what the suffix promises (``a DOCX document``); one of the members ``marks`` must be there. Raises
    UnknownFormat for another kind of file, UnreadableDocument for a damaged, locked or blown-up one.
    """
    if not data.startswith(b"PK"):
        seen = looks_like(data)
        if seen:
            raise UnknownFormat(f"{path}: looks like {seen}, not like {wanted}; name it by what it is, or save it anew")
        raise UnreadableDocument(f"{path}: not {wanted}, or its beginning is damaged; save it anew")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
        _straighten(archive)
    except _BROKEN as error:
        raise UnreadableDocument(
            f"{path}: the archive is cut off or damaged ({_reason(error)}); save it anew"
        ) from None
    if len(members) > MAX_MEMBERS:
        raise UnreadableDocument(f"{path}: {len(members):,} members, over the limit of {MAX_MEMBERS:,}")
    if sum(member.file_size for member in members) > MAX_TOTAL_BYTES:
        raise UnreadableDocument(f"{path}: unpacks to more than {_megabytes(MAX_TOTAL_BYTES)}")
    names = {member.filename for member in members}
    if not names.intersection(marks):
        raise UnknownFormat(f"{path}: {_kind(names)}, not {wanted}; name it by what it is, or save it anew")
    for member in members:
        if not member.filename.lower().endswith((".xml", ".hpf", ".rels", ".rdf")):
            continue
        if member.flag_bits & 1:
            raise UnreadableDocument(f"{path}: locked with a password; save it without one")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableDocument(f"{path}: {member.filename} is packed in an unusual way; save it anew")
        if member.file_size > MAX_MEMBER_BYTES:
            raise UnreadableDocument(f"{path}: {member.filename} unpacks to more than {_megabytes(MAX_MEMBER_BYTES)}")
        if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise UnreadableDocument(f"{path}: {member.filename} unpacks to more than {MAX_RATIO} times its size")
    return Archive(path, archive, tuple(member.filename for member in members))


def _straighten(archive: zipfile.ZipFile) -> None:
    """Give members that a program named with backslashes the names that they should have, where these are free.

    zipfile opens members by these names, so only its index is changed, never the bytes.
    """
    for member in archive.infolist():
        plain = member.filename.replace("\\", "/")
        if plain != member.filename and plain not in archive.NameToInfo:
            archive.NameToInfo[plain] = archive.NameToInfo.pop(member.filename)
            member.filename = plain


def parse_xml(path: Path, name: str, data: bytes) -> _Element:
    """The root element of an XML text without a document type, entities or anything fetched from elsewhere.

    Raises UnreadableDocument.
    """
    from lxml import etree

    if data.count(b"<") > MAX_TAGS:
        raise UnreadableDocument(f"{path}: {name} holds more than {MAX_TAGS:,} tags; split it")
    if _DECLARATION.search(data):
        raise UnreadableDocument(f"{path}: {name} declares a document type or entities; that is not read")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if isinstance(error, etree.XMLSyntaxError) and error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise UnreadableDocument(f"{path}: {name} is no valid XML ({' '.join(str(error).split())[:120]})") from None
    if root is None or root.getroottree().docinfo.doctype:
        raise UnreadableDocument(f"{path}: {name} declares a document type or entities; that is not read")
    return root


def local(element: _Element) -> str:
    """An element's name without its namespace: writers of different years use different ones.

    >>> from lxml import etree
    >>> local(etree.fromstring('<a:p xmlns:a="x"/>'))
    'p'
    """
    return str(element.tag).rpartition("}")[2]


def attribute(element: _Element, name: str) -> str:
    """An attribute by its name without namespace; empty where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def _kind(names: Collection[str]) -> str:
    """What an archive with these members is."""
    for mark, kind in (
        ("word/document.xml", "a DOCX document"),
        ("xl/workbook.xml", "an Excel workbook"),
        ("ppt/presentation.xml", "a PowerPoint presentation"),
        ("Contents/section0.xml", "an HWPX document"),
        ("META-INF/manifest.xml", "an OpenDocument file"),
    ):
        if mark in names:
            return kind
    return "a ZIP archive"


def _reason(error: Exception) -> str:
    """What a library says of a damaged archive, in one short line: it may repeat names as long as the file likes."""
    words = " ".join(str(error).split()) or type(error).__name__
    return words if len(words) <= 120 else words[:120] + "…"


def _megabytes(size: int) -> str:
    return f"{size // 1024 // 1024} MB"
