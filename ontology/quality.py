"""The quality checks of the ontology (T01 …) and of claims (D01 …): SPARQL queries whose rows are faults.

They are run over one merged graph of ontology, concepts, claims and derived statements, without inferred ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from .files import names, text


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what a row of its query means, where the check comes from, and whether a fault is only a warning."""

    id: str
    title: str
    after: str
    severity: str
    query: str


@cache
def checks() -> tuple[Check, ...]:
    """Every check, by its number.

    >>> checks()[0].id, checks()[0].severity
    ('D01', 'violation')
    """
    return tuple(_read(name) for name in names("checks", ".rq"))


def faults(check: Check, store: ox.Store) -> list[tuple[str, ...]]:
    """The rows that a check finds over the union of the store's graphs, sorted; no row, no fault."""
    solutions = store.query(check.query, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    width = range(len(solutions.variables))
    return sorted(tuple("" if row[n] is None else str(row[n]) for n in width) for row in solutions)


def _read(name: str) -> Check:
    query = text(name)
    said = dict(re.findall(r"^# (title|after|severity): (.+)$", query, re.MULTILINE))
    stem = name.rpartition("/")[2].removesuffix(".rq")
    return Check(stem, said["title"], said["after"], said["severity"], query)
