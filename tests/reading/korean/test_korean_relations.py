"""Korean sentences give their relations: each pattern with what it says, and what looks like it and says nothing."""

from __future__ import annotations

import pytest

from policygraph.graph.citation import Source
from policygraph.graph.claim import QuantityClaim, Reading, RelationClaim
from policygraph.reading.claims import read_claims

Triple = tuple[str, str, str]


def read(text: str) -> Reading:
    """A Korean text read as of the first of June 2025, without a publisher."""
    return read_claims(Source("text", text, issued="2025-06-01", language="ko", country="KR"))


def relations_of(text: str) -> set[Triple]:
    """The relations of a text under every name that it has for their ends."""
    reading = read(text)
    names = {e.iri: (e.name, *e.aliases) for e in reading.entities}
    return {
        (subject, claim.predicate, obj)
        for claim in reading.claims
        if isinstance(claim, RelationClaim)
        for subject in names[claim.subject]
        for obj in names[claim.object]
    }


SAID: list[tuple[str, Triple]] = [
    # who answers for it
    (
        "해양수산부와 가람진흥원은 ‘바다길 안전 대책’, ‘섬마을 배움 사업’을 발표했다.",
        ("바다길 안전 대책", "responsibleBody", "해양수산부"),
    ),
    (
        "해양수산부와 가람진흥원은 ‘바다길 안전 대책’, ‘섬마을 배움 사업’을 발표했다.",
        ("섬마을 배움 사업", "responsibleBody", "가람진흥원"),
    ),
    (
        "해양수산부가 추진하는 ‘섬마을 배움 사업’에 기업 20개가 참여했다.",
        ("섬마을 배움 사업", "responsibleBody", "해양수산부"),
    ),
    (
        "해양수산부의 ‘섬마을 배움 사업’이 끝났다.",
        ("섬마을 배움 사업", "responsibleBody", "해양수산부"),
    ),
    (
        "해양수산부, ‘섬마을 배움 사업’ 공모\n\n섬을 찾는 사람이 늘었다.",
        ("섬마을 배움 사업", "responsibleBody", "해양수산부"),
    ),
    ("□ ‘섬마을 배움 사업’(해양수산부) 확대", ("섬마을 배움 사업", "responsibleBody", "해양수산부")),
    (
        "‘섬마을 배움 사업’은 2021년 시작되었으며, 가람진흥원이 집행을 맡고 있다.",
        ("섬마을 배움 사업", "responsibleBody", "가람진흥원"),
    ),
    (
        "해양수산부(장관 이바다)·교육부(장관 김하늘)가 ‘섬마을 배움 박람회’를 개최한다.",
        ("섬마을 배움 박람회", "hostedBy", "해양수산부"),
    ),
    (
        "교육부는 ‘섬마을 배움 사업’ 공모 결과 섬 12곳을 선정했다고 밝혔다.",
        ("섬마을 배움 사업", "responsibleBody", "교육부"),
    ),
    ("이바다 교육부 장관은 ‘섬마을 배움 사업’을 발표했다.", ("섬마을 배움 사업", "responsibleBody", "교육부")),
    (
        "고양시가 나섰다. 김하늘 시장이 ‘섬마을 배움 사업’을 발표했다.",
        ("섬마을 배움 사업", "responsibleBody", "고양시"),
    ),
    ("고양시가 나섰다. 시는 ‘섬마을 배움 사업’을 추진한다.", ("섬마을 배움 사업", "responsibleBody", "고양시")),
    # people
    ("고양시가 나섰다. 김하늘 시장이 참석했다.", ("고양시장", "org:heldBy", "김하늘")),
    ("김하늘 경제부총리를 만났다.", ("경제부총리", "org:heldBy", "김하늘")),
    ("가람진흥원(원장 이바다)은 문을 열었다.", ("가람진흥원 원장", "org:heldBy", "이바다")),
    ("나루기획부(장관 이바다)는 문을 열었다.", ("나루기획부 장관", "org:postIn", "나루기획부")),
    ("이바다 해양수산부 항만정책과장은 설명했다.", ("해양수산부 항만정책과장", "org:heldBy", "이바다")),
    # technologies, laws, meetings
    (
        "‘섬마을 배움 사업’은 인공지능을 활용해 학생의 공부를 돕는 사업이다.",
        ("섬마을 배움 사업", "usesTechnology", "인공지능"),
    ),
    (
        "해양수산부는 ‘갯벌 지정 등에 관한 고시’ 개정안을 마련했다.",
        ("해양수산부", "amends", "갯벌 지정 등에 관한 고시"),
    ),
    ("해양수산부는 섬마을 교육 특별법 제정을 추진한다.", ("해양수산부", "enacts", "섬마을 교육 특별법")),
    (
        "‘섬마을 배움 사업’은 「섬마을교육법」에 근거하여 시작되었다.",
        ("섬마을 배움 사업", "basedOn", "섬마을교육법"),
    ),
    (
        "해양수산부는 제3차 섬마을 교육회의를 열고 ‘섬마을 배움 계획’을 의결했다.",
        ("섬마을 배움 계획", "announcedAt", "제3차 섬마을 교육회의"),
    ),
    (
        "교육부는 섬마을 통합 플랫폼 ‘나루온’을 개발한다. ‘나루온’에는 드론 기술이 적용된다.",
        ("나루온", "usesTechnology", "드론"),
    ),
    ("교육부는 「섬마을교육법」 시행령을 올해 개정한다.", ("교육부", "amends", "섬마을교육법")),
    (
        "‘섬 안전 협의체’가 열렸다. 협의체는 「섬마을교육법」 제3조에 따라 설치되었다.",
        ("섬 안전 협의체", "basedOn", "섬마을교육법"),
    ),
    ("김하늘 국무총리 주재로 제3차 섬마을 교육회의를 열었다.", ("제3차 섬마을 교육회의", "participant", "김하늘")),
    # indices, succession, agreements
    ("통계청이 발표한 ‘2024년 섬 사회조사’를 보았다.", ("2024년 섬 사회조사", "compiledBy", "통계청")),
    ("* 섬 경쟁력 지수 : 가람진흥원이 매년 발표", ("섬 경쟁력 지수", "compiledBy", "가람진흥원")),
    (
        "‘섬마을 배움 전략’은 ‘섬마을 교육 계획’을 이어받은 것이다.",
        ("섬마을 배움 전략", "succeeds", "섬마을 교육 계획"),
    ),
    (
        "교육부는 ‘섬마을 교육 사업’을 ‘섬마을 배움 사업’으로 개편한다.",
        ("섬마을 교육 사업", "evolvesInto", "섬마을 배움 사업"),
    ),
    ("교육부와 현대건설은 섬 학교를 위해 업무협약을 체결했다.", ("업무협약", "participant", "현대건설")),
    # labels, designation, echoes
    (
        "□ ‘섬마을 배움 사업’은 2024년에 시작했다.\n ㅇ 총괄 : 교육부, 수행기관 : 가람진흥원\n",
        ("섬마을 배움 사업", "responsibleBody", "가람진흥원"),
    ),
    ("국토교통부는 인천·전주·울산 등 3곳을 섬 관광 선도도시로 지정한다.", ("섬 관광 선도도시", "participant", "전주")),
    (
        "국토교통부는 인천·전주·울산 등 3곳을 섬 관광 선도도시로 지정한다.",
        ("섬 관광 선도도시", "responsibleBody", "국토교통부"),
    ),
    (
        "교육부는 ‘섬 안전 협의체’를 꾸렸다. 협의체에는 가람진흥원, 나루연구원 등 24개 기관이 참여한다.",
        ("가람진흥원", "memberOf", "섬 안전 협의체"),
    ),
    ("농협중앙회 김하늘 회장이 참석했다.", ("농협중앙회 회장", "org:heldBy", "김하늘")),
    # parts and groups
    (
        "한국판 뉴딜 일환으로 ‘섬마을 배움 사업’을 추진한다.",
        ("섬마을 배움 사업", "directPartOf", "한국판 뉴딜"),
    ),
    ("해양수산부는 소상공인을 위한 ‘섬마을 배움 사업’을 시작한다.", ("섬마을 배움 사업", "benefits", "소상공인")),
    ("청년의 구직을 돕는 ‘섬마을 배움 사업’이 커진다.", ("섬마을 배움 사업", "benefits", "청년")),
    (
        "‘섬마을 배움 사업’에는 가람진흥원, 나루연구원 등 12개 기관이 참여한다.",
        ("섬마을 배움 사업", "participant", "가람진흥원"),
    ),
]
UNSAID: list[tuple[str, str]] = [
    ("해양수산부는 ‘섬마을 배움 사업’이 늦어진다고 걱정했다.", "responsibleBody"),
    ("해양수산부, 어제 문을 닫았다. ‘섬마을 배움 사업’은 남았다.", "responsibleBody"),
    ("□ ‘섬마을 배움 사업’(해양수산부 제외) 확대", "responsibleBody"),
    ("범국가 AI 기반 대전환이 온다.", "inArea"),
    ("이바다는 해양수산부를 과장해 말했다.", "org:heldBy"),
    ("교육부는 ‘섬마을 배움 사업’, ‘뭍마을 배움 사업’ 대신 섬 12곳을 선정했다.", "responsibleBody"),
    ("고양시와 파주시가 나섰다. 시는 ‘섬마을 배움 사업’을 추진한다.", "responsibleBody"),
    ("‘섬마을 배움 전략’은 ‘섬마을 교육 계획’과 다르다.", "succeeds"),
    ("교육부는 ‘섬마을 교육 사업’을 학교로 옮긴다.", "evolvesInto"),
    ("교육부는 섬 학교를 위해 업무협약을 체결했다.", "participant"),
    ("교육부는 협의체를 꾸렸다. 협의체에는 가람진흥원 등이 참여한다.", "memberOf"),
    ("통계청은 섬 경쟁력 지수를 보았다.", "compiledBy"),
    ("범국가 AI 기반 대전환이 온다.", "usesTechnology"),
    ("청년의 부담을 키우는 ‘섬마을 배움 사업’을 고친다.", "benefits"),
    ("‘섬마을 배움 사업’은 인공지능을 배우는 사업이다.", "usesTechnology"),
    ("「섬마을교육법」에 어긋나는 ‘섬마을 배움 사업’을 멈춘다.", "basedOn"),
]


@pytest.mark.parametrize(("text", "triple"), SAID)
def test_a_sentence_says_its_relation(text: str, triple: Triple) -> None:
    assert triple in relations_of(text)


@pytest.mark.parametrize(("text", "predicate"), UNSAID)
def test_what_only_looks_like_a_relation_says_none(text: str, predicate: str) -> None:
    assert predicate not in {said for _, said, _ in relations_of(text)}


def names_of(text: str) -> set[tuple[str, str]]:
    """The things that a text names, by every name, with their types."""
    return {(e.type.value, name) for e in read(text).entities if not e.plain for name in (e.name, *e.aliases)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("가람시(시장 이바다)가 나섰다.", ("government", "가람시")),
        ("고양시는 예산을 늘렸다.", ("government", "고양시")),
        ("축제는 경남 김해시에서 열린다.", ("place", "김해시")),
        ("인천·전주·울산 등 3곳을 정했다.", ("place", "전주")),
        ("▲새섬 다리 건설(총사업비 90억 원), ▲섬 배움터 조성(총사업비 20억 원) 등이다.", ("project", "섬 배움터 조성")),
        ("최고경영자 협의체인 ‘가람 비즈니스 서밋’이 열렸다.", ("alliance", "가람 비즈니스 서밋")),
        ("인사노무 서비스 ‘일이음 2.0’을 냈다.", ("service", "일이음 2.0")),
        ("부산은 ‘섬마을 배움 300’을 추진한다.", ("initiative", "섬마을 배움 300")),
        ("대통령 주재 국무회의에서 정했다.", ("event", "국무회의")),
        ("㈜가람로봇이 참여했다.", ("company", "가람로봇")),
        ("위성(WX)과 국산 AI반도체를 쓴다.", ("technology", "국산 AI반도체")),
        ("‘가람 구역 지정에 관한 규정’ 일부 개정령안을 냈다.", ("law", "가람 구역 지정에 관한 규정")),
    ],
)
def test_a_name_is_known_by_its_form_or_by_who_heads_it(text: str, name: tuple[str, str]) -> None:
    assert name in names_of(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("대전환의 시대가 왔다.", "place"),
        ("경기 침체가 길어진다.", "place"),
        ("주거 환경을 고친다.", "sector"),
        ("부처 협력 방안을 논의했다.", "plan"),
        ("이것은 범정부 합동 전략이다.", "strategy"),
        ("「섬마을 배움 추진실적」을 발표했다.", "initiative"),
        ("그는 ‘섬마을이 좋다’를 외쳤다.", "initiative"),
        ("지난해 전주와 울산은 조용했다.", "project"),
        ("▲새섬 다리를 건설(총사업비 90억 원)한다.", "project"),
        ("이바다 전자 기술연구원장이 참석했다.", "company"),
    ],
)
def test_plain_words_are_no_names(text: str, kind: str) -> None:
    assert kind not in {k for k, _ in names_of(text)}


def test_a_short_form_given_in_brackets_stands_for_the_name_later() -> None:
    text = "한국가람바다진흥원(이하 가바원)이 문을 열었다.\n\n가바원은 ‘섬마을 배움 사업’을 추진한다.\n"
    assert ("섬마을 배움 사업", "responsibleBody", "한국가람바다진흥원") in relations_of(text)


def test_an_acronym_means_what_the_text_says_it_means() -> None:
    assert ("agency", "Korea Energy Agency") not in names_of("한국전자바다진흥회(KEA) 회장이 참석했다.")


def test_the_end_of_a_ministrys_name_stands_for_the_ministry() -> None:
    names = names_of("노동부 예산이 늘었다.\n\n고용노동부는 사업을 시작한다.\n")
    assert {name for kind, name in names if kind == "ministry"} >= {"노동부", "고용노동부"}
    assert sum(e.type.value == "ministry" for e in read("노동부 예산.\n\n고용노동부는 시작한다.\n").entities) == 1


def test_each_of_two_things_joined_before_the_amounts_has_its_own() -> None:
    reading = read("섬마을안정자금과 섬마을유지지원금이 올해보다 각각 4천576억 원, 4천7억 원 줄었다.")
    names = {e.iri: e.name for e in reading.entities}
    said = {names[c.subject]: c.quantity.surface for c in reading.claims if isinstance(c, QuantityClaim)}
    assert said == {"섬마을안정자금": "4천576억 원", "섬마을유지지원금": "4천7억 원"}
