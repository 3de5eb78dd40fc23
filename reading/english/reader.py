"""The English reader: from a document's outline to figures, links and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ...graph.claim import FAMILY
from ...graph.values import Bound, FundingScope, Kind, Modality, MoneyStage, Period, Quantity, Statistic, TimeRole
from ..document import Block, BlockKind, Document
from ..figures import Figure, Found, Link, Reference
from ..names import NameMention, settle
from ..periods import PeriodMention
from ..quantities import QuantityKind, QuantityMention
from .context import Context
from .frames import PREVIOUS, TOPIC, Attachment, choose, counted_noun
from .grammar import bare_start, governing_verb, squeeze, subjects
from .links import read_links
from .modality import verb_modality
from .names import singular, type_of_plain_phrase
from .parsing import parse
from .scene import Scene, generic, set_scene
from .words import lexicon, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_PUBLIC = frozenset({"ministry", "agency", "government"})
_GROUP = {
    QuantityKind.MONEY: "money",
    QuantityKind.COUNT: "counts",
    QuantityKind.MEASURE: "counts",
    QuantityKind.PERCENT: "rates",
    QuantityKind.POINTS: "rates",
    QuantityKind.TIMES: "rates",
    QuantityKind.RANK: "ranks",
}
_LABEL = re.compile(r"(?P<label>[^:;()→]{2,60}):\s")
_SPELLED = {
    w: Decimal(n)
    for n, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
_REPORTED = re.compile(
    r"\b(?P<noun>achievements?|results?|outcomes?|accomplishments?|progress)\b[^.;:()]{0,70}?\b(?:over|for|during|from|in|within)\s+"
    r"(?:the\s+)?(?:(?:past|last|first)\s+)?(?P<length>(?P<number>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?P<unit>years?|months?))\b",
    re.IGNORECASE,
)
_UNIT_OF = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "staff": "staff",
    "data": "data",
}


class EnglishReader:
    """Reads one document; holds what context needs while the text goes by."""

    def __init__(
        self,
        document: Document,
        quantities: Sequence[QuantityMention],
        periods: Sequence[PeriodMention],
        names: Sequence[NameMention],
    ) -> None:
        self.document = document
        self.text = document.text
        self.quantities = [q for q in quantities if q.equivalent_of is None]
        self.periods = list(periods)
        self.names = list(names)
        self.found = Found(names=list(names))
        self.context = Context(document, names)

    def read(self) -> Found:
        """Everything found in the document."""
        scenes = [
            set_scene(self.document, s, self.quantities, self.periods, self.names) for s in self.document.sentences
        ]
        everything = [inner for scene in scenes for inner in _with_inner(scene)]
        for scene, doc in zip(everything, parse([s.masked.text or " " for s in everything]), strict=True):
            scene.place(doc)
        self._name_phrases(everything)
        for scene in scenes:
            block = self.document.blocks[scene.sentence.block]
            self.context.enter(scene, block)
            figures = list(self._figures(scene, block))
            self.found.figures += figures
            self.found.links += read_links(scene, block, self.context)
            self.context.leave(scene, block, figures)
        self.found.links += self._versions()
        return self.found

    def _versions(self) -> Iterable[Link]:
        """ "X 2.0" comes after "X 1.0" or, where there is none, after "X"."""
        first: dict[str, NameMention] = {}
        for name in self.names:
            first.setdefault(name.name, name)
        for name in first.values():
            version = re.search(r"^(.+) (\d)\.(\d)$", name.name)
            if version is None or FAMILY[name.type] not in ("item", "plan") or int(version[2]) < 2:
                continue
            earlier = first.get(f"{version[1]} {int(version[2]) - 1}.{version[3]}") or (
                first.get(version[1]) if version[2] == "2" else None
            )
            sentence = next((s for s in self.document.sentences if s.start <= name.start < s.end), None)
            if earlier is not None and sentence is not None:
                new = Reference(name.name, name.start, name.end, name)
                old = Reference(earlier.name, earlier.start, earlier.end, earlier)
                yield Link(new, "succeeds", old, sentence, "version.next", 0.75)

    def _name_phrases(self, scenes: Sequence[Scene]) -> None:
        """Plain noun phrases whose head noun makes them a platform, a network, a fund … are names too."""
        for scene in scenes:
            assert scene.doc is not None
            fresh: list[NameMention] = []
            for token in scene.doc:
                if (
                    token.pos_ not in ("NOUN", "PROPN")
                    or token.i in scene.amounts
                    or token.dep_ in ("compound", "nmod")
                ):
                    continue
                reference = scene.refer(token, whole=False)
                if reference is None or reference.name is not None or len(reference.words) > 70:
                    continue
                if any(
                    reference.start < n.end
                    and n.start < reference.end
                    and not (reference.start <= n.start and n.end <= reference.end)
                    for n in scene.names
                ):
                    continue
                kind = type_of_plain_phrase(reference.words)
                if kind is not None and re.fullmatch(r"[\w+&.’'/\- ]+", reference.words):
                    fresh.append(NameMention(reference.start, reference.end, reference.words, kind))
            if fresh:
                self.found.names += fresh
                scene.names = tuple(settle([*fresh, *scene.names]))
                self.names += fresh
        self.names.sort(key=lambda n: (n.start, -n.end))
        self.context.names = self.names

    # ------------------------------------------------------------------ figures of one sentence

    def _figures(self, scene: Scene, block: Block) -> Iterable[Figure]:
        own: list[Figure] = []
        for quantity in scene.quantities:
            figure = self._figure(scene, quantity, block, own)
            if figure is not None:
                own.append(figure)
        own += self._reporting_periods(scene)
        for inner in scene.inner:
            own += self._bracketed(scene, inner, block, own)
        self._arrows(scene, own)
        own.sort(key=lambda f: f.quantity.start)
        return own

    def _reporting_periods(self, scene: Scene) -> Iterable[Figure]:
        """ "the achievements of X over the past year": how long the time is over which a document reports."""
        for match in _REPORTED.finditer(self.text, scene.start, scene.end):
            token = next((t for t in scene.doc or () if scene.masked.origin(t.idx) == match.start("noun")), None)
            subject = scene.refer(token) if token is not None else None
            if subject is None:
                continue
            start, end = match.span("length")
            value = _SPELLED.get(match["number"].lower()) or Decimal(match["number"])
            quantity = Quantity(value, singular(match["unit"]), Bound.EXACTLY, match["length"], start, end)
            yield Figure(
                quantity,
                scene.sentence,
                subject,
                "reporting period",
                Kind.COUNT,
                Modality.STATED,
                "time.reporting-period",
                0.75,
            )

    def _figure(self, scene: Scene, quantity: QuantityMention, block: Block, before: list[Figure]) -> Figure | None:
        token = scene.token_of(quantity)
        if token is None:
            self.found.no_subject.add(quantity.start)
            return None
        counted = counted_noun(scene, token) if quantity.kind is QuantityKind.COUNT else None
        if counted is not None and counted.lemma_.lower() in word_set("nouns", "not_counted"):
            return None
        frame, at, subject = choose(scene, _GROUP[quantity.kind], token, counted)
        confidence = 0.85 if frame.words != {"*"} else 0.75
        reference = self._resolve(scene, subject, block, before)
        label = self._label(scene, quantity, block)
        if label is not None and self._label_wins(scene, label, reference, subject, counted, quantity):
            reference, confidence = label, 0.8
        if reference is not None and _says_nothing(reference):
            reference = self.context.topic(scene, block)
            confidence = 0.65
        if reference is None and counted is not None:
            reference = scene.refer(counted)
            confidence = 0.6
        if reference is not None and _says_nothing(reference):
            reference = None
        if reference is None:
            self.found.no_subject.add(quantity.start)
            return None
        if subject == TOPIC:
            confidence -= 0.1
        modality = self._modality(scene, at, block, quantity, reference)
        if quantity.kind is QuantityKind.RANK:
            time = self._nearest(scene, quantity)
            goal = any(t.lemma_ in ("goal", "target", "aim", "objective") for t in at.governor.ancestors)
            if (
                goal
                or at.governor.lemma_ in ("target", "aim")
                or (time is not None and time.period.role is TimeRole.DEADLINE)
            ):
                modality = Modality.COMMITTED
        figure = self._build(
            scene, quantity, counted, reference, frame.id, confidence, modality, at, frame.kind, frame.statistic
        )
        self._break_down(figure, scene, counted, block)
        return figure

    def _break_down(self, figure: Figure, scene: Scene, counted: Token | None, block: Block) -> None:
        """A note that lists amounts in the unit of the figure it explains divides that figure."""
        if block.kind is not BlockKind.NOTE or block.host is None or counted is None:
            return
        marked = self.context.marked_figure(block)
        hosts = [marked] if marked is not None else self.context.figures.get(block.host, [])
        whole = next((f for f in hosts if f is not None and f.quantity.unit == figure.quantity.unit), None)
        if (
            whole is None
            or whole.subject is None
            or whole.quantity.value <= figure.quantity.value
            or figure.subject is None
        ):
            return
        figure.metric = f"{figure.metric} ({figure.subject.words})"[:60]
        figure.subject, figure.part_of, figure.rule = whole.subject, whole.quantity.start, "note.breakdown"
        figure.modality, figure.kind = whole.modality, whole.kind

    def _build(
        self,
        scene: Scene,
        mention: QuantityMention,
        counted: object | None,
        subject: Reference,
        rule: str,
        confidence: float,
        modality: Modality,
        at: Attachment | None,
        kind_said: str | None = None,
        statistic_said: str | None = None,
    ) -> Figure:
        unit, metric = self._unit_and_metric(scene, mention, counted, subject, at)
        kind, statistic, modality = self._kind(scene, mention, modality, at, kind_said, statistic_said, subject)
        quantity = Quantity(
            mention.value, unit, mention.bound, mention.surface, mention.start, mention.end, mention.value_max
        )
        figure = Figure(quantity, scene.sentence, subject, metric, kind, modality, rule, confidence, statistic)
        figure.time = self._time(scene, mention, modality)
        if quantity.is_money:
            self._money(scene, mention, figure, at)
        figure.agent = self._agent(scene, at)
        figure.lower_is_better = mention.kind is QuantityKind.RANK
        return figure

    def _unit_and_metric(
        self, scene: Scene, mention: QuantityMention, counted: object | None, subject: Reference, at: Attachment | None
    ) -> tuple[str, str]:
        from spacy.tokens import Token

        if mention.kind is QuantityKind.COUNT:
            if isinstance(counted, Token):
                noun = counted.text if counted.i not in scene.amounts else "number"
                unit = _UNIT_OF.get(noun.lower(), singular(noun))
                phrase = scene.counted_phrase(counted)
                metric = (
                    f"number of {phrase}"
                    if phrase and phrase.lower() not in subject.words.lower()
                    else f"number of {noun}"
                )
                return unit, metric[:60]
            unit = singular(subject.head or subject.words.split()[-1]) if subject.words else "item"
            if subject.head and singular(subject.head) not in subject.words.lower():
                unit = singular(subject.words.split()[-1])
            return unit, "number"
        if mention.kind is QuantityKind.MONEY:
            word = at.governor.lemma_.lower() if at is not None and at.governor.pos_ in ("NOUN", "PROPN") else ""
            measured = word if word in word_set("nouns", "measured_money") else ""
            return mention.unit, f"value of {measured}s" if measured else "investment"
        if mention.kind is QuantityKind.RANK:
            return "rank", "rank"
        if mention.kind is QuantityKind.MEASURE:
            return mention.unit, "extent"
        word = at.governor.lemma_.lower() if at is not None and at.governor.i not in scene.amounts else "rate"
        return mention.unit, word if word.isalpha() else "rate"

    # ------------------------------------------------------------------ kind, modality, time, money

    def _modality(
        self,
        scene: Scene,
        at: Attachment | None,
        block: Block,
        mention: QuantityMention,
        subject: Reference | None = None,
    ) -> Modality:
        arrow = scene.arrow
        if (
            arrow is not None
            and mention.start < arrow
            and not any(arrow < q.start < scene.end for q in self.quantities)
        ):
            return Modality.ACHIEVED  # "build X (8 centres) → spread X": what stands before the arrow is there already
        verb = governing_verb(at.governor) if at is not None else None
        if at is not None and at.link == "head-of-participle":
            verb = governing_verb(at.node) or verb
        sentence = self.text[scene.start : scene.end].lower()
        said = None
        climb = 0
        while verb is not None and said is None and climb < 6:
            within = subject is not None and subject.start <= scene.masked.origin(verb.idx) < subject.end
            said = None if within or _reduced_passive(scene, verb) else verb_modality(verb)
            verb = (
                next((a for a in verb.ancestors if a.pos_ in ("VERB", "AUX")), None) if verb.head.i != verb.i else None
            )
            climb += 1
        if said in (Modality.STATED, None) and any(p in sentence for p in lexicon("modality")["ongoing_phrases"]):
            return Modality.ONGOING
        if said is None and scene.parent is not None:
            said = self.context.modality_of(scene.parent)
        if said is not None:
            return said
        time = self._nearest(scene, mention)
        if time is not None and time.period.role is TimeRole.DEADLINE:
            return Modality.COMMITTED
        return self.context.mood(block)

    def _kind(
        self,
        scene: Scene,
        mention: QuantityMention,
        modality: Modality,
        at: Attachment | None,
        kind_said: str | None,
        statistic_said: str | None,
        subject: Reference,
    ) -> tuple[Kind, Statistic, Modality]:
        statistic = Statistic(statistic_said) if statistic_said else Statistic.LEVEL
        if mention.kind is QuantityKind.RANK:
            return (
                Kind.RANK if modality is not Modality.COMMITTED else Kind.TARGET,
                Statistic.LEVEL,
                modality if modality is not Modality.STATED else Modality.ACHIEVED,
            )
        if mention.kind is QuantityKind.TIMES:
            return Kind.COMPARISON, Statistic.MULTIPLE, modality
        tail = self.text[mention.end : mention.end + 24]
        lead = self.text[max(0, mention.bound_start - 14) : mention.bound_start]
        if mention.kind is QuantityKind.COUNT and (
            re.match(r"\s+(?:were\s+|was\s+|have been\s+|newly\s+)?added\b|\s+(?:more|additional|extra)\b", tail)
            or re.search(r"\b(?:additional|another|further|extra)\s+$", lead)
        ):
            statistic = Statistic.CHANGE
        by_level = {
            Modality.COMMITTED: Kind.TARGET,
            Modality.ACHIEVED: Kind.RESULT,
            Modality.ONGOING: Kind.RESULT,
            Modality.EXPECTED: Kind.TARGET,
            Modality.STATED: Kind.COUNT,
        }
        if mention.kind is QuantityKind.MONEY:
            governor = at.governor.lemma_.lower() if at is not None else ""
            measured = word_set("nouns", "measured_money")
            words = subject.words.lower().split()
            head = singular(words[-1]) if words else ""
            if (
                kind_said == "result"
                or governor in measured
                or (head in measured and at is not None and at.link in ("of", "nsubj", "attr", "appos", "none"))
            ):
                return by_level[modality], statistic, modality
            private = self._private(scene, at, subject)
            return Kind.INVESTMENT if private else Kind.BUDGET, statistic, modality
        if kind_said == "comparison":
            if modality in (Modality.COMMITTED,):
                return Kind.TARGET, statistic, modality
            return Kind.COMPARISON, statistic, modality
        if kind_said == "share":
            return Kind.SHARE, statistic, modality
        return by_level[modality], statistic, modality

    def _private(self, scene: Scene, at: Attachment | None, subject: Reference) -> bool:
        if re.search(r"\bbudget\b", subject.words.lower()):
            return False
        if (
            (subject.name is not None and subject.name.type.value == "fund")
            or singular(subject.head or "") == "fund"
            or subject.words.lower().endswith((" fund", " funds"))
        ):
            return True
        verb = governing_verb(at.governor) if at is not None else None
        for token in subjects(verb) if verb is not None else ():
            name = scene.name_at(token)
            if name is not None and name.type.value in ("company", "organisation", "alliance"):
                return True
            if token.lemma_.lower() in (
                "company",
                "firm",
                "investor",
                "business",
                "consortium",
                "manufacturer",
                "operator",
                "association",
                "bank",
                "startup",
                "conglomerate",
            ):
                return True
        return False

    def _money(self, scene: Scene, mention: QuantityMention, figure: Figure, at: Attachment | None) -> None:
        if figure.kind not in (Kind.BUDGET, Kind.INVESTMENT):
            if "contract" in figure.metric and figure.modality is Modality.ACHIEVED:
                figure.stage = MoneyStage.CONTRACTED
            return
        nouns = lexicon("nouns")
        near = self.text[max(scene.start, mention.start - 60) : min(scene.end, mention.end + 45)].lower()
        after = self.text[mention.end : min(scene.end, mention.end + 40)].lower()
        before = self.text[max(scene.start, mention.start - 45) : mention.start].lower()
        for scope, words in nouns["scope"].items():
            for word in words:
                if re.search(
                    rf"^\s*(?:(?:in|from|of|by|out of|worth of)\s+(?:the\s+)?)?{re.escape(word)}\b", after
                ) or re.search(
                    rf"\b{re.escape(word)}\s*(?:of|:|at|,|is|was|amounting to)?\s*(?:about|some|over)?\s*$", before
                ):
                    figure.scope = FundingScope(scope)
        verb = governing_verb(at.governor) if at is not None else None
        lemma = verb.lemma_.lower() if verb is not None else ""
        if figure.kind is Kind.BUDGET:
            if lemma in ("spend", "disburse", "pay", "execute") and figure.modality is Modality.ACHIEVED:
                figure.stage = MoneyStage.EXECUTED
            elif figure.modality in (Modality.ACHIEVED, Modality.STATED) and (
                re.search(r"\bbudget(?:ed)?\b|\bappropriat|\bearmark", near)
                or (figure.subject is not None and re.search(r"\bbudget\b", figure.subject.words.lower()))
            ):
                figure.stage = MoneyStage.BUDGETED
            elif figure.modality is Modality.COMMITTED:
                figure.stage = MoneyStage.PLANNED
        elif lemma in ("announce", "unveil"):
            figure.stage = MoneyStage.ANNOUNCED

    def _agent(self, scene: Scene, at: Attachment | None) -> Reference | None:
        verb = governing_verb(at.governor) if at is not None else None
        for _ in range(4):
            if verb is None:
                return None
            for token in subjects(verb):
                name = scene.name_at(token)
                if name is not None and name.type.value in (*_PUBLIC, "organisation", "company", "alliance"):
                    return Reference(name.name, name.start, name.end, name)
                if token.lemma_.lower() == "government":
                    return scene.refer(token)
            verb = next((a for a in verb.ancestors if a.pos_ in ("VERB", "AUX")), None)
        return None

    def _nearest(self, scene: Scene, mention: QuantityMention) -> PeriodMention | None:
        """The time that goes with a number: in its own bracket or the bracket right behind it, else the nearest in the sentence."""
        for inner in scene.inner:
            assert inner.bracket is not None
            if (
                inner.periods
                and not inner.quantities
                and 0 <= inner.bracket.start - mention.end <= 40
                and not re.search(r"[,;→]", self.text[mention.end : inner.bracket.start])
            ):
                return inner.periods[0]
        own = [p for p in scene.periods if not (mention.start < p.end and p.start < mention.end)]
        if own:
            arrow = scene.arrow
            if arrow is not None:
                same = [p for p in own if (p.start < arrow) == (mention.start < arrow)]
                own = same or own

            def distance(p: PeriodMention) -> tuple[int, int]:
                between = self.text[min(p.end, mention.end) : max(p.start, mention.start)]
                barrier = len(re.findall(r"[,;]\s+(?:and|while|but)\b|;", between))
                return barrier, (p.start - mention.end) if p.start >= mention.end else (mention.start - p.end)

            return min(own, key=distance)
        return None

    def _time(self, scene: Scene, mention: QuantityMention, modality: Modality) -> Period | None:
        chosen = self._nearest(scene, mention)
        outer = scene.parent
        while chosen is None and outer is not None:
            chosen = self._nearest(outer, mention)
            outer = outer.parent
        if chosen is None:
            block = self.document.blocks[scene.sentence.block]
            chosen = self.context.time_above(block) if block.kind in (BlockKind.NOTE, BlockKind.BULLET) else None
        if chosen is None or (chosen.period.start is None and chosen.period.end is None):
            return None
        if chosen.period.role is TimeRole.DEADLINE and modality is Modality.ACHIEVED:
            return None
        return chosen.period

    # ------------------------------------------------------------------ subjects

    def _resolve(
        self, scene: Scene, subject: Reference | str | None, block: Block, before: list[Figure]
    ) -> Reference | None:
        if isinstance(subject, Reference):
            return self.context.resolve(scene, subject, block)
        destination = self.context.destination(block) if subject == TOPIC and block.kind is BlockKind.NOTE else None
        if destination is not None and not before and any(t.lemma_ == "invest" for t in scene.doc or ()):
            return destination
        if subject == PREVIOUS:
            return before[-1].subject if before else self.context.topic(scene, block)
        if subject == TOPIC:
            for earlier in reversed(before):
                if earlier.subject is not None and earlier.quantity.is_money:
                    return earlier.subject
            return self.context.topic(scene, block)
        return None

    def _label_wins(
        self,
        scene: Scene,
        label: Reference,
        reference: Reference | None,
        subject: Reference | str | None,
        counted: Token | None,
        quantity: QuantityMention,
    ) -> bool:
        """Whether "Label: …" says better what a figure is about than what stands beside the number."""
        if reference is None or isinstance(subject, str):
            return True
        if quantity.kind is QuantityKind.COUNT:
            if counted is None or (generic(counted.lemma_.lower()) and not len(scene.bare(counted).split()) > 1):
                return reference.head == (counted.lemma_.lower() if counted is not None else "") or counted is None
            return singular(counted.lemma_.lower()) == singular(label.head)
        return False

    def _label(self, scene: Scene, quantity: QuantityMention, block: Block) -> Reference | None:
        """The label in front of a colon: "Key talent: 14,000 in 2020"."""
        if scene.parent is not None:
            return None
        found = _LABEL.match(self.text, scene.start, scene.end)
        if (
            found is None
            or quantity.start < found.end()
            or re.search(r"\b(?:said|says|is|are|was|were)\b", found["label"])
        ):
            return None
        words = squeeze(found["label"])
        name = next(
            (
                n
                for n in scene.names
                if n.start >= scene.start and n.end <= found.end("label") and n.end - n.start >= 0.6 * len(words)
            ),
            None,
        )
        return Reference(
            name.name if name else words,
            found.start("label"),
            found.end("label"),
            name,
            words.split()[-1].lower() if words else "",
        )

    # ------------------------------------------------------------------ brackets and arrows

    def _bracketed(self, outer: Scene, inner: Scene, block: Block, before: list[Figure]) -> list[Figure]:
        """Figures in a bracket: they are about what stands in front of it."""
        assert inner.bracket is not None
        out: list[Figure] = []
        if not inner.quantities:
            return [f for deeper in inner.inner for f in self._bracketed(inner, deeper, block, before)]
        host_figure = next(
            (
                f
                for f in reversed(before)
                if 0 <= inner.bracket.start - f.quantity.end <= 90
                and f.quantity.start < inner.bracket.start
                and not re.search(r"[;]", self.text[f.quantity.end : inner.bracket.start])
            ),
            None,
        )
        phrase = outer.phrase_ending(inner.bracket.start)
        token, last = phrase if phrase is not None else (None, None)
        host = (
            outer.refer_span(token, last)
            if token is not None and last is not None and token.i not in outer.amounts
            else None
        )
        if token is not None and last is not None and last.i in outer.amounts:
            host, token = None, last
        if host is not None:
            dated = re.fullmatch(r"\s+(?:of|for)\s+(?:FY\s?)?\d{4}\s*", self.text[host.end : inner.bracket.start])
            if dated is not None and host.name is None:
                host = replace(
                    host, words=f"{host.words} {dated.group().strip()}", end=host.end + len(dated.group().rstrip())
                )
            host = self.context.resolve(outer, host, block)
        parent_modality = self._modality(
            outer, next(iter(_governing(outer, token)), None) if token is not None else None, block, inner.quantities[0]
        )
        for quantity in inner.quantities:
            near = host_figure is not None and quantity is inner.quantities[0]
            share = quantity.kind is QuantityKind.PERCENT
            inner_token = inner.token_of(quantity)
            counted = (
                counted_noun(inner, inner_token)
                if inner_token is not None and quantity.kind is QuantityKind.COUNT
                else None
            )
            own_subject: Reference | None = None
            if inner_token is not None and counted is not None and not generic(counted.lemma_.lower()) and host is None:
                own_subject = inner.refer(counted)
            subject = None
            modality = parent_modality
            rule = "bracket.of-what-precedes"
            part_of: int | None = None
            kind_said = statistic_said = None
            if (
                host_figure is not None
                and host_figure.quantity.is_money
                and quantity.kind is QuantityKind.MONEY
                and (token is None or token.i in outer.amounts)
            ):
                subject, rule, modality, part_of = (
                    host_figure.subject,
                    "bracket.part-of-money",
                    host_figure.modality,
                    host_figure.quantity.start,
                )
            elif (
                quantity.kind is QuantityKind.MONEY
                and (noun := self._money_host(outer, token, host, block)) is not None
            ):
                subject, rule = noun, "bracket.amount-of-money-noun"
            elif (
                share
                and host_figure is not None
                and (token is None or inner.bracket.start - host_figure.quantity.end <= 60)
                and not host_figure.quantity.unit == "percent"
            ):
                host_figure = self._first_of(host_figure, before)
                subject, rule, modality = host_figure.subject, "bracket.share", host_figure.modality
                kind_said, statistic_said = "share", "share"
            elif quantity.kind is QuantityKind.RANK or "→" in self.text[inner.start : inner.end]:
                source = next(
                    (
                        f
                        for f in reversed(before)
                        if f.quantity.start < inner.bracket.start
                        and (f.quantity.unit == "rank") == (quantity.kind is QuantityKind.RANK)
                    ),
                    None,
                )
                if source is None or quantity.kind is not QuantityKind.RANK:
                    source = next(
                        (f for f in reversed(before) if self._same_item(f.quantity.end, inner.bracket.start)), None
                    )
                subject = source.subject if source is not None else host
                modality = (
                    source.modality
                    if source is not None and source.modality is not Modality.COMMITTED
                    else Modality.ACHIEVED
                )
                rule = "bracket.series"
            elif near and token is not None and token.i in outer.amounts and host_figure is not None:
                subject = host_figure.subject
            else:
                verbal = inner.doc is not None and any(t.pos_ == "VERB" for t in inner.doc)
                if counted is not None and verbal and not generic(counted.lemma_.lower()) and host is None:
                    subject = own_subject
                subject = subject or own_subject or host or (host_figure.subject if host_figure is not None else None)
                if (
                    counted is not None
                    and not generic(counted.lemma_.lower())
                    and len(inner.bare(counted).split()) >= 2
                    and near
                    and host_figure is not None
                ):
                    subject = inner.refer(counted)
            subject = subject or self.context.topic(outer, block)
            if subject is None:
                self.found.no_subject.add(quantity.start)
                continue
            at = next(iter(_governing(inner, inner_token)), None)
            if share and kind_said is None:
                previous = out[-1] if out else host_figure
                if previous is not None and re.search(r"\bof\b", self.text[quantity.end : inner.end]):
                    subject, kind_said, statistic_said = previous.subject or subject, "share", "share"
            if at is not None and inner.doc is not None and "to be" in inner.masked.text:
                modality = Modality.COMMITTED
            figure = self._build(inner, quantity, counted, subject, rule, 0.85, modality, at, kind_said, statistic_said)
            figure.part_of = part_of
            if quantity.kind is QuantityKind.RANK and figure.time is None and outer.periods:
                figure.time = outer.periods[0].period
            out.append(figure)
        for deeper in inner.inner:
            out += self._bracketed(inner, deeper, block, out or before)
        self._arrows(inner, out)
        self._series_times(outer, inner, out, before)
        return out

    def _first_of(self, figure: Figure, before: list[Figure]) -> Figure:
        """Of "12 out of 50" the figure that is a part of the other."""
        for earlier in before:
            between = self.text[earlier.quantity.end : figure.quantity.start]
            if earlier.quantity.end < figure.quantity.start and re.fullmatch(
                r"\s+(?:\w+\s+)?out of (?:the |a total of |all )?", between
            ):
                return earlier
        return figure

    def _same_item(self, start: int, end: int) -> bool:
        """Whether nothing between two places begins a new item of a list."""
        return 0 <= end - start <= 60 and not re.search(r"[,;)]", self.text[start:end])

    def _money_host(self, outer: Scene, token: Token | None, host: Reference | None, block: Block) -> Reference | None:
        """What a bracketed amount behind "the budget" or "an investment" is for."""
        if token is None or token.lemma_.lower() not in word_set("nouns", "money_nouns"):
            return None
        if (host is not None and (host.name is not None or len(host.words.split()) > 2)) or phrase_words(
            outer, token
        ) > 1:
            return None
        _, _, subject = choose(outer, "money", token, None)
        return self._resolve(outer, subject, block, [])

    def _series_times(self, outer: Scene, inner: Scene, figures: list[Figure], before: list[Figure]) -> None:
        """A bracketed "A in Y1 → B in Y2" dates the figure in front of it."""
        assert inner.bracket is not None
        dated = [f for f in figures if f.time is not None and inner.start <= f.quantity.start < inner.end]
        if "→" not in self.text[inner.start : inner.end] or len(dated) < 2:
            return
        first, last = dated[0].time, dated[-1].time
        assert first is not None and last is not None
        floor = max((b.end for b in outer.brackets if b.end <= inner.bracket.start), default=outer.start)
        for figure in before:
            if figure.time is None and floor <= figure.quantity.start < inner.bracket.start:
                if figure.kind is Kind.COMPARISON:
                    span = replace(
                        last, start=first.end or first.start, end=last.end or last.start, role=TimeRole.DURING
                    )
                    figure.time = span
                elif figure.quantity.unit == dated[-1].quantity.unit:
                    figure.time = last

    def _arrows(self, scene: Scene, figures: list[Figure]) -> None:
        """ "A in Y1 → B in Y2": the second is compared with the first."""
        arrow = scene.arrow
        if arrow is None:
            return
        left = [f for f in figures if scene.start <= f.quantity.start < arrow]
        right = [f for f in figures if arrow < f.quantity.start < scene.end]
        if (
            not left
            or not right
            or (
                left[-1].quantity.unit != right[0].quantity.unit
                and left[-1].quantity.is_money != right[0].quantity.is_money
            )
        ):
            return
        first, second = left[-1], right[0]
        if self.text[arrow : second.quantity.start].count("(") > 0:
            return
        second.baseline = first.quantity.start
        if first.quantity.unit == second.quantity.unit or not second.quantity.is_money:
            second.subject = first.subject
            second.quantity = (
                replace(second.quantity, unit=first.quantity.unit) if second.metric == "number" else second.quantity
            )
        for figure in (first, second):
            if figure.modality is Modality.COMMITTED and (
                figure.time is None or figure.time.role is not TimeRole.DEADLINE
            ):
                figure.modality = Modality.ACHIEVED
                figure.kind = Kind.RESULT if figure.kind is Kind.TARGET else figure.kind


def _says_nothing(reference: Reference) -> bool:
    """Whether a reference is only "all", "the number", "types" or the like."""
    if reference.name is not None:
        return False
    empty = (
        word_set("nouns", "generic_counted") | word_set("nouns", "transparent") | word_set("nouns", "plain_adjectives")
    )
    words = [singular(w) for w in re.findall(r"[A-Za-z][\w-]*", reference.words)]
    return all(
        w in empty or w in ("which", "who", "it", "they", "them", "those", "one", "shape", "part") for w in words
    )


def _reduced_passive(scene: Scene, verb: Token) -> bool:
    """ "3 billion won focused on ports": money does nothing by itself, so the verb is a participle without its auxiliary."""
    return (
        verb.tag_ == "VBD"
        and not any(c.dep_ in ("aux", "auxpass", "dobj") for c in verb.children)
        and any(
            c.dep_ == "nsubj" and c.i in scene.amounts and scene.amounts[c.i].kind is QuantityKind.MONEY
            for c in verb.children
        )
    )


def phrase_words(scene: Scene, token: Token) -> int:
    """How many words a noun phrase has that say more than "the largest"."""
    phrase = token.doc[bare_start(token, scene.numbers) : token.i + 1]
    return sum(1 for t in phrase if t.tag_ not in ("JJS", "JJR", "RBS"))


def _with_inner(scene: Scene) -> Iterable[Scene]:
    yield scene
    for inner in scene.inner:
        yield from _with_inner(inner)


def _governing(scene: Scene, token: object | None) -> Iterable[Attachment]:
    from spacy.tokens import Token

    from .frames import attachments

    if isinstance(token, Token):
        yield from attachments(token)
