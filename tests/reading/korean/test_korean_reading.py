"""Korean documents are read: figures with what they are about, relations, and what is missing without the analyser."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from policygraph.graph.citation import Source
from policygraph.graph.claim import QuantityClaim, Reading, RelationClaim
from policygraph.graph.values import FundingScope, Kind, Modality
from policygraph.reading.claims import read_claims
from policygraph.reading.korean import morphology
from policygraph.reading.korean.places import frames

HERE = Path(__file__).parent
DOCUMENTS = sorted(path.stem for path in HERE.glob("*.toml"))
CASES = [(frame.id, case) for group in frames().values() for frame in group for case in frame.examples]


def read(text: str, **told: str) -> Reading:
    """A Korean text read as of the first of June 2025."""
    meta = {"publisher": "해양수산부", "issued": "2025-06-01", "language": "ko", "country": "KR"} | told
    return read_claims(Source("text", text, **meta))


def names_of(reading: Reading, iri: str) -> set[str]:
    """All names under which a reading knows a thing."""
    return {n for e in reading.entities if e.iri == iri for n in (e.name, *e.aliases)}


def figure(reading: Reading, surface: str) -> QuantityClaim:
    """The claim about the number written so."""
    return next(c for c in reading.claims if isinstance(c, QuantityClaim) and c.quantity.surface == surface)


def relations_of(reading: Reading) -> set[tuple[str, str, str]]:
    """The relations with the words that the text uses, where it names a thing, else its IRI's end."""
    out = set()
    for claim in reading.claims:
        if isinstance(claim, RelationClaim):
            for subject in names_of(reading, claim.subject):
                for obj in names_of(reading, claim.object):
                    out.add((subject, claim.predicate, obj))
    return out


@pytest.mark.parametrize(("frame", "case"), CASES, ids=[f"{f}-{i}" for i, (f, _) in enumerate(CASES)])
def test_each_frame_gives_the_subject_that_its_example_says(frame: str, case: dict[str, str]) -> None:
    reading = read(case["text"])
    said = [c for c in reading.claims if isinstance(c, QuantityClaim)]
    subjects = set().union(*(names_of(reading, c.subject) for c in said))
    assert case["gives"] in subjects | {c.metric.label for c in said}, frame
    assert case.get("never", "-") not in subjects


def _front(name: str) -> tuple[Source, int]:
    text = (HERE / f"{name}.md").read_text("utf-8")
    start = text.index("\n---\n", 4) + 5
    told = {}
    for line in text[4 : start - 5].splitlines():
        key, _, value = line.partition(": ")
        told[key] = value.strip('"')
    keys = ("title", "publisher", "issued", "language", "country")
    return Source(name, text, **{k: told[k] for k in keys}), start


def _right(reading: Reading, wanted: dict[str, object], text: str) -> bool:
    at = text.index(str(wanted["surface"]), text.index(str(wanted["near"])))
    for claim in reading.claims:
        if not isinstance(claim, QuantityClaim) or abs(claim.quantity.start - at) > 1:
            continue
        subjects, kinds = wanted["subject"], wanted["kind"]
        assert isinstance(subjects, list)
        assert isinstance(kinds, list)
        said = [*names_of(reading, claim.subject), claim.metric.label]
        about = any(s in one or one in s for s in subjects for one in said if len(one) > 1)
        time = claim.time
        years = {str(t)[:4] for t in (time.start, time.end) if t} if time is not None else set()
        return (
            claim.quantity.value == Decimal(str(wanted["value"]))
            and claim.quantity.unit == wanted["unit"]
            and about
            and claim.kind.value in kinds
            and ("year" not in wanted or str(wanted["year"]) in years)
        )
    return False


@pytest.mark.parametrize("name", DOCUMENTS)
def test_at_least_eighty_five_in_a_hundred_figures_of_a_release_are_fully_right(name: str) -> None:
    source, start = _front(name)
    reading = read_claims(source, body_start=start)
    wanted = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))["figure"]
    wrong = [w["near"] for w in wanted if not _right(reading, w, source.text)]
    assert len(wrong) <= 0.15 * len(wanted), wrong


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_korean_claim_stands_where_it_says(name: str) -> None:
    source, start = _front(name)
    for claim in read_claims(source, body_start=start).claims:
        for evidence in claim.evidence:
            assert source.text[evidence.start : evidence.end] == evidence.quote
        if isinstance(claim, QuantityClaim):
            assert source.text[claim.quantity.start : claim.quantity.end] == claim.quantity.surface


def test_money_in_a_bracket_is_a_part_of_the_money_before_it() -> None:
    reading = read("새만금 신항 건설에 총사업비 900억원(국비 600억원, 민자 300억원)을 투입한다.")
    whole, national, private = (figure(reading, s) for s in ("900억원", "600억원", "300억원"))
    assert (whole.scope, national.scope, private.scope) == (
        FundingScope.TOTAL,
        FundingScope.NATIONAL,
        FundingScope.PRIVATE,
    )
    assert national.component_of == whole.iri == private.component_of
    assert whole.subject == national.subject
    assert (national.kind, private.kind) == (Kind.BUDGET, Kind.INVESTMENT)


def test_an_arrow_compares_two_years_and_both_are_about_the_same_thing() -> None:
    reading = read("수산식품 수출기업은 ’22년 310개 → ’24년 455개로 46.8% 증가")
    before, after, growth = (figure(reading, s) for s in ("310개", "455개", "46.8%"))
    assert after.baseline == before.iri
    assert before.subject == after.subject == growth.subject
    assert growth.kind is Kind.COMPARISON
    assert before.time is not None
    assert before.time.end == "2022"


def test_endings_say_whether_it_is_promised_done_going_on_or_expected() -> None:
    for text, modality in (
        ("등대 30곳을 정비할 계획이다.", Modality.COMMITTED),
        ("등대 30곳을 정비하기로 했다.", Modality.COMMITTED),
        ("2027년까지 등대 30곳을 정비한다.", Modality.COMMITTED),
        ("등대 30곳을 정비했다.", Modality.ACHIEVED),
        ("등대 30곳을 정비 완료", Modality.ACHIEVED),
        ("등대 30곳을 정비하고 있다.", Modality.ONGOING),
        ("등대 이용객은 30만명에 이를 전망이다.", Modality.EXPECTED),
        ("등대 30곳을 정비하겠다고 밝혔다.", Modality.COMMITTED),
    ):
        reading = read(text)
        assert [c.modality for c in reading.claims if isinstance(c, QuantityClaim)] == [modality], text


def test_jobs_belong_to_the_programme_that_the_same_sentence_pays_for() -> None:
    reading = read("연안재해 예방사업에 300억원을 투입해 일자리 2천개를 만든다.")
    assert "연안재해 예방사업" in names_of(reading, figure(reading, "2천개").subject)
    assert figure(reading, "2천개").metric.label == "일자리"


def test_a_bullet_without_subject_is_about_the_label_above_it() -> None:
    reading = read("해양산업 지원 계획\n\n□ (갯벌 복원사업) 전국으로 넓힌다.\n\n- 2028년까지 700억원 투입\n")
    assert "갯벌 복원사업" in names_of(reading, figure(reading, "700억원").subject)


def test_exports_are_measured_and_no_budget() -> None:
    reading = read("9월 김 수출은 1억 2천만 달러로 전년 동월 대비 8.1% 증가했다.")
    assert figure(reading, "1억 2천만 달러").kind is Kind.RESULT
    assert figure(reading, "8.1%").kind is Kind.COMPARISON


def test_a_table_gives_amounts_in_the_unit_told_above_it() -> None:
    reading = read("예산 현황\n\n(단위: 백만원)\n\n| 구분 | 2025년 예산 |\n|---|---|\n| 어항 정비사업 | 1,250 |\n")
    claim = figure(reading, "1,250")
    assert claim.quantity.value == 1_250_000_000
    assert "어항 정비사업" in names_of(reading, claim.subject)


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        (
            "해양수산부는 인공지능을 활용한 선박 관제 플랫폼을 구축한다.",
            ("선박 관제 플랫폼", "usesTechnology", "인공지능"),
        ),
        (
            "해양수산부는 ‘연안 안전 종합대책’을 발표했다.",
            ("연안 안전 종합대책", "responsibleBody", "해양수산부"),
        ),
        (
            "제5차 해양산업 전략회의에서 ‘해양데이터 활용 전략’을 발표했다.",
            ("해양데이터 활용 전략", "announcedAt", "제5차 해양산업 전략회의"),
        ),
        (
            "‘어촌 활력 프로젝트’의 일환으로 ‘바다학교 지원사업’을 추진한다.",
            ("바다학교 지원사업", "directPartOf", "어촌 활력 프로젝트"),
        ),
        (
            "해양수산부는 「해양안전진흥법」을 개정했다.",
            ("해양수산부", "amends", "해양안전진흥법"),
        ),
        (
            "홍길순 해양수산부 장관이 참석했다.",
            ("해양수산부 장관", "org:heldBy", "홍길순"),
        ),
    ],
    ids=["uses", "responsible", "announced", "part", "amends", "held"],
)
def test_relations_are_read_from_particles(text: str, triple: tuple[str, str, str]) -> None:
    assert triple in relations_of(read(text))


def test_without_the_analyser_figures_are_read_and_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(morphology, "analyser", lambda: None)
    monkeypatch.setattr("policygraph.reading.korean.reader.analyser", lambda: None)
    reading = read("정부는 2027년까지 해상풍력 단지에 4조원을 투자하고 항만 관제센터를 12개소로 늘린다.")
    assert morphology.MISSING in reading.warnings
    assert "해상풍력 단지" in names_of(reading, figure(reading, "4조원").subject)
    assert "항만 관제센터" in names_of(reading, figure(reading, "12개소").subject)


def test_reading_one_document_does_not_change_how_another_is_read() -> None:
    text = "새누리 안전망에 20억원을 투입한다."
    first = read(text)
    read("‘새누리 안전망에 플랫폼’을 열었다.")
    assert read(text) == first


def names_about(text: str, surface: str) -> set[str]:
    """All names of what the number written so is about."""
    reading = read(text)
    return names_of(reading, figure(reading, surface).subject)


def test_the_version_that_opens_a_headline_is_what_the_money_is_for() -> None:
    text = "디지털 뉴딜의 새 항구\n\n디지털 뉴딜 2.0, 2030년까지 5조원 이상 투자\n"
    assert "디지털 뉴딜 2.0" in names_about(text, "5조원")


def test_a_planned_action_behind_a_number_is_not_what_is_counted() -> None:
    claim = figure(read("해양 프로그램에 5조원 투자, 일자리 3천개 창출 계획"), "3천개")
    assert claim.quantity.unit == "개"
    assert "창출 계획" not in names_about("해양 프로그램에 5조원 투자, 일자리 3천개 창출 계획", "3천개")


def test_a_way_of_writing_numbers_is_no_amount_of_money() -> None:
    reading = read("해양 프로그램에 5조원을 투자한다. 금액은 ‘1경 3,000조원’과 같이 적는다.")
    assert [c.quantity.surface for c in reading.claims if isinstance(c, QuantityClaim)] == ["5조원"]
    quoted = read("장관은 해양 프로그램에 ‘5조원’을 투자한다고 밝혔다.")
    assert [c.quantity.surface for c in quoted.claims if isinstance(c, QuantityClaim)] == ["5조원"]


def test_things_pointed_back_at_are_no_target() -> None:
    reading = read("이들 3개 과제에는 2030년까지 5조원을 투입할 계획이다.")
    assert (figure(reading, "3개").kind, figure(reading, "3개").modality) == (Kind.COUNT, Modality.STATED)


CHANGES = """내년부터 이렇게 달라집니다

◆ 촘촘한 돌봄

· 방과후 돌봄 지원 확대
  - 맞벌이 가정의 부담을 덜기 위함
  - 6.5만 가구 → 7.5만 가구

· 냉방비 바우처 인상
  - 연간 11.7만 원 → 연간 13.5만 원
"""


def test_a_line_of_amounts_alone_is_about_the_item_above_it() -> None:
    source = Source("changes", CHANGES, publisher="가람부", issued="2025-01-02", language="ko", country="KR")
    reading = read_claims(source)
    names = {entity.iri: entity.name for entity in reading.entities}
    told = [
        (names[claim.subject], claim.quantity.surface) for claim in reading.claims if isinstance(claim, QuantityClaim)
    ]
    assert told == [
        ("방과후 돌봄 지원", "6.5만 가구"),
        ("방과후 돌봄 지원", "7.5만 가구"),
        ("냉방비 바우처", "11.7만 원"),
        ("냉방비 바우처", "13.5만 원"),
    ]
