"""How sure a figure is told to be follows from what can be seen of it."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from policygraph.graph.citation import Source
from policygraph.graph.claim import EntityType, QuantityClaim
from policygraph.reading.certainty import probability, signs_of
from policygraph.reading.claims import read_claims
from policygraph.tests.reading.reading_of import quantity_claims, read

TEXT = "The Harbour Plan will spend £40 million on piers by 2027.\n\nIt may also cost another £3 million."


def test_a_subject_beside_its_number_is_surer_than_one_from_elsewhere() -> None:
    near, far = quantity_claims(read(TEXT))
    assert near.confidence > far.confidence


def test_every_sign_has_a_weight() -> None:
    claim = quantity_claims(read(TEXT))[0]
    weights = tomllib.loads(files("policygraph.reading").joinpath("certainty.toml").read_text("utf-8"))["weights"]
    assert set(signs_of(claim, "piers", EntityType.CONCEPT, 1)) <= set(weights)
    assert 0 < probability({"far": 1.0, "one word": 1.0}) < probability({"near": 1.0, "named": 1.0}) < 1


def test_what_was_only_offered_is_never_told_as_settled() -> None:
    claims = quantity_claims(read("The council put £40 million into ferries.\n\nIt comes with another £3 million."))
    assert [c.confidence <= 0.65 for c in claims] == [False, True]


def test_the_strict_mode_lists_what_it_leaves_out_and_points_at_nothing_gone() -> None:
    text = "Exports rose to $9 million in 2023 from $7 million, up 28%."
    source = Source("note", text, language="en", issued="2024-03-01")
    for least in (0.5, 0.7, 0.8, 0.9, 0.99):
        reading = read_claims(source, least=least)
        claims = [c for c in reading.claims if isinstance(c, QuantityClaim)]
        known = {c.iri for c in claims}
        assert all(c.confidence >= least for c in claims)
        assert all(c.baseline in known for c in claims if c.baseline is not None)
        listed = {numeral.surface for numeral in reading.unclaimed}
        said = " ".join(c.quantity.surface for c in claims)
        assert all(n in listed or n in said for n in ("9", "7", "28"))
