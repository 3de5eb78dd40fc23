"""A document's reading as triples.

The shape is that of ``docs/data-model.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Triple

from .. import __version__
from ..ontology.labels import concepts
from ..ontology.relations import expand, relations
from ..ontology.terms import term
from .citation import Citation, Source
from .claim import CLASS, Claim, Entity, EntityType, Metric, QuantityClaim, Reading, RelationClaim
from .naming import Naming
from .statements import link, moment, say, say_when
from .values import CURRENCIES, Period, TimeRole
from .verifying import verify

__all__ = ["FIXED_UNITS", "document_graph", "moment", "publisher_iri", "source_triples", "unit_iri", "verify"]

_AROUND = 32
FIXED_UNITS = CURRENCIES | {"percent", "percentage_point", "rank", "times"}
"""Units that the vocabulary describes; they keep its IRIs whatever the base."""
_BODIES = frozenset({"pg:Ministry", "pg:PublicBody", "pg:Alliance", "org:Organization"})


def unit_iri(unit: str, naming: Naming) -> str:
    """The IRI of a unit.

    >>> unit_iri("KRW", Naming("https://example.org/"))
    'https://w3id.org/policygraph/unit/KRW'
    >>> unit_iri("big data platform", Naming("https://example.org/"))
    'https://example.org/unit/big-data-platform'
    """
    return (Naming() if unit in FIXED_UNITS else naming).unit(unit)


def publisher_iri(reading: Reading, naming: Naming) -> str | None:
    """The IRI of the body that published the document: the one the text names so, else one made from the name."""
    name = reading.source.publisher
    if not name:
        return None
    for entity in reading.entities:
        if CLASS[entity.type] in _BODIES and name.casefold() in map(str.casefold, (entity.name, *entity.aliases)):
            return entity.iri
    return body_named(name, reading.source, naming)


def body_named(name: str, source: Source, naming: Naming) -> str:
    """The IRI of a body that only the document's record names; never that of another country's known body."""
    plain = naming.entity("body", name)
    return naming.entity("body", name, source.country) if plain in concepts() else plain


def document_graph(reading: Reading, naming: Naming) -> list[Triple]:
    """All that one document says, sorted and without repetition.

    Does not check the reading; ``verify`` does.
    """
    return sorted(set(_describe(reading, naming)), key=str)


def source_triples(source: Source, naming: Naming, proposer: str = "") -> list[Triple]:
    """What is known of the document itself, which version of the program read it, and who was asked to propose."""
    return [*_describe_source(source, naming), *_describe_proposer(source, proposer, naming)]


def _describe(reading: Reading, naming: Naming) -> Iterator[Triple]:
    source = reading.source
    yield from source_triples(source, naming, reading.proposer)
    publisher = publisher_iri(reading, naming)
    if publisher:
        yield link(naming.document(source.id), "dcterms:publisher", publisher)
        if publisher not in {entity.iri for entity in reading.entities}:
            yield link(publisher, "rdf:type", expand("org:Organization"))
            yield from label(publisher, source.publisher, source.language)
    for entity in reading.entities:
        yield from _describe_entity(entity, source, naming)
    cited = {entity.citation for entity in reading.entities}
    for claim in reading.claims:
        cited.update(claim.evidence)
        yield from _describe_claim(claim, source, naming)
    for citation in cited:
        yield from _describe_passage(citation, reading, naming)
    for numeral in reading.unclaimed:
        iri = naming.numeral(source.id, numeral.start, numeral.end)
        yield link(iri, "rdf:type", term("UnclaimedNumeral"))
        yield link(iri, "oa:hasSource", naming.document(source.id))
        yield say(iri, "pg:valueText", numeral.surface)
        yield say(iri, "pg:valueStart", numeral.start)
        yield say(iri, "pg:reason", numeral.reason)


def _describe_source(source: Source, naming: Naming) -> Iterator[Triple]:
    iri, extraction = naming.document(source.id), naming.extraction(source.id)
    yield link(iri, "rdf:type", term("Document"))
    texts = {
        "dcterms:identifier": source.id,
        "dcterms:language": source.language,
        "dcterms:source": source.url,
        "dcterms:license": source.licence,
        "pg:issuedText": source.issued,
        "pg:country": source.country,
        "pg:sha256": source.sha256,
        "pg:mediaType": source.media_type,
    }
    for name, text in texts.items():
        if text:
            yield say(iri, name, text)
    yield say(iri, "pg:content", source.text)
    if source.title:
        yield say(iri, "dcterms:title", source.title, source.language)
    if source.issued:
        yield say_when(iri, "dcterms:issued", source.issued)
    if source.reference_time and source.reference_time != source.issued:
        yield say_when(iri, "pg:referenceTime", source.reference_time)
    if source.translation_of:
        other = source.translation_of
        yield link(iri, "pg:translationOf", other if "://" in other else naming.document(other))
    yield link(extraction, "rdf:type", term("Extraction"))
    yield link(extraction, "prov:used", iri)
    yield say(extraction, "pg:softwareVersion", __version__)


def _describe_proposer(source: Source, proposer: str, naming: Naming) -> Iterator[Triple]:
    """PROV: the software agent with which the act of reading was associated."""
    if proposer:
        agent = naming.proposer(proposer)
        yield link(naming.extraction(source.id), "prov:wasAssociatedWith", agent)
        yield link(agent, "rdf:type", expand("prov:SoftwareAgent"))
        yield from label(agent, proposer, "")


def _describe_entity(entity: Entity, source: Source, naming: Naming) -> Iterator[Triple]:
    yield link(entity.iri, "rdf:type", expand(CLASS[entity.type]))
    at = entity.citation
    yield link(entity.iri, "pg:mentionedIn", naming.passage(source.id, at.start, at.end))
    if entity.known:
        return
    if entity.type is not EntityType.CONCEPT:
        yield say(entity.iri, "pg:entityType", entity.type.value)
    yield from label(entity.iri, entity.name, entity.language)
    for alias in entity.aliases:
        if alias != entity.name:
            yield say(entity.iri, "skos:altLabel", alias, entity.language)


def describe_metric(metric: Metric) -> Iterator[Triple]:
    """What is counted or measured, with its label."""
    yield link(metric.iri, "rdf:type", term("Metric"))
    yield from label(metric.iri, metric.label, metric.language)
    if metric.index:
        yield link(metric.iri, "pg:ofIndex", metric.index)
    if metric.lower_is_better:
        yield say(metric.iri, "pg:lowerIsBetter", True)


def _describe_passage(citation: Citation, reading: Reading, naming: Naming) -> Iterator[Triple]:
    text, start, end = reading.source.text, citation.start, citation.end
    iri = naming.passage(reading.source.id, start, end)
    quote, position = f"{iri}#quote", f"{iri}#position"
    yield link(iri, "rdf:type", term("Passage"))
    yield link(iri, "oa:hasSource", naming.document(reading.source.id))
    yield link(iri, "oa:hasSelector", quote)
    yield link(iri, "oa:hasSelector", position)
    above = [section for section in reading.sections if section[0] <= start < section[1] and section[2]]
    if above:
        yield say(iri, "pg:section", min(above, key=lambda section: section[1] - section[0])[2])
    yield link(quote, "rdf:type", expand("oa:TextQuoteSelector"))
    yield say(quote, "oa:exact", citation.quote)
    yield say(quote, "oa:prefix", text[max(0, start - _AROUND) : start])
    yield say(quote, "oa:suffix", text[end : end + _AROUND])
    yield link(position, "rdf:type", expand("oa:TextPositionSelector"))
    yield say(position, "oa:start", start)
    yield say(position, "oa:end", end)


def _describe_claim(claim: Claim, source: Source, naming: Naming) -> Iterator[Triple]:
    yield link(claim.iri, "pg:about", claim.subject)
    yield link(claim.iri, "pg:modality", term(claim.modality.value))
    yield link(claim.iri, "prov:wasGeneratedBy", naming.extraction(source.id))
    yield say(claim.iri, "pg:rule", claim.rule)
    yield say(claim.iri, "pg:confidence", Decimal(str(round(claim.confidence, 4))))
    if claim.agent:
        yield link(claim.iri, "pg:assertedBy", claim.agent)
    for citation in claim.evidence:
        yield link(claim.iri, "pg:evidence", naming.passage(source.id, citation.start, citation.end))
    if claim.time:
        yield from describe_time(claim.iri, claim.time)
    if isinstance(claim, RelationClaim):
        yield link(claim.iri, "rdf:type", term("RelationClaim"))
        yield link(claim.iri, "pg:predicate", relations()[claim.predicate].iri)
        yield link(claim.iri, "pg:object", claim.object)
    elif isinstance(claim, QuantityClaim):
        yield from _describe_quantity(claim, source, naming)


def _describe_quantity(claim: QuantityClaim, source: Source, naming: Naming) -> Iterator[Triple]:
    quantity = claim.quantity
    unit = unit_iri(quantity.unit, naming)
    yield link(claim.iri, "rdf:type", term("QuantityClaim"))
    yield link(claim.iri, "pg:claimKind", term(f"{claim.kind.value}Figure"))
    yield link(claim.iri, "pg:metric", claim.metric.iri)
    yield from describe_metric(claim.metric)
    yield link(claim.iri, "pg:unit", unit)
    if quantity.unit not in FIXED_UNITS:
        yield link(unit, "rdf:type", term("Unit"))
        yield from label(unit, quantity.unit, source.language)
    yield say(claim.iri, "pg:value", quantity.value)
    if quantity.value_max is not None:
        yield say(claim.iri, "pg:valueMax", quantity.value_max)
    yield say(claim.iri, "pg:valueText", quantity.surface)
    yield say(claim.iri, "pg:valueStart", quantity.start)
    yield link(claim.iri, "pg:bound", term(quantity.bound.value))
    yield link(claim.iri, "pg:statistic", term(claim.statistic.value))
    if claim.scope:
        yield link(claim.iri, "pg:fundingScope", term(claim.scope.value))
    if claim.stage:
        yield link(claim.iri, "pg:moneyStage", term(claim.stage.value))
    others = {
        "pg:population": claim.population,
        "pg:inArea": claim.area,
        "pg:baseline": claim.baseline,
        "pg:componentOf": claim.component_of,
    }
    for name, other in others.items():
        if other:
            yield link(claim.iri, name, other)


def describe_time(claim: str, time: Period) -> Iterator[Triple]:
    """When a claim holds or falls due, as precisely as its document says."""
    yield link(claim, "pg:precision", term(time.precision.value))
    yield say(claim, "pg:timeText", time.text)
    last = time.end or time.start
    if time.role in (TimeRole.DEADLINE, TimeRole.AS_OF):
        if last:
            yield say_when(claim, f"pg:{time.role.value}", last, end=True)
        return
    if time.start:
        yield say_when(claim, "pg:periodStart", time.start)
    if time.role is TimeRole.DURING and time.end:
        yield say_when(claim, "pg:periodEnd", time.end, end=True)


def label(iri: str, text: str, language: str) -> Iterator[Triple]:
    """What a thing is called."""
    yield say(iri, "rdfs:label", text, language)
    yield say(iri, "skos:prefLabel", text, language)
