"""Korean figures whose clause does not say what they are about, plans and changes among them."""

from __future__ import annotations

import pytest

from policygraph.graph.citation import Source
from policygraph.graph.claim import QuantityClaim
from policygraph.reading.claims import read_claims
from policygraph.reading.quantities import scan_quantities


def claims_of(text: str) -> dict[str, QuantityClaim]:
    source = Source("note", text, language="ko", issued="2023-01-01", country="KR")
    return {c.quantity.surface: c for c in read_claims(source).claims if isinstance(c, QuantityClaim)}


def test_a_budget_meant_for_something_is_about_it() -> None:
    claim = claims_of("갯벌 안내인 양성을 위한 예산은 350억 원으로 올해보다 28.2% 늘었다.")
    assert claim["350억 원"].subject.endswith("갯벌-안내인-양성")
    assert claim["28.2%"].kind.value == "comparison"


def test_an_amount_by_which_a_budget_moved_is_a_comparison() -> None:
    claim = claims_of("등대 예산은 올해 지원금 1조1000억원보다 8000억원 늘어난 1조9000억원으로 편성했다.")
    assert (claim["8000억원"].kind.value, claim["1조9000억원"].kind.value) == ("comparison", "budget")


def test_amounts_told_in_turn_have_their_own_subjects_and_the_kind_of_the_verb() -> None:
    claim = claims_of("부표지원금과 등대지원금이 올해보다 각각 4천576억 원, 4천억 원 줄었다.")
    assert [c.kind.value for c in claim.values()] == ["comparison", "comparison"]
    assert len({c.subject for c in claim.values()}) == 2


@pytest.mark.parametrize("text", ["정부는 내년에 부표 3만8000기 보급을 결정했다.", "부표 보급 목표는 총 3만8000기다."])
def test_what_is_decided_or_aimed_at_is_a_target(text: str) -> None:
    assert claims_of(text)["3만8000기"].kind.value == "target"


def test_what_was_supplied_is_a_result() -> None:
    assert claims_of("정부는 지난해 부표 3만8000기를 보급했다.")["3만8000기"].kind.value == "result"


def test_marks_of_a_list_within_a_sentence_are_no_part_of_a_name() -> None:
    claim = claims_of("어선 20만8000척 중 △낚싯배 16만5000척 △화물선 4만1000척 등이다.")
    assert [c.subject.rsplit("/")[-1] for c in claim.values()][1:] == ["낚싯배", "화물선"]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("청년 세대와 미래 세대의 바다", []),
        ("어선 세 대를 샀다", ["세 대"]),
        ("시민 3명 중 1명이 배를 탄다", []),
        ("12개사 중 8개사가 선정됐다", ["12개사", "8개사"]),
        ("보급 대수는 4만5천93대다.", ["4만5천93대"]),
    ],
)
def test_generations_and_ratios_count_nothing_and_a_copula_ends_a_count(text: str, surfaces: list[str]) -> None:
    assert [q.surface for q in scan_quantities(text, "ko")] == surfaces
