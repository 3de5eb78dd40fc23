"""A share of the files that ``fuzzing`` makes, and the files at which it found the readers wanting."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from policygraph.errors import UnreadableDocument
from policygraph.loaders.apart import read_apart
from policygraph.loaders.formats.format import Content
from policygraph.loaders.process import Process
from policygraph.tests.loaders.fuzzing import MODULE, damages, judge, make
from policygraph.tests.loaders.hostile import w_p
from policygraph.tests.loaders.making import docx

SHARE = 64


@pytest.fixture(scope="module")
def process() -> Iterator[Process]:
    started = Process(MODULE)
    yield started
    started.end()


def test_hostile_files_are_read_or_refused_in_one_line(process: Process, tmp_path: Path) -> None:
    begun = time.monotonic()
    outcomes = []
    for number, (suffix, kind, data) in enumerate(make(SHARE, seed=3)):
        path = tmp_path / f"f{number}{suffix}"
        path.write_bytes(data)
        outcomes.append(judge(process, path, kind))
    assert [outcome for outcome in outcomes if outcome.what == "FAULT"] == []
    assert {outcome.what for outcome in outcomes} == {"read", "refused"}
    assert {outcome.suffix for outcome in outcomes} == set(damages())
    assert time.monotonic() - begun < 120


def test_a_fault_would_be_seen(process: Process, tmp_path: Path) -> None:
    outcome = judge(process, tmp_path / "not there.txt", "missing")
    assert outcome.what == "refused"
    folder = tmp_path / "two\nlines.txt"
    assert judge(process, folder, "a name that breaks the line").what == "FAULT"


def test_the_same_seed_makes_the_same_files() -> None:
    assert list(islice(make(40, seed=5), 24, None)) == list(islice(make(40, seed=5), 24, None))
    assert list(make(8, seed=5)) != list(make(8, seed=6))


def test_every_way_of_damaging_makes_a_file_of_its_format() -> None:
    assert sum(map(len, damages().values())) > 230
    assert all(len(ways) > 15 for ways in damages().values())


def within(seconds: float, name: str, data: bytes) -> Content:
    begun = time.monotonic()
    content = read_apart(Path(name), data)
    assert time.monotonic() - begun < seconds
    return content


def test_a_note_to_which_many_marks_lead_stands_under_the_first() -> None:
    mark = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    note = f"<w:footnote w:id='2'>{w_p('in 2019 prices')}</w:footnote>"
    few = within(10, "few.docx", docx(w_p("5 won", mark) + w_p("6 won", mark), footnotes=note))
    assert few.text == "5 won*\n* in 2019 prices\n\n6 won*\n"
    long = f"<w:footnote w:id='2'>{w_p('18 won ' * 100_000)}</w:footnote>"
    many = within(10, "many.docx", docx(w_p("5 won", mark * 20_000), footnotes=long))
    assert len(many.text) < 1_000_000


def test_a_long_chain_of_styles_is_followed_once() -> None:
    style = "<w:style w:type='paragraph' w:styleId='s{}'>{}</w:style>"
    chain = "".join(style.format(n, f"<w:basedOn w:val='s{n + 1}'/>") for n in range(20_000))
    last = style.format(20_000, "<w:name w:val='heading 2'/>")
    body = "<w:p><w:pPr><w:pStyle w:val='s0'/></w:pPr><w:r><w:t>Dams</w:t></w:r></w:p>" + w_p("5 won")
    assert within(10, "chain.docx", docx(body, styles=chain + last)).text.startswith("## Dams\n")


def test_cells_that_reach_over_absurdly_many_others_are_single_ones() -> None:
    cells = "<tr><td colspan=999999 rowspan=2147483648>Data Dam</td><td rowspan='-1'>18 won</td>" * 40
    page = f"<html><body><p>The government will invest in dams by 2025.</p><table>{cells}</table></body></html>"
    text = within(10, "spans.html", page.encode()).text
    assert text.count("18 won") == 40


def test_an_element_with_very_many_attributes_is_refused() -> None:
    page = "<html><body><p {}>The government will invest 18 won in dams.</p></body></html>"
    with pytest.raises(UnreadableDocument, match="an element with more than 1,000 attributes"):
        within(10, "many.html", page.format(" ".join(f"a{n}=1" for n in range(300_000))).encode())
    picture = page.format(f"title='{'words and more ' * 20_000}'")
    assert "18 won" in within(10, "long.html", picture.encode()).text
