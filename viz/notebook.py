"""The explorer inside a notebook: the picture in its cell, its facts as rows or as a pandas table."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

from ..errors import SettingsError
from ..graph.store import Store
from .explorer import DrawReport, compose
from .scene import Figure, Names, Passage, Relation, Scene


@dataclass(frozen=True, slots=True)
class Picture:
    """An explorer page that shows itself as the last value of a notebook's cell."""

    page: str
    """The whole page, as HTML text."""
    report: DrawReport
    scene: Scene
    language: str = "en"
    height: int = 640
    """Height of the frame in CSS pixels."""

    def _repr_html_(self) -> str:
        """A frame that holds the page itself, for IPython's display protocol.

        The frame is sandboxed without its own origin: the page's scripts reach neither the notebook nor its cookies.
        """
        return (
            f'<iframe title="policygraph" sandbox="allow-scripts allow-downloads allow-popups" '
            f'style="width:100%;height:{self.height}px;border:1px solid #8888;border-radius:8px" '
            f'srcdoc="{html.escape(self.page)}"></iframe>'
        )

    def rows(self) -> list[dict[str, Any]]:
        """One row for each fact and each sentence that says it: figures first, then relations.

        Missing values are ``None``: a scope, stage or date that the text does not state is never filled in. ``value``
        is the number as the graph has it, as text, so that no digit is lost; offsets count characters of the text.
        """
        return _rows(self.scene, self.language)

    def frame(self) -> Any:
        """The rows as a ``pandas.DataFrame``; raises SettingsError where pandas is not installed."""
        try:
            import pandas  # an extra: heavy, and of use in notebooks only
        except ImportError:
            raise SettingsError(
                "A table needs pandas, which is not installed. Install policygraph[notebook], or use rows()."
            ) from None
        return pandas.DataFrame(self.rows(), columns=list(COLUMNS))


COLUMNS = (
    *("thing", "thing_iri", "fact", "relation", "other", "other_iri", "metric", "value", "value_max", "unit", "words"),
    *("bound", "statistic", "scope", "stage", "time", "time_start", "time_end", "modality", "confidence"),
    *("sentence", "start", "end", "document", "document_iri", "issued", "claim_iri"),
)
"""The columns of rows and tables, in their order."""


def show(
    store: Store,
    *,
    programme: str | None = None,
    around: str | None = None,
    depth: int = 2,
    since: str | None = None,
    max_nodes: int = 150,
    language: str = "en",
    min_confidence: float = 0.7,
    height: int = 640,
) -> Picture:
    """The explorer for a notebook's cell; the options are those of ``policygraph draw``.

    Raises NotFound when no such thing is in the store.
    """
    page = compose(
        store,
        programme=programme,
        around=around,
        depth=depth,
        since=since,
        max_nodes=max_nodes,
        language=language,
        min_confidence=min_confidence,
    )
    return Picture(page.html, page.report, page.scene, language, height)


def _rows(scene: Scene, language: str) -> list[dict[str, Any]]:
    def name(names: Names | None) -> str | None:
        return None if names is None else names.by_language.get(language) or next(iter(names.every()), None)

    def of(iri: str) -> str | None:
        return name(scene.things[iri].names if iri in scene.things else scene.labels.get(iri))

    def said(passage: Passage) -> dict[str, Any]:
        document = scene.documents[passage.document]
        place = {"sentence": passage.quote, "start": passage.start, "end": passage.end}
        return place | {"document": document.title, "document_iri": document.iri, "issued": document.issued}

    rows: list[dict[str, Any]] = []
    claims: list[Figure | Relation] = [*scene.figures.values(), *scene.relations.values()]
    for claim in claims:
        fact: dict[str, Any] = {"claim_iri": claim.iri, "thing": of(claim.about), "thing_iri": claim.about}
        fact |= {"modality": claim.modality, "confidence": claim.confidence}
        if claim.moment:
            fact |= {"time": claim.moment.role, "time_start": claim.moment.start, "time_end": claim.moment.end}
        if isinstance(claim, Figure):
            fact |= {"fact": claim.kind, "metric": of(claim.metric), "unit": of(claim.unit), "words": claim.text}
            fact |= {field: getattr(claim, field) for field in _LIMITS}
        else:
            fact |= {"fact": "relation", "relation": claim.predicate}
            fact |= {"other": of(claim.object), "other_iri": claim.object}
        for iri in claim.passages:
            told = fact | said(scene.passages[iri])
            rows.append({column: told.get(column) or None for column in COLUMNS} | {"start": told["start"]})
    return rows


_LIMITS = ("value", "value_max", "bound", "statistic", "scope", "stage")
