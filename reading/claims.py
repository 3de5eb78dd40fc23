"""From a document to its claims: the one door into reading.

Pure: the same text and settings give the same reading; no clock, no network, no store.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..graph.citation import Citation, Source, cite
from ..graph.claim import (
    CLASS,
    FAMILY,
    Claim,
    EntityType,
    Metric,
    QuantityClaim,
    Reading,
    RelationClaim,
    UnclaimedNumeral,
)
from ..graph.naming import Naming
from ..ontology.relations import fits, relations
from .document import BlockKind, Document
from .figures import Figure, Found, Reference
from .languages import country_names, discover_names, find_figures, phrase_type
from .names import NameMention, find_known, gazetteer, settle
from .numerals import Reason, reason_for, scan_numerals, scan_other_numerals
from .outline import outline
from .periods import scan_periods
from .quantities import QuantityMention, scan_quantities
from .registry import Registry, key_of
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
    names = [n for n in find_known(source.text, gazetteer(without)) if stands_free(n)]
    for sentence in document.sentences:
        names += discover_names(source.text, sentence.start, sentence.end, source.language)
    names += _publisher_names(document, names)
    names += country_names(document)
    return Scan(document, tuple(q for q in quantities if stands_free(q)), tuple(settle(names)))


def _publisher_names(document: Document, names: Sequence[NameMention]) -> list[NameMention]:
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
) -> Reading:
    """All that one document says: claims with their citations, entities, and what was left over.

    ``body_start`` is where the text proper begins (after front matter); ``without`` names known concepts by IRI that
    shall not be known (to measure what the reader finds by itself).
    """
    naming = naming or Naming()
    scanned = scan(source, body_start, without)
    document = scanned.document
    periods = scan_periods(source.text, source.language or "en", source.reckoned_from)
    tables = find_tables(document)
    rows = [(row.sentence.start, row.sentence.end) for table in tables for row in table.rows]
    prose = [q for q in scanned.quantities if not any(a <= q.start < b for a, b in rows)]
    found = find_figures(document, prose, periods, scanned.names)
    found.figures += table_figures(tables, source.language, source.reckoned_from, scanned.names)
    builder = _Builder(document, naming, found)
    claims = builder.claims(least)
    unclaimed = _unclaimed(document, body_start, claims, builder, scanned.names)
    silent = tuple(cite(source.text, s.start, s.end) for s in document.sentences if not builder.spoke(s.start, s.end))
    return Reading(
        source,
        tuple(builder.registry.entities()),
        tuple(claims),
        tuple(unclaimed),
        silent,
        (*_warnings(source), *found.warnings),
        tuple(_sections(document)),
    )


class _Builder:
    """Turns what was found into claims about things with IRIs."""

    def __init__(self, document: Document, naming: Naming, found: Found) -> None:
        self.document = document
        self.naming = naming
        self.found = found
        self.registry = Registry(naming, document.source.language or "en")
        self.doubtful: set[int] = set()
        self.cited: list[Citation] = []
        for mention in found.names:
            self.registry.enter(mention, self._sentence_at(mention.start, mention.end))

    def claims(self, least: float) -> list[Claim]:
        figures = []
        for figure in sorted(self.found.figures, key=lambda f: f.quantity.start):
            if figure.subject is None or figure.confidence < least:
                self.doubtful.add(figure.quantity.start)
            else:
                figures.append(figure)
        by_start: dict[int, QuantityClaim] = {}
        out: list[Claim] = []
        same: dict[tuple[object, ...], int] = {}
        for figure in figures:
            claim = self._quantity_claim(figure)
            if figure.quantity.start in by_start:
                continue
            token = (
                claim.subject,
                claim.metric.iri,
                claim.quantity.value,
                claim.quantity.unit,
                claim.modality,
                claim.scope,
                claim.time and (claim.time.start, claim.time.end),
            )
            if (
                token in same
                and isinstance(first := out[same[token]], QuantityClaim)
                and first.evidence[0] != claim.evidence[0]
            ):
                merged = replace(
                    first, evidence=(*first.evidence, *claim.evidence), repeats=(*first.repeats, claim.quantity)
                )
                out[same[token]] = merged
                by_start[figure.quantity.start] = merged
                self.cited += claim.evidence
                continue
            same[token] = len(out)
            by_start[figure.quantity.start] = claim
            out.append(claim)
            self.cited += claim.evidence
        place = {c.iri: i for i, c in enumerate(out)}
        for figure in figures:
            claim = by_start[figure.quantity.start]
            if claim.iri not in place or figure.quantity.start != claim.quantity.start:
                continue
            base = by_start.get(figure.baseline) if figure.baseline is not None else None
            whole = by_start.get(figure.part_of) if figure.part_of is not None else None
            current = out[place[claim.iri]]
            assert isinstance(current, QuantityClaim)
            out[place[claim.iri]] = replace(
                current,
                baseline=base.iri if base is not None and base.iri != claim.iri else None,
                component_of=whole.iri if whole is not None and whole.iri != claim.iri else None,
            )
        out += self._relation_claims(least)
        return out

    def _quantity_claim(self, figure: Figure) -> QuantityClaim:
        assert figure.subject is not None
        q = figure.quantity
        evidence = cite(self.document.text, figure.sentence.start, figure.sentence.end)
        label = figure.metric
        return QuantityClaim(
            iri=self.naming.quantity_claim(self.document.source.id, q.start, q.end, figure.kind.value),
            subject=self.thing(figure.subject),
            modality=figure.modality,
            evidence=(evidence,),
            rule=figure.rule,
            confidence=round(figure.confidence, 3),
            agent=self._agent(figure.agent),
            time=figure.time,
            kind=figure.kind,
            metric=Metric(
                self.naming.metric(label), label, self.document.source.language or "en", None, figure.lower_is_better
            ),
            quantity=q,
            statistic=figure.statistic,
            scope=figure.scope,
            stage=figure.stage,
        )

    def _relation_claims(self, least: float) -> list[Claim]:
        out: dict[tuple[str, str, str], RelationClaim] = {}
        for link in self.found.links:
            subject, obj = self.thing(link.subject), self.thing(link.object)
            if link.confidence < least or subject == obj or link.predicate not in relations():
                continue
            if not fits(link.predicate, CLASS[self.registry.type_of(subject)], CLASS[self.registry.type_of(obj)]):
                continue
            evidence = cite(self.document.text, link.sentence.start, link.sentence.end)
            key = (subject, link.predicate, obj)
            if key in out:
                if evidence not in out[key].evidence:
                    out[key] = replace(
                        out[key],
                        evidence=(*out[key].evidence, evidence),
                        confidence=max(out[key].confidence, round(link.confidence, 3)),
                    )
                continue
            if (obj, link.predicate, subject) in out:
                continue
            out[key] = RelationClaim(
                iri=self.naming.relation_claim(
                    self.document.source.id, evidence.start, evidence.end, link.predicate, subject, obj
                ),
                subject=subject,
                modality=link.modality,
                evidence=(evidence,),
                rule=link.rule,
                confidence=round(link.confidence, 3),
                agent=self._agent(None),
                predicate=link.predicate,
                object=obj,
            )
            self.cited.append(evidence)
        return list(out.values())

    def thing(self, reference: Reference) -> str:
        """The IRI of what a reference names or describes."""
        citation = self._sentence_at(reference.start, reference.end)
        if reference.name is not None:
            return self.registry.enter(reference.name, citation)
        kind = phrase_type(reference.words, self.document.source.language) or EntityType.CONCEPT
        return self.registry.enter_phrase(reference.words, kind, citation)

    def _agent(self, reference: Reference | None) -> str | None:
        if reference is not None:
            iri = self.thing(reference)
            if FAMILY[self.registry.type_of(iri)] == "body":
                return iri
        publisher = self.document.source.publisher
        if not publisher:
            return None
        for entity in self.registry.entities():
            if CLASS[entity.type] in ("org:Organization", "pg:Ministry", "pg:PublicBody", "pg:Alliance") and key_of(
                publisher
            ) in {key_of(n) for n in (entity.name, *entity.aliases)}:
                return entity.iri
        return self.naming.entity("body", publisher)

    def _sentence_at(self, start: int, end: int) -> Citation:
        for sentence in self.document.sentences:
            if sentence.start <= start < sentence.end:
                return cite(self.document.text, sentence.start, max(end, sentence.end))
        for block in self.document.blocks:
            if block.start <= start < block.end:
                return cite(self.document.text, block.start, max(end, block.end))
        line_start = self.document.text.rfind("\n", 0, start) + 1
        line_end = self.document.text.find("\n", max(end, start))
        return cite(self.document.text, line_start, line_end if line_end >= 0 else len(self.document.text))

    def spoke(self, start: int, end: int) -> bool:
        """Whether any claim cites a place in this stretch."""
        return any(c.start < end and start < c.end for c in self.cited)


def _unclaimed(
    document: Document, body_start: int, claims: Sequence[Claim], builder: _Builder, names: Iterable[NameMention]
) -> list[UnclaimedNumeral]:
    text, language = document.text, document.source.language or "en"
    quantities = [q for c in claims if isinstance(c, QuantityClaim) for q in (c.quantity, *c.repeats)]
    claimed = [(q.start, q.end) for q in quantities]
    others = scan_other_numerals(text, language)
    spans = [(n.start, n.end) for n in names]
    furniture = [(b.start, b.end) for b in document.blocks if b.kind is BlockKind.FURNITURE]
    out = []
    for start, end in scan_numerals(text):
        if any(a <= start and end <= b for a, b in claimed):
            continue
        out.append(
            UnclaimedNumeral(
                start,
                end,
                text[start:end],
                reason_for(
                    text,
                    start,
                    end,
                    others,
                    spans,
                    furniture=any(a <= start < b for a, b in furniture) or start < body_start,
                    doubtful=any(abs(start - d) <= 3 for d in builder.doubtful),
                    language=language,
                ).value,
            )
        )
    return out


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
