"""Does a document add up: every anomaly that is there, none that is not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from policygraph.graph.checking import Severity
from policygraph.graph.citation import Source
from policygraph.graph.claim import Reading
from policygraph.graph.store import Store
from policygraph.loaders.ingest import ingest
from policygraph.loaders.opening import open_source
from policygraph.reading.audit import Finding, FindingKind, Verdict, audit, recompute
from policygraph.reading.audit.warnings import warnings_of
from policygraph.reading.claims import read_claims

SAMPLES = Path(str(files("policygraph.loaders") / "samples"))
CLEAN = tomllib.loads((Path(__file__).parent / "clean_figures.toml").read_text("utf-8"))
PASSAGES = [pytest.param(language, passage, id=passage[:50]) for language in CLEAN for passage in CLEAN[language]]
FAILS, OPEN, HOLDS = Verdict.FAILS, Verdict.OPEN, Verdict.HOLDS


def reading_of(name: str) -> Reading:
    opened = open_source(SAMPLES / f"{name}.md")
    return read_claims(opened.source, body_start=opened.body_start)


@pytest.fixture(scope="module")
def first_year() -> Reading:
    return reading_of("digital-new-deal-first-year-2021")


@pytest.fixture(scope="module")
def plan() -> Reading:
    return reading_of("digital-new-deal-plan-2020")


def plain(text: str, language: str = "en", issued: str = "2021-12-01", reference_time: str = "") -> Reading:
    """A reading without claims: what the audit sees in the words alone."""
    return Reading(Source("t", text, language=language, country="KR", issued=issued, reference_time=reference_time))


def read(text: str) -> Reading:
    return read_claims(Source("t", text, language="en", issued="2021-12-01"))


def brief(findings: tuple[Finding, ...]) -> set[tuple[str, str, str]]:
    return {(str(each.kind), str(each.verdict), each.recomputed) for each in findings}


# The samples


def test_the_first_years_anomalies_are_found_and_nothing_else(first_year: Reading) -> None:
    assert brief(audit(first_year)) == {
        ("headline", "open", "approximately 170,000; at least 170,000"),
        ("headline", "open", "at least 14.3%; exactly 14.3%"),
        ("headline", "open", "exactly 2.2 million; at least 2.2 million"),
        ("numeral", "fails", "12,7000 ~ 127,000"),
        ("share", "fails", "12,000 / 12,7000 = 9.4%"),
        ("sum", "open", "4,036 = 4,036; 105,000 + 48 million = 48.105 million"),
        ("sum", "open", "480,000 + 58,000 + 58,000 = 596,000"),
        ("sum", "open", "14,000 + 16,000 = 30,000"),
        ("deadline", "open", "2021-07-31 < 2021-08-30, ≥ 2021-07-22"),
    }


def test_what_holds_in_the_first_year_is_recomputed_too(first_year: Reading) -> None:
    held = brief(tuple(each for each in recompute(first_year) if each.verdict is HOLDS))
    assert held == {
        ("sum", "holds", "KRW 2.4 trillion + KRW 7.7 trillion = 10.1 trillion KRW"),
        ("sum", "holds", "20 + 28 + 19 + 4 + 2 = 73"),
        ("share", "holds", "163,000 / 170,000 = 95.9%; 163,000 / 95.3% = 171,039"),
        ("multiple", "holds", "1,126 / 393 = 2.87"),
        ("multiple", "holds", "991 / 220 = 4.5"),
        ("growth", "holds", "19.3 trillion won / KRW 16.9 trillion - 1 = 14.2% (13.6 … 14.8%)"),
        ("rank", "holds", "10th → 8th"),
        ("rank", "holds", "26th - 7th = 19"),
        ("rank", "holds", "26th → 7th"),
        ("difference", "holds", "28,000 - 18,000 = 10,000"),
    }


def test_a_whole_with_a_part_that_has_no_number_stays_open(plan: Reading) -> None:
    assert {(each.kind, each.verdict) for each in audit(plan)} == {(FindingKind.SUM, OPEN)}
    remainders = {each.message.rpartition("; ")[2] for each in audit(plan)}
    assert "336,000 are left for 3 without a number" in remainders
    assert "15.9 trillion KRW are left for 1 without a number" in remainders


def test_money_in_brackets_is_a_share_of_the_money_before(plan: Reading) -> None:
    held = {each.recomputed for each in recompute(plan) if each.kind is FindingKind.SHARE}
    assert held == {
        "25.3 trillion won / 28 trillion won = 90.4%",
        "31.9 trillion won / KRW 38.5 trillion = 82.9%",
    }


def test_the_korean_sample_adds_up_by_its_words_alone() -> None:
    reading = Reading(open_source(SAMPLES / "digital-new-deal-ko.md").source)
    assert {each.verdict for each in audit(reading)} <= {OPEN}
    held = {each.recomputed for each in recompute(reading) if each.verdict is HOLDS}
    assert "2,400,000 + 7,700,000 = 10,100,000" in held
    assert "26위 - 7위 = 19" in held
    assert "19조 3천억원 / 16조 9천억원 - 1 = 14.2% (13.6 … 14.8%)" in held


def test_every_finding_cites_its_sentences_and_names_its_claims(first_year: Reading) -> None:
    claims = {claim.iri for claim in first_year.claims}
    for each in recompute(first_year):
        assert each.citations
        assert all(citation.stands_in(first_year.source.text) for citation in each.citations)
        assert set(each.claims) <= claims
        assert each.message
        assert re.search("[가-힣]", each.message_ko)


def test_the_same_reading_gives_the_same_findings(first_year: Reading) -> None:
    assert recompute(first_year) == recompute(first_year)


# Clean passages, and the same with one operand changed


def unmarked(passage: str) -> str:
    return passage.replace("⟦", "").replace("⟧", "")


@pytest.mark.parametrize(("language", "passage"), PASSAGES)
def test_a_passage_that_adds_up_raises_no_alarm(language: str, passage: str) -> None:
    reading = plain(unmarked(passage), language)
    assert audit(reading) == ()
    assert recompute(reading)


def changed(passage: str) -> Iterator[str]:
    """The passage with each operand in turn made larger, smaller and much larger, beyond its rounding."""
    for operand in re.finditer("⟦([^⟧]+)⟧", passage):
        digits = re.search(r"\d[\d,]*(?:\.\d+)?", operand[1])
        assert digits is not None
        places = len(digits[0].partition(".")[2])
        value, step = Decimal(digits[0].replace(",", "")), Decimal(1).scaleb(-places)
        for factor in ("1.4", "0.65", "2.2"):
            other = (value * Decimal(factor)).quantize(step)
            if abs(other - value) < 2 * step:
                other = value + (3 if other > value else -2) * step
            if other > 0:
                written = f"{other:,}" if not places else str(other)
                new = operand[1][: digits.start()] + written + operand[1][digits.end() :]
                new = re.sub(r"(?<=\d)(?:st|nd|rd)\b", "th", new)
                yield unmarked(passage[: operand.start()] + new + passage[operand.end() :])


def test_nearly_every_operand_changed_beyond_its_rounding_is_caught() -> None:
    mutants = [(text, language) for language in CLEAN for passage in CLEAN[language] for text in changed(passage)]
    missed = [
        text for text, language in mutants if FAILS not in {each.verdict for each in audit(plain(text, language))}
    ]
    assert len(mutants) > 400
    assert len(missed) <= len(mutants) * 0.05, missed


# Rounding, bounds and lists that are not whole


@pytest.mark.parametrize(
    "text",
    [
        "The market grew by 14.3% from KRW 16.9 trillion in 2019 to KRW 19.3 trillion in 2020.",
        "In all 28 trillion won: 18.1 trillion won for data, 9.6 trillion won for rail, 0.2 trillion won for beds.",
        "Some 90,000 people took part, in projects such as mapping (50,000 people) and teaching (15,000 people).",
        "About 8,000 plants and 4,000 micro-businesses have joined. The target was 12,000 smart factories.",
        "The software covers 21 diseases, its first version 8 diseases; 12 diseases had been planned.",
        "Of the 62,700 hired, 34,100 were young and 28,900 were women.",
        "The plan foresees 30 platforms; 31 platforms are now to be built by 2025.",
        "Exports rose from 10 billion won to 12 billion won, while imports fell by 5%.",
        "By 2030, nine out of 10 visits are to be free, up from 77.2%.",
        "Sales reached 3.0 billion won in 2019 and 4.0 billion won in 2020, 2% of the gross domestic product.",
    ],
)
def test_no_alarm(text: str) -> None:
    assert audit(plain(text)) == ()


def test_a_list_that_is_not_whole_may_fall_short_but_not_exceed() -> None:
    text = "Digital services were used by 200,000 people, such as maps (150,000 people) and lessons ({} people)."
    assert audit(plain(text.format("30,000"))) == ()
    (found,) = audit(plain(text.format("90,000")))
    assert (found.kind, found.verdict) == (FindingKind.SUM, FAILS)


def test_parts_of_several_units_are_not_added_up_silently() -> None:
    text = "Help reached 1,000 people through courses (700 people), cables (200 households) and repairs (100 people)."
    (found,) = audit(plain(text))
    assert found.verdict is OPEN
    assert "different units (person, household)" in found.message


def test_an_increase_by_so_many_times_may_be_one_to_so_many_times() -> None:
    (found,) = audit(plain("The number of firms increased by 3.2 times (from 250 in 2018 → to 800 in 2021)."))
    assert (found.kind, found.verdict) == (FindingKind.MULTIPLE, OPEN)


def test_a_malformed_number_is_told_beside_its_likely_form_and_never_repaired() -> None:
    text = "Vouchers went to 240,000 firms. Of the 24,0000 firms, most are small."
    (found,) = audit(plain(text))
    assert found.kind is FindingKind.NUMERAL
    assert "240,000 stands elsewhere" in found.message
    assert len(found.citations) == 2


# Deadlines


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The strategy will be announced in July 2021.", "en"),
        ("In July 2021, a strategy for ports will be finalized and announced.", "en"),
        ("By July 2021, two piers are to be closed.", "en"),
        ("2021년 7월까지 전략을 발표할 예정이다.", "ko"),
    ],
)
def test_a_promise_for_a_time_that_is_over(text: str, language: str) -> None:
    (early,) = audit(plain(text, language, issued="2021-08-30", reference_time="2021-07-22"))
    assert (early.kind, early.verdict) == (FindingKind.DEADLINE, OPEN)
    assert "past at issue, not when written" in early.message
    (late,) = audit(plain(text, language, issued="2021-08-30"))
    assert late.verdict is FAILS
    assert audit(plain(text, language, issued="2021-06-30")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The strategy was announced in July 2020 and will help industry.",
        "The strategy announced in July 2020 will help industry.",
        "Spending will amount to 5.71 trillion won, up from 5.06 trillion won a year earlier.",
        "The scheme had been approved on 29 February 2020, to be implemented by 2026.",
    ],
)
def test_looking_back_is_no_promise(text: str) -> None:
    assert audit(plain(text)) == ()


# Headlines, and two numbers for one thing


def test_a_headline_that_says_another_number_than_the_body() -> None:
    body = "The Ministry of Ports announced that it will create 9,300 jobs in shipyards by 2025, all in the south."
    assert audit(read(f"# Ministry of Ports to create 9,300 jobs in shipyards by 2025\n\n{body}\n")) == ()
    (found,) = audit(read(f"# Ministry of Ports to create 3,900 jobs in shipyards by 2025\n\n{body}\n"))
    assert (found.kind, found.recomputed) == (FindingKind.HEADLINE, "3,900 ≠ 9,300")


def test_two_numbers_for_one_thing_at_one_time() -> None:
    text = (
        "# Libraries\n\nIn 2020, the Ministry of Culture opened 140 village libraries across the country.\n\n"
        "Readers were pleased. In 2020, the Ministry of Culture opened {} village libraries across the country.\n"
    )
    assert audit(read(text.format("140"))) == ()
    (found,) = audit(read(text.format("410")))
    assert (found.kind, found.recomputed) == (FindingKind.CONFLICT, "140 ≠ 410")


# In a store


def test_check_tells_the_same_as_warnings(first_year: Reading) -> None:
    with Store.open("memory:") as store:
        ingest(store, [first_year])
        told = warnings_of(store)
    assert {each.severity for each in told} == {Severity.WARNING}
    assert sorted(each.message.rpartition(" [")[0].partition(": ")[2] for each in told) == sorted(
        each.message for each in audit(first_year)
    )
    assert all(each.quote and each.name == first_year.source.title for each in told)
