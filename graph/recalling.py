"""The way back: from a document's graph to its reading, so far as the graph keeps it.

What the graph does not keep comes back empty: sentences that gave no claim, the places of times, further places of a
repeated figure, the types of things known beforehand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from ..errors import NotFound
from ..ontology.relations import relations
from .citation import Citation, Source, cite
from .claim import (
    Claim,
    Entity,
    EntityType,
    Metric,
    QuantityClaim,
    Reading,
    RelationClaim,
    UnclaimedNumeral,
)
from .naming import NS, Naming
from .store import Store
from .triples import FIXED_UNITS
from .values import (
    Bound,
    FundingScope,
    Kind,
    Modality,
    MoneyStage,
    Period,
    Precision,
    Quantity,
    Statistic,
    TimeRole,
)

_STORED = f"""SELECT ?graph WHERE {{ GRAPH ?graph {{ ?document a <{NS}Document> }} }}"""
_LABELS = """SELECT ?thing ?label WHERE {
  ?thing <http://www.w3.org/2004/02/skos/core#prefLabel>|<http://www.w3.org/2000/01/rdf-schema#label> ?label }"""
_POINTS = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})
_TIMES = {"deadline": TimeRole.DEADLINE, "asOf": TimeRole.AS_OF}

Facts = dict[str, list[str]]


def stored_readings(store: Store) -> Iterator[Reading]:
    """The readings of all documents in the store, by the name of their graph."""
    labels = _labels(store)
    for graph in sorted({row[0].value for row in store.select(_STORED) if isinstance(row[0], NamedNode)}):
        yield _recall(store, graph, labels)


def recall(store: Store, doc: str, naming: Naming | None = None) -> Reading:
    """The reading of one document of the store.

    Raises NotFound when there is no such document.
    """
    graph = (naming or Naming()).graph(doc)
    if graph not in {row[0].value for row in store.select(_STORED) if isinstance(row[0], NamedNode)}:
        raise NotFound(f'There is no document "{doc}" in the store, and no such file.')
    return _recall(store, graph, _labels(store))


def _labels(store: Store) -> dict[str, str]:
    found: dict[str, tuple[bool, str]] = {}
    for row in store.select(_LABELS).dicts():
        thing, label = row["thing"], row["label"]
        if isinstance(thing, NamedNode) and isinstance(label, Literal):
            candidate = (label.language != "en", label.value)
            found[thing.value] = min(found.get(thing.value, candidate), candidate)
    return {iri: label for iri, (_, label) in found.items()}


def _recall(store: Store, graph: str, labels: dict[str, str]) -> Reading:
    held: dict[str, Facts] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads(graph):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            held[quad.subject.value][_local(quad.predicate.value)].append(quad.object.value)
    documents = [facts for facts in held.values() if f"{NS}Document" in facts["type"]]
    source = _source(documents[0])
    passages = {
        iri: cite(source.text, int(place["start"][0]), int(place["end"][0]))
        for iri in list(held)
        if (place := held.get(f"{iri}#position"))
    }
    claims = tuple(_claims(held, passages, labels, source))
    entities = tuple(
        Entity(iri, labels.get(iri, _local(iri)), _type(facts), passages[facts["mentionedIn"][0]])
        for iri, facts in sorted(held.items())
        if facts.get("mentionedIn") and facts["mentionedIn"][0] in passages
    )
    return Reading(source, entities, claims, tuple(_unclaimed(held)))


def _source(facts: Facts) -> Source:
    one = _one(facts)
    return Source(
        id=one("identifier"),
        text=one("content"),
        title=one("title"),
        issued=one("issuedText"),
        reference_time=one("referenceTime")[:10],
        language=one("language"),
        country=one("country"),
        url=one("source"),
        licence=one("license"),
        translation_of=one("translationOf"),
        media_type=one("mediaType"),
    )


def _claims(
    held: dict[str, Facts], passages: dict[str, Citation], labels: dict[str, str], source: Source
) -> Iterator[Claim]:
    predicates = {relation.iri: name for name, relation in relations().items()}
    for iri, facts in sorted(held.items()):
        evidence = tuple(sorted((passages[each] for each in facts.get("evidence", ())), key=lambda each: each.start))
        one = _one(facts)
        if evidence and one("predicate"):
            yield RelationClaim(
                iri=iri,
                subject=one("about"),
                modality=Modality(_local(one("modality"))),
                evidence=evidence,
                rule=one("rule"),
                confidence=float(one("confidence")),
                agent=one("assertedBy") or None,
                predicate=predicates[one("predicate")],
                object=one("object"),
            )
        elif evidence and one("metric"):
            yield QuantityClaim(
                iri=iri,
                subject=one("about"),
                modality=Modality(_local(one("modality"))),
                evidence=evidence,
                rule=one("rule"),
                confidence=float(one("confidence")),
                agent=one("assertedBy") or None,
                time=_period(facts),
                kind=Kind(_local(one("claimKind")).removesuffix("Figure")),
                metric=Metric(one("metric"), labels.get(one("metric"), _local(one("metric"))), source.language),
                quantity=_quantity(facts, labels),
                statistic=Statistic(_local(one("statistic"))),
                scope=FundingScope(_local(one("fundingScope"))) if one("fundingScope") else None,
                stage=MoneyStage(_local(one("moneyStage"))) if one("moneyStage") else None,
                population=one("population") or None,
                area=one("inArea") or None,
                baseline=one("baseline") or None,
                component_of=one("componentOf") or None,
            )


def _quantity(facts: Facts, labels: dict[str, str]) -> Quantity:
    one = _one(facts)
    start, said, unit = int(one("valueStart")), one("valueText"), _local(one("unit"))
    return Quantity(
        Decimal(one("value")),
        unit if unit in FIXED_UNITS else labels.get(one("unit"), unit),
        Bound(_local(one("bound"))),
        said,
        start,
        start + len(said),
        Decimal(one("valueMax")) if one("valueMax") else None,
    )


def _period(facts: Facts) -> Period | None:
    """The time of a claim; its place in the text is not kept and comes back as -1."""
    one = _one(facts)
    if not one("timeText"):
        return None
    precision = Precision(_local(one("precision")))
    size = {Precision.DAY: 10, Precision.YEAR: 4, Precision.DECADE: 4}.get(precision, 7)
    for name, role in _TIMES.items():
        if one(name):
            end = one(name)[:size]
            start = end if role is TimeRole.AS_OF and precision in _POINTS else None
            return Period(start, end, role, precision, one("timeText"), -1, -1)
    role = TimeRole.DURING if one("periodEnd") else TimeRole.SINCE
    ends = one("periodStart")[:size] or None, one("periodEnd")[:size] or None
    return Period(*ends, role, precision, one("timeText"), -1, -1)


def _unclaimed(held: dict[str, Facts]) -> list[UnclaimedNumeral]:
    found = []
    for facts in held.values():
        if f"{NS}UnclaimedNumeral" in facts.get("type", ()):
            start, said = int(facts["valueStart"][0]), facts["valueText"][0]
            found.append(UnclaimedNumeral(start, start + len(said), said, facts["reason"][0]))
    return sorted(found, key=lambda each: each.start)


def _type(facts: Facts) -> EntityType:
    written = facts.get("entityType")
    return EntityType(written[0]) if written else EntityType.CONCEPT


def _one(facts: Facts) -> Callable[[str], str]:
    return lambda name: min(facts.get(name, ()), default="")


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]
