"""PDF: the letters of each page with their places, put back into lines, columns, paragraphs and tables.

What a page only repeats (heads, feet, page numbers) is left out and said so. Words broken at the end of a line are
joined; larger letters make headings; raised ones stay raised, so that a note's mark never runs into a number.
Nothing is recognised in pictures: a scanned document is said to be one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import UnknownFormat, UnreadableDocument
from ..guard import looks_like
from .format import Content, Format
from .page import Letter, Line, lines_of
from .paragraphs import told
from .writing import write

if TYPE_CHECKING:
    import pypdfium2

MAX_PAGES = 2_000
MAX_LETTERS = 4_000_000
_UNSEEN = 0.3
"""the share of letters of unknown meaning from which a text is no text"""


def read_pdf(path: Path, data: bytes, encoding: str = "") -> Content:
    """The text of a PDF document. Raises UnreadableDocument for a scanned, locked or damaged one."""
    if b"%PDF-" not in data[:1024]:
        seen = looks_like(data)
        if seen:
            raise UnknownFormat(f"{path}: looks like {seen}, not like a PDF document; name it by what it is")
        raise UnreadableDocument(f"{path}: not a PDF document, or its beginning is damaged; save it anew")
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableDocument(f"{path}: locked with a password; save it without one") from None
        raise UnreadableDocument(f"{path}: cut off or damaged ({error}); save it anew") from None
    with closing(document):
        if pages > MAX_PAGES:
            raise UnreadableDocument(f"{path}: {pages:,} pages, over the limit of {MAX_PAGES:,}; split it")
        lines, blank = _read_pages(path, document, pages)
    if not lines:
        _refuse_empty(path, pages, blank)
    letters = sum(len(line.text) for line in lines)
    unknown = sum(1 for line in lines for letter in line.text if letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff")
    if unknown > _UNSEEN * letters:
        raise UnreadableDocument(f"{path}: its fonts do not say which letters they show; run OCR over it first")
    pieces, left_out = told(lines)
    text, locators = write(pieces)
    warnings = [f"left out as page furniture: {left_out}"] if left_out else []
    if blank:
        warnings.append(f"pages of pictures without text were not read: {', '.join(map(str, blank[:20]))}")
    return Content(text, warnings=tuple(warnings), locators=locators)


PDF = Format("pdf", (".pdf",), "application/pdf", read_pdf, apart=True)


def _read_pages(path: Path, document: pypdfium2.PdfDocument, pages: int) -> tuple[list[Line], list[int]]:
    """The lines of all pages, and the numbers of pages that hold pictures only."""
    import pypdfium2

    lines: list[Line] = []
    blank: list[int] = []
    letters = failed = 0
    for number in range(1, pages + 1):
        try:
            page = document[number - 1]
            found = list(_letters(page))
            height = page.get_height()
        except pypdfium2.PdfiumError:
            failed += 1
            continue
        letters += len(found)
        if letters > MAX_LETTERS:
            raise UnreadableDocument(f"{path}: more than {MAX_LETTERS:,} letters; split it")
        if not any(letter.text.strip() for letter in found):
            if any(True for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
                blank.append(number)
        else:
            lines += lines_of(found, number, height)
        page.close()
    if failed:
        raise UnreadableDocument(f"{path}: {failed} of {pages} pages are damaged; save it anew")
    return lines, blank


def _refuse_empty(path: Path, pages: int, blank: list[int]) -> None:
    if blank:
        raise UnreadableDocument(
            f"{path}: a scanned PDF, {pages} {'page' if pages == 1 else 'pages'} of pictures without text; "
            "run OCR over it first"
        )
    raise UnreadableDocument(f"{path}: a PDF without text; its words are drawn, not written: run OCR over it first")


def _letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    """The letters of a page, turned as the page is shown, in the order of its content."""
    from ctypes import addressof, byref, c_double

    from pypdfium2 import raw

    turned, width, height = page.get_rotation(), page.get_width(), page.get_height()
    edge, foot = page.get_cropbox()[:2]

    def shown(x: float, y: float) -> tuple[float, float]:
        match turned:
            case 90:
                return y - foot, height - x + edge
            case 180:
                return width - x + edge, height - y + foot
            case 270:
                return width - y + foot, x - edge
        return x - edge, y - foot

    with closing(page.get_textpage()) as page_text:
        text = page_text.raw
        box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), c_double(), c_double()
        size, size_of = 0.0, 0
        for index in range(page_text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            if raw.FPDFText_IsGenerated(text, index) == 1:
                if code in (10, 32):
                    yield Letter(chr(code), 0, 0, 0, 0, 0, 0)
                continue
            if not raw.FPDFText_GetLooseCharBox(text, index, byref(box)):
                continue
            drawn = raw.FPDFText_GetTextObject(text, index)
            if (run := addressof(drawn.contents) if drawn else 0) != size_of or not run:
                size_of, size = run, raw.FPDFText_GetFontSize(text, index)
                if raw.FPDFText_GetMatrix(text, index, byref(matrix)):
                    size *= max((matrix.c**2 + matrix.d**2) ** 0.5, 0.01)
            raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
            letter = "-" if raw.FPDFText_IsHyphen(text, index) == 1 else chr(code) if 0 < code < 0x110000 else ""
            (left, low), (right, high) = shown(box.left, box.bottom), shown(box.right, box.top)
            yield Letter(
                letter,
                min(left, right),
                min(low, high),
                max(left, right),
                max(low, high),
                size,
                shown(x.value, y.value)[1],
            )
