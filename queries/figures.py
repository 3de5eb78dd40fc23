"""Figures as the graph holds them, and when two of them may be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from ..graph.judgements import twins
from ..graph.store import Store, Term
from .cells import code, day
from .library import lookup

MONEY = frozenset({"budgetFigure", "investmentFigure"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity claim with its first sentence. Codes are local names (``committed``), ``when`` a full moment."""

    iri: str
    subject: str
    metric: str
    kind: str
    value: Decimal
    unit: str
    bound: str
    statistic: str
    modality: str
    scope: str
    stage: str
    population: str
    area: str
    component_of: str
    deadline: str
    when: str
    precision: str
    confidence: float
    accepted: bool
    lower_is_better: bool
    quote: str
    start: int
    document: str
    issued: str

    @property
    def is_money(self) -> bool:
        """Whether it is money put in or to be put in (a market's size is not)."""
        return self.kind in MONEY

    @property
    def is_rank(self) -> bool:
        """Whether it is a place in a ranking."""
        return self.kind == "rankFigure" or self.unit.endswith("/rank")

    def is_sure(self, least: float) -> bool:
        """Whether it may be shown: read with that confidence, or accepted by somebody."""
        return self.accepted or self.confidence >= least

    @property
    def due(self) -> str:
        """The deadline as precisely as it was given."""
        return day(self.deadline, self.precision) if self.deadline else ""

    @property
    def time(self) -> str:
        """The time for which it holds, as precisely as it was given; empty when the text gives none."""
        return day(self.when, self.precision) if self.when else ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Which things are versions or parts of others or the same, and which metrics stand near each other."""

    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    earlier: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    programmes: frozenset[str] = frozenset()
    same: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """by thing, all that somebody judged to be the same, itself included"""

    def first_version(self, thing: str) -> str:
        """The oldest version of a thing, following what it succeeds; itself when it succeeds nothing.

        Of several that are the same thing, the first by name stands for all.
        """
        seen: set[str] = set()
        while True:
            alike = self.same.get(thing, frozenset({thing}))
            seen |= alike
            older = [older for each in alike for older in self.earlier.get(each, ()) if older not in seen]
            if not older:
                return min(alike)
            thing = min(older)

    def above(self, thing: str) -> set[str]:
        """A thing with its earlier versions, all that it is, step by step, a part of, and what is the same as these."""
        found, todo = {thing}, [thing]
        while todo:
            each = todo.pop()
            for other in (*self.parents.get(each, ()), *self.earlier.get(each, ()), *self.same.get(each, ())):
                if other not in found:
                    found.add(other)
                    todo.append(other)
        return found

    def path(self, thing: str) -> tuple[str, ...]:
        """From the topmost whole down to the thing; where there are several wholes, the first by name."""
        steps = [thing]
        passed: set[str] = set()
        while True:
            alike = self.same.get(steps[-1], frozenset({steps[-1]}))
            passed |= alike
            wholes = [whole for each in alike for whole in self.parents.get(each, ()) if whole not in passed]
            if not wholes:
                break
            steps.append(min(wholes))
        return tuple(reversed(steps))


def read_figures(store: Store) -> list[Figure]:
    """All figures in the order of documents and text; of a claim with several sentences the first."""
    found: dict[str, Figure] = {}
    for row in store.select(lookup("claims")).dicts():
        iri = _text(row, "claim")
        if iri not in found:
            found[iri] = _figure(iri, row)
    return list(found.values())


def read_lines(store: Store) -> Lines:
    """The lines between things in the graph."""
    steps: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for start, step, end in store.select(lookup("edges")):
        if isinstance(step, Literal):
            steps[step.value][_value(start)].append(_value(end))

    def sorted_steps(name: str) -> dict[str, tuple[str, ...]]:
        return {start: tuple(sorted(set(ends))) for start, ends in steps[name].items()}

    joined = [(start, end) for start, ends in sorted_steps("same").items() for end in ends]
    programmes = frozenset(steps["programme"])
    return Lines(sorted_steps("part of"), sorted_steps("succeeds"), sorted_steps("near"), programmes, twins(joined))


def differences(target: Figure, result: Figure, lines: Lines) -> tuple[str, ...]:
    """In which respects a result does not answer to a target, most telling first; empty when they may be compared.

    Money answers to money only when it is executed and both state the same scope; everything else needs the same
    first version of the subject, metric, unit, population, area and statistic.
    """
    found = []
    if lines.first_version(target.subject) != lines.first_version(result.subject):
        found.append("subject")
    if target.metric != result.metric and not (target.is_money and result.is_money):
        found.append("metric")
    if target.unit != result.unit:
        found.append("unit")
    if target.statistic != result.statistic:
        found.append("statistic")
    if target.population != result.population:
        found.append("population")
    if target.area != result.area:
        found.append("area")
    if target.is_money:
        if not target.scope or not result.scope:
            found.append("scope not stated")
        elif target.scope != result.scope:
            found.append("scope")
        if result.stage != "executed":
            found.append("stage" if result.stage else "stage not stated")
    return tuple(found)


def promise_key(figure: Figure, lines: Lines) -> tuple[str, ...]:
    """What makes two promises versions of one; money without scope or stage has no version but itself."""
    key = (
        lines.first_version(figure.subject),
        figure.metric,
        figure.unit,
        figure.statistic,
        figure.population,
        figure.area,
    )
    if not figure.is_money:
        return key
    if figure.scope and figure.stage:
        return (*key, figure.scope, figure.stage)
    return (*key, figure.scope, figure.stage, figure.subject, str(figure.value))


def issued_by(figures: Iterable[Figure], date: str) -> list[Figure]:
    """Those of documents issued on or before a date; documents without a date are left out."""
    return [figure for figure in figures if figure.issued and figure.issued <= date]


def _figure(iri: str, row: Mapping[str, Term]) -> Figure:
    return Figure(
        iri=iri,
        subject=_text(row, "subject"),
        metric=_text(row, "metric"),
        kind=code(row.get("kind")),
        value=Decimal(_text(row, "value")),
        unit=_text(row, "unit"),
        bound=code(row.get("bound")) or "exactly",
        statistic=code(row.get("statistic")) or "level",
        modality=code(row.get("modality")),
        scope=code(row.get("scope")),
        stage=code(row.get("stage")),
        population=_text(row, "population"),
        area=_text(row, "area"),
        component_of=_text(row, "component_of"),
        deadline=_text(row, "deadline"),
        when=_text(row, "as_of") or _text(row, "period_end"),
        precision=code(row.get("precision")),
        confidence=float(_text(row, "confidence") or 1),
        accepted=_text(row, "accepted") in {"true", "1"},
        lower_is_better=_text(row, "low") in {"true", "1"},
        quote=_text(row, "quote"),
        start=int(_text(row, "start_char") or 0),
        document=_text(row, "document"),
        issued=_text(row, "issued"),
    )


def _text(row: Mapping[str, Term], name: str) -> str:
    term = row.get(name)
    return _value(term) if term is not None else ""


def _value(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term or "")
