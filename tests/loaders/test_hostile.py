"""Hostile and damaged files of every format: a reading or one clear line, never a crash, a hang or a flood.

``POLICYGRAPH_FUZZ=20000`` damages that many files instead of a few hundred.
"""

from __future__ import annotations

import io
import os
import random
import resource
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from policygraph.cli import main
from policygraph.errors import UnreadableDocument
from policygraph.loaders import apart
from policygraph.loaders.apart import MAX_MEMORY, MAX_SECONDS, read_apart
from policygraph.loaders.opening import find_documents, open_source
from policygraph.tests.loaders.hostile import BUDGET, LINES
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
    record,
    tbl,
    typeset,
)

DAMAGED = int(os.environ.get("POLICYGRAPH_FUZZ", "900"))
LAUGHS = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><a>&b;</a>"


def loose(data: bytes) -> bytes:
    """The same archive unpacked, so that damage reaches the XML and not only the packing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in packed.namelist():
            archive.writestr(name, packed.read(name))
    return out.getvalue()


def sound() -> dict[str, bytes]:
    """A sound file of every format that is read apart."""
    words = [[f"<w:tc><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc>" for word in row] for row in BUDGET]
    table = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in words)
    words = [[f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in row] for row in BUDGET]
    cells = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in words)
    note = hwp_control("fn  ", 1, record(72, 2, bytes(16)) + hwp_paragraph("국비 기준", 2))
    section = hwp_paragraph(f"5억원{anchor(17)}", 0, note) + hwp_paragraph(anchor(11), 0, hwp_table(BUDGET, 1))
    page = f"<html><title>Plan</title><body><p>{LINES[0]} {LINES[1]}</p><table><tr><td>1</table></body></html>"
    return {
        "plan.pdf": pdf([typeset(LINES * 6), typeset(LINES)], picture=True),
        "plan.docx": docx(f"<w:p><w:r><w:t>{LINES[1]}</w:t></w:r></w:p><w:tbl>{table}</w:tbl>", styles="<w:style/>"),
        "loose.docx": loose(docx(f"<w:p><w:r><w:t>{LINES[1]}</w:t></w:r></w:p><w:tbl>{table}</w:tbl>")),
        "plan.hwpx": hwpx(p(LINES[1], footnote("국비")) + p("(단위: 백만원)") + p("", tbl(BUDGET))),
        "loose.hwpx": loose(hwpx(p(LINES[1], footnote("국비")) + p("", tbl(BUDGET)))),
        "plan.odt": odt(f"<text:p>{LINES[1]}</text:p><table:table>{cells}</table:table>"),
        "plan.hwp": hwp(section),
        "loose.hwp": hwp(section, 0),
        "plan.html": page.encode(),
    }


def outcome(path: Path, data: bytes) -> str:
    """What becomes of a file: ``read``, or the line that says why not."""
    try:
        content = read_apart(path, data)
    except UnreadableDocument as error:
        told = str(error)
    else:
        content.text.encode("utf-8")
        assert all(0 <= at.start < at.end <= len(content.text) for at in content.locators)
        return "read"
    assert told.startswith(f"{path}: ")
    assert "\n" not in told
    return told


def damaged(data: bytes, random_: random.Random) -> bytes:
    """The file cut off, with bits turned over, or with a stretch missing, doubled or overwritten."""
    at, end = sorted((random_.randrange(len(data)), random_.randrange(len(data))))
    match random_.randrange(5):
        case 0:
            return data[:at]
        case 1:
            changed = bytearray(data)
            for _ in range(random_.choice((1, 3, 20))):
                changed[random_.randrange(len(data))] ^= 1 << random_.randrange(8)
            return bytes(changed)
        case 2:
            return data[:at] + data[min(end, at + 200) :]
        case 3:
            return data[:at] + data[at:end] * 2 + data[end:]
    return data[:at] + random_.randbytes(min(end - at, 50)) + data[min(end, at + 50) :]


@pytest.mark.parametrize("name", sound())
def test_a_damaged_file_is_read_or_refused_in_one_line(name: str) -> None:
    data = sound()[name]
    assert outcome(Path(name), data) == "read"
    random_ = random.Random(name)
    begun = time.monotonic()
    told = [outcome(Path(name), damaged(data, random_)) for _ in range(DAMAGED // len(sound()) + 1)]
    assert time.monotonic() - begun < 20 + 0.2 * len(told)
    assert not [line for line in told if "crash" in line or "longer than" in line]


@pytest.mark.parametrize("name", ["plan.pdf", "plan.docx", "plan.hwpx", "plan.odt", "plan.hwp"])
def test_every_file_under_every_other_suffix_is_refused(name: str) -> None:
    for other, data in sound().items():
        if Path(other).suffix != Path(name).suffix:
            assert "plan" in outcome(Path(name), data) != "read"


def test_an_empty_file_and_one_of_noise_are_refused(tmp_path: Path) -> None:
    for suffix in (".pdf", ".docx", ".hwpx", ".odt", ".hwp", ".html", ".txt", ".md"):
        file = tmp_path / f"plan{suffix}"
        for data in (b"", bytes(5000), random.Random(suffix).randbytes(5000)):
            file.write_bytes(data)
            with pytest.raises(UnreadableDocument):
                open_source(file)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("laughs.docx", docx("<w:p/>", styles="LAUGHS")),
        ("laughs.hwpx", hwpx(p("글"), **{"Contents/section1.xml": "<a>LAUGHS</a>"})),
        ("laughs.odt", odt("", **{"styles.xml": "<a>LAUGHS</a>"})),
    ],
)
def test_entities_within_a_document_are_refused(name: str, data: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as plain, zipfile.ZipFile(out, "w") as archive:
        for member in plain.namelist():
            content = plain.read(member)
            archive.writestr(member, LAUGHS.encode() if b"LAUGHS" in content else content)
    assert "declares a document type or entities" in outcome(Path(name), out.getvalue())


def test_a_flood_of_elements_is_refused() -> None:
    assert "holds more than 2,000,000 tags" in outcome(Path("flood.docx"), loose(docx("<w:p/>" * 2_100_000)))


def test_a_document_that_needs_too_much_memory_is_refused() -> None:
    begun = time.monotonic()
    told = outcome(Path("large.docx"), loose(docx("<w:p a='1' b='2'/>" * 1_700_000)))
    assert "needs more than 768 MB of memory" in told
    assert time.monotonic() - begun < 20
    assert outcome(Path("plan.docx"), sound()["plan.docx"]) == "read"


def test_a_bomb_within_a_page_takes_neither_the_memory_nor_the_time() -> None:
    packed = zlib.compress(b"0 0 m " * 20_000_000, 9)
    data = pdf([typeset(LINES)])
    at = data.rindex(b"<< /Length")
    bomb = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\n"
    begun = time.monotonic()
    outcome(Path("bomb.pdf"), data[:at] + bomb + data[data.index(b"endstream", at) :])
    assert time.monotonic() - begun < 20
    assert outcome(Path("plan.pdf"), sound()["plan.pdf"]) == "read"


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(UnreadableDocument, match=r"plan\.docx: took longer than 0\.001 seconds or was stopped"):
        read_apart(Path("plan.docx"), loose(docx("<w:p/>" * 300_000)), seconds=0.001)
    assert outcome(Path("plan.docx"), sound()["plan.docx"]) == "read"


def test_a_reader_that_died_is_replaced() -> None:
    assert outcome(Path("plan.docx"), sound()["plan.docx"]) == "read"
    (process,) = apart._running
    process.popen.kill()
    process.popen.wait()
    assert outcome(Path("plan.docx"), sound()["plan.docx"]) == "read"
    assert apart._running != [process]


def test_the_limits_hold_in_the_reader() -> None:
    outcome(Path("plan.docx"), sound()["plan.docx"])
    soft, _ = resource.prlimit(apart._running[0].popen.pid, resource.RLIMIT_AS)
    assert soft <= MAX_MEMORY < 1024**3
    assert MAX_SECONDS < 20


def test_a_folder_of_all_formats_is_read_and_the_damaged_file_named(tmp_path: Path) -> None:
    for name, data in sound().items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "broken.pdf").write_bytes(sound()["plan.pdf"][:300])
    found = find_documents([tmp_path])
    assert len(found) == len(sound()) + 1
    store = str(tmp_path / "s.store")
    result = CliRunner().invoke(main, ["--store", store, "load", str(tmp_path), "--issued", "2025", "--language", "en"])
    assert result.exit_code == 1
    assert "broken.pdf: " in result.stderr
    assert "1 file could not be read" in result.stderr
    assert result.stdout.count(": added,") == len(sound())


def test_one_damaged_file_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    file = tmp_path / "plan.hwpx"
    file.write_bytes(sound()["plan.hwpx"][:-40])
    result = CliRunner().invoke(main, ["read", str(file)])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "cut off or damaged" in result.stderr
