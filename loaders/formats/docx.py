"""DOCX: paragraphs by their styles, lists, notes, text boxes and tables, read from the archive's own XML.

Deleted and hidden text, comments, page heads and feet and a table of contents are no part of the text; inserted text
is. Footnotes and endnotes stand under the paragraph that carries their mark.
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
from .pieces import Cell, Kind, Piece, Table
from .stated import stated_fields
from .writing import write

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "word/document.xml"
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"))
_SILENT = frozenset(("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "sdtPr", "Fallback"))


@dataclass(slots=True)
class _Parts:
    """What the body refers to, and how far the reading has come."""

    styles: Mapping[str, tuple[str, int]]
    notes: Mapping[tuple[str, str], str]
    paragraphs: int = 0
    tables: int = 0
    boxes: list[_Element] = field(default_factory=list)
    noted: set[tuple[str, str]] = field(default_factory=set)
    """the notes that were told: one to which several marks lead stands under the first"""


def read_docx(path: Path, data: bytes, encoding: str = "") -> Content:
    """The text of a DOCX document. Raises UnreadableDocument."""
    archive = open_archive(path, data, "a DOCX document", (_MAIN,))
    body = next((child for child in archive.xml(_MAIN) if local(child) == "body"), None)
    if body is None:
        raise UnreadableDocument(f"{path}: {_MAIN} has no body; save it anew")
    notes = _notes(archive, "footnote") | _notes(archive, "endnote")
    text, locators = write(_blocks(body, _Parts(_styles(archive), notes)))
    return Content(text, stated_fields(archive, "docProps/core.xml", text), locators=locators)


DOCX = Format(
    "docx",
    (".docx", ".docm"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    read_docx,
    apart=True,
)


def _styles(archive: Archive) -> dict[str, tuple[str, int]]:
    """What each style makes of a paragraph, and the heading's level (0 is the title)."""
    if "word/styles.xml" not in archive.names:
        return {}
    basis: dict[str, str] = {}
    found: dict[str, tuple[str, int]] = {}
    for style in archive.xml("word/styles.xml"):
        if local(style) != "style" or attribute(style, "type") not in ("paragraph", ""):
            continue
        name, outline, listed = "", "", False
        for part in style.iter():
            match local(part):
                case "name":
                    name = attribute(part, "val").lower()
                case "basedOn":
                    basis[attribute(style, "styleId")] = attribute(part, "val")
                case "outlineLvl":
                    outline = attribute(part, "val")
                case "numPr":
                    listed = True
        role = _role(name, outline, listed)
        if role:
            found[attribute(style, "styleId")] = role
    settled = set(found)
    for style_id in basis:
        above, passed = style_id, dict[str, None]()
        while above not in settled and above in basis and above not in passed:
            passed[above] = None
            above = basis[above]
        settled.update(passed)
        if above in found:
            found |= dict.fromkeys(passed, found[above])
    return found


def _role(name: str, outline: str, listed: bool) -> tuple[str, int] | None:
    heading = re.fullmatch(r"(?:heading|제목|개요)\s?(\d)", name)
    if name in ("title", "제목"):
        return "heading", 0
    if re.match(r"toc\s?\d|목차", name) or name == "toc heading":
        return "contents", 0
    if heading:
        return "heading", int(heading[1])
    if outline.isdigit() and int(outline) < 9:
        return "heading", int(outline) + 1
    if name.startswith("list") or listed:
        level = re.search(r"\d$", name)
        return "item", int(level[0]) - 1 if level and level[0] != "0" else 0
    return None


def _notes(archive: Archive, kind: str) -> dict[tuple[str, str], str]:
    name = f"word/{kind}s.xml"
    if name not in archive.names:
        return {}
    none = _Parts({}, {})
    return {
        (kind, attribute(note, "id")): " ".join(
            words for part in note.iter() if local(part) == "p" for words in [_words(part, none, []).strip()] if words
        )
        for note in archive.xml(name)
        if local(note) == kind and attribute(note, "type") in ("", "normal")
    }


def _blocks(parent: _Element, parts: _Parts, cell: str = "") -> Iterator[Piece | Table]:
    for child in parent:
        match local(child):
            case "p":
                yield from _paragraph(child, parts, cell)
            case "tbl":
                yield _table(child, parts)
            case "sdt" if _is_contents(child):
                continue
            case name if name in _WRAPPERS:
                yield from _blocks(child, parts, cell)


def _is_contents(block: _Element) -> bool:
    """Whether a block is a table of contents that the program made."""
    return any(
        local(part) == "docPartGallery" and attribute(part, "val") == "Table of Contents" for part in block.iter()
    )


def _paragraph(paragraph: _Element, parts: _Parts, cell: str) -> Iterator[Piece | Table]:
    """A paragraph, the notes whose marks it carries, and the text boxes that hang on it."""
    parts.paragraphs += 1
    place = Place(_MAIN, paragraph=parts.paragraphs, cell=cell)
    notes: list[str] = []
    outer, parts.boxes = parts.boxes, []
    text = _words(paragraph, parts, notes)
    boxes, parts.boxes = parts.boxes, outer
    role, level = _role_of(paragraph, parts)
    if role != "contents":
        yield Piece(Kind(role), text, level, place)
        yield from (Piece(Kind.NOTE, note, place=place) for note in notes)
    for box in boxes:
        yield from _blocks(box, parts, cell)


def _role_of(paragraph: _Element, parts: _Parts) -> tuple[str, int]:
    for properties in paragraph:
        if local(properties) != "pPr":
            continue
        named = {local(part): part for part in properties}
        role = parts.styles.get(attribute(named["pStyle"], "val")) if "pStyle" in named else None
        if role and role[0] != "item":
            return role
        if "outlineLvl" in named and attribute(named["outlineLvl"], "val").isdigit():
            level = int(attribute(named["outlineLvl"], "val"))
            if level < 9:
                return "heading", level + 1
        if "numPr" in named:
            numbered = {local(part): attribute(part, "val") for part in named["numPr"]}
            level_text = numbered.get("ilvl", "0")
            if numbered.get("numId") != "0":
                return "item", int(level_text) if level_text.isdigit() else 0
        if role:
            return role
    return "paragraph", 0


def _words(element: _Element, parts: _Parts, notes: list[str]) -> str:
    """The words of a paragraph; marks of notes are glued to them, text boxes wait for the paragraph's end."""
    words: list[str] = []
    for child in element:
        match local(child):
            case "t":
                words.append(child.text or "")
            case "tab" | "ptab":
                words.append("\t")
            case "br" | "cr":
                words.append("\n")
            case "noBreakHyphen":
                words.append("-")
            case "footnoteReference" | "endnoteReference":
                mark = local(child).removesuffix("Reference"), attribute(child, "id")
                if note := parts.notes.get(mark, ""):
                    words.append("*")
                    notes += [] if mark in parts.noted else [note]
                    parts.noted.add(mark)
            case "txbxContent":
                parts.boxes.append(child)
            case "r":
                words.append(_run(child, parts, notes))
            case "p":
                continue
            case name if name not in _SILENT:
                words.append(_words(child, parts, notes))
    return "".join(words)


def _run(run: _Element, parts: _Parts, notes: list[str]) -> str:
    properties = {local(part): attribute(part, "val") for child in run if local(child) == "rPr" for part in child}
    if properties.get("vanish", "0") not in ("0", "false"):
        return ""
    text = _words(run, parts, notes)
    return text.translate(_SUPERSCRIPT) if properties.get("vertAlign") == "superscript" else text


def _table(table: _Element, parts: _Parts) -> Table:
    """A table; a cell merged downwards is one cell."""
    parts.tables += 1
    number = parts.tables
    cells: list[Cell] = []
    open_above: dict[int, int] = {}
    for row, element in enumerate(_children(table, "tr")):
        head = any(
            local(part) == "tblHeader" and attribute(part, "val") not in ("0", "false")
            for properties in element
            if local(properties) == "trPr"
            for part in properties
        )
        column = 0
        for tc in _children(element, "tc"):
            span, merged = _reach(tc)
            where = f"table {number}, row {row + 1}, column {column + 1}"
            if merged == "continue" and column in open_above:
                above = cells[open_above[column]]
                cells[open_above[column]] = Cell(
                    above.row, above.column, above.pieces, row - above.row + 1, above.columns, above.head, above.place
                )
            else:
                open_above[column] = len(cells)
                pieces = tuple(_blocks(tc, parts, where))
                cells.append(Cell(row, column, pieces, 1, span, head, Place(_MAIN, cell=where)))
            column += span
    return Table(tuple(cells))


def _reach(cell: _Element) -> tuple[int, str]:
    """How many columns a cell spans, and whether it starts or continues one merged downwards."""
    span, merged = 1, ""
    for properties in cell:
        if local(properties) == "tcPr":
            for part in properties:
                if local(part) == "gridSpan" and attribute(part, "val").isdigit():
                    span = min(max(int(attribute(part, "val")), 1), 200)
                elif local(part) == "vMerge":
                    merged = attribute(part, "val") or "continue"
    return span, merged


def _children(parent: _Element, name: str) -> Iterator[_Element]:
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in _WRAPPERS:
            yield from _children(child, name)
