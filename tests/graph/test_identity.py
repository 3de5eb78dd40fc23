"""Proposals of names that may be one: kind, head noun, numerals and country must agree, and nothing is decided."""

from __future__ import annotations

import random

import pytest

from policygraph.graph.claim import FAMILY, EntityType
from policygraph.graph.identity import Thing, names_are_near, propose
from policygraph.graph.naming import Naming


def thing(name: str, kind: EntityType, *aliases: str, country: str = "") -> Thing:
    iri = Naming().entity(FAMILY[kind], name, country)
    return Thing(iri, kind, (name, *aliases), frozenset({country} - {""}))


P, M, BODY, WORKS = EntityType.PROGRAMME, EntityType.MINISTRY, EntityType.ORGANISATION, EntityType.INFRASTRUCTURE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (thing("Harbour Renewal", P), thing("Harbour Renewal Programme", P)),
        (thing("Smart City Platform", WORKS), thing("Smart-City Platforms", WORKS)),
        (thing("Centre for Coastal Modelling", BODY), thing("Center for Coastal Modeling", BODY)),
        (thing("National Harbour Institute", BODY), thing("NHI", BODY)),
        (thing("데이터 댐", P), thing("데이터댐 사업", P)),
        (thing("Sea Grid", P, "Ocean Grid"), thing("Ocean Grid", P)),
        (thing("Ministry of Economy", M, country="IT"), thing("Ministry of Economy", M)),
    ],
)
def test_names_that_may_be_one_are_proposed_with_the_reason(one: Thing, other: Thing) -> None:
    (proposal,) = propose([one, other])
    assert {proposal.one, proposal.other} == {one.iri, other.iri}
    assert proposal.one < proposal.other
    assert proposal.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (thing("smart farm", WORKS), thing("smart factory", WORKS)),
        (thing("Ministry of Economy", M, country="KR"), thing("Ministry of Economy", M, country="IT")),
        (thing("Ministry of Trade", M), thing("Ministry of Economy", M)),
        (thing("Harbour Renewal", P), thing("Harbour Renewal 2.0", P)),
        (thing("Phase II Programme", P), thing("Phase III Programme", P)),
        (thing("2020 Harbour Plan", EntityType.PLAN), thing("2021 Harbour Plan", EntityType.PLAN)),
        (thing("Harbour Strategy", EntityType.STRATEGY), thing("Harbour Strategy", P)),
        (thing("Northern Rail Programme", P), thing("Southern Rail Programme", P)),
        (thing("Export Support Programme", P), thing("Import Support Programme", P)),
        (thing("Harbour Plan", EntityType.PLAN), thing("Harbour Strategy", EntityType.PLAN)),
        (thing("스마트팜", WORKS), thing("스마트공장", WORKS)),
        (thing("Kim Minsu", EntityType.PERSON), thing("Kim Minsoo", EntityType.PERSON)),
    ],
)
def test_names_that_only_look_alike_are_not_proposed(one: Thing, other: Thing) -> None:
    assert propose([one, other]) == []


def test_the_order_of_the_things_does_not_show() -> None:
    things = [thing(f"Harbour {word}", P) for word in ("Renewal", "Renewals", "Renewal Programme", "Watch", "Watches")]
    shuffled = things.copy()
    random.Random(0).shuffle(shuffled)
    assert propose(things) == propose(shuffled) != []


def test_a_name_with_another_numeral_is_another_name() -> None:
    assert not names_are_near("New Deal 1.0", "New Deal 2.0")
