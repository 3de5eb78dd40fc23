"""A reading printed line by line: quantity claims, relation claims and entities as plain records.

One flat record for each, with the fields left out that do not apply; offsets are Python string indices over the
document's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..graph.citation import Citation
from ..graph.claim import UNPRINTED, Entity, QuantityClaim, Reading, RelationClaim
from ..graph.values import Bound, FundingScope, Period, TimeRole

_BOUND = {Bound.EXACTLY: "exactly", Bound.APPROXIMATELY: "about", Bound.AT_LEAST: "at_least", Bound.AT_MOST: "at_most"}
_SCOPE = {
    FundingScope.TOTAL: "total",
    FundingScope.NATIONAL: "national",
    FundingScope.LOCAL: "local",
    FundingScope.PRIVATE: "private",
}

Record = dict[str, object]


def word_of_bound(bound: Bound) -> str:
    """``exactly``, ``about``, ``at_least`` or ``at_most``."""
    return _BOUND[bound]


def records(reading: Reading) -> Iterator[Record]:
    """The reading's claims in the order of the text, then its entities."""
    things = {e.iri: e for e in reading.entities}
    for claim in reading.claims:
        base: Record = {"doc": reading.source.id}
        if isinstance(claim, QuantityClaim):
            record = base | _quantity(claim, things)
            for quantity in (claim.quantity, *claim.repeats):
                place = next(c for c in claim.evidence if c.start <= quantity.start < c.end)
                said: Record = {"surface": quantity.surface, "surface_start": quantity.start}
                yield record | said | _common(place, claim.rule, claim.confidence)
        elif isinstance(claim, RelationClaim):
            yield base | _relation(claim, things) | _common(claim.evidence[0], claim.rule, claim.confidence)
    for entity in reading.entities:
        if entity.type not in UNPRINTED and not entity.plain:
            yield (
                {"doc": reading.source.id, "name": entity.name, "id": entity.iri, "type": entity.type.value}
                | ({"aliases": list(entity.aliases)} if entity.aliases else {})
                | _place(entity.citation)
            )


def _place(citation: Citation) -> Record:
    return {"quote": citation.quote, "start_char": citation.start, "end_char": citation.end}


def _common(citation: Citation, rule: str, confidence: float) -> Record:
    return {**_place(citation), "confidence": round(confidence, 3), "rule": rule}


def _name(prefix: str, iri: str, things: dict[str, Entity]) -> Record:
    entity = things.get(iri)
    out: Record = {prefix: _as_said(entity) if entity else iri.rsplit("/", 1)[-1], f"{prefix}_id": iri}
    if entity and entity.aliases and prefix == "subject":
        out["subject_aliases"] = [name for name in (entity.name, *entity.aliases) if name != out[prefix]]
    return out


def _as_said(entity: Entity) -> str:
    """A known thing by the fullest of the document's own words for it, where its listed name is none of them."""
    said = {alias.lower().rstrip("s") for alias in entity.aliases}
    if not entity.known or not said or entity.name.lower().rstrip("s") in said:
        return entity.name
    return max(entity.aliases, key=len)


def number_of(value: Decimal) -> int | float:
    """A number as JSON writes it: whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)


def time_of(period: Period | None) -> Record:
    """When: ``asof`` of a level, ``end`` of a deadline, else ``start`` and ``end``, with the precision."""
    if period is None:
        return {}
    if period.role is TimeRole.AS_OF:
        out: Record = {"asof": period.end or period.start}
    elif period.role is TimeRole.DEADLINE:
        out = {"end": period.end or period.start}
    else:
        out = {k: v for k, v in (("start", period.start), ("end", period.end)) if v}
    return {k: v for k, v in out.items() if v} | {"precision": period.precision.value}


def _quantity(claim: QuantityClaim, things: dict[str, Entity]) -> Record:
    q = claim.quantity
    out: Record = {
        "kind": claim.kind.value,
        **_name("subject", claim.subject, things),
        "metric": claim.metric.label,
        "value": number_of(q.value),
        "unit": q.unit,
    }
    if q.value_max is not None:
        out["value_max"] = number_of(q.value_max)
    out |= {"bound": word_of_bound(q.bound), "modality": claim.modality.value}
    if claim.scope is not None:
        out["scope"] = _SCOPE[claim.scope]
    if claim.stage is not None:
        out["stage"] = claim.stage.value
    out |= time_of(claim.time)
    if claim.agent is not None:
        agent = things.get(claim.agent)
        out["agent"] = agent.name if agent else claim.agent.rsplit("/", 1)[-1]
    return out | {"surface": q.surface, "surface_start": q.start}


def _relation(claim: RelationClaim, things: dict[str, Entity]) -> Record:
    out: Record = {
        "kind": claim.predicate.removeprefix("org:"),
        **_name("subject", claim.subject, things),
        **_name("object", claim.object, things),
    }
    out |= {"modality": claim.modality.value} | time_of(claim.time)
    if claim.agent is not None:
        agent = things.get(claim.agent)
        out["agent"] = agent.name if agent else claim.agent.rsplit("/", 1)[-1]
    return out
