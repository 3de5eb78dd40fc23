"""The worked example and the shipped vocabulary, as the tests of this folder use them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from policygraph.ontology.files import ONTOLOGY, concept_files, triples

EXAMPLE = Path(__file__).with_name("example.trig")


@pytest.fixture(scope="session")
def example() -> tuple[ox.Triple, ...]:
    """Every statement of the example, documents and derived alike, without their graphs."""
    return tuple(quad.triple for quad in ox.parse(path=str(EXAMPLE)))


@pytest.fixture(scope="session")
def known() -> tuple[ox.Triple, ...]:
    """Every statement on known concepts, metrics and units."""
    return tuple(t for name in concept_files() for t in triples(name))


@pytest.fixture
def merged(example: tuple[ox.Triple, ...], known: tuple[ox.Triple, ...]) -> ox.Store:
    """Ontology, concepts and example as one graph."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in (*triples(ONTOLOGY), *known, *example))
    return store
