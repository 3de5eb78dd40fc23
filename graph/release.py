"""What of a store is handed on: everything but the log and what was only inferred, with contact details masked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from .naming import NS
from .rights import allows_whole_text, contacts, mask

if TYPE_CHECKING:
    from .store import Store

_OA = "http://www.w3.org/ns/oa#"
_DCTERMS = "http://purl.org/dc/terms/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TEXTS = frozenset({"http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"})
_KEPT_AS_THEY_ARE = frozenset({f"{NS}sha256", f"{NS}issuedText", f"{_DCTERMS}identifier", f"{_DCTERMS}source"})
AT_HOME = ("graph/log", "graph/inferred")


@dataclass(frozen=True, slots=True)
class Release:
    """Quads that may be published, sorted, and what was changed to make them so."""

    quads: tuple[Quad, ...]
    withheld: tuple[str, ...]
    """documents whose whole text was left out, since their licence does not allow it"""
    masked: int
    """contact details made unreadable in the texts"""


def release(store: Store, *, with_text: bool = False) -> Release:
    """All that may be published of a store.

    ``pg:content`` stays where the document's licence lets its whole text be handed on, or everywhere ``with_text``.
    E-mail addresses and telephone numbers are masked at their places, so that every quote still stands at its offsets,
    also one that begins or ends within a number.
    """
    quads = [quad for quad in store.quads() if not graph_of(quad).endswith(AT_HOME)]
    facts = _Facts(quads)
    closed = () if with_text else tuple(sorted(doc for doc in facts.texts if not facts.is_open(doc)))
    hidden = {doc: mask(text) for doc, text in facts.texts.items() if contacts(text)}
    rewritten = _rewrite_located(facts, hidden)
    kept: set[Quad] = set()
    for quad in quads:
        literal = quad.object
        if quad.predicate.value == f"{NS}content" and subject_of(quad) in closed:
            continue
        if isinstance(literal, Literal) and literal.datatype.value in _TEXTS:
            value = rewritten.get((subject_of(quad), quad.predicate.value, literal.value))
            if value is None and quad.predicate.value not in _KEPT_AS_THEY_ARE:
                value = mask(literal.value)
            if value is not None and value != literal.value:
                quad = Quad(quad.subject, quad.predicate, _with_value(literal, value), quad.graph_name)
        kept.add(quad)
    count = sum(len(contacts(facts.texts[doc])) for doc in hidden)
    return Release(tuple(sorted(kept, key=order)), closed, count)


def order(quad: Quad) -> tuple[str, str, str, str]:
    """Sorts quads by graph, subject, predicate (the type before all others) and object."""
    predicate = "" if quad.predicate.value == _TYPE else quad.predicate.value
    return graph_of(quad), subject_of(quad), predicate, str(quad.object)


def graph_of(quad: Quad) -> str:
    """The name of the quad's graph; empty for the default graph."""
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def subject_of(quad: Quad) -> str:
    """The name of what the quad speaks of."""
    return quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)


def _with_value(literal: Literal, value: str) -> Literal:
    return Literal(value, language=literal.language) if literal.language else Literal(value)


class _Facts:
    """Where each located string of the documents stands."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.texts: dict[str, str] = {}
        self.licences: dict[str, list[str]] = defaultdict(list)
        self.source: dict[str, str] = {}
        self.selectors: dict[str, list[str]] = defaultdict(list)
        self.evidence: dict[str, list[str]] = defaultdict(list)
        self.numbers: dict[tuple[str, str], int] = {}
        self.strings: dict[tuple[str, str], str] = {}
        for quad in quads:
            subject, predicate, value = subject_of(quad), quad.predicate.value, quad.object
            if isinstance(value, NamedNode) and predicate == f"{_OA}hasSource":
                self.source[subject] = value.value
            elif isinstance(value, NamedNode) and predicate == f"{_OA}hasSelector":
                self.selectors[subject].append(value.value)
            elif isinstance(value, NamedNode) and predicate == f"{NS}evidence":
                self.evidence[subject].append(value.value)
            elif predicate == f"{_DCTERMS}license":
                self.licences[subject].append(getattr(value, "value", ""))
            elif isinstance(value, Literal) and predicate == f"{NS}content":
                self.texts[subject] = value.value
            elif isinstance(value, Literal) and predicate in (f"{_OA}start", f"{_OA}end", f"{NS}valueStart"):
                self.numbers[subject, predicate] = int(value.value)
            elif isinstance(value, Literal) and predicate in (
                f"{_OA}exact",
                f"{_OA}prefix",
                f"{_OA}suffix",
                f"{NS}valueText",
            ):
                self.strings[subject, predicate] = value.value

    def is_open(self, doc: str) -> bool:
        """Whether one of the document's licences lets its whole text be handed on."""
        return any(allows_whole_text(licence) for licence in self.licences[doc])


def _rewrite_located(facts: _Facts, hidden: dict[str, str]) -> dict[tuple[str, str, str], str]:
    """(node, property, string) → the same stretch of the masked text, for strings whose place is known."""
    found: dict[tuple[str, str, str], str] = {}

    def note(node: str, prop: str, doc: str, start: int) -> None:
        string = facts.strings.get((node, prop))
        if string is not None and start >= 0 and facts.texts[doc].startswith(string, start):
            found[node, prop, string] = hidden[doc][start : start + len(string)]

    for passage, nodes in facts.selectors.items():
        doc = facts.source.get(passage, "")
        if doc not in hidden:
            continue
        starts = [facts.numbers[node, f"{_OA}start"] for node in nodes if (node, f"{_OA}start") in facts.numbers]
        ends = [facts.numbers[node, f"{_OA}end"] for node in nodes if (node, f"{_OA}end") in facts.numbers]
        for node in nodes:
            for start, end in zip(starts, ends, strict=False):
                note(node, f"{_OA}exact", doc, start)
                note(node, f"{_OA}prefix", doc, start - len(facts.strings.get((node, f"{_OA}prefix"), "")))
                note(node, f"{_OA}suffix", doc, end)
    for (node, prop), start in facts.numbers.items():
        if prop == f"{NS}valueStart":
            sources = [facts.source[node]] if node in facts.source else []
            sources += [facts.source.get(passage, "") for passage in facts.evidence.get(node, ())]
            for doc in sources:
                if doc in hidden:
                    note(node, f"{NS}valueText", doc, start)
    return found
