"""Draws printed relations or names at random, each with its sentence, to be read and judged by a person.

    policygraph read TEXTS --format jsonl > out.jsonl
    python tests/evaluation/drawing.py relations out.jsonl --number 100 --seed 0

The same file, number and seed give the same drawing; how many of the drawn ones are right is the precision that no
list of wanted relations can give.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
SORTS = ("relations", "names")


def rows(lines: Iterable[str], sort: str) -> list[Row]:
    """The relation claims, or the entities, among printed lines, in their order.

    >>> rows(['{"name": "Pier Act", "type": "law"}', '{"value": 3}'], "names")
    [{'name': 'Pier Act', 'type': 'law'}]
    """
    key = "object" if sort == "relations" else "name"
    return [row for row in map(json.loads, filter(str.strip, lines)) if row.get(key) and "value" not in row]


def draw(found: Sequence[Row], number: int, seed: int) -> list[Row]:
    """That many of the rows, drawn without putting back, in the order in which they were found."""
    chosen = random.Random(seed).sample(range(len(found)), min(number, len(found)))
    return [found[i] for i in sorted(chosen)]


def told(row: Row) -> Iterator[str]:
    """A drawn row as two lines: what is claimed, and the sentence that is to say it.

    >>> list(told({"doc": "a", "name": "Pier Act", "type": "law", "quote": "The Pier Act\\nholds."}))
    ['[a] law: Pier Act', '    The Pier Act holds.']
    """
    if row.get("object"):
        yield f"[{row['doc']}] {row['subject']} -- {row['kind']} -> {row['object']}   ({row.get('rule', '')})"
    else:
        also = f" ({', '.join(row['aliases'])})" if row.get("aliases") else ""
        yield f"[{row['doc']}] {row['type']}: {row['name']}{also}"
    yield "    " + " ".join(str(row.get("quote", "")).split())


def main() -> None:
    """Print the drawing, numbered."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("sort", choices=SORTS)
    parser.add_argument("files", nargs="+", type=Path, help="what `policygraph read --format jsonl` printed")
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rule", default="", help="only relations of rules that begin so")
    arguments = parser.parse_args()
    found: list[Row] = []
    for file in arguments.files:
        found += rows(file.read_text(encoding="utf-8").splitlines(), arguments.sort)
    found = [row for row in found if str(row.get("rule", "")).startswith(arguments.rule)]
    for i, row in enumerate(draw(found, arguments.number, arguments.seed), 1):
        print(f"{i:3}", "\n    ".join(told(row)))


if __name__ == "__main__":
    main()
