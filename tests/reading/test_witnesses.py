"""An original and its translation, figure by figure: a true one gives nothing, each slip is told as what it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policygraph.graph.citation import Source
from policygraph.graph.claim import Reading
from policygraph.graph.naming import Naming
from policygraph.graph.store import Store
from policygraph.loaders.ingest import ingest
from policygraph.reading.audit import Comparison, DifferenceKind, compare_witnesses
from policygraph.reading.audit.warnings import warnings_of
from policygraph.reading.claims import read_claims

MODALITY = DifferenceKind.MODALITY
KOREAN = """수소 산업 육성 방안

□ 정부는 2028년까지 총 3조 2천억원(국비 2조 1천억원)을 투입해 수소충전소 1,200곳 이상을 설치할 계획이다.
ㅇ 2030년까지 수소버스 4만 5천대를 보급하고 일자리 약 6만 3천개를 창출한다.
ㅇ 지난해 수소차 이용자는 38만명으로 전년 대비 12.5% 증가했다.
ㅇ 청정수소 비중은 7.4%로 전년보다 3.2%p 상승했다.
□ 지난해 기업 170여 곳이 실증사업에 참여했고, 이 가운데 24곳이 해외에 진출했다.
ㅇ 우리나라의 수소 경쟁력 순위는 2022년 8위에서 2023년 5위로 올랐다.
"""
ENGLISH = """Plan to foster the hydrogen industry

The government plans to invest a total of 3.2 trillion won (2.1 trillion won in national funds) by 2028 to install at \
least 1,200 hydrogen charging stations.
By 2030 it will supply 45,000 hydrogen buses and create about 63,000 jobs.
Last year 380,000 people used hydrogen cars, up 12.5% from the year before.
The share of clean hydrogen stood at 7.4%, up 3.2 percentage points from the year before.
About 170 companies took part in the trials last year, of which 24 went abroad.
Korea's rank in hydrogen competitiveness rose from 8th in 2022 to 5th in 2023.
"""


def read(text: str, language: str) -> Reading:
    name = {"ko": "hydrogen-ko", "en": "hydrogen-en"}[language]
    source = Source(name, text, title=name, publisher="Ministry", issued="2024-05-02", language=language, country="KR")
    return read_claims(source)


@pytest.fixture(scope="module")
def original() -> Reading:
    return read(KOREAN, "ko")


def compare(original: Reading, *changes: tuple[str, str]) -> Comparison:
    text = ENGLISH
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return compare_witnesses(original, read(text, "en"))


def test_a_true_translation_differs_in_nothing(original: Reading) -> None:
    compared = compare(original)
    assert [each.told() for each in compared.differences] == []
    assert compared.paired == 13


@pytest.mark.parametrize(
    ("old", "new", "kind", "words"),
    [
        ("(2.1 trillion won in", "(2.1 billion won in", DifferenceKind.SLIP, "1,000 times less"),
        ("of 3.2 trillion", "of 320 billion", DifferenceKind.SLIP, "10 times less"),
        ("45,000 hydrogen", "450,000 hydrogen", DifferenceKind.SLIP, "10 times more"),
        ("about 63,000", "about 65,000", DifferenceKind.VALUE, "65,000"),
        ("Last year 380,000", "Last year 830,000", DifferenceKind.VALUE, "830,000"),
        ("12.5%", "15.2%", DifferenceKind.VALUE, "15.2%"),
        (" in national funds", "", DifferenceKind.SCOPE, "national funds"),
        ("at least 1,200", "1,200", DifferenceKind.BOUND, "at least"),
        ("about 63,000", "63,000", DifferenceKind.BOUND, "about"),
        ("3.2 percentage points", "3.2 percent", DifferenceKind.UNIT, "percentage points"),
        ("will supply 45,000 hydrogen buses and", "has supplied 45,000 hydrogen buses and will", MODALITY, "done"),
        (", of which 24 went abroad", "", DifferenceKind.MISSING, "24"),
        ("went abroad", "went abroad with 360 partners", DifferenceKind.ADDED, "360"),
    ],
)
def test_each_slip_is_told_with_both_sentences(
    original: Reading, old: str, new: str, kind: DifferenceKind, words: str
) -> None:
    compared = compare(original, (old, new))
    (found,) = (each for each in compared.differences if each.kind is kind)
    assert words in found.told()
    assert found.original is None or found.original.stands_in(KOREAN)
    assert found.translation is None or found.translation.stands_in(ENGLISH.replace(old, new))
    assert (found.original is None) == (kind is DifferenceKind.ADDED)
    assert (found.translation is None) == (kind is DifferenceKind.MISSING)
    assert len(compared.differences) <= 2


def test_it_is_told_in_korean_too(original: Reading) -> None:
    (found,) = compare(original, ("12.5%", "15.2%")).differences
    assert found.told("ko") == "값: 원문의 “12.5%”이(가) 번역문에는 “15.2%”(으)로 되어 있다"


def test_equal_money_in_a_bracket_is_no_addition(original: Reading) -> None:
    assert not compare(original, ("of 3.2 trillion won (", "of 3.2 trillion won (US$2.4 billion; ")).differences


def test_another_document_altogether_has_hardly_a_figure_in_common(original: Reading) -> None:
    other = read("The agency repaired 77 bridges and trained 5,310 nurses for 8.8 billion won.", "en")
    assert compare_witnesses(original, other).paired == 0


def test_a_pair_named_by_translation_of_is_compared_when_the_graph_is_checked(original: Reading) -> None:
    translation = read(ENGLISH.replace("45,000", "450,000"), "en")
    naming = Naming()
    for name in (original.source.id, naming.document(original.source.id)):
        named = replace(translation, source=replace(translation.source, translation_of=name))
        with Store.open("memory:") as store:
            ingest(store, [original, named])
            told = [each for each in warnings_of(store) if each.message.startswith("original and translation")]
        assert [each.name for each in told] == ["hydrogen-en"]
        assert "10 times more" in told[0].message
        assert "10배 크다" in told[0].message_ko
