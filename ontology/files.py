"""The vocabulary's data files as the package carries them: the ontology, its shapes, concepts, links and checks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

ONTOLOGY = "policygraph.ttl"
ALIGNMENTS = "alignments.ttl"
SHAPES = "shapes.ttl"
LINKS = "links.ttl"

_ROOT = files(__package__ or "policygraph.ontology")


def text(name: str) -> str:
    """The text of a data file of this folder, such as ``"policygraph.ttl"`` or ``"concepts/units.ttl"``.

    Raises ``FileNotFoundError`` for a name that the package does not carry.
    """
    return _ROOT.joinpath(*name.split("/")).read_text(encoding="utf-8")


@cache
def triples(name: str) -> tuple[ox.Triple, ...]:
    """The triples of a Turtle file of this folder.

    >>> len(triples("policygraph.ttl")) > 1000
    True
    """
    quads = ox.parse(input=text(name), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    return tuple(quad.triple for quad in quads)


def names(folder: str, suffix: str) -> tuple[str, ...]:
    """The names of the data files in a folder, sorted.

    >>> "concepts/units.ttl" in names("concepts", ".ttl")
    True
    """
    found = (entry.name for entry in _ROOT.joinpath(folder).iterdir())
    return tuple(sorted(f"{folder}/{name}" for name in found if name.endswith(suffix)))


def concept_files() -> tuple[str, ...]:
    """The names of the files of known concepts."""
    return names("concepts", ".ttl")


def vocabulary_files() -> tuple[str, ...]:
    """What belongs in ``graph/vocabulary``: the ontology, known metrics and units."""
    return (ONTOLOGY, *(name for name in concept_files() if name in _VOCABULARY))


def entity_files() -> tuple[str, ...]:
    """What belongs in ``graph/concepts``: the files of entities known beforehand."""
    return tuple(name for name in concept_files() if name not in _VOCABULARY)


_VOCABULARY = frozenset({"concepts/metrics.ttl", "concepts/units.ttl"})


def ontology_version() -> str:
    """The version that the ontology's header states.

    >>> ontology_version().count(".")
    2
    """
    found = re.search(r'owl:versionInfo "([^"]+)"', text(ONTOLOGY))
    assert found, "the ontology's header states a version"
    return found[1]


def to_ntriples(given: Iterable[ox.Triple]) -> bytes:
    """Triples as N-Triples, for programs that read nothing else."""
    return ox.serialize(given, format=ox.RdfFormat.N_TRIPLES) or b""
