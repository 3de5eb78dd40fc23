"""What is wrong with a graph, in plain words: its shape (SHACL), its consistency, and the quality of what it says.

A violation is a fault of the graph; a warning is something that a reader should know of, such as an amount of money
whose scope the document leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import SourceUnavailable
from ..ontology.contradictions import contradictions
from ..ontology.files import ONTOLOGY, triples
from .naming import NS
from .release import AT_HOME, graph_of
from .shapes import shape_faults

if TYPE_CHECKING:
    from .store import Store, Term

_PREFIXES = f"""
PREFIX pg: <{NS}> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_NAMES = f"{_PREFIXES} SELECT ?said ?node {{ ?node pg:about?/(skos:prefLabel|rdfs:label|dcterms:title) ?said }}"
_QUOTES = f"{_PREFIXES} SELECT ?said ?node {{ ?node pg:evidence?/oa:hasSelector/oa:exact ?said }}"


class Severity(StrEnum):
    """How bad a finding is."""

    VIOLATION = "violation"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or that a reader should know of."""

    severity: Severity
    message: str
    message_ko: str
    node: str
    """IRI of what it is about; empty when it is about the graph as a whole"""
    name: str = ""
    """its name, or that of the thing which a claim is about"""
    quote: str = ""
    """the sentence behind it, where there is one"""

    def told(self, language: str = "en") -> str:
        """The finding in one line, English or Korean.

        >>> Finding(Severity.WARNING, "No date.", "날짜가 없습니다.", "urn:a", "Plan").told("ko")
        '경고: Plan: 날짜가 없습니다. <urn:a>'
        """
        korean = language == "ko"
        label = {Severity.VIOLATION: "위반", Severity.WARNING: "경고"}[self.severity] if korean else self.severity.value
        said = self.message_ko if korean else self.message
        quote = f" “{' '.join(self.quote.split())}”" if self.quote else ""
        return f"{label}: {self.name + ': ' if self.name else ''}{said}{quote}{f' <{self.node}>' if self.node else ''}"

    def __str__(self) -> str:
        return self.told()


@dataclass(frozen=True, slots=True)
class Check:
    """A quality check: a query whose ``?node`` are the offenders, and what to say of each."""

    name: str
    severity: Severity
    message: str
    message_ko: str
    query: str


@cache
def checks() -> tuple[Check, ...]:
    """The quality checks of ``graph/checks/*.rq``, by name."""
    folder = files(__package__ or "policygraph.graph").joinpath("checks")
    texts = {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".rq")}
    return tuple(_parse(name.removesuffix(".rq"), text) for name, text in sorted(texts.items()))


def check(store: Store, *, reasoner: bool = True) -> list[Finding]:
    """All findings, violations first, then by message and node.

    What was loaded and derived is checked, not what was inferred from it. Direct contradictions are always looked
    for; HermiT looks for longer ones, unless told not to, and a warning says where there is no Java to run it.
    """
    graph = _gather(store)
    found = {*_quality(graph), *_shape(graph), *_consistency(graph, reasoner)}
    return sorted(found, key=lambda finding: (finding.severity, finding.message, finding.node))


def violations(findings: Iterable[Finding]) -> int:
    """How many of the findings are faults of the graph; a graph passes when there are none."""
    return sum(finding.severity is Severity.VIOLATION for finding in findings)


def _gather(store: Store) -> ox.Store:
    """The graph to be checked, with the ontology beside it."""
    graph = ox.Store()
    graph.bulk_extend(quad for quad in store.quads() if not graph_of(quad).endswith(AT_HOME))
    ontology = ox.NamedNode(NS.rstrip("#"))
    graph.bulk_extend(ox.Quad(said.subject, said.predicate, said.object, ontology) for said in triples(ONTOLOGY))
    return graph


def _parse(name: str, text: str) -> Check:
    said = dict(re.findall(r"^# (severity|en|ko): (.+)$", text, re.MULTILINE))
    return Check(name, Severity(said["severity"]), said["en"], said["ko"], _PREFIXES + text)


def _quality(graph: ox.Store) -> Iterator[Finding]:
    for each in checks():
        for node in _column(graph, each.query):
            yield _tell(graph, node, each.severity, each.message, each.message_ko)


def _shape(graph: ox.Store) -> Iterator[Finding]:
    for fault in shape_faults(graph):
        severity = Severity.VIOLATION if fault.severe else Severity.WARNING
        yield _tell(graph, ox.NamedNode(fault.node), severity, fault.message, fault.message_ko)


_CONTRADICTIONS_KO = {
    "disjoint": "함께 속할 수 없는 두 종류에 속합니다.",
    "functional": "값이 하나여야 하는 속성에 서로 다른 값이 있습니다.",
    "irreflexive": "자기 자신과 맺을 수 없는 관계입니다.",
    "asymmetric": "양쪽으로 함께 성립할 수 없는 관계입니다.",
    "datatype": "값의 자료형이 맞지 않습니다.",
}
_DEEP = (
    "The graph contradicts the ontology, though no two statements do so by themselves.",
    "두 진술만으로는 드러나지 않지만 그래프가 온톨로지와 모순됩니다.",
)


def _consistency(graph: ox.Store, reasoner: bool) -> Iterator[Finding]:
    statements = [quad.triple for quad in graph if _can_contradict(quad)]
    direct = contradictions(statements)
    for each in direct:
        korean = _CONTRADICTIONS_KO.get(each.rule, _DEEP[1])
        yield _tell(graph, ox.NamedNode(each.nodes[0]), Severity.VIOLATION, each.text, korean)
    if direct or not reasoner:
        return
    from ..ontology.reasoner import agree

    try:
        consistent = agree(triple for triple in statements if not isinstance(triple.object, ox.Literal))
    except SourceUnavailable as error:
        korean = "HermiT(Java 필요)를 실행하지 못해 직접 드러나는 모순만 확인했습니다."
        yield Finding(Severity.WARNING, f"Only direct contradictions were looked for. {error}", korean, "")
    else:
        if not consistent:
            yield Finding(Severity.VIOLATION, *_DEEP, "")


def _can_contradict(quad: ox.Quad) -> bool:
    """Whether the ontology says anything of the statement: not of selectors, numerals, and the ontology itself."""
    if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.BlankNode):
        return False
    ends = (quad.subject.value, getattr(quad.object, "value", ""))
    unspoken = any(end.endswith(("#quote", "#position")) or "/id/numeral/" in end for end in ends)
    return not unspoken and not ends[0].startswith(NS)


def _tell(graph: ox.Store, node: object, severity: Severity, message: str, message_ko: str) -> Finding:
    """A finding about a node, with its name and sentence; a whole document or thing has no sentence."""
    named = (term for term in _column(graph, _NAMES, node) if isinstance(term, ox.Literal))
    names = sorted(named, key=lambda term: (term.language != "en", term.value))
    quotes = sorted(str(getattr(term, "value", "")) for term in _column(graph, _QUOTES, node))
    name = names[0].value if names else ""
    return Finding(severity, message, message_ko, str(getattr(node, "value", "")), name, quotes[0] if quotes else "")


def _column(graph: ox.Store, query: str, node: object = None) -> Iterator[object]:
    bound: dict[ox.Variable, Term] | None = None
    if isinstance(node, ox.NamedNode | ox.BlankNode):
        bound = {ox.Variable("node"): node}
    rows = graph.query(query, use_default_graph_as_union=True, substitutions=bound)
    assert isinstance(rows, ox.QuerySolutions), "checks are SELECT queries"
    return (row[0] for row in rows if row[0] is not None)
