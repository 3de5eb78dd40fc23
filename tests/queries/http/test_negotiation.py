"""The Accept header decides on the format, by weight, then by how closely it names it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.queries.http.negotiation import choose, takes_gzip
from policygraph.queries.http.protocol import Refused

OFFERED = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", OFFERED[0]),
        ("*/*", OFFERED[0]),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.4, application/xml;q=0.5", "application/sparql-results+xml"),
        ("*/*;q=0.9, text/csv;q=0.1", OFFERED[0]),
        ("application/json", OFFERED[0]),
        ("image/png, text/csv;q=0.001", "text/csv"),
        (", ,text/csv", "text/csv"),
        ("application/*;q=0, */*", "text/csv"),
    ],
)
def test_the_best_liked_format_is_chosen(accept: str, chosen: str) -> None:
    assert choose(accept, OFFERED) == chosen


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "*/*;q=0", "text/csv;q=many", "text/csv;q=7"])
def test_where_nothing_fits_the_answer_is_406_with_what_is_offered(accept: str) -> None:
    with pytest.raises(Refused, match="text/csv") as refused:
        choose(accept, OFFERED)
    assert refused.value.status == 406


@given(st.text())
def test_no_header_is_too_odd_to_be_read(header: str) -> None:
    with contextlib.suppress(Refused):
        assert choose(header, OFFERED) in OFFERED
    takes_gzip(header)
