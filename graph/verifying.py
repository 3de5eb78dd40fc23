"""What must hold of a reading before it may enter the store: every claim stands on words that are there."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import GraphInvalid
from ..ontology.relations import fits, relations
from .claim import CLASS, Claim, Entity, QuantityClaim, Reading, RelationClaim
from .statements import moment
from .values import Period


def verify(reading: Reading) -> None:
    """Raise GraphInvalid, naming document and claim, unless the reading may enter the store.

    Every claim has evidence; each quotation, number and time stands where it is said to stand, the number inside the
    evidence; all that a claim points to is among the reading's entities or claims; a relation is one of the
    ontology's and fits the classes of its two ends; no two claims share an IRI.
    """
    for mistake in find_mistakes(reading):
        raise GraphInvalid(f"{reading.source.id} cannot enter the graph: {mistake}. Nothing of it was stored.")


def find_mistakes(reading: Reading) -> Iterator[str]:
    """Everything that ``verify`` would raise for, as clauses of a sentence."""
    source = reading.source
    for name, iso in (("date of issue", source.issued), ("reference time", source.reference_time)):
        if not _is_time(iso):
            yield f"its {name} {iso} is no date"
    entities: dict[str, Entity] = {}
    for entity in reading.entities:
        if not entity.citation.stands_in(source.text):
            yield f"{entity.iri} cites words that do not stand in the text"
        if CLASS[entities.setdefault(entity.iri, entity).type] != CLASS[entity.type]:
            yield f"{entity.iri} is of two types, {entities[entity.iri].type} and {entity.type}"
    claims: dict[str, Claim] = {}
    for claim in reading.claims:
        if claims.setdefault(claim.iri, claim) != claim:
            yield f"two claims share the name {claim.iri}"
    for claim in reading.claims:
        for mistake in _check(claim, reading, entities, claims):
            yield f"claim {claim.iri} {mistake}"


def _check(claim: Claim, reading: Reading, entities: dict[str, Entity], claims: dict[str, Claim]) -> Iterator[str]:
    text = reading.source.text
    if not claim.evidence:
        yield "has no evidence"
    for citation in claim.evidence:
        if not citation.stands_in(text):
            yield f"cites words that do not stand at {citation.start}-{citation.end}"
    if claim.subject not in entities:
        yield f"is about {claim.subject}, which the document does not name"
    if claim.agent and claim.agent not in entities and not reading.source.publisher:
        yield f"is asserted by {claim.agent}, which the document does not name"
    if not 0 <= claim.confidence <= 1:
        yield f"has the confidence {claim.confidence}"
    if claim.time:
        yield from _check_time(claim.time, text)
    if isinstance(claim, QuantityClaim):
        yield from _check_quantity(claim, text, entities, claims)
    elif isinstance(claim, RelationClaim):
        yield from _check_relation(claim, entities)


def _check_quantity(
    claim: QuantityClaim, text: str, entities: dict[str, Entity], claims: dict[str, Claim]
) -> Iterator[str]:
    quantity = claim.quantity
    if not quantity.surface or text[quantity.start : quantity.end] != quantity.surface:
        yield f'has "{quantity.surface}", which does not stand at {quantity.start}-{quantity.end}'
    if not any(cited.start <= quantity.start and quantity.end <= cited.end for cited in claim.evidence):
        yield f'has "{quantity.surface}", which is not in its evidence'
    for thing in (claim.population, claim.area, claim.metric.index):
        if thing and thing not in entities:
            yield f"points to {thing}, which the document does not name"
    for other in (claim.baseline, claim.component_of):
        if other and not isinstance(claims.get(other), QuantityClaim):
            yield f"points to {other}, which is no quantity claim of the document"
        if other == claim.iri:
            yield "points to itself"


def _check_relation(claim: RelationClaim, entities: dict[str, Entity]) -> Iterator[str]:
    if claim.predicate not in relations():
        yield f"uses {claim.predicate}, which is no relation of the ontology"
    elif claim.object not in entities:
        yield f"relates to {claim.object}, which the document does not name"
    elif claim.object == claim.subject:
        yield f"relates {claim.subject} to itself"
    elif claim.subject in entities:
        ends = entities[claim.subject].type, entities[claim.object].type
        if not fits(claim.predicate, *(CLASS[end] for end in ends)):
            yield f"says {claim.predicate} between {ends[0]} and {ends[1]}, which does not fit"


def _check_time(time: Period, text: str) -> Iterator[str]:
    if text[time.start_char : time.end_char] != time.text:
        yield f'has the time "{time.text}", which does not stand at {time.start_char}-{time.end_char}'
    for iso in (time.start, time.end):
        if iso and not _is_time(iso):
            yield f"has the time {iso}, which is no date"


def _is_time(iso: str) -> bool:
    try:
        return not iso or bool(moment(iso, end=True))
    except ValueError:
        return False
