"""Every declared frame reads its own examples, and none of its counter-examples."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml

from policygraph.reading.english.frames import frames
from policygraph.reading.english.places import Place
from policygraph.tests.reading.reading_of import figures_in, subject_of

DECLARED: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    files("policygraph.reading.english").joinpath("frames.yaml").read_text(encoding="utf-8")
)
FRAMES = [frame for group in DECLARED.values() for frame in group]


EXAMPLES = [(frame["id"], example["text"], example["gives"]) for frame in FRAMES for example in frame["examples"]]


@pytest.mark.parametrize(("frame", "text", "subject"), EXAMPLES)
def test_an_example_is_read_by_its_frame(frame: str, text: str, subject: str) -> None:
    assert (frame, subject.lower()) in {(f.rule, subject_of(f)) for f in figures_in(text)}


@pytest.mark.parametrize(("frame", "text"), [(frame["id"], text) for frame in FRAMES for text in frame["never"]])
def test_a_counter_example_is_not_read_by_the_frame(frame: str, text: str) -> None:
    assert frame not in {f.rule for f in figures_in(text)}


def test_every_frame_has_an_example_and_a_counter_example() -> None:
    assert [frame["id"] for frame in FRAMES if not frame.get("examples") or not frame.get("never")] == []


def test_names_of_frames_are_used_once_and_begin_with_what_they_read() -> None:
    ids = [frame["id"] for frame in FRAMES]
    assert len(ids) == len(set(ids))
    begin = {"money": "money.", "counts": "count.", "rates": "rate.", "ranks": "rank."}
    assert all(frame["id"].startswith(begin[group]) for group, declared in DECLARED.items() for frame in declared)


def test_the_last_frame_of_each_group_takes_what_is_left() -> None:
    assert all(group[-1].open and group[-1].link == {"*"} for group in frames().values())


def test_a_place_that_means_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown place: nowhere"):
        Place.named("nowhere")
