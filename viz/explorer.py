"""The explorer: one self-contained HTML page of promises, facts, sentences and the graph in focus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..errors import NotFound
from ..graph.naming import NS
from ..graph.store import Store
from .gathering import gather
from .palette import SIGNS, sign_of
from .picture import Edge, Node, render
from .promises import STATUSES, Promise, read_promises
from .relations import read_relation_words
from .scene import Figure, Moment, Names, Relation, Scene
from .words import read_words

LISTED = 2000
"""Things that one page lists and finds at most, drawn or not."""
_FIGURE_FIELDS = ("kind", "value", "text", "bound", "statistic", "modality", "scope", "stage")
_PART_OF = frozenset({f"{NS}directPartOf", f"{NS}partOf"})


@dataclass(frozen=True, slots=True)
class _Note:
    """Something that was left out: how many are shown of all."""

    key: str
    shown: int
    all: int


@dataclass(frozen=True, slots=True)
class DrawReport:
    """What a page holds: things and arrows drawn, facts (figures and relations) to read, and what was left out."""

    nodes: int
    edges: int
    facts: int
    capped: str | None


def draw(
    store: Store,
    out: Path,
    *,
    programme: str | None = None,
    around: str | None = None,
    depth: int = 2,
    since: str | None = None,
    max_nodes: int = 150,
    language: str = "en",
    min_confidence: float = 0.7,
) -> DrawReport:
    """Write the explorer to ``out``, as UTF-8, and say what it holds.

    ``programme`` (a name or IRI) keeps that programme with its parts and what they are related to; ``around`` keeps
    what is at most ``depth`` relations away from a thing; ``since`` keeps what documents issued on or after a date say.
    At most ``max_nodes`` things are drawn, those with most facts, and only such as are related to something; the others
    can still be found, listed and read.
    The same store gives the same file, byte for byte.

    Raises NotFound when no such thing is in the store.
    """
    scene = gather(store, min_confidence=min_confidence, since=since or "")
    title = ""
    if programme:
        whole = _find(store, scene, programme, language)
        title = _name(scene.things[whole].names, language)
        scene = scene.only(scene.around(scene.parts(whole, _PART_OF), 1))
    if around:
        centre = _find(store, scene, around, language)
        title = _name(scene.things[centre].names, language)
        scene = scene.only(scene.around([centre], depth))
    promises = read_promises(store, scene, min_confidence)
    weights = scene.weights()
    ranked = sorted(scene.things, key=lambda iri: (-weights[iri], iri))
    notes: list[_Note] = []
    if len(ranked) > LISTED:
        notes.append(_Note("cappedList", LISTED, len(ranked)))
        scene = scene.only(frozenset(ranked[:LISTED]))
        promises = [promise for promise in promises if promise.target in scene.figures]
        ranked = [iri for iri in ranked if iri in scene.things]
    related = {end for relation in scene.relations.values() for end in (relation.about, relation.object)}
    linked = [iri for iri in ranked if iri in related]
    drawn = linked[:max_nodes]
    if len(linked) > max_nodes:
        notes.append(_Note("cappedMap", max_nodes, len(linked)))

    words = read_words()
    page = _page(scene, promises, weights, read_relation_words(store), words)
    page |= {"title": title, "language": language, "notes": [asdict(note) for note in notes]}
    nodes, edges = _lay_out(scene, drawn, weights, page)
    del page["number"]
    heading = title or words[language]["title"]
    out.write_text(render(nodes, edges, page, heading, language), encoding="utf-8", newline="\n")
    told = [words["en"][n.key].format(shown=n.shown, all=n.all) for n in notes]
    return DrawReport(len(nodes), len(edges), len(scene.figures) + len(scene.relations), " ".join(told) or None)


def _find(store: Store, scene: Scene, asked: str, language: str) -> str:
    from ..queries.things import find_one

    if asked in scene.things:
        return asked
    thing = find_one(store, asked, language)
    if thing.iri not in scene.things:
        raise NotFound(f"No fact about {thing.label!r} can be drawn. Ask for another name or draw everything.")
    return thing.iri


def _name(names: Names, language: str) -> str:
    return names.by_language.get(language) or next(iter(names.every()), "")


def _short(iri: str) -> str:
    return iri.rsplit("/id/", 1)[-1]


def _lay_out(
    scene: Scene, drawn: list[str], weights: Mapping[str, int], page: Mapping[str, Any]
) -> tuple[list[Node], list[Edge]]:
    from .layout import measure, place

    sizes = {iri: round(min(26.0, 7 + 2.4 * weights[iri] ** 0.5), 1) for iri in drawn}
    boxes = {iri: measure(scene.things[iri].names.by_language.values(), sizes[iri]) for iri in drawn}
    links = [(r.about, r.object) for r in scene.relations.values() if r.about in boxes and r.object in boxes]
    places = place(boxes, links)
    number = page["number"]
    nodes = [Node(number[i], sign_of(scene.things[i].classes).shape, sizes[i], *places[i]) for i in drawn]
    shown = {number[iri] for iri in drawn}
    edges = [
        Edge(i, relation["a"], relation["b"])
        for i, relation in enumerate(page["relations"])
        if relation["a"] in shown and relation["b"] in shown and "tentative" not in relation
    ]
    return nodes, edges


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


def _page(
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
            | _full({"key": _short(iri), "sign": sign_of(thing.classes).key, "w": weights.get(iri, 0)})
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
