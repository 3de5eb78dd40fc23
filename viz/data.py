"""What the page's scripts read: a scene as JSON values, in which everything refers to everything by number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .palette import SIGNS, sign_of
from .promises import STATUSES, Promise
from .scene import Figure, Moment, Names, Relation, Scene


def short(iri: str) -> str:
    """A thing's key in addresses: its IRI without the base.

    >>> short("https://w3id.org/policygraph/id/item/data-dam")
    'item/data-dam'
    """
    return iri.rsplit("/id/", 1)[-1]


def _full(of: dict[str, Any]) -> dict[str, Any]:
    """Without empty values: they cost room in every entry."""
    return {key: value for key, value in of.items() if value not in ("", None, [], {}, ())}


def _names(names: Names) -> dict[str, Any]:
    return _full({**names.by_language, "others": list(names.others)})


def _label(iri: str, labels: Mapping[str, Names]) -> dict[str, Any]:
    last = iri.rsplit("/", 1)[-1]
    return _names(labels.get(iri) or Names({"en": last})) | ({"code": last} if "/unit/" in iri else {})


def _when(moment: Moment | None) -> dict[str, Any] | None:
    return None if moment is None else _full({f: getattr(moment, f) for f in ("role", "start", "end", "text")})


def page_data(
    scene: Scene,
    promises: list[Promise],
    weights: Mapping[str, int],
    relation_words: Mapping[str, Names],
    words: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """The page's data as JSON values; things, figures, passages and documents refer to each other by number."""
    number = {iri: i for i, iri in enumerate(scene.things)}
    passage = {iri: i for i, iri in enumerate(scene.passages)}
    cited = {p.document for p in scene.passages.values()}
    documents = {d.iri: d for d in sorted(scene.documents.values(), key=lambda d: (d.issued, d.iri)) if d.iri in cited}
    document = {iri: i for i, iri in enumerate(documents)}
    figure = {iri: i for i, iri in enumerate(scene.figures)}
    labels: dict[str, int] = {}

    def label(iri: str) -> int | None:
        return labels.setdefault(iri, len(labels)) if iri else None

    def figure_value(of: Figure) -> dict[str, Any]:
        plain = {
            f: getattr(of, f) for f in ("kind", "value", "text", "bound", "statistic", "modality", "scope", "stage")
        }
        links = {"metric": label(of.metric), "unit": label(of.unit), "population": label(of.population)}
        links |= {"area": label(of.area), "by": label(of.by), "baseline": figure.get(of.baseline)}
        return _full(
            {**plain, **links, "a": number[of.about], "max": of.value_max, "when": _when(of.moment)}
            | {"sure": of.confidence if of.confidence < 0.9 else None, "p": [passage[p] for p in of.passages]}
        )

    return {
        "number": number,
        "signs": {sign.key: {"shape": sign.shape, "en": sign.en, "ko": sign.ko} for sign in SIGNS},
        "statuses": list(STATUSES.values()),
        "words": words,
        "documents": [
            _full({"title": d.title, "issued": d.issued, "by": label(d.publisher), "language": d.language})
            | ({"url": d.url} if d.url.startswith(("https://", "http://")) else {})
            for d in documents.values()
        ],
        "passages": [
            _full({"d": document[p.document], "start": p.start, "end": p.end, "quote": p.quote})
            | _full({"before": p.before, "after": p.after, "section": p.section})
            for p in scene.passages.values()
        ],
        "things": [
            _names(thing.names)
            | _full({"key": short(iri), "sign": sign_of(thing.classes).key, "w": weights.get(iri, 0)})
            | _full({"named": passage.get(thing.first_named)})
            for iri, thing in scene.things.items()
        ],
        "figures": [figure_value(of) for of in scene.figures.values()],
        "relations": _merge(scene, number, passage),
        "predicates": {iri: _names(names) for iri, names in relation_words.items()},
        "promises": [
            _full({"target": figure[p.target], "status": p.status, "programme": _names(p.programme)})
            | _full({"results": [figure[r] for r in p.results], "earlier": [figure[e] for e in p.earlier]})
            | _full({"nearest": figure.get(p.nearest), "reason": _names(p.reason), "percent": p.percent})
            | _full({"remarks": [_names(remark) for remark in p.remarks]})
            for p in promises
        ],
        "labels": [_label(iri, scene.labels) for iri in labels],
    }


def _merge(scene: Scene, number: Mapping[str, int], passage: Mapping[str, int]) -> list[dict[str, Any]]:
    """One entry for each relation however often it is said; tentative only where nobody says it firmly."""
    said: dict[tuple[str, str, str], list[Relation]] = {}
    for relation in scene.relations.values():
        said.setdefault((relation.about, relation.predicate, relation.object), []).append(relation)
    return [
        {"a": number[about], "r": predicate, "b": number[other]}
        | {"p": sorted({passage[p] for relation in relations for p in relation.passages})}
        | ({"tentative": True} if all(relation.modality == "expected" for relation in relations) else {})
        for (about, predicate, other), relations in said.items()
    ]
