"""Sentences end where punctuation ends them, in both languages, and no offset is lost."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.reading.sentences import LONGEST, split_sentences


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, 0, len(text), 0)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ferries sail. Buses wait.", 2),
        ("Ferries sail! Do buses wait?", 2),
        ("“Ferries sail.” Buses wait.", 2),
        ("Ferries sail... Buses wait.", 2),
        ("Dr. Byrne sails at 9 a.m. daily.", 1),
        ("The U.S. Coast Guard met J. Byrne.", 1),
        ("Boats, buoys, etc. Many more follow.", 2),
        ("Approx. 4.5 knots (cf. Fig. 2).", 1),
        ("Version 2.0 of the chart?maps and tables?is out.", 1),
        ("배를 띄운다. 등대를 세운다.", 2),
        ("배를 띄운다.등대를 세운다.", 2),
        ("배를 띄웠음. 등대를 세웠음", 2),
        ("“배를 띄운다.”라고 했다.", 1),
        ("", 0),
        ("  \n ", 0),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_only_the_stretch_asked_for_is_cut() -> None:
    text = "Before. Ferries sail. Buses wait. After."
    start, end = text.index("Ferries"), text.index(" After")
    assert [s.block for s in split_sentences(text, start, end, 7)] == [7, 7]


@given(st.text(alphabet=st.sampled_from('Aa. !?…다"”)\n1'), max_size=80))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    sentences = list(split_sentences(text, 0, len(text), 0))
    assert "".join("".join(split(text)).split()) == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(sentences))


def test_what_goes_on_without_an_end_is_cut_between_two_words() -> None:
    text = "five won and " * 1000
    found = split(text)
    assert max(map(len, found)) <= LONGEST
    assert " ".join(found) == text.strip()
    assert all(sentence.startswith(("five", "won", "and")) for sentence in found)
    assert list(map(len, split("가" * 7000))) == [3000, 3000, 1000]


def test_a_very_long_line_is_cut_in_one_pass() -> None:
    text = "It will grow by 5%. " * 100_000
    begun = time.monotonic()
    assert len(split(text)) == 100_000
    assert time.monotonic() - begun < 10
