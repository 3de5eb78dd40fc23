"""Take the ledger's promises over into a page, told in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from ..graph.rights import mask
from ..graph.store import Store
from ..queries.ledger import Status, ledger
from .scene import Names, Scene

STATUSES: dict[Status, str] = {
    Status.MET: "met",
    Status.PARTLY_MET: "partlyMet",
    Status.ON_THE_WAY: "onTheWay",
    Status.NOT_MET: "notMet",
    Status.NOT_COMPARABLE: "notComparable",
    Status.NO_RESULT: "noResult",
}
"""The pages' keys of the statuses, in the order in which they are counted."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One entry of the ledger; figures by the IRIs of their claims."""

    target: str
    earlier: tuple[str, ...]
    results: tuple[str, ...]
    nearest: str
    status: str
    programme: Names
    reason: Names
    remarks: tuple[Names, ...]
    percent: float | None


def read_promises(store: Store, scene: Scene, min_confidence: float) -> list[Promise]:
    """The ledger's entries on a scene's figures, in the ledger's order."""
    told = {
        language: {entry.promise.iri: entry for entry in ledger(store, None, None, min_confidence, language).entries}
        for language in ("en", "ko")
    }
    korean = told["ko"]
    promises = []
    for iri, entry in told["en"].items():
        if iri not in scene.figures:
            continue
        nearest = entry.nearest.iri if entry.nearest else ""
        promises.append(
            Promise(
                iri,
                tuple(figure.iri for figure in entry.earlier if figure.iri in scene.figures),
                tuple(figure.iri for figure in entry.results if figure.iri in scene.figures),
                nearest if nearest in scene.figures else "",
                STATUSES[entry.status],
                _both(entry.programme, korean[iri].programme),
                _both(entry.reason, korean[iri].reason),
                tuple(_both(*pair) for pair in zip(entry.remarks, korean[iri].remarks, strict=True)),
                None if entry.attainment is None else float(entry.attainment),
            )
        )
    return promises


def _both(english: str, korean: str) -> Names:
    return Names({"en": mask(english), "ko": mask(korean)})
