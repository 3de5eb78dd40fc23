"""One document's graph, ready to be put into a store: what a reading leaves behind, as text that can travel and wait.

A shard is written as one line of JSON, which holds the digest of the rest, and then N-Triples, sorted. Equal readings
give equal bytes, in whatever process they are made.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

from pyoxigraph import BlankNode, RdfFormat, Triple, parse, serialize

from ..errors import GraphInvalid
from ..graph.claim import Claim, QuantityClaim, Reading
from ..graph.naming import Naming
from ..graph.triples import document_graph, verify

_COUNTS = ("claims", "entities", "silent", "unclaimed")


@dataclass(frozen=True, slots=True)
class Shard:
    """A document's graph with what is to be told about it; ``triples`` are N-Triples, sorted."""

    doc: str
    triples: bytes
    claims: int
    entities: int
    silent: int
    """sentences that gave no claim"""
    unclaimed: int
    """numerals that no claim holds"""
    warnings: tuple[str, ...] = ()
    unanswered: str = ""
    """why a proposer that was to be asked was not heard; another reading may have more to say"""

    def graph(self) -> frozenset[Triple]:
        """The triples as a set."""
        return frozenset(quad.triple for quad in parse(input=self.triples, format=RdfFormat.N_TRIPLES))


def shard_of(reading: Reading, naming: Naming, least_confidence: float) -> Shard:
    """The shard of a reading, without its claims below ``least_confidence``.

    Raises GraphInvalid when a claim has no ground in the text.
    """
    reading, warnings = _keep(reading, least_confidence)
    verify(reading)
    return Shard(
        reading.source.id,
        _sorted(serialize(document_graph(reading, naming), format=RdfFormat.N_TRIPLES) or b""),
        len(reading.claims),
        len(reading.entities),
        len(reading.silent),
        len(reading.unclaimed),
        warnings,
        reading.unanswered,
    )


def _sorted(lines: bytes) -> bytes:
    return b"".join(sorted(lines.splitlines(keepends=True)))


def as_bytes(shard: Shard) -> bytes:
    """The shard as it travels and waits."""
    head: dict[str, object] = {
        "doc": shard.doc,
        "sha256": hashlib.sha256(shard.triples).hexdigest(),
        "warnings": list(shard.warnings),
    }
    head |= {name: getattr(shard, name) for name in _COUNTS}
    head |= {"unanswered": shard.unanswered} if shard.unanswered else {}
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + shard.triples


def from_bytes(data: bytes) -> Shard:
    """The shard that was written. Raises GraphInvalid for bytes that are not just as they were written."""
    first, _, triples = data.partition(b"\n")
    try:
        head = json.loads(first)
        claims, entities, silent, unclaimed = (int(head[name]) for name in _COUNTS)
        warnings, unanswered = tuple(map(str, head["warnings"])), str(head.get("unanswered", ""))
        shard = Shard(str(head["doc"]), triples, claims, entities, silent, unclaimed, warnings, unanswered)
        whole = head["sha256"] == hashlib.sha256(triples).hexdigest() and as_bytes(shard) == data
        sound = whole and not any(isinstance(t, BlankNode) for triple in shard.graph() for t in triple)
    except (ValueError, KeyError, TypeError, RecursionError, SyntaxError):
        sound = False
    if not sound:
        raise GraphInvalid("A graph of a document was damaged on its way.")
    return shard


def _keep(reading: Reading, least_confidence: float) -> tuple[Reading, tuple[str, ...]]:
    """The reading without its doubtful claims and without pointers to them, and what to tell about it."""
    sure = [claim for claim in reading.claims if claim.confidence >= least_confidence]
    if not (doubtful := len(reading.claims) - len(sure)):
        return reading, reading.warnings
    names = {claim.iri for claim in sure}
    told = f"{doubtful} claims with a confidence below {least_confidence:g} were not stored"
    return replace(reading, claims=tuple(_untie(claim, names) for claim in sure)), (*reading.warnings, told)


def _untie(claim: Claim, names: set[str]) -> Claim:
    if not isinstance(claim, QuantityClaim):
        return claim
    return replace(
        claim,
        baseline=claim.baseline if claim.baseline in names else None,
        component_of=claim.component_of if claim.component_of in names else None,
    )
