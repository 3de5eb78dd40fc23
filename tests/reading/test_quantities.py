"""Quantities are found where they stand, with value, unit and bound; names with digits are none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygraph.graph.values import Bound
from policygraph.reading.quantities import QuantityKind, QuantityMention, scan_quantities


def read(text: str, language: str = "en", country: str = "") -> list[tuple[str, str]]:
    return [(format(each.value, "f"), each.unit) for each in scan_quantities(text, language, country)]


def only(text: str, language: str = "en", country: str = "") -> QuantityMention:
    found = scan_quantities(text, language, country)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The scheme costs 58.2 trillion won.", "58200000000000", "KRW"),
        ("KRW 49 trillion is set aside", "49000000000000", "KRW"),
        ("a fund of ₩3.5bn", "3500000000", "KRW"),
        ("the US$1.2bn programme", "1200000000", "USD"),
        ("worth $3.4m", "3400000", "USD"),
        ("a grant of £20m", "20000000", "GBP"),
        ("€2bn in loans", "2000000000", "EUR"),
        ("some ¥ 2 trillion", "2000000000000", "JPY"),
        ("3.5 trillion yen", "3500000000000", "JPY"),
        ("RMB 3 trillion", "3000000000000", "CNY"),
        ("500 million yuan", "500000000", "CNY"),
        ("NT$50 billion", "50000000000", "TWD"),
        ("S$1.5 billion", "1500000000", "SGD"),
        ("A$2.3 billion", "2300000000", "AUD"),
        ("C$750 million", "750000000", "CAD"),
        ("for R62 billion", "62000000000", "ZAR"),
        ("some KSh 3.2 billion", "3200000000", "KES"),
        ("of Rp1,229.6 trillion", "1229600000000000", "IDR"),
        ("RM5.4bn in loans", "5400000000", "MYR"),
        ("₦400 million", "400000000", "NGN"),
        ("20 million kronor", "20000000", "SEK"),
        ("4.5 million baht", "4500000", "THB"),
        ("₹1.97 lakh crore", "1970000000000", "INR"),
        ("Rs 2,50,000 crore", "2500000000000", "INR"),
        ("Rs. 6,000", "6000", "INR"),
        ("EUR 58 000 000", "58000000", "EUR"),
        ("CHF 1'500", "1500", "CHF"),
        ("a billion-pound programme", "1000000000", "GBP"),
        ("half a billion dollars", "500000000", "USD"),
    ],
)
def test_money_is_read_in_the_local_writing(text: str, value: str, unit: str) -> None:
    found = only(text)
    assert (found.value, found.unit) == (Decimal(value), unit)
    assert found.kind is QuantityKind.MONEY


@pytest.mark.parametrize(
    ("country", "unit"), [("", "USD"), ("US", "USD"), ("AU", "AUD"), ("SG", "SGD"), ("CA", "CAD"), ("NZ", "NZD")]
)
def test_a_bare_dollar_is_the_publishers(country: str, unit: str) -> None:
    assert only("The council will spend $12 million.", country=country).unit == unit


@pytest.mark.parametrize("text", ["the R62 road", "under NIS 2 rules", "in PHP 8", "a room in RM 101"])
def test_letters_before_small_numbers_are_no_currency(text: str) -> None:
    assert QuantityKind.MONEY not in {found.kind for found in scan_quantities(text, "en")}


@pytest.mark.parametrize(("country", "unit"), [("MX", "MXN"), ("PH", "PHP")])
def test_pesos_are_the_publishers(country: str, unit: str) -> None:
    assert only("The council will spend 12 million pesos.", country=country).unit == unit


def test_pesos_of_an_unknown_country_are_no_currency() -> None:
    assert only("The council will spend 12 million pesos.").kind is QuantityKind.COUNT


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("a rise of 14.3%", QuantityKind.PERCENT, "14.3", "percent"),
        ("by 60 per cent", QuantityKind.PERCENT, "60", "percent"),
        ("prices moved -0.3%", QuantityKind.PERCENT, "-0.3", "percent"),
        ("up 0.4 percentage points", QuantityKind.POINTS, "0.4", "percentage_point"),
        ("by 25 basis points", QuantityKind.POINTS, "0.25", "percentage_point"),
        ("grew 2.9 times", QuantityKind.TIMES, "2.9", "times"),
        ("a 1.5-fold rise", QuantityKind.TIMES, "1.5", "times"),
        ("the fleet tripled", QuantityKind.TIMES, "3", "times"),
        ("twice the number", QuantityKind.TIMES, "2", "times"),
        ("a map of 36,000km2", QuantityKind.MEASURE, "36000", "km2"),
        ("3 GW of wind power", QuantityKind.MEASURE, "3", "GW"),
        ("2.3 million tonnes of steel", QuantityKind.MEASURE, "2300000", "tonne"),
        ("warming of 1.5°C", QuantityKind.MEASURE, "1.5", "°C"),
        ("a 300-bed hospital", QuantityKind.COUNT, "300", ""),
        ("3.4m people", QuantityKind.COUNT, "3400000", ""),
        ("142,000 data sets", QuantityKind.COUNT, "142000", ""),
        ("seven valleys", QuantityKind.COUNT, "7", ""),
        ("two hundred and fifty schools", QuantityKind.COUNT, "250", ""),
        ("a dozen centres", QuantityKind.COUNT, "12", ""),
        ("one million homes", QuantityKind.COUNT, "1000000", ""),
        ("twenty-five projects", QuantityKind.COUNT, "25", ""),
        ("2000 schools took part", QuantityKind.COUNT, "2000", ""),
    ],
)
def test_other_kinds_are_told_apart(text: str, kind: QuantityKind, value: str, unit: str) -> None:
    found = only(text)
    assert (found.kind, found.value, found.unit) == (kind, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "bound", "words"),
    [
        ("more than 1,000 clinics", Bound.AT_LEAST, "more than "),
        ("at least 30 percent", Bound.AT_LEAST, "at least "),
        ("no fewer than 12 cases", Bound.AT_LEAST, "no fewer than "),
        ("300+ types", Bound.AT_LEAST, ""),
        ("500 or more firms", Bound.AT_LEAST, ""),
        ("up to $500", Bound.AT_MOST, "up to "),
        ("less than 5%", Bound.AT_MOST, "less than "),
        ("under $5 billion", Bound.AT_MOST, "under "),
        ("about 8,000 plants", Bound.APPROXIMATELY, "about "),
        ("approximately 170,000 firms", Bound.APPROXIMATELY, "approximately "),
        ("nearly 3 million users", Bound.APPROXIMATELY, "nearly "),
        ("8,000 plants", Bound.EXACTLY, ""),
        ("It will bring about 8,000 plants", Bound.EXACTLY, ""),
        ("It will open about 8,000 plants", Bound.APPROXIMATELY, "about "),
        ("under 30 programmes", Bound.EXACTLY, ""),
    ],
)
def test_bounds_are_read_and_their_words_can_be_masked(text: str, bound: Bound, words: str) -> None:
    found = only(text)
    assert (found.bound, text[found.bound_start : found.start]) == (bound, words)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10-15 million users", "10000000", "15000000", ""),
        ("between 5 and 7 hospitals", "5", "7", ""),
        ("$10-15 million", "10000000", "15000000", "USD"),
        ("$10 million to $15 million", "10000000", "15000000", "USD"),
        ("10 to 15 per cent", "10", "15", "percent"),
    ],
)
def test_ranges_carry_both_ends(text: str, low: str, high: str, unit: str) -> None:
    found = only(text)
    assert (found.value, found.value_max, found.unit) == (Decimal(low), Decimal(high), unit)


def test_a_change_is_two_quantities_and_the_first_takes_the_unit() -> None:
    assert read("The share went from 10 to 15 percent.") == [("10", "percent"), ("15", "percent")]
    assert read("from 395 in 2018 to 1,128 in 2022") == [("395", ""), ("1128", "")]


def test_by_so_much_to_so_much_is_a_step_and_a_level() -> None:
    text = "Spend rose by £179.6 million to £1.486 billion."
    assert read(text) == [("179600000", "GBP"), ("1486000000", "GBP")]
    assert read("It grew by 1,200 to 5,400.") == [("1200", ""), ("5400", "")]
    assert len(read("Fees go up by 10 to 15 percent.")) == 1
    assert len(read("Fees go up by £20 million to £30 million.")) == 1


def test_thousands_with_a_space_behind_the_comma_are_one_number_where_noughts_show_it() -> None:
    assert read("to create 1, 200, 000 jobs") == [("1200000", "")]
    assert read("84, 000 tonnes") == [("84000", "tonne")]
    assert read("Rooms 12, 300, 450 are shut.") == [("12", ""), ("300", ""), ("450", "")]


def test_an_article_before_a_dollar_is_no_australian_sign() -> None:
    assert read("A $10 billion bill") == [("10000000000", "USD")]
    assert read("A$10 billion") == [("10000000000", "AUD")]


@pytest.mark.parametrize(
    "text",
    [
        "ranked 8th in the survey",
        "The country took 8th place.",
        "It rose to 8th.",
        "Its ranking improved (8th in 2020)",
        "the eighth-largest economy",
        "ranks 8th out of 63 economies",
    ],
)
def test_an_ordinal_in_a_ranking_is_a_rank(text: str) -> None:
    ranks = [each for each in scan_quantities(text) if each.kind is QuantityKind.RANK]
    assert [each.value for each in ranks] == [Decimal(8)]


def test_ranks_on_both_sides_of_an_arrow_are_read() -> None:
    assert read("(26th in 2019 → 7th in 2020)") == [("26", "rank"), ("7", "rank")]


@pytest.mark.parametrize(
    "text",
    [
        "the 4th Industrial Revolution",
        "the third framework plan",
        "first launched",
        "on the 14th",
        "the 21st century",
        "5G and 6G",
        "COVID-19",
        "K-12 pupils",
        "Web 3.0",
        "the New Deal 2.0",
        "Industry 4.0",
        "a 3D map",
        "3-dimensional",
        "MyPC24",
        "Article 12, Section 3",
        "Table 2",
        "see No. 5",
        "Subsidy24",
        "Q3",
        "the M4 motorway",
        "an A380",
        "CO2",
        "PM2.5",
        "ISO 27001",
        "the G20",
        "SDG 13",
        "open 24/7",
        "B2B",
        "GPT-4",
        "call +82-2-2110-2000",
        "see https://a.example/c12",
        "someone12@example.org",
        "Regulation (EU) 2021/241",
        "Pub. L. 117-58",
        "aged 15 to 34",
        "16-year-olds",
        "three years",
        "a five-year plan",
        "24 hours",
        "9:30 a.m.",
        "14 July 2021",
        "in 2020",
        "FY2024-25",
        "no one",
        "one of the sites",
        "one another",
        "two-way trade",
        "creation1」 of",
        "growth[3].",
        "\n1. Overview",
        "\n[2] Outlook",
        "(1) first (2) second",
        "dozens of firms",
        "several thousand",
    ],
)
def test_names_dates_and_marks_are_no_quantities(text: str) -> None:
    assert scan_quantities(text) == []


def test_a_bracketed_amount_in_another_currency_is_the_same_money() -> None:
    first, second = scan_quantities("It costs KRW 2 trillion (about US$1.5 billion).")
    assert (first.equivalent_of, second.equivalent_of, second.unit) == (None, first.start, "USD")


def test_an_amount_for_each_says_for_what() -> None:
    assert only("$1,200 per household").per == "per household"
    assert only("KRW 300,000 a month").per == "a month"
    assert only("1인당 30만원", "ko").per == "1인당"


def test_wrong_grouping_is_read_and_marked() -> None:
    found = only("of the 12,7000 companies")
    assert (found.value, found.malformed) == (Decimal(127000), True)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("58조 2천억원", "58200000000000", "KRW"),
        ("2경 4,561조 원", "24561000000000000", "KRW"),
        ("3,701억 원", "370100000000", "KRW"),
        ("8천5백억원", "850000000000", "KRW"),
        ("1,234억 5,678만 원", "123456780000", "KRW"),
        ("5천만원", "50000000", "KRW"),
        ("58.2조 투자", "58200000000000", "KRW"),
        ("15억 달러", "1500000000", "USD"),
        ("90만 3천개", "903000", "개"),
        ("2만8천호", "28000", "호"),
        ("61만5063명", "615063", "명"),
        ("천만 명", "10000000", "명"),
        ("39개 부처", "39", "개"),
        ("17개 시도", "17", "개"),
        ("데이터 1,300종", "1300", "종"),
        ("세계 5위", "5", "rank"),
        ("2.9배", "2.9", "times"),
        ("세 배", "3", "times"),
        ("두 가지", "2", "가지"),
        ("14.3%", "14.3", "percent"),
        ("0.5%포인트", "0.5", "percentage_point"),
        ("14.3%p", "14.3", "percentage_point"),
        ("△3.2%", "-3.2", "percent"),
        ("36,000㎢", "36000", "km2"),
        ("3만 톤", "30000", "톤"),
    ],
)
def test_korean_writing_is_read(text: str, value: str, unit: str) -> None:
    found = only(text, "ko")
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("약 170개", Bound.APPROXIMATELY),
        ("170여 개", Bound.AT_LEAST),
        ("9만여 명", Bound.AT_LEAST),
        ("500명 이상", Bound.AT_LEAST),
        ("2천억원을 넘는", Bound.AT_LEAST),
        ("최대 5배", Bound.AT_MOST),
        ("50% 미만", Bound.AT_MOST),
        ("100명 내외", Bound.APPROXIMATELY),
        ("1조원대", Bound.APPROXIMATELY),
        ("10위권", Bound.AT_MOST),
    ],
)
def test_korean_bounds_are_read(text: str, bound: Bound) -> None:
    assert only(text, "ko").bound is bound


@pytest.mark.parametrize(
    "text",
    [
        "제17차 회의",
        "4차 산업혁명",
        "5G 국가망",
        "3단계",
        "디지털 뉴딜 2.0",
        "20~30대 청년",
        "만 19~34세",
        "1인 가구",
        "5년간",
        "3개월간",
        "’26.8.15.",
        "21.7월",
        "2020~2025",
        "수십억 원",
        "(단위: 백만원)",
        "문의 044-202-6123",
        "제3조",
        "10시 30분",
    ],
)
def test_korean_names_times_and_ages_are_no_quantities(text: str) -> None:
    assert scan_quantities(text, "ko") == []


def test_korean_ranges_and_changes() -> None:
    found = only("10~15만 명", "ko")
    assert (found.value, found.value_max) == (Decimal(100000), Decimal(150000))
    assert read("220 → 991개", "ko") == [("220", "개"), ("991", "개")]


def test_offsets_are_those_of_the_original_text() -> None:
    text = "총\u200b １２\u00a0조원"
    found = only(text, "ko")
    assert found.surface == text[found.start : found.end] == "１２\u00a0조원"
    assert found.value == Decimal(12) * 10**12


_WHOLE = st.integers(min_value=2, max_value=9999).filter(lambda n: not 1900 <= n <= 2100)
_ENGLISH_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "lakh crore": 10**12,
}
_KOREAN_SCALES = {"만": 10**4, "억": 10**8, "조": 10**12}


@settings(max_examples=1000, deadline=None)
@given(
    value=st.decimals(min_value=Decimal("0.01"), max_value=9999, places=2),
    scale=st.sampled_from(sorted(_ENGLISH_SCALES)),
    before=st.booleans(),
)
def test_any_english_amount_is_read_back(value: Decimal, scale: str, before: bool) -> None:
    written = f"{value.normalize():,f}"
    text = (
        f"The plan gives KRW {written} {scale} to schools."
        if before
        else f"The plan gives {written} {scale} won to schools."
    )
    found = only(text)
    assert (found.value, found.unit) == (value * _ENGLISH_SCALES[scale], "KRW")


@settings(max_examples=800, deadline=None)
@given(
    parts=st.lists(_WHOLE, min_size=1, max_size=3), spaced=st.booleans(), commas=st.booleans(), first=st.integers(0, 2)
)
def test_any_korean_amount_is_read_back(parts: list[int], spaced: bool, commas: bool, first: int) -> None:
    scales = ["조", "억", "만"][first : first + len(parts)]
    pairs = list(zip(parts, scales, strict=False))
    text = (" " if spaced else "").join((f"{n:,}" if commas else str(n)) + scale for n, scale in pairs)
    found = only(f"정부는 {text} 원을 투입한다.", "ko")
    assert (found.value, found.unit) == (Decimal(sum(n * _KOREAN_SCALES[scale] for n, scale in pairs)), "KRW")


@settings(max_examples=500, deadline=None)
@given(st.integers(min_value=10, max_value=10**11).filter(lambda n: not 1900 <= n <= 2100))
def test_any_count_is_read_back_in_western_and_indian_grouping(count: int) -> None:
    assert only(f"It reached {count:,} households.").value == count
    head, tail = divmod(count, 1000)
    groups: list[str] = []
    while head:
        head, pair = divmod(head, 100)
        groups.insert(0, f"{pair:02d}" if head else str(pair))
    indian = ",".join([*groups, f"{tail:03d}"]) if groups else str(count)
    assert only(f"It reached {indian} households.").value == count


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet="0123456789,.-~→ %$₩조억만천개명위배()a\nTtho년월’", max_size=60), st.sampled_from(["en", "ko"])
)
def test_mentions_stand_where_they_say_and_never_overlap(text: str, language: str) -> None:
    end = 0
    for found in scan_quantities(text, language):
        assert found.surface == text[found.start : found.end] != ""
        assert end <= found.start
        assert found.bound_start <= found.start
        end = found.end


@pytest.mark.parametrize("piece", ["1,", "9", "1 ", "two and ", "1조 ", "५", "$", "1~", "5 to ", "a1"])
def test_hostile_runs_are_read_to_their_end(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert all(found.end <= len(text) for found in scan_quantities(text))


def test_a_range_may_leave_its_thousands_to_the_second_number() -> None:
    found = only("another 10-15,000km of cable")
    assert (found.value, found.value_max) == (Decimal(10000), Decimal(15000))
    assert read("10-15 km, 9,000 km") == [("10", "km"), ("9000", "km")]


def test_a_part_has_the_unit_of_the_whole_behind_it() -> None:
    assert read("an initial 5,000 of the planned 100,000 kilometres") == [
        ("5000", "kilometre"),
        ("100000", "kilometre"),
    ]
    assert read("5,000 of the towns, 100,000 kilometres") == [("5000", ""), ("100000", "kilometre")]


def test_lower_and_upper_amounts_up_to_which_each_may_go_are_one_range() -> None:
    found = only("€2m up to €5m per project")
    assert (found.value, found.value_max, found.unit) == (Decimal(2_000_000), Decimal(5_000_000), "EUR")
