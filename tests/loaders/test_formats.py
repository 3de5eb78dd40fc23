"""Formats: web pages become text that the outline reads; plug-ins add formats and cannot break the others."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from policygraph.errors import UnreadableDocument
from policygraph.loaders.formats.html import read_html
from policygraph.loaders.formats.known import BUILT_IN, by_suffix
from policygraph.loaders.guard import MAX_DEPTH, MAX_ELEMENTS
from policygraph.loaders.opening import open_source

PAGE = """<!DOCTYPE html><html lang="en"><head><title>One year on | Ministry</title>
<meta property="og:title" content="One year of the Digital New Deal">
<meta property="og:site_name" content="Ministry of Science and ICT">
<meta property="article:published_time" content="2021-08-30T10:00:00+09:00">
<link rel="canonical" href="https://example.org/release/1"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/all">All 500 releases</a></li></ul></nav>
<article><h1>One year of the Digital New Deal</h1>
<h2>1. Results</h2>
<p>The government has <b>invested</b> 10.1 trillion won<sup>1</sup> in the Digital New Deal,
of which 2.4 trillion won came from a supplementary budget.<br>A second line stands here.</p>
<ul><li>170,000 businesses took part<ul><li>of them 90,000 small ones</li></ul></li><li>34 policy measures</li></ul>
<table><tr><th>Year</th><th>Won</th></tr><tr><td>2020</td><td>2.4 trillion</td></tr></table>
</article>
<script>document.write("999 trillion won")</script><footer><p>Copyright 1999 all rights reserved</p></footer>
</body></html>"""


def test_a_page_becomes_lines_with_headings_lists_and_rows() -> None:
    text = read_html(Path("a.html"), PAGE.encode()).text
    assert text.splitlines() == [
        "# One year of the Digital New Deal",
        "",
        "## 1. Results",
        "",
        "The government has invested 10.1 trillion won¹ in the Digital New Deal, of which 2.4 trillion won came from a "
        "supplementary budget.",
        "A second line stands here.",
        "",
        "- 170,000 businesses took part",
        "  - of them 90,000 small ones",
        "- 34 policy measures",
        "",
        "- 2020 (Won): 2.4 trillion",
    ]


def test_a_page_states_its_metadata(tmp_path: Path) -> None:
    document = tmp_path / "release.html"
    document.write_text(PAGE, encoding="utf-8")
    opened = open_source(document)
    source = opened.source
    assert (source.title, source.publisher) == ("One year of the Digital New Deal", "Ministry of Science and ICT")
    assert (source.issued, source.language, source.url) == ("2021-08-30", "en", "https://example.org/release/1")
    assert source.media_type == "text/html"
    assert opened.warnings == ()


def test_no_date_is_guessed_from_the_text_of_a_page() -> None:
    page = "<html><body><article><p>The plan of 14 July 2020 gave 5 won in 2019.</p></article></body></html>"
    assert read_html(Path("a.html"), page.encode()).fields == {}


@pytest.mark.parametrize(
    "head",
    ['<meta charset="euc-kr">', '<meta http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987">', ""],
)
def test_a_korean_page_is_decoded_as_it_declares_or_as_it_is(head: str) -> None:
    page = (
        f"<html><head>{head}<title>데이터 댐</title></head><body><p>정부는 18조 1천억원을 투자한다.</p></body></html>"
    )
    content = read_html(Path("a.html"), page.encode("cp949"))
    assert content.text == "정부는 18조 1천억원을 투자한다.\n"
    assert (content.fields["title"], content.encoding) == ("데이터 댐", "cp949")


def test_a_declared_encoding_that_does_not_exist_is_passed_over() -> None:
    page = '<html><head><meta charset="nonsense"></head><body><p>5 won for the plan</p></body></html>'
    assert read_html(Path("a.html"), page.encode()).text == "5 won for the plan\n"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (b"<div>" * 10_000_000, f"nest more than {MAX_DEPTH} deep"),
        (b"<p>5 won" * (MAX_ELEMENTS + 1), f"more than {MAX_ELEMENTS:,} elements"),
        (b"<!DOCTYPE html><html><head><title>x</title></head><body></body></html>", "no text was found"),
        (b"<script>alert(1)</script>", "no web page"),
        (b"%PDF-1.4", "looks like a PDF"),
    ],
)
def test_a_page_that_cannot_be_taken_apart_is_told(page: bytes, told: str) -> None:
    with pytest.raises(UnreadableDocument, match=told) as caught:
        read_html(Path("a.html"), page)
    assert "\n" not in str(caught.value)


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    page = f"{bomb}<html><body><p>The plan costs 5 won &b; &f; in all.</p></body></html>"
    text = read_html(Path("a.html"), page.encode()).text
    assert "haha" not in text
    assert "root:" not in text


# Plug-ins

PLUG_IN = """
from policygraph.loaders.formats.format import Content, Format
MEMO = Format("memo", (".memo", ".txt"), "text/plain", lambda path, data, encoding: Content(data.decode()))
BROKEN = 7
"""


def entry(name: str, value: str) -> EntryPoint:
    return EntryPoint(name, value, "policygraph.formats")


@pytest.fixture
def plug_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "memo_format.py").write_text(PLUG_IN, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("plug_in")
def test_a_plug_in_adds_a_format_and_takes_over_no_built_in_one() -> None:
    known = by_suffix([entry("memo", "memo_format:MEMO")])
    assert (known[".memo"].name, known[".txt"].name) == ("memo", "text")


@pytest.mark.usefixtures("plug_in")
@pytest.mark.parametrize("value", ["memo_format:BROKEN", "memo_format:MISSING", "no_such_module_here:X"])
def test_a_broken_plug_in_is_named_and_skipped(value: str) -> None:
    with pytest.warns(RuntimeWarning, match="the format plug-in bad is skipped: "):
        known = by_suffix([entry("bad", value), entry("memo", "memo_format:MEMO")])
    assert set(known) == {".memo", *(suffix for format in BUILT_IN for suffix in format.suffixes)}
