"""How many of the quantities of public news sentences are recognised with their value.

    python tests/evaluation/quantities.py SENTENCES.json [--misses]

The file is a list of ``{"text": …, "quantities": [{"value": …}, …]}``, as the news set of CQE (Almasian et al., EMNLP
2023) has it; it is not part of this project. Signs are left aside, and a range counts as its two ends.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from policygraph.graph.citation import Source
from policygraph.reading.claims import read_claims
from policygraph.reading.inventory import inventory

CLOSE = 0.006
"""relative difference within which two values are the same: "two thirds" is written 0.67 or 0.6667"""


def recognised(text: str) -> list[float]:
    """The values that ``read --quantities`` gives for a sentence."""
    source = Source("sentence", text, publisher="News", issued="2019-06-01", language="en", country="US")
    rows = inventory(source, read_claims(source))
    return [float(str(row[key])) for row in rows for key in ("value", "value_max") if key in row]


def annotated(quantity: dict[str, object]) -> Iterator[float]:
    """The values of one annotated quantity."""
    yield from (float(number) for number in re.findall(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?", str(quantity["value"])))


def main(path: Path, misses: bool) -> None:
    """Scores the sentences of a file and prints recall, precision and F1 of values."""
    right = said = wanted = 0
    for sentence in json.loads(path.read_text(encoding="utf-8")):
        left = recognised(sentence["text"])
        said += len(left)
        for value in (v for quantity in sentence["quantities"] for v in annotated(quantity)):
            wanted += 1
            hit = next((x for x in left if abs(abs(x) - value) <= CLOSE * max(1e-9, value)), None)
            if hit is not None:
                right += 1
                left.remove(hit)
            elif misses:
                print(f"missed {value:g}: {sentence['text'][:160]}")
        if misses and left:
            print(f"false {left}: {sentence['text'][:160]}")
    recall, precision = right / max(wanted, 1), right / max(said, 1)
    score = 2 * recall * precision / max(recall + precision, 1e-9)
    print(f"{wanted} values: recall {recall:.3f}, precision {precision:.3f}, F1 {score:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--misses" in sys.argv[2:])
