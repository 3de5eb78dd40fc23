"""What is wrong with a graph, in plain words; each check has the mutation that trips it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import NamedNode, Triple, parse

from policygraph.graph.checking import Finding, Severity, check, checks, violations
from policygraph.graph.store import Store

PREFIXES = """
PREFIX pg: <https://w3id.org/policygraph/ns#> PREFIX id: <https://w3id.org/policygraph/id/>
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX g: <https://w3id.org/policygraph/graph/> PREFIX prov: <http://www.w3.org/ns/prov#>
"""


@pytest.fixture
def data() -> ox.Store:
    store = ox.Store()
    store.bulk_extend(parse(path=Path(__file__).with_name("small.trig")))
    return store


def stored(data: ox.Store) -> Store:
    graphs: dict[str, list[Triple]] = defaultdict(list)
    for quad in data:
        assert isinstance(quad.graph_name, NamedNode)
        graphs[quad.graph_name.value].append(quad.triple)
    store = Store.open("memory:")
    store.replace(graphs)
    return store


def findings(data: ox.Store, reasoner: bool = False) -> list[Finding]:
    with stored(data) as store:
        return check(store, reasoner=reasoner)


def mutate(data: ox.Store, update: str) -> None:
    data.update(PREFIXES + update)


def test_a_good_graph_has_nothing_to_tell(data: ox.Store) -> None:
    assert findings(data) == []


def test_an_empty_store_has_nothing_to_tell() -> None:
    assert findings(ox.Store()) == []


def swap(old: str, new: str, where: str = "") -> str:
    """An update that puts one pattern in the place of another."""
    inner = f"GRAPH ?g {{ {old} . {where} }}"
    return f"DELETE {{ GRAPH ?g {{ {old} }} }} INSERT {{ GRAPH ?g {{ {new} }} }} WHERE {{ {inner} }}"


def add(new: str, where: str) -> str:
    """An update that adds something wherever a pattern is found."""
    return f"INSERT {{ GRAPH ?g {{ {new} }} }} WHERE {{ GRAPH ?g {{ {where} }} }}"


ITEM = "https://w3id.org/policygraph/id/item/"
WRONG = {
    "quote moved": (swap("?p oa:start 14", "?p oa:start 15"), "do not stand at their place"),
    "value changed": (
        swap("?c pg:valueText ?v", '?c pg:valueText "21.5 billion won"', 'FILTER(?v = "12.5 billion won")'),
        "does not stand in the quoted words",
    ),
    "no evidence": (swap("?c pg:evidence ?e", "", "?c pg:moneyStage ?m"), "needs the passage that says it"),
    "two subjects": (add("?c pg:about id:other", "?c pg:moneyStage ?m"), "about exactly one thing"),
    "modality not on the list": (swap("?c pg:modality pg:committed", "?c pg:modality pg:hoped"), "one of them"),
    "relation nobody declared": (
        swap("?c pg:predicate pg:usesTechnology", "?c pg:predicate pg:usesMagic"),
        "not declared in the ontology",
    ),
    "object of the wrong kind": (swap("?t a pg:Technology", "?t a pg:Ministry"), "object of a relation is not of"),
    "subject of the wrong kind": (swap("?t a pg:Infrastructure", "?t a pg:Passage"), "subject of a relation is not of"),
    "relation out of nowhere": (
        f"INSERT DATA {{ GRAPH g:derived {{ <{ITEM}coast-programme> pg:directPartOf <{ITEM}harbour-programme> }} }}",
        "no claim behind it",
    ),
    "part of itself": (
        f"INSERT DATA {{ GRAPH g:derived {{ <{ITEM}harbour-programme> pg:directPartOf <{ITEM}harbour-data-hub> }} }}",
        "part of itself",
    ),
    "two digests": (add('?d pg:sha256 "00"', "?d pg:country ?k"), "digest of its text"),
    "progress of unlike things": (
        "INSERT { GRAPH g:derived { id:p a pg:Progress ; pg:ofTarget ?t ; pg:byResult ?r } } "
        "WHERE { GRAPH ?g { ?t pg:moneyStage pg:planned . ?r pg:modality pg:achieved } }",
        "compares a target with a result of another",
    ),
}


@pytest.mark.parametrize(("update", "said"), WRONG.values(), ids=list(WRONG))
def test_a_wrong_graph_is_told_as_a_violation(data: ox.Store, update: str, said: str) -> None:
    mutate(data, update)
    found = [finding for finding in findings(data) if said in finding.message]
    assert found
    assert all(finding.severity is Severity.VIOLATION for finding in found)


DOUBTFUL = {
    "money without scope": (swap("?c pg:fundingScope ?s", ""), "never compared"),
    "said by nobody": (swap("?c pg:assertedBy ?s", ""), "Nobody is named"),
    "no date": (swap("?d dcterms:issued ?i", ""), "has no date"),
    "no Korean name": (swap("?t skos:prefLabel ?l", "", 'FILTER(LANG(?l) = "ko")'), "no Korean name"),
    "result of the future": (
        swap("?c pg:asOf ?d", '?c pg:asOf "2026-05-31T23:59:59"^^xsd:dateTime'),
        "dated after the document",
    ),
    "deadline long past": (
        swap("?c pg:deadline ?d", '?c pg:deadline "2025-12-31T23:59:59"^^xsd:dateTime'),
        "already due when its document was written",
    ),
    "deadline past when the translation came out": (
        swap("?d dcterms:issued ?i", '?d dcterms:issued "2028-04-01T00:00:00"^^xsd:dateTime ; pg:referenceTime ?i'),
        "though not when it was written",
    ),
    "parts above the whole": (
        add("id:part pg:componentOf ?c ; pg:value 13000000000.0 ; pg:unit ?u", "?c pg:moneyStage ?m ; pg:unit ?u"),
        "more than their total",
    ),
}


@pytest.mark.parametrize(("update", "said"), DOUBTFUL.values(), ids=list(DOUBTFUL))
def test_a_doubtful_graph_is_told_as_a_warning(data: ox.Store, update: str, said: str) -> None:
    mutate(data, update)
    found = findings(data)
    assert any(said in finding.message for finding in found)
    assert violations(found) == 0


def test_a_finding_names_the_thing_and_its_sentence(data: ox.Store) -> None:
    mutate(data, DOUBTFUL["money without scope"][0])
    first = next(finding for finding in findings(data) if "/harbour/" in finding.node)
    assert first.name == "Harbour Data Hub"
    assert first.quote.startswith("The Ministry of Harbours will invest")
    assert str(first).startswith("warning: Harbour Data Hub: The document does not say whose money")
    assert "\n" not in str(first)


def test_every_finding_is_told_in_korean_too(data: ox.Store) -> None:
    for update in (WRONG["quote moved"][0], WRONG["subject of the wrong kind"][0], DOUBTFUL["money without scope"][0]):
        mutate(data, update)
    for finding in findings(data):
        assert finding.told("ko").startswith(("위반: ", "경고: "))
        assert any("가" <= letter <= "힣" for letter in finding.message_ko)


def test_violations_come_first_and_the_order_is_always_the_same(data: ox.Store) -> None:
    for update in (WRONG["two subjects"][0], DOUBTFUL["money without scope"][0], DOUBTFUL["no Korean name"][0]):
        mutate(data, update)
    found = findings(data)
    assert [finding.severity for finding in found] == sorted(finding.severity for finding in found)
    assert found == findings(data)


def test_inferred_triples_are_not_checked(data: ox.Store) -> None:
    mutate(data, "INSERT DATA { GRAPH g:inferred { id:x pg:directPartOf id:x } }")
    assert findings(data) == []


def test_a_contradiction_is_told_with_what_clashes(data: ox.Store) -> None:
    mutate(data, add("?t a pg:Ministry", "?t a pg:Technology"))
    (found,) = (finding for finding in findings(data) if "cannot be both" in finding.message)
    assert (found.severity, found.name) == (Severity.VIOLATION, "digital twin")


def test_the_reasoner_agrees_with_a_good_graph(data: ox.Store) -> None:
    assert findings(data, reasoner=True) == []


def test_the_reasoner_finds_what_no_two_statements_show(data: ox.Store) -> None:
    mutate(
        data,
        "INSERT { GRAPH g:derived { id:p a pg:Progress ; pg:ofTarget ?c } } "
        "WHERE { GRAPH ?g { ?c pg:modality pg:achieved } }",
    )
    assert findings(data) == []
    (found,) = findings(data, reasoner=True)
    assert found.severity is Severity.VIOLATION
    assert "contradicts the ontology" in found.message


def test_without_java_a_warning_says_so(data: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (found,) = findings(data, reasoner=True)
    assert found.severity is Severity.WARNING
    assert "Java" in found.message
    assert "Java" in found.message_ko


def test_every_check_says_what_it_is_in_both_languages() -> None:
    assert len(checks()) == 9
    for each in checks():
        assert each.message.endswith(".")
        assert each.message_ko.endswith(".")


@pytest.fixture(autouse=True)
def no_trace_on_standard_error(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    yield
    assert capsys.readouterr().err == ""
