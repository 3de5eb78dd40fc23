"""HWP 5: the records of the binary format become paragraphs, notes and tables."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from policygraph.errors import UnknownFormat, UnreadableDocument
from policygraph.loaders.formats.hwp import read_hwp
from policygraph.loaders.opening import open_source
from policygraph.tests.loaders.making import (
    anchor,
    hwp,
    hwp_control,
    hwp_paragraph,
    hwp_table,
    hwpx,
    ole,
    p,
    record,
)

LIST = record(72, 2, bytes(16))
BUDGET = [["구분", "2024년 예산", "2025년 예산"], ["데이터 댐", "1,234", "2,345"], ["인공지능 학교", "-", "12"]]


def told(section: bytes, flags: int = 1) -> str:
    return read_hwp(Path("a.hwp"), hwp(section, flags)).text


@pytest.mark.parametrize("flags", [0, 1])
def test_paragraphs_are_read_packed_or_not(flags: int) -> None:
    assert told(hwp_paragraph("첫째 문단이다.\r") + hwp_paragraph("둘째 문단이다.\r"), flags) == (
        "첫째 문단이다.\n\n둘째 문단이다.\n"
    )


def test_tabs_and_fixed_spaces_part_words_and_rare_letters_survive() -> None:
    tab = "\t" + "\0" * 6 + "\t"
    assert told(hwp_paragraph(f"2025년{tab}10명\x1f이상\x1e채용 𠮷")) == "2025년 10명 이상 채용 𠮷\n"


def test_a_footnote_stands_under_its_host() -> None:
    note = hwp_control("fn  ", 1, LIST + hwp_paragraph("국비 기준", 2))
    assert told(hwp_paragraph(f"5억원{anchor(17)}을 쓴다.", 0, note)) == "5억원*을 쓴다.\n* 국비 기준\n"


def test_page_heads_and_hidden_remarks_are_not_read() -> None:
    unsaid = hwp_control("head", 1, LIST + hwp_paragraph("머리말", 2)) + hwp_control(
        "tcmt", 1, LIST + hwp_paragraph("숨은 설명", 2)
    )
    assert told(hwp_paragraph("본문", 0, unsaid)) == "본문\n"


def test_a_text_box_follows_its_paragraph() -> None:
    box = hwp_control("gso ", 1, record(76, 2) + LIST + hwp_paragraph("상자 안", 2))
    assert told(hwp_paragraph(f"앞{anchor(11)}", 0, box) + hwp_paragraph("뒤")) == "앞\n\n상자 안\n\n뒤\n"


def test_a_table_is_told_with_its_heads_and_unit() -> None:
    section = hwp_paragraph("(단위: 백만원)") + hwp_paragraph(anchor(11), 0, hwp_table(BUDGET, 1))
    content = read_hwp(Path("a.hwp"), hwp(section))
    assert content.text == (
        "- 데이터 댐 (2024년 예산): 1,234백만원; 데이터 댐 (2025년 예산): 2,345백만원\n"
        "- 인공지능 학교 (2025년 예산): 12백만원\n"
    )
    assert content.locators[-1].place.cell == "table 1, row 3, column 3"


def test_a_document_opens_by_its_suffix(tmp_path: Path) -> None:
    file = tmp_path / "계획.hwp"
    file.write_bytes(hwp(hwp_paragraph("정부는 5억원을 투자한다.")))
    assert open_source(file).source.text == "정부는 5억원을 투자한다.\n"


def test_locked_documents_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match="locked with a password"):
        told(b"", 3)
    with pytest.raises(UnreadableDocument, match="locked against copying"):
        told(b"", 5)


def test_other_files_are_named() -> None:
    with pytest.raises(UnknownFormat, match="an OLE container, but not an HWP document"):
        read_hwp(Path("a.hwp"), ole({"WordDocument": b"x"}))
    with pytest.raises(UnknownFormat, match="looks like a ZIP archive"):
        read_hwp(Path("a.hwp"), hwpx(p("글")))
    with pytest.raises(UnknownFormat, match="before 2000"):
        read_hwp(Path("a.hwp"), b"HWP Document File V3.00")


def test_a_section_that_is_cut_off_or_blown_up_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="cut off or damaged"):
        told(hwp_paragraph("글")[:-1], 0 | 1)
    with pytest.raises(UnreadableDocument, match="unpacks to more than 32 MB"):
        told(bytes(40 * 1024 * 1024))


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "olefile", None)
    with pytest.raises(UnreadableDocument, match=r"pip install 'policygraph\[hwp\]'"):
        told(hwp_paragraph("글"))
