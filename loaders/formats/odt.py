"""ODT (OpenDocument text): headings, paragraphs, lists, notes, text boxes and tables, from the archive's own XML.

Deleted text, comments and tables of contents are no part of the text. Notes stand under the paragraph that carries
their mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import UnknownFormat, UnreadableDocument
from ..zips import Archive, attribute, local, open_archive
from .format import Content, Format, Place
from .pieces import Cell, Kind, Piece, Table
from .stated import stated_fields
from .writing import write

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "content.xml"
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MANIFEST = "META-INF/manifest.xml"
_KIND = b"application/vnd.oasis.opendocument.text"
_SILENT = {"annotation", "annotation-end", "tracked-changes", "ruby-text", "note-citation", "tab-stop", "change"}
_MOST_REPEATS = 1_000


@dataclass(slots=True)
class _State:
    """What the styles mean, and how far the reading has come."""

    parents: Mapping[str, str]
    raised: frozenset[str]
    paragraphs: int = 0
    tables: int = 0
    notes: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)


def read_odt(path: Path, data: bytes, encoding: str = "") -> Content:
    """The text of an OpenDocument text. Raises UnreadableDocument."""
    archive = open_archive(path, data, "an OpenDocument text", (_MAIN,))
    if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
        raise UnreadableDocument(f"{path}: locked with a password; save it without one")
    if "mimetype" in archive.names and not archive.read("mimetype").strip().startswith(_KIND):
        raise UnknownFormat(f"{path}: an OpenDocument file, but not a text; save it as a text")
    root = archive.xml(_MAIN)
    body = next((part for part in root.iter() if local(part) == "text" and local(part.getparent()) == "body"), None)
    if body is None:
        raise UnreadableDocument(f"{path}: {_MAIN} has no text; save it anew")
    text, locators = write(_blocks(body, _state(archive, root)))
    return Content(text, stated_fields(archive, "meta.xml", text), locators=locators)


ODT = Format("odt", (".odt", ".ott"), _KIND.decode(), read_odt, apart=True)


def _state(archive: Archive, root: _Element) -> _State:
    parents: dict[str, str] = {}
    raised: set[str] = set()
    for top in [root, *([archive.xml("styles.xml")] if "styles.xml" in archive.names else [])]:
        for style in top.iter():
            if local(style) == "style":
                parents[attribute(style, "name")] = attribute(style, "parent-style-name")
                if any(attribute(part, "text-position").startswith("super") for part in style):
                    raised.add(attribute(style, "name"))
    return _State(parents, frozenset(raised))


def _role(style: str, parents: Mapping[str, str]) -> tuple[Kind, int]:
    for _ in range(20):
        name = style.replace("_20_", " ")
        if name in ("Title", "제목"):
            return Kind.HEADING, 0
        heading = re.fullmatch(r"(?:Heading|제목) (\d{1,2})", name)
        if heading:
            return Kind.HEADING, int(heading[1])
        if not parents.get(style):
            break
        style = parents[style]
    return Kind.PARAGRAPH, 0


def _blocks(parent: _Element, state: _State, cell: str = "", depth: int = -1) -> Iterator[Piece | Table]:
    """What stands in a body, a section, a cell or (from depth 0) a list."""
    for child in parent:
        match local(child):
            case "h":
                level = attribute(child, "outline-level")
                deep = int(level) if level.isdigit() and len(level) < 3 else 1
                yield from _paragraph(child, state, cell, Kind.HEADING, deep)
            case "p":
                kind, level_of_style = _role(attribute(child, "style-name"), state.parents)
                if depth >= 0 and kind is Kind.PARAGRAPH:
                    kind, level_of_style = Kind.ITEM, depth
                yield from _paragraph(child, state, cell, kind, level_of_style)
            case "list":
                yield from _blocks(child, state, cell, depth + 1)
            case "list-item" | "list-header" | "section" | "numbered-paragraph":
                yield from _blocks(child, state, cell, depth)
            case "table":
                yield _table(child, state)
            case "frame" | "g" | "custom-shape" | "rect":
                yield from _boxed(child, state, cell)


def _paragraph(paragraph: _Element, state: _State, cell: str, kind: Kind, level: int) -> Iterator[Piece | Table]:
    state.paragraphs += 1
    place = Place(_MAIN, paragraph=state.paragraphs, cell=cell)
    outer = state.notes, state.boxes
    state.notes, state.boxes = [], []
    text = _words(paragraph, state)
    notes, boxes = state.notes, state.boxes
    state.notes, state.boxes = outer
    yield Piece(kind, text, level, place)
    yield from (Piece(Kind.NOTE, note, place=place) for note in notes)
    for box in boxes:
        yield from _boxed(box, state, cell)


def _boxed(element: _Element, state: _State, cell: str) -> Iterator[Piece | Table]:
    """The paragraphs of text boxes and drawn shapes, of each one in a group."""
    if local(element) in ("custom-shape", "rect", "text-box"):
        yield from _blocks(element, state, cell)
        return
    for child in element:
        if local(child) in ("frame", "g", "custom-shape", "rect", "text-box"):
            yield from _boxed(child, state, cell)


def _words(element: _Element, state: _State) -> str:
    """The words of a paragraph; white space in the XML is one space, as OpenDocument says."""
    words = [re.sub(r"\s+", " ", element.text or "")]
    for child in element:
        match local(child):
            case "s":
                words.append(" ")
            case "tab":
                words.append("\t")
            case "line-break":
                words.append("\n")
            case "note":
                note = " ".join(
                    said
                    for body in child
                    if local(body) == "note-body"
                    for part in body.iter()
                    if local(part) in ("p", "h")
                    for said in [_words(part, state).strip()]
                    if said
                )
                if note:
                    words.append("*")
                    state.notes.append(note)
            case "frame" | "g" | "custom-shape" | "rect":
                state.boxes.append(child)
            case "span" if attribute(child, "style-name") in state.raised:
                words.append(_words(child, state).translate(_SUPERSCRIPT))
            case name if name not in _SILENT:
                words.append(_words(child, state))
        words.append(re.sub(r"\s+", " ", child.tail or ""))
    return "".join(words)


def _table(table: _Element, state: _State) -> Table:
    state.tables += 1
    number = state.tables
    cells: list[Cell] = []
    for row, (element, head) in enumerate(_table_rows(table, False)):
        column = 0
        for tc in element:
            repeats = _number(tc, "number-columns-repeated")
            if local(tc) == "table-cell":
                where = f"table {number}, row {row + 1}, column {column + 1}"
                cells.append(
                    Cell(
                        row,
                        column,
                        tuple(_blocks(tc, state, where)),
                        _number(tc, "number-rows-spanned"),
                        max(_number(tc, "number-columns-spanned"), repeats),
                        head,
                        Place(_MAIN, cell=where),
                    )
                )
            if local(tc) in ("table-cell", "covered-table-cell"):
                column += repeats
    return Table(tuple(cells))


def _table_rows(parent: _Element, head: bool) -> Iterator[tuple[_Element, bool]]:
    for child in parent:
        if local(child) == "table-row":
            yield child, head
        elif local(child) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _table_rows(child, head or local(child) == "table-header-rows")


def _number(element: _Element, name: str) -> int:
    value = attribute(element, name)
    return min(max(int(value), 1), _MOST_REPEATS) if value.isascii() and value.isdigit() and len(value) < 9 else 1
