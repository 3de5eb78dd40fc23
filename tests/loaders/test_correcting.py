"""A correction must stand in the sentence, be read by the same grammar, and fit the ontology."""

from __future__ import annotations

import pytest

from policygraph.errors import DecisionsInvalid
from policygraph.graph.citation import Source
from policygraph.graph.naming import NS, Naming
from policygraph.graph.stored import StoredClaim, StoredDocument, stored_document
from policygraph.graph.triples import document_graph
from policygraph.loaders.correcting import Corrector
from policygraph.reading.claims import read_claims

TEXT = """Harbour plan

The Ministry of Oceans and Fisheries will invest 12.5 billion won in the Harbour Data Hub by 2027.
The Harbour Data Hub is part of the Smart Harbour Programme.
The Smart Harbour Programme will open 40 quay sensors and 300 berths by June 2028.
"""
NAMING = Naming()


@pytest.fixture(scope="module")
def document() -> StoredDocument:
    source = Source("harbour", TEXT, "Harbour plan", issued="2026-04-01", language="en", country="KR")
    found = stored_document(document_graph(read_claims(source, NAMING), NAMING))
    assert found
    return found


def figure(document: StoredDocument, words: str) -> StoredClaim:
    return next(c for c in document.claims.values() if words in c.one("valueText"))


def relation(document: StoredDocument, predicate: str = "directPartOf") -> StoredClaim:
    return next(c for c in document.claims.values() if c.code("predicate") == predicate)


def correct(document: StoredDocument, claim: StoredClaim, **changes: str) -> dict[str, str]:
    """The corrected claim's own properties, by local name."""
    triples = Corrector(NAMING)(document, claim, changes)
    return {
        t.predicate.value.removeprefix(NS): getattr(t.object, "value", "").rpartition("#")[2]
        for t in triples
        if getattr(t.subject, "value", "") == claim.iri + "/corrected"
    }


def test_scope_and_stage_of_money_can_be_set_and_taken_away(document: StoredDocument) -> None:
    money = figure(document, "12.5 billion won")
    given = correct(document, money, scope="nationalFunds", stage="planned", kind="budget", modality="committed")
    assert (given["fundingScope"], given["moneyStage"], given["claimKind"]) == (
        "nationalFunds", "planned", "budgetFigure",
    )  # fmt: skip
    assert "moneyStage" not in correct(document, money, stage="none", scope="none")


def test_a_value_is_read_again_at_its_place(document: StoredDocument) -> None:
    given = correct(document, figure(document, "40"), value="300", unit="berth", metric="berths")
    assert (given["value"], given["valueText"], given["valueStart"]) == ("300", "300", str(TEXT.index("300")))
    assert given["metric"].endswith("/metric/berths")
    assert given["confidence"] == "1.0"


def test_a_time_is_read_again_from_its_words(document: StoredDocument) -> None:
    given = correct(document, figure(document, "40"), time="by June 2028")
    assert (given["deadline"][:7], given["precision"], given["timeText"]) == ("2028-06", "month", "by June 2028")
    assert "deadline" not in correct(document, figure(document, "40"), time="none")


def test_a_new_thing_is_words_of_the_sentence_with_their_type(document: StoredDocument) -> None:
    triples = Corrector(NAMING)(document, figure(document, "40"), {"subject": "infrastructure: quay sensors"})
    assert any("quay-sensors" in str(t.subject) and str(t.object).endswith("Infrastructure>") for t in triples)


def test_a_kind_brings_its_modality_along(document: StoredDocument) -> None:
    assert correct(document, figure(document, "40"), kind="result")["modality"] == "achieved"


@pytest.mark.parametrize(
    ("words", "changes", "told"),
    [
        ("40", {"value": "41"}, "does not stand in the sentence"),
        ("40", {"value": "12.5 billion won"}, "does not stand in the sentence"),
        ("40", {"value": "40 quay sensors and 300 berths"}, "several numbers"),
        ("40", {"value": "quay sensors"}, "no number"),
        ("40", {"value": ""}, "does not stand"),
        ("40", {"unit": "KRW"}, "comes with the number"),
        ("40", {"unit": "crane"}, "do not stand in the sentence"),
        ("40", {"metric": "number of cranes"}, "do not stand in the sentence"),
        ("40", {"time": "by 2029"}, "does not stand in the sentence"),
        ("40", {"time": "quay"}, "no time"),
        ("40", {"kind": "budget"}, "is money"),
        ("40", {"kind": "rank"}, "a place is a rank"),
        ("40", {"kind": "marvel"}, "is none of"),
        ("40", {"modality": "achieved", "kind": "target"}, "is not achieved"),
        ("40", {"scope": "nationalFunds"}, "only money"),
        ("40", {"subject": "Airport Programme"}, "names nothing"),
        ("40", {"subject": "programme: Airport Programme"}, "does not stand in the sentence"),
        ("40", {"agent": "Harbour Data Hub"}, "says nothing"),
        ("40", {"colour": "red"}, "no field of this claim"),
        ("12.5", {"unit": "berth"}, "written in KRW"),
        ("12.5", {"stage": "executed", "kind": "target"}, "is not"),
        ("12.5", {"kind": "investment", "stage": "budgeted"}, "announced, contracted, executed"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_field(
    document: StoredDocument, words: str, changes: dict[str, str], told: str
) -> None:
    claim = figure(document, words)
    if "stage" in changes and changes.get("kind") == "target":
        changes = {"kind": "target", "modality": "stated"}
    with pytest.raises(DecisionsInvalid, match=told):
        correct(document, claim, **changes)


def test_a_relation_must_fit_its_ends(document: StoredDocument) -> None:
    part = relation(document)
    given = correct(document, part, predicate="basedOn")
    assert given["predicate"].endswith("basedOn")
    with pytest.raises(DecisionsInvalid, match="does not fit"):
        correct(document, part, object="Ministry of Oceans and Fisheries")
    with pytest.raises(DecisionsInvalid, match="is no relation"):
        correct(document, part, predicate="loves")
    with pytest.raises(DecisionsInvalid, match="relation to itself"):
        correct(document, part, object="Harbour Data Hub")
    with pytest.raises(DecisionsInvalid, match="no field"):
        correct(document, part, value="3")
