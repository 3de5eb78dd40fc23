"""PDF: pages become paragraphs in reading order, and what a page cannot give is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.errors import UnknownFormat, UnreadableDocument
from policygraph.graph.citation import Source
from policygraph.loaders.formats.format import Content, locate
from policygraph.loaders.formats.pdf import read_pdf
from policygraph.loaders.opening import open_source
from policygraph.reading.outline import outline
from policygraph.tests.loaders.making import Run, pdf, typeset

LEFT = [
    "The programme collects information from all",
    "public institutions and makes it available to",
    "businesses. Infrastructure for communication is",
    "being established in fifteen municipalities in",
    "the south of the country, and a further ten are",
    "to follow once the first have been evaluated.",
]
RIGHT = [
    "By 2025 some 142,000 public data sets will be",
    "opened. International organisations take part in",
    "the evaluation of what is required. In 2023 the",
    "budget rose by 14.3 percent to 2.4 trillion won,",
    "which is more than in any of the years before it",
    "and less than the ministry had asked for.",
]


def read(*pages: list[Run]) -> Content:
    return read_pdf(Path("a.pdf"), pdf(pages))


def paragraphs(content: Content) -> list[str]:
    return content.text.rstrip("\n").split("\n\n")


def test_lines_become_paragraphs() -> None:
    lines = [*LEFT[:3], "", *RIGHT[:3]]
    assert paragraphs(read(typeset(lines))) == [" ".join(LEFT[:3]), " ".join(RIGHT[:3])]


def test_columns_are_read_one_after_the_other_whatever_the_order_in_the_file() -> None:
    both = [run for pair in zip(typeset(LEFT), typeset(RIGHT, left=320), strict=True) for run in pair]
    assert paragraphs(read(both)) == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_heading_over_two_columns_stands_before_them() -> None:
    heading = [(60.0, 800.0, 16.0, "A plan that is wider than either of the columns")]
    page = heading + typeset(LEFT, top=760) + typeset(RIGHT, left=320, top=760)
    assert paragraphs(read(page)) == [f"# {heading[0][3]}", " ".join(LEFT), " ".join(RIGHT)]


def test_a_word_broken_at_the_line_end_is_joined() -> None:
    lines = [
        "The government will invest 18.1 trillion won in infor-",
        "mation systems of this country by the end of 2025.",
    ]
    assert "invest 18.1 trillion won in information systems" in read(typeset(lines)).text


def test_a_word_written_with_its_hyphen_elsewhere_keeps_it() -> None:
    lines = [
        "It is a long-term plan, and all long-term plans cost",
        "money; this one is the most expensive of all the long-",
        "term plans that the ministry has made up to now.",
    ]
    assert "all the long-term plans that" in read(typeset(lines)).text


def test_heads_feet_and_page_numbers_are_left_out_and_told() -> None:
    pages = [
        [(60, 810, 8, "Ministry of Science and ICT"), *typeset(lines, top=700), (290, 30, 9, f"- {number} -")]
        for number, lines in enumerate((LEFT, RIGHT, LEFT), 1)
    ]
    content = read_pdf(Path("a.pdf"), pdf(pages))
    assert "Ministry" not in content.text
    assert "- 2 -" not in content.text
    assert content.warnings == ("left out as page furniture: “Ministry of Science and ICT”, page numbers",)


def test_a_number_within_the_text_is_no_page_number() -> None:
    assert "2025" in read(typeset([*LEFT, "", "2025"]), typeset(RIGHT)).text


def test_a_paragraph_goes_on_over_the_page() -> None:
    (told,) = paragraphs(read(typeset(LEFT[:3]), typeset(LEFT[3:])))
    assert told == " ".join(LEFT)


def test_larger_letters_make_headings() -> None:
    page = [(60.0, 800.0, 20.0, "The plan"), (60.0, 770.0, 14.0, "Data"), *typeset(LEFT, top=740)]
    assert paragraphs(read(page))[:2] == ["# The plan", "## Data"]


def test_bullets_stay_apart() -> None:
    lines = [
        "□ 데이터 댐 구축에 5조원을 투자한다",
        "ㅇ 데이터 14만 2천개를 개방한다",
        "ㅇ 인공지능 학습용 데이터를 늘린다",
    ]
    assert paragraphs(read(typeset(lines))) == lines


def test_a_note_hangs_on_the_paragraph_whose_word_carries_its_mark() -> None:
    page: list[Run] = [
        (60, 780, 10, "The budget is 5 billion won"),
        (185.6, 784, 6, "1"),
        (192, 780, 10, "of which half is spent."),
        *typeset(LEFT, top=740),
        (60, 100, 5, "1"),
        (64, 97, 8, "At prices of 2020."),
    ]
    text = read(page).text
    assert text.startswith("The budget is 5 billion won* of which half is spent.\n* At prices of 2020.\n\n")
    document = outline(Source("a", text))
    assert document.blocks[1].host == 0
    assert text[document.blocks[1].anchor or 0] == "*"


def test_a_table_is_told_with_its_heads_and_unit() -> None:
    rows = [("Category", "2024 budget", "2025 budget"), ("Data Dam", "1,234", "2,345"), ("AI school", "120", "-")]
    page = [(60.0, 700.0, 10.0, "(Unit: million won)")] + [
        (60.0 + 150 * column, 680.0 - 16 * row, 10.0, word)
        for row, words in enumerate(rows)
        for column, word in enumerate(words)
    ]
    content = read(typeset(LEFT) + page)
    assert content.text.endswith(
        "- Data Dam (2024 budget): 1,234 million won; Data Dam (2025 budget): 2,345 million won\n"
        "- AI school (2024 budget): 120 million won\n"
    )
    at = content.text.index("120 million")
    (place,) = locate(content.locators, at, at + 3)
    assert (place.page, place.cell) == (1, "row 3, column 2")


def test_a_head_over_several_columns_and_a_label_between_two_lines_are_understood() -> None:
    page: list[Run] = [
        (60, 700, 10, "(단위: 억원)"),
        *((left, 680, 10, word) for left, word in ((215, "2024"), (375, "2025"))),
        (60, 674, 10, "구분"),
        *((left, 668, 10, word) for left, word in ((180, "국비"), (250, "지방비"), (340, "국비"), (410, "지방비"))),
        *(
            (left, 650, 10, word)
            for left, word in ((60, "데이터 댐"), (180, "12"), (250, "3"), (340, "14"), (410, "5"))
        ),
        *((left, 634, 10, word) for left, word in ((60, "학교"), (180, "6"), (340, "7"), (410, "8"))),
    ]
    assert read(page).text == (
        "- 데이터 댐 (2024 국비): 12억원; 데이터 댐 (2024 지방비): 3억원; 데이터 댐 (2025 국비): 14억원; "
        "데이터 댐 (2025 지방비): 5억원\n"
        "- 학교 (2024 국비): 6억원; 학교 (2025 국비): 7억원; 학교 (2025 지방비): 8억원\n"
    )


def test_every_stretch_leads_back_to_its_page_and_box() -> None:
    content = read(typeset(LEFT), typeset(RIGHT, top=500))
    at = content.text.index("142,000")
    (place,) = locate(content.locators, at, at + 7)
    assert place.page == 2
    assert place.box is not None
    left, bottom, right, top = place.box
    assert 55 < left < 65 < right < 400
    assert 420 < bottom < 435 < 505 < top < 515


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_reads_as_it_is_shown(turned: int) -> None:
    content = read_pdf(Path("a.pdf"), pdf([typeset(LEFT, top=500)], turned=turned))
    assert paragraphs(content) == [" ".join(LEFT)]
    box = content.locators[0].place.box
    assert box is not None
    assert (round(box[0] / 5), round(box[3] / 5)) == (12, 102)


def test_a_scanned_document_is_said_to_be_one(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdf([[], []], picture=True))
    with pytest.raises(
        UnreadableDocument, match=r"scan\.pdf: a scanned PDF, 2 pages of pictures without text; run OCR"
    ):
        open_source(file)


def test_a_page_that_is_a_picture_is_named() -> None:
    data = pdf([[(60, 700, 10, "The first page has text and a picture.")], []], picture=True)
    assert read_pdf(Path("a.pdf"), data).warnings == ("pages of pictures without text were not read: 2",)


def test_a_pdf_without_any_text_is_said_to_have_none() -> None:
    with pytest.raises(UnreadableDocument, match="without text"):
        read([])


def test_a_locked_document_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="locked with a password"):
        read_pdf(Path("a.pdf"), pdf([typeset(LEFT)], locked=True))


def test_another_kind_of_file_is_named() -> None:
    with pytest.raises(UnknownFormat, match="looks like a PNG picture"):
        read_pdf(Path("a.pdf"), b"\x89PNG\r\n\x1a\n")
    with pytest.raises(UnreadableDocument, match="not a PDF document"):
        read_pdf(Path("a.pdf"), b"plain text")


def test_a_table_of_contents_is_left_out() -> None:
    lines = ["1. Data ............ 12", "2. People ........... 34"]
    content = read(typeset(lines), typeset(LEFT))
    assert paragraphs(content) == [" ".join(LEFT)]
    assert content.warnings == ("left out as page furniture: a table of contents",)
