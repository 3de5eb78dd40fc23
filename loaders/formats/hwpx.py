"""HWPX (OWPML, KS X 6101): paragraphs, tables, notes and text boxes, read from the archive's own XML.

Elements are known by their names without namespace, for each edition of Hancom's office has its own. Deleted text,
memos, hidden comments, page heads and feet and tables of contents are no part of the text. Notes stand under the
paragraph that carries their mark, text boxes and tables after the paragraph in which they are anchored. Marks that
the program counts by itself are not written, bullets that it draws are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import UnreadableDocument
from ..zips import Archive, attribute, local, open_archive
from .format import Content, Format, Place
from .pieces import Cell, Kind, Piece, Table, plain
from .stated import stated_fields
from .writing import write

if TYPE_CHECKING:
    from lxml.etree import _Element

_SECTION = re.compile(r"(?:.*/)?section(\d+)\.xml", re.IGNORECASE)
_SILENT = {
    *("fieldBegin", "fieldEnd", "header", "footer", "hiddenComment", "secPr", "colPr", "shapeComment", "linesegarray"),
    *(
        "subText",
        "parameters",
        "pageNum",
        "autoNum",
        "newNum",
        "pageHiding",
        "indexmark",
        "bookmark",
        "metaTag",
        "case",
    ),
}
_OBJECTS = {
    *(
        "rect",
        "ellipse",
        "polygon",
        "arc",
        "curve",
        "line",
        "connectLine",
        "container",
        "pic",
        "ole",
        "textart",
        "chart",
    ),
}
_SENTENCE = re.compile(r"(?:다|[.?!。])\**$")
_TYPED_BULLET = re.compile(r"[□■◇◆❖○●◦ㅇ•·∙‣▶▷▪▫※☞✓✔*–—-]|[①-⑳❶-❿]")


@dataclass(frozen=True, slots=True)
class _Role:
    """What a paragraph's properties make of it: heading or item of a level, or one with a drawn bullet."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    bullet: str = ""


@dataclass(slots=True)
class _State:
    """How far the reading of one section has come."""

    part: str
    roles: Mapping[str, _Role]
    silent_styles: frozenset[str]
    tables: list[int]
    paragraphs: int = 0
    deleting: bool = False
    notes: list[str] = field(default_factory=list)
    objects: list[_Element] = field(default_factory=list)


def read_hwpx(path: Path, data: bytes, encoding: str = "") -> Content:
    """The text of an HWPX document. Raises UnreadableDocument."""
    archive = open_archive(path, data, "an HWPX document", ("Contents/content.hpf", "Contents/section0.xml"))
    _refuse_locked(archive)
    sections = sorted(
        (int(found[1]), name) for name in archive.names if (found := _SECTION.fullmatch(name)) is not None
    )
    if not sections:
        raise UnreadableDocument(f"{path}: holds no section; save it anew")
    roles, silent = _roles(archive)
    pieces: list[Piece | Table] = []
    tables = [0]
    for _, name in sections:
        pieces += _blocks(archive.xml(name), _State(name, roles, silent, tables))
    text, locators = write(pieces)
    return Content(text, stated_fields(archive, "Contents/content.hpf", text), locators=locators)


HWPX = Format("hwpx", (".hwpx",), "application/hwp+zip", read_hwpx, apart=True)


def _refuse_locked(archive: Archive) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in archive.names and b"encryption-data" in archive.read(manifest):
        raise UnreadableDocument(f"{archive.path}: locked with a password; save it without one")


def _roles(archive: Archive) -> tuple[dict[str, _Role], frozenset[str]]:
    """What each set of paragraph properties means, and the styles of tables of contents."""
    header = next((name for name in archive.names if re.fullmatch(r"(?:.*/)?header\.xml", name, re.IGNORECASE)), "")
    if not header:
        return {}, frozenset()
    root = archive.xml(header)
    bullets = {attribute(each, "id"): attribute(each, "char") for each in root.iter() if local(each) == "bullet"}
    heads: dict[tuple[str, str], str] = {}
    silent: set[str] = set()
    for element in root.iter():
        if local(element) == "numbering":
            for head in element:
                heads[attribute(element, "id"), attribute(head, "level")] = "".join(head.itertext()).strip()
        elif local(element) == "style" and re.match(
            r"TOC|차례", attribute(element, "engName") or attribute(element, "name")
        ):
            silent.add(attribute(element, "id"))
    roles: dict[str, _Role] = {}
    for element in root.iter():
        if local(element) != "paraPr":
            continue
        for heading in element:
            if local(heading) == "heading":
                roles[attribute(element, "id")] = _role(heading, bullets, heads)
    return roles, frozenset(silent)


def _role(heading: _Element, bullets: Mapping[str, str], heads: Mapping[tuple[str, str], str]) -> _Role:
    level_text, reference = attribute(heading, "level"), attribute(heading, "idRef")
    level = int(level_text) if level_text.isdigit() else 0
    match attribute(heading, "type"):
        case "BULLET":
            return _Role(Kind.ITEM, level, bullets.get(reference, ""))
        case "NUMBER":
            return _Role(Kind.ITEM, level)
        case "OUTLINE":
            drawn = heads.get((reference if reference != "0" else "1", str(level + 1)), "^")
            return _Role(Kind.HEADING, level + 1, "" if "^" in drawn else drawn)
    return _Role()


def _blocks(parent: _Element, state: _State, cell: str = "") -> Iterator[Piece | Table]:
    for child in parent:
        if local(child) == "p":
            yield from _paragraph(child, state, cell)
        elif local(child) == "subList":
            yield from _blocks(child, state, cell)
        elif local(child) == "tbl":
            yield _table(child, state)
        elif local(child) in _OBJECTS:
            yield from _boxed(child, state, cell)


def _paragraph(paragraph: _Element, state: _State, cell: str) -> Iterator[Piece | Table]:
    """A paragraph, the notes whose marks it carries, then what is anchored in it."""
    state.paragraphs += 1
    place = Place(state.part, paragraph=state.paragraphs, cell=cell)
    outer = state.notes, state.objects
    state.notes, state.objects = [], []
    text = _words(paragraph, state)
    notes, objects = state.notes, state.objects
    state.notes, state.objects = outer
    if attribute(paragraph, "styleIDRef") not in state.silent_styles:
        yield _as_piece(text, state.roles.get(attribute(paragraph, "paraPrIDRef"), _Role()), place)
        yield from (Piece(Kind.NOTE, note, place=place) for note in notes)
    for each in objects:
        if local(each) == "tbl":
            yield _table(each, state)
        else:
            yield from _boxed(each, state, cell)


def _as_piece(text: str, role: _Role, place: Place) -> Piece:
    """A paragraph as its properties say; a whole sentence is no heading, and a typed bullet is bullet enough."""
    words = plain(text)
    if role.kind is Kind.PARAGRAPH or _TYPED_BULLET.match(words):
        return Piece(Kind.PARAGRAPH, words, 0, place)
    if role.bullet and len(role.bullet) == 1 and _TYPED_BULLET.match(role.bullet) and words:
        return Piece(Kind.PARAGRAPH, f"{role.bullet} {words}", 0, place)
    if role.kind is Kind.HEADING and (len(words) > 100 or _SENTENCE.search(words)):
        return Piece(Kind.ITEM, words, role.level - 1, place)
    return Piece(role.kind, words, role.level, place)


def _boxed(element: _Element, state: _State, cell: str) -> Iterator[Piece | Table]:
    """The paragraphs of a drawn object: of a text box, of each object in a group, of a caption; words drawn as art."""
    if local(element) == "textart" and attribute(element, "text").strip():
        yield Piece(Kind.PARAGRAPH, plain(attribute(element, "text")), place=Place(state.part, cell=cell))
    for child in element:
        if local(child) in ("drawText", "caption"):
            yield from _blocks(child, state, cell)
        elif local(child) == "tbl":
            yield _table(child, state)
        elif local(child) in _OBJECTS:
            yield from _boxed(child, state, cell)


def _words(element: _Element, state: _State) -> str:
    """The words of a paragraph; what is anchored in it waits in the state."""
    words: list[str] = []
    for child in element:
        name = local(child)
        if name in _OBJECTS or name == "tbl":
            state.objects.append(child)
        elif name == "t":
            words.append(_typed(child, state))
        elif name in ("footNote", "endNote"):
            note = _note(child, state)
            if note:
                state.notes.append(note)
                words.append("*")
        elif name == "equation":
            words += [f" {script.text} " for script in child if local(script) == "script" and script.text]
        elif name == "compose":
            words.append(attribute(child, "composeText"))
        elif name == "mainText":
            words.append("".join(child.itertext()))
        elif name not in _SILENT and name != "p":
            words.append(_words(child, state))
    return "".join(words)


def _typed(element: _Element, state: _State) -> str:
    """The letters of one run of text without what is marked as deleted."""
    words = [] if state.deleting else [element.text or ""]
    for child in element:
        match local(child):
            case "deleteBegin":
                state.deleting = True
            case "deleteEnd":
                state.deleting = False
            case _ if state.deleting:
                pass
            case name if name in _OBJECTS or name == "tbl":
                state.objects.append(child)
            case "tab" | "fwSpace" | "nbSpace":
                words.append(" ")
            case "lineBreak":
                words.append("\n")
            case "hyphen":
                words.append("-")
            case "compose":
                words.append(attribute(child, "composeText"))
            case "markpenBegin" | "markpenEnd" | "insertBegin" | "insertEnd" | "titleMark":
                pass
            case _:
                words.append(_typed(child, state))
        if not state.deleting:
            words.append(child.tail or "")
    return "".join(words)


def _note(element: _Element, state: _State) -> str:
    """A note's words on one line; what is anchored in it is told with them."""
    inner = _State(state.part, {}, frozenset(), state.tables)
    return " ".join(
        plain(piece.text).replace("\n", " ") for piece in _blocks(element, inner) if isinstance(piece, Piece)
    ).strip()


def _table(table: _Element, state: _State) -> Table:
    state.tables[0] += 1
    number = state.tables[0]
    cells: list[Cell] = []
    caption: tuple[Piece | Table, ...] = ()
    rows = 0
    for element in table:
        if local(element) == "caption":
            caption = tuple(_blocks(element, state))
        elif local(element) == "tr":
            column = 0
            for tc in element:
                if local(tc) == "tc":
                    cells.append(_cell(tc, rows, column, number, state))
                    column = cells[-1].column + cells[-1].columns
            rows += 1
    return Table(tuple(cells), caption)


def _cell(tc: _Element, row: int, column: int, number: int, state: _State) -> Cell:
    """A cell at the address that it states, else where it stands."""
    parts = {local(part): part for part in tc}
    address, span = parts.get("cellAddr"), parts.get("cellSpan")
    if address is not None:
        row, column = _number(address, "rowAddr", row), _number(address, "colAddr", column)
    where = f"table {number}, row {row + 1}, column {column + 1}"
    return Cell(
        row,
        column,
        tuple(_blocks(tc, state, where)),
        max(_number(span, "rowSpan", 1), 1) if span is not None else 1,
        max(_number(span, "colSpan", 1), 1) if span is not None else 1,
        attribute(tc, "header") in ("1", "true"),
        Place(state.part, cell=where),
    )


def _number(element: _Element, name: str, default: int) -> int:
    value = attribute(element, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else default
