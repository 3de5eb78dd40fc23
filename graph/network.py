"""The graph as a network: things as nodes, relation claims as edges, for paths, centrality and communities."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from ..errors import NotFound
from .naming import NS

if TYPE_CHECKING:
    from networkx import Graph, MultiDiGraph

    from .store import Store, Term

_EDGES = f"""
PREFIX pg: <{NS}> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?claim ?from ?relation ?to ?modality ?confidence ?accepted ?quote ?doc ?start ?end {{
  ?claim a pg:RelationClaim ; pg:about ?from ; pg:predicate ?relation ; pg:object ?to ; pg:evidence ?passage .
  ?from ?relation ?to .
  ?passage oa:hasSource ?doc ; oa:hasSelector ?position , ?words .
  ?position oa:start ?start ; oa:end ?end . ?words oa:exact ?quote
  OPTIONAL {{ ?claim pg:modality ?modality }} OPTIONAL {{ ?claim pg:confidence ?confidence }}
  OPTIONAL {{ ?judgement pg:judges ?claim ; pg:verdict ?verdict }}
  BIND(COALESCE(?verdict = pg:accepted, false) AS ?accepted) FILTER(COALESCE(?verdict != pg:rejected, true))
  FILTER(COALESCE(?modality, pg:stated) != pg:expected && isIRI(?to)) }}"""
_NODES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?type ?label {
  ?thing a ?type ; skos:prefLabel ?label }"""


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path, in the direction in which the relation is said."""

    subject: str
    relation: str
    object: str
    claims: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Weight:
    """How much hangs on one thing: its neighbours, and the share of shortest paths that lead through it (0 to 1)."""

    iri: str
    name: str
    neighbours: int
    betweenness: float


def network(store: Store, min_confidence: float = 0.7) -> MultiDiGraph[str]:
    """The relations that hold, as a networkx MultiDiGraph whose node names are IRIs.

    One edge a claim, its key the claim's IRI; edges carry ``relation``, ``quote``, ``document``, ``start``, ``end``,
    ``modality`` and ``confidence``, nodes ``label``, ``label_ko`` and ``type``. Left out are claims below
    ``min_confidence`` that nobody accepted, tentative and rejected ones, and those whose direct triple does not stand
    in the graph. Nodes and edges come in the order of their IRIs.
    """
    import networkx

    edges: dict[str, tuple[str, str, dict[str, Any]]] = {}
    for row in store.select(_EDGES).dicts():
        confidence = float(_plain(row["confidence"])) if "confidence" in row else 1.0
        if confidence < min_confidence and _plain(row["accepted"]) != "true":
            continue
        claim = _plain(row["claim"])
        data: dict[str, Any] = {
            "relation": _plain(row["relation"]),
            "quote": _plain(row["quote"]),
            "document": _plain(row["doc"]),
            "start": int(_plain(row["start"])),
            "end": int(_plain(row["end"])),
            "modality": _local(row.get("modality")),
            "confidence": confidence,
        }
        place = (data["document"], data["start"])
        if claim not in edges or place < (edges[claim][2]["document"], edges[claim][2]["start"]):
            edges[claim] = (_plain(row["from"]), _plain(row["to"]), data)
    net: MultiDiGraph[str] = networkx.MultiDiGraph()
    described = _describe(store)
    for node in sorted({end for start, to, _ in edges.values() for end in (start, to)}):
        about = described.get(node, {})
        korean = about.get("label_ko", "")
        label = about.get("label") or korean or _local_name(node)
        net.add_node(node, label=label, label_ko=korean, type=about.get("type", ""))
    for claim, (start, to, data) in sorted(edges.items()):
        net.add_edge(start, to, key=claim, **data)
    return net


def paths(net: MultiDiGraph[str], start: str, end: str, limit: int = 5) -> list[tuple[Step, ...]]:
    """The shortest ways from one thing to another, whatever the direction of the relations; empty when there is none.

    Raises NotFound when one of them takes part in no relation.
    """
    import networkx

    for node in (start, end):
        if node not in net:
            raise NotFound(f"No relation of the graph names {node}; see what is there with `policygraph show`.")
    simple = _simple(net)
    if start == end or not networkx.has_path(simple, start, end):
        return []
    found = islice(networkx.shortest_simple_paths(simple, start, end), limit)
    return [tuple(_step(net, a, b) for a, b in pairwise(nodes)) for nodes in found]


def centrality(net: MultiDiGraph[str], sample: int = 500) -> list[Weight]:
    """Every thing by how many shortest paths lead through it, the most first; ties by neighbours, then by IRI.

    In networks of more than ``sample`` things the paths from that many of them are counted, drawn with a fixed seed.
    """
    import networkx

    simple = _simple(net)
    through = networkx.betweenness_centrality(simple, k=sample if len(simple) > sample else None, seed=0)
    weights = [
        Weight(node, str(net.nodes[node]["label"]), len(simple[node]), round(float(through[node]), 6))
        for node in simple
    ]
    return sorted(weights, key=lambda weight: (-weight.betweenness, -weight.neighbours, weight.iri))


def communities(net: MultiDiGraph[str]) -> list[tuple[str, ...]]:
    """Groups of things with more relations among each other than to the rest (Louvain, fixed seed).

    The largest first, each group sorted; the same network always gives the same groups.
    """
    import networkx

    simple = _simple(net)
    if not simple:
        return []
    names = list(simple)
    numbered = networkx.relabel_nodes(simple, {name: number for number, name in enumerate(names)})
    groups = networkx.community.louvain_communities(numbered, seed=0)
    return sorted((tuple(sorted(names[n] for n in group)) for group in groups), key=lambda group: (-len(group), group))


def write_graphml(net: MultiDiGraph[str]) -> bytes:
    """The network as GraphML, for Gephi, yEd, Cytoscape and the like.

    Control characters that XML cannot hold become U+FFFD.
    """
    import io

    import networkx

    clean: MultiDiGraph[str] = networkx.MultiDiGraph()
    for node, data in net.nodes(data=True):
        clean.add_node(node, **{key: _for_xml(value) for key, value in data.items()})
    for start, end, key, data in net.edges(keys=True, data=True):
        clean.add_edge(start, end, key=key, **{name: _for_xml(value) for name, value in data.items()})
    out = io.BytesIO()
    networkx.write_graphml_xml(clean, out)
    return out.getvalue().rstrip() + b"\n"


def _simple(net: MultiDiGraph[str]) -> Graph[str]:
    """Who is beside whom: one undirected edge a pair, no loops, in the order of the IRIs."""
    import networkx

    simple: Graph[str] = networkx.Graph()
    simple.add_nodes_from(sorted(net))
    simple.add_edges_from(sorted({(min(a, b), max(a, b)) for a, b in net.edges() if a != b}))
    return simple


def _step(net: MultiDiGraph[str], a: str, b: str) -> Step:
    """The best evidenced relation between two neighbours."""
    between = [
        Step(x, str(data["relation"]), y, (str(claim),), str(data["quote"]))
        for x, y in ((a, b), (b, a))
        for claim, data in sorted((net.get_edge_data(x, y) or {}).items(), key=lambda edge: -edge[1]["confidence"])
    ]
    best = between[0]
    same = [step for step in between if (step.subject, step.relation) == (best.subject, best.relation)]
    return replace(best, claims=tuple(claim for step in same for claim in step.claims))


def _describe(store: Store) -> dict[str, dict[str, str]]:
    """Class and names of each thing; among several the first in alphabetical order."""
    found: dict[str, dict[str, str]] = {}
    for thing, kind, label in sorted(store.select(_NODES), key=str):
        node = found.setdefault(_plain(thing), {"type": _local(kind)})
        if isinstance(label, Literal):
            node.setdefault("label_ko" if label.language == "ko" else "label", label.value)
    return found


def _for_xml(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in value)


def _plain(term: Term | None) -> str:
    return str(getattr(term, "value", ""))


def _local(term: Term | None) -> str:
    return _local_name(_plain(term))


def _local_name(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]
