"""What follows from the claims by rule: direct triples, comparison keys, progress, revisions, agreement, conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import pyoxigraph
from pyoxigraph import Literal, Quad, QueryTriples, Triple

from .naming import BASE, NS
from .sparql import put_in
from .store import Store

_UNREAD = (
    NS + "content",
    *("http://www.w3.org/ns/oa#" + part for part in ("exact", "prefix", "suffix", "start", "end")),
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2004/02/skos/core#",
)
"""Beginnings of properties that no rule reads; without them there is less to copy."""
_REBUILT = ("graph/derived", "graph/inferred", "graph/log")


@cache
def rule_texts() -> dict[str, str]:
    """The rules by name, in the order in which they run: later ones need what earlier ones give.

    >>> next(iter(rule_texts()))
    '01_direct_triples'
    """
    folder = files(__package__ or "policygraph.graph").joinpath("rules")
    found = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return {name.removesuffix(".rq"): folder.joinpath(name).read_text(encoding="utf-8") for name in found}


def derive(store: Store, base: str = BASE) -> list[Triple]:
    """Everything that the rules give for what is in the store, sorted.

    Reads all graphs except those that are rebuilt, writes nothing. Names are hashes of what they stand for, so the
    same claims give the same triples whatever the order of loading.
    """
    rebuilt = {base + name for name in _REBUILT}
    return derive_from((quad for quad in store.quads() if str(quad.graph_name)[1:-1] not in rebuilt), base)


def derive_from(quads: Iterable[Quad], base: str = BASE) -> list[Triple]:
    """Everything that the rules give for these quads, sorted; see ``derive``."""
    scratch = pyoxigraph.Store()
    scratch.bulk_extend(
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if not quad.predicate.value.startswith(_UNREAD)
    )
    found: set[Triple] = set()
    for text in rule_texts().values():
        answer = scratch.query(put_in(text, {"base": Literal(base)}))
        assert isinstance(answer, QueryTriples)
        given = list(answer)
        scratch.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in given)
        found.update(given)
    return sorted(found, key=str)
