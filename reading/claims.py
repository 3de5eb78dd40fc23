"""From a document to its claims: the one door into reading.

Pure: the same text and settings give the same reading; no clock, no network, no store.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..graph.citation import Citation, Source, cite
from ..graph.claim import (
    Claim,
    Entity,
    EntityType,
    QuantityClaim,
    Reading,
    UnclaimedNumeral,
)
from ..graph.naming import Naming
from ..graph.values import Quantity
from ..ontology.labels import concepts
from .asking import Asked, ask
from .building import Builder
from .certainty import weigh
from .document import BlockKind, Document
from .languages import country_names, discover_names, find_figures, repeated_names
from .names import NameMention, find_known, gazetteer, settle
from .numerals import Reason, reason_for, scan_numerals, scan_other_numerals
from .outline import outline
from .periods import scan_periods
from .proposing import Proposer
from .quantities import QuantityMention, scan_quantities
from .series import find_series, series_figures
from .tables import find_tables, table_figures

STORED = 0.5
"""Least confidence with which a claim is kept; the rest is listed."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What the scanners found in a document, before anything is understood."""

    document: Document
    quantities: tuple[QuantityMention, ...]
    names: tuple[NameMention, ...]


def scan(source: Source, body_start: int = 0, without: frozenset[str] = frozenset()) -> Scan:
    """The outline of a source with the quantities and names in it (times are scanned where they are used)."""
    document = outline(source, body_start)
    furniture = [(b.start, b.end) for b in document.blocks if b.kind is BlockKind.FURNITURE]

    def stands_free(mention: QuantityMention | NameMention) -> bool:
        return not any(start < mention.end and mention.start < end for start, end in furniture)

    quantities = scan_quantities(source.text, source.language or "en", source.country)
    names = [n for n in find_known(source.text, gazetteer(without)) if stands_free(n) and _at_home(n, source.country)]
    for sentence in document.sentences:
        names += discover_names(source.text, sentence.start, sentence.end, source.language)
    names += _publisher_names(document)
    names += country_names(document)
    first = settle(_without_borrowed_acronyms(source.text, names))
    places = {n.start for n in first}
    everywhere = [n for n in repeated_names(document, first) if n.start in places or stands_free(n)]
    return Scan(document, tuple(q for q in quantities if stands_free(q)), tuple(settle(everywhere)))


_ABROAD = ("EUR-Lex", "public laws of the United States", "general vocabulary")
_NATIONAL = frozenset({EntityType.MINISTRY, EntityType.AGENCY, EntityType.GOVERNMENT, EntityType.LAW})


def _at_home(name: NameMention, country: str) -> bool:
    """Whether a known name of one country may be meant: a ministry of education elsewhere is not Korea's.

    Nearly all ministries, agencies and laws among the known concepts are Korea's; elsewhere only a name that says so
    counts, and what other countries and the Union have made, by the source of its name.
    """
    if country.upper() in ("", "KR") or name.type not in _NATIONAL or "Korea" in name.name:
        return True
    return name.iri is not None and concepts()[name.iri].source.startswith(_ABROAD)


def _without_borrowed_acronyms(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """The names without known acronyms that the text itself defines for something else: "National Reef Fund (NRF)"."""
    known = {n.start for n in names if n.iri is not None}
    own = {a for n in names if n.iri is None and n.start not in known for a in n.aliases if a.isupper()}
    return [n for n in names if n.iri is None or text[n.start : n.end] not in own]


def _publisher_names(document: Document) -> list[NameMention]:
    """The publisher's own name where its text has it, copyright lines included."""
    publisher = document.source.publisher
    if len(publisher) < 3:
        return []
    known = find_known(publisher, gazetteer())
    if known and known[0].end - known[0].start >= len(publisher) - 1:
        return []
    at = document.text.find(publisher)
    return [NameMention(at, at + len(publisher), publisher, EntityType.ORGANISATION)] if at >= 0 else []


def read_claims(
    source: Source,
    naming: Naming | None = None,
    body_start: int = 0,
    *,
    without: frozenset[str] = frozenset(),
    least: float = STORED,
    weighed: bool = True,
    proposer: Proposer | None = None,
) -> Reading:
    """All that one document says: claims with their citations, entities, and what was left over.

    ``body_start`` is where the text proper begins (after front matter); ``without`` names known concepts by IRI that
    shall not be known (to measure what the reader finds by itself). Figures are as sure as their rule says and, if
    ``weighed``, as their own signs tell; what is less sure than ``least`` becomes no claim. A ``proposer`` is asked
    about the numbers that are left; it is never believed (``reading.proposed``), and where it does not answer, the
    reading says so and is what the rules make of the text.
    """
    naming = naming or Naming()
    scanned = scan(source, body_start, without)
    document = scanned.document
    periods = scan_periods(source.text, source.language or "en", source.reckoned_from)
    tables = find_tables(document)
    series = find_series(document)
    rows = [(row.sentence.start, row.sentence.end) for table in tables for row in table.rows]
    rows += [(each.sentence.start, each.sentence.end) for each in series]
    prose = [q for q in scanned.quantities if not any(a <= q.start < b for a, b in rows)]
    found = find_figures(document, prose, periods, scanned.names)
    found.figures += table_figures(tables, source.language, source.reckoned_from, scanned.names)
    found.figures += series_figures(series, source.language, source.reckoned_from, scanned.names)
    builder = Builder(document, naming, found)
    claims = builder.claims(min(least, STORED))
    unsure = [figure.quantity for figure in builder.doubtful]
    if weighed:
        claims, dropped = _weighed(claims, builder.registry.entities(), least)
        unsure += dropped
    asked = Asked() if proposer is None else ask(proposer, document, prose, periods, builder, claims, least)
    claims += asked.claims
    return Reading(
        source,
        tuple(builder.registry.entities()),
        tuple(claims),
        tuple(_unclaimed(scanned, body_start, claims, unsure)),
        tuple(_silent(document, claims)),
        (*_warnings(source), *found.warnings, *asked.warnings),
        tuple(_sections(document)),
        asked.proposer,
        asked.unanswered,
    )


def _weighed(claims: Sequence[Claim], entities: Iterable[Entity], least: float) -> tuple[list[Claim], list[Quantity]]:
    """The claims with how sure they are, those that are sure enough; and the quantities of the others."""
    figures = weigh([c for c in claims if isinstance(c, QuantityClaim)], entities)
    rest = [c for c in claims if not isinstance(c, QuantityClaim) and c.confidence >= least]
    kept = [c for c in figures if c.confidence >= least]
    known = {c.iri for c in kept}

    def standing(iri: str | None) -> str | None:
        return iri if iri in known else None

    whole = [replace(c, baseline=standing(c.baseline), component_of=standing(c.component_of)) for c in kept]
    return [*whole, *rest], [c.quantity for c in figures if c.iri not in known]


def _unclaimed(
    scanned: Scan, body_start: int, claims: Sequence[Claim], unsure: Sequence[Quantity]
) -> list[UnclaimedNumeral]:
    """The numerals that no claim holds, each with the reason why."""
    text, language = scanned.document.text, scanned.document.source.language or "en"
    quantities = [q for c in claims if isinstance(c, QuantityClaim) for q in (c.quantity, *c.repeats)]
    names = [(n.start, n.end) for n in scanned.names]
    others = scan_other_numerals(text, language)
    furniture = [b for b in scanned.document.blocks if b.kind is BlockKind.FURNITURE]
    out: list[UnclaimedNumeral] = []
    for start, end in scan_numerals(text):
        if any(q.start <= start and end <= q.end for q in quantities):
            continue
        reason = reason_for(
            text,
            start,
            end,
            others,
            names,
            furniture=start < body_start or any(b.start <= start < b.end for b in furniture),
            doubtful=any(q.start <= start and end <= q.end for q in unsure),
            language=language,
        )
        out.append(UnclaimedNumeral(start, end, text[start:end], reason.value))
    return out


def _silent(document: Document, claims: Sequence[Claim]) -> list[Citation]:
    """The sentences in which no claim has its evidence."""
    cited = [citation for claim in claims for citation in claim.evidence]
    return [
        cite(document.text, s.start, s.end)
        for s in document.sentences
        if not any(c.start < s.end and s.start < c.end for c in cited)
    ]


def _sections(document: Document) -> Iterable[tuple[int, int, str]]:
    """The headings above each block, as one line."""
    for block in document.blocks:
        path = [document.text[document.blocks[i].start : document.blocks[i].end] for i in block.section]
        if path and block.kind is not BlockKind.FURNITURE:
            yield block.start, block.end, " › ".join(path)


def _warnings(source: Source) -> list[str]:
    out = []
    if not source.issued:
        out.append("no date of issue: relative times stay as written, and the ledger cannot place the document in time")
    if not source.publisher:
        out.append("no publisher: claims that name nobody are asserted by nobody")
    return out


__all__ = ["STORED", "Reason", "Scan", "read_claims", "scan"]
