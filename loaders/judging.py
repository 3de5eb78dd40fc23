"""What people decided on claims and names, put into the store: the file of decisions, and the graph made from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from ..errors import DecisionsInvalid, NotFound
from ..graph.decisions import (
    ON_CLAIMS,
    ON_PAIRS,
    Action,
    Decision,
    append,
    beside,
    decide,
    in_force,
    latest,
    read_decisions,
)
from ..graph.judgements import JUDGEMENTS, Judged, contradiction, judge, things_described
from ..graph.naming import NS, Naming
from ..graph.store import Store
from ..graph.stored import StoredClaim, StoredDocument, digest, stored_document

__all__ = ["JUDGEMENTS", "Review", "judged_graph"]

_DOCUMENTS = f"SELECT ?graph WHERE {{ GRAPH ?graph {{ ?document a <{NS}Document> }} }}"
_TYPED = "SELECT DISTINCT ?graph ?thing WHERE { GRAPH ?graph { ?thing a ?class } }"


def judged_graph(
    store: Store, fresh: Mapping[str, Iterable[Triple]], passed_over: Iterable[str], naming: Naming
) -> tuple[Triple, ...]:
    """The graph of judgements for what the store will hold: fresh graphs, and those of its own not passed over."""
    decisions = read_decisions(beside(store.address))
    if not decisions:
        return ()
    wanted = {each.document for each in in_force(decisions) if each.action in ON_CLAIMS}
    documents: dict[str, StoredDocument] = {}
    left_out = frozenset(passed_over)
    for doc in wanted:
        graph = naming.graph(doc)
        if graph in fresh:
            document = stored_document(fresh[graph])
        else:
            document = None if graph in left_out else stored_document(quad.triple for quad in store.quads(graph))
        if document is not None:
            documents[document.id] = document
    pairs = {thing for each in in_force(decisions) if each.action in ON_PAIRS for thing in each.target}
    return _judge(decisions, documents, _present(store, fresh, left_out, pairs), naming).triples


def _present(
    store: Store, fresh: Mapping[str, Iterable[Triple]], left_out: frozenset[str], wanted: set[str]
) -> frozenset[str]:
    """Those of the wanted things that are described in fresh graphs, or in graphs of the store that stay."""
    if not wanted:
        return frozenset()
    found = things_described(triple for triples in fresh.values() for triple in triples)
    staying = {
        thing.value
        for graph, thing in store.select(_TYPED)
        if isinstance(graph, NamedNode) and isinstance(thing, NamedNode) and graph.value not in left_out
    }
    return (found | staying) & wanted


def _judge(
    decisions: Sequence[Decision], documents: Mapping[str, StoredDocument], things: frozenset[str], naming: Naming
) -> Judged:
    from .correcting import Corrector

    return judge(decisions, documents, things, naming, Corrector(naming))


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a file of decisions: how many were new, and how many were there already."""

    new: int
    known: int


class Review:
    """A store with its file of decisions; every decision is on the disk before the graph follows."""

    def __init__(self, store: Store, naming: Naming, who: str = "") -> None:
        path = beside(store.address)
        if path is None:
            raise DecisionsInvalid("A store in memory has no place for decisions. Name a store with --store.")
        self.store, self.naming, self.who, self.path = store, naming, who, path
        self.decisions = read_decisions(path)
        self.documents = {
            document.id: document
            for (graph,) in store.select(_DOCUMENTS)
            if isinstance(graph, NamedNode)
            for document in [stored_document(quad.triple for quad in store.quads(graph.value))]
            if document is not None
        }

    def judged(self) -> Judged:
        """How the decisions stand."""
        pairs = {thing for each in in_force(self.decisions) if each.action in ON_PAIRS for thing in each.target}
        return _judge(self.decisions, self.documents, _present(self.store, {}, frozenset(), pairs), self.naming)

    def claim(self, name: str) -> StoredClaim:
        """The claim of an IRI, or of the part of it that follows ``id/claim/``. Raises NotFound."""
        wanted = name if re.match(r"[a-z]+:", name) else f"{self.naming.base}id/claim/{name}"
        for document in self.documents.values():
            if wanted in document.claims:
                return document.claims[wanted]
        raise NotFound(f"There is no claim {name} in the store. `policygraph review --list` names those that wait.")

    def on_claim(
        self, action: Action, name: str, changes: Mapping[str, str] | None = None, reason: str = ""
    ) -> Decision:
        """Accept, reject or correct a claim. Raises NotFound, and DecisionsInvalid where a correction does not fit."""
        claim = self.claim(name)
        if action is Action.CORRECT:
            from .correcting import Corrector

            if not changes:
                raise DecisionsInvalid("A correction says what is to be changed, such as --set scope=nationalFunds.")
            Corrector(self.naming)(self.documents[claim.document], claim, changes)
        return self._record(
            Decision(
                action,
                claim=claim.iri,
                document=claim.document,
                sentence=digest(claim.sentence.quote),
                said=claim.said,
                changes=dict(changes or {}),
                reason=reason,
            )
        )

    def on_pair(self, decision: Decision) -> Decision:
        """Judge two things the same, or not. Raises DecisionsInvalid where that contradicts earlier judgements."""
        self._check_pair(decision, self.decisions)
        return self._record(decision)

    def undo(self, name: str = "") -> Decision:
        """Take back the last decision, or that of an id, on a claim. Raises NotFound when there is none."""
        if name:
            found = [
                each
                for each in in_force(self.decisions)
                if name in (each.id, each.claim, each.claim.rpartition("id/claim/")[2])
            ] or [each for each in self.decisions if each.id == name and each.action is Action.UNDO]
            undone = found[-1] if found else None
        else:
            undone = latest(self.decisions)
        if undone is None:
            raise NotFound(f"There is no decision {name} to undo." if name else "There is no decision to undo.")
        self._record(Decision(Action.UNDO, undoes=undone.id))
        return undone

    def apply(self, given: Iterable[Decision]) -> Applied:
        """Take decisions over, all or none: those with an id as they are, others as if they were made now.

        Raises NotFound or DecisionsInvalid as the single decisions do.
        """
        known = {each.id for each in self.decisions}
        new: list[Decision] = []
        passed = 0
        for decision in given:
            if decision.id in known:
                passed += 1
                continue
            if not decision.id:
                decision = decide(self._completed(decision), decision.who or self.who)
            if decision.action in ON_PAIRS:
                self._check_pair(decision, [*self.decisions, *new])
            new.append(decision)
            known.add(decision.id)
        self._write(new)
        return Applied(len(new), passed)

    def _completed(self, decision: Decision) -> Decision:
        """A decision written by hand, with the sentence and the words as they stand now."""
        if decision.action not in ON_CLAIMS or decision.sentence:
            return decision
        claim = self.claim(decision.claim)
        if decision.action is Action.CORRECT:
            from .correcting import Corrector

            Corrector(self.naming)(self.documents[claim.document], claim, decision.changes)
        return replace(
            decision,
            claim=claim.iri,
            document=claim.document,
            sentence=digest(claim.sentence.quote),
            said=claim.said,
        )

    def _check_pair(self, decision: Decision, decisions: Sequence[Decision]) -> None:
        if clash := contradiction(decision, decisions):
            raise DecisionsInvalid(
                f"Then {clash[0]} and {clash[1]} would be one, which somebody judged not the same. Undo that first."
            )

    def _record(self, decision: Decision) -> Decision:
        made = decide(decision, self.who)
        self._write([made])
        return made

    def _write(self, new: Sequence[Decision]) -> None:
        from .ingest import renew

        append(self.path, new)
        self.decisions = (*self.decisions, *new)
        if new:
            renew(self.store, self.naming)


def read_given(path: Path, data: bytes) -> list[Decision]:
    """The decisions of a file or of standard input. Raises DecisionsInvalid that names the line."""
    import json

    from ..graph.decisions import parse_decision

    found = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        if line.strip():
            where = f"{path}, line {number}"
            try:
                given = json.loads(line)
            except (ValueError, RecursionError):
                raise DecisionsInvalid(f"{where}: this is no JSON object.") from None
            found.append(parse_decision(given, where))
    return found
