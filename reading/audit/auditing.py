"""The audit of one reading: every check, its findings in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...graph.claim import Reading
from .deadlines import check_deadlines
from .finding import Finding, Verdict
from .growth import check_growth
from .misprints import check_numerals
from .moves import check_moves
from .partitions import check_partitions
from .repeats import check_conflicts, check_headline
from .shares import check_shares
from .sheet import Sheet, lay_out
from .sums import check_sums
from .tables import check_tables

CHECKS: tuple[Callable[[Sheet], Iterator[Finding]], ...] = (
    check_numerals,
    check_sums,
    check_tables,
    check_partitions,
    check_shares,
    check_growth,
    check_moves,
    check_headline,
    check_conflicts,
    check_deadlines,
)


def recompute(reading: Reading) -> tuple[Finding, ...]:
    """All that the document's numbers allow to recompute, also what holds, in the order of the text.

    Pure: the same reading gives the same findings.
    """
    sheet = lay_out(reading)
    found = {finding: None for check in CHECKS for finding in check(sheet)}
    return tuple(sorted(found, key=lambda each: (each.citations[-1].start, each.kind, each.said)))


def audit(reading: Reading) -> tuple[Finding, ...]:
    """What a reader should look into: what does not add up, and what the text leaves open.

    Nothing is repaired; the claims keep what stands in the text.

    >>> from ...graph.citation import Source
    >>> text = "Exports rose by 50% from 10.0 billion won to 12.0 billion won."
    >>> [(each.kind.value, each.recomputed) for each in audit(Reading(Source("a", text, language="en")))]
    [('growth', '12.0 billion won / 10.0 billion won - 1 = 20% (18.9 … 21.1%)')]
    """
    return tuple(finding for finding in recompute(reading) if finding.verdict is not Verdict.HOLDS)
