"""What is proposed is held against the text: truths pass, lies of every kind are refused with their reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from policygraph.errors import SourceUnavailable
from policygraph.graph.citation import Source
from policygraph.graph.claim import QuantityClaim, Reading, RelationClaim
from policygraph.graph.values import Kind, Modality
from policygraph.graph.verifying import find_mistakes
from policygraph.reading.claims import read_claims
from policygraph.reading.proposed import CONFIDENCE
from policygraph.reading.proposing import LONGEST, MOST_PASSAGES, Passage, Proposal, Proposals, Relation
from policygraph.reading.standing import Refusal
from policygraph.settings import Settings

TEXT = """Harbour notes

Berths, after a slow start, came to 88.

New moorings reached, after a slow start, 7,300 at the end of January 2024.

The minister said ferries, for want of crews, never came to 54.

Are buoys, all told, at 61?

Visitors, all in all, came to 12, and anglers to 47.
"""
KOREAN = "모두 30%로 늘었다. 그 결과 12%에 이르렀다, 항만 이용률. 그 결과 17%에 이르지 못했다, 선석 이용률."


@dataclass
class Told:
    """Somebody who proposes what it was told to."""

    proposals: Proposals = ()
    identity: str = "parrot"
    shown: Sequence[Passage] = ()

    def propose(self, passages: Sequence[Passage]) -> Proposals:
        self.shown = passages
        return self.proposals


def source(text: str = TEXT, language: str = "en") -> Source:
    return Source("notes", text, issued="2024-05-02", publisher="Harbour Board", language=language)


def read(*proposals: Proposal | Relation | None, text: str = TEXT, language: str = "en", least: float = 0.5) -> Reading:
    return read_claims(source(text, language), least=least, proposer=Told(proposals))


def proposed(reading: Reading) -> list[QuantityClaim]:
    claims = [claim for claim in reading.claims if claim.rule.startswith("proposer.")]
    assert all(isinstance(claim, QuantityClaim) for claim in claims)
    return [claim for claim in claims if isinstance(claim, QuantityClaim)]


BERTHS = Proposal(1, "Berths, after a slow start, came to 88", "Berths", "88", "result")
MOORINGS = Proposal(
    2, "New moorings reached, after a slow start, 7,300", "New moorings", "7,300", "result", "moorings", "2024"
)


def test_a_truth_becomes_a_claim_that_waits_for_review() -> None:
    reading = read(BERTHS, MOORINGS)
    berths, moorings = proposed(reading)
    assert (berths.kind, berths.quantity.value, berths.quantity.unit) == (Kind.RESULT, Decimal(88), "berth")
    assert moorings.time is not None
    assert (moorings.time.end or "")[:7] == "2024-01"
    assert (moorings.quantity.value, moorings.modality) == (Decimal(7300), Modality.ACHIEVED)
    for claim in (berths, moorings):
        assert claim.rule == "proposer.parrot"
        assert Settings().min_confidence_stored <= claim.confidence == CONFIDENCE < Settings().min_confidence_shown
        assert claim.evidence[0].stands_in(TEXT)
    assert list(find_mistakes(reading)) == []
    assert reading.proposer == "parrot"
    assert "parrot: 2 proposed, 2 taken for review" in reading.warnings


def test_what_the_rules_read_stays_as_it_is() -> None:
    alone, helped = read_claims(source()), read(BERTHS, MOORINGS)
    assert [c for c in helped.claims if not c.rule.startswith("proposer.")] == list(alone.claims)
    assert {n.surface for n in alone.unclaimed} - {n.surface for n in helped.unclaimed} == {"88", "7,300"}
    assert (alone.proposer, alone.unanswered) == ("", "")


LIES = {
    "an invented number": (Proposal(1, BERTHS.quote, "Berths", "99", "result"), Refusal.VALUE),
    "an altered digit": (Proposal(2, MOORINGS.quote, "New moorings", "7,800", "result"), Refusal.VALUE),
    "a number cut short": (Proposal(2, MOORINGS.quote, "New moorings", "7", "result"), Refusal.VALUE),
    "a number of another sentence": (Proposal(1, BERTHS.quote, "Berths", "7,300", "result"), Refusal.VALUE),
    "another sentence's words": (Proposal(1, MOORINGS.quote, "New moorings", "7,300", "result"), Refusal.QUOTE),
    "a paraphrase": (Proposal(1, "Berths came to 88", "Berths", "88", "result"), Refusal.QUOTE),
    "no quotation": (Proposal(1, "", "Berths", "88", "result"), Refusal.QUOTE),
    "a subject from elsewhere": (Proposal(1, BERTHS.quote, "New moorings", "88", "result"), Refusal.SUBJECT),
    "a subject made up": (Proposal(1, BERTHS.quote, "Coast Plan", "88", "result"), Refusal.SUBJECT),
    "a subject that is no noun": (Proposal(1, BERTHS.quote, "after a slow", "88", "result"), Refusal.SUBJECT),
    "a subject cut in two": (Proposal(1, BERTHS.quote, "slow", "88", "result"), Refusal.SUBJECT),
    "no subject": (Proposal(1, BERTHS.quote, "", "88", "result"), Refusal.SUBJECT),
    "a sentence not shown": (Proposal(0, "Harbour notes", "Harbour", "88", "result"), Refusal.SENTENCE),
    "a sentence that is not there": (Proposal(10**30, "x", "x", "88", "result"), Refusal.SENTENCE),
    "a sentence counted from the end": (Proposal(-1, "x", "x", "88", "result"), Refusal.SENTENCE),
    "another kind": (Proposal(1, BERTHS.quote, "Berths", "88", "target"), Refusal.KIND),
    "a kind that is none": (Proposal(1, BERTHS.quote, "Berths", "88", "miracle"), Refusal.KIND),
    "money out of a count": (Proposal(1, BERTHS.quote, "Berths", "88", "budget"), Refusal.KIND),
    "another unit": (Proposal(1, BERTHS.quote, "Berths", "88", "result", "KRW"), Refusal.UNIT),
    "another year": (Proposal(2, MOORINGS.quote, "New moorings", "7,300", "result", "", "2030"), Refusal.YEAR),
    "a year out of nothing": (Proposal(1, BERTHS.quote, "Berths", "88", "result", "", "2024"), Refusal.YEAR),
    "what is denied": (
        Proposal(3, "ferries, for want of crews, never came to 54", "ferries", "54", "result"),
        Refusal.DOUBT,
    ),
    "what is asked": (Proposal(4, "Are buoys, all told, at 61", "buoys", "61", "count"), Refusal.DOUBT),
    "the number of a neighbour": (
        Proposal(5, "Visitors, all in all, came to 12, and anglers to 47", "Visitors", "47", "result"),
        Refusal.APART,
    ),
    "the subject of a neighbour": (
        Proposal(5, "came to 12, and anglers to 47", "anglers", "12", "result"),
        Refusal.APART,
    ),
    "no proposal at all": (None, Refusal.UNREADABLE),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_refused_with_its_reason(lie: str) -> None:
    proposal, reason = LIES[lie]
    reading = read(proposal)
    assert proposed(reading) == []
    assert f"parrot: 1 proposed, 0 taken for review, 1 refused (1 × {reason})" in reading.warnings
    assert reading.claims == read_claims(source()).claims


ELSEWHERE = [
    (
        "The Ministry of Ports, after all, came to 88.",
        ("Ministry of Ports, after all, came to 88", "Ministry of Ports", "88", "result"),
        "en",
        Refusal.ACTS,
    ),
    (
        "Moorings grew slowly, and last year, all told, berths came to 88.",
        ("Moorings grew slowly, and last year, all told, berths came to 88", "Moorings", "88", "result"),
        "en",
        Refusal.UNTOLD,
    ),
    (
        "Under the tide rules, berths, after a slow start, came to 88.",
        ("tide rules, berths, after a slow start, came to 88", "tide rules", "88", "result"),
        "en",
        Refusal.UNTOLD,
    ),
    (
        "모두 30%로 늘었다. 선석 이용률에 따라 12%에 이르렀다.",
        ("선석 이용률에 따라 12%에 이르렀다", "선석 이용률", "12%", "result"),
        "ko",
        Refusal.UNTOLD,
    ),
]


@pytest.mark.parametrize(("text", "told", "language", "reason"), ELSEWHERE)
def test_a_subject_with_which_the_number_does_not_go_is_refused(
    text: str, told: tuple[str, str, str, str], language: str, reason: Refusal
) -> None:
    proposals = [Proposal(index, *told) for index in range(2)]
    someone = Told(proposals)
    reading = read_claims(source(text, language), proposer=someone)
    assert [passage.numbers for passage in someone.shown if passage.numbers]
    assert proposed(reading) == []
    assert str(reason) in reading.warnings[-1]


def test_of_two_proposals_for_one_number_one_stands() -> None:
    reading = read(BERTHS, BERTHS)
    assert len(proposed(reading)) == 1
    assert any(f"1 × {Refusal.REPEATED}" in warning for warning in reading.warnings)


def test_a_number_that_the_rules_claimed_is_neither_shown_nor_taken() -> None:
    text = "The harbour board invested 45 million won in the Tide Academy in 2023.\n\nBerths, after all, came to 88."
    told = Told((Proposal(0, "45 million won in the Tide Academy", "Tide Academy", "45 million won", "budget"),))
    reading = read_claims(source(text), proposer=told)
    assert [passage.numbers for passage in told.shown if passage.numbers] == [("88",)]
    assert proposed(reading) == []


def test_words_over_two_lines_still_stand() -> None:
    text = (
        "The harbour board met in the old customs house for the whole of a long and stormy afternoon, and berths,"
        " after a slow\nstart, came to 88, as far as anybody could tell from the papers that lay on its table.\n"
    )
    quote = "berths, after a slow start, came to 88"
    reading = read(Proposal(0, quote, "berths", "88", "result"), text=text)
    assert [claim.quantity.value for claim in proposed(reading)] == [Decimal(88)]


IN_KOREAN = Proposal(1, "12%에 이르렀다, 항만 이용률", "항만 이용률", "12%", "result", "percent")


def test_korean_truths_pass() -> None:
    (claim,) = proposed(read(IN_KOREAN, text=KOREAN, language="ko"))
    assert (claim.quantity.value, claim.quantity.unit, claim.kind) == (Decimal(12), "percent", Kind.RESULT)
    assert claim.evidence[0].quote == "그 결과 12%에 이르렀다, 항만 이용률."


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"value": "21%"}, Refusal.VALUE),
        ({"value": "30%"}, Refusal.VALUE),
        ({"quote": "항만 이용률이 12%에 이르렀다"}, Refusal.QUOTE),
        ({"subject": "항만"}, Refusal.SUBJECT),
        ({"subject": "이용률"}, Refusal.SUBJECT),
        ({"subject": "선석 이용률"}, Refusal.SUBJECT),
        ({"subject": "이르렀다"}, Refusal.SUBJECT),
        ({"kind": "budget"}, Refusal.KIND),
        ({"unit": "KRW"}, Refusal.UNIT),
        ({"year": "2030"}, Refusal.YEAR),
        (
            {
                "sentence": 2,
                "quote": "17%에 이르지 못했다, 선석 이용률",
                "subject": "선석 이용률",
                "value": "17%",
            },
            Refusal.DOUBT,
        ),
    ],
)
def test_korean_lies_are_refused(changed: dict[str, Any], reason: Refusal) -> None:
    reading = read(replace(IN_KOREAN, **changed), text=KOREAN, language="ko")
    assert proposed(reading) == []
    assert f"1 × {reason}" in reading.warnings[-1]


def test_nobody_is_asked_where_no_proposal_would_be_sure_enough() -> None:
    told = Told((BERTHS,))
    reading = read_claims(source(), least=0.8, proposer=told)
    assert told.shown == ()
    assert "parrot was not asked" in reading.warnings[-1]


def test_who_does_not_answer_leaves_the_rules_alone_and_the_reading_says_so() -> None:
    class Silent(Told):
        def propose(self, passages: Sequence[Passage]) -> Proposals:
            raise SourceUnavailable("nobody there")

    alone, reading = read_claims(source()), read_claims(source(), proposer=Silent())
    assert (reading.claims, reading.entities, reading.unclaimed) == (alone.claims, alone.entities, alone.unclaimed)
    assert (reading.proposer, reading.unanswered) == ("", "nobody there")


def test_no_more_is_shown_than_finds_room() -> None:
    many = "\n\n".join(f"Berths, after a slow start, came to {n}." for n in range(100, 100 + MOST_PASSAGES + 7))
    told = Told()
    reading = read_claims(source(f"Words, {'and words, ' * (LONGEST // 10)} at length, 88.\n\n{many}"), proposer=told)
    assert len(told.shown) == MOST_PASSAGES
    assert any("8 sentences did not find room" in warning for warning in reading.warnings)


# Relations

REPLACED = "A pier renewal programme will replace the Jetty Fund."
SUCCESSOR = Relation(0, REPLACED.rstrip("."), "pier renewal programme", "succeeds", "Jetty Fund")
CHARGED = "해양수산부와 함께 어촌 체험 지원사업을 항만공사가 추진한다."
IN_CHARGE = Relation(0, CHARGED.rstrip("."), "어촌 체험 지원사업", "responsibleBody", "항만공사")


def related(reading: Reading) -> list[RelationClaim]:
    return [c for c in reading.claims if isinstance(c, RelationClaim) and c.rule == "proposer.parrot"]


@pytest.mark.parametrize(
    ("text", "language", "proposal", "ends"),
    [
        (REPLACED, "en", SUCCESSOR, ("item/pier-renewal-programme", "fund/jetty-fund")),
        (
            "The Jetty Fund will be replaced by any such pier renewal programme.",
            "en",
            replace(SUCCESSOR, quote="Jetty Fund will be replaced by any such pier renewal programme"),
            ("item/pier-renewal-programme", "fund/jetty-fund"),
        ),
        (CHARGED, "ko", IN_CHARGE, ("item/어촌-체험-지원사업", "body/항만공사")),
    ],
)
def test_a_relation_that_our_rules_read_once_they_are_told_of_the_things(
    text: str, language: str, proposal: Relation, ends: tuple[str, str]
) -> None:
    assert not [c for c in read_claims(source(text, language)).claims if isinstance(c, RelationClaim)]
    reading = read(proposal, text=text, language=language)
    (claim,) = related(reading)
    assert (claim.subject.partition("/id/")[2], claim.object.partition("/id/")[2]) == ends
    assert (claim.predicate, claim.confidence, claim.modality) == (proposal.predicate, CONFIDENCE, Modality.STATED)
    assert list(find_mistakes(reading)) == []


@pytest.mark.parametrize(
    ("text", "language", "proposal", "reason"),
    [
        (REPLACED, "en", replace(SUCCESSOR, subject="Jetty Fund", object="pier renewal programme"), Refusal.REVERSED),
        (REPLACED, "en", replace(SUCCESSOR, predicate="directPartOf"), Refusal.UNRELATED),
        (REPLACED, "en", replace(SUCCESSOR, predicate="usesTechnology"), Refusal.FIT),
        (REPLACED, "en", replace(SUCCESSOR, predicate="owl:sameAs"), Refusal.FIT),
        (REPLACED, "en", replace(SUCCESSOR, object="Coast Plan"), Refusal.SUBJECT),
        (REPLACED, "en", replace(SUCCESSOR, subject="renewal programme"), Refusal.SUBJECT),
        (REPLACED, "en", replace(SUCCESSOR, object="pier renewal programme"), Refusal.SUBJECT),
        (REPLACED, "en", replace(SUCCESSOR, quote="The programme replaces the fund"), Refusal.QUOTE),
        (REPLACED, "en", replace(SUCCESSOR, quote="will replace the Jetty Fund"), Refusal.SUBJECT),
        (REPLACED, "en", replace(SUCCESSOR, sentence=7), Refusal.SENTENCE),
        (
            "A pier renewal programme will not replace the Jetty Fund.",
            "en",
            replace(SUCCESSOR, quote="pier renewal programme will not replace the Jetty Fund"),
            Refusal.DOUBT,
        ),
        (
            "No tide, but rest for all will replace the Jetty Fund.",
            "en",
            replace(SUCCESSOR, quote="rest for all will replace the Jetty Fund", subject="rest for all"),
            Refusal.SUBJECT,
        ),
        (CHARGED, "ko", replace(IN_CHARGE, object="해양수산부"), Refusal.UNRELATED),
        (CHARGED, "ko", replace(IN_CHARGE, subject="항만공사", object="어촌 체험 지원사업"), Refusal.FIT),
        (CHARGED, "ko", replace(IN_CHARGE, subject="체험"), Refusal.SUBJECT),
        (
            "어촌 학교는 연안 종합계획의 하나로 추진되는 과제다.",
            "ko",
            Relation(0, "어촌 학교는 연안 종합계획의", "어촌 학교", "directPartOf", "연안 종합계획"),
            Refusal.UNTYPED,
        ),
    ],
)
def test_a_relation_that_does_not_stand_is_refused(
    text: str, language: str, proposal: Relation, reason: Refusal
) -> None:
    reading = read(proposal, text=text, language=language)
    assert related(reading) == []
    assert f"1 refused (1 × {reason})" in reading.warnings[-1]


def test_a_relation_is_said_once_and_not_again_where_the_rules_read_it() -> None:
    reading = read(SUCCESSOR, SUCCESSOR, text=REPLACED)
    assert len(related(reading)) == 1
    text = f"{REPLACED}\n\nThe Pier Renewal Programme succeeds the Jetty Fund."
    told = read(SUCCESSOR, text=text)
    assert [c.predicate for c in told.claims if isinstance(c, RelationClaim)] == ["succeeds"]
