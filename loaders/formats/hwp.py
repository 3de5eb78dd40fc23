"""HWP 5 (Hancom's binary format): the records of its sections, read with olefile, which the extra ``[hwp]`` brings.

Follows Hancom's published format description. Page heads and feet, memos and hidden comments are no part of the text.
Documents locked against copying (배포용 문서) keep their text in an encrypted place; syhwp opens that.
"""

from __future__ import annotations

import io
import re
import struct
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ...errors import UnknownFormat, UnreadableDocument
from ..guard import looks_like
from .format import Content, Format, Place
from .pieces import Cell, Kind, Piece, Table, plain
from .writing import write

MAX_SECTION_BYTES = 32 * 1024 * 1024
MAX_RECORDS = 1_000_000
_PARAGRAPH, _TEXT, _CONTROL, _LIST, _TABLE, _EQUATION = 66, 67, 71, 72, 77, 88
_UNSAID = (b"daeh", b"toof", b"tmct", b"em%%")
"""page head and foot, hidden comment, memo (control ids stand backwards in the file)"""
_NOTES = (b"  nf", b"  ne")
_MARK = "*"
_MOST_DEEP = 40
_INSTALL = "reading HWP needs an extra: pip install 'policygraph[hwp]', or save it as HWPX"


@dataclass(slots=True)
class _Record:
    tag: int
    payload: bytes
    inner: list[_Record] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    part: str
    tables: list[int]
    paragraphs: int = 0


def read_hwp(path: Path, data: bytes, encoding: str = "") -> Content:
    """The text of an HWP 5 document. Raises UnreadableDocument."""
    if not data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if data.startswith(b"HWP Document File V"):
            raise UnknownFormat(f"{path}: an HWP document of before 2000; save it as HWPX")
        seen = looks_like(data)
        if seen:
            raise UnknownFormat(f"{path}: looks like {seen}, not like an HWP document; name it by what it is")
        raise UnreadableDocument(f"{path}: not an HWP document, or its beginning is damaged; save it anew")
    try:
        import olefile
    except ImportError:
        raise UnreadableDocument(f"{path}: {_INSTALL}") from None
    pieces: list[Piece | Table] = []
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        if not container.exists("FileHeader"):
            raise UnknownFormat(f"{path}: an OLE container, but not an HWP document; name it by what it is")
        header = container.openstream("FileHeader").read()
        flags = struct.unpack_from("<I", header, 36)[0]
        if flags & 0x02:
            raise UnreadableDocument(f"{path}: locked with a password; save it without one")
        if flags & 0x04:
            pieces = _distributed(path, data)
        else:
            names = ["/".join(entry) for entry in container.listdir()]
            tables = [0]
            for _, name in sorted(
                (int(found[1]), name) for name in names if (found := re.fullmatch(r"BodyText/Section(\d{1,4})", name))
            ):
                raw = container.openstream(name).read()
                section = _inflated(path, name, raw) if flags & 0x01 else raw
                pieces += _blocks(_tree(path, section).inner, _State(name, tables))
    text, locators = write(pieces)
    return Content(text, locators=locators)


HWP = Format("hwp", (".hwp",), "application/x-hwp", read_hwp, apart=True)


def _inflated(path: Path, name: str, raw: bytes) -> bytes:
    unpacking = zlib.decompressobj(-15)
    try:
        section = unpacking.decompress(raw, MAX_SECTION_BYTES)
    except zlib.error as error:
        raise UnreadableDocument(f"{path}: {name} is damaged ({error}); save it anew") from None
    if unpacking.unconsumed_tail:
        raise UnreadableDocument(f"{path}: {name} unpacks to more than {MAX_SECTION_BYTES // 1024 // 1024} MB")
    if not unpacking.eof:
        raise UnreadableDocument(f"{path}: {name} is cut off; save it anew")
    return section


def _tree(path: Path, data: bytes) -> _Record:
    """The records of a section, each under the one whose level is one less."""
    root = _Record(-1, b"")
    stack = [root]
    at = count = 0
    while at + 4 <= len(data):
        (header,) = struct.unpack_from("<I", data, at)
        at += 4
        tag, level, size = header & 0x3FF, (header >> 10) & 0x3FF, header >> 20
        if size == 0xFFF and at + 4 <= len(data):
            (size,) = struct.unpack_from("<I", data, at)
            at += 4
        if at + size > len(data):
            raise UnreadableDocument(f"{path}: its text is cut off or damaged; save it anew")
        count += 1
        if count > MAX_RECORDS:
            raise UnreadableDocument(f"{path}: more than {MAX_RECORDS:,} records; split it")
        record = _Record(tag, data[at : at + size])
        at += size
        del stack[min(level, _MOST_DEEP) + 1 :]
        stack[-1].inner.append(record)
        stack.append(record)
    return root


def _blocks(records: list[_Record], state: _State, cell: str = "") -> Iterator[Piece | Table]:
    for record in records:
        if record.tag == _PARAGRAPH:
            yield from _paragraph(record, state, cell)
        elif record.tag != _CONTROL:
            yield from _blocks(record.inner, state, cell)


def _paragraph(paragraph: _Record, state: _State, cell: str) -> Iterator[Piece | Table]:
    """A paragraph, the notes whose marks it carries, then what is anchored in it."""
    state.paragraphs += 1
    place = Place(state.part, paragraph=state.paragraphs, cell=cell)
    controls = [each for each in paragraph.inner if each.tag == _CONTROL]
    text = "".join(letters(each.payload) for each in paragraph.inner if each.tag == _TEXT)
    notes = [_note(each, state) for each in controls if each.payload[:4] in _NOTES]
    yield Piece(Kind.PARAGRAPH, text if any(notes) else text.replace(_MARK, ""), 0, place)
    yield from (Piece(Kind.NOTE, note, place=place) for note in notes if note)
    for control in controls:
        if control.payload[:4] == b" lbt":
            yield from _table(control, state)
        elif control.payload[:4] not in (*_NOTES, *_UNSAID):
            yield from _boxed(control, state, cell)


def letters(payload: bytes) -> str:
    """The text of a paragraph's record: UTF-16 with control letters, most of which take eight places.

    >>> letters("예산\\x1f10".encode("utf-16-le") + b"\\x09\\0" + b"\\0" * 14 + "억".encode("utf-16-le"))
    '예산 10 억'
    """
    words: list[bytes] = []
    at = 0
    while at + 2 <= len(payload):
        (code,) = struct.unpack_from("<H", payload, at)
        if code >= 32:
            words.append(payload[at : at + 2])
            at += 2
        elif code in (0, 10, 13, 24, 25, 26, 27, 28, 29, 30, 31):
            words.append({10: "\n", 13: "", 24: "-", 30: " ", 31: " "}.get(code, "").encode("utf-16-le"))
            at += 2
        else:
            words.append({9: " ", 17: _MARK}.get(code, "").encode("utf-16-le"))
            at += 16
    return b"".join(words).decode("utf-16-le", "replace")


def _note(control: _Record, state: _State) -> str:
    inner = _State(state.part, state.tables)
    return " ".join(plain(piece.text) for piece in _blocks(control.inner, inner) if isinstance(piece, Piece)).strip()


def _boxed(record: _Record, state: _State, cell: str) -> Iterator[Piece | Table]:
    """The paragraphs within a drawn object, and the tables within it."""
    for each in record.inner:
        if each.tag == _PARAGRAPH:
            yield from _paragraph(each, state, cell)
        elif each.tag == _EQUATION and len(each.payload) >= 6:
            (size,) = struct.unpack_from("<H", each.payload, 4)
            script = each.payload[6 : 6 + 2 * size].decode("utf-16-le", "replace")
            yield Piece(Kind.PARAGRAPH, script, 0, Place(state.part, cell=cell))
        else:
            yield from _boxed(each, state, cell)


def _table(control: _Record, state: _State) -> Iterator[Piece | Table]:
    """A table: its caption's list stands before the table's own record, the cells' lists after it."""
    state.tables[0] += 1
    number = state.tables[0]
    cells: list[Cell] = []
    caption: list[Piece | Table] = []
    begun = False
    content: list[Piece | Table] = caption
    for record in control.inner:
        if record.tag == _TABLE:
            begun = True
        elif record.tag == _LIST and begun and len(record.payload) >= 16:
            column, row, columns, rows = struct.unpack_from("<HHHH", record.payload, 8)
            where = f"table {number}, row {row + 1}, column {column + 1}"
            place = Place(state.part, cell=where)
            content = list(_blocks(record.inner, state, where))
            cells.append(Cell(row, column, (), max(rows, 1), max(columns, 1), False, place))
            cells[-1] = _with(cells[-1], content)
        elif record.tag == _PARAGRAPH:
            where = cells[-1].place.cell if cells else ""
            content += _paragraph(record, state, where)
            if cells:
                cells[-1] = _with(cells[-1], content)
    yield Table(tuple(cells), tuple(caption))


def _with(cell: Cell, content: list[Piece | Table]) -> Cell:
    return Cell(cell.row, cell.column, tuple(content), cell.rows, cell.columns, cell.head, cell.place)


def _distributed(path: Path, data: bytes) -> list[Piece | Table]:
    """The blocks of a document that is locked against copying, as syhwp finds them."""
    try:
        import syhwp
    except ImportError:
        raise UnreadableDocument(f"{path}: {_INSTALL}") from None
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "document.hwp")
        copy.write_bytes(data)
        try:
            blocks = syhwp.open(copy).blocks
        except syhwp.SyhwpError as error:
            raise UnreadableDocument(f"{path}: locked against copying, and {error}; save it as HWPX") from None
    pieces: list[Piece | Table] = []
    for number, block in enumerate(blocks, 1):
        place = Place("ViewText", paragraph=number)
        if isinstance(block, syhwp.Table):
            pieces.append(
                Table(
                    tuple(
                        Cell(
                            each.row,
                            each.col,
                            (Piece(Kind.PARAGRAPH, each.text, place=place),),
                            each.row_span,
                            each.col_span,
                        )
                        for each in block.cells
                    )
                )
            )
        elif isinstance(block, syhwp.Paragraph):
            pieces.append(Piece(Kind.PARAGRAPH, block.text, place=place))
    if not pieces:
        raise UnreadableDocument(f"{path}: locked against copying, and nothing could be opened; save it as HWPX")
    return pieces
