"""ODT: headings, lists, notes, boxes and tables; what was deleted or remarked is no text."""

from __future__ import annotations

import io
from pathlib import Path

import odfdo
import pytest

from policygraph.errors import UnknownFormat, UnreadableDocument
from policygraph.loaders.formats.format import locate
from policygraph.loaders.formats.odt import read_odt
from policygraph.loaders.opening import open_source
from policygraph.tests.loaders.making import docx, odt, zipped

NOTE = (
    "<text:note><text:note-citation>1</text:note-citation>"
    "<text:note-body><text:p>At prices of 2020</text:p></text:note-body></text:note>"
)


def cells(*words: str) -> str:
    return "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in words)


def row(*words: str) -> str:
    return f"<table:table-row>{cells(*words)}</table:table-row>"


def told(body: str, styles: str = "") -> str:
    return read_odt(Path("a.odt"), odt(body, styles)).text


def test_a_document_of_the_usual_library_reads_as_it_looks() -> None:
    document = odfdo.Document("text")
    body = document.body
    body.clear()
    body.append(odfdo.Header(1, "The plan"))
    paragraph = odfdo.Paragraph("It costs 5 won a year.")
    paragraph.insert_note(after="won", note_id="n1", citation="1", body="At prices of 2020")
    body.append(paragraph)
    body.append(odfdo.List(["dams", "schools"]))
    body.append(odfdo.Paragraph("(in million won)"))
    table = odfdo.Table("T", width=3, height=3)
    for line, words in enumerate((("Category", "2024", "2025"), ("Dam", "1,234", "2,345"), ("School", "-", "12"))):
        for column, word in enumerate(words):
            table.set_value((column, line), word)
    body.append(table)
    out = io.BytesIO()
    document.save(out)
    assert read_odt(Path("a.odt"), out.getvalue()).text == (
        "# The plan\n\nIt costs 5 won* a year.\n* At prices of 2020\n\n- dams\n- schools\n\n"
        "- Dam (2024): 1,234 million won; Dam (2025): 2,345 million won\n- School (2025): 12 million won\n"
    )


def test_spaces_tabs_and_breaks_are_as_the_format_says() -> None:
    assert told("<text:p>a\n  b<text:s text:c='900000000'/>c<text:tab/>d<text:line-break/>e</text:p>") == "a b c d\ne\n"


def test_deleted_text_and_remarks_are_not_read() -> None:
    changes = "<text:tracked-changes><text:changed-region><text:deletion><text:p>4</text:p></text:deletion>"
    body = f"{changes}</text:changed-region></text:tracked-changes><text:p>5<office:annotation><text:p>why?</text:p>"
    assert told(f"{body}</office:annotation> won</text:p>") == "5 won\n"


def test_styles_make_headings_and_raise_digits() -> None:
    styles = (
        "<style:style style:name='P1' style:parent-style-name='Title'/>"
        "<style:style style:name='T1'><style:text-properties style:text-position='super 58%'/></style:style>"
    )
    body = "<text:p text:style-name='P1'>The plan</text:p><text:h text:outline-level='2'>Data</text:h>"
    assert told(f"{body}<text:p>120 m<text:span text:style-name='T1'>2</text:span></text:p>", styles) == (
        "# The plan\n\n### Data\n\n120 m²\n"
    )


def test_lists_within_lists_are_indented() -> None:
    inner = "<text:list><text:list-item><text:p>deep</text:p></text:list-item></text:list>"
    assert told(f"<text:list><text:list-item><text:p>top</text:p>{inner}</text:list-item></text:list>") == (
        "- top\n  - deep\n"
    )


def test_a_text_box_follows_its_paragraph() -> None:
    box = "<draw:frame><draw:text-box><text:p>in the box</text:p></draw:text-box></draw:frame>"
    assert told(f"<text:p>around it{box}</text:p><text:p>below</text:p>") == "around it\n\nin the box\n\nbelow\n"


def test_a_table_of_contents_is_not_read() -> None:
    index = "<text:table-of-content><text:index-body><text:p>Data 3</text:p></text:index-body></text:table-of-content>"
    assert told(f"{index}<text:p>Text.</text:p>") == "Text.\n"


def test_spanned_cells_and_heads_are_understood() -> None:
    wide = "<table:table-cell table:number-columns-spanned='2'><text:p>Budget</text:p></table:table-cell>"
    head = (
        f"<table:table-row>{cells('Area')}{wide}<table:covered-table-cell/></table:table-row>{row('', '2024', '2025')}"
    )
    table = (
        f"<table:table><table:table-header-rows>{head}</table:table-header-rows>{row('Dam', '1', '2')}</table:table>"
    )
    content = read_odt(Path("a.odt"), odt(table))
    assert content.text == "- Dam (Budget 2024): 1; Dam (Budget 2025): 2\n"
    (place,) = locate(content.locators, len(content.text) - 3, len(content.text) - 1)
    assert place.cell == "table 1, row 3, column 3"


def test_a_note_in_a_cell_stands_under_its_row() -> None:
    table = f"<table:table>{row('Area', 'Budget (won)')}{row('Dam', f'5{NOTE}')}{row('Road', '6')}</table:table>"
    assert told(table) == "- Dam (Budget): 5 won*\n* At prices of 2020\n\n- Road (Budget): 6 won\n"


def test_a_document_opens_by_its_suffix(tmp_path: Path) -> None:
    file = tmp_path / "plan.odt"
    file.write_bytes(odt("<text:p>The dams of the country will cost 5 won in all of the years.</text:p>"))
    assert open_source(file).source.language == "en"


def test_locked_and_other_files_are_refused() -> None:
    manifest = "<manifest><encryption-data/></manifest>"
    with pytest.raises(UnreadableDocument, match="locked with a password"):
        read_odt(Path("a.odt"), odt("", **{"META-INF/manifest.xml": manifest}))
    with pytest.raises(UnknownFormat, match="not a text"):
        read_odt(Path("a.odt"), odt("", mimetype="application/vnd.oasis.opendocument.spreadsheet"))
    with pytest.raises(UnknownFormat, match="a DOCX document, not an OpenDocument text"):
        read_odt(Path("a.odt"), docx(""))
    with pytest.raises(UnreadableDocument, match=r"content\.xml has no text"):
        read_odt(Path("a.odt"), zipped({"content.xml": "<x/>"}))
