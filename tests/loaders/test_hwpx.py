"""HWPX: documents of many shapes, each part in its order; tables are told with heads and units."""

from __future__ import annotations

import io
from pathlib import Path

import hwpx as library
import pytest

from policygraph.errors import UnknownFormat, UnreadableDocument
from policygraph.graph.citation import Source
from policygraph.loaders.formats.format import locate
from policygraph.loaders.formats.hwpx import read_hwpx
from policygraph.loaders.opening import open_source
from policygraph.reading.outline import outline
from policygraph.tests.loaders.making import docx, footnote, hwpx, p, tbl, tc, zipped

HEADER = (
    "<hh:numbering id='1'><hh:paraHead level='1'>^1.</hh:paraHead><hh:paraHead level='2'>□</hh:paraHead></hh:numbering>"
    "<hh:bullet id='1' char='○'/><hh:style id='9' name='차례 1' engName='TOC 1'/>"
    "<hh:paraPr id='1'><hh:heading type='OUTLINE' idRef='0' level='0'/></hh:paraPr>"
    "<hh:paraPr id='2'><hh:heading type='OUTLINE' idRef='0' level='1'/></hh:paraPr>"
    "<hh:paraPr id='3'><hh:heading type='BULLET' idRef='1' level='0'/></hh:paraPr>"
    "<hh:paraPr id='4'><hh:heading type='NUMBER' idRef='1' level='0'/></hh:paraPr>"
)
BUDGET = [["구분", "2024년 예산", "2025년 예산"], ["데이터 댐", "1,234", "2,345"], ["인공지능 학교", "-", "12"]]
TOLD = (
    "- 데이터 댐 (2024년 예산): 1,234백만원; 데이터 댐 (2025년 예산): 2,345백만원\n"
    "- 인공지능 학교 (2025년 예산): 12백만원"
)
LONG = "공공 데이터 14만 2천 개를 2025년까지 모두 개방하여 활용하게 한다."
BARE = TOLD.replace("백만원", "")


def box(text: str, kind: str = "rect") -> str:
    return f"<hp:{kind}><hp:drawText><hp:subList>{text}</hp:subList></hp:drawText></hp:{kind}>"


def runs(*texts: str) -> str:
    return f"<hp:p>{''.join(f'<hp:run><hp:t>{text}</hp:t></hp:run>' for text in texts)}</hp:p>"


SHAPES: dict[str, tuple[str, str]] = {
    "paragraphs": (p("첫째 문단이다.") + p("둘째 문단이다."), "첫째 문단이다.\n\n둘째 문단이다."),
    "empty paragraphs": (p() + p("글이다.") + p() + p(), "글이다."),
    "runs": (runs("58조 ", "2천", "억원"), "58조 2천억원"),
    "tab and fixed spaces": (p("2025년<hp:tab/>10명<hp:fwSpace/>이상<hp:nbSpace/>채용"), "2025년 10명 이상 채용"),
    "line break": (p("제목<hp:lineBreak/>부제"), "제목\n부제"),
    "hyphen": (p("2020<hp:hyphen/>2025"), "2020-2025"),
    "marked with a pen": (p("예산 <hp:markpenBegin color='#FFFF00'/>5억원<hp:markpenEnd/> 투자"), "예산 5억원 투자"),
    "deleted": (p("예산 <hp:deleteBegin/>4<hp:deleteEnd/><hp:insertBegin/>5<hp:insertEnd/>억원"), "예산 5억원"),
    "deleted over runs": (runs("예산 <hp:deleteBegin/>4", "억", "원<hp:deleteEnd/>5억원"), "예산 5억원"),
    "letters laid over each other": (p("", "<hp:compose composeText='가나'/>"), "가나"),
    "ruby": (p("", "<hp:dutmal><hp:mainText>댐</hp:mainText><hp:subText>dam</hp:subText></hp:dutmal>"), "댐"),
    "equation": (p("면적", "<hp:equation><hp:script>x over 2</hp:script></hp:equation>"), "면적 x over 2"),
    "page head and foot": (
        p("", f"<hp:ctrl><hp:header><hp:subList>{p('머리말')}</hp:subList></hp:header></hp:ctrl>") + p("본문이다."),
        "본문이다.",
    ),
    "memo": (
        p("본문", f"<hp:ctrl><hp:fieldBegin type='MEMO'>{p('메모')}</hp:fieldBegin></hp:ctrl>"),
        "본문",
    ),
    "hidden comment": (p("본문", f"<hp:ctrl><hp:hiddenComment>{p('숨은')}</hp:hiddenComment></hp:ctrl>"), "본문"),
    "heading and text": (p("추진 배경", shape="1") + p("글이다."), "# 추진 배경\n\n글이다."),
    "two headings": (p("추진 배경", shape="1") + p("추진 과제", shape="1"), "## 추진 배경\n\n## 추진 과제"),
    "drawn outline bullet": (p("데이터 댐 구축", shape="2"), "□ 데이터 댐 구축"),
    "drawn bullet": (p("데이터 개방", shape="3"), "○ 데이터 개방"),
    "typed bullet": (p("ㅇ 데이터 개방", shape="3"), "ㅇ 데이터 개방"),
    "counted item": (p("데이터를 개방한다.", shape="4"), "- 데이터를 개방한다."),
    "sentence in a heading's style": (p("정부는 5억원을 투자한다.", shape="1"), "- 정부는 5억원을 투자한다."),
    "contents": (p("1. 배경 3", style="9") + p("글이다."), "글이다."),
    "footnote": (p("5억원", footnote("국비 기준")) + p("다음."), "5억원*\n* 국비 기준\n\n다음."),
    "two notes": (
        f"<hp:p><hp:run><hp:t>5억원</hp:t>{footnote('국비')}<hp:t> 및 6억원</hp:t>{footnote('지방비')}</hp:run></hp:p>",
        "5억원* 및 6억원*\n* 국비\n* 지방비",
    ),
    "endnote": (p("5억원", footnote("출처").replace("footNote", "endNote")), "5억원*\n* 출처"),
    "text box": (p("앞", box(p("상자 안"))) + p("뒤"), "앞\n\n상자 안\n\n뒤"),
    "grouped text boxes": (
        p("", f"<hp:container>{box(p('하나'))}{box(p('둘'), 'ellipse')}</hp:container>"),
        "하나\n\n둘",
    ),
    "words drawn as art": (p("앞", "<hp:textart text='뉴딜 2.0&#10;추진계획'/>"), "앞\n\n뉴딜 2.0\n추진계획"),
    "table outside a paragraph": (p("앞") + tbl(BUDGET), f"앞\n\n{BARE}"),
    "table within a run of text": (f"<hp:p><hp:run><hp:t>앞{tbl(BUDGET)}</hp:t></hp:run></hp:p>", f"앞\n\n{BARE}"),
    "picture's caption": (
        p("", f"<hp:pic><hp:caption>{p('그림 1')}</hp:caption><hp:shapeComment>x</hp:shapeComment></hp:pic>"),
        "그림 1",
    ),
    "table": (p("", tbl(BUDGET)), BARE),
    "unit above": (p("(단위: 백만원)") + p("", tbl(BUDGET)), TOLD),
    "unit above an empty line": (p("[단위 : 백만 원]") + p() + p("", tbl(BUDGET)), TOLD),
    "unit in the table's own paragraph": (p("(단위: 백만원)", tbl(BUDGET)), TOLD),
    "unit in the caption": (p("", tbl(BUDGET, caption="(단위:백만원)")), TOLD),
    "unit beside the title": (
        p("표 1. 예산 (단위: 백만원)") + p("", tbl(BUDGET)),
        f"표 1. 예산 (단위: 백만원)\n\n{TOLD}",
    ),
    "unit in a row of its own": (
        p("", tbl([
            [tc("(단위: 백만원)", 0, 0, columns=3)],
            *([tc(word, r, c) for c, word in enumerate(row)] for r, row in enumerate(BUDGET, 1)),
        ])),
        TOLD,
    ),
    "unit in a head": (
        p("", tbl([["구분", "예산(억원)", "인원(명)"], ["댐", "12", "340"]])),
        "- 댐 (예산): 12억원; 댐 (인원): 340명",
    ),
    "unit in a label": (
        p("", tbl([["지표", "2024", "2025"], ["수출액(억달러)", "1", "2"], ["기업 수(개)", "3", "4"]])),
        "- 수출액 (2024): 1억달러; 수출액 (2025): 2억달러\n- 기업 수 (2024): 3개; 기업 수 (2025): 4개",
    ),
    "two units": (
        p("(단위: 억원, %)") + p("", tbl([["구분", "예산", "증감률"], ["댐", "12", "3.4"], ["길", "13", "△1.2"]])),
        "* (단위: 억원, %)\n\n- 댐 (예산): 12억원; 댐 (증감률): 3.4%\n- 길 (예산): 13억원; 길 (증감률): △1.2%",
    ),
    "two rows of heads": (
        p("", tbl([
            [tc("구분", 0, 0, rows=2), tc("예산", 0, 1, columns=2)],
            [tc("국비", 1, 1), tc("지방비", 1, 2)],
            [tc("댐", 2, 0), tc("12", 2, 1), tc("3", 2, 2)],
        ])),
        "- 댐 (예산 국비): 12; 댐 (예산 지방비): 3",
    ),
    "rows merged": (
        p("", tbl([
            [tc("구분", 0, 0, columns=2), tc("목표", 0, 2)],
            [tc("데이터", 1, 0, rows=2), tc("댐", 1, 1), tc("5개", 1, 2)],
            [tc("지도", 2, 1), tc("6개", 2, 2)],
        ])),
        "- 데이터 댐 (목표): 5개\n- 데이터 지도 (목표): 6개",
    ),
    "heads that the file marks": (
        p("", tbl([[tc("댐", 0, 0, head=True), tc("길", 0, 1, head=True)], ["가", "나"]])),
        "- 가 (길): 나",
    ),
    "counting column": (
        p("", tbl([["연번", "과제", "예산"], ["1", "댐", "12"], ["2", "길", "13"]])),
        "- 댐 (예산): 12\n- 길 (예산): 13",
    ),
    "keys and values": (
        p("", tbl([["보도시점", "2025. 8. 15."], ["담당 부서", "디지털정책과"]])),
        "- 보도시점: 2025. 8. 15.\n- 담당 부서: 디지털정책과",
    ),
    "frame of one cell": (p("", tbl([[p("첫 줄이다.") + p("둘째 줄이다.")]])), "첫 줄이다.\n\n둘째 줄이다."),
    "table within a frame": (p("", tbl([[p("(단위: 백만원)") + p("", tbl(BUDGET))]])), TOLD),
    "table within a cell": (
        p("", tbl([["과제", "내용"], ["댐", p("아래와 같다.") + p("", tbl([["연도", "목표"], ["2025년", "5개"]]))]])),
        "- 댐 (내용): 아래와 같다.\n- 2025년 (목표): 5개",
    ),
    "long cell": (
        p("", tbl([["과제", "주요 내용"], ["댐", p(f"ㅇ {LONG}") + p("ㅇ 인공지능 학습용 데이터를 늘린다.")]])),
        f"- 댐 (주요 내용): {LONG}\n- 댐 (주요 내용): 인공지능 학습용 데이터를 늘린다.",
    ),
    "row over all columns": (
        p("", tbl([["구분", "2024", "2025"], [tc("계속 사업", 1, 0, columns=3)], ["댐", "1", "2"]])),
        "계속 사업\n\n- 댐 (2024): 1; 댐 (2025): 2",
    ),
    "table in a text box": (p("", box(p("", tbl(BUDGET)))), BARE),
    "cells out of order": (
        p("", tbl([
            [tc("5", 1, 1), tc("댐", 1, 0)],
            [tc("구분", 0, 0), tc("목표(개)", 0, 1)],
            [tc("길", 2, 0), tc("6", 2, 1)],
        ])),
        "- 댐 (목표): 5개\n- 길 (목표): 6개",
    ),
    "cells without addresses": (
        p("", tbl(BUDGET).replace("cellAddr", "x")),
        BARE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_document_of_this_shape_is_read_in_its_order(shape: str) -> None:
    section, told = SHAPES[shape]
    assert read_hwpx(Path("a.hwpx"), hwpx(section, header=HEADER)).text == told + "\n"


def test_sections_are_read_by_their_numbers() -> None:
    sections = [p(f"{number}번째 절이다.") for number in range(12)]
    assert read_hwpx(Path("a.hwpx"), hwpx(*sections)).text.split("\n\n")[10] == "10번째 절이다."


def test_an_edition_with_other_namespaces_reads_alike() -> None:
    section = p("5억원", footnote("국비")) + p("(단위: 백만원)") + p("", tbl(BUDGET))
    data = hwpx(section)
    other = zipped({
        "Contents/section0.xml": f"<s xmlns:hp='http://www.owpml.org/owpml/2024/paragraph'>{section}</s>",
        "Contents/header.xml": "<head/>",
    })  # fmt: skip
    assert read_hwpx(Path("a.hwpx"), other).text == read_hwpx(Path("a.hwpx"), data).text


def test_members_named_with_backslashes_are_found() -> None:
    data = zipped({
        "Contents\\content.hpf": "<x/>",
        "Contents\\section0.xml": f"<s xmlns:hp='urn:p'>{p('5억원')}</s>",
    })  # fmt: skip
    assert read_hwpx(Path("a.hwpx"), data).text == "5억원\n"


def test_a_document_of_a_library_reads_as_it_looks() -> None:
    document = library.HwpxDocument.new()
    paragraph = document.add_paragraph("정부는 18조 1천억원을 투자한다.")
    document.notes.add_footnote("국비 기준", paragraph)
    document.add_paragraph("(단위: 백만원)")
    table = document.add_table(3, 3)
    for row, words in enumerate(BUDGET):
        for column, word in enumerate(words):
            table.set_cell_text(row, column, word)
    out = io.BytesIO()
    document.save_to_stream(out)
    text = read_hwpx(Path("a.hwpx"), out.getvalue()).text
    assert text == f"정부는 18조 1천억원을 투자한다.*\n* 국비 기준\n\n{TOLD}\n"


def test_a_note_finds_its_host_in_the_outline() -> None:
    text = read_hwpx(Path("a.hwpx"), hwpx(p("정부는 5억원", footnote("국비 기준")) + p("을 쓴다."))).text
    document = outline(Source("a", text))
    note = next(block for block in document.blocks if block.marker == "*")
    assert note.host == 0
    assert note.anchor == text.index("*")


def test_a_cell_leads_back_to_its_place() -> None:
    content = read_hwpx(Path("a.hwpx"), hwpx(p("앞"), p("", tbl(BUDGET))))
    at = content.text.rindex("12")
    (place,) = locate(content.locators, at, at + 2)
    assert (place.part, place.cell) == ("Contents/section1.xml", "table 1, row 3, column 3")


def test_a_document_opens_by_its_suffix(tmp_path: Path) -> None:
    file = tmp_path / "계획.hwpx"
    file.write_bytes(hwpx(p("디지털 뉴딜 추진계획") + p("2025년 8월 15일") + p("정부는 5억원을 투자한다.")))
    opened = open_source(file)
    assert (opened.source.title, opened.source.issued, opened.source.language) == (
        "디지털 뉴딜 추진계획",
        "2025-08-15",
        "ko",
    )


def test_a_locked_document_is_refused() -> None:
    manifest = "<odf:manifest xmlns:odf='urn:o'><odf:encryption-data/></odf:manifest>"
    with pytest.raises(UnreadableDocument, match="locked with a password"):
        read_hwpx(Path("a.hwpx"), hwpx(p("글"), **{"META-INF/manifest.xml": manifest}))


def test_another_archive_is_named() -> None:
    with pytest.raises(UnknownFormat, match="a DOCX document, not an HWPX document"):
        read_hwpx(Path("a.hwpx"), docx(""))
    with pytest.raises(UnreadableDocument, match="holds no section"):
        read_hwpx(Path("a.hwpx"), zipped({"Contents/content.hpf": "<x/>"}))


def test_a_table_that_claims_a_billion_rows_is_read_cell_by_cell() -> None:
    wide = tbl([[tc("댐", 0, 0), tc("5개", 999_999, 999_999, rows=999_999, columns=999_999)]])
    assert read_hwpx(Path("a.hwpx"), hwpx(p("", wide))).text == "댐\n\n5개\n"
