"""Makes files of every format for the tests, as small as can be, so that each part of them is in the test's hand."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence

Run = tuple[float, float, float, str]
"""left edge, base line, size and words"""

HWPX_KIND = "application/hwp+zip"
ODT_KIND = "application/vnd.oasis.opendocument.text"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def pdf(pages: Iterable[Sequence[Run]], *, picture: bool = False, locked: bool = False, turned: int = 0) -> bytes:
    """A PDF of words at places: Latin ones in Helvetica, others in letters as wide as they are high."""
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(content: bytes, more: str = "") -> int:
        return add(f"<< /Length {len(content)} {more}>>\nstream\n".encode() + content + b"\nendstream")

    letters = stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
        + b"100 beginbfrange "
        + b" ".join(b"<%04X> <%04X> <%04X>" % (high, high + 255, high) for high in range(0, 65536, 256))
        + b" endbfrange endcmap end end"
    )
    shape = add(
        b"<< /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 "
        b"/Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    inner = add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /CIDSystemInfo << /Registry (Adobe) /Ordering "
        b"(Identity) /Supplement 0 >> /DW 1000 /W [0 8000 500] /FontDescriptor %d 0 R >>" % shape
    )
    font = add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts [%d 0 R] "
        b"/ToUnicode %d 0 R >>" % (inner, letters)
    )
    latin = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    image = stream(
        b"\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    kids: list[int] = []
    for runs in pages:
        content = b"".join(
            b"BT /%s %g Tf %s Tm <%s> Tj ET\n"
            % (font_name, size, _place(left, base, turned), words.encode(code).hex().encode())
            for left, base, size, words in runs
            for font_name, code in [(b"L", "ascii") if words.isascii() else (b"F", "utf-16-be")]
        )
        if picture:
            content += b"q 500 0 0 700 50 50 cm /I Do Q\n"
        content_id = stream(content)
        kids.append(
            add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents %d 0 R "
                b"/Resources << /Font << /F %d 0 R "
                b"/L %d 0 R >> /XObject << /I %d 0 R >> >> >>" % (turned, content_id, font, latin, image)
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (
        b"11" * 32,
        b"22" * 32,
    )
    return pdf_of(objects, lock if locked else b"")


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of these objects, the first of which is its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return bytes(out + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start))


def _place(left: float, base: float, turned: int) -> bytes:
    """The matrix that sets words upright at this place of a page that is shown turned."""
    upright = {
        0: (1, 0, 0, 1, left, base),
        90: (0, 1, -1, 0, 595 - base, left),
        180: (-1, 0, 0, -1, 595 - left, 842 - base),
    }
    return b"%g %g %g %g %g %g" % upright.get(turned, (0, -1, 1, 0, base, 842 - left))


def typeset(
    lines: Iterable[str], *, left: float = 60, top: float = 780, size: float = 10, leading: float = 14
) -> list[Run]:
    """Lines one below the other."""
    return [(left, top - number * leading, size, line) for number, line in enumerate(lines)]


def docx(body: str, **members: str) -> bytes:
    """A DOCX document; ``w:`` and ``mc:`` are the usual namespaces. ``styles=``, ``footnotes=`` are further parts."""
    return zipped(
        {
            "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
            "word/document.xml": _word("document", f"<w:body>{body}</w:body>"),
            **{f"word/{name}.xml": _word(name, content) for name, content in members.items()},
        }
    )


def _word(root: str, content: str) -> str:
    return (
        f"<w:{root} xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
        f"xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' xmlns:wps='urn:wps'>"
        f"{content}</w:{root}>"
    )


def hwpx(*sections: str, header: str = "", **members: str | bytes) -> bytes:
    """An HWPX document; ``hp:`` is the namespace of paragraphs, ``hh:`` that of ``header``."""
    return zipped(
        {
            "mimetype": HWPX_KIND,
            "version.xml": "<v/>",
            "Contents/content.hpf": "<package xmlns:dc='urn:dc'><metadata><dc:title/></metadata></package>",
            "Contents/header.xml": f"<hh:head xmlns:hh='http://www.hancom.co.kr/hwpml/2011/head'>{header}</hh:head>",
            **{
                f"Contents/section{number}.xml": "<hs:sec xmlns:hs='http://www.hancom.co.kr/hwpml/2011/section' "
                f"xmlns:hp='http://www.hancom.co.kr/hwpml/2011/paragraph'>{section}</hs:sec>"
                for number, section in enumerate(sections)
            },
            **members,
        }
    )


def p(text: str = "", inner: str = "", style: str = "0", shape: str = "0") -> str:
    """A paragraph of HWPX: its words, then what is anchored in it."""
    typed = f"<hp:t>{text}</hp:t>" if text else ""
    return f"<hp:p paraPrIDRef='{shape}' styleIDRef='{style}'><hp:run charPrIDRef='0'>{typed}{inner}</hp:run></hp:p>"


def tc(content: str, row: int, column: int, rows: int = 1, columns: int = 1, head: bool = False) -> str:
    """A cell of HWPX; words without tags become a paragraph."""
    content = content if content.startswith("<") else p(content)
    return (
        f"<hp:tc name='' header='{int(head)}'><hp:subList>{content}</hp:subList>"
        f"<hp:cellAddr colAddr='{column}' rowAddr='{row}'/><hp:cellSpan colSpan='{columns}' rowSpan='{rows}'/></hp:tc>"
    )


def tbl(rows: Sequence[Sequence[str]], caption: str = "") -> str:
    """A table of HWPX without merged cells; a cell that begins with ``<hp:tc`` stands for itself."""
    lines = "".join(
        "<hp:tr>"
        + "".join(cell if cell.startswith("<hp:tc") else tc(cell, r, c) for c, cell in enumerate(row) if cell != "=")
        + "</hp:tr>"
        for r, row in enumerate(rows)
    )
    said = f"<hp:caption side='TOP'><hp:subList>{p(caption)}</hp:subList></hp:caption>" if caption else ""
    return f"<hp:tbl rowCnt='{len(rows)}' colCnt='{max(map(len, rows))}'>{said}{lines}</hp:tbl>"


def footnote(text: str) -> str:
    """A footnote of HWPX, anchored where it stands."""
    number = "<hp:ctrl><hp:autoNum num='1' numType='FOOTNOTE'/></hp:ctrl>"
    return f"<hp:ctrl><hp:footNote number='1'><hp:subList>{p(text, number)}</hp:subList></hp:footNote></hp:ctrl>"


def odt(body: str, styles: str = "", **members: str | bytes) -> bytes:
    """An OpenDocument text."""
    spaces = " ".join(
        f"xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"
        for name in ("office", "text", "table", "draw", "style")
    )
    return zipped(
        {
            "mimetype": ODT_KIND,
            "content.xml": f"<office:document-content {spaces}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            **members,
        }
    )


def record(tag: int, level: int, payload: bytes = b"") -> bytes:
    """A record of an HWP 5 section."""
    if len(payload) < 0xFFF:
        return struct.pack("<I", tag | level << 10 | len(payload) << 20) + payload
    return struct.pack("<II", tag | level << 10 | 0xFFF << 20, len(payload)) + payload


def hwp_paragraph(text: str, level: int = 0, inner: bytes = b"") -> bytes:
    """A paragraph of HWP 5; ``inner`` are its controls' records."""
    return record(66, level, bytes(22)) + record(67, level + 1, text.encode("utf-16-le")) + inner


def hwp_control(name: str, level: int, inner: bytes = b"") -> bytes:
    """A control of HWP 5, such as ``tbl `` or ``fn  ``; its letter in the text is ``anchor``."""
    return record(71, level, name.encode()[::-1] + bytes(4)) + inner


def anchor(code: int) -> str:
    """The eight places that a control takes in a paragraph's text."""
    return chr(code) + "\0" * 6 + chr(code)


def hwp_table(rows: Sequence[Sequence[str]], level: int) -> bytes:
    """A table of HWP 5 without merged cells."""
    out = record(77, level + 1, struct.pack("<IHH", 0, len(rows), len(rows[0])) + bytes(14))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            out += record(72, level + 1, struct.pack("<HIHHHHH", 1, 0, 0, c, r, 1, 1) + bytes(30))
            out += hwp_paragraph(text, level + 1)
    return hwp_control("tbl ", level, out)


def hwp(section: bytes, flags: int = 1) -> bytes:
    """An HWP 5 document of one section. Flag 1 packs it, 2 is a password, 4 a lock against copying."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packing.compress(section) + packing.flush() if flags & 1 else section
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010000, flags) + bytes(216)
    return ole({"FileHeader": header, "BodyText/Section0": body})


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE container of these streams, in at most one storage, each padded to the size of a large one."""
    sector = 512
    storage = next((name.split("/")[0] for name in streams if "/" in name), "")
    bodies = [body.ljust(4096, b"\0") for body in streams.values()]
    chains: list[int] = []
    data = b""
    starts: list[int] = []

    def put(body: bytes) -> int:
        nonlocal data
        first, count = len(chains), -(-len(body) // sector)
        chains.extend([*range(first + 1, first + count), 0xFFFFFFFE])
        data += body.ljust(count * sector, b"\0")
        return first

    starts = [put(body) for body in bodies]
    none = 0xFFFFFFFF

    def entry(name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> bytes:
        title = name.encode("utf-16-le") + b"\0\0"
        return struct.pack(
            "<64sHBBIII16sIQQIQ", title, len(title), kind, 1, left, right, child, b"", 0, 0, 0, start, size
        )

    names = list(streams)
    top = [i for i, name in enumerate(names) if "/" not in name]
    deep = [i for i, name in enumerate(names) if "/" in name]
    order = [("", -1), *((storage, -2) for _ in range(bool(storage))), *((names[i], i) for i in top + deep)]
    shift = 2 if storage else 1
    entries = [entry("Root Entry", 5, none, none, 1, 0xFFFFFFFE, 0)]
    if storage:
        entries.append(entry(storage, 1, none, shift if top else none, shift + len(top), 0, 0))
    for place, (name, i) in enumerate(order[shift:]):
        last = place in (len(top) - 1, len(top) + len(deep) - 1)
        after = none if last else shift + place + 1
        entries.append(entry(name.split("/")[-1], 2, none, after, none, starts[i], len(bodies[i])))
    directory = put(b"".join(entries))
    fat_sectors = 1
    while (len(chains) + fat_sectors) * 4 > fat_sectors * sector:
        fat_sectors += 1
    first_fat = len(chains)
    chains.extend([0xFFFFFFFD] * fat_sectors)
    fat = b"".join(struct.pack("<I", each) for each in chains).ljust(fat_sectors * sector, b"\xff")
    difat = [first_fat + i for i in range(fat_sectors)] + [none] * (109 - fat_sectors)
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII109I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        b"",
        0,
        fat_sectors,
        directory,
        0,
        4096,
        0xFFFFFFFE,
        0,
        0xFFFFFFFE,
        0,
        *difat,
    )
    return head + data + fat
