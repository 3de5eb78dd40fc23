# ruff: noqa: E501 (one damage a line reads best)
"""Hostile files that know their format: what a document, a page or a text can do to its reader."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from random import Random

from policygraph.tests.loaders.damaging import Damage
from policygraph.tests.loaders.making import (
    anchor,
    docx,
    footnote,
    hwp,
    hwp_control,
    hwp_paragraph,
    hwp_table,
    hwpx,
    odt,
    p,
    pdf,
    pdf_of,
    record,
    tbl,
    tc,
    typeset,
)

BUDGET = [["구분", "2024년 예산", "2025년 예산"], ["데이터 댐", "1,234", "2,345"], ["인공지능 학교", "-", "12"]]
LINES = ["The government will invest 18.1 trillion won in", "dams by 2025. 정부는 18조 1천억원을 투자한다."]
ABSURD = ("2147483648", "-1", "9" * 40, "²", "1e3", "0", "65535", "999999", "٣", "")
MANY = (1_000, 60_000, 300_000)


def w_p(text: str, inner: str = "") -> str:
    """A paragraph of DOCX."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{inner}</w:p>"


def w_tc(text: str, properties: str = "") -> str:
    """A cell of DOCX."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{w_p(text)}</w:tc>"


def w_tbl(rows: Iterable[Iterable[str]]) -> str:
    """A table of DOCX."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def o_tbl(rows: Iterable[Iterable[str]], more: str = "") -> str:
    """A table of ODT."""
    lines = (
        "".join(f"<table:table-cell {more}><text:p>{word}</text:p></table:table-cell>" for word in row) for row in rows
    )
    return f"<table:table>{''.join(f'<table:table-row>{line}</table:table-row>' for line in lines)}</table:table>"


def sound() -> dict[str, bytes]:
    """A sound file of every format, by suffix."""
    note = hwp_control("fn  ", 1, record(72, 2, bytes(16)) + hwp_paragraph("국비 기준", 2))
    section = hwp_paragraph(f"18억원{anchor(17)}", 0, note) + hwp_paragraph(anchor(11), 0, hwp_table(BUDGET, 1))
    table = "".join(f"<tr>{''.join(f'<td>{word}</td>' for word in row)}</tr>" for row in BUDGET)
    page = f"<html><title>Plan</title><body><h1>Plan</h1><p>{' '.join(LINES)}</p><table>{table}</table></body></html>"
    return {
        ".txt": "\n".join(["The plan", "", *LINES]).encode(),
        ".md": f"---\ntitle: Plan\nissued: 2020-07-14\n---\n# Plan\n\n- {LINES[0]}\n- {LINES[1]}\n".encode(),
        ".html": page.encode(),
        ".pdf": pdf([typeset(LINES * 6), typeset(LINES)], picture=True),
        ".docx": docx(w_p(LINES[1]) + w_tbl([[w_tc(word) for word in row] for row in BUDGET]), styles="<w:style/>"),
        ".hwpx": hwpx(p(LINES[1], footnote("국비")) + p("(단위: 백만원)") + p("", tbl(BUDGET))),
        ".odt": odt(f"<text:p>{LINES[1]}</text:p>{o_tbl(BUDGET)}"),
        ".hwp": hwp(section),
    }


def docx_damages() -> dict[str, Damage]:
    """What a DOCX document can hold too much of."""

    def notes(random: Random) -> bytes:
        size = random.choice((100, 5000, 100_000))
        marks = "<w:r><w:footnoteReference w:id='2'/></w:r>" * random.choice((200, 20_000))
        return docx(w_p("x", marks), footnotes=f"<w:footnote w:id='2'>{w_p('18 won ' * size)}</w:footnote>")

    def nested(random: Random) -> bytes:
        depth = random.choice((10, 30, 45, 60))
        head, tail = "<w:tbl><w:tr><w:tc>" + w_p("18"), "</w:tc><w:tc>" + w_p("won") + "</w:tc></w:tr></w:tbl>"
        return docx(head * depth + tail * depth)

    return {
        "cells": lambda r: docx(w_tbl([[w_tc("1")] * r.choice((1, 2, 50))] * (r.choice(MANY) // 50))),
        "spans": lambda r: docx(
            w_tbl([[w_tc("1", f"<w:gridSpan w:val='{r.choice(ABSURD)}'/>") for _ in range(4)] for _ in range(50)])
        ),
        "merged down": lambda r: docx(w_tbl([[w_tc("1", "<w:vMerge/>"), w_tc("2")]] * (r.choice(MANY) // 10))),
        "tables in tables": nested,
        "notes many times over": notes,
        "styles in a circle": lambda r: docx(
            f"<w:p><w:pPr><w:pStyle w:val='a'/><w:outlineLvl w:val='{r.choice(ABSURD)}'/></w:pPr></w:p>"
            + w_p("18 won"),
            styles="<w:style w:type='paragraph' w:styleId='a'><w:basedOn w:val='b'/></w:style>"
            "<w:style w:type='paragraph' w:styleId='b'><w:basedOn w:val='a'/></w:style>"
            + "".join(
                f"<w:style w:type='paragraph' w:styleId='s{n}'><w:basedOn w:val='s{n + 1}'/></w:style>"
                for n in range(r.choice((10, 20_000)))
            ),
        ),
        "list levels": lambda r: docx(
            f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{r.choice(ABSURD)}'/><w:numId w:val='1'/></w:numPr></w:pPr>"
            "<w:r><w:t>18 won</w:t></w:r></w:p>"
        ),
        "boxes in boxes": lambda r: docx(
            (lambda n: "<w:p><w:r><w:txbxContent>" * n + w_p("18") + "</w:txbxContent></w:r></w:p>" * n)(
                r.choice((5, 50, 80))
            )
        ),
        "paragraphs": lambda r: docx(w_p("18") * r.choice(MANY)),
    }


def hwpx_damages() -> dict[str, Damage]:
    """What an HWPX document can hold too much of."""

    def spans(random: Random) -> bytes:
        cell = tc("18", 0, 0).replace("'1'", f"'{random.choice(ABSURD)}'").replace("'0'", f"'{random.choice(ABSURD)}'")
        return hwpx(p("5 won") + p("", tbl([[cell, cell], ["1", "2"]])))

    def nested(random: Random) -> bytes:
        content = p("18")
        for _ in range(random.choice((5, 20, 40))):
            content = p("1", tbl([[tc(content, 0, 0), "won"]]))
        return hwpx(content)

    return {
        "cells": lambda r: hwpx(p("", tbl([["1"] * r.choice((1, 2, 50))] * (r.choice(MANY) // 60)))),
        "spans": spans,
        "tables in tables": nested,
        "notes": lambda r: hwpx(p("18", footnote("5 won ") * r.choice((100, 30_000)))),
        "sections": lambda r: hwpx(*[p("18")] * r.choice((300, 4000))),
        "section numbers": lambda r: hwpx(p("18"), **{f"Contents/section{r.choice(ABSURD)}.xml": "<a/>"}),
        "paragraphs": lambda r: hwpx(p("18") * r.choice(MANY)),
        "properties": lambda r: hwpx(
            p("18", style="1", shape=r.choice(ABSURD)),
            header="".join(
                f"<hh:paraPr id='{n}'><hh:heading type='OUTLINE' idRef='{r.choice(ABSURD)}' level='{r.choice(ABSURD)}'/>"
                f"</hh:paraPr><hh:style id='{n}' paraPrIDRef='{n}'/>"
                for n in range(r.choice((3, 20_000)))
            ),
        ),
    }


def odt_damages() -> dict[str, Damage]:
    """What an OpenDocument text can hold too much of."""

    def spans(random: Random) -> bytes:
        names = ("columns-repeated", "rows-spanned", "columns-spanned")
        more = " ".join(f"table:number-{name}='{random.choice(ABSURD)}'" for name in names)
        return odt(f"<text:p>5 won</text:p>{o_tbl(BUDGET * random.choice((1, 50)), more)}")

    def nested(random: Random) -> bytes:
        depth = random.choice((5, 20, 60))
        head = "<table:table><table:table-row><table:table-cell><text:p>1</text:p>"
        tail = "</table:table-cell><table:table-cell/></table:table-row></table:table>"
        return odt(head * depth + tail * depth)

    return {
        "cells": lambda r: odt(o_tbl([["1"] * r.choice((1, 2, 50))] * (r.choice(MANY) // 50))),
        "spans": spans,
        "tables in tables": nested,
        "lists in lists": lambda r: odt(
            (lambda n: "<text:list><text:list-item>" * n + "<text:p>18</text:p>" + "</text:list-item></text:list>" * n)(
                r.choice((5, 60, 110))
            )
        ),
        "styles in a circle": lambda r: odt(
            "<text:p text:style-name='a'>18 won</text:p>",
            "<style:style style:name='a' style:parent-style-name='b'/>"
            "<style:style style:name='b' style:parent-style-name='a'/>" * r.choice((1, 5000)),
        ),
        "levels": lambda r: odt(f"<text:h text:outline-level='{r.choice(ABSURD)}'>18 won</text:h>"),
        "spaces": lambda r: odt(f"<text:p>18<text:s text:c='{r.choice(ABSURD)}'/>won</text:p>"),
        "paragraphs": lambda r: odt("<text:p>18</text:p>" * r.choice(MANY)),
        "notes": lambda r: odt(
            "<text:p>18"
            + "<text:note><text:note-body><text:p>5 won</text:p></text:note-body></text:note>" * r.choice((100, 20_000))
            + "</text:p>"
        ),
    }


def _sectors(data: bytes, changes: Mapping[int, bytes]) -> bytes:
    changed = bytearray(data)
    for at, value in changes.items():
        changed[at : at + len(value)] = value
    return bytes(changed)


def hwp_damages(data: bytes) -> dict[str, Damage]:
    """What an OLE container and the records within it can do."""
    fat = 512 + 512 * struct.unpack_from("<I", data, 76)[0]
    directory = 512 + 512 * struct.unpack_from("<I", data, 48)[0]
    entries = [at for at in range(directory, len(data) - 127, 128) if data[at : at + 128].strip(b"\0\xff")][:4]
    odd = (0, 1, 2, 5, 0x7FFFFFFF, 0xFFFFFFFA, 0xFFFFFFFE, 0xFFFFFFFF)

    def number(random: Random) -> bytes:
        return struct.pack("<I", random.choice(odd))

    def chains(random: Random) -> bytes:
        places = range(fat, min(fat + 4 * 40, len(data) - 4), 4)
        return _sectors(data, {at: number(random) for at in random.sample(places, random.choice((1, 3, 20)))})

    def circle(random: Random) -> bytes:
        places = range(fat, min(fat + 4 * 40, len(data) - 4), 4)
        return _sectors(data, {at: struct.pack("<I", max((at - fat) // 4 - random.choice((0, 1)), 0)) for at in places})

    def packed(section: bytes) -> bytes:
        return hwp(section)

    def tall(random: Random) -> bytes:
        level = random.choice((1, 39, 1023))
        return packed(b"".join(record(71, min(n, level)) for n in range(random.choice((50, 1000, 400_000)))))

    def spans(random: Random) -> bytes:
        cell = struct.pack("<HIHHHHH", 1, 0, 0, *(random.choice((0, 1, 300, 65_535)) for _ in range(4)))
        body = record(77, 2, bytes(22)) + (record(72, 2, cell + bytes(30)) + hwp_paragraph("18", 2)) * 40
        return packed(hwp_paragraph(anchor(11), 0, hwp_control("tbl ", 1, body)))

    def controls(random: Random) -> bytes:
        text = "".join(chr(random.choice((*range(32), 0xD800, 0xDFFF, 0x31, 0xAC00))) for _ in range(2000))
        return packed(record(66, 0, bytes(22)) + record(67, 1, text.encode("utf-16-le", "surrogatepass")) * 20)

    def lying(random: Random) -> bytes:
        head = struct.pack("<II", 67 | 1 << 10 | 0xFFF << 20, random.choice((0, 0x7FFFFFFF, 0xFFFFFFFF, 4096)))
        return packed(hwp_paragraph("18억원") + head + bytes(random.choice((0, 10, 5000))))

    return {
        "chains": chains,
        "chains in a circle": circle,
        "sector sizes": lambda r: _sectors(
            data, {r.choice((30, 32)): struct.pack("<H", r.choice((0, 2, 12, 40, 65_535)))}
        ),
        "header": lambda r: _sectors(data, {r.choice((44, 48, 56, 60, 64, 68, 72, 76, 80)): number(r)}),
        "directory in a circle": lambda r: _sectors(
            data, {at + r.choice((68, 72, 76)): struct.pack("<I", r.randrange(4)) for at in entries}
        ),
        "stream sizes": lambda r: _sectors(
            data, {r.choice(entries) + 120: struct.pack("<Q", r.choice((0, 2**31, 2**63)))}
        ),
        "stream names": lambda r: _sectors(
            data, {at + 64: struct.pack("<H", r.choice((0, 3, 64, 65_535))) for at in entries}
        ),
        "bomb": lambda r: packed(hwp_paragraph("18억원") + bytes(r.choice((8, 30, 40)) * 1024 * 1024)),
        "flags": lambda r: hwp(hwp_paragraph("18억원"), r.choice((0, 2, 3, 4, 5, 0x80, 0xFFFFFFFF))),
        "records in records": tall,
        "records": lambda r: packed(hwp_paragraph("18억원") * r.choice((10_000, 100_000, 300_000))),
        "spans": spans,
        "control letters": controls,
        "lying sizes": lying,
        "tables in tables": lambda r: packed(
            b"".join(
                hwp_paragraph(anchor(11), n * 3)[: 1 << 20]
                + hwp_control("tbl ", n * 3 + 1, record(77, n * 3 + 2, bytes(22)))
                for n in range(r.choice((3, 12, 300)))
            )
        ),
    }


def page_damages() -> dict[str, Damage]:
    """What a page can do to a browser, and to this reader."""
    tags = ("div", "b", "p", "span", "table><tr><td", "ul><li", "font", "select", "svg", "q", "td", "a", "blockquote")

    def page(body: str | bytes) -> bytes:
        content = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
        return b"<html><body><p>" + " ".join(LINES).encode() + b"</p>" + content

    def table(cells: int, each: str) -> str:
        return "<table>" + ("<tr>" + each * 10) * (cells // 10) + "</table>"

    return {
        "deep": lambda r: page(f"<{r.choice(tags)}>" * r.choice((150, 1000, 24_000, 100_000)) + "18 won"),
        "deep and closed": lambda r: page(
            (lambda t, n: f"<{t}>" * n + "18 won" + f"</{t}>" * n)(r.choice(("div", "b", "i", "p", "li")), 100_000)
        ),
        "closed and never opened": lambda r: page("</div></p></table>" * 100_000),
        "cells": lambda r: page(table(r.choice((1000, 40_000, 1_000_000)), "<td>1</td>")),
        "spans": lambda r: page(
            table(400, f"<td colspan={r.choice(ABSURD)} rowspan='{r.choice(ABSURD)}'>18</td>") + "<p>18"
        ),
        "huge attribute": lambda r: page(
            f"<p title='{'9' * r.choice((1_000_000, 10_000_000, 30_000_000))}'>18 won</p>"
        ),
        "many attributes": lambda r: page("<p " + " ".join(f"a{n}=1" for n in range(r.choice(MANY))) + ">18 won</p>"),
        "brackets": lambda r: page(r.choice(("<", "<a ", "<!", "<!--", "</", "&", "<![CDATA[", "<p<", "&#")) * 300_000),
        "huge text": lambda r: page("<p>" + "18 won. " * r.choice((100_000, 1_000_000, 3_000_000)) + "</p>"),
        "huge word": lambda r: page("<p>" + r.choice(("9", "a", "가", "-", " ", "\n", "&nbsp;")) * 2_000_000 + "</p>"),
        "huge script": lambda r: page("<script>" + "if (a < b) " * 900_000 + r.choice(("</script>", "")) + "<p>18 won"),
        "many": lambda r: page(
            r.choice(("<p>18</p>", "<li>18", "<br>", "<h2>18</h2>", "<meta name=a>", "<td>1")) * 49_000
        ),
        "entities": lambda r: page(r.choice(DECLARED) + "<p>&a11; &#xD800; &#0; &#1114112; &#99999999999; 18 won</p>"),
        "odd characters": lambda r: page(
            "<p>18" + r.choice(("\x01", "\ud800", "\u202e", "\ufeff", "\x85")) + "won</p>"
        ),
        "nul": lambda r: page("<p>18\0won</p>"),
        "charset": lambda r: f"<meta charset='{r.choice(CHARSETS)}'><p>정부는 18조원을 투자한다. {LINES[0]}</p>".encode(
            r.choice(("utf-8", "cp949", "utf-16", "utf-16-le", "latin-1", "shift_jis")), "replace"
        ),
        "odd length": lambda r: page("").decode().encode(r.choice(("utf-16", "utf-32")))[:-1],
        "meta": lambda r: (
            b"<meta name='title' content='" + b"x" * r.choice((10, 3_000_000)) + b"'>" * 3 + page("18 won")
        ),
        "frames": lambda r: b"<frameset>" + b"<frame src=file:///etc/passwd>" * 1000 + b"<noframes>" + page("18"),
    }


CHARSETS = ("utf-16", "utf-7", "euc-kr", "idna", "hex", "rot13", "zlib", "unicode_escape", "undefined", "klingon", "")
DECLARED = (
    "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>",
    "<!DOCTYPE a [<!ENTITY a11 SYSTEM 'file:///etc/passwd'>]>",
)


def text_damages(front: bool) -> dict[str, Damage]:
    """What a plain text can do; with ``front`` before its lines stand fields in YAML."""
    line = " ".join(LINES)

    def head(fields: str) -> bytes:
        return f"---\n{fields}\n---\n{line}\n".encode()

    fields: dict[str, Damage] = {
        "front matter deep": lambda r: head("a: " + r.choice("[{") * r.choice((5, 9, 3000, 60_000))),
        "front matter laughs": lambda r: head(
            "a0: &a0 [x]\n" + "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))
        ),
        "front matter tags": lambda r: head(f"title: !!python/object/apply:os.system ['{r.choice('ab')}']"),
        "front matter numbers": lambda r: head(f"issued: {'9' * r.choice((5, 50, 5000, 60_000))}\ntitle: 1:60:60"),
        "front matter keys": lambda r: head("\n".join(f"title{n}: x" for n in range(r.choice((10, 4000))))),
        "front matter open": lambda r: b"---\ntitle: x\n" * r.choice((1, 100_000)),
    }
    return (fields if front else {}) | {
        "odd length": lambda r: line.encode(r.choice(("utf-16", "utf-32")))[: -r.choice((1, 3))],
        "surrogates": lambda r: r.choice(
            ((line + "\ud800").encode("utf-16", "surrogatepass"), line.encode() + b"\xed\xa0\x80")
        ),
        "wrong mark": lambda r: (
            r.choice((b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\xef\xbb\xbf")) + line.encode("cp949")
        ),
        "other encoding": lambda r: (line * 20).encode(
            r.choice(("cp949", "latin-1", "shift_jis", "utf-7", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030")),
            "replace",
        ),
        "overlong letters": lambda r: line.encode() + b"\xc0\x80\xe0\x80\xaf\xf5\x80\x80\x80",
        "nul": lambda r: line.encode().replace(b" ", b"\0", r.choice((1, 5))),
        "control letters": lambda r: line.encode() + bytes(r.choices(range(1, 32), k=r.choice((3, 3000)))),
        "one line": lambda r: line.encode() * r.choice((100, 60_000)),
        "huge word": lambda r: r.choice((b"9", b"a", "가".encode(), b"(", b"-", b"1,", b"\xe2\x80\x8b")) * 5_000_000,
        "lines": lambda r: (
            (r.choice(("- 18 won", "", "18", "#", "---", "|a|b|", "> a", "\r")) + "\n").encode() * 1_000_000
        ),
        "only marks": lambda r: (
            r.choice(("\ufeff", "\u200b", "\u202e", "\u0301", " \t")).encode() * r.choice((1, 100_000))
        ),
    }


def pdf_damages(data: bytes) -> dict[str, Damage]:
    """What the objects of a PDF document can do."""

    def stream(content: bytes, more: bytes = b"") -> bytes:
        return b"<< /Length %d %s >>\nstream\n" % (len(content), more) + content + b"\nendstream"

    def document(*objects: bytes, trailer: bytes = b"") -> bytes:
        return pdf_of(objects, trailer)

    def shown(content: bytes, more: bytes = b"", box: bytes = b"0 0 595 842", *others: bytes) -> bytes:
        return document(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R "
            b"/Resources << /Font << /L 5 0 R >> /XObject << /X 6 0 R >> >> >>" % box,
            stream(content, more),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *(
                others
                or (
                    stream(
                        b"/X Do BT /L 9 Tf (18) Tj ET",
                        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                        b"/Resources << /XObject << /X 6 0 R >> /Font << /L 5 0 R >> >>",
                    ),
                )
            ),
        )

    words = b"BT /L 10 Tf 50 700 Td (The plan costs 18 won.) Tj ET\n"

    def packed(content: bytes, times: int = 1) -> bytes:
        for _ in range(times):
            content = zlib.compress(content, 9)
        return shown(content, b"/Filter [%s]" % (b"/FlateDecode " * times))

    def tree(kids: bytes, count: bytes = b"1") -> bytes:
        return document(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Parent 2 0 R /Count %s /Kids [%s] >>" % (count, kids),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        )

    def xref(random: Random) -> bytes:
        at = data.rindex(b"startxref")
        where = int(data[at + 9 :].split()[0])
        chosen = random.choice((where, 0, 9, len(data) * 2, 2**31, -1))
        return random.choice(
            (
                data.replace(b"/Root", b"/Prev %d /Root" % chosen),
                data[:at] + b"startxref\n%d\n%%%%EOF" % chosen,
                data.replace(b"/Root", b"/XRefStm %d /Root" % chosen),
                data.replace(b"xref\n0 ", b"xref\n%d " % (2**31 - 1)),
            )
        )

    def letters(random: Random) -> bytes:
        size = random.choice((b"0", b"-9", b"1e30", b"0.0000001", b"99999999999999999999", b"nan"))
        return shown(b"BT /L %s Tf %s 0 0 %s 50 700 Tm (18 won) Tj ET\n" % (size, size, size) * random.choice((1, 500)))

    def columns(random: Random) -> bytes:
        return shown(
            b"".join(
                b"BT /L 5 Tf %d %d Td (%d) Tj ET\n"
                % (random.randrange(595), random.randrange(842), random.randrange(99))
                for _ in range(random.choice((100, 2000, 20_000)))
            )
        )

    def objects(random: Random) -> bytes:
        inner = stream(
            b"1 0 2 20 << /Type /Catalog >> << >>",
            b"/Type /ObjStm /N %d /First %d /Extends 2 0 R"
            % (random.choice((2, 2**31 - 1, -1)), random.choice((8, 2**31 - 1, -5))),
        )
        table = struct.pack(">BHB", 2, 2, 0) * 4
        head = b"%PDF-1.7\n2 0 obj\n" + inner + b"\nendobj\n"
        widths = random.choice((b"1 2 1", b"9 9 9", b"2147483647 2147483647 1", b"0 0 0", b"-1 2 1"))
        return (
            head
            + b"3 0 obj\n"
            + stream(table, b"/Type /XRef /Size %d /W [%s] /Root 1 0 R" % (random.choice((4, 2**31 - 1)), widths))
            + b"\nendobj\nstartxref\n%d\n%%%%EOF" % len(head)
        )

    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /P /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>"
    return {
        "references": xref,
        "pages in a circle": lambda r: tree(r.choice((b"2 0 R", b"2 0 R 2 0 R", b"2 0 R " * 50_000))),
        "pages": lambda r: tree(
            b"3 0 R " * r.choice((1, 1900, 500_000)), r.choice((b"1", b"1900", b"2147483647", b"-1"))
        ),
        "objects in objects": objects,
        "lengths": lambda r: data.replace(b"/Length ", b"/Length %s" % r.choice((b"-", b"9999999", b"4 0 R %", b"("))),
        "bomb": lambda r: packed(
            words + r.choice((b"0 0 m ", b"q ", b"[] 0 d ", words)) * r.choice((100_000, 4_000_000))
        ),
        "filters": lambda r: packed(words, r.choice((5, 60, 300))),
        "filter settings": lambda r: shown(
            zlib.compress(words * 50),
            b"/Filter /FlateDecode /DecodeParms << /Predictor %d /Columns %s /Colors %s /BitsPerComponent 16 >>"
            % (r.choice((2, 12, 15)), *r.choices((b"1", b"2147483647", b"-1", b"65535"), k=2)),
        ),
        "other filters": lambda r: shown(
            r.randbytes(500),
            b"/Filter /"
            + r.choice(
                (
                    b"LZWDecode",
                    b"RunLengthDecode",
                    b"ASCII85Decode",
                    b"DCTDecode",
                    b"JBIG2Decode",
                    b"JPXDecode",
                    b"CCITTFaxDecode",
                    b"Crypt",
                )
            ),
        ),
        "forms in a circle": lambda r: shown(words + b"/X Do " * r.choice((1, 1000))),
        "forms many times over": lambda r: shown(
            b"/X Do " * 10,
            b"",
            b"0 0 595 842",
            *(
                stream(
                    b"/X Do " * 10 + words,
                    b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources "
                    b"<< /XObject << /X %d 0 R >> /Font << /L 5 0 R >> >>" % min(number + 1, 6 + 8),
                )
                for number in range(6, 6 + r.choice((3, 9)))
            ),
        ),
        "letters": letters,
        "columns": columns,
        "many letters": lambda r: packed(
            b"BT /L 5 Tf 50 700 Td " + b"(18 won) Tj " * r.choice((1000, 60_000, 900_000)) + b"ET"
        ),
        "one line": lambda r: packed(b"BT /L 5 Tf 0 700 Td (" + b"18 won " * r.choice((1000, 100_000)) + b") Tj ET"),
        "boxes": lambda r: shown(
            words, b"", r.choice((b"0 0 0 0", b"9 9 -9 -9", b"0 0 1e30 1e30", b"nan 0 1 1", b"0"))
        ),
        "deep": lambda r: shown(
            words + r.choice((b"[", b"<<", b"(", b"BT ", b"q ", b"/P BMC ")) * r.choice((500, 500_000))
        ),
        "deep catalogue": lambda r: document(b"<< /Type /Catalog /Pages " + r.choice((b"[", b"<< /a ")) * 100_000),
        "fonts": lambda r: shown(
            b"BT /L 9 Tf 9 9 Td <00310032> Tj ET",
            b"",
            b"0 0 99 99",
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /P /W [%s] /DescendantFonts [6 0 R] >>"
            % r.choice((b"0 99999999 500", b"[" * 5000, b"-5 -9 [1]")),
            stream(
                r.choice((b"1 beginbfrange <0000> <FFFFFFFF> <0000> endbfrange", b"<" * 99_999, b"/x usecmap " * 9999))
            ),
        ).replace(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", font),
        "locked": lambda r: pdf([typeset(LINES)], locked=True),
        "actions": lambda r: data.replace(
            b"/Type /Catalog", b"/OpenAction << /S /JavaScript /JS (while(1);) >> /AA << /O 1 0 R >> /Type /Catalog"
        ),
        "late header": lambda r: bytes(r.choice((1, 900, 2000))) + data,
        "scanned": lambda r: pdf([[]] * r.choice((1, 300)), picture=True),
    }
