"""The explorer: one self-contained HTML page of promises, facts, sentences and the graph in focus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..errors import NotFound
from ..graph.naming import NS
from ..graph.store import Store
from .data import page_data
from .gathering import gather
from .palette import sign_of
from .picture import Edge, Node, render
from .promises import read_promises
from .relations import read_relation_words
from .scene import Names, Scene
from .words import read_words

LISTED = 2000
"""Things that one page lists and finds at most, drawn or not."""
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


@dataclass(frozen=True, slots=True)
class Page:
    """A page as HTML text, what it holds, and the scene that it was made from."""

    html: str
    report: DrawReport
    scene: Scene


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
    """Write the explorer to ``out``, as UTF-8, and say what it holds; the options are those of ``compose``."""
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
    out.write_text(page.html, encoding="utf-8", newline="\n")
    return page.report


def compose(
    store: Store,
    *,
    programme: str | None = None,
    around: str | None = None,
    depth: int = 2,
    since: str | None = None,
    max_nodes: int = 150,
    language: str = "en",
    min_confidence: float = 0.7,
) -> Page:
    """The explorer as one HTML page.

    ``programme`` (a name or IRI) keeps that programme with its parts and what they are related to; ``around`` keeps
    what is at most ``depth`` relations away from a thing; ``since`` keeps what documents issued on or after a date say.
    At most ``max_nodes`` things are drawn, those with most facts, and only such as are related to something; the others
    can still be found, listed and read.
    The same store gives the same page, byte for byte.

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
    page = page_data(scene, promises, weights, read_relation_words(store), words)
    page |= {"title": title, "language": language, "notes": [asdict(note) for note in notes]}
    nodes, edges = _lay_out(scene, drawn, weights, page)
    del page["number"]
    heading = title or words[language]["title"]
    told = [words["en"][n.key].format(shown=n.shown, all=n.all) for n in notes]
    report = DrawReport(len(nodes), len(edges), len(scene.figures) + len(scene.relations), " ".join(told) or None)
    return Page(render(nodes, edges, page, heading, language), report, scene)


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
