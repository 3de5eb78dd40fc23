"""The English sample documents are read: every figure of the table, and the names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policygraph.graph.claim import UNPRINTED, Entity, QuantityClaim, Reading
from policygraph.graph.naming import Naming
from policygraph.graph.values import Bound, FundingScope
from policygraph.loaders.opening import open_source
from policygraph.reading.claims import read_claims
from policygraph.tests.reading.reading_of import quantity_claims

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = ("digital-new-deal-plan-2020", "digital-new-deal-first-year-2021")
SPECIAL = {"KRW", "USD", "SGD", "AUD", "TWD", "INR", "EUR", "percent", "percentage_point", "rank", "times"}
BOUNDS = {Bound.EXACTLY: "exactly", Bound.APPROXIMATELY: "about", Bound.AT_LEAST: "at_least", Bound.AT_MOST: "at_most"}
SCOPES = {
    FundingScope.TOTAL: "total",
    FundingScope.NATIONAL: "national",
    FundingScope.LOCAL: "local",
    FundingScope.PRIVATE: "private",
}
FAMILIES = (
    {"programme", "project", "initiative", "plan"},
    {"agency", "organisation", "government", "alliance", "company", "ministry"},
    {"strategy", "plan", "roadmap", "guideline", "law"},
    {"infrastructure", "platform", "service", "project"},
    {"technology", "technology_group"},
    {"fund", "contract_system"},
    {"index", "metric"},
)
"""types that name nearly the same sort of thing: a reader may choose either"""

Row = dict[str, Any]


def table(name: str, key: str) -> list[Row]:
    rows: list[Row] = tomllib.loads((ROOT / "tests" / "gold" / name).read_text(encoding="utf-8"))[key]
    return rows


FIGURES = table("figures.toml", "figure")
NAMES = [row for row in table("names.toml", "name") if set(row["documents"]) & set(ENGLISH)]


@cache
def reading_of(document: str) -> Reading:
    opened = open_source(ROOT / "loaders" / "samples" / f"{document}.md")
    return read_claims(opened.source, Naming(), opened.body_start)


def things(reading: Reading) -> dict[str, Entity]:
    return {entity.iri: entity for entity in reading.entities}


def place_of(figure: Row) -> tuple[int, int]:
    near = reading_of(figure["document"]).source.text.index(figure["near"])
    start = near + figure["near"].index(figure["surface"])
    return start, start + len(figure["surface"])


def claims_at(figure: Row) -> list[QuantityClaim]:
    """The claims whose number, or a repeat of it, stands where the table has the figure."""
    start, end = place_of(figure)
    return [
        claim
        for claim in quantity_claims(reading_of(figure["document"]))
        if any(q.start < end and start < q.end for q in (claim.quantity, *claim.repeats))
    ]


# A name is recognised by its words, whatever their case, hyphens and plurals


def plain(words: str) -> str:
    return re.sub(r"[\s\-–—_/]+", " ", re.sub(r"[“”\"'’‘「」()]", "", words.lower())).strip()


def pairs(words: str) -> set[str]:
    return {words[i : i + 2] for i in range(len(words) - 1)}


def contains(words: str, part: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}(?:e?s)?(?!\w)", words) is not None


def same_name(one: str, other: str) -> bool:
    first, second = sorted((plain(one), plain(other)), key=len)
    if not first or (contains(second, first) and len(first) >= max(4, len(second) / 3)):
        return bool(first)
    shared = len(pairs(first) & pairs(second))
    return first == second or 2 * shared >= 0.7 * (len(pairs(first)) + len(pairs(second)))


def right_subject(claim: QuantityClaim, figure: Row) -> bool:
    wanted = [figure["subject"], *figure["subject_also"]]
    entity = things(reading_of(figure["document"]))[claim.subject]
    said = [entity.name, *entity.aliases]
    described = [plain(f"{name} {claim.metric.label}") for name in said]
    if any(contains(words, plain(name)) for words in described for name in wanted if len(plain(name)) > 1):
        return True
    return any(same_name(name, other) for name in said for other in wanted)


def right_unit(unit: str, wanted: str) -> bool:
    return unit == wanted or not {unit, wanted} & SPECIAL


def right_value(claim: QuantityClaim, figure: Row) -> bool:
    return any(q.value == Decimal(figure["value"]) for q in (claim.quantity, *claim.repeats))


def right(claim: QuantityClaim, figure: Row) -> dict[str, bool]:
    return {
        "value": right_value(claim, figure),
        "unit": right_unit(claim.quantity.unit, figure["unit"]),
        "kind": claim.kind.value in (figure["kind"], *figure["kind_also"]),
        "subject": right_subject(claim, figure),
    }


def right_details(claim: QuantityClaim, figure: Row) -> dict[str, bool]:
    """Bound, scope and stage, where the table gives them."""
    out = {"bound": BOUNDS[claim.quantity.bound] == figure["bound"]}
    if "scope" in figure:
        out["scope"] = claim.scope is not None and SCOPES[claim.scope] == figure["scope"]
    if "stage" in figure:
        out["stage"] = claim.stage is not None and claim.stage.value == figure["stage"]
    return out


@pytest.mark.parametrize("figure", FIGURES, ids=[row["id"] for row in FIGURES])
def test_a_figure_is_read_with_value_unit_kind_and_subject(figure: Row) -> None:
    found = [right(claim, figure) for claim in claims_at(figure)]
    assert any(all(checks.values()) for checks in found), found


UNTOLD = {
    "plan-2020/education-money": '"is provided" is stated, not planned',
    "plan-2020/non-face-to-face-money": '"comes with 2.5 trillion won" is stated, not planned',
    "first-year-2021/smart-technology-micro-businesses": '"about" holds for the whole list',
}
"""figures whose bound or stage is not read yet, and why"""


def test_figures_have_the_bound_scope_and_stage_that_the_document_gives_them() -> None:
    wrong = {
        figure["id"]
        for figure in FIGURES
        if not any(
            all({**right(claim, figure), **right_details(claim, figure)}.values()) for claim in claims_at(figure)
        )
    }
    assert wrong <= UNTOLD.keys()


def near_name(one: str, other: str) -> bool:
    """Whether two names differ in a word or an ending at most."""
    first, second = sorted((plain(one), plain(other)), key=len)
    words, others = set(first.split()), set(second.split())
    if not words or first.replace(" ", "") == second.replace(" ", ""):
        return bool(words)
    shared = len(words & others) >= 0.6 * max(len(words), len(others))
    return shared and len(first) >= 0.6 * len(second) and same_name(first, second)


def entities_named(row: Row) -> list[Entity]:
    wanted = [row["name"], *row["aliases"]]
    entities = [e for document in row["documents"] if document in ENGLISH for e in reading_of(document).entities]
    printed = [e for e in entities if e.type not in UNPRINTED]
    return [e for e in printed if any(near_name(n, w) for n in (e.name, *e.aliases) for w in wanted)]


def right_type(kinds: Iterable[str], row: Row) -> bool:
    accepted = {row["type"], *row["types_also"]}
    near = {kind for family in FAMILIES if row["type"] in family for kind in family}
    return bool(set(kinds) & (accepted | near))


def test_most_names_of_the_table_are_entities_of_their_type() -> None:
    missed = [row["name"] for row in NAMES if not right_type((e.type.value for e in entities_named(row)), row)]
    assert len(missed) <= 0.22 * len(NAMES), missed


def test_what_the_table_calls_the_same_number_is_read_at_its_place() -> None:
    for figure in FIGURES:
        start, end = place_of(figure)
        assert reading_of(figure["document"]).source.text[start:end] == figure["surface"]
