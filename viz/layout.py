"""Where the nodes of a picture stand: the same graph gives the same places, and labels have room.

Distances in the picture follow distances in the graph (stress majorisation, one node after the other: E. Gansner,
Y. Koren, S. North, "Graph drawing by stress majorization", 2004); then boxes that hold node and label are pushed apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WIDE = 1.25
"""Width to height of the picture."""
_SWEEPS = 60
_PUSHES = 400
_PATIENCE = 60
"""Pushes after which the picture also grows a little each time, so that it always comes to rest."""


@dataclass(frozen=True, slots=True)
class Box:
    """Room that a node needs with its label below it, in the picture's units (screen pixels at full size)."""

    width: float
    height: float


def measure(labels: Iterable[str], radius: float, font: int = 13) -> Box:
    """The room for a node that may bear any of these labels, wrapped at 18 letters.

    >>> measure(["Data Dam", "데이터 댐"], 10).height
    54
    """
    widest, lines = 0.0, 1
    for label in labels:
        rows = wrap(label)
        lines = max(lines, len(rows))
        widest = max(widest, *(sum(font if ord(c) > 0x1100 else font * 0.56 for c in row) for row in rows))
    return Box(max(2 * radius, widest) + 14, 2 * radius + (font + 4) * lines + 17)


def wrap(label: str, width: int = 18) -> list[str]:
    """The label's lines, broken between words.

    >>> wrap("Ministry of Science and ICT")
    ['Ministry of', 'Science and ICT']
    """
    rows = [""]
    for word in label.split():
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return rows


def place(boxes: Mapping[str, Box], links: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """A place for each node so that no two boxes overlap; the whole is about ``WIDE`` times as wide as it is high.

    Deterministic: the first places are a spiral in the order of the mapping. Parts of the graph that hang together
    stay together; single nodes fill the rim.
    """
    import networkx as nx
    import numpy as np

    if not boxes:
        return {}
    names = list(boxes)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from((a, b) for a, b in links if a != b)
    index = {name: i for i, name in enumerate(names)}
    apart = math.sqrt(len(names)) + 1
    distance = np.full((len(names), len(names)), apart)
    for a, reached in nx.all_pairs_shortest_path_length(graph):
        for b, steps in reached.items():
            distance[index[a], index[b]] = min(float(steps), apart)
    weight = np.zeros_like(distance)
    np.divide(1.0, distance**2, out=weight, where=distance > 0)

    turn = np.arange(len(names)) * 2.399963
    places = np.sqrt(np.arange(len(names)) + 0.5)[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])
    if len(names) > 1:
        for _ in range(_SWEEPS):
            for i in range(len(names)):
                step = places[i] - places
                length = np.hypot(step[:, 0], step[:, 1])
                length[i] = 1.0
                wanted = places + step * (distance[i] / np.maximum(length, 1e-9))[:, None]
                places[i] = (weight[i][:, None] * wanted).sum(axis=0) / weight[i].sum()

    places -= places.mean(axis=0)
    if np.ptp(places[:, 1]) > np.ptp(places[:, 0]):
        places = places[:, ::-1].copy()
    # Half-way between the distances found and an even spread over each axis: fills the stage.
    area = sum(box.width * box.height for box in boxes.values()) * 1.5
    high = math.sqrt(area / WIDE)
    reach = np.maximum(np.abs(places).max(axis=0), 1e-9)
    rank = np.argsort(np.argsort(places, axis=0, kind="stable"), axis=0, kind="stable")
    even = rank / max(len(names) - 1, 1) * 2 - 1
    places = (0.5 * places / reach + 0.5 * even) * [high * WIDE / 2, high / 2]

    half = np.array([[box.width / 2 + 1, box.height / 2 + 1] for box in boxes.values()])
    room = half[:, None, :] + half[None, :, :]
    order = np.sign(np.arange(len(names))[:, None] - np.arange(len(names))[None, :])
    for push in range(_PUSHES):
        if push > _PATIENCE:
            places *= 1.01
        step = places[:, None, :] - places[None, :, :]
        over = room - np.abs(step)
        clash = (over > 0).all(axis=2) & (order != 0)
        if not clash.any():
            break
        sideways = over[:, :, 0] < over[:, :, 1]
        away = np.where(step == 0, order[:, :, None], np.sign(step)) * (over / 2 + 0.5)
        places[:, 0] += 0.6 * np.where(clash & sideways, away[:, :, 0], 0).sum(axis=1)
        places[:, 1] += 0.6 * np.where(clash & ~sideways, away[:, :, 1], 0).sum(axis=1)
    return {name: (round(float(x)), round(float(y))) for name, (x, y) in zip(names, places, strict=True)}
