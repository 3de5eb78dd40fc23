"""Printed records hold the fields of the contract, and nothing that does not apply."""

from __future__ import annotations

from policygraph.reading.contract import Record, records
from policygraph.tests.reading.reading_of import read

TEXT = """Coast Plan

The Ministry of Fisheries will invest 5 trillion won (3 trillion won from the national budget) in harbours by 2027.

About 40 to 50 piers were repaired in 2023.

The Ministry of Fisheries leads the Coast Programme (CP).

By 2030, at least 40 night ferries will sail.
"""
BOUNDS = {"exactly", "about", "at_least", "at_most"}
SUBJECT = {"doc", "kind", "subject", "subject_id", "modality"}
QUANTITY = SUBJECT | {"metric", "value", "unit", "bound", "surface", "surface_start"}
RELATION = SUBJECT | {"object", "object_id"}
ENTITY = {"doc", "name", "id", "type"}
CITED = {"quote", "start_char", "end_char"}
JUDGED = {"confidence", "rule"}
SOMETIMES = {"subject_aliases", "value_max", "scope", "stage", "start", "end", "asof", "precision", "agent", "aliases"}


def printed() -> list[Record]:
    return list(records(read(TEXT)))


def by_surface(surface: str) -> Record:
    return next(r for r in printed() if r.get("surface") == surface)


def test_quantities_relations_and_entities_have_their_fields_and_no_others() -> None:
    for record in printed():
        fields = QUANTITY if "value" in record else RELATION if "object" in record else ENTITY
        needed = fields | CITED | (set() if "name" in record else JUDGED)
        assert needed <= record.keys() <= needed | SOMETIMES


def test_quotes_and_surfaces_stand_where_they_say() -> None:
    for record in printed():
        start, end = record["start_char"], record["end_char"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert TEXT[start:end] == record["quote"]
        if "surface" in record:
            at, surface = record["surface_start"], record["surface"]
            assert isinstance(at, int)
            assert isinstance(surface, str)
            assert TEXT[at : at + len(surface)] == surface
            assert start <= at < end


def test_money_says_whose_and_how_far() -> None:
    part = by_surface("3 trillion won")
    assert (part["value"], part["unit"], part["scope"], part["stage"]) == (3 * 10**12, "KRW", "national", "planned")
    whole = by_surface("5 trillion won")
    assert (whole["kind"], whole["end"], whole["agent"]) == ("budget", "2027", "Ministry of Fisheries")
    assert "scope" not in whole


def test_a_range_has_both_ends_and_a_bound() -> None:
    piers = next(r for r in printed() if r.get("unit") == "pier")
    assert (piers["value"], piers["value_max"], piers["bound"], piers["precision"]) == (40, 50, "about", "year")


def test_bounds_are_of_the_closed_list() -> None:
    assert {r["bound"] for r in printed() if "bound" in r} <= BOUNDS


def test_a_relation_has_two_ends_by_name_and_iri() -> None:
    relation = next(r for r in printed() if r["kind" if "kind" in r else "type"] == "responsibleBody")
    assert (relation["subject"], relation["object"]) == ("Coast Programme", "Ministry of Fisheries")
    assert str(relation["subject_id"]).startswith("https://example.org/id/item/")


def test_entities_tell_their_other_names() -> None:
    programme = next(r for r in printed() if r.get("name") == "Coast Programme")
    assert (programme["type"], programme["aliases"]) == ("programme", ["CP"])


def test_what_only_the_graph_needs_is_not_printed() -> None:
    assert {r["type"] for r in printed() if "type" in r} & {"concept", "post", "target_group"} == set()
