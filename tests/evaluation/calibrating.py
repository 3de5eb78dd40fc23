"""Fits the weights of `reading/certainty.toml`: `python tests/evaluation/calibrating.py [--more FOLDER ...]`.

Every figure that is read in an annotated document is right or wrong; a logistic regression (with a penalty on the
weights) says how much each sign of it tells. Held-out documents are not fitted, only measured. ``--more`` names further
folders of texts with annotations beside them. Prints the weights as TOML and, for each set of documents, the precision
of the surest figures when each document is weighed by what the others taught.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policygraph.graph.claim import QuantityClaim
from policygraph.graph.naming import Naming
from policygraph.loaders.opening import open_source
from policygraph.reading.certainty import signs_of
from policygraph.reading.claims import read_claims
from policygraph.reading.contract import records
from policygraph.tests.evaluation.gate import sets
from policygraph.tests.evaluation.scoring import judge_figures, rows

_RECALLS = (0.4, 0.5, 0.6)


@dataclass(frozen=True)
class Example:
    """One figure that was read, and whether it is right."""

    group: str
    document: str
    wanted: int
    signs: dict[str, float]
    right: bool


def examples(group: str, text: Path, facts: Path) -> list[Example]:
    """The figures of one document that its annotation judges."""
    opened = open_source(text)
    reading = read_claims(opened.source, Naming(), opened.body_start, weighed=False)
    things = {entity.iri: entity for entity in reading.entities}
    claims = [c for c in reading.claims if isinstance(c, QuantityClaim)]
    at = {c.quantity.start: c for c in claims}
    said = [r for r in records(reading) if r.get("value") is not None]
    gold = rows(facts)
    wanted = len({g.get("group") or g["id"] for g in gold if g.get("value") is not None and not g.get("optional")})
    out = []
    for record, right in zip(said, judge_figures(gold, said), strict=True):
        claim = at.get(int(str(record["surface_start"])))
        if claim is None or right is None:
            continue
        thing = things[claim.subject]
        beside = sum(c.evidence[0].start == claim.evidence[0].start for c in claims)
        out.append(Example(group, text.stem, wanted, signs_of(claim, thing.name, thing.type, beside), right))
    return out


def fit(teaching: list[Example], penalty: float = 3.0) -> dict[str, float]:
    """The weight of each sign, by Newton's method."""
    names = ["always", *sorted({sign for example in teaching for sign in example.signs})]
    column = {name: i for i, name in enumerate(names)}
    table: NDArray[np.float64] = np.zeros((len(teaching), len(names)))
    table[:, 0] = 1
    for i, example in enumerate(teaching):
        for sign, value in example.signs.items():
            table[i, column[sign]] = value
    right = np.array([float(example.right) for example in teaching])
    weights = np.zeros(len(names))
    strength = np.full(len(names), penalty)
    strength[0] = 1e-3
    for _ in range(30):
        sure = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (sure - right) + strength * weights
        bend = (table * (sure * (1 - sure))[:, None]).T @ table + np.diag(strength)
        weights -= np.linalg.solve(bend, slope)
    return dict(zip(names, (float(w) for w in weights), strict=True))


def surest(measured: list[tuple[float, Example]]) -> dict[float, float]:
    """Precision of the surest figures when they make up these parts of what the annotation wants."""
    wanted = sum({example.document: example.wanted for _, example in measured}.values())
    right, out = 0, {}
    for count, (_, example) in enumerate(sorted(measured, key=lambda pair: -pair[0]), 1):
        right += example.right
        for recall in _RECALLS:
            if right >= recall * wanted and recall not in out:
                out[recall] = right / count
    return out


def main() -> None:
    """Print the weights and how well they tell right from wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="further folders, taught from")
    parser.add_argument("--measure", type=Path, nargs="*", default=[], help="further folders, only measured")
    arguments = parser.parse_args()
    everything = [e for group, docs in sets().items() for text, facts, _ in docs for e in examples(group, text, facts)]
    for half, folders in (("", arguments.more), (" held", arguments.measure)):
        for folder in folders:
            for facts in sorted(folder.glob("*.facts.jsonl")):
                text = facts.with_name(facts.name.replace(".facts.jsonl", ".txt"))
                everything += examples(f"{folder.parent.name}/{folder.name}{half}", text, facts)
    teaching = [e for e in everything if "held" not in e.group]
    print("[weights]")
    for sign, weight in fit(teaching).items():
        print(f'"{sign}" = {weight:.3f}')
    measured: dict[str, list[tuple[float, Example]]] = {}
    for document in sorted({e.document for e in everything}):
        weights = fit([e for e in teaching if e.document != document])
        for example in (e for e in everything if e.document == document):
            sum_ = weights["always"] + sum(weights.get(s, 0.0) * v for s, v in example.signs.items())
            measured.setdefault(example.group, []).append((sum_, example))
    for group, pairs in measured.items():
        told = ", ".join(f"{precision:.3f} at {recall}" for recall, precision in surest(pairs).items())
        print(f"# {group}: {len(pairs)} figures, precision {told}")


if __name__ == "__main__":
    main()
