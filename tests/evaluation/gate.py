"""Quality of reading is a number with a floor: `python tests/evaluation/gate.py` fails when one is below its floor.

Reads the annotated documents beside this file (and those of a neighbouring folder of shared material, when there is
one), prints a line for each set and compares with ``floors.json``. ``--faults`` lists what is wrong, of the open
documents only: the held-out half stays unread, so that its figures mean something.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path

from policygraph.graph.naming import Naming
from policygraph.loaders.opening import open_source
from policygraph.reading.claims import read_claims
from policygraph.reading.contract import records
from policygraph.tests.evaluation.scoring import Tally, rows, score

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1].parent / "shared"


def measure(text: Path, facts: Path, entities: Path) -> Tally:
    """One document read and scored."""
    opened = open_source(text)
    reading = read_claims(opened.source, Naming(), opened.body_start)
    return score(rows(facts), rows(entities), list(records(reading)))


def sets() -> dict[str, list[tuple[Path, Path, Path]]]:
    """The sets of documents: (text, facts, entities) by the set's name."""
    found: dict[str, list[tuple[Path, Path, Path]]] = {}
    corpus = HERE / "corpus.toml"
    listed = tomllib.loads(corpus.read_text(encoding="utf-8")) if corpus.exists() else {}
    for language, halves in listed.items():
        for half, names in halves.items():
            folder = HERE / language
            found[f"{language} {half}"] = [
                (folder / f"{n}.txt", folder / f"{n}.facts.jsonl", folder / f"{n}.entities.jsonl") for n in names
            ]
    gold = SHARED / "eval" / "gold"
    if gold.is_dir():
        found["seeds"] = [
            (SHARED / "seeds" / f"{n}.txt", gold / f"{n}.facts.jsonl", gold / f"{n}.entities.jsonl")
            for n in sorted(p.name.removesuffix(".facts.jsonl") for p in gold.glob("*.facts.jsonl"))
        ]
    return found


def main() -> int:
    """Print the figures; 1 when one is below its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--faults", action="store_true", help="list what is wrong in the open documents")
    arguments = parser.parse_args()
    floors: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    below = []
    for name, documents in sets().items():
        total = Tally()
        for text, facts, entities in documents:
            tally = measure(text, facts, entities)
            total += tally
            if arguments.faults and "held" not in name:
                print(f"  {text.stem}: full {tally.full:.3f}", *tally.wrong, sep="\n    ")
        figures = {"numbers": total.numbers, "full": total.full, "links": total.links, "names": total.names}
        print(
            f"{name:20} {len(documents):2} documents  "
            + "  ".join(f"{k} {v:.3f}" for k, v in figures.items())
            + f"  ({total.names_printed} names for {total.names_wanted})"
        )
        below += [
            f"{name}: {key} {figures[key]:.3f} < {floor}"
            for key, floor in floors.get(name, {}).items()
            if figures[key] < floor
        ]
    for line in below:
        print(f"below its floor: {line}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
