"""A text is cut by its layout: headings, notes, bullets, labels, wrapped lines and what is no text of the document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policygraph.graph.citation import Source
from policygraph.reading.document import Block, BlockKind, Document
from policygraph.reading.outline import outline

PLAN = """Coast Plan 2030

1. Harbours

Three harbours will be dredged* and two lighthouses* rebuilt.
* Sand, gravel and stone
* Both on the northern shore

2. Ferries

(Routes) New ferries will sail.
- Night boats
· Two a week
- Day boats
"""


def cut(text: str, body_start: int = 0) -> Document:
    return outline(Source("plan", text), body_start)


def words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, words(document, block)) for block in document.blocks]


def find(document: Document, start: str) -> Block:
    (block,) = [b for b in document.blocks if words(document, b).startswith(start)]
    return block


def test_the_first_heading_is_the_title() -> None:
    assert kinds(cut(PLAN))[:2] == [("title", "Coast Plan 2030"), ("heading", "Harbours")]


def test_blocks_know_the_headings_above_them() -> None:
    document = cut(PLAN)
    assert [words(document, document.blocks[i]) for i in find(document, "New ferries").section] == ["Ferries"]


def test_a_heading_closes_those_of_its_own_level_and_below() -> None:
    document = cut("# Title\n\n## One\n\n### Deep\n\n## Two\n\nHere it goes on.\n")
    assert [words(document, document.blocks[i]) for i in find(document, "Here").section] == ["Two"]


def test_each_mark_in_the_text_serves_one_note() -> None:
    document = cut(PLAN)
    marks = [block.anchor for block in document.blocks if block.kind is BlockKind.NOTE]
    assert [document.text[:mark].split()[-1] for mark in marks if mark is not None] == ["dredged", "lighthouses"]


def test_a_note_without_a_mark_belongs_to_the_block_above() -> None:
    document = cut("Title\n\nThe quay is closed.\n※ Until spring\n")
    note = find(document, "Until spring")
    assert (note.anchor, words(document, document.blocks[note.host or 0])) == (None, "The quay is closed.")


def test_bullets_hang_under_the_paragraph_or_the_bullet_of_a_higher_level() -> None:
    document = cut(PLAN)
    hosts = {words(document, b): b.host for b in document.blocks if b.kind is BlockKind.BULLET}
    assert {bullet: words(document, document.blocks[host or 0]) for bullet, host in hosts.items()} == {
        "Night boats": "New ferries will sail.",
        "Two a week": "Night boats",
        "Day boats": "New ferries will sail.",
    }


def test_a_bullet_under_a_heading_hangs_under_nothing() -> None:
    assert find(cut("Title\n\n1. Boats\n\n- Night boats sail.\n"), "Night").host is None


def test_a_leading_label_is_the_topic_of_its_block() -> None:
    assert find(cut(PLAN), "New ferries").topic == "Routes"


def test_a_bracketed_number_or_equation_is_no_label() -> None:
    document = cut("Title\n\n(2021-2025) Boats sail.\n\n(1 knot = 1.9 km/h) Boats race.\n")
    assert {block.topic for block in document.blocks} == {""}


def test_a_line_that_goes_on_with_the_sentence_belongs_to_its_block() -> None:
    wrapped = "The ferries between the outer islands will be replaced by electric\nones before the end of the decade."
    text = f"Title\n\n{wrapped}\n"
    assert kinds(cut(text))[1:] == [("paragraph", wrapped)]


def test_where_a_line_is_longer_than_any_page_is_wide_lines_are_paragraphs() -> None:
    first = "The new ferry fund will help the outer islands to replace their ships and to find work for those"
    long = "The Ministry of Fisheries has opened the fund for islands that " + "need new ships and piers " * 4 + "now."
    assert kinds(cut(f"Title\n\n{first}\n{long}\n"))[1:] == [("paragraph", first), ("paragraph", long)]


def test_a_short_line_does_not_swallow_the_next() -> None:
    assert len(cut("Title\n\nFerries sail.\nBuses wait.\n").blocks) == 3


def test_navigation_and_copyright_are_furniture_and_have_no_sentences() -> None:
    document = cut("Share\n\nTitle\n\nFerries sail.\n\n© 2024 Coast Ministry. All rights reserved.\n")
    assert [words(document, b) for b in document.blocks if b.kind is BlockKind.FURNITURE] == [
        "Share",
        "© 2024 Coast Ministry. All rights reserved.",
    ]
    assert [document.text[s.start : s.end] for s in document.sentences] == ["Title", "Ferries sail."]


def test_front_matter_is_furniture() -> None:
    text = "---\ntitle: Coast\n---\nFerries sail.\n"
    document = cut(text, text.index("Ferries"))
    assert kinds(document)[0] == ("furniture", text[: text.index("Ferries")])


def test_an_empty_text_has_no_blocks() -> None:
    assert cut("").blocks == cut(" \n\n").blocks == ()


@given(st.text(alphabet=st.sampled_from("Ab1 .*-※(#)\n①가다"), max_size=120))
def test_blocks_follow_each_other_and_refer_to_earlier_ones(text: str) -> None:
    document = cut(text)
    ends = [0, *(b.end for b in document.blocks)]
    for index, block in enumerate(document.blocks):
        assert ends[index] <= block.start < block.end <= len(text) or not words(document, block)
        assert all(i < index for i in block.section)
        assert block.host is None or block.host < index
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
