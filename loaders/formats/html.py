"""Web pages: the main text without navigation, headings and lists as lines that the outline reads, page metadata.

The text is what was extracted: offsets count in it, not in the page's source. Headings become ``# `` lines, list
items ``- `` lines, table rows are told with their heads and unit (``tables``); a superscript digit stays one, so that a
footnote mark never runs into a number. Only what a page states in so many words is taken as metadata; no date is
guessed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import SettingsError, UnreadableDocument
from ..decoding import decode, known_encoding
from ..guard import refuse_deep_markup, refuse_foreign
from ..metadata import usable
from .format import Content, Format
from .pieces import Cell, Kind, Piece, Table, plain
from .tables import MAX_GRID, tell
from .units import unit_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,300}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_BLOCKS = frozenset(("head", "p", "list", "table", "quote", "row", "cell", "item"))
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title"),
    "publisher": ("dc.publisher", "dcterms.publisher", "citation_publisher", "og:site_name"),
    "issued": (
        "article:published_time",
        "dcterms.issued",
        "dc.date.issued",
        "dc.date",
        "citation_publication_date",
        "date",
    ),
    "language": ("dc.language", "dcterms.language"),
    "licence": ("dcterms.license", "dc.rights.license"),
}


def read_html(path: Path, data: bytes, encoding: str = "") -> Content:
    """The main text of a page and what the page states of itself. Raises UnreadableDocument."""
    refuse_foreign(path, data)
    refuse_deep_markup(path, data)
    decoded = decode(path, data, encoding or _declared(data))
    # The library reports pages without text by logging; here that is an error of its own.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    import trafilatura

    page = trafilatura.load_html(decoded.text)
    if page is None:
        raise UnreadableDocument(f"{path}: no web page; save its text instead")
    fields = _stated(page)
    _shorten_spans(page)
    found = trafilatura.bare_extraction(
        page, favor_recall=True, include_comments=False, include_formatting=True, with_metadata=False
    )
    body = getattr(found, "body", None)
    lines = list(_told(_lines(body))) if body is not None else []
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if not text:
        raise UnreadableDocument(f"{path}: no text was found in this page; save its text instead")
    return Content(text + "\n", fields, encoding=decoded.encoding)


HTML = Format("html", (".html", ".htm", ".xhtml"), "text/html", read_html, apart=True)


def _declared(data: bytes) -> str:
    """The encoding that the page names in its first bytes, where there is such an encoding."""
    found = _CHARSET.search(data[:4096])
    try:
        return known_encoding(found[1].decode("ascii")) if found else ""
    except SettingsError:
        return ""


def _shorten_spans(page: HtmlElement) -> None:
    """Take cells that reach over absurdly many others for single ones: the library writes each of those out."""
    reach = 0
    cells = [cell for cell in page.iter("td", "th") if cell.get("colspan") or cell.get("rowspan")]
    for cell in cells:
        spans = [cell.get(name, "1").strip() for name in ("colspan", "rowspan")]
        wide, high = (int(span) if span.isascii() and span.isdigit() and len(span) < 6 else MAX_GRID for span in spans)
        reach += max(wide, 1) * max(high, 1)
        if reach > MAX_GRID:
            for each in cells:
                each.attrib.pop("colspan", None)
                each.attrib.pop("rowspan", None)
            return


def _stated(page: HtmlElement) -> dict[str, str]:
    """Title, publisher, date, language and address, where the page's head states them."""
    meta: dict[str, str] = {}
    for tag in page.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        meta.setdefault(name, (tag.get("content") or "").strip())
    fields = {field: next((meta[name] for name in names if meta.get(name)), "") for field, names in _META.items()}
    fields["title"] = fields["title"] or next((_inline(tag) for tag in page.iter("title")), "")
    root = page.getroottree().getroot()
    fields["language"] = fields["language"] or root.get("lang") or root.get(_XML_LANGUAGE) or ""
    fields["url"] = next((tag.get("href", "") for tag in page.iter("link") if tag.get("rel") == "canonical"), "")
    day = re.match(r"\d{4}(-\d\d(-\d\d)?)?(?![\d-])", fields["issued"].replace("/", "-").replace(".", "-"))
    fields["issued"] = day[0] if day else ""
    return {name: " ".join(value.split()) for name, value in usable(fields, "page").values.items()}


def _told(lines: Iterable[str | Table]) -> Iterator[str]:
    """The lines with each table told in rows; a line above it that only names its unit goes into its cells."""
    above = ""
    for line in lines:
        if isinstance(line, Table):
            unit = unit_of(above)
            if above and (not unit or " / " in unit):
                yield from (above, "")
            yield from ("- " + plain(row.text) for row in tell(line, unit))
            yield ""
            above = ""
        elif unit_of(line):
            if above:
                yield above
            above = line
        elif line or not above:
            if above:
                yield from (above, "")
            above = ""
            yield line
    if above:
        yield above


def _lines(block: HtmlElement, indent: int = 0) -> Iterator[str | Table]:
    """The lines of a block of the extracted tree, an empty line after each paragraph and heading."""
    match block.tag:
        case "head":
            level = re.sub(r"\D", "", block.get("rend", "")) or "2"
            yield from ("#" * min(int(level), 6) + " " + _inline(block), "")
        case "list":
            for item in block.iterchildren("item"):
                yield "  " * indent + "- " + _inline(item)
                for inner in item.iterchildren("list"):
                    yield from _lines(inner, indent + 1)
            if not indent:
                yield ""
        case "table":
            yield _table(block)
        case "graphic":
            return
        case _ if any(inner.tag in _BLOCKS for inner in block.iterchildren()):
            yield from _paragraph(block.text or "")
            for inner in block.iterchildren():
                yield from _lines(inner, indent)
                yield from _paragraph(inner.tail or "")
        case _:
            for line in _inline(block, line_breaks=True).split("\n"):
                yield from [line.strip()] if line.strip() else []
            yield ""


def _table(block: HtmlElement) -> Table:
    cells: list[Cell] = []
    for row, element in enumerate(block.iter("row")):
        column = 0
        for cell in element.iterchildren("cell"):
            span = cell.get("span", "") or cell.get("colspan", "")
            wide = min(int(span), 100) if span.isascii() and span.isdigit() and span != "0" else 1
            words = Piece(Kind.PARAGRAPH, _inline(cell))
            cells.append(Cell(row, column, (words,), 1, wide, cell.get("role") == "head"))
            column += wide
    return Table(tuple(cells))


def _paragraph(text: str) -> Iterator[str]:
    if text.strip():
        yield from (" ".join(text.split()), "")


def _inline(block: HtmlElement, *, line_breaks: bool = False) -> str:
    """The words of an element on one line, or on as many as it breaks itself into; lists within it are left out."""

    def words(element: HtmlElement) -> Iterator[str]:
        yield re.sub(r"\s+", " ", element.text or "")
        for inner in element.iterchildren():
            if inner.tag == "lb":
                yield "\n" if line_breaks else " "
            elif inner.tag == "hi" and inner.get("rend") == "#sup":
                yield "".join(words(inner)).translate(_SUPERSCRIPT)
            elif inner.tag not in ("list", "graphic"):
                yield (" " if inner.tag in _BLOCKS else "") + "".join(words(inner))
            yield re.sub(r"\s+", " ", inner.tail or "")

    return re.sub(r" *\n *", "\n", re.sub(" {2,}", " ", "".join(words(block)))).strip()
