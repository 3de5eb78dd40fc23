"""What waits for a person's judgement: doubtful claims and names that may be one, those first on which most hangs.

Doubtful is a claim that was read with less confidence than the ledger shows, and any claim whose sentence changed after
somebody had judged it. What hangs on an item is counted in lines of the ledger as it would be with all that is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from pyoxigraph import NamedNode

from ..graph.decisions import ON_PAIRS, Decision, in_force
from ..graph.identity import Proposal, propose, things_of
from ..graph.judgements import Judged, changed_claims
from ..graph.naming import NS
from ..graph.store import Store
from ..graph.stored import StoredClaim, StoredDocument
from .cells import labels, named_after
from .figures import Lines, read_lines
from .ledger import Entry, ledger
from .table import Cell, Column, Table

COLUMNS = (
    *("item", "hangs", "says", "why", "confidence", "rule", "quote", "document", "start_char", "end_char"),
    *("claim", "one", "other"),
)
_STEPS = frozenset({"directPartOf", "succeeds", "evolvesInto"})
"""Relations that make the outline of the ledger."""
_SAID = ("about", "claimKind", "metric", "modality", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to judge: a claim, or a pair of things.

    ``hangs`` counts the lines of the ledger that hang on it, ``says`` puts it in words, ``why`` tells why it is asked;
    ``earlier`` is the decision on words that have changed since.
    """

    hangs: int
    says: str
    why: str
    claim: StoredClaim | None = None
    pair: Proposal | None = None
    earlier: Decision | None = None

    @property
    def name(self) -> str:
        """The IRI of the claim, or the two of the pair."""
        return self.claim.iri if self.claim else f"{self.pair.one} {self.pair.other}" if self.pair else ""

    def record(self) -> dict[str, Cell]:
        """The item as plain values, by the names of ``COLUMNS``; what does not apply is left out."""
        told: dict[str, Cell] = {
            "item": "claim" if self.claim else "pair", "hangs": self.hangs, "says": self.says, "why": self.why
        }  # fmt: skip
        if self.claim:
            place = self.claim.sentence
            told |= {
                "confidence": Decimal(self.claim.one("confidence") or 1),
                "rule": self.claim.one("rule"),
                "quote": place.quote,
                "document": self.claim.document,
                "start_char": place.start,
                "end_char": place.end,
                "claim": self.claim.iri,
            }
        if self.pair:
            told |= {"one": self.pair.one, "other": self.pair.other}
        return told


def waiting(
    store: Store,
    documents: Mapping[str, StoredDocument],
    decisions: Sequence[Decision],
    judged: Judged,
    least_shown: float = 0.7,
    language: str = "en",
) -> list[Item]:
    """Everything that waits, most telling first; then in the order of the documents' names and texts."""
    lines = read_lines(store)
    entries = ledger(store, min_confidence=0).entries
    again = changed_claims(judged, decisions, documents)
    doubtful = [
        claim
        for document in documents.values()
        for claim in document.claims.values()
        if claim.iri in again or (claim.iri not in judged.claims and float(claim.one("confidence") or 1) < least_shown)
    ]
    known = {each.target for each in in_force(decisions) if each.action in ON_PAIRS}
    pairs = [each for each in propose(things_of(documents.values())) if (each.one, each.other) not in known]
    pairs = [each for each in pairs if each.other not in lines.same.get(each.one, ())]
    names = labels(store, map(NamedNode, chain(_iris(doubtful), *((p.one, p.other) for p in pairs))), language)
    direct = Counter(iri for entry in entries for iri in _figures(entry))
    items = [
        Item(_weigh(claim, direct, entries, lines), _words(claim, names), _why(claim, again.get(claim.iri), judged),
             claim=claim, earlier=again.get(claim.iri))
        for claim in doubtful
    ]  # fmt: skip
    items += [
        Item(
            sum(bool({each.one, each.other} & _things(entry, lines)) for entry in entries),
            f"{names[each.one]} = {names[each.other]}",
            each.reason,
            pair=each,
        )
        for each in pairs
    ]
    return sorted(items, key=_order)


def as_table(items: Iterable[Item], language: str = "en") -> Table:
    """The items as a table, one row each."""
    titles = _KOREAN if language == "ko" else {}
    columns = tuple(Column(name, titles.get(name, name.replace("_", " "))) for name in COLUMNS)
    rows = tuple(tuple(item.record().get(name) for name in COLUMNS) for item in items)
    return Table("검토할 것" if language == "ko" else "Waiting for review", columns, rows, language=language)


_KOREAN = {
    "item": "항목", "hangs": "걸린 답", "says": "내용", "why": "까닭", "confidence": "신뢰도", "rule": "규칙",
    "quote": "문장", "document": "문서", "start_char": "시작", "end_char": "끝", "claim": "주장",
    "one": "하나", "other": "다른 하나",
}  # fmt: skip


def _order(item: Item) -> tuple[object, ...]:
    place = (item.claim.document, item.claim.sentence.start) if item.claim else ("", 0)
    return (-item.hangs, item.claim is None, *place, item.name)


def _figures(entry: Entry) -> set[str]:
    figures = (entry.promise, *entry.earlier, *entry.results, *([entry.nearest] if entry.nearest else ()))
    return {figure.iri for figure in figures}


def _things(entry: Entry, lines: Lines) -> set[str]:
    """What a line of the ledger is about, with the wholes and versions that put it there."""
    subjects = [entry.promise.subject, *(result.subject for result in entry.results)]
    if entry.nearest:
        subjects.append(entry.nearest.subject)
    return set().union(*(lines.above(subject) for subject in subjects))


def _weigh(claim: StoredClaim, direct: Counter[str], entries: Sequence[Entry], lines: Lines) -> int:
    if not claim.is_relation:
        return direct[claim.iri]
    if claim.code("predicate") not in _STEPS:
        return 0
    return sum(claim.one("about") in lines.above(entry.promise.subject) for entry in entries)


def _why(claim: StoredClaim, earlier: Decision | None, judged: Judged) -> str:
    if earlier is None:
        return "read with little confidence"
    done = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}[earlier.action]
    if earlier.id in judged.why:
        return f"the correction of {earlier.when[:10]} does not fit: {judged.why[earlier.id]}"
    return f"{done} by {earlier.who} on {earlier.when[:10]}, but the sentence or its reading has changed since"


def _iris(claims: Iterable[StoredClaim]) -> Iterable[str]:
    return (claim.one(name) for claim in claims for name in (*_SAID, "unit") if claim.one(name))


def _words(claim: StoredClaim, names: Mapping[str, str]) -> str:
    """What a claim says, in one line.

    A figure leads with its kind, a relation with its subject.
    """

    def name(prop: str) -> str:
        return names.get(claim.one(prop), "") or named_after(claim.one(prop)) if claim.one(prop) else ""

    if claim.is_relation:
        return " · ".join((name("about"), claim.code("predicate"), name("object")))
    unit = claim.code("unit") if claim.one("unit").startswith(NS.rpartition("ns#")[0] + "unit/") else name("unit")
    most = f" to {claim.one('valueMax')}" if claim.one("valueMax") else ""
    bound = claim.code("bound")
    parts = (
        claim.code("claimKind").removesuffix("Figure"),
        name("about"),
        name("metric"),
        f"“{claim.one('valueText')}” = {claim.one('value')}{most} {unit}",
        "" if bound == "exactly" else bound,
        claim.code("modality"),
        claim.one("timeText"),
        claim.code("fundingScope"),
        claim.code("moneyStage"),
    )
    return " · ".join(part for part in parts if part)
