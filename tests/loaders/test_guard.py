"""The guard: nothing is unpacked or parsed that is too large, too deep, locked, or not what it claims to be."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest

from policygraph.errors import UnknownFormat, UnreadableDocument
from policygraph.loaders import zips
from policygraph.loaders.guard import read_guarded
from policygraph.loaders.zips import open_archive, parse_xml
from policygraph.tests.loaders.making import zipped

PATH = Path("plan.docx")
LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1 if n > 1 else str()};' * 10}'>" for n in range(1, 10))
    + "]><a>&a9;</a>"
)


def opened(data: bytes) -> zips.Archive:
    return open_archive(PATH, data, "a DOCX document", ("a.xml",))


def test_a_sound_archive_gives_its_members() -> None:
    archive = opened(zipped({"a.xml": "<a>words</a>", "picture.png": b"\x89PNG"}))
    assert archive.names == ("a.xml", "picture.png")
    assert archive.xml("a.xml").text == "words"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableDocument, match=r"plan\.docx: a\.xml unpacks to more than 250 times its size"):
        opened(zipped({"a.xml": b" " * 20_000_000}))
    with pytest.raises(UnreadableDocument, match=r"a\.xml unpacks to more than 32 MB"):
        opened(zipped({"a.xml": b" " * 40_000_000}))


def test_many_members_that_are_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MAX_TOTAL_BYTES", 1000)
    with pytest.raises(UnreadableDocument, match="unpacks to more than"):
        opened(zipped({"a.xml": b"<a/>", **{f"{n}.bin": bytes(100) for n in range(20)}}))


def test_too_many_members_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match="5,001 members"):
        opened(zipped({"a.xml": "", **{f"{n}.bin": b"" for n in range(5000)}}))


def test_a_member_larger_than_it_states_is_refused() -> None:
    data = bytearray(zipped({"a.xml": b"<a>" + bytes(range(65, 90)) * 50 + b"</a>"}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    with pytest.raises(UnreadableDocument, match=r"a\.xml is damaged"):
        opened(bytes(data)).read("a.xml")


def test_an_archive_within_the_archive_stays_closed() -> None:
    inner = zipped({"deep.xml": b" " * 30_000_000})
    assert opened(zipped({"a.xml": "<a/>", "word/embeddings/book.xlsx": inner})).xml("a.xml").tag == "a"


def test_a_locked_member_is_told() -> None:
    data = bytearray(zipped({"a.xml": "<a/>"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(UnreadableDocument, match="locked with a password"):
        opened(bytes(data))


def test_unusual_packing_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", "<a/>")
    with pytest.raises(UnreadableDocument, match="packed in an unusual way"):
        opened(out.getvalue())


def test_what_a_file_looks_like_is_told() -> None:
    with pytest.raises(UnknownFormat, match="looks like a PDF document, not like a DOCX document"):
        opened(b"%PDF-1.7")
    with pytest.raises(UnknownFormat, match="a ZIP archive, not a DOCX document"):
        opened(zipped({"other.txt": ""}))
    with pytest.raises(UnreadableDocument, match="not a DOCX document, or its beginning is damaged"):
        opened(b"plain text")
    with pytest.raises(UnreadableDocument, match="cut off or damaged"):
        opened(zipped({"a.xml": "<a/>"})[:-30])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_entities_are_never_expanded_whatever_the_encoding(encoding: str) -> None:
    written = f"<?xml version='1.0' encoding='{encoding}'?>{LAUGHS}"
    with pytest.raises(UnreadableDocument, match="declares a document type or entities"):
        parse_xml(PATH, "a.xml", written.encode(encoding))


def test_a_file_outside_is_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    outside = f"<!DOCTYPE a [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><a>&x;</a>"
    with pytest.raises(UnreadableDocument, match="declares a document type"):
        parse_xml(PATH, "a.xml", outside.encode())


def test_deep_and_broken_xml_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no valid XML"):
        parse_xml(PATH, "a.xml", b"<a>" * 5000 + b"</a>" * 5000)
    with pytest.raises(UnreadableDocument, match="no valid XML"):
        parse_xml(PATH, "a.xml", b"<a><b></a>")


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(bytes(2048))
    with pytest.raises(UnreadableDocument, match="over the limit"):
        read_guarded(large, 1024)


def test_what_a_library_repeats_of_a_damaged_archive_is_told_shortly() -> None:
    data = bytearray(zipped({"a.xml": bytes(range(32, 128)) * 5, "b.xml": random.Random(0).randbytes(3000)}))
    data[26:28] = struct.pack("<H", 2000)  # the name in front of the member runs on into its content
    with pytest.raises(UnreadableDocument, match=r"a\.xml is damaged \(File name in directory .*…\)") as caught:
        opened(bytes(data)).read("a.xml")
    assert len(str(caught.value)) < 300
