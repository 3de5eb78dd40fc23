"""Words, names and types by their Korean form."""

from __future__ import annotations

import pytest

from policygraph.graph.claim import EntityType
from policygraph.reading.korean.heads import type_of_korean
from policygraph.reading.korean.morphology import tokens, word_of
from policygraph.reading.korean.names import discover
from policygraph.reading.korean.words import analyse


@pytest.mark.parametrize(
    ("word", "core", "role"),
    [
        ("정부는", "정부", "은"),
        ("플랫폼을", "플랫폼", "를"),
        ("5G와", "5G", "와"),
        ("연합회의", "연합회", "의"),
        ("제도로", "제도", "로"),
        ("제도", "제도", ""),
        ("성과", "성과", ""),
        ("전략회의", "전략회의", ""),
        ("어린이", "어린이", ""),
        ("국가", "국가", ""),
        ("블록체인", "블록체인", ""),
        ("온라인", "온라인", ""),
    ],
)
def test_particles_are_told_from_syllables_that_look_like_them(word: str, core: str, role: str) -> None:
    found = analyse(word, 0, len(word))
    assert (word[: found.core], found.role) == (core, role)


@pytest.mark.parametrize(
    ("word", "stem", "ending", "tense"),
    [
        ("투자했다", "투자", "final", "past"),
        ("구축하고", "구축", "joined", ""),
        ("확대할", "확대", "before-noun", "future"),
        ("참여하는", "참여", "before-noun", "present"),
        ("늘었다", "늘", "final", "past"),
        ("발표했으며", "발표", "joined", "past"),
    ],
)
def test_form_and_analyser_agree_on_plain_predicates(word: str, stem: str, ending: str, tense: str) -> None:
    by_form = analyse(word, 0, len(word))
    by_morphemes = word_of(word, 0, len(word), tokens(word, []), 0)
    for found in (by_form, by_morphemes):
        assert (found.stem, found.ending, found.tense) == (stem, ending, tense)


@pytest.mark.parametrize("word", ["올해", "지난해", "역할", "제한", "통합", "이하"])
def test_nouns_that_end_like_predicates_are_none(word: str) -> None:
    assert analyse(word, 0, len(word)).stem == ""


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("‘해양데이터 활용 전략(가칭)’을 세운다", "해양데이터 활용 전략", EntityType.STRATEGY),
        ("「연안사고예방법」을 고친다", "연안사고예방법", EntityType.LAW),
        ("등대체험 지원사업을 연다", "등대체험 지원사업", EntityType.PROGRAMME),
        ("제3차 해운산업 혁신회의에서 말했다", "제3차 해운산업 혁신회의", EntityType.EVENT),
        ("해양로봇 얼라이언스를 꾸린다", "해양로봇 얼라이언스", EntityType.ALLIANCE),
        ("갯벌생태 지수가 올랐다", "갯벌생태 지수", EntityType.INDEX),
        ("김바다 해양수산부 장관은 말했다", "김바다", EntityType.PERSON),
    ],
)
def test_names_are_found_by_their_form(text: str, name: str, kind: EntityType) -> None:
    assert (name, kind) in {(m.name, m.type) for m in discover(text, 0, len(text))}


@pytest.mark.parametrize(
    "text", ["주요 사업을 연다", "추진계획을 세운다", "희망을 준다", "새로운 방법을 찾는다", "정부 장관은 말했다"]
)
def test_plain_words_are_no_names(text: str) -> None:
    assert discover(text, 0, len(text)) == []


def test_a_short_form_in_brackets_is_an_alias() -> None:
    text = "한국연안안전공단(이하 ‘연안공단’)은 훈련을 했다"
    assert ("한국연안안전공단", ("연안공단",)) in [(m.name, m.aliases) for m in discover(text, 0, len(text))]


def test_a_name_said_to_be_tentative_is_so_marked() -> None:
    text = "‘바다안전 로드맵(가칭)’을 만든다"
    assert any(m.tentative and m.name == "바다안전 로드맵" for m in discover(text, 0, len(text)))


def test_the_last_noun_of_a_phrase_gives_its_type() -> None:
    assert type_of_korean("항만 관제 플랫폼") is EntityType.PLATFORM
    assert type_of_korean("주요 사업") is None
    assert type_of_korean("수출 전망") is None
