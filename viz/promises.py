"""The seam to the ledger: what was promised beside what came of it, for the claims that a page shows."""

from __future__ import annotations

from dataclasses import dataclass

from ..graph.store import Store
from .gathering import rows
from .scene import Scene

STATUSES = ("met", "partlyMet", "onTheWay", "notMet", "notComparable", "noResult")
"""In the order in which a page lists them."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One target beside its results."""

    target: str
    """IRI of the claim"""
    results: tuple[str, ...]
    status: str
    reason: str = ""
    attainment: float | None = None


def read_promises(store: Store, scene: Scene) -> list[Promise]:
    """The promises among a scene's figures, the most told first."""
    progress = {
        row["target"]: row
        for row in rows(
            store,
            """SELECT DISTINCT ?target ?result ?attainment WHERE {
                ?p pg:ofTarget ?target ; pg:byResult ?result . OPTIONAL { ?p pg:attainment ?attainment } }""",
        )
    }
    promises = []
    for figure in scene.figures.values():
        if figure.modality != "committed" or figure.kind not in ("target", "budget", "investment"):
            continue
        row = progress.get(figure.iri)
        if row is None or row["result"] not in scene.figures:
            promises.append(Promise(figure.iri, (), "noResult"))
            continue
        share = float(row["attainment"]) if "attainment" in row else None
        status = "partlyMet" if share is None or share < 1 else "met"
        promises.append(Promise(figure.iri, (row["result"],), status, "", share))
    return sorted(promises, key=lambda promise: (STATUSES.index(promise.status), promise.target))
