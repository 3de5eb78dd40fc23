"""Turns what a language pack found into claims about things with IRIs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..graph.citation import Citation, cite
from ..graph.claim import CLASS, FAMILY, Claim, EntityType, Metric, QuantityClaim, RelationClaim
from ..graph.naming import Naming
from ..graph.triples import body_named
from ..ontology.relations import fits, relations
from .document import Block, Document, Sentence
from .figures import Figure, Found, Link, Reference
from .languages import is_naming, phrase_type
from .registry import Registry


class Builder:
    """The claims and entities of one document while they are being made."""

    def __init__(self, document: Document, naming: Naming, found: Found) -> None:
        self.document = document
        self.naming = naming
        self.found = found
        self.language = document.source.language or "en"
        self.registry = Registry(naming, self.language, document.source.country)
        self.doubtful: list[Figure] = []
        """figures that are not sure enough to be claims"""
        for mention in found.names:
            self.registry.enter(mention, self._sentence_at(mention.start, mention.end))

    def claims(self, least: float) -> list[Claim]:
        """The claims that are sure enough: quantities in the order of the text, then relations."""
        figures: list[Figure] = []
        for figure in sorted(self.found.figures, key=lambda f: f.quantity.start):
            sure = figure.subject is not None and figure.confidence >= least
            (figures if sure else self.doubtful).append(figure)
        links = [link for link in self.found.links if link.confidence >= least]
        for link in links:  # their ends have types; a figure about the same words is about the typed thing
            self.thing(link.subject)
            self.thing(link.object)
        return [*self._quantity_claims(figures), *self._relation_claims(links)]

    def further_claims(self, figures: Iterable[Figure], links: Iterable[Link], earlier: Iterable[Claim]) -> list[Claim]:
        """The claims of figures and links found afterwards; what earlier claims say already is not said again."""
        said: set[tuple[object, ...]] = set()
        for claim in earlier:
            if isinstance(claim, QuantityClaim):
                said.add(_fact(claim))
            elif isinstance(claim, RelationClaim):
                said |= {(claim.subject, claim.predicate, claim.object), (claim.object, claim.predicate, claim.subject)}
        figured = [claim for claim in self._quantity_claims(figures) if _fact(claim) not in said]
        related = self._relation_claims(links)
        return [*figured, *(r for r in related if (r.subject, r.predicate, r.object) not in said)]

    def _quantity_claims(self, figures: Iterable[Figure]) -> list[QuantityClaim]:
        """One claim for each fact: where the document says it again, the claim gets a further citation."""
        claims: dict[tuple[object, ...], QuantityClaim] = {}
        facts: dict[int, tuple[object, ...]] = {}
        firsts: list[Figure] = []
        for figure in figures:
            start = figure.quantity.start
            if start in facts:
                continue
            claim = self._quantity_claim(figure)
            fact = _fact(claim)
            earlier = claims.get(fact)
            if earlier is not None and earlier.evidence[0] != claim.evidence[0]:
                evidence, repeats = (*earlier.evidence, *claim.evidence), (*earlier.repeats, claim.quantity)
                claims[fact] = replace(earlier, evidence=evidence, repeats=repeats)
            else:
                fact = fact if earlier is None else (*fact, start)
                claims[fact] = claim
                firsts.append(figure)
            facts[start] = fact
        for figure in firsts:
            fact = facts[figure.quantity.start]
            base = claims[facts[figure.baseline]].iri if figure.baseline in facts else None
            whole = claims[facts[figure.part_of]].iri if figure.part_of in facts else None
            own = claims[fact].iri
            claims[fact] = replace(
                claims[fact],
                baseline=base if base != own else None,
                component_of=whole if whole != own else None,
            )
        return list(claims.values())

    def _quantity_claim(self, figure: Figure) -> QuantityClaim:
        assert figure.subject is not None
        quantity, doc = figure.quantity, self.document.source.id
        metric = self.naming.metric(figure.metric)
        return QuantityClaim(
            iri=self.naming.quantity_claim(doc, quantity.start, quantity.end, figure.kind.value),
            subject=self._counted(self.thing(figure.subject)),
            modality=figure.modality,
            evidence=(cite(self.document.text, figure.sentence.start, figure.sentence.end),),
            rule=figure.rule,
            confidence=round(figure.confidence, 3),
            agent=self._agent(figure.agent),
            time=figure.time,
            kind=figure.kind,
            metric=Metric(metric, figure.metric, self.language, None, figure.lower_is_better),
            quantity=quantity,
            statistic=figure.statistic,
            scope=figure.scope,
            stage=figure.stage,
        )

    def _relation_claims(self, links: Iterable[Link]) -> list[RelationClaim]:
        """One claim for each relation that fits its two ends; said both ways round, the first stands."""
        out: dict[tuple[str, str, str], RelationClaim] = {}
        for link in links:
            subject, obj = self.thing(link.subject), self.thing(link.object)
            key = (subject, link.predicate, obj)
            if subject == obj or (obj, link.predicate, subject) in out or not self._fits(*key):
                continue
            claim = self._relation_claim(link, self._spoken_of(subject), self._spoken_of(obj))
            earlier = out.setdefault(key, claim)
            if claim.evidence[0] not in earlier.evidence:
                evidence, sure = (*earlier.evidence, *claim.evidence), max(earlier.confidence, claim.confidence)
                out[key] = replace(earlier, evidence=evidence, confidence=sure)
        return list(out.values())

    def _fits(self, subject: str, predicate: str, obj: str) -> bool:
        ends = (CLASS[self.registry.type_of(subject)], CLASS[self.registry.type_of(obj)])
        return predicate in relations() and fits(predicate, *ends)

    def _relation_claim(self, link: Link, subject: str, obj: str) -> RelationClaim:
        evidence = cite(self.document.text, link.sentence.start, link.sentence.end)
        place = (self.document.source.id, evidence.start, evidence.end)
        return RelationClaim(
            iri=self.naming.relation_claim(*place, link.predicate, subject, obj),
            subject=subject,
            modality=link.modality,
            evidence=(evidence,),
            rule=link.rule,
            confidence=round(link.confidence, 3),
            agent=self._agent(None),
            predicate=link.predicate,
            object=obj,
        )

    def thing(self, reference: Reference) -> str:
        """The IRI of what a reference names or describes, entered if it is new."""
        citation = self._sentence_at(reference.start, reference.end)
        if reference.name is not None:
            return self.registry.enter(replace(reference.name, weak=True), citation)
        kind = phrase_type(reference.words, self.document.source.language) or EntityType.CONCEPT
        return self.registry.enter_phrase(reference.words, kind, citation)

    def _counted(self, iri: str) -> str:
        """The same IRI, noted as a thing that a figure is about."""
        self.registry.count(iri)
        if is_naming(self.registry.name_of(iri), self.language):
            self.registry.speak_of(iri)
        return iri

    def _spoken_of(self, iri: str) -> str:
        """The same IRI, noted as a thing of which something is said."""
        self.registry.speak_of(iri)
        return iri

    def _agent(self, reference: Reference | None) -> str | None:
        """Who says it: the body that the sentence names, else the publisher, else nobody."""
        if reference is not None:
            iri = self.thing(reference)
            if FAMILY[self.registry.type_of(iri)] == "body":
                return self._spoken_of(iri)
        publisher = self.document.source.publisher
        if not publisher:
            return None
        return self.registry.find_body(publisher) or body_named(publisher, self.document.source, self.naming)

    def _sentence_at(self, start: int, end: int) -> Citation:
        """The sentence around a place, or its block or line where no sentence is (copyright lines)."""
        text = self.document.text
        stretches: tuple[Sentence | Block, ...] = (*self.document.sentences, *self.document.blocks)
        for stretch in stretches:
            if stretch.start <= start < stretch.end:
                return cite(text, stretch.start, max(end, stretch.end))
        line_end = text.find("\n", max(end, start))
        return cite(text, text.rfind("\n", 0, start) + 1, line_end if line_end >= 0 else len(text))


def _fact(claim: QuantityClaim) -> tuple[object, ...]:
    """What two claims share when they say the same."""
    time = claim.time and (claim.time.start, claim.time.end)
    quantity = claim.quantity
    return claim.subject, claim.metric.iri, quantity.value, quantity.unit, claim.modality, claim.scope, time
