"""Decisions as statements of the graph: which of them hold for what the store has now, and what follows from each.

A decision on a claim holds while its sentence stands in the document and the claim says the same as when somebody
looked at it, wherever the sentence has moved; else it waits to be asked again. Nothing of a document's own graph is
changed: a rejected claim stays where it is, a corrected one stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Literal, NamedNode, Triple

from ..errors import DecisionsInvalid
from ..ontology.terms import term
from .decisions import ON_PAIRS, Action, Decision, in_force
from .naming import Naming
from .statements import link, say
from .stored import StoredClaim, StoredDocument

JUDGEMENTS = "graph/judgements"
_MOMENT = NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")

Corrector = Callable[[StoredDocument, StoredClaim, Mapping[str, str]], Sequence[Triple]]
"""Gives the statements of the corrected claim; raises DecisionsInvalid where the changes do not fit the sentence."""


class Standing(StrEnum):
    """Whether a decision holds for what the store has now."""

    HOLDS = "holds"
    CHANGED = "changed"
    """its document is there, but the sentence has changed or is read otherwise: to be asked again"""
    REFUSED = "refused"
    """its correction does not fit the sentence"""
    ABSENT = "absent"
    """its document, or one of its things, is not in the store"""


@dataclass(frozen=True, slots=True)
class Judged:
    """What decisions come to: the statements of the graph, and how each decision stands."""

    triples: tuple[Triple, ...]
    standing: Mapping[str, Standing]
    """by the decision's id"""
    claims: Mapping[str, Decision]
    """the decision that holds, by the claim's IRI"""
    why: Mapping[str, str]
    """why a correction was refused, by the decision's id"""


def corrected(claim: str) -> str:
    """The IRI of the claim that stands in the place of a corrected one."""
    return f"{claim}/corrected"


def judge(
    decisions: Sequence[Decision],
    documents: Mapping[str, StoredDocument],
    things: frozenset[str],
    naming: Naming,
    correct: Corrector,
) -> Judged:
    """What the decisions of a file come to for these documents (by id) and for the things that the store describes."""
    triples: list[Triple] = []
    standing: dict[str, Standing] = {}
    why: dict[str, str] = {}
    holding = in_force(decisions)
    claims = _claims_meant([each for each in holding if each.action not in ON_PAIRS], documents)
    for decision in holding:
        if decision.action in ON_PAIRS:
            there = {decision.one, decision.other} <= things
            standing[decision.id] = Standing.HOLDS if there else Standing.ABSENT
            triples += _on_pair(decision, naming) if there else ()
            continue
        claim = claims.get(decision.id)
        if claim is None:
            standing[decision.id] = Standing.CHANGED if decision.document in documents else Standing.ABSENT
            continue
        try:
            triples += _on_claim(decision, claim, documents[decision.document], naming, correct)
        except DecisionsInvalid as error:
            standing[decision.id], why[decision.id] = Standing.REFUSED, str(error)
        else:
            standing[decision.id] = Standing.HOLDS
    held = {claim.iri: each for each in holding if (claim := claims.get(each.id)) and standing[each.id] == "holds"}
    return Judged(tuple(sorted(set(triples), key=str)), standing, held, why)


def _claims_meant(decisions: Iterable[Decision], documents: Mapping[str, StoredDocument]) -> dict[str, StoredClaim]:
    """The claim that each decision is on, by the decision's id: the one of that name, else the one that moved."""
    found: dict[str, StoredClaim] = {}
    moved: list[Decision] = []
    for decision in decisions:
        document = documents.get(decision.document)
        if document is None:
            continue
        claim = document.claims.get(decision.claim)
        if claim is not None and _fits(decision, claim):
            found[decision.id] = claim
        else:
            moved.append(decision)
    taken = {claim.iri for claim in found.values()}
    for decision in reversed(moved):
        candidates = [
            claim
            for claim in documents[decision.document].claims.values()
            if claim.iri not in taken and _fits(decision, claim)
        ]
        if len(candidates) == 1:
            found[decision.id] = candidates[0]
            taken.add(candidates[0].iri)
    return found


def _fits(decision: Decision, claim: StoredClaim) -> bool:
    return decision.sentence in claim.sentences and decision.said == claim.said


def changed_claims(
    judged: Judged, decisions: Sequence[Decision], documents: Mapping[str, StoredDocument]
) -> dict[str, Decision]:
    """The claims that are to be asked again, each with the decision of before: the same place or the same words.

    Decisions whose claim has gone without a like are not among them.
    """
    found: dict[str, Decision] = {}
    for decision in in_force(decisions):
        if judged.standing.get(decision.id) not in (Standing.CHANGED, Standing.REFUSED):
            continue
        claims = documents[decision.document].claims
        free = [claim for claim in claims.values() if claim.iri not in judged.claims and claim.iri not in found]
        like = (
            [claim for claim in free if claim.iri == decision.claim]
            or [
                claim
                for claim in free
                if decision.sentence in claim.sentences and _sort(claim.iri) == _sort(decision.claim)
            ]
            or [claim for claim in free if claim.said == decision.said]
        )
        if like:
            found[like[0].iri] = decision
    return found


def _sort(claim: str) -> str:
    """The kind or relation at the end of a claim's name."""
    return claim.rpartition("/")[2].partition("-")[0]


def twins(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """All that is the same as each thing, itself included, by what people said of pairs.

    >>> sorted(twins([("a", "b"), ("b", "c")])["a"])
    ['a', 'b', 'c']
    """
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        together = groups.get(one, {one}) | groups.get(other, {other})
        for each in together:
            groups[each] = together
    return {thing: frozenset(group) for thing, group in groups.items()}


def contradiction(decision: Decision, decisions: Sequence[Decision]) -> tuple[str, str] | None:
    """Two things that would be one by a decision and its like, though somebody keeps them apart; None when none are."""
    holding = [each for each in in_force([*decisions, decision]) if each.action in ON_PAIRS]
    groups = twins((each.one, each.other) for each in holding if each.action is Action.SAME)
    for each in holding:
        if each.action is Action.NOT_SAME and each.other in groups.get(each.one, ()):
            return each.one, each.other
    return None


def _on_claim(
    decision: Decision, claim: StoredClaim, document: StoredDocument, naming: Naming, correct: Corrector
) -> Iterator[Triple]:
    verdict = "accepted" if decision.action is Action.ACCEPT else "rejected"
    instead = correct(document, claim, decision.changes) if decision.action is Action.CORRECT else ()
    iri = _name(decision, naming)
    yield from _judgement(decision, iri, verdict)
    yield link(iri, "pg:judges", claim.iri)
    yield from instead
    if decision.action is Action.CORRECT:
        yield link(corrected(claim.iri), "pg:corrects", claim.iri)


def _on_pair(decision: Decision, naming: Naming) -> Iterator[Triple]:
    iri = _name(decision, naming)
    same = decision.action is Action.SAME
    yield from _judgement(decision, iri, "same" if same else "notSame")
    for thing in (decision.one, decision.other):
        yield link(iri, "pg:joins" if same else "pg:keepsApart", thing)
    if same:
        yield link(decision.one, "skos:exactMatch", decision.other)


def _name(decision: Decision, naming: Naming) -> str:
    return f"{naming.base}id/judgement/{decision.id}"


def _judgement(decision: Decision, iri: str, verdict: str) -> Iterator[Triple]:
    yield link(iri, "rdf:type", term("Judgement"))
    yield link(iri, "pg:verdict", term(verdict))
    if decision.who:
        yield say(iri, "dcterms:creator", decision.who)
    if decision.when:
        created = NamedNode("http://purl.org/dc/terms/created")
        yield Triple(NamedNode(iri), created, Literal(decision.when, datatype=_MOMENT))
    if decision.reason:
        yield say(iri, "dcterms:description", decision.reason)


def things_described(triples: Iterable[Triple]) -> frozenset[str]:
    """Everything that has a type in these triples."""
    return frozenset(
        triple.subject.value
        for triple in triples
        if triple.predicate.value.endswith("#type") and isinstance(triple.subject, NamedNode)
    )
