"""A rewritten sentence knows the way back to every place of the document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policygraph.reading.masking import Edit, mask

TEXTS = st.text(min_size=1, max_size=60)
EDITS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12), st.sampled_from(["", "x", "funds", "of funds"])))


def edits_for(text: str, drawn: list[tuple[int, int, str]]) -> list[Edit]:
    return [Edit(a, min(a + n, len(text)), words) for a, n, words in drawn if a <= len(text)]


def test_an_amount_becomes_a_word_and_its_place_is_kept() -> None:
    masked = mask("It gets 5 million won a year.", 0, 29, [Edit(8, 21, "funds")])
    assert masked.text == "It gets funds a year."
    at = masked.text.index("funds")
    assert (masked.origin(at), masked.end_origin(at + len("funds"))) == (8, 21)


def test_an_edit_that_overlaps_an_earlier_one_is_left_out() -> None:
    assert mask("abcdef", 0, 6, [Edit(1, 4, "X"), Edit(2, 5, "Y")]).text == "aXef"


def test_an_edit_outside_the_stretch_is_left_out() -> None:
    assert mask("abcdef", 1, 4, [Edit(0, 2, "X"), Edit(3, 5, "Y")]).text == "bcd"


def test_nothing_left_still_has_a_place() -> None:
    assert mask("abc", 0, 3, [Edit(0, 3, "")]).origin(0) == 0


@given(TEXTS, EDITS)
def test_what_was_not_edited_comes_from_its_own_place(text: str, drawn: list[tuple[int, int, str]]) -> None:
    edits = edits_for(text, drawn)
    masked = mask(text, 0, len(text), edits)
    for at, sign in enumerate(masked.text):
        origin = masked.origin(at)
        assert 0 <= origin <= len(text)
        if not any(edit.start <= origin <= edit.end for edit in edits):
            assert text[origin] == sign


@given(TEXTS, EDITS)
def test_places_go_forward_and_ends_stand_behind_their_starts(text: str, drawn: list[tuple[int, int, str]]) -> None:
    masked = mask(text, 0, len(text), edits_for(text, drawn))
    origins = [masked.origin(at) for at in range(len(masked.text))]
    assert origins == sorted(origins)
    for at in range(len(masked.text)):
        assert masked.origin(at) <= masked.end_origin(at + 1) <= len(text)


@given(TEXTS)
def test_without_edits_every_place_is_its_own(text: str) -> None:
    masked = mask(text, 0, len(text), [])
    assert masked.text == text
    assert [(masked.origin(i), masked.end_origin(i + 1)) for i in range(len(text))] == [
        (i, i + 1) for i in range(len(text))
    ]
