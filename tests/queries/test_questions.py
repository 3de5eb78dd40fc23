"""Every question has its answer on the worked example, on two engines, and every sentence stands in its document."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypedDict

import pytest
import rdflib
import yaml
from pyoxigraph import Literal, NamedNode, RdfFormat, serialize

from policygraph.graph.store import Store
from policygraph.queries.asking import ask, terms
from policygraph.queries.cells import is_known_column
from policygraph.queries.library import TYPES, Question, bind, lookup, questions, read_question
from policygraph.queries.table import Table
from policygraph.tests.queries.example import PLAN_TEXT, REPORT_TEXT, water_store

NAMES = list(questions())
TITLES = {"Plan of the Clean Water Programme": PLAN_TEXT, "Two years of the Clean Water Programme": REPORT_TEXT}


class Answer(TypedDict, total=False):
    """One expected answer of ``answers.yaml``."""

    parameters: dict[str, str]
    columns: list[str]
    rows: list[str]


@cache
def answers() -> Mapping[str, Answer]:
    read: dict[str, Answer] = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with water_store() as opened:
        yield opened


@pytest.fixture(scope="module")
def merged(store: Store) -> rdflib.Graph:
    written = serialize({quad.triple for quad in store.quads()}, format=RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=written or b"", format="nt")


def asked(store: Store, name: str) -> Table:
    return ask(store, name, answers()[name].get("parameters", {}))


def test_every_question_has_an_expected_answer() -> None:
    assert sorted(answers()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_answered_as_expected(store: Store, name: str) -> None:
    expected = answers()[name]
    rows = [
        " | ".join("" if row[column] is None else str(row[column]) for column in expected["columns"])
        for row in asked(store, name).dicts()
    ]
    assert rows == expected["rows"]
    assert rows, "the example must show something for every question"


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_of_an_answer_stands_in_its_document(store: Store, name: str) -> None:
    for row in asked(store, name).dicts():
        for column, quote in row.items():
            if column.endswith("quote"):
                title = row.get(column.replace("quote", "document"))
                assert any(str(quote) in text for known, text in TITLES.items() if title in (None, known))


@pytest.mark.parametrize("name", NAMES)
def test_another_engine_gives_the_same_rows(store: Store, merged: rdflib.Graph, name: str) -> None:
    question = questions()[name]
    text = bind(question.sparql, terms(store, question, answers()[name].get("parameters", {})))
    ours = sorted(tuple(map(plain, row)) for row in store.select(text))
    theirs = sorted(tuple(map(plain, row)) for row in merged.query(text) if isinstance(row, tuple))
    assert theirs == ours


def plain(term: object) -> str:
    """A term as both engines write it: numbers by value."""
    if term is None:
        return ""
    text = term.value if isinstance(term, NamedNode | Literal) else str(term)
    try:
        return f"{float(text):.6g}"
    except ValueError:
        return text.removesuffix("+00:00")


@pytest.mark.parametrize("name", NAMES)
def test_a_question_runs_as_it_stands_without_its_parameters(store: Store, name: str) -> None:
    assert store.select(questions()[name].sparql).variables == questions()[name].variables


@pytest.mark.parametrize("name", NAMES)
def test_every_column_has_a_title_in_both_languages(name: str) -> None:
    for variable in questions()[name].variables:
        assert is_known_column(variable) or variable.endswith("precision"), variable


@pytest.mark.parametrize("name", [n for n in NAMES if any(p.name == "programme" for p in questions()[n].parameters)])
def test_a_programme_narrows_the_answer_to_itself_its_parts_and_versions(store: Store, name: str) -> None:
    given = dict(answers()[name].get("parameters", {}))
    everything = asked(store, name)
    narrowed = ask(store, name, given | {"programme": "Smart Meter Rollout"})
    assert set(narrowed.rows) < set(everything.rows)
    assert not {"River Restoration", "Norland"} & {
        str(row.get("subject")) for row in narrowed.dicts() if "subject" in row
    }


def test_no_two_questions_differ_only_in_a_constant() -> None:
    def shape(question: Question) -> str:
        import re

        body = question.sparql[question.sparql.index("SELECT") :]
        body = re.sub(r"\"[^\"]*\"|\b\d+(\.\d+)?\b|\b[a-z]+:\w+", "•", body)
        names = {name: f"v{i}" for i, name in enumerate(dict.fromkeys(re.findall(r"\?\w+", body)))}
        return re.sub(r"\?\w+", lambda found: names[found[0]], re.sub(r"\s+", " ", body))

    for one, other in itertools.combinations(questions().values(), 2):
        assert shape(one) != shape(other), f"{one.name} and {other.name}"


def test_what_is_typed_cannot_break_out_of_its_slot(store: Store) -> None:
    hostile = '" } } INSERT DATA { <x:a> <x:b> <x:c> } # \\'
    table = ask(store, "sentences", {"word": hostile})
    assert table.rows == ()
    assert table.note == "No result found in these 2 documents to 2024-06-30."


def test_an_unreadable_header_is_refused() -> None:
    good = "\n".join(["# family: f", *(f"# {k}-{x}: t" for k in ("title", "about", "reading") for x in ("en", "ko"))])
    select = "SELECT ?s WHERE { VALUES ?who { UNDEF } ?s ?p ?who }"
    assert read_question("q", f"{good}\n# parameter: who body required | a | b\n{select}").parameters[0].required
    for header, said in (
        (good, "slots"),
        (f"{good}\n# parameter: who nothing required | a | b", "cannot read"),
        (good.replace("# title-ko: t\n", ""), "title-ko"),
    ):
        with pytest.raises(ValueError, match=said):
            read_question("q", f"{header}\n{select}")


def test_every_parameter_has_a_known_type_and_every_lookup_can_be_read() -> None:
    assert {parameter.type for question in questions().values() for parameter in question.parameters} <= TYPES
    for name in ("claims", "documents", "edges", "facts", "figures", "labels", "names", "relations"):
        assert "SELECT" in lookup(name)
