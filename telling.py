"""What the commands say about readings and loads, as lines for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .graph.checking import Finding as Fault
from .graph.checking import Severity
from .graph.claim import QuantityClaim, Reading, RelationClaim
from .loaders.ingest import DocumentReport
from .queries.table import Column, Table
from .reading.audit import Comparison, Finding


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> count(1, "entity", "entities"), count(2, "claim"), count(1200, "claim")
    ('1 entity', '2 claims', '1,200 claims')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


_FEW = 4
"""as many warnings of one kind are told one by one"""


def lines_of_check(faults: Sequence[Fault], language: str, everything: bool) -> Iterator[str]:
    """What is wrong, a line each; many warnings of one kind become one line unless everything is wanted.

    >>> many = [Fault(Severity.WARNING, "No date.", "날짜가 없습니다.", "urn:x", name) for name in "ABCDEFG"]
    >>> print(*lines_of_check(many, "en", False), sep="\\n")
    warning: No date. 7 times: A, B, C, D … (--all lists them)
    >>> len(list(lines_of_check(many, "en", True)))
    7
    """
    alike: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        alike[fault.message if fault.severity is Severity.WARNING else ""].append(fault)
    for message, group in alike.items():
        if everything or not message or len(group) <= _FEW:
            yield from (fault.told(language) for fault in group)
            continue
        names = ", ".join(list(dict.fromkeys(fault.name or fault.node for fault in group))[:_FEW])
        if language == "ko":
            yield f"경고: {group[0].message_ko} {len(group):,}건: {names} … (--all로 모두 보기)"
        else:
            yield f"warning: {message} {len(group):,} times: {names} … (--all lists them)"


def side_by_side(title: str, tables: Sequence[Table]) -> Table:
    """Tables of different columns as one, each row led by its table's title; missing cells are empty."""
    columns: dict[str, Column] = {}
    for table in tables:
        for column in table.columns:
            columns.setdefault(column.name, column)
    rows = tuple((table.title, *(row.get(name) for name in columns)) for table in tables for row in table.dicts())
    return Table(title, (Column("part"), *columns.values()), rows)


def loaded_line(report: DocumentReport) -> str:
    """What a load did with one document."""
    return f"{report.id}: {report.status}, " + _summary(report.claims, report.entities, report.silent, report.unclaimed)


def _summary(claims: int, entities: int, silent: int, unclaimed: int) -> str:
    return ", ".join(
        (
            count(claims, "claim"),
            count(entities, "entity", "entities"),
            count(silent, "sentence") + " that gave none",
            count(unclaimed, "numeral") + " not claimed",
        )
    )


def lines_of_inventory(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """The quantities and times of a document, a line each: the place, the words, what they were read as.

    >>> row = {"value": 4, "unit": "year", "bound": "about", "surface": "4 years", "surface_start": 7, "claimed": False}
    >>> print(*lines_of_inventory([row]))
         7  4 years  =  about 4 year  (not claimed)
    """
    for row in rows:
        place, words = row["surface_start"], " ".join(str(row["surface"]).split())
        if "value" in row:
            bound = "" if row["bound"] == "exactly" else f"{row['bound']} "
            top = f" to {row['value_max']}" if "value_max" in row else ""
            told = f"{bound}{row['value']}{top} {row['unit']}" + ("" if row["claimed"] else "  (not claimed)")
        else:
            dates = [f"{key} {row[key]}" for key in ("asof", "start", "end") if key in row]
            told = ", ".join(dates) or "a time that nothing places"
        yield f"{place:>6}  {words}  =  {told}"


def lines_of(reading: Reading) -> Iterator[str]:
    """Everything that was read, sentence by sentence, then the numerals that no claim holds, each with its reason."""
    source = reading.source
    names = {entity.iri: entity.name for entity in reading.entities}
    yield f"{source.id}: {source.title}" if source.title else source.id
    yield "  " + _summary(len(reading.claims), len(reading.entities), len(reading.silent), len(reading.unclaimed))
    said: dict[tuple[int, int], list[str]] = defaultdict(list)
    for claim in reading.claims:
        place = claim.evidence[0]
        said[place.start, place.end].append(
            _claim(claim, names) if isinstance(claim, QuantityClaim | RelationClaim) else ""
        )
    for silent in reading.silent:
        said.setdefault((silent.start, silent.end), [])
    for (start, end), claims in sorted(said.items()):
        yield ""
        yield f"[{start}-{end}] " + " ".join(source.text[start:end].split())
        yield from (f"    {claim}" for claim in claims or ["– no claim"])
    if reading.unclaimed:
        yield ""
        yield "Numerals not claimed"
        yield from (f"    {numeral.surface} [{numeral.start}] {numeral.reason}" for numeral in reading.unclaimed)
    yield ""


def lines_of_audit(finding: Finding, language: str = "en") -> Iterator[str]:
    """What the audit found, and below it the sentences with their places."""
    yield finding.told(language)
    for place in finding.citations:
        yield f"    [{place.start}-{place.end}] " + " ".join(place.quote.split())


def lines_of_comparison(comparison: Comparison, language: str = "en") -> Iterator[str]:
    """What an original and its translation say differently, and below it the sentences with their places."""
    for difference in comparison.differences:
        yield difference.told(language)
        for doc, place in zip(_pair_of_ids(comparison), (difference.original, difference.translation), strict=True):
            if place is not None:
                yield f"    {doc} [{place.start}-{place.end}] " + " ".join(place.quote.split())


def record_of_comparison(comparison: Comparison) -> dict[str, object]:
    """The same as a plain record; offsets are Python string indices over either document's text."""
    return {
        "original": comparison.original,
        "translation": comparison.translation,
        "in_both": comparison.paired,
        "differences": [
            {
                "kind": each.kind.value,
                "message": each.message,
                "message_ko": each.message_ko,
                "sentences": [
                    {"doc": doc, "start": place.start, "end": place.end, "quote": place.quote}
                    for doc, place in zip(_pair_of_ids(comparison), (each.original, each.translation), strict=True)
                    if place is not None
                ],
                "claims": list(each.claims),
            }
            for each in comparison.differences
        ],
    }


def _pair_of_ids(comparison: Comparison) -> tuple[str, str]:
    return comparison.original, comparison.translation


def record_of(finding: Finding) -> dict[str, object]:
    """The same as a plain record; offsets are Python string indices over the document's text."""
    return {
        "kind": finding.kind.value,
        "verdict": finding.verdict.value,
        "message": finding.message,
        "message_ko": finding.message_ko,
        "said": finding.said,
        "recomputed": finding.recomputed,
        "sentences": [{"start": c.start, "end": c.end, "quote": c.quote} for c in finding.citations],
        "claims": list(finding.claims),
    }


def _claim(claim: QuantityClaim | RelationClaim, names: dict[str, str]) -> str:
    subject = names.get(claim.subject) or _last(claim.subject)
    if isinstance(claim, RelationClaim):
        parts = [subject, claim.predicate.rpartition(":")[2], names.get(claim.object) or _last(claim.object)]
        return f"{' · '.join(parts)}  ({claim.rule} {claim.confidence:.2f})"
    quantity = claim.quantity
    value = f"{quantity.value:,f}" + (f" to {quantity.value_max:,f}" if quantity.value_max is not None else "")
    parts = [
        str(claim.kind),
        subject,
        claim.metric.label,
        f"“{quantity.surface}” = {value} {quantity.unit}",
        "" if quantity.bound == "exactly" else str(quantity.bound),
        str(claim.modality),
        claim.time.text if claim.time else "",
        str(claim.scope or ""),
        str(claim.stage or ""),
    ]
    return f"{' · '.join(part for part in parts if part)}  ({claim.rule} {claim.confidence:.2f})"


def _last(iri: str) -> str:
    return iri.rpartition("/")[2].replace("-", " ")
