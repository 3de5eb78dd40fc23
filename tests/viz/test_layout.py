from __future__ import annotations

import math
from itertools import combinations

import pytest

from policygraph.viz.layout import Box, measure, place


def _wheel(count: int) -> tuple[dict[str, Box], list[tuple[str, str]]]:
    names = [f"Centre number {i} of the national programme"[: 10 + i % 30] + str(i) for i in range(count)]
    boxes = {name: measure([name, "국가 사업 중심"], 8 + i % 9) for i, name in enumerate(names)}
    return boxes, [(names[i], names[i // 3]) for i in range(1, count)]


@pytest.mark.parametrize("count", [1, 2, 41, 150])
def test_no_node_or_label_lies_on_another(count: int) -> None:
    boxes, links = _wheel(count)
    places = place(boxes, links)
    clashes = [
        (a, b)
        for a, b in combinations(places, 2)
        if abs(places[a][0] - places[b][0]) < (boxes[a].width + boxes[b].width) / 2
        and abs(places[a][1] - places[b][1]) < (boxes[a].height + boxes[b].height) / 2
    ]
    assert clashes == []


def test_the_same_graph_gives_the_same_places() -> None:
    assert place(*_wheel(60)) == place(*_wheel(60))


def test_a_graph_without_links_is_placed_too() -> None:
    boxes, _ = _wheel(30)
    assert len(set(place(boxes, []).values())) == 30


def test_nothing_is_placed_for_nothing() -> None:
    assert place({}, []) == {}


def test_the_picture_is_wider_than_high() -> None:
    places = place(*_wheel(60)).values()
    assert max(x for x, _ in places) - min(x for x, _ in places) > max(y for _, y in places) - min(y for _, y in places)


def test_neighbours_stand_nearer_than_strangers() -> None:
    boxes, links = _wheel(40)
    places = place(boxes, links)
    linked = {frozenset(link) for link in links}

    def mean(pairs: list[tuple[str, str]]) -> float:
        return sum(math.dist(places[a], places[b]) for a, b in pairs) / len(pairs)

    pairs = list(combinations(places, 2))
    near = [pair for pair in pairs if frozenset(pair) in linked]
    assert mean(near) < 0.6 * mean([pair for pair in pairs if frozenset(pair) not in linked])
