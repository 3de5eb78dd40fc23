"""What may leave the house."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.graph.rights import allows_whole_text, contacts, mask


@pytest.mark.parametrize(
    "licence",
    [
        "CC-BY-4.0",
        "CC BY 4.0",
        "CC BY 2.0 KR",
        "CC-BY-SA-4.0",
        "CC0",
        "CC0-1.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "http://creativecommons.org/publicdomain/zero/1.0/",
        "KOGL Type 1",
        "KOGL-1",
        "공공누리 제1유형",
        "public domain",
        "OGL-UK-3.0",
    ],
)
def test_an_open_licence_lets_the_whole_text_out(licence: str) -> None:
    assert allows_whole_text(licence)


@pytest.mark.parametrize(
    "licence",
    [
        "",
        "all rights reserved",
        "CC BY-NC 4.0",
        "CC-BY-ND-4.0",
        "CC-BY-NC-SA-4.0",
        "https://creativecommons.org/licenses/by-nc/4.0/",
        "KOGL Type 2",
        "공공누리 제4유형",
        "not public domain",
        "KOGL Type 14",
    ],
)
def test_any_other_licence_keeps_it_in(licence: str) -> None:
    assert not allows_whole_text(licence)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Contact 044-202-6123 today", "044-202-6123"),
        ("(02) 2110-1234", "(02) 2110-1234"),
        ("☎ 1588-1234", "1588-1234"),
        ("Tel: 02 2110 1234", "02 2110 1234"),
        ("mobile 010-1234-5678.", "010-1234-5678"),
        ("call 01012345678 now", "01012345678"),
        ("call +82 2 2110 1234.", "+82 2 2110 1234"),
        ("call +82-10-1234-5678", "+82-10-1234-5678"),
        ("Phone: +1 (202) 555-0123", "+1 (202) 555-0123"),
        ("write to press.office@msit.go.kr, please", "press.office@msit.go.kr"),
        ("메일은 hong@korea.kr로", "hong@korea.kr"),
        ("전화: 044-202-6123", "044-202-6123"),
    ],
)
def test_contact_details_are_found(text: str, hidden: str) -> None:
    assert [text[start:end] for start, end in contacts(text)] == [hidden]


@pytest.mark.parametrize(
    "text",
    [
        "58.2 trillion won by 2025",
        "from 2020-07-14 to 2021-08-30",
        "2020-2025, 142,000 public data sets, 12,7000",
        "the years 1592-1598 and 1868-1912",
        "grew by +14.3% 2020 2021",
        "rose by +1,234,567,890 won",
        "0.25 percent, 0.125 1000",
        "'20.7.14. and 2021.08.30.",
        "5G, D.N.A. and @handle",
        "the telephone market grew by 12 percent, 2020: 1,000",
        "전화 2020-07-14",
        "telegrams 1234567890",
        "mobile 5 000 000 lines; a smartphone 1234567",
    ],
)
def test_figures_and_dates_are_no_contact_details(text: str) -> None:
    assert contacts(text) == []


@given(st.text(alphabet="0123456789-. ()+@abc☎전화\n", max_size=60))
def test_masking_keeps_every_place(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(new in (old, "*") for old, new in zip(text, masked, strict=True))


@given(st.text(alphabet="0123456789-. ()+@abc", max_size=60))
def test_masking_twice_changes_nothing_more_to_be_read(text: str) -> None:
    assert contacts(mask(mask(text))) == contacts(mask(text))


def test_masking_a_long_run_of_letters_takes_no_time() -> None:
    assert mask("a" * 300_000 + " " + "1" * 300_000).startswith("aaa")
