"""Claims and the things they are about, as values: what reading gives and the graph holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .citation import Citation, Source
from .values import FundingScope, Kind, Modality, MoneyStage, Period, Quantity, Statistic


class EntityType(StrEnum):
    """The closed list of types that a thing named in a document may have."""

    MINISTRY = "ministry"
    AGENCY = "agency"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"
    COMPANY = "company"
    ALLIANCE = "alliance"
    PROGRAMME = "programme"
    PROJECT = "project"
    INITIATIVE = "initiative"
    INFRASTRUCTURE = "infrastructure"
    SERVICE = "service"
    PLATFORM = "platform"
    TECHNOLOGY = "technology"
    TECHNOLOGY_GROUP = "technology_group"
    LAW = "law"
    GUIDELINE = "guideline"
    ROADMAP = "roadmap"
    STRATEGY = "strategy"
    PLAN = "plan"
    FUND = "fund"
    CONTRACT_SYSTEM = "contract_system"
    INDEX = "index"
    METRIC = "metric"
    SECTOR = "sector"
    PLACE = "place"
    PERSON = "person"
    EVENT = "event"
    POST = "post"
    """an office that a person holds; a thing of the graph, not of the printed contract"""
    TARGET_GROUP = "target_group"
    """people or organisations that policy means to reach; likewise"""
    CONCEPT = "concept"
    """anything else that is counted or paid for, as a plain concept; likewise"""


_CLASSES: dict[str, tuple[str, tuple[EntityType, ...]]] = {
    # family of the IRI: (class of the ontology unless told otherwise below, its types)
    "body": ("org:Organization", (EntityType.ORGANISATION, EntityType.COMPANY)),
    "item": ("pg:Programme", (EntityType.PROGRAMME, EntityType.PROJECT, EntityType.INITIATIVE)),
    "plan": ("pg:Plan", (EntityType.GUIDELINE, EntityType.ROADMAP, EntityType.STRATEGY, EntityType.PLAN)),
    "fund": ("pg:FinancialInstrument", (EntityType.FUND, EntityType.CONTRACT_SYSTEM)),
    "law": ("pg:Law", (EntityType.LAW,)),
    "technology": ("pg:Technology", (EntityType.TECHNOLOGY,)),
    "technology-group": ("pg:TechnologyGroup", (EntityType.TECHNOLOGY_GROUP,)),
    "index": ("pg:Index", (EntityType.INDEX,)),
    "measure": ("skos:Concept", (EntityType.METRIC,)),
    "sector": ("pg:Sector", (EntityType.SECTOR,)),
    "place": ("dcterms:Location", (EntityType.PLACE,)),
    "person": ("foaf:Person", (EntityType.PERSON,)),
    "event": ("pg:PolicyEvent", (EntityType.EVENT,)),
    "post": ("org:Post", (EntityType.POST,)),
    "group": ("pg:TargetGroup", (EntityType.TARGET_GROUP,)),
    "concept": ("skos:Concept", (EntityType.CONCEPT,)),
}
_SPECIAL: dict[EntityType, tuple[str, str]] = {
    EntityType.MINISTRY: ("body", "pg:Ministry"),
    EntityType.AGENCY: ("body", "pg:PublicBody"),
    EntityType.GOVERNMENT: ("body", "pg:PublicBody"),
    EntityType.ALLIANCE: ("body", "pg:Alliance"),
    EntityType.INFRASTRUCTURE: ("item", "pg:Infrastructure"),
    EntityType.PLATFORM: ("item", "pg:Infrastructure"),
    EntityType.SERVICE: ("item", "pg:DigitalService"),
}
FAMILY: dict[EntityType, str] = {t: family for family, (_, types) in _CLASSES.items() for t in types} | {
    t: family for t, (family, _) in _SPECIAL.items()
}
"""The first segment of a thing's IRI. Classes of different families are disjoint, so one IRI never has two of them."""
CLASS: dict[EntityType, str] = {t: cls for cls, types in _CLASSES.values() for t in types} | {
    t: cls for t, (_, cls) in _SPECIAL.items()
}
"""The ontology's class of a type, as a prefixed name."""
UNPRINTED = frozenset({EntityType.POST, EntityType.TARGET_GROUP, EntityType.CONCEPT})
"""Types that the printed contract leaves out."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that a document names, with the sentence that names it first.

    ``known`` says that its IRI and labels come from the shipped concepts; a discovered one is described in the
    document's own graph. ``plain`` says that the document only counts it and does not name it ("lead projects").
    """

    iri: str
    name: str
    type: EntityType
    citation: Citation
    aliases: tuple[str, ...] = ()
    language: str = "en"
    known: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Metric:
    """What a value counts or measures, independent of value, place and time."""

    iri: str
    label: str
    language: str = "en"
    index: str | None = None
    """IRI of the index whose rank or score this is"""
    lower_is_better: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one document says about one thing, with the sentences that say it."""

    iri: str
    subject: str
    modality: Modality
    evidence: tuple[Citation, ...]
    rule: str
    confidence: float
    agent: str | None = None
    """IRI of the body that the sentence (or else the publisher's line) makes say, promise or pay it"""
    time: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityClaim(Claim):
    """A claim that a metric of something has, had or shall have a value."""

    kind: Kind
    metric: Metric
    quantity: Quantity
    statistic: Statistic = Statistic.LEVEL
    scope: FundingScope | None = None
    stage: MoneyStage | None = None
    population: str | None = None
    area: str | None = None
    baseline: str | None = None
    """IRI of the earlier claim with which this one is compared"""
    component_of: str | None = None
    """IRI of the claim whose amount the document presents this one as a part of"""
    repeats: tuple[Quantity, ...] = ()
    """the same figure where the document says it again, each in a later citation of the evidence"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationClaim(Claim):
    """A claim that two things stand in a relation; ``predicate`` is ``directPartOf``, ``org:heldBy`` …"""

    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class UnclaimedNumeral:
    """A numeral of the text that no claim holds, and why (a reason of the closed list in ``reading.numerals``)."""

    start: int
    end: int
    surface: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read off one document: nothing of the text is lost on the way."""

    source: Source
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    unclaimed: tuple[UnclaimedNumeral, ...] = ()
    silent: tuple[Citation, ...] = ()
    """sentences that gave no claim"""
    warnings: tuple[str, ...] = field(default=())
    sections: tuple[tuple[int, int, str], ...] = ()
    """(start, end, heading path) of the stretches of text under each heading"""
    proposer: str = ""
    """who besides the rules was asked what the numbers without a claim are about"""
    unanswered: str = ""
    """why whoever was to be asked gave no answer: the rules alone were heard"""
