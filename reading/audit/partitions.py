"""Wholes that a sentence divides into named parts, with the amounts that the document gives for each elsewhere.

The parts are those of one list, so that two ways of dividing a whole are never mixed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...graph.citation import Citation
from ...graph.claim import QuantityClaim, Reading, RelationClaim
from ...graph.values import FundingScope, Modality, Statistic
from .finding import Finding, FindingKind, Verdict
from .rounding import interval, sum_interval
from .sheet import Sheet, Written
from .wording import amount

_UNLIKE = {Modality.COMMITTED, Modality.ACHIEVED}
"""What is promised is no part of what was done."""
_WHOLE_SCOPES = (None, FundingScope.TOTAL)


def check_partitions(sheet: Sheet) -> Iterator[Finding]:
    """Each list of parts of one whole: what their amounts make of the whole's, and how many have none."""
    reading = sheet.reading
    names = _names(reading)
    held: dict[tuple[str, str], list[tuple[QuantityClaim, Written]]] = {}
    for line in sheet.lines:
        for each in line.numbers:
            claim = each.claim
            if claim is None or each.mention.start != claim.quantity.start:
                continue
            if claim.statistic is Statistic.LEVEL and claim.scope in _WHOLE_SCOPES:
                held.setdefault((names.get(claim.subject, claim.subject), claim.quantity.unit), []).append(
                    (claim, each)
                )
    for (whole, citation), parts in _lists(reading).items():
        if len(parts) < 3:
            continue
        for (name, unit), wholes in sorted(held.items()):
            if name != names.get(whole, whole):
                continue
            claim, number = wholes[0]
            members = [_amount_of(held, names.get(part, part), unit, claim) for part in parts]
            known = sorted((each for each in members if each is not None), key=lambda each: each[1].mention.start)
            if known:
                yield from _weigh(claim, number, known, len(parts), citation)


def _names(reading: Reading) -> dict[str, str]:
    """For each thing, one name that its spellings share: without brackets, case and articles."""
    return {
        entity.iri: re.sub(r"\W+", " ", re.sub(r"\([^)]*\)|\b(?:the|of|a)\b", " ", entity.name.lower())).strip()
        for entity in reading.entities
    }


def _lists(reading: Reading) -> dict[tuple[str, Citation], tuple[str, ...]]:
    found: dict[tuple[str, Citation], list[str]] = {}
    for claim in reading.claims:
        if isinstance(claim, RelationClaim) and claim.predicate == "directPartOf" and claim.rule == "list.bulleted":
            found.setdefault((claim.object, claim.evidence[0]), []).append(claim.subject)
    return {key: tuple(dict.fromkeys(parts)) for key, parts in found.items()}


def _amount_of(
    held: dict[tuple[str, str], list[tuple[QuantityClaim, Written]]], name: str, unit: str, whole: QuantityClaim
) -> tuple[QuantityClaim, Written] | None:
    for claim, each in held.get((name, unit), []):
        if claim.metric.iri == whole.metric.iri and not {claim.modality, whole.modality} >= _UNLIKE:
            return claim, each
    return None


def _weigh(
    whole: QuantityClaim,
    number: Written,
    known: list[tuple[QuantityClaim, Written]],
    parts: int,
    citation: Citation,
) -> Iterator[Finding]:
    exact = sum((claim.quantity.value for claim, _ in known), Decimal(0))
    total, limit = sum_interval(tuple(each.mention for _, each in known)), interval(number.mention)
    missing = parts - len(known)
    if missing and total.low <= limit.high:
        verdict = Verdict.OPEN
    else:
        verdict = Verdict.HOLDS if total.meets(limit) else Verdict.FAILS
    made, left = amount(exact, number.mention), amount(abs(number.mention.value - exact), number.mention)
    tail, tail_ko = "", ""
    if verdict is Verdict.OPEN:
        tail = f"; {left[0]} are left for {missing} without a number"
        tail_ko = f". 수치가 없는 {missing}개 부분의 몫은 {left[1]}"
    cited = {(c.start, c.end): c for claim, _ in (*known, (whole, number)) for c in claim.evidence[:1]}
    cited[citation.start, citation.end] = citation
    yield Finding(
        FindingKind.SUM,
        verdict,
        f"{len(known)} of {parts} parts have a number and make {made[0]}, the whole is printed as {number.said}{tail}",
        f"{parts}개 부분 가운데 {len(known)}개의 합은 {made[1]}, 전체는 {number.said}로 적혀 있습니다{tail_ko}",
        f"{number.said}: {', '.join(each.said for _, each in known)}",
        f"{' + '.join(each.said for _, each in known)} = {made[0]}",
        tuple(cited[key] for key in sorted(cited)),
        tuple(dict.fromkeys((whole.iri, *(claim.iri for claim, _ in known)))),
    )
