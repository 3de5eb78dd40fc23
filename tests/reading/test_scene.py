"""Many amounts in one sentence are placed in its parse, each at its own token, without looking at every token anew."""

from __future__ import annotations

import time

from policygraph.graph.citation import Source
from policygraph.reading.claims import read_claims


def test_a_sentence_full_of_amounts_takes_no_time() -> None:
    read_claims(Source("a", "The port gets 5 million won.", language="en"))  # the parser is loaded
    begun = time.monotonic()
    reading = read_claims(Source("a", "5% " * 2_600, language="en"))
    assert time.monotonic() - begun < 15
    assert len(reading.unclaimed) == 2_600
