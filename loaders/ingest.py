"""Putting readings into a store and taking documents out again, each time as a whole.

A load is one transaction: the graphs of the documents that are new or have changed, the shared graphs, what people
decided on the claims (``loaders.judging``), the derived graph and the log. Inferences of before are dropped, since they
no longer hold; they are rebuilt on demand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ..errors import GraphInvalid, NotFound
from ..graph.citation import Source
from ..graph.claim import Reading
from ..graph.naming import NS, Naming
from ..graph.rules import derive_from
from ..graph.store import Store
from ..graph.triples import source_triples
from .judging import JUDGEMENTS, judged_graph
from .shards import Shard, shard_of
from .shared import CONCEPTS, DERIVED, INFERRED, LINKS_TO, LOG, VOCABULARY, shared_graphs

_NAMING = Naming()
_DOCUMENTS = f"""
SELECT ?graph ?id WHERE {{
  GRAPH ?graph {{ ?document a <{NS}Document> ; <http://purl.org/dc/terms/identifier> ?id }}
}}"""


class Status(StrEnum):
    """What a load did with a document."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What was read off one document: counts of what is stored, and what gave nothing."""

    id: str
    status: Status
    claims: int
    entities: int
    silent: int
    """sentences that gave no claim"""
    unclaimed: int
    """numerals that no claim holds, each listed in the graph with its reason"""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a load did, document by document."""

    documents: tuple[DocumentReport, ...]


def ingest(
    store: Store,
    readings: Iterable[Reading],
    naming: Naming = _NAMING,
    *,
    least_confidence: float = 0.5,
    now: datetime | None = None,
) -> IngestReport:
    """Load readings, all or none of them.

    A document that is there already in the same words, read by the same version in the same way, is left alone; one
    that has changed has exactly its own graph replaced. Claims below ``least_confidence`` are not stored. The order
    of loading does not show in the store. Raises GraphInvalid when a reading has a claim without ground in its text,
    or when two documents would have the same name.
    """
    return store_shards(store, [shard_of(reading, naming, least_confidence) for reading in readings], naming, now=now)


def store_shards(
    store: Store, shards: Iterable[Shard], naming: Naming = _NAMING, *, now: datetime | None = None
) -> IngestReport:
    """Put the graphs of documents into a store, all or none of them; their order does not show."""
    held = loaded_documents(store)
    seen: dict[str, frozenset[Triple]] = {}
    new: dict[str, frozenset[Triple]] = {}
    reports = []
    for shard in shards:
        doc, graph, triples = shard.doc, naming.graph(shard.doc), shard.graph()
        if held.get(graph, doc) != doc or seen.setdefault(graph, triples) != triples:
            raise GraphInvalid(f'Two documents would be called "{doc}" in the graph. Rename one of the files.')
        status = Status.ADDED
        if graph in held:
            before = frozenset(quad.triple for quad in store.quads(graph))
            status = Status.UNCHANGED if before == triples else Status.REPLACED
        if status is not Status.UNCHANGED:
            new[graph] = triples
        reports.append(
            DocumentReport(doc, status, shard.claims, shard.entities, shard.silent, shard.unclaimed, shard.warnings)
        )
    if new or _is_stale(store, naming):
        changed = [report.id for report in reports if report.status is not Status.UNCHANGED]
        _write(store, new, frozenset(), changed, naming, now or datetime.now(UTC))
    return IngestReport(tuple(reports))


def remove(store: Store, doc: str, naming: Naming = _NAMING) -> None:
    """Take a document out, with all that only it said.

    With the last document everything that comes with documents goes, and the store is as empty as before the first.
    Raises NotFound when there is no such document.
    """
    held = loaded_documents(store)
    graph = naming.graph(doc)
    if graph not in held:
        known = ", ".join(sorted(held.values())) or "none"
        raise NotFound(f'There is no document "{doc}" in the store. There are: {known}.')
    if len(held) > 1:
        _write(store, {}, frozenset({graph}), [held[graph]], naming, None)
        return
    ours = {naming.base + name for name in (VOCABULARY, CONCEPTS, JUDGEMENTS, DERIVED, INFERRED, LOG)}
    store.replace({}, drop=[graph, *(n for n in store.graphs() if n in ours or n.startswith(naming.base + LINKS_TO))])


def loaded_documents(store: Store) -> dict[str, str]:
    """The names of the documents in the store, by graph."""
    found = {}
    for graph, doc in store.select(_DOCUMENTS):
        if isinstance(graph, NamedNode) and isinstance(doc, Literal):
            found[graph.value] = doc.value
    return found


def is_current(store: Store, source: Source, naming: Naming = _NAMING, proposer: str = "") -> bool:
    """Whether the store holds just this text, described just so and read by this version: reading it again is idle.

    With a ``proposer`` it must have been asked too; without one, who was asked before makes no difference.
    """
    held = {quad.triple for quad in store.quads(naming.graph(source.id))}
    return held.issuperset(source_triples(source, naming, proposer))


def renew(store: Store, naming: Naming = _NAMING) -> None:
    """Bring the judgements, and what is derived, into line with the file of decisions beside the store."""
    if loaded_documents(store):
        _write(store, {}, frozenset(), [], naming, None)


def _is_stale(store: Store, naming: Naming) -> bool:
    """Whether decisions were added to the file since the graph was made, by another program or another hand."""
    held = frozenset(quad.triple for quad in store.quads(naming.base + JUDGEMENTS))
    return held != frozenset(judged_graph(store, {}, frozenset(), naming)) and bool(loaded_documents(store))


def _write(
    store: Store,
    new: dict[str, frozenset[Triple]],
    gone: frozenset[str],
    changed: list[str],
    naming: Naming,
    loaded_at: datetime | None,
) -> None:
    """Replace, in one transaction, documents and all that hangs on them; without a time they are not logged."""
    base = naming.base
    shared = shared_graphs(base)
    fresh: dict[str, Iterable[Triple]] = {**new, **shared}
    rebuilt = {base + JUDGEMENTS, base + DERIVED, base + INFERRED, base + LOG}
    stale = {name for name in store.graphs() if name.startswith(base + LINKS_TO)} - shared.keys()
    passed_over = rebuilt | stale | gone | fresh.keys()
    fresh[base + JUDGEMENTS] = judged_graph(store, fresh, passed_over, naming)
    fresh[base + DERIVED] = derive_from(_all_quads(store, fresh, passed_over), base)
    fresh[base + LOG] = _log(store, changed, naming, loaded_at)
    store.replace(fresh, drop={base + INFERRED} | stale | gone)


def _all_quads(store: Store, fresh: dict[str, Iterable[Triple]], passed_over: set[str]) -> Iterator[Quad]:
    for quad in store.quads():
        if not isinstance(quad.graph_name, NamedNode) or quad.graph_name.value not in passed_over:
            yield quad
    for name, triples in fresh.items():
        for triple in triples:
            yield Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))


def _log(store: Store, changed: list[str], naming: Naming, loaded_at: datetime | None) -> list[Triple]:
    """When each document was loaded as it is now: one line a document, so that nothing is left of those that go."""
    readings = {NamedNode(naming.extraction(doc)) for doc in changed}
    log = [quad.triple for quad in store.quads(naming.base + LOG) if quad.subject not in readings]
    if loaded_at is not None:
        stamp = Literal(
            loaded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            datatype=NamedNode("http://www.w3.org/2001/XMLSchema#dateTime"),
        )
        started = NamedNode("http://www.w3.org/ns/prov#startedAtTime")
        log.extend(Triple(reading, started, stamp) for reading in readings)
    return log
