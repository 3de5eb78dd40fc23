"""All claims as one flat table, each row with its quote and its place: for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from .naming import NS

if TYPE_CHECKING:
    from .store import Store, Term

_PREFIXES = f"""
PREFIX pg: <{NS}> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX dcterms: <http://purl.org/dc/terms/>
"""
_CLAIMS = f"{_PREFIXES} SELECT ?claim ?p ?o {{ VALUES ?t {{ pg:QuantityClaim pg:RelationClaim }} ?claim a ?t ; ?p ?o }}"
_LABELS = f"{_PREFIXES} SELECT ?thing ?label {{ ?thing skos:prefLabel|rdfs:label|dcterms:title ?label }}"
_PASSAGES = f"""{_PREFIXES}
SELECT ?passage ?doc ?start ?end ?quote ?section {{
  ?passage oa:hasSource ?doc ; oa:hasSelector ?position , ?words . ?position oa:start ?start ; oa:end ?end .
  ?words oa:exact ?quote OPTIONAL {{ ?passage pg:section ?section }} }}"""
_DOCUMENTS = f"""{_PREFIXES}
SELECT ?doc ?identifier ?issued ?source ?licence {{
  ?doc a pg:Document OPTIONAL {{ ?doc dcterms:identifier ?identifier }} OPTIONAL {{ ?doc pg:issuedText ?issued }}
  OPTIONAL {{ ?doc dcterms:source ?source }} OPTIONAL {{ ?doc dcterms:license ?licence }} }}"""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim in words; a cell is empty where the document does not say."""

    kind: str
    subject: str
    metric: str
    value: str
    value_max: str
    unit: str
    value_text: str
    bound: str
    statistic: str
    modality: str
    scope: str
    stage: str
    deadline: str
    as_of: str
    period_start: str
    period_end: str
    precision: str
    time_text: str
    relation: str
    object: str
    population: str
    area: str
    agent: str
    confidence: str
    rule: str
    quote: str
    document: str
    start: str
    end: str
    section: str
    title: str
    issued: str
    source: str
    licence: str
    further_evidence: str
    subject_iri: str
    object_iri: str
    claim: str


COLUMNS = tuple(field.name for field in fields(ClaimRow))
"""Headings of the table."""


def claim_rows(store: Store) -> list[ClaimRow]:
    """Every claim of the store, in the order of documents and places.

    Names are English where there is an English one, values are plain decimals, times ISO 8601 with the precision
    beside them. The first evidence is spelt out, further ones stand as ``DOC:START-END``.
    """
    claims: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(_CLAIMS).dicts():
        claims[_plain(row["claim"])][_local(row["p"])].append(row["o"])
    names = _names(store)
    passages = {_plain(row["passage"]): row for row in store.select(_PASSAGES).dicts()}
    documents = {_plain(row["doc"]): row for row in store.select(_DOCUMENTS).dicts()}
    return [
        row
        for _, row in sorted((_row(iri, facts, names, passages, documents) for iri, facts in claims.items()), key=_key)
    ]


def write_csv(rows: list[ClaimRow]) -> bytes:
    """The table as CSV (RFC 4180, UTF-8 with byte order mark, so that spreadsheets show Korean).

    A text that a spreadsheet would run as a formula gets a leading apostrophe; numbers stay numbers.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([disarm(getattr(row, column)) for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def disarm(cell: str) -> str:
    """The cell as no spreadsheet will run it.

    >>> disarm("=HYPERLINK(1)"), disarm("- first year"), disarm("-1.5"), disarm("58.2 trillion won")
    ("'=HYPERLINK(1)", "'- first year", '-1.5', '58.2 trillion won')
    """
    if re.fullmatch(r"-?\d+(\.\d+)?", cell):
        return cell
    return f"'{cell}" if re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", cell) else cell


def _key(placed: tuple[tuple[str, int, str], ClaimRow]) -> tuple[str, int, str]:
    return placed[0]


def _row(
    iri: str,
    facts: dict[str, list[Term]],
    names: dict[str, str],
    passages: dict[str, dict[str, Term]],
    documents: dict[str, dict[str, Term]],
) -> tuple[tuple[str, int, str], ClaimRow]:
    def one(prop: str) -> str:
        return min((_plain(term) for term in facts.get(prop, ())), default="")

    def local(prop: str) -> str:
        return re.split(r"[#/]", one(prop))[-1]

    def name(prop: str) -> str:
        return names.get(one(prop)) or local(prop)

    def number(prop: str) -> str:
        return plain_number(one(prop))

    places = sorted(_places(facts, passages, documents))
    quote, document, start, end, section, doc = "", "", "", "", "", ""
    if places:
        document, first, _, passage = places[0]
        found = passages[passage]
        quote, start, end = _plain(found["quote"]), str(first), _plain(found["end"])
        section, doc = _plain(found.get("section")), _plain(found["doc"])
    about = documents.get(doc, {})
    row = ClaimRow(
        kind=local("claimKind").removesuffix("Figure") or "relation",
        subject=name("about"),
        metric=name("metric"),
        value=number("value"),
        value_max=number("valueMax"),
        unit=local("unit"),
        value_text=one("valueText"),
        bound=local("bound"),
        statistic=local("statistic"),
        modality=local("modality"),
        scope=local("fundingScope"),
        stage=local("moneyStage"),
        deadline=one("deadline"),
        as_of=one("asOf"),
        period_start=one("periodStart"),
        period_end=one("periodEnd"),
        precision=local("precision"),
        time_text=one("timeText"),
        relation=local("predicate"),
        object=name("object"),
        population=name("population"),
        area=name("inArea"),
        agent=name("assertedBy"),
        confidence=number("confidence"),
        rule=one("rule"),
        quote=quote,
        document=document,
        start=start,
        end=end,
        section=section,
        title=names.get(doc, ""),
        issued=_plain(about.get("issued")),
        source=_plain(about.get("source")),
        licence=_plain(about.get("licence")),
        further_evidence="; ".join(f"{where}:{begin}-{stop}" for where, begin, stop, _ in places[1:]),
        subject_iri=one("about"),
        object_iri=one("object"),
        claim=iri,
    )
    return (document, int(start or -1), iri), row


def _places(
    facts: dict[str, list[Term]], passages: dict[str, dict[str, Term]], documents: dict[str, dict[str, Term]]
) -> Iterator[tuple[str, int, int, str]]:
    for term in facts.get("evidence", ()):
        found = passages.get(_plain(term))
        if found:
            doc = _plain(found["doc"])
            identifier = _plain(documents.get(doc, {}).get("identifier")) or doc
            yield identifier, int(_plain(found["start"])), int(_plain(found["end"])), _plain(term)


def _names(store: Store) -> dict[str, str]:
    """The English name of everything that has one, else any; among several the first in alphabetical order."""
    best: dict[str, tuple[bool, str]] = {}
    for row in store.select(_LABELS).dicts():
        thing, label = _plain(row["thing"]), row["label"]
        if isinstance(label, Literal):
            candidate = (label.language not in ("en", None), label.value)
            best[thing] = min(best.get(thing, candidate), candidate)
    return {thing: label for thing, (_, label) in best.items()}


def plain_number(text: str) -> str:
    """A decimal without exponent and without empty decimals.

    >>> plain_number("58200000000000.0"), plain_number("14.30"), plain_number("")
    ('58200000000000', '14.3', '')
    """
    if not text:
        return ""
    number = f"{Decimal(text):f}"
    return number.rstrip("0").rstrip(".") if "." in number else number


def _plain(term: object) -> str:
    return str(getattr(term, "value", ""))


def _local(term: object) -> str:
    return re.split(r"[#/]", _plain(term))[-1]
