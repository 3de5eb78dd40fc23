"""The hand-made gold of the evaluation documents is sound: quotations and figures stand where they are said to."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
CORPUS: dict[str, dict[str, list[str]]] = tomllib.loads((HERE / "corpus.toml").read_text(encoding="utf-8"))
DOCUMENTS = [(language, name) for language, halves in CORPUS.items() for names in halves.values() for name in names]
FIGURES = {"budget", "investment", "target", "result", "count", "rank", "comparison", "share"}
RELATIONS = {
    *("membership", "responsible", "evolution", "law", "announcement", "event", "participation", "uses", "definition"),
    *("target", "result", "comparison"),
}
TYPES = {
    *("ministry", "agency", "government", "organisation", "company", "alliance"),
    *("programme", "project", "initiative", "infrastructure", "service", "platform"),
    *("technology", "technology_group", "law", "guideline", "roadmap", "strategy", "plan"),
    *("fund", "contract_system", "index", "metric", "sector", "place", "person", "event"),
}
GENERIC = {"target_group", "company_group", "facility_type", "region_group", "role", "disease", "document"}
"""Types of things that a reader may name but need not."""

Row = dict[str, Any]


def lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def text_of(language: str, name: str) -> str:
    return (HERE / language / f"{name}.txt").read_bytes().decode("utf-8")


def facts_of(language: str, name: str) -> list[Row]:
    return lines(HERE / language / f"{name}.facts.jsonl")


def test_every_document_belongs_to_one_half() -> None:
    assert {name: times for name, times in Counter(DOCUMENTS).items() if times > 1} == {}
    for language in CORPUS:
        in_folder = {path.name.removesuffix(".facts.jsonl") for path in (HERE / language).glob("*.facts.jsonl")}
        assert in_folder == {name for each, name in DOCUMENTS if each == language}


@pytest.mark.parametrize(("language", "name"), DOCUMENTS)
def test_a_document_says_what_it_is(language: str, name: str) -> None:
    said = json.loads((HERE / language / f"{name}.json").read_text(encoding="utf-8"))
    assert {"title", "publisher", "issued", "reference_time", "language", "country"} <= said.keys()
    assert all(isinstance(value, str) and value for value in said.values())
    assert not set("\r\ufeff") & set(text_of(language, name))


@pytest.mark.parametrize(("language", "name"), DOCUMENTS)
def test_quotations_and_figures_stand_in_their_place(language: str, name: str) -> None:
    text = text_of(language, name)
    for fact in facts_of(language, name):
        start, quote = fact["start_char"], fact["quote"]
        assert text[start : start + len(quote)] == quote, fact["id"]
        if "surface" in fact:
            at, surface = fact["surface_start"], fact["surface"]
            assert text[at : at + len(surface)] == surface, fact["id"]
            assert start <= at <= at + len(surface) <= start + len(quote), fact["id"]


@pytest.mark.parametrize(("language", "name"), DOCUMENTS)
def test_a_fact_is_a_figure_or_a_relation(language: str, name: str) -> None:
    facts = facts_of(language, name)
    assert len({fact["id"] for fact in facts}) == len(facts)
    for fact in facts:
        assert fact["doc"] == name
        assert all(fact[key] for key in ("subject", "metric")), fact["id"]
        if "object" in fact:
            assert fact["kind"] in RELATIONS, fact["id"]
        else:
            assert {fact["kind"], *fact.get("kind_alt", [])} <= FIGURES, fact["id"]
            assert isinstance(fact["value"], int | float), fact["id"]
            assert all(fact[key] for key in ("unit", "surface")), fact["id"]
        timed = any(fact.get(key) for key in ("start", "end", "asof"))
        assert not timed or fact.get("time_basis") in {"stated", "context", "document"}, fact["id"]


@pytest.mark.parametrize(("language", "name"), DOCUMENTS)
def test_no_two_figures_stand_in_one_place(language: str, name: str) -> None:
    places = sorted(
        (fact["surface_start"], fact["surface_start"] + len(fact["surface"]))
        for fact in facts_of(language, name)
        if "value" in fact and not fact.get("optional")
    )
    starts = Counter(start for start, _ in places)
    assert {start: times for start, times in starts.items() if times > 1} == {}


@pytest.mark.parametrize(("language", "name"), DOCUMENTS)
def test_one_fact_said_twice_has_one_value(language: str, name: str) -> None:
    facts = {fact["id"]: fact for fact in facts_of(language, name)}
    for fact in facts.values():
        if "group" in fact and "value" in fact:
            first = facts[fact["group"]]
            values = [first["value"], *first.get("value_alt", [])]
            assert fact["value"] == pytest.approx(values[0], rel=0.01) or fact["value"] in values, fact["id"]
            assert fact["unit"] == first["unit"], fact["id"]


@pytest.mark.parametrize(("language", "name"), DOCUMENTS)
def test_names_stand_in_the_text(language: str, name: str) -> None:
    text = text_of(language, name).lower()
    for entity in lines(HERE / language / f"{name}.entities.jsonl"):
        assert entity["doc"] == name
        assert entity["type"] in TYPES or (entity["type"] in GENERIC and entity.get("optional")), entity["name"]
        assert set(entity.get("type_alt", [])) <= TYPES | GENERIC, entity["name"]
        if not entity.get("optional"):
            assert any(each.lower() in text for each in [entity["name"], *entity.get("aliases", [])]), entity["name"]
