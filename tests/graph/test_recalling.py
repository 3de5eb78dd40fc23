"""What was put into a store comes back as the reading it was."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from policygraph.errors import NotFound
from policygraph.graph.claim import QuantityClaim, Reading, RelationClaim
from policygraph.graph.recalling import recall, stored_readings
from policygraph.graph.store import Store
from policygraph.loaders.ingest import ingest
from policygraph.loaders.opening import open_source
from policygraph.reading.claims import read_claims

SAMPLE = Path(str(files("policygraph.loaders") / "samples" / "digital-new-deal-plan-2020.md"))


@pytest.fixture(scope="module")
def reading() -> Reading:
    opened = open_source(SAMPLE)
    return read_claims(opened.source, body_start=opened.body_start)


@pytest.fixture(scope="module")
def recalled(reading: Reading) -> Reading:
    store = Store.open("memory:")
    ingest(store, [reading])
    (again,) = stored_readings(store)
    assert recall(store, reading.source.id) == again
    return again


def kept(claim: QuantityClaim) -> QuantityClaim:
    """A claim as far as the graph keeps it."""
    time = claim.time and replace(claim.time, start_char=-1, end_char=-1)
    evidence = tuple(sorted(claim.evidence, key=lambda each: each.start))
    plain = replace(claim.metric, lower_is_better=False, index=None)
    return replace(claim, time=time, repeats=(), evidence=evidence, metric=plain)


def test_the_source_comes_back(reading: Reading, recalled: Reading) -> None:
    assert replace(recalled.source, publisher=reading.source.publisher) == reading.source


def test_quantity_claims_come_back(reading: Reading, recalled: Reading) -> None:
    there = {kept(claim) for claim in reading.claims if isinstance(claim, QuantityClaim)}
    assert {claim for claim in recalled.claims if isinstance(claim, QuantityClaim)} == there


def test_relation_claims_come_back(reading: Reading, recalled: Reading) -> None:
    there = {claim for claim in reading.claims if isinstance(claim, RelationClaim)}
    assert {claim for claim in recalled.claims if isinstance(claim, RelationClaim)} == there


def test_numerals_that_no_claim_holds_come_back(reading: Reading, recalled: Reading) -> None:
    assert recalled.unclaimed == tuple(sorted(reading.unclaimed, key=lambda each: each.start))


def test_a_document_that_is_not_there_is_told() -> None:
    with pytest.raises(NotFound, match='no document "harbour"'):
        recall(Store.open("memory:"), "harbour")
