"""Press releases by the dozen, to load and to draw: `python tests/viz/generated.py FOLDER ENTITIES` writes them.

The same number gives the same documents. Names are made of two place names and what a programme is; none is real.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

FIRST = "Alder Birch Cedar Dunmore Elmwood Fenwick Garrow Hollin Inver Jarrow Kelder Linden Marlow Norwell Oakham Penn"
SECOND = "Bay Bridge Coast Dale Falls Ferry Gate Harbour Hill Island Lake Moor Point Port Ridge River Shore Valley"
THIRD = "Data Energy Health Logistics Mobility School Security Water"
KINDS = ("Programme", "Project", "Platform", "Initiative", "Fund")
TECHNOLOGIES = (
    "5G",
    "artificial intelligence",
    "blockchain",
    "cloud computing",
    "digital twins",
    "the Internet of Things",
)
PER_DOCUMENT = 8
"""Programmes that one release tells of."""


def names() -> Iterator[str]:
    """Names of programmes, each once, in an order that mixes their words."""
    every = [" ".join(parts) for parts in product(FIRST.split(), SECOND.split(), THIRD.split(), KINDS)]
    random.Random(5).shuffle(every)
    return iter(every)


def release(number: int, wholes: list[str], parts: list[str]) -> str:
    """One release: parts of programmes that it or earlier releases name, with money, targets and results."""
    chance = random.Random(number)
    whole = wholes[-1]
    lines = [
        "---",
        f"title: What the {whole} sets out, release {number}",
        f"issued: {2015 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}",
        "publisher: Ministry of Science and ICT",
        "language: en",
        "---",
        "",
        f"The {whole} is part of the {chance.choice(wholes[:-1])}." if len(wholes) > 1 else f"The {whole} begins.",
    ]
    for part in parts:
        year, places = 2025 + chance.randrange(6), chance.randrange(2, 900)
        money = chance.randrange(10, 990)
        lines += [
            "",
            f"The {part} is part of the {whole}.",
            f"The Ministry of Science and ICT will invest {money} billion won in the {part} by {year}.",
            f"The {part} uses {chance.choice(TECHNOLOGIES)}.",
            f"The {part} will open {places} data centres by {year}.",
        ]
        if chance.random() < 0.5:
            lines.append(f"The {part} opened {chance.randrange(1, places + 1)} data centres in 2024.")
    return "\n".join(lines) + "\n"


def write(folder: Path, entities: int) -> int:
    """Writes releases that name about so many programmes between them; gives back how many releases."""
    folder.mkdir(parents=True, exist_ok=True)
    name, wholes, told, number = names(), [], 0, 0
    while told < entities:
        wholes.append(next(name))
        parts = [next(name) for _ in range(min(PER_DOCUMENT, max(1, entities - told - 1)))]
        (folder / f"release-{number:05}.md").write_text(release(number, wholes, parts), encoding="utf-8")
        told, number = told + 1 + len(parts), number + 1
    return number


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2])), "releases")
