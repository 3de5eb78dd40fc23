"""DOCX: styles become headings and items, notes stand under their host, tables are told, deleted text is not."""

from __future__ import annotations

import io
from pathlib import Path

import docx as library
import pytest

from policygraph.errors import UnknownFormat, UnreadableDocument
from policygraph.graph.citation import Source
from policygraph.loaders.formats.docx import read_docx
from policygraph.loaders.formats.format import Content, locate
from policygraph.loaders.opening import open_source
from policygraph.reading.outline import outline
from policygraph.tests.loaders.making import docx, zipped

FOOTNOTES = (
    "<w:footnote w:id='0' w:type='separator'><w:p/></w:footnote>"
    "<w:footnote w:id='2'><w:p><w:r><w:t>At prices of 2020</w:t></w:r></w:p></w:footnote>"
)


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def read(body: str, **members: str) -> Content:
    return read_docx(Path("a.docx"), docx(body, **members))


def saved(document: library.document.Document) -> Content:
    out = io.BytesIO()
    document.save(out)
    return read_docx(Path("a.docx"), out.getvalue())


def test_a_document_of_the_usual_library_reads_as_it_looks() -> None:
    document = library.Document()
    document.add_heading("The plan", 0)
    document.add_heading("Data", 1)
    document.add_paragraph("The government will invest 18.1 trillion won.")
    document.add_paragraph("in dams", style="List Bullet")
    document.add_paragraph("and in schools", style="List Bullet 2")
    document.add_heading("Money", 2)
    document.add_paragraph("(Unit: million won)")
    table = document.add_table(rows=3, cols=3)
    for row, words in enumerate(
        (("Category", "2024 budget", "2025 budget"), ("Dam", "1,234", "2,345"), ("School", "", "12"))
    ):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    document.core_properties.title = "The plan"
    content = saved(document)
    assert content.text == (
        "# The plan\n\n## Data\n\nThe government will invest 18.1 trillion won.\n\n- in dams\n  - and in schools\n\n"
        "### Money\n\n- Dam (2024 budget): 1,234 million won; Dam (2025 budget): 2,345 million won\n"
        "- School (2025 budget): 12 million won\n"
    )
    assert content.fields == {"title": "The plan"}


def test_a_title_that_the_text_does_not_bear_is_not_believed() -> None:
    document = library.Document()
    document.add_paragraph("The plan of the ministry.")
    document.core_properties.title = "Template of last year"
    assert saved(document).fields == {}


def test_merged_cells_belong_to_every_row_and_column_they_cover() -> None:
    document = library.Document()
    table = document.add_table(rows=4, cols=4)
    words = (
        ("Area", "Programme", "Budget (billion won)", ""),
        ("", "", "2024", "2025"),
        ("Data", "Dam", "1", "2"),
        ("", "School", "3", "4"),
    )
    for row, line in enumerate(words):
        for column, word in enumerate(line):
            table.cell(row, column).text = word
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(1, 1))
    table.cell(2, 0).merge(table.cell(3, 0))
    assert saved(document).text == (
        "- Data Dam (Budget 2024): 1 billion won; Data Dam (Budget 2025): 2 billion won\n"
        "- Data School (Budget 2024): 3 billion won; Data School (Budget 2025): 4 billion won\n"
    )


def test_a_footnote_stands_under_the_paragraph_whose_word_carries_its_mark() -> None:
    body = f"<w:p>{run('It costs 5 won')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(' a year.')}</w:p>" + p("More.")
    content = read(body, footnotes=FOOTNOTES)
    assert content.text == "It costs 5 won* a year.\n* At prices of 2020\n\nMore.\n"
    document = outline(Source("a", content.text))
    assert (document.blocks[1].host, document.blocks[1].anchor) == (0, 14)


def test_deleted_and_hidden_text_is_not_read_and_inserted_text_is() -> None:
    body = (
        f"<w:p>{run('It costs ')}<w:del><w:r><w:delText>4</w:delText></w:r></w:del><w:ins>{run('5')}</w:ins>"
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>{run(' won.')}</w:p>"
    )
    assert read(body).text == "It costs 5 won.\n"


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    either = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{either}</mc:AlternateContent></w:r>"
    assert read(f"<w:p>{run('Around it.')}{drawn}</w:p>" + p("Below.")).text == "Around it.\n\nIn the box.\n\nBelow.\n"


def test_a_raised_digit_stays_raised() -> None:
    raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>"
    assert read(f"<w:p>{run('120 m')}{raised}</w:p>").text == "120 m²\n"


def test_a_table_of_contents_is_not_read() -> None:
    styles = "<w:style w:type='paragraph' w:styleId='T1'><w:name w:val='toc 1'/></w:style>"
    gallery = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    body = p("1. Data ... 3", "<w:pStyle w:val='T1'/>") + f"{gallery}<w:sdtContent>{p('x 4')}</w:sdtContent></w:sdt>"
    assert read(body + p("Text."), styles=styles).text == "Text.\n"


def test_styles_are_followed_to_the_ones_they_are_based_on() -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='a'><w:name w:val='heading 1'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='b'><w:name w:val='Own'/><w:basedOn w:val='a'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='c'><w:name w:val='Loop'/><w:basedOn w:val='c'/></w:style>"
    )
    body = p("Head", "<w:pStyle w:val='b'/>") + p("Text.", "<w:pStyle w:val='c'/>")
    assert read(body, styles=styles).text == "# Head\n\nText.\n"


def test_every_stretch_leads_back_to_its_paragraph_and_cell() -> None:
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{p(word)}</w:tc>" for word in row) + "</w:tr>"
        for row in (("Item", "Won"), ("Dam", "5"), ("Road", "6"))
    )
    content = read(p("First.") + f"<w:tbl>{cells}</w:tbl>")
    (first,) = locate(content.locators, 0, 5)
    assert (first.part, first.paragraph) == ("word/document.xml", 1)
    at = content.text.index("Road")
    (row,) = locate(content.locators, at, at + 1)
    assert row.cell == "table 1, row 3, column 2"


def test_a_document_opens_by_its_suffix(tmp_path: Path) -> None:
    file = tmp_path / "plan.DOCX"
    file.write_bytes(docx(p("The government will invest 5 billion won in the dams of the country.")))
    opened = open_source(file)
    assert opened.source.media_type.endswith("wordprocessingml.document")
    assert opened.source.language == "en"
    assert opened.locators[0].place.paragraph == 1


def test_other_archives_are_named() -> None:
    with pytest.raises(UnknownFormat, match=r"a\.docx: an Excel workbook, not a DOCX document"):
        read_docx(Path("a.docx"), zipped({"xl/workbook.xml": "<x/>"}))
    with pytest.raises(UnknownFormat, match="HWP, DOC, XLS and password-locked files"):
        read_docx(Path("a.docx"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(UnreadableDocument, match="no body"):
        read_docx(Path("a.docx"), zipped({"word/document.xml": "<x/>"}))
