"""The graph as a network: who is connected with whom, through which sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest
from pyoxigraph import NamedNode, Triple, parse

from policygraph.errors import NotFound
from policygraph.graph.network import centrality, communities, network, paths, write_graphml
from policygraph.graph.store import Store

ID = "https://w3id.org/policygraph/id/"
HUB, PROGRAMME, COAST = (f"{ID}item/{name}" for name in ("harbour-data-hub", "harbour-programme", "coast-programme"))
TWIN, AGENCY = f"{ID}technology/digital-twin", f"{ID}body/port-agency"


@pytest.fixture
def small() -> Iterator[Store]:
    graphs: dict[str, list[Triple]] = defaultdict(list)
    for quad in parse(path=Path(__file__).with_name("small.trig")):
        assert isinstance(quad.graph_name, NamedNode)
        graphs[quad.graph_name.value].append(quad.triple)
    with Store.open("memory:") as store:
        store.replace(graphs)
        yield store


def ring(size: int) -> networkx.MultiDiGraph[str]:
    """Two rings of things with one bridge between them."""
    net: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    names = [f"{side}{number:02}" for side in "ab" for number in range(size)]
    for name in names:
        net.add_node(name, label=name.upper())
    for side in "ab":
        for number in range(size):
            for step in (1, 2):
                start, end = f"{side}{number:02}", f"{side}{(number + step) % size:02}"
                net.add_edge(start, end, key=f"{start}-{end}", relation="r", quote="q", confidence=0.9)
    net.add_edge("a00", "b00", key="bridge", relation="r", quote="the bridge", confidence=0.9)
    return net


def test_an_edge_carries_its_claim_and_its_sentence(small: Store) -> None:
    net = network(small)
    ((claim, data),) = net.get_edge_data(HUB, PROGRAMME).items()
    assert str(claim).startswith(f"{ID}claim/harbour/")
    assert data["quote"].startswith("- The Harbour Data Hub is part of")
    assert (data["end"] - data["start"], data["modality"]) == (len(data["quote"]), "stated")
    assert net.nodes[HUB] == {"label": "Harbour Data Hub", "label_ko": "항만 데이터 허브", "type": "Infrastructure"}


def test_tentative_claims_make_no_edge(small: Store) -> None:
    assert COAST not in network(small, min_confidence=0)


def test_claims_of_low_confidence_wait(small: Store) -> None:
    assert not network(small).has_edge(HUB, TWIN)
    assert network(small, min_confidence=0.5).has_edge(HUB, TWIN)


def test_a_claim_without_its_direct_triple_makes_no_edge(small: Store) -> None:
    small.replace({}, drop=["https://w3id.org/policygraph/graph/derived"])
    assert network(small).number_of_edges() == 0


def test_a_path_goes_against_the_direction_of_a_relation_and_says_so(small: Store) -> None:
    ((first, second),) = paths(network(small), PROGRAMME, AGENCY)
    assert (first.subject, first.object) == (HUB, PROGRAMME)
    assert (second.subject, second.object) == (HUB, AGENCY)
    assert second.relation.endswith("#responsibleBody")
    assert "the Port Agency runs" in second.quote


def test_shorter_paths_come_first_and_no_more_than_asked_for() -> None:
    found = paths(ring(6), "a03", "b03", limit=3)
    assert len(found) == 3
    assert [len(path) for path in found] == sorted(len(path) for path in found)
    assert all(any(step.claims == ("bridge",) for step in path) for path in found)


def test_no_way_is_an_empty_answer_and_an_unknown_thing_an_error() -> None:
    net = ring(3)
    net.add_node("alone", label="ALONE")
    assert paths(net, "a00", "alone") == []
    with pytest.raises(NotFound, match="nobody"):
        paths(net, "a00", "nobody")


def test_the_bridge_is_the_most_central() -> None:
    weights = centrality(ring(8))
    assert {weights[0].iri, weights[1].iri} == {"a00", "b00"}
    assert weights[0].name == "A00"
    assert weights[0].neighbours == 5


def test_a_sample_of_a_large_network_is_always_the_same() -> None:
    assert centrality(ring(30), sample=10) == centrality(ring(30), sample=10)


def test_communities_fall_apart_at_the_bridge_every_time() -> None:
    groups = communities(ring(5))
    assert groups == [tuple(f"a{n:02}" for n in range(5)), tuple(f"b{n:02}" for n in range(5))]
    assert communities(ring(5)) == groups


def test_an_empty_store_is_an_empty_network() -> None:
    with Store.open("memory:") as store:
        net = network(store)
    assert (len(net), centrality(net), communities(net)) == (0, [], [])
    assert networkx.parse_graphml(write_graphml(net).decode()).number_of_nodes() == 0


def test_control_characters_do_not_break_graphml() -> None:
    net = ring(3)
    net.nodes["a00"]["label"] = "A\x00\x0b<&>"
    read = networkx.parse_graphml(write_graphml(net).decode())
    assert read.nodes["a00"]["label"] == "A\ufffd\ufffd<&>"
