from __future__ import annotations

import pytest

from policygraph.graph.claim import CLASS
from policygraph.viz.palette import MARKS, SIGNS, SURFACES, TEXT, TOKENS, contrast, sign_of

THEMES = pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])


@THEMES
@pytest.mark.parametrize("surface", SURFACES)
def test_words_can_be_read_on_every_surface(theme: int, surface: str) -> None:
    ratios = {token: contrast(TOKENS[token][theme], TOKENS[surface][theme]) for token in TEXT}
    assert {token: ratio for token, ratio in ratios.items() if ratio < 4.5} == {}


@THEMES
def test_words_can_be_read_on_marked_text_pressed_buttons_and_chosen_hits(theme: int) -> None:
    pairs = [("ink", "mark"), ("card", "acc"), ("ink", "track"), ("mute", "track")]
    assert [pair for pair in pairs if contrast(TOKENS[pair[0]][theme], TOKENS[pair[1]][theme]) < 4.5] == []


@THEMES
@pytest.mark.parametrize("surface", SURFACES)
def test_signs_and_lines_stand_out_from_every_surface(theme: int, surface: str) -> None:
    ground = TOKENS[surface][theme]
    colours = {token: TOKENS[token][theme] for token in MARKS}
    colours |= {sign.key: (sign.light, sign.dark)[theme] for sign in SIGNS}
    assert {name: colour for name, colour in colours.items() if contrast(colour, ground) < 3} == {}


def test_every_sign_has_a_shape_and_colours_of_its_own() -> None:
    for values in (
        [sign.shape for sign in SIGNS],
        [sign.light for sign in SIGNS],
        [sign.dark for sign in SIGNS],
    ):
        assert len(set(values)) == len(SIGNS)


def test_every_class_of_a_thing_has_a_sign() -> None:
    known = frozenset().union(*(sign.classes for sign in SIGNS))
    assert {name.split(":")[1] for name in CLASS.values()} <= known


def test_a_ministry_that_is_also_an_organisation_has_one_sign() -> None:
    assert sign_of(["Organization", "Ministry"]).key == "body"
