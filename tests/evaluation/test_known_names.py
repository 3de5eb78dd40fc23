"""What the shipped concepts are worth: reading must stand without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.graph.naming import Naming
from policygraph.loaders.opening import open_source
from policygraph.reading.claims import read_claims
from policygraph.reading.contract import records
from policygraph.reading.names import find_known, gazetteer
from policygraph.tests.evaluation.gate import sets
from policygraph.tests.evaluation.scoring import Tally, rows, score_figures

SETS = {name: documents for name, documents in sets().items() if not name.startswith("korean")}


def full_f1(documents: list[tuple[Path, Path, Path]], without: frozenset[str]) -> float:
    """Full F1 of a set of documents read without some concepts."""
    total = Tally()
    for text, facts, _ in documents:
        opened = open_source(text)
        reading = read_claims(opened.source, Naming(), opened.body_start, without=without)
        total += score_figures(rows(facts), list(records(reading)))
    return total.full


@pytest.mark.parametrize("name", sorted(SETS))
def test_reading_stands_when_every_concept_that_the_documents_name_is_unknown(name: str) -> None:
    documents = SETS[name]
    named = {m.iri for text, _, _ in documents for m in find_known(open_source(text).source.text, gazetteer()) if m.iri}
    assert named
    assert full_f1(documents, frozenset()) - full_f1(documents, frozenset(named)) <= 0.05
