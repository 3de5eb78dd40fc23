"""Asking by name: what people type is understood, or they are told what was near."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from policygraph.errors import NotFound, QuestionError
from policygraph.graph.store import Store
from policygraph.queries.asking import ask, horizon
from policygraph.queries.things import find, find_one, show
from policygraph.tests.graph.worked import NAMING
from policygraph.tests.queries.example import water_store

RIVERS = NAMING.entity("item", "River Restoration")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with water_store() as opened:
        yield opened


@pytest.mark.parametrize("name", ["River Restoration", "river-restoration", " RIVER  restoration", RIVERS])
def test_a_thing_is_given_by_name_or_iri(store: Store, name: str) -> None:
    table = ask(store, "due-by", {"year": "2024", "programme": name})
    assert {row["subject"] for row in table.dicts()} == {"River Restoration"}


def test_a_thing_is_given_by_its_initials(store: Store) -> None:
    (found,) = find(store, "cwp")
    assert (found.label, found.matched) == ("Clean Water Programme", "acronym")


def test_a_part_of_a_name_only_proposes(store: Store) -> None:
    found = find(store, "water programme")
    assert [thing.matched for thing in found] == ["part of a name"] * len(found)
    with pytest.raises(QuestionError, match=r"Did you mean: Clean Water Programme \(programme\)"):
        ask(store, "promises", {"programme": "water programme"})


@pytest.mark.parametrize(
    ("question", "parameters", "said"),
    [
        ("promisses", {}, "Did you mean promises"),
        ("budget", {}, "budget-by-programme"),
        ("xyzzy", {}, "lists the questions"),
        ("promises", {"programm": "x"}, "It takes: programme"),
        ("documents", {"programme": "x"}, "It takes: none"),
        ("due-by", {}, "needs year"),
        ("due-by", {"year": "next"}, "such as 2025"),
        ("low-confidence", {"below": "1e9"}, "such as 0.7"),
        ("budget-by-programme", {"currency": "won"}, "No result found"),
        ("budget-by-programme", {"currency": "euros"}, "such as KRW"),
        ("promises", {"programme": "Atlantis"}, "nothing in the graph is called 'Atlantis'"),
        ("promises", {"programme": "Ministry of Water"}, "is not what is asked for"),
        ("promises", {"programme": "http://x.example/> ; DROP ALL"}, "nothing in the graph"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(
    store: Store, question: str, parameters: dict[str, str], said: str
) -> None:
    try:
        message = ask(store, question, parameters).note
    except QuestionError as error:
        message = str(error)
    assert said in message
    assert "\n" not in message


def test_an_answer_says_how_to_read_it_and_how_far_it_reaches(store: Store) -> None:
    note = ask(store, "promises").note
    assert note.endswith("From these 2 documents to 2024-06-30.")
    assert ask(store, "promises", language="ko").note.endswith("이 문서 2건(2024-06-30까지) 기준.")


def test_an_empty_store_answers_with_nothing_not_with_an_error() -> None:
    with Store.open("memory:") as store:
        assert ask(store, "promises").note == "No result found in these 0 documents."
        assert horizon(store).last == ""


def test_korean_answers_have_korean_headings_and_words(store: Store) -> None:
    table = ask(store, "parts-add-up", language="ko")
    assert table.title == "부분의 합은 전체와 같은가?"
    assert {row["verdict"] for row in table.dicts()} == {"맞음"}
    assert "국비" in {row["scope"] for row in table.dicts()}


def test_show_gives_every_claim_with_its_place(store: Store) -> None:
    shown = show(store, "River Restoration")
    assert shown.thing.classes == ("programme",)
    assert {row["value_text"] for row in shown.facts.dicts()} >= {"River Restoration", "project"}
    assert {row["value"] for row in shown.figures.dicts()} >= {300, 310, 2000, 2500}
    assert {row["relation"] for row in shown.relations.dicts()} >= {"uses technology", "direct part of"}
    for table in (shown.figures, shown.relations):
        for row in table.dicts():
            assert row["quote"]
            assert isinstance(row["start_char"], int)
            assert isinstance(row["end_char"], int)


def test_show_finds_what_a_body_asserts_and_a_metric_counts(store: Store) -> None:
    assert len(show(store, "Harbour Bank").figures.rows) == 1
    assert {row["value"] for row in show(store, "cleaned rivers").figures.dicts()} == {300, 310}


def test_a_name_that_nothing_has_is_told(store: Store) -> None:
    with pytest.raises(NotFound, match="Atlantis"):
        find_one(store, "Atlantis")
    with pytest.raises(NotFound, match="Did you mean"):
        show(store, "restor")
    assert find(store, " - ") == []
