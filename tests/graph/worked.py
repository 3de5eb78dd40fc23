"""Readings built by hand: a small plan, the report on its first year, and a builder for more."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypedDict, Unpack

from policygraph.graph.citation import Citation, Source, cite
from policygraph.graph.claim import (
    FAMILY,
    Claim,
    Entity,
    EntityType,
    Metric,
    QuantityClaim,
    Reading,
    RelationClaim,
    UnclaimedNumeral,
)
from policygraph.graph.naming import Naming
from policygraph.graph.values import (
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

PLAN_TEXT = """Plan for the Digital New Deal
The Ministry of Science and ICT will bring 58.2 trillion won together for the Digital New Deal by 2025.
Of that, 44.8 trillion won is planned as national money by 2025.
The Data Dam belongs to the Digital New Deal.
In the Data Dam, 30 big data platforms shall run by 2025.
Korea, 15th in the security ranking, wants 10th place by 2025.
"""
REPORT_TEXT = """One year of the Digital New Deal
The Ministry of Science and ICT paid 10.1 trillion won of national money for the Digital New Deal by August 2021.
As of May 2021, 16 big data platforms run in the Data Dam.
The Digital New Deal 2.0 follows the Digital New Deal.
Under the Digital New Deal 2.0, 49 trillion won of national money is planned by 2025.
31 big data platforms are now foreseen in the Data Dam by 2025.
In 2021 the security ranking had Korea in 4th place.
"""
NAMING = Naming()
BY_2025 = ("by 2025", None, "2025", TimeRole.DEADLINE, Precision.YEAR)
When = tuple[str, str | None, str | None, TimeRole, Precision]


class Details(TypedDict, total=False):
    """What a quantity claim may say beyond its number."""

    scope: FundingScope
    stage: MoneyStage
    statistic: Statistic
    bound: Bound
    population: str
    area: str
    component_of: str
    baseline: str
    confidence: float
    lower_is_better: bool


@dataclass
class Draft:
    """A reading in the making; whatever is named is looked up in the text, sentence by sentence (one a line)."""

    source: Source
    entities: dict[str, Entity] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    unclaimed: list[UnclaimedNumeral] = field(default_factory=list)

    def sentence(self, part: str) -> Citation:
        """The only line that holds these words."""
        text = self.source.text
        at = text.index(part)
        return cite(text, text.rfind("\n", 0, at) + 1, text.index("\n", at))

    def entity(self, name: str, kind: EntityType, *, slug: str = "") -> str:
        """A thing named in the text."""
        iri = NAMING.entity(FAMILY[kind], slug or name)
        self.entities[iri] = Entity(iri, name, kind, self.sentence(name))
        return iri

    def when(self, part: str, when: When) -> Period:
        """A time in the line that holds these words."""
        words, start, end, role, precision = when
        at = self.source.text.index(words, self.sentence(part).start)
        return Period(start, end, role, precision, words, at, at + len(words))

    def quantity(
        self,
        part: str,
        surface: str,
        value: str,
        unit: str,
        metric: str,
        subject: str,
        kind: Kind,
        modality: Modality,
        when: When | None = None,
        **details: Unpack[Details],
    ) -> str:
        """A quantity claim on the line that holds ``part``."""
        quote = self.sentence(part)
        at = self.source.text.index(surface, quote.start)
        iri = NAMING.quantity_claim(self.source.id, at, at + len(surface), kind.value)
        self.claims.append(
            QuantityClaim(
                iri=iri,
                subject=subject,
                modality=modality,
                evidence=(quote,),
                rule="by.hand",
                confidence=details.get("confidence", 0.9),
                time=self.when(part, when) if when else None,
                kind=kind,
                metric=Metric(NAMING.metric(metric), metric, lower_is_better=details.get("lower_is_better", False)),
                quantity=Quantity(
                    Decimal(value), unit, details.get("bound", Bound.EXACTLY), surface, at, at + len(surface)
                ),
                statistic=details.get("statistic", Statistic.LEVEL),
                scope=details.get("scope"),
                stage=details.get("stage"),
                population=details.get("population"),
                area=details.get("area"),
                component_of=details.get("component_of"),
                baseline=details.get("baseline"),
            )
        )
        return iri

    def relation(
        self, part: str, subject: str, predicate: str, other: str, modality: Modality = Modality.STATED
    ) -> str:
        """A relation claim on the line that holds ``part``."""
        quote = self.sentence(part)
        iri = NAMING.relation_claim(self.source.id, quote.start, quote.end, predicate, subject, other)
        self.claims.append(
            RelationClaim(
                iri=iri,
                subject=subject,
                modality=modality,
                evidence=(quote,),
                rule="by.hand",
                confidence=0.8,
                predicate=predicate,
                object=other,
            )
        )
        return iri

    def reading(self) -> Reading:
        """The reading as it stands."""
        return Reading(
            source=self.source,
            entities=tuple(self.entities.values()),
            claims=tuple(self.claims),
            unclaimed=tuple(self.unclaimed),
            sections=((0, len(self.source.text), self.source.text.partition("\n")[0]),),
        )


def draft(doc: str, text: str, issued: str, publisher: str = "Ministry of Science and ICT") -> Draft:
    """A draft on a text, one sentence a line."""
    title = text.partition("\n")[0]
    return Draft(Source(doc, text, title=title, publisher=publisher, issued=issued, language="en", country="KR"))


def plan(platforms: str = "30") -> Reading:
    """The plan of July 2020; the number of platforms can be changed, as in a corrected file."""
    d = draft("plan-2020", PLAN_TEXT.replace("30 big", f"{platforms} big"), "2020-07-14")
    d.entity("Ministry of Science and ICT", EntityType.MINISTRY)
    deal = d.entity("Digital New Deal", EntityType.PROGRAMME)
    dam = d.entity("Data Dam", EntityType.INFRASTRUCTURE)
    korea = d.entity("Korea", EntityType.PLACE)
    planned = MoneyStage.PLANNED
    won = "trillion won"
    whole = d.quantity(
        won, f"58.2 {won}", "58200000000000", "KRW", "investment", deal, Kind.BUDGET, Modality.COMMITTED, BY_2025,
        scope=FundingScope.TOTAL, stage=planned,
    )  # fmt: skip
    d.quantity(
        "44.8", f"44.8 {won}", "44800000000000", "KRW", "investment", deal, Kind.BUDGET, Modality.COMMITTED, BY_2025,
        scope=FundingScope.NATIONAL, stage=planned, component_of=whole,
    )  # fmt: skip
    d.relation("belongs", dam, "directPartOf", deal)
    d.quantity(
        f"{platforms} big", platforms, platforms, "big data platform", "big data platforms", dam, Kind.TARGET,
        Modality.COMMITTED, BY_2025,
    )  # fmt: skip
    d.quantity(
        "10th", "10th", "10", "rank", "security rank", korea, Kind.RANK, Modality.COMMITTED, BY_2025,
        lower_is_better=True,
    )  # fmt: skip
    at = PLAN_TEXT.index("15th")
    d.unclaimed.append(UnclaimedNumeral(at, at + 4, d.source.text[at : at + 4], "no time is given"))
    return d.reading()


def report() -> Reading:
    """The report of August 2021 on the plan's first year."""
    d = draft("report-2021", REPORT_TEXT, "2021-08-30")
    d.entity("Ministry of Science and ICT", EntityType.MINISTRY)
    deal = d.entity("Digital New Deal", EntityType.PROGRAMME)
    second = d.entity("Digital New Deal 2.0", EntityType.PROGRAMME)
    dam = d.entity("Data Dam", EntityType.INFRASTRUCTURE)
    korea = d.entity("Korea", EntityType.PLACE)
    august = ("by August 2021", None, "2021-08", TimeRole.AS_OF, Precision.MONTH)
    may = ("As of May 2021", "2021-05", "2021-05", TimeRole.AS_OF, Precision.MONTH)
    year = ("In 2021", "2021", "2021", TimeRole.AS_OF, Precision.YEAR)
    national = FundingScope.NATIONAL
    d.quantity(
        "10.1", "10.1 trillion won", "10100000000000", "KRW", "investment", deal, Kind.BUDGET, Modality.ACHIEVED,
        august, scope=national, stage=MoneyStage.EXECUTED,
    )  # fmt: skip
    d.quantity(
        "As of May", "16", "16", "big data platform", "big data platforms", dam, Kind.RESULT, Modality.ACHIEVED, may
    )
    d.relation("follows", second, "succeeds", deal)
    d.quantity(
        "49 trillion", "49 trillion won", "49000000000000", "KRW", "investment", second, Kind.BUDGET,
        Modality.COMMITTED, BY_2025, scope=national, stage=MoneyStage.PLANNED,
    )  # fmt: skip
    d.quantity(
        "31 big", "31", "31", "big data platform", "big data platforms", dam, Kind.TARGET, Modality.COMMITTED, BY_2025
    )
    d.quantity(
        "4th", "4th", "4", "rank", "security rank", korea, Kind.RANK, Modality.ACHIEVED, year, lower_is_better=True
    )
    return d.reading()
