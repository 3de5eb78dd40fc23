"""Two invented documents, a plan and the report on it two years later, and the graph that they make."""

from __future__ import annotations

from dataclasses import replace
from typing import Unpack

from pyoxigraph import BlankNode

from policygraph.graph.citation import Source
from policygraph.graph.claim import EntityType as Is
from policygraph.graph.claim import Metric, QuantityClaim, Reading, UnclaimedNumeral
from policygraph.graph.naming import BASE
from policygraph.graph.rules import derive
from policygraph.graph.store import Store
from policygraph.graph.triples import document_graph
from policygraph.graph.values import Bound, FundingScope, Kind, Modality, MoneyStage, Precision, Statistic, TimeRole
from policygraph.graph.verifying import verify
from policygraph.ontology.files import triples, vocabulary_files
from policygraph.tests.graph.worked import NAMING, Details, Draft, When

PLAN_TEXT = """Plan of the Clean Water Programme
The Ministry of Water presented the Clean Water Programme at the Water Summit on 1 March 2022.
The Water Summit, held by the Ministry of Water, took place in Norland.
The Clean Water Programme will cost 8 billion euros in total by 2026, 6 billion euros of it in national funds.
The Clean Water Programme shall create 40,000 jobs by 2026.
River Restoration, a part of the Clean Water Programme, is planned at 5 billion euros in total by 2026.
The Smart Meter Rollout, a part of the Clean Water Programme, is planned at 3 billion euros in total by 2026.
River Restoration will clean 300 rivers by 2024 and open 10 lakes by 2023.
River Restoration is to train 2,000 farmers by 2026.
The Smart Meter Rollout will bring 12,000 smart meters to households by 2026.
The Sensor Network, a part of River Restoration, will hold 130 kinds of water data by 2026.
River Restoration uses artificial intelligence and, like the Smart Meter Rollout, the Internet of Things.
Norland, 15th in the Water Quality Index in 2019, wants 10th place by 2026.
The Flood Strategy (tentative name) for River Restoration is expected by the end of 2021.
The Ministry of Water is responsible for River Restoration.
Blue Tech stands for artificial intelligence and digital twin.
Ada Norr is Minister of Water in the Ministry of Water.
River Restoration works in agriculture and benefits farmers.
"""
REPORT_TEXT = """Two years of the Clean Water Programme
The Ministry of Water has paid 2 billion euros of national funds for the Clean Water Programme by May 2024.
Of these 2 billion, 1.2 billion euros and 0.8 billion euros went out in two years.
The Clean Water Programme is still to create 40,000 jobs by 2026.
About 8,000 smart meters and 4,000 pumps run in the Smart Meter Rollout in May 2024.
River Restoration cleaned 310 rivers by December 2023 and opened 6 lakes by December 2023.
River Restoration now means to train 2,500 farmers by 2026.
The Sensor Network holds 48 million records of water data in May 2024.
The Sensor Network had 70 stations in May 2024.
On another page the Sensor Network had 75 stations and 900 probes in May 2024.
The Clean Water Programme 2.0 follows the Clean Water Programme; more than 7 billion euros go into it by 2028.
Norland ranked 15th in 2019 and 9th in 2023 in the Water Quality Index, which the Lake Institute compiles.
The water technology market rose by 25 % from 400 million euros in 2021 to 500 million euros in 2023.
Of the people reached by River Restoration, farmers were 900, which is 60 %.
The Clean Water Programme enacted the Water Act and amended the Drinking Water Guidelines.
Harbour Bank decided to put 50 million euros into the Blue Fund.
The Clean Water Programme 2.0 uses digital twin and artificial intelligence.
"""
PLANNED, TOTAL, NATIONAL = MoneyStage.PLANNED, FundingScope.TOTAL, FundingScope.NATIONAL
PROMISED, DONE, STATED = Modality.COMMITTED, Modality.ACHIEVED, Modality.STATED


def by(year: str) -> When:
    """A deadline as the documents word it."""
    return (f"by {year}", None, year, TimeRole.DEADLINE, Precision.YEAR)


def at(words: str, month: str) -> When:
    """A time for which a level holds."""
    precision = Precision.MONTH if "-" in month else Precision.YEAR
    return (words, month, month, TimeRole.AS_OF, precision)


MAY, DECEMBER = at("May 2024", "2024-05"), at("December 2023", "2023-12")


class Draught(Draft):
    """A draft whose figures may name who asserts them, and whose metrics may belong to an index."""

    def figure(
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
        agent: str | None = None,
        index: str | None = None,
        **details: Unpack[Details],
    ) -> str:
        """A quantity claim on the line that holds ``part``."""
        iri = self.quantity(part, surface, value, unit, metric, subject, kind, modality, when, **details)
        claim = self.claims[-1]
        assert isinstance(claim, QuantityClaim)
        measure = Metric(claim.metric.iri, metric, index=index, lower_is_better=bool(index))
        self.claims[-1] = replace(claim, agent=agent or NAMING.entity("body", "Ministry of Water"), metric=measure)
        return iri

    def numeral(self, part: str, reason: str) -> None:
        """A numeral that no claim holds."""
        start = self.source.text.index(part)
        self.unclaimed.append(UnclaimedNumeral(start, start + len(part), part, reason))


def plan() -> Reading:
    """The plan of March 2022."""
    d = Draught(source("water-plan", PLAN_TEXT, "2022-03-01"))
    ministry = d.entity("Ministry of Water", Is.MINISTRY)
    water = d.entity("Clean Water Programme", Is.PROGRAMME)
    summit = d.entity("Water Summit", Is.EVENT)
    norland = d.entity("Norland", Is.PLACE)
    rivers = d.entity("River Restoration", Is.PROJECT)
    meters = d.entity("Smart Meter Rollout", Is.PROJECT)
    sensors = d.entity("Sensor Network", Is.INFRASTRUCTURE)
    ai = d.entity("artificial intelligence", Is.TECHNOLOGY)
    things = d.entity("Internet of Things", Is.TECHNOLOGY)
    twin = d.entity("digital twin", Is.TECHNOLOGY)
    blue = d.entity("Blue Tech", Is.TECHNOLOGY_GROUP)
    index = d.entity("Water Quality Index", Is.INDEX)
    strategy = d.entity("Flood Strategy", Is.STRATEGY)
    norr = d.entity("Ada Norr", Is.PERSON)
    post = d.entity("Minister of Water", Is.POST)
    fields = d.entity("agriculture", Is.SECTOR)
    farmers = d.entity("farmers", Is.TARGET_GROUP)
    households = d.entity("households", Is.TARGET_GROUP)

    d.relation("presented", water, "announcedAt", summit)
    d.relation("took place", summit, "hostedBy", ministry)
    d.relation("took place", summit, "inArea", norland)
    budget = Kind.BUDGET
    whole = d.figure(
        "cost 8 billion", "8 billion euros", "8000000000", "EUR", "investment", water, budget, PROMISED, by("2026"),
        scope=TOTAL, stage=PLANNED,
    )  # fmt: skip
    d.figure(
        "cost 8 billion", "6 billion euros", "6000000000", "EUR", "investment", water, budget, PROMISED, by("2026"),
        scope=NATIONAL, stage=PLANNED, component_of=whole,
    )  # fmt: skip
    d.figure("40,000", "40,000", "40000", "job", "jobs", water, Kind.TARGET, PROMISED, by("2026"))
    for thing, said, value in ((rivers, "5 billion euros", "5000000000"), (meters, "3 billion euros", "3000000000")):
        d.relation(f"planned at {said}", thing, "directPartOf", water)
        d.figure(
            f"planned at {said}", said, value, "EUR", "investment", thing, budget, PROMISED, by("2026"),
            scope=TOTAL, stage=PLANNED, component_of=whole,
        )  # fmt: skip
    d.figure("300 rivers", "300", "300", "river", "cleaned rivers", rivers, Kind.TARGET, PROMISED, by("2024"))
    d.figure("300 rivers", "10", "10", "lake", "opened lakes", rivers, Kind.TARGET, PROMISED, by("2023"))
    d.figure(
        "2,000 farmers", "2,000", "2000", "person", "trained people", rivers, Kind.TARGET, PROMISED, by("2026"),
        population=farmers,
    )  # fmt: skip
    d.figure("12,000", "12,000", "12000", "smart meter", "smart meters", meters, Kind.TARGET, PROMISED, by("2026"))
    d.relation("12,000", meters, "benefits", households, PROMISED)
    d.relation("130 kinds", sensors, "directPartOf", rivers)
    d.figure("130 kinds", "130", "130", "kind", "water data", sensors, Kind.TARGET, PROMISED, by("2026"))
    d.relation("uses artificial", rivers, "usesTechnology", ai)
    d.relation("uses artificial", rivers, "usesTechnology", things)
    d.relation("uses artificial", meters, "usesTechnology", things)
    rank = "rank in the Water Quality Index"
    d.figure("wants 10th", "15th", "15", "rank", rank, norland, Kind.RANK, STATED, at("2019", "2019"), index=index)
    d.figure("wants 10th", "10th", "10", "rank", rank, norland, Kind.RANK, PROMISED, by("2026"), index=index)
    d.relation("tentative name", rivers, "basedOn", strategy, Modality.EXPECTED)
    end = ("by the end of 2021", None, "2021", TimeRole.DEADLINE, Precision.YEAR)
    d.claims[-1] = replace(d.claims[-1], time=d.when("tentative name", end))
    d.relation("is responsible", rivers, "responsibleBody", ministry)
    d.relation("stands for", blue, "hasTechnology", ai)
    d.relation("stands for", blue, "hasTechnology", twin)
    d.relation("is Minister", post, "org:heldBy", norr)
    d.relation("is Minister", post, "org:postIn", ministry)
    d.relation("works in", rivers, "inSector", fields)
    d.relation("works in", rivers, "benefits", farmers)
    d.numeral("2022", "part of a date")
    return d.reading()


def report() -> Reading:
    """The report of June 2024."""
    d = Draught(source("water-report", REPORT_TEXT, "2024-06-30"))
    ministry = d.entity("Ministry of Water", Is.MINISTRY)
    water = d.entity("Clean Water Programme", Is.PROGRAMME)
    second = d.entity("Clean Water Programme 2.0", Is.PROGRAMME)
    rivers = d.entity("River Restoration", Is.PROJECT)
    meters = d.entity("Smart Meter Rollout", Is.PROJECT)
    sensors = d.entity("Sensor Network", Is.INFRASTRUCTURE)
    norland = d.entity("Norland", Is.PLACE)
    index = d.entity("Water Quality Index", Is.INDEX)
    institute = d.entity("Lake Institute", Is.ORGANISATION)
    market = d.entity("water technology market", Is.CONCEPT)
    farmers = d.entity("farmers", Is.TARGET_GROUP)
    act = d.entity("Water Act", Is.LAW)
    guidelines = d.entity("Drinking Water Guidelines", Is.GUIDELINE)
    bank = d.entity("Harbour Bank", Is.COMPANY)
    fund = d.entity("Blue Fund", Is.FUND)
    ai = d.entity("artificial intelligence", Is.TECHNOLOGY)
    twin = d.entity("digital twin", Is.TECHNOLOGY)
    budget, result, done = Kind.BUDGET, Kind.RESULT, DONE

    paid = MoneyStage.EXECUTED
    spent = d.figure(
        "has paid", "2 billion euros", "2000000000", "EUR", "investment", water, budget, done, MAY,
        scope=NATIONAL, stage=paid,
    )  # fmt: skip
    for said, value in (("1.2 billion euros", "1200000000"), ("0.8 billion euros", "800000000")):
        d.figure(
            "Of these", said, value, "EUR", "investment", water, budget, done,
            scope=NATIONAL, stage=paid, component_of=spent,
        )  # fmt: skip
    d.figure("still to create", "40,000", "40000", "job", "jobs", water, Kind.TARGET, PROMISED, by("2026"))
    d.figure(
        "About 8,000", "8,000", "8000", "smart meter", "smart meters", meters, result, done, MAY,
        bound=Bound.APPROXIMATELY,
    )  # fmt: skip
    d.figure("About 8,000", "4,000", "4000", "pump", "pumps", meters, result, done, MAY, confidence=0.55)
    d.figure("310 rivers", "310", "310", "river", "cleaned rivers", rivers, result, done, DECEMBER)
    d.figure("310 rivers", "6", "6", "lake", "opened lakes", rivers, result, done, DECEMBER)
    d.figure(
        "2,500 farmers", "2,500", "2500", "person", "trained people", rivers, Kind.TARGET, PROMISED, by("2026"),
        population=farmers,
    )  # fmt: skip
    d.figure("48 million", "48 million", "48000000", "record", "water data", sensors, result, done, MAY)
    d.figure("had 70", "70", "70", "station", "stations", sensors, result, done, MAY)
    d.figure("had 75", "75", "75", "station", "stations", sensors, result, done, MAY)
    d.figure("had 75", "900", "900", "probe", "probes", sensors, result, done, MAY)
    d.relation("follows", second, "succeeds", water)
    d.figure(
        "follows", "7 billion euros", "7000000000", "EUR", "investment", second, budget, PROMISED, by("2028"),
        bound=Bound.AT_LEAST,
    )  # fmt: skip
    rank = "rank in the Water Quality Index"
    d.figure("ranked 15th", "15th", "15", "rank", rank, norland, Kind.RANK, done, at("2019", "2019"), index=index)
    d.figure("ranked 15th", "9th", "9", "rank", rank, norland, Kind.RANK, done, at("2023", "2023"), index=index)
    d.relation("ranked 15th", index, "compiledBy", institute)
    size = "market size"
    d.figure(
        "rose by", "25 %", "25", "percent", size, market, Kind.COMPARISON, STATED,
        statistic=Statistic.PERCENT_CHANGE,
    )  # fmt: skip
    for said, value, year in (("400 million euros", "400000000", "2021"), ("500 million euros", "500000000", "2023")):
        d.figure("rose by", said, value, "EUR", size, market, Kind.COUNT, STATED, at(f"in {year}", year))
    d.figure("farmers were", "900", "900", "person", "people reached", rivers, result, done, population=farmers)
    d.figure(
        "farmers were", "60 %", "60", "percent", "people reached", rivers, Kind.SHARE, done,
        statistic=Statistic.SHARE, population=farmers,
    )  # fmt: skip
    d.relation("enacted", water, "enacts", act, done)
    d.relation("enacted", water, "amends", guidelines, done)
    d.figure(
        "Harbour Bank", "50 million euros", "50000000", "EUR", "investment", fund, Kind.INVESTMENT, PROMISED,
        agent=bank, scope=FundingScope.PRIVATE, stage=MoneyStage.ANNOUNCED,
    )  # fmt: skip
    d.relation("2.0 uses", second, "usesTechnology", twin, PROMISED)
    d.relation("2.0 uses", second, "usesTechnology", ai, PROMISED)
    del ministry
    return d.reading()


def water_store(address: str = "memory:") -> Store:
    """Both documents, the vocabulary and what the rules derive."""
    store = Store.open(address)
    vocabulary = (triple for name in vocabulary_files() for triple in triples(name))
    named = [t for t in vocabulary if not isinstance(t.subject, BlankNode) and not isinstance(t.object, BlankNode)]
    graphs = {f"{BASE}graph/vocabulary": named}
    for reading in (plan(), report()):
        verify(reading)
        graphs[NAMING.graph(reading.source.id)] = document_graph(reading, NAMING)
    store.replace(graphs)
    store.replace({f"{BASE}graph/derived": derive(store)})
    return store


def source(doc: str, text: str, issued: str) -> Source:
    title = text.partition("\n")[0]
    return Source(doc, text, title=title, publisher="Ministry of Water", issued=issued, language="en", country="NO")
