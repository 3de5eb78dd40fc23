"""The Korean reader: from a document's outline to figures, links and names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from ...graph.claim import FAMILY
from ...graph.values import Kind, Modality, Period, Quantity, Statistic, TimeRole
from ..document import BlockKind, Document
from ..figures import DOUBT, Figure, Found, Reference
from ..names import NameMention
from ..periods import PeriodMention
from ..quantities import QuantityKind, QuantityMention
from ..versions import version_links
from .brackets import read_bracket
from .context import Context, generic, money_word
from .last_resort import subject_offered
from .layout import Layout
from .links import read_links
from .modality import clause_mood, mood_at
from .money import kind_of, measured_noun, near_words, scope_of, stage_of
from .morphology import MISSING, analyser
from .places import PREVIOUS, TOPIC, Finder, candidates, frame_for, generic_action, is_action
from .scene import Item, Scene, Sort
from .words import word_set

_GROUP = {
    QuantityKind.MONEY: "money",
    QuantityKind.COUNT: "counts",
    QuantityKind.MEASURE: "counts",
    QuantityKind.PERCENT: "rates",
    QuantityKind.POINTS: "rates",
    QuantityKind.TIMES: "rates",
    QuantityKind.RANK: "ranks",
}
_AGAINST = re.compile(r"\s?(?:동기|동월|같은\s(?:기간|달))?\s?(?:\([^)]*\)\s?)?(?:대비|보다|比|에\s비해|의\s같은)")
_OWNED = re.compile(r"(?<=[가-힣])의\s")
_POINTING = re.compile(r"(?:^|\s)(?:이들|해당|위|이|그)\s$")
_AS_WRITTEN = re.compile(r"[’'”\"」](?:과|와|처럼|라고|이라고|로|으로)\s?(?:같이\s)?(?:적|쓰|쓴|표기|표시|읽)")
"""a number shown as a way of writing says nothing: ‘1억 2천만원’과 같이 적는다"""
_COUNTER = re.compile(
    r"(?P<unit>(?!년|월|일|시|분|호선|차|세|급|만|천|억|조|대\s|여|점|번|호|주년|기|단계|학년|등급|라운드|부|권역|의)[가-힣]{1,2}?)(?=[을를이가은는의에로]|으로|에서|에게|\s|[,.()~→]|$)"
)
"""a counter that no list knows, glued to its number"""


class KoreanReader:
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
        self.names = list(names)
        self.layout = Layout(document, self.quantities, periods, names)
        self.context = Context(document, names, periods)
        self.found = Found(names=list(names))

    def read(self) -> Found:
        """Everything found in the document."""
        if analyser() is None:
            self.found.warnings.append(MISSING)
        for sentence in self.document.sentences:
            if self.text[sentence.start] == "|":
                continue
            scene = self.layout.scene(sentence)
            own = self.figures(scene, sentence.block)
            self.found.figures += own
            self.context.figures.setdefault(sentence.block, []).extend(own)
            links = read_links(scene, self.document.blocks[sentence.block], sentence.block, self.context)
            self.found.links += links
            self._remember(scene, sentence.block, own)
        self.found.links += version_links(self.document, self.names)
        return self.found

    def _remember(self, scene: Scene, block: int, own: list[Figure]) -> None:
        kind = self.document.blocks[block].kind
        if kind in (BlockKind.NOTE,):
            return
        for item in scene.items:
            if item.sort is Sort.NOUN and item.role in ("은", "이", "에", "를"):
                reference = scene.refer(scene.phrase_ending(scene.items.index(item)))
                if (
                    reference is not None
                    and reference.name is not None
                    and not Finder(scene)._body(scene.items.index(item))
                ):
                    self.context.remember(block, reference)
        for figure in own:
            self.context.remember(block, figure.subject)

    # ------------------------------------------------------------------ figures of one sentence

    def figures(self, scene: Scene, block: int) -> list[Figure]:
        """The figures of a sentence, brackets included, in the order of the text."""
        own: list[Figure] = []
        for index, item in enumerate(scene.items):
            if item.sort is Sort.AMOUNT and item.amount is not None:
                figure = self._figure(scene, index, item, item.amount, block, own)
                if figure is not None:
                    own.append(figure)
            elif item.sort is Sort.BRACKET and item.inner is not None:
                own += read_bracket(self, scene, index, item.inner, block, own)
        self.compare(scene, own)
        return own

    def _figure(
        self, scene: Scene, index: int, item: Item, mention: QuantityMention, block: int, before: list[Figure]
    ) -> Figure | None:
        if mention.kind is QuantityKind.COUNT and not mention.unit:
            counter = _COUNTER.match(self.text, mention.end)
            if counter is None:
                return None
            mention = replace(
                mention,
                unit=counter["unit"],
                end=counter.end("unit"),
                surface=self.text[mention.start : counter.end("unit")],
            )
        if _AS_WRITTEN.match(self.text, mention.end) and self.text[mention.start - 1 : mention.start] in "‘'“\"「":
            return None
        stem = scene.clause_of(index).stem
        nested = next((n for n in scene.nested if n[0] <= index < n[1]), None)
        frame = frame_for(scene, _GROUP[mention.kind], index, nested[3] if nested else stem)
        subject = self._respectively(scene, index, before)
        confidence = 0.85 if "*" not in frame.stems else 0.8
        if subject is None and _is_bare(scene) and (subject := self.context.item_above(block)) is not None:
            confidence = 0.7
        for place, reference in candidates(scene, frame, index) if subject is None else ():
            if place == PREVIOUS:
                earlier = self._previous(scene, index, mention, before)
                if earlier is not None:
                    subject, confidence = earlier.subject, 0.75
                    break
                continue
            if place == TOPIC:
                subject = self._topic(scene, index, block, before, mention)
                confidence = 0.7
            else:
                subject = reference
            if subject is not None:
                break
        if subject is None:
            subject, confidence = subject_offered(self.context, scene, index, mention, before), DOUBT
        if subject is None:
            self.found.no_subject.add(mention.start)
            return None
        return self.build(scene, index, mention, subject, block, frame.id, confidence)

    def _respectively(self, scene: Scene, index: int, before: list[Figure]) -> Reference | None:
        """The amounts behind 각각 are about the things before it, one by one: A와 B는 각각 4%, 2% 증가."""
        mark = next((i for i in range(index - 1, -1, -1) if scene.words(scene.items[i]) == "각각"), None)
        if mark is None:
            return None
        last = scene.clause_of(mark).last
        mine = [i for i, _ in scene.amounts() if mark < i <= max(last, index)]
        earlier = [f for f in before if f.quantity.start < scene.items[mark].start]
        if len(mine) >= 2 and len(earlier) < len(mine):
            return self._joined(scene, mark, len(mine), mine.index(index))
        if len(mine) < 2:
            return None
        return earlier[len(earlier) - len(mine) + mine.index(index)].subject

    def _joined(self, scene: Scene, mark: int, number: int, place: int) -> Reference | None:
        """The thing with that place among as many joined by 와 before 각각: 급여와 수당이 각각 2억원, 3억원 줄었다."""
        last = next(
            (i for i in range(mark - 1, -1, -1) if scene.items[i].sort is Sort.NOUN and scene.items[i].role in "은이"),
            None,
        )
        if last is None or not scene.items[last].role:
            return None
        first, last = scene.phrase_ending(last)
        ends = [i for i in range(first, last) if scene.items[i].role == "와"] + [last]
        if len(ends) != number:
            return None
        return scene.refer((ends[place - 1] + 1 if place else first, ends[place]))

    def _previous(self, scene: Scene, index: int, mention: QuantityMention, before: list[Figure]) -> Figure | None:
        """The figure before, when nothing between says that something else begins."""
        for earlier in reversed(before):
            between = [i for i in scene.items[:index] if i.start >= earlier.quantity.end]
            if any(i.sort is Sort.NOUN and i.role in ("은", "이", "에") for i in between):
                return None
            if (
                scene.clause_of(index).first
                > scene.items.index(next(i for i in scene.items if i.end > earlier.quantity.start))
                and mention.kind is QuantityKind.COUNT
            ):
                return None
            return earlier
        return None

    def _topic(
        self, scene: Scene, index: int, block: int, before: list[Figure], mention: QuantityMention
    ) -> Reference | None:
        """What the sentence has been about so far, else what the passage is about."""
        for earlier in reversed(before):
            if earlier.subject is not None and (earlier.quantity.is_money or mention.kind is QuantityKind.MONEY):
                return earlier.subject
        for i in range(index):
            item = scene.items[i]
            if item.sort is Sort.NOUN and item.role == "은" and not Finder(scene)._body(i):
                reference = scene.refer(scene.phrase_ending(i))
                if reference is not None and not generic(reference.words) and not money_word(reference.words):
                    return reference
        opening = self._opening(scene, mention)
        if opening is not None:
            return opening
        same = [f for f in self.context.figures.get(block, []) if f.quantity.unit == mention.unit]
        pointing = scene.items and scene.words(scene.items[0]) in ("이", "이는", "그", "이중")
        if same and pointing:
            return same[-1].subject
        return self.context.topic(block) or (before[-1].subject if before else None)

    def _opening(self, scene: Scene, mention: QuantityMention) -> Reference | None:
        """The name that opens a headline in front of a comma: 해양 계획 2.0, 2030년까지 5조원 투자."""
        for name in scene.names:
            leads = name.start <= scene.sentence.start + 2 and self.text[name.end : name.end + 1] == ","
            if leads and name.end < mention.start and FAMILY[name.type] in ("item", "plan", "fund"):
                return Reference.to(name)
        return None

    def build(
        self,
        scene: Scene,
        index: int,
        mention: QuantityMention,
        subject: Reference,
        block: int,
        rule: str,
        confidence: float,
        modality: Modality | None = None,
        kind: tuple[Kind, Statistic] | None = None,
    ) -> Figure:
        """A figure from an amount and what it is about."""
        subject = self.context.resolve(subject, block)
        _head, tail = near_words(scene, index)
        measured = self._measured(scene, index, mention, subject, block) if mention.kind is QuantityKind.MONEY else ""
        if modality is None:
            modality = mood_at(scene, index) or self._mood(scene, block)
        time = self.time(scene, index, block, modality)
        if modality is Modality.COMMITTED and self._gone_by(scene, index, time):
            modality = Modality.ACHIEVED
        if modality is Modality.ACHIEVED and self._to_come(scene, index, time):
            modality = Modality.COMMITTED
        if mention.kind is QuantityKind.RANK and time is not None and time.role is TimeRole.DEADLINE:
            modality = Modality.COMMITTED
        again = _POINTING.search(self.text[max(0, mention.start - 4) : mention.start]) is not None
        if (
            ((mention.unit == "대" and mention.value < 100) or again)
            and scene.items[index].role == ""
            and tail
            and not generic_action(tail)
        ):
            modality, kind = Modality.STATED, (Kind.COUNT, Statistic.LEVEL)
        sort, statistic, modality = kind_of(scene, index, mention, modality, subject, measured)
        if kind is not None:
            sort, statistic = kind
        metric, subject = self._metric(scene, index, mention, subject, measured, block, sort, statistic)
        quantity = Quantity(
            mention.value, mention.unit, mention.bound, mention.surface, mention.start, mention.end, mention.value_max
        )
        figure = Figure(quantity, scene.sentence, subject, metric[:60], sort, modality, rule, confidence, statistic)
        if time is not None and time.role is TimeRole.DEADLINE and modality is Modality.ACHIEVED:
            past = (time.end or "9999")[:4] <= self.document.source.reckoned_from[:4] and bool(time.end)
            time = replace(time, role=TimeRole.AS_OF) if past else None
        figure.time = time
        if quantity.is_money:
            figure.scope = scope_of(scene, index)
            figure.stage = stage_of(scene, index, sort, modality, subject)
        figure.agent = self._agent(scene, index)
        figure.lower_is_better = mention.kind is QuantityKind.RANK
        return figure

    def _gone_by(self, scene: Scene, index: int, time: Period | None) -> bool:
        """Whether only a time makes a promise of a clause, and that time is over: 2024년까지 누적 …."""
        if time is None or time.role is not TimeRole.DEADLINE or time.end is None:
            return False
        over = time.end[:4] < self.document.source.reckoned_from[:4]
        return over and all(clause_mood(scene, c) is None for c in scene.clauses)

    def _to_come(self, scene: Scene, index: int, time: Period | None) -> bool:
        """Whether a clause that leaves its tense to a later one is about this year or a later one: 올해 …하고."""
        clause = scene.clause_of(index)
        verb = scene.items[clause.verb] if clause.verb is not None else None
        if time is None or verb is None or verb.sort is not Sort.VERB or verb.ending != "joined" or verb.tense:
            return False
        if not is_action(verb.stem, ("made", "money_in", "change")) or time.end is None:
            return False
        now = self.document.source.reckoned_from[:4]
        return time.end[:4] > now or time.text.startswith(("올해", "내년", "향후", "앞으로"))

    def _measured(self, scene: Scene, index: int, mention: QuantityMention, subject: Reference, block: int) -> str:
        """The noun that makes money a measured amount: beside it, or in the headings where the clause pays nothing."""
        head, tail = near_words(scene, index)
        near = measured_noun(head, tail)
        if near:
            return near
        if scene.clause_of(index).stem in ("절감", "절약", "손실"):
            return "비용"
        over = Finder(scene).with_role("은", index)
        if over is not None and scene.parent is None and (named := measured_noun(over.words, over.head)):
            return named
        own = measured_noun(subject.words, subject.head)
        if money_word(subject.head) and not own:
            return ""
        stem = scene.clause_of(index).stem
        if own or (is_action(stem, ("money_in", "raised")) and not is_action(stem, ("change", "level"))):
            return own
        if scope_of(scene, index) is not None or (
            subject.name is not None and subject.name.type.value in ("fund", "programme", "project")
        ):
            return ""
        return self.context.measured(block)

    def _mood(self, scene: Scene, block: int) -> Modality:
        if scene.parent is not None and scene.host is not None:
            above = mood_at(scene.parent, scene.host)
            if above is not None:
                return above
        found = self.document.blocks[block]
        if found.kind is BlockKind.NOTE and found.host is not None:
            hosts = self.context.figures.get(found.host)
            if hosts:
                return hosts[-1].modality
        above = self.context.mood(block)
        if above is not None:
            return above
        hosts = self.context.figures.get(found.host) if found.host is not None else None
        if found.kind is BlockKind.BULLET and hosts and hosts[-1].modality is not Modality.STATED:
            promised = any(f.modality is Modality.COMMITTED for f in hosts)
            return Modality.COMMITTED if promised else hosts[-1].modality
        last = scene.clauses[-1] if scene.clauses else None
        if last is not None and last.verb is not None and scene.items[last.verb].sort is Sort.NOUN:
            return Modality.COMMITTED
        return Modality.STATED

    def _metric(
        self,
        scene: Scene,
        index: int,
        mention: QuantityMention,
        subject: Reference,
        measured: str,
        block: int,
        kind: Kind,
        statistic: Statistic,
    ) -> tuple[str, Reference]:
        """What is counted or measured; the programme is the subject of jobs and the like."""
        head, tail = near_words(scene, index)
        if mention.kind is QuantityKind.MONEY:
            return measured or ("투자" if kind is Kind.INVESTMENT else "예산"), subject
        if mention.kind is QuantityKind.RANK:
            return "순위", subject
        if mention.kind in (QuantityKind.PERCENT, QuantityKind.POINTS, QuantityKind.TIMES):
            if statistic is Statistic.SHARE:
                return "비중", subject
            if kind is Kind.COMPARISON:
                return "증감", subject
            return (subject.head or subject.words).split()[-1], subject
        counted = tail if scene.items[index].role in ("", "의") and tail and not generic_action(tail) else head
        if not counted or (counted in subject.words and subject.words.split()[-1] != counted):
            counted = counted or ("인원" if mention.unit in ("명", "인") else "수")
        if subject.words in word_set("nouns", "", "counted") or subject.head in word_set("nouns", "", "counted"):
            programme = self._programme(scene, index, block)
            if programme is not None:
                return subject.words, programme
        if re.sub(r"\s", "", counted) == re.sub(r"\s", "", subject.words):
            counted = "인원" if mention.unit in ("명", "인") else "수"
        if scene.items[index].role == "" and counted == tail:
            counted = _OWNED.split(counted)[0]
        if mention.surface in counted:
            counted = counted.replace(mention.surface, "").strip() or "수"
        return counted.rstrip("*※†‡"), subject

    def _programme(self, scene: Scene, index: int, block: int) -> Reference | None:
        """The programme that jobs are made by: money's purpose in the same sentence, the clause's 에, or the topic."""
        finder = Finder(scene)
        for role in ("에", "로", "은"):
            reference = finder.with_role(role, index)
            if reference is not None and not generic(reference.words) and role != "로":
                return reference
        for clause in scene.clauses:
            for i in range(clause.first, min(index, clause.last + 1)):
                item = scene.items[i]
                if item.sort is Sort.NOUN and item.role == "에" and i not in clause.inside:
                    following = scene.items[i + 1] if i + 1 < len(scene.items) else None
                    if following is not None and following.sort is Sort.FUNCTION:
                        continue
                    first, last = scene.phrase_ending(i, clause.first)
                    if first and scene.items[first - 1].sort is Sort.AMOUNT:
                        return Finder(scene)._after(first - 1)
                    return scene.refer((first, last))
        return self.context.topic(block)

    # ------------------------------------------------------------------ time, agent, comparison

    def time(self, scene: Scene, index: int, block: int, modality: Modality) -> Period | None:
        """The time that goes with an amount: nearest in its clause, a bracket behind, an earlier clause, the host."""
        clause = scene.clause_of(index)
        own = [i for i in range(clause.first, clause.last + 1) if self._usable(scene, i) and i not in clause.inside]
        nested = next((n for n in scene.nested if n[0] <= index < n[1]), None)
        if nested is not None:
            own = [i for i in range(nested[0], nested[1]) if self._usable(scene, i)] or own
        before = [i for i in own if i < index]
        chosen: PeriodMention | None = None
        if before:
            chosen = scene.items[before[-1]].time
        else:
            behind = [i for i in own if i > index and not self._between(scene, index, i)]
            if behind:
                chosen = scene.items[behind[0]].time
        if chosen is None:
            for i in range(index + 1, min(clause.last + 1, len(scene.items))):
                inner = scene.items[i].inner
                if inner is not None and inner.items and all(x.sort is Sort.TIME for x in inner.items):
                    chosen = inner.items[0].time
                    break
                if scene.items[i].sort is Sort.AMOUNT:
                    break
        if chosen is None:
            earlier = [i for i in range(clause.first) if self._usable(scene, i) and not self._inside(scene, i)]
            if earlier:
                chosen = scene.items[earlier[-1]].time
        if chosen is None and scene.parent is not None and scene.host is not None:
            return self.time(scene.parent, scene.host, block, modality)
        if chosen is None and modality in (Modality.COMMITTED, Modality.EXPECTED):
            later = [i for i in range(clause.last + 1, len(scene.items)) if self._usable(scene, i)]
            due = [scene.items[i].time for i in later]
            chosen = next((t for t in due if t is not None and t.period.role is TimeRole.DEADLINE), None)
            chosen = chosen or self.context.due_in_block(block, scene.start) or self.context.time_above(block)
        if chosen is None and modality in (Modality.ACHIEVED, Modality.STATED):
            chosen = self.context.as_of(block)
        if chosen is None or (chosen.period.start is None and chosen.period.end is None):
            return None
        return chosen.period

    def _inside(self, scene: Scene, index: int) -> bool:
        return any(n[0] <= index < n[1] for n in scene.nested)

    def _between(self, scene: Scene, one: int, other: int) -> bool:
        return any(i.sort in (Sort.AMOUNT, Sort.ARROW) for i in scene.items[one + 1 : other])

    def _usable(self, scene: Scene, index: int) -> bool:
        """Whether an item is a time that is not only something compared with."""
        item = scene.items[index]
        return (
            item.sort is Sort.TIME
            and item.time is not None
            and item.role != "보다"
            and _AGAINST.match(self.text, item.end) is None
        )

    def _agent(self, scene: Scene, index: int) -> Reference | None:
        for _i, item in enumerate(scene.items[:index]):
            if item.sort is Sort.NOUN and item.role in ("은", "이"):
                name = next(
                    (
                        n
                        for n in scene.names
                        if n.end == item.core
                        and n.type.value in ("ministry", "agency", "government", "organisation", "company", "alliance")
                    ),
                    None,
                )
                if name is not None:
                    return Reference(name.name, name.start, name.end, name)
        return None

    def compare(self, scene: Scene, figures: list[Figure]) -> None:
        """``A → B`` and ``A에서 B로``: the second is compared with the first and is about the same thing."""
        by_start = {f.quantity.start: f for f in figures}
        amounts = [(i, item) for i, item in scene.amounts()]
        for (i, first), (j, second) in itertools.pairwise(amounts):
            if first.amount is None or second.amount is None:
                continue
            a, b = by_start.get(first.amount.start), by_start.get(second.amount.start)
            if a is None or b is None or a.quantity.unit != b.quantity.unit:
                continue
            between = scene.items[i + 1 : j]
            arrow = any(x.sort is Sort.ARROW for x in between) and not any(x.sort is Sort.BREAK for x in between)
            growing = first.role in ("에서", "부터") and all(x.sort in (Sort.TIME,) for x in between)
            if not ((arrow and all(x.sort in (Sort.ARROW, Sort.TIME, Sort.BRACKET) for x in between)) or growing):
                continue
            b.baseline, b.subject, b.metric = a.quantity.start, a.subject, a.metric
            self._settle(a, b)
            self._span(scene, a, b, j, figures)

    def _settle(self, a: Figure, b: Figure) -> None:
        """What a level is compared with holds already; the level reached is promised while its time is to come."""
        if a.time is b.time:
            a.time = None
        if a.modality in (Modality.COMMITTED, Modality.STATED) and (
            a.time is None or a.time.role is not TimeRole.DEADLINE
        ):
            if a.time is not None and (a.time.end or "")[:4] > self.document.source.reckoned_from[:4] > "":
                return
            a.modality = Modality.ACHIEVED if a.time is not None else Modality.STATED
            a.kind = _level(a.kind, Kind.RESULT if a.time is not None else Kind.COUNT)
        if b.modality is Modality.STATED and b.time is not None:
            reached = (b.time.end or b.time.start or "")[:4]
            coming = reached > self.document.source.reckoned_from[:4] or b.time.role is TimeRole.DEADLINE
            b.modality = Modality.COMMITTED if coming else Modality.ACHIEVED
            b.kind = _level(b.kind, Kind.TARGET if coming else Kind.RESULT)

    def _span(self, scene: Scene, a: Figure, b: Figure, at: int, figures: list[Figure]) -> None:
        """A change told beside ``A in Y1 → B in Y2`` runs from the one time to the other."""
        if a.time is None or b.time is None:
            return
        for figure in figures:
            if (
                figure.kind is Kind.COMPARISON
                and figure.subject == b.subject
                and abs(figure.quantity.start - b.quantity.end) < 25
                and figure.quantity.unit != b.quantity.unit
            ):
                figure.time = replace(
                    b.time, start=a.time.end or a.time.start, end=b.time.end or b.time.start, role=TimeRole.DURING
                )


_FREQUENCY = frozenset({"연간", "월", "연", "매월", "매년", "일", "1인당", "가구당", "총", "약", "최대"})


def _is_bare(scene: Scene) -> bool:
    """Whether a line tells amounts and times alone: ``연간 12.7만 원 → 연간 18.5만 원``."""
    told = (Sort.AMOUNT, Sort.TIME, Sort.ARROW, Sort.BREAK)
    return all(item.sort in told or scene.words(item) in _FREQUENCY for item in scene.items)


def _level(kind: Kind, wanted: Kind) -> Kind:
    return wanted if kind in (Kind.TARGET, Kind.RESULT, Kind.COUNT) else kind


def read_korean(
    document: Document,
    quantities: Sequence[QuantityMention],
    periods: Sequence[PeriodMention],
    names: Sequence[NameMention],
) -> Found:
    """Figures, links and names of a Korean document.

    Without the morphological analyser the forms of words decide alone, and a warning says so.
    """
    return KoreanReader(document, quantities, periods, names).read()
