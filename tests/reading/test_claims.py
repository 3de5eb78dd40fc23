"""What holds of every reading: evidence stands, no numeral is lost, the same text reads the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policygraph.graph.claim import CLASS, FAMILY, Reading
from policygraph.graph.naming import Naming
from policygraph.graph.verifying import find_mistakes
from policygraph.loaders.opening import open_source
from policygraph.ontology.relations import fits
from policygraph.reading.claims import read_claims
from policygraph.reading.numerals import Reason, scan_numerals
from policygraph.tests.reading.reading_of import quantity_claims, read, relation_claims

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
SAMPLES = sorted((Path(__file__).resolve().parents[2] / "loaders" / "samples").glob("*.md"))
DOCUMENTS = [*SAMPLES, *sorted(SEEDS.glob("*.txt"))]
NAMES = [path.stem for path in DOCUMENTS]


def read_document(path: Path) -> Reading:
    opened = open_source(path)
    return read_claims(opened.source, Naming(), opened.body_start)


reading_of_document = cache(read_document)


@pytest.fixture(params=DOCUMENTS, ids=NAMES)
def reading(request: pytest.FixtureRequest) -> Reading:
    path: Path = request.param
    return reading_of_document(path)


def mistakes(reading: Reading) -> list[str]:
    """Everything that is wrong with a reading, whatever it was read from."""
    text = reading.source.text
    found = list(find_mistakes(reading))
    entities = {entity.iri: entity for entity in reading.entities}
    for claim in quantity_claims(reading):
        for quantity in (claim.quantity, *claim.repeats):
            if text[quantity.start : quantity.end] != quantity.surface:
                found.append(f"{quantity.surface} does not stand at {quantity.start}")
            if not any(c.start <= quantity.start and quantity.end <= c.end for c in claim.evidence):
                found.append(f"{quantity.surface} is outside its evidence")
    for relation in relation_claims(reading):
        ends = CLASS[entities[relation.subject].type], CLASS[entities[relation.object].type]
        if not fits(relation.predicate, *ends):
            found.append(f"{relation.predicate} does not fit {ends}")
    claimed = [(q.start, q.end) for c in quantity_claims(reading) for q in (c.quantity, *c.repeats)]
    left = {(numeral.start, numeral.end) for numeral in reading.unclaimed}
    for start, end in scan_numerals(text):
        inside = any(a <= start and end <= b for a, b in claimed)
        if inside == ((start, end) in left):
            found.append(f"{text[start:end]} at {start} is {'claimed and left' if inside else 'neither'}")
    found += [f"{n.surface}: no reason" for n in reading.unclaimed if n.reason not in {r.value for r in Reason}]
    found += [f"{c.quote!r} does not stand" for c in reading.silent if not c.stands_in(text)]
    return found


def test_nothing_is_wrong_with_a_document(reading: Reading) -> None:
    assert mistakes(reading) == []
    assert reading.claims


def test_a_document_read_again_reads_the_same(reading: Reading) -> None:
    (path,) = [path for path in DOCUMENTS if reading_of_document(path) is reading]
    assert read_document(path) == reading


def test_a_sentence_is_cited_or_silent_and_never_both(reading: Reading) -> None:
    cited = [(c.start, c.end) for claim in reading.claims for c in claim.evidence]
    assert not any(a < silent.end and silent.start < b for silent in reading.silent for a, b in cited)


def test_every_claim_is_sure_enough_and_names_its_rule(reading: Reading) -> None:
    assert all(0.5 <= claim.confidence <= 1 and "." in claim.rule for claim in reading.claims)


def test_discovered_things_have_the_iri_of_their_family(reading: Reading) -> None:
    for entity in reading.entities:
        if not entity.known:
            assert f"/id/{FAMILY[entity.type]}/" in entity.iri


def test_the_sections_of_a_document_do_not_overlap(reading: Reading) -> None:
    ends = [0, *(end for _, end, _ in reading.sections)]
    assert all(before <= start for before, (start, _, _) in zip(ends, reading.sections, strict=False))


def test_the_same_fact_said_again_is_one_claim_with_two_citations() -> None:
    text = "The Coast Fund will pay for 40 piers by 2030.\n\nBy 2030 the Coast Fund will pay for 40 piers.\n"
    (claim,) = quantity_claims(read(text))
    assert [text[q.start : q.end] for q in (claim.quantity, *claim.repeats)] == ["40", "40"]
    assert [c.start for c in claim.evidence] == [0, text.index("By")]


def test_an_unsure_figure_is_left_to_the_reader_with_its_reason() -> None:
    reading = read("The inspectorate checked 14 tunnels.")
    assert len(quantity_claims(reading)) == 1
    strict = read_claims(reading.source, least=0.99)
    assert [(n.surface, n.reason) for n in strict.unclaimed] == [("14", Reason.DOUBTFUL.value)]
    assert strict.claims == ()


def test_who_says_it_is_the_body_of_the_sentence_else_the_publisher_else_nobody() -> None:
    def agents(text: str, publisher: str) -> list[str | None]:
        return [claim.agent for claim in read(text, publisher=publisher).claims]

    named = "The Ministry of Fisheries will build 40 piers."
    assert agents(named, "Coast Daily") == ["https://example.org/id/body/ministry-of-fisheries"]
    assert agents("It will build 40 piers.", "Coast Daily") == ["https://example.org/id/body/coast-daily"]
    assert agents("It will build 40 piers.", "") == [None]


def test_a_document_without_date_or_publisher_is_read_with_two_warnings() -> None:
    assert [w.split(":")[0] for w in read("40 piers.", publisher="", issued="").warnings] == [
        "no date of issue",
        "no publisher",
    ]


def test_what_is_compared_and_what_is_part_point_to_the_other_claim() -> None:
    whole, part = quantity_claims(read("It will invest 5 trillion won (3 trillion won in national funds) in ports."))
    assert part.component_of == whole.iri
    first, second = quantity_claims(read("The port index rose (4th → 2nd)."))
    assert second.baseline == first.iri


LITTLE = ["", " ", "\n", "()", "(((", "→", "→→ 1 → 2", "5", "5%", "*", "1.", "①", "[]", "“”", "\ufeff"]


@pytest.mark.parametrize("text", LITTLE)
def test_next_to_nothing_is_read_without_a_fault(text: str) -> None:
    assert mistakes(read(text)) == []


NUMBERS = ["5 trillion won", "40%", "12 piers", "3rd", "2.0", "by 2030", "in 2021", "out of 50", "twice"]
NAMES_AND_VERBS = ["The council", "will invest", "such as", "AI", "Coast Programme", "Ministry of Fisheries", "was cut"]
SIGNS = ["(", ")", "“", "”", "→", "▲", ".", ",", ":", ";", "*", "in", "of", "(tentative name)"]
LINES = ["\n\n", "\n- ", "\n※ ", "\n1. ", "\n\n(Label) "]
WORDS = st.sampled_from([*NUMBERS, *NAMES_AND_VERBS, *SIGNS, *LINES])
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_words_in_any_order_are_read_without_a_fault(text: str) -> None:
    assert mistakes(read(text)) == []


@FUZZ
@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    clean = text.replace("\r", "")
    assert mistakes(read(clean)) == []


@settings(parent=FUZZ, max_examples=12)
@given(st.sampled_from(SAMPLES), st.data())
def test_a_sample_cut_anywhere_is_read_without_a_fault(path: Path, data: st.DataObject) -> None:
    opened = open_source(path)
    start = data.draw(st.integers(0, len(opened.source.text) - 1))
    length = data.draw(st.integers(1, 1500))
    text = opened.source.text[start : start + length]
    assert mistakes(read(text, language=opened.source.language)) == []
