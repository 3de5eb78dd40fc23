"""What a page shows, as plain values: things, figures, relations and the passages that say them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Names:
    """How something is called in each language (``en``, ``ko``), and otherwise."""

    by_language: dict[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def every(self) -> tuple[str, ...]:
        """All names, the preferred ones first, none twice.

        >>> Names({"en": "5G"}, ("5G", "5G network")).every()
        ('5G', '5G network')
        """
        return tuple(dict.fromkeys([*self.by_language.values(), *self.others]))


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document, without its text."""

    iri: str
    title: str
    issued: str = ""
    publisher: str = ""
    """its IRI"""
    url: str = ""
    language: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The words that say something, with a little of what stands around them; contact details are masked."""

    iri: str
    document: str
    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as it bears on a figure: ``start``/``end`` are ISO 8601, as precise as the text was."""

    role: str
    """``deadline``, ``asOf``, ``during`` or ``since``"""
    start: str
    end: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a passage gives, with everything that limits what it means."""

    iri: str
    about: str
    kind: str
    metric: str
    value: str
    value_max: str
    unit: str
    text: str
    bound: str
    statistic: str
    modality: str
    passages: tuple[str, ...]
    scope: str = ""
    stage: str = ""
    population: str = ""
    area: str = ""
    baseline: str = ""
    by: str = ""
    moment: Moment | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """Two things that a passage relates."""

    iri: str
    about: str
    predicate: str
    object: str
    modality: str
    passages: tuple[str, ...]
    by: str = ""
    moment: Moment | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that claims are about or point to."""

    iri: str
    names: Names
    classes: frozenset[str]
    first_named: str = ""
    """IRI of the passage that names it first"""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that one page can show; nothing in it is without a passage."""

    things: dict[str, Thing]
    figures: dict[str, Figure]
    relations: dict[str, Relation]
    passages: dict[str, Passage]
    documents: dict[str, SourceText]
    labels: dict[str, Names]
    """names of metrics and units"""

    def weights(self) -> dict[str, int]:
        """How many figures and relations each thing has a part in."""
        weights = dict.fromkeys(self.things, 0)
        for figure in self.figures.values():
            weights[figure.about] += 1
        for relation in self.relations.values():
            weights[relation.about] += 1
            weights[relation.object] += 1
        return weights

    def around(self, centre: Iterable[str], depth: int) -> frozenset[str]:
        """The things at most so many relations away from these, whichever way the relations point."""
        near: dict[str, set[str]] = {}
        for relation in self.relations.values():
            near.setdefault(relation.about, set()).add(relation.object)
            near.setdefault(relation.object, set()).add(relation.about)
        reached = edge = frozenset(centre)
        for _ in range(depth):
            edge = frozenset(other for thing in edge for other in near.get(thing, ())) - reached
            reached |= edge
        return reached

    def parts(self, whole: str, predicates: frozenset[str]) -> frozenset[str]:
        """A thing with all its parts and their parts, by relations that point from part to whole."""
        inner: dict[str, set[str]] = {}
        for relation in self.relations.values():
            if relation.predicate in predicates:
                inner.setdefault(relation.object, set()).add(relation.about)
        reached, edge = {whole}, {whole}
        while edge:
            edge = {part for outer in edge for part in inner.get(outer, ())} - reached
            reached |= edge
        return frozenset(reached)

    def only(self, kept: frozenset[str]) -> Scene:
        """The scene with these things alone: their figures, the relations between them and what these cite."""
        figures = {iri: figure for iri, figure in self.figures.items() if figure.about in kept}
        for figure in list(figures.values()):
            if figure.baseline in self.figures:
                figures[figure.baseline] = self.figures[figure.baseline]
        kept |= {figure.about for figure in figures.values()}
        relations = {i: r for i, r in self.relations.items() if r.about in kept and r.object in kept}
        things = {iri: thing for iri, thing in self.things.items() if iri in kept}
        cited = {passage for figure in figures.values() for passage in figure.passages}
        cited |= {passage for relation in relations.values() for passage in relation.passages}
        cited |= {thing.first_named for thing in things.values()}
        return Scene(
            things,
            figures,
            relations,
            {iri: passage for iri, passage in self.passages.items() if iri in cited},
            self.documents,
            self.labels,
        )
