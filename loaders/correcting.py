"""A person's correction of a claim, held against the sentence and the ontology before it may stand in the graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from pyoxigraph import Literal, NamedNode, Triple

from ..errors import DecisionsInvalid
from ..graph.claim import CLASS, FAMILY, EntityType, Metric
from ..graph.fitting import FOLLOWS, REFUSED, misfit_of_figure, related
from ..graph.judgements import corrected
from ..graph.naming import Naming
from ..graph.statements import link, say
from ..graph.stored import Named, StoredClaim, StoredDocument
from ..graph.triples import FIXED_UNITS, describe_metric, describe_time, label, unit_iri
from ..graph.values import Bound, FundingScope, Kind, Modality, MoneyStage, Statistic
from ..ontology.labels import concepts
from ..ontology.relations import expand, relations
from ..ontology.terms import NS, term
from ..reading.periods import scan_periods
from ..reading.quantities import QuantityMention, scan_quantities
from ..reading.registry import NATIONAL
from ..reading.rereading import Unread, even_out, period_in, places_of, quantity_in, said_in

ON_FIGURES = (
    "subject", "kind", "metric", "value", "unit", "bound", "statistic", "modality", "scope", "stage", "time", "agent",
)  # fmt: skip
ON_RELATIONS = ("subject", "predicate", "object", "modality", "agent")
NONE = "none"
"""Takes a scope, stage, time or agent away."""
_LISTS: dict[str, tuple[str, type[StrEnum]]] = {
    "kind": ("claimKind", Kind),
    "bound": ("bound", Bound),
    "statistic": ("statistic", Statistic),
    "modality": ("modality", Modality),
    "scope": ("fundingScope", FundingScope),
    "stage": ("moneyStage", MoneyStage),
}
_TIMES = ("deadline", "asOf", "periodStart", "periodEnd", "precision", "timeText")


class Corrector:
    """Corrections under one base of IRIs."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming

    def __call__(self, document: StoredDocument, claim: StoredClaim, changes: Mapping[str, str]) -> Sequence[Triple]:
        """The statements of the corrected claim.

        The claim as read is copied with the changes put in. A value or a time must stand in the sentence and is read
        by the same grammar as the document; a thing is one that the document names, or ``TYPE: words`` of the
        sentence. Raises DecisionsInvalid, saying which field does not fit and why.
        """
        allowed = ON_RELATIONS if claim.is_relation else ON_FIGURES
        for name in changes:
            if name not in allowed:
                raise DecisionsInvalid(f"{name}: no field of this claim; it has {', '.join(allowed)}.")
        draft = _Draft(document, claim, self._naming, "unit" in changes)
        for name in allowed:
            if name in changes:
                draft.change(name, changes[name].strip())
        if claim.is_relation:
            draft.check_relation()
        else:
            draft.check_figure(changes)
        return sorted(set(draft.statements()), key=str)


class _Draft:
    """A corrected claim in the making."""

    def __init__(self, document: StoredDocument, claim: StoredClaim, naming: Naming, unit_given: bool) -> None:
        self.unit_given = unit_given
        self.document, self.claim, self.naming = document, claim, naming
        self.iri = corrected(claim.iri)
        skipped = {NS + "rule", NS + "confidence"}
        self.terms = {name: list(values) for name, values in claim.terms.items() if name not in skipped}
        self.around: list[Triple] = []
        self.unit = _unit_of(claim)
        self.things: dict[str, Named] = dict(document.things)

    def statements(self) -> Iterator[Triple]:
        """All that is to be written."""
        for name, values in self.terms.items():
            for value in values:
                yield Triple(NamedNode(self.iri), NamedNode(name), value)
        yield say(self.iri, "pg:rule", "review.corrected")
        yield Triple(
            NamedNode(self.iri),
            NamedNode(NS + "confidence"),
            Literal("1.0", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        )
        yield from self.around

    def change(self, name: str, said: str) -> None:
        """Put one field in."""
        if name in _LISTS:
            self._choose(name, said)
        elif name in ("subject", "object", "agent"):
            self._point(name, said)
        elif name == "predicate":
            if said not in relations():
                raise DecisionsInvalid(
                    f"predicate: {said!r} is no relation; there are {', '.join(sorted(relations()))}."
                )
            self._put("predicate", NamedNode(relations()[said].iri))
        elif name == "metric":
            self._measure(said)
        elif name == "value":
            self._count(said)
        elif name == "unit":
            self._count_in(said)
        elif name == "time":
            self._date(said)

    def check_relation(self) -> None:
        """Raise DecisionsInvalid where the relation does not fit its two ends."""
        iri, subject, object_ = (self._one(name) for name in ("predicate", "about", "object"))
        predicate = next(name for name, relation in relations().items() if relation.iri == iri)
        if subject == object_:
            raise DecisionsInvalid("object: nothing stands in a relation to itself.")
        ends = [self.things[end] for end in (subject, object_) if end in self.things]
        if len(ends) == 2 and not all(end.type for end in ends):
            raise DecisionsInvalid("subject, object: what sort of thing they are is not known; name others.")
        if len(ends) < 2 or not related(predicate, EntityType(ends[0].type), EntityType(ends[1].type)):
            told = " and ".join(f"{_said(end)} ({end.type})" for end in ends)
            raise DecisionsInvalid(f"predicate: {predicate} does not fit {told}.")

    def check_figure(self, changes: Mapping[str, str]) -> None:
        """Raise DecisionsInvalid where kind, modality, unit, scope and stage do not fit each other."""
        kind, modality = Kind(self._code("claimKind").removesuffix("Figure")), Modality(self._code("modality"))
        if "kind" in changes and "modality" not in changes and modality in REFUSED.get(kind, ()):
            modality = FOLLOWS[kind]
            self._put("modality", NamedNode(term(modality.value)))
        scope, stage = self._code("fundingScope"), self._code("moneyStage")
        misfit = misfit_of_figure(
            kind, modality, self.unit, FundingScope(scope) if scope else None, MoneyStage(stage) if stage else None
        )
        if misfit:
            raise DecisionsInvalid(misfit)

    def _choose(self, name: str, said: str) -> None:
        prop, list_ = _LISTS[name]
        if said == NONE and name in ("scope", "stage"):
            self.terms.pop(NS + prop, None)
        elif said not in list(list_):
            raise DecisionsInvalid(f"{name}: {said!r} is none of {', '.join(list_)}.")
        else:
            self._put(prop, NamedNode(term(said + "Figure" if name == "kind" else said)))

    def _point(self, name: str, said: str) -> None:
        prop = {"subject": "about", "agent": "assertedBy"}.get(name, name)
        if name == "agent" and said == NONE:
            self.terms.pop(NS + prop, None)
            return
        thing = self._thing(name, said)
        if name == "agent" and (not thing.type or FAMILY[EntityType(thing.type)] not in ("body", "person")):
            raise DecisionsInvalid(f"agent: {_said(thing)} is a {thing.type or 'thing'}, and says nothing.")
        self._put(prop, NamedNode(thing.iri))

    def _thing(self, name: str, said: str) -> Named:
        """The thing meant: one that the document names, or words of the sentence with a type before them."""
        if said in self.things:
            return self.things[said]
        wanted = even_out(said)
        found = [thing for thing in self.things.values() if wanted in map(even_out, thing.names)]
        if len(found) == 1:
            return found[0]
        if found:
            told = ", ".join(f"{thing.iri} ({thing.type})" for thing in found)
            raise DecisionsInvalid(f"{name}: {said!r} names several things; give the IRI: {told}.")
        kind, colon, words = said.partition(":")
        words = words.strip()
        if not colon or kind.strip() not in list(EntityType):
            raise DecisionsInvalid(
                f"{name}: the document names nothing {said!r}. For words of the sentence write TYPE: words, such as "
                f"'programme: Data Dam'."
            )
        if not words or not any(words in each.quote for each in self.claim.evidence):
            raise DecisionsInvalid(f"{name}: {words!r} does not stand in the sentence.")
        return self._new_thing(words, EntityType(kind.strip()))

    def _new_thing(self, words: str, kind: EntityType) -> Named:
        iri = self.naming.entity(FAMILY[kind], words, self.document.country if kind in NATIONAL else "")
        if iri in self.things:
            return self.things[iri]
        place = next(each for each in self.claim.evidence if words in each.quote)
        self.around.append(link(iri, "rdf:type", expand(CLASS[kind])))
        self.around.append(link(iri, "pg:mentionedIn", self.naming.passage(self.document.id, place.start, place.end)))
        if kind is not EntityType.CONCEPT:
            self.around.append(say(iri, "pg:entityType", kind.value))
        self.around += label(iri, words, self.document.language)
        self.things[iri] = Named(iri, kind.value, expand(CLASS[kind]), (words,))
        return self.things[iri]

    def _measure(self, said: str) -> None:
        iri = self.naming.metric(said)
        known = iri in concepts() or any(each.one("metric") == iri for each in self.document.claims.values())
        if not known and not said_in(said, self.claim.sentence.quote):
            raise DecisionsInvalid(f"metric: the words {said!r} do not stand in the sentence.")
        self._put("metric", NamedNode(iri))
        if not known:
            self.around += describe_metric(Metric(iri, said, self.document.language))

    def _count(self, said: str) -> None:
        document = self.document
        try:
            places = places_of(said, self.claim.sentence)
            mentions = scan_quantities(document.text, document.language or "en", document.country)
            self._take(quantity_in(said, places, mentions))
        except Unread as error:
            raise DecisionsInvalid(f"value: {error}") from None

    def _take(self, mention: QuantityMention) -> None:
        self._put("value", say(self.iri, "pg:value", mention.value).object)
        self.terms.pop(NS + "valueMax", None)
        if mention.value_max is not None:
            self._put("valueMax", say(self.iri, "pg:valueMax", mention.value_max).object)
        self._put("valueText", Literal(mention.surface))
        self._put("valueStart", say(self.iri, "pg:valueStart", mention.start).object)
        self._put("bound", NamedNode(term(mention.bound.value)))
        if mention.unit:
            self._set_unit(mention.unit)
        elif self.unit_given:
            self.unit = ""
        elif self.unit in FIXED_UNITS:
            raise DecisionsInvalid(f"value: {mention.surface!r} is not in {self.unit}; give the unit, too.")

    def _count_in(self, said: str) -> None:
        if said in FIXED_UNITS and said != self.unit:
            raise DecisionsInvalid(f"unit: {said} comes with the number; give the value with it.")
        if self.unit in FIXED_UNITS and said != self.unit:
            raise DecisionsInvalid(f"unit: the number is written in {self.unit}.")
        if said not in FIXED_UNITS and not said_in(said, self.claim.sentence.quote):
            raise DecisionsInvalid(f"unit: the words {said!r} do not stand in the sentence.")
        self._set_unit(said)

    def _set_unit(self, unit: str) -> None:
        iri = unit_iri(unit, self.naming)
        self.unit = unit
        self._put("unit", NamedNode(iri))
        if unit not in FIXED_UNITS:
            self.around.append(link(iri, "rdf:type", term("Unit")))
            self.around += label(iri, unit, self.document.language)

    def _date(self, said: str) -> None:
        for name in _TIMES:
            self.terms.pop(NS + name, None)
        if said == NONE:
            return
        document = self.document
        try:
            places = places_of(said, self.claim.sentence)
            mentions = scan_periods(document.text, document.language or "en", document.reckoned_from)
            period = period_in(said, places, mentions)
        except Unread as error:
            raise DecisionsInvalid(f"time: {error}") from None
        for triple in describe_time(self.iri, period):
            if isinstance(triple.object, NamedNode | Literal):
                self.terms[triple.predicate.value] = [triple.object]

    def _put(self, name: str, value: object) -> None:
        assert isinstance(value, NamedNode | Literal)
        self.terms[NS + name] = [value]

    def _one(self, name: str) -> str:
        return self.terms[NS + name][0].value if self.terms.get(NS + name) else ""

    def _code(self, name: str) -> str:
        return self._one(name).rpartition("#")[2]


def _unit_of(claim: StoredClaim) -> str:
    code = claim.code("unit")
    return code.replace("-", "_") if code.replace("-", "_") in FIXED_UNITS else code


def _said(thing: Named) -> str:
    return thing.names[0] if thing.names else thing.iri
