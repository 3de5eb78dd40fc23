"""The figures of one sentence: every number with its subject, kind, modality and time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ...graph.values import Bound, Kind, Modality, Quantity, Statistic, TimeRole
from ..document import BlockKind
from ..figures import DOUBT, Figure, Reference
from ..quantities import QuantityKind, QuantityMention
from .agents import agent_of
from .attachments import Attachment, counted_noun
from .changes import base_of_change, compared_thing, compares_behind, is_base, is_change
from .context import Context
from .dating import nearest_time, time_of
from .destinations import destination_behind, goes_on_list
from .frames import PREVIOUS, TOPIC, Choice, Frame, choose, frames
from .grammar import subjects
from .ground import in_front, usable
from .heads import singular
from .kinds import kind_of, statistic_of
from .labels import label_before, label_wins
from .last_resort import subject_offered
from .money import scope_of, stage_of
from .moods import figure_modality
from .notes import destination, marked_figure
from .parallels import bounded_noun, in_turn, is_part_of_those, respectively, restated
from .phrases import refer
from .references import resolve
from .scene import Scene
from .topics import topic
from .units import unit_and_metric
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

GROUP = {
    QuantityKind.MONEY: "money",
    QuantityKind.COUNT: "counts",
    QuantityKind.MEASURE: "counts",
    QuantityKind.PERCENT: "rates",
    QuantityKind.POINTS: "rates",
    QuantityKind.TIMES: "rates",
    QuantityKind.RANK: "ranks",
}
"""the group of frames for each kind of quantity"""
_SPELLED = {
    w: Decimal(n)
    for n, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
_REPORTED = re.compile(
    r"\b(?P<noun>achievements?|results?|outcomes?|accomplishments?|progress)\b[^.;:()]{0,70}?"
    r"\b(?:over|for|during|from|in|within)\s+(?:the\s+)?(?:(?:past|last|first)\s+)?"
    rf"(?P<length>(?P<number>{'|'.join(_SPELLED)}|\d{{1,2}})\s+(?P<unit>years?|months?))\b",
    re.IGNORECASE,
)


_LOOSE = frozenset(
    {
        "money.for",
        "money.noun-with",
        "money.worth",
        "money.received",
        "money.ranked-with",
        "money.followed-by",
        "bracket.of-what-precedes",
        "figure.in-turn",
    }
)
"""rules that do not say themselves whether money is put in or measured"""


_PAID_TO = frozenset({"money.received", "money.backed", "money.ranked-with", "money.followed-by"})
"""rules under which money goes to the thing that stands before it"""
_SAYS_WHAT = frozenset({"money.worth", "money.attributive", "money.noun"})
"""rules under which words before the money may be what it is for"""
_EMPTY = ("transparent", "plain_adjectives", "empty_words", "empty_money")
_MOVED_BY = ("dobj", "prep:by", "prep:to", "npadvmod")
_ASIDE = frozenset({"of", "agent", "prep:on", "prep:among", "prep:between", "prep:across", "appos"})


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a figure is read as it is: the rule, how sure it is, what the number hangs on and what its frame declares."""

    rule: str
    confidence: float
    modality: Modality
    at: Attachment | None
    counted: Token | None = None
    kind: str | None = None
    statistic: str | None = None


def build_figure(context: Context, scene: Scene, mention: QuantityMention, subject: Reference, basis: Basis) -> Figure:
    """The figure of a number whose subject is known."""
    unit, metric = unit_and_metric(scene, mention, basis.counted, subject, basis.at)
    kind = kind_of(scene, mention, basis.modality, basis.at, basis.kind, subject)
    loose = kind is Kind.BUDGET and basis.rule in _LOOSE and basis.modality is not Modality.COMMITTED
    if loose and context.measures_money(scene.block, scene.text[scene.start : scene.end]):
        kind = Kind.RESULT if basis.modality is not Modality.STATED else Kind.COUNT
    modality = basis.modality
    if mention.kind is QuantityKind.RANK and modality is Modality.STATED:
        modality = Modality.ACHIEVED
    figure = Figure(
        Quantity(mention.value, unit, mention.bound, mention.surface, mention.start, mention.end, mention.value_max),
        scene.sentence,
        subject,
        metric,
        kind,
        modality,
        basis.rule,
        basis.confidence,
        statistic_of(scene, mention, basis.statistic),
        time=time_of(context, scene, mention, modality),
        agent=agent_of(scene, basis.at),
        lower_is_better=mention.kind is QuantityKind.RANK,
    )
    due = figure.time is not None and figure.time.role is TimeRole.DEADLINE
    if figure.kind is Kind.SHARE and due and modality in (Modality.COMMITTED, Modality.EXPECTED):
        figure.kind = Kind.TARGET  # "80% of adults by 2030"
    if figure.quantity.is_money:
        figure.stage = stage_of(scene, figure, basis.at)
        if figure.kind in (Kind.BUDGET, Kind.INVESTMENT):
            figure.scope = scope_of(scene, mention.start, mention.end)
    return figure


def read_figure(context: Context, scene: Scene, mention: QuantityMention, before: list[Figure]) -> Figure | None:
    """The figure of a number outside brackets; ``before`` are those in front of it in the sentence."""
    token = scene.token_of(mention)
    if token is None:
        return None
    counted = counted_noun(scene, token) if mention.kind is QuantityKind.COUNT else None
    if counted is not None and counted.lemma_.lower() in word_set("nouns", "not_counted"):
        return None
    choice = choose(scene, GROUP[mention.kind], token, counted)
    if mention.kind is QuantityKind.MONEY and (_is_left_open(scene, choice, mention) or goes_on_list(scene, mention)):
        goal = destination_behind(scene, mention)
        choice = Choice(_frame_for(choice), choice.at, goal) if goal is not None else choice
    if mention.kind is QuantityKind.COUNT and is_part_of_those(scene, mention):
        part = _again(context, scene, mention, choice, before)
        if part is not None:
            return part
    choice = _said_beside(scene, mention, choice)
    changed = _change(context, scene, mention, choice, before)
    if changed is not None:
        return changed
    bare = mention.kind is QuantityKind.COUNT and counted is None and not isinstance(choice.subject, Reference)
    if bare and label_before(scene, mention) is None and scene.arrow is None:
        return _again(context, scene, mention, choice, before) or _moved(context, scene, mention, choice)
    found = _subject(context, scene, mention, counted, choice, before)
    if found is None:
        return None
    subject, confidence = found
    modality = figure_modality(context, scene, choice.at, mention, subject)
    if choice.frame.id == "count.any" and choice.at.link in _ASIDE and counted is not None:
        modality = Modality.STATED  # "a trust owned by 14 towns": how many there are, not what was reached
    if mention.kind is QuantityKind.RANK and _is_goal(scene, mention, choice.at):
        modality = Modality.COMMITTED
    frame = choice.frame
    basis = Basis(frame.id, confidence, modality, choice.at, counted, frame.kind, frame.statistic)
    figure = build_figure(context, scene, mention, subject, basis)
    if figure.quantity.is_money and figure.kind is not Kind.BUDGET and is_base(scene, mention):
        earlier = [f for f in before if f.quantity.unit == figure.quantity.unit]
        figure.kind = earlier[-1].kind if earlier else figure.kind
    same = [f for f in before if f.subject == figure.subject and f.quantity.unit == figure.quantity.unit]
    if figure.quantity.is_money and same and same[-1].kind in (Kind.BUDGET, Kind.INVESTMENT):
        figure.kind = same[-1].kind  # "… 532 million will be shared, rising to 591 million"
    _break_down(context, scene, figure, counted)
    return figure


def _change(
    context: Context, scene: Scene, mention: QuantityMention, choice: Choice, before: list[Figure]
) -> Figure | None:
    """The figure of an amount that only compares, or whose verb is left out beside another's."""
    if is_change(scene, mention) and not _says_of_what(scene, choice):
        subject = compared_thing(scene, mention, before)
        if subject is None and isinstance(choice.subject, Reference) and compares_behind(scene, mention):
            subject = choice.subject  # "applications were 73% higher than in 2023"
        if subject is None:
            return None
        modality = before[-1].modality if before else figure_modality(context, scene, choice.at, mention)
        rate = mention.kind in (QuantityKind.PERCENT, QuantityKind.POINTS)
        statistic = Statistic.PERCENT_CHANGE if rate else Statistic.CHANGE
        basis = Basis("change.beside-figure", 0.8, modality, choice.at, None, "change", statistic.value)
        return build_figure(context, scene, mention, resolve(context, scene, subject), basis)
    whole = restated(scene, mention, before)
    if whole is not None and whole.subject is not None:
        basis = Basis("share.restated", 0.8, whole.modality, choice.at, None, "share", Statistic.SHARE.value)
        return build_figure(context, scene, mention, whole.subject, basis)
    base = base_of_change(scene, mention, before)
    subject = base or in_turn(scene, mention, before)
    if subject is None:
        return None
    counted = counted_noun(scene, token) if (token := scene.token_of(mention)) is not None else None
    basis = Basis("figure.in-turn", 0.75, before[-1].modality, choice.at, counted)
    figure = build_figure(context, scene, mention, resolve(context, scene, subject), basis)
    figure.kind = before[-1].kind if before[-1].rule != "change.beside-figure" else figure.kind
    return figure


def _said_beside(scene: Scene, mention: QuantityMention, choice: Choice) -> Choice:
    """The choice with the subject that stands right beside the amount, or at its place in a list, where one does."""
    listed = respectively(scene, mention)
    if listed is not None:
        return Choice(choice.frame, choice.at, listed)
    bounded = bounded_noun(scene, mention)
    if bounded is None:
        return choice
    level = {QuantityKind.MONEY: "money.level", QuantityKind.PERCENT: "rate.level"}.get(mention.kind, choice.frame.id)
    frame = next(f for f in frames()[GROUP[mention.kind]] if f.id == level)
    return Choice(frame, choice.at, bounded)


def _says_of_what(scene: Scene, choice: Choice) -> bool:
    """ "consumer price growth of 2 percent": the noun of change has in front of it what changes."""
    return (
        choice.frame.id == "rate.change-noun"
        and choice.at.link == "of"
        and in_front(scene, choice.at.governor) is not None
    )


_AGAIN = re.compile(
    r"\b(?:another|a further|of whom|of which|of these|of them|the other|the remaining|and|while|with)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


def _again(
    context: Context, scene: Scene, mention: QuantityMention, choice: Choice, before: list[Figure]
) -> Figure | None:
    """ "2,500 people, of whom 440 …": a bare number counts what the number before it counted."""
    those = is_part_of_those(scene, mention)  # "7,000 of these" may open a sentence
    earlier = [*context.figures.get(scene.sentence.block, []), *before] if those else before
    counts = [f for f in earlier if not f.quantity.is_money and f.quantity.unit not in ("percent", "rank", "times")]
    if not counts or counts[-1].subject is None:
        return None
    lead = scene.text[max(scene.start, mention.bound_start - 30) : mention.bound_start]
    if _AGAIN.search(lead) is None and not those:
        return None
    modality = figure_modality(context, scene, choice.at, mention)
    figure = build_figure(context, scene, mention, counts[-1].subject, Basis("count.again", 0.7, modality, choice.at))
    figure.quantity = replace(figure.quantity, unit=counts[-1].quantity.unit)
    figure.metric = counts[-1].metric
    return figure


def _moved(context: Context, scene: Scene, mention: QuantityMention, choice: Choice) -> Figure | None:
    """ "the number of employed grew by 350,000": a bare number by which, or to which, something moved."""
    verb = choice.at.governor
    if verb.lemma_ not in word_set("nouns", "moving") or choice.at.link not in _MOVED_BY:
        return None
    reference = next((refer(scene, s) for s in subjects(verb) if usable(scene, s) and s.pos_ != "PRON"), None)
    if reference is None or _is_empty(reference):
        return None
    changed = choice.at.link != "prep:to"
    statistic = Statistic.CHANGE.value if changed else None
    modality = figure_modality(context, scene, choice.at, mention, reference)
    basis = Basis("count.moved", 0.7, modality, choice.at, None, "comparison" if changed else None, statistic)
    return build_figure(context, scene, mention, reference, basis)


def _subject(
    context: Context,
    scene: Scene,
    mention: QuantityMention,
    counted: Token | None,
    choice: Choice,
    before: list[Figure],
) -> tuple[Reference, float] | None:
    """What a figure is about, and how sure that is."""
    confidence = 0.75 if choice.frame.open else 0.85
    reference = subject_said(context, scene, choice.subject, before)
    label = label_before(scene, mention)
    if label is not None and (
        reference is None
        or isinstance(choice.subject, str)
        or label_wins(scene, label, reference, counted, mention.kind)
    ):
        reference, confidence = label, 0.8
    if reference is not None and _says_nothing(reference):
        again = _taken_up(context, scene, mention, reference, before)
        reference, confidence = (again, 0.7) if again is not None else (topic(context, scene), 0.65)
    if reference is None and counted is not None:
        reference, confidence = refer(scene, counted), 0.6
    if reference is None or _says_nothing(reference):
        offered = subject_offered(context, scene, mention, counted, before)
        offered = resolve(context, scene, offered) if offered is not None else None
        return (offered, DOUBT) if offered is not None and not _is_empty(offered) else None
    return reference, confidence - (0.1 if choice.subject == TOPIC else 0)


def _is_left_open(scene: Scene, choice: Choice, mention: QuantityMention) -> bool:
    """Whether a frame of money found no purpose of its own: none, what the passage is about, or words before it.

    Words beyond another amount, or beyond a colon or semicolon behind the amount, belong to something else.
    """
    if choice.frame.id in _PAID_TO or (choice.frame.kind == "result" and choice.at.link != "attr"):
        return False
    subject = choice.subject
    if not isinstance(subject, Reference):
        return True
    if subject.start > mention.end:
        return re.search(r"[:;]", scene.text[mention.end : subject.start]) is not None
    if subject.end < mention.start and ";" in scene.text[subject.end : mention.start]:
        return True
    if any(subject.end <= q.start and q.end <= mention.start for q in scene.quantities):
        return choice.frame.id not in _SAYS_WHAT
    return subject.name is None and choice.frame.id not in _SAYS_WHAT


def _frame_for(choice: Choice) -> Frame:
    """The frame that a purpose found behind the money belongs to: money listed or shown is money for something."""
    return frames()["money"][-1] if choice.frame.kind == "result" else choice.frame


def subject_said(
    context: Context, scene: Scene, subject: Reference | str | None, before: list[Figure]
) -> Reference | None:
    """The thing that a frame's place gives, with back references, ``topic`` and ``previous`` looked up."""
    if isinstance(subject, Reference):
        return resolve(context, scene, subject)
    if subject == PREVIOUS:
        return before[-1].subject if before else topic(context, scene)
    if subject != TOPIC:
        return None
    if scene.block.kind is BlockKind.NOTE and not before and any(t.lemma_ == "invest" for t in scene.doc):
        goal = destination(context, scene.block)
        if goal is not None:
            return goal
    paid = next((f.subject for f in reversed(before) if f.subject is not None and f.quantity.is_money), None)
    return paid or topic(context, scene)


def _taken_up(
    context: Context, scene: Scene, mention: QuantityMention, reference: Reference, before: list[Figure]
) -> Reference | None:
    """ "the number is to grow to 200", "a figure that rose by 7%": what the latest figure of that sort was about."""
    if reference.head not in word_set("nouns", "figure_words"):
        return None
    earlier = [*context.figures.get(scene.sentence.block, []), *before]
    counts = [f for f in earlier if f.quantity.is_money is (mention.kind is QuantityKind.MONEY)]
    return counts[-1].subject if counts else None


def _is_empty(reference: Reference) -> bool:
    """Whether even a subject of last resort would only be a word of money or a pronoun."""
    words = re.findall(r"[a-z][\w-]*", reference.words.lower())
    return reference.name is None and all(any(w in word_set("nouns", k) for k in _EMPTY) for w in words)


def _says_nothing(reference: Reference) -> bool:
    """Whether a reference is only "all", "the number", "types" or the like."""
    if reference.name is not None:
        return False
    words = [singular(w) for w in re.findall(r"[A-Za-z][\w-]*", reference.words)]
    empty = ("generic_counted", "transparent", "plain_adjectives", "empty_words", "empty_money")
    return all(any(w in word_set("nouns", key) for key in empty) for w in words)


def _is_goal(scene: Scene, mention: QuantityMention, at: Attachment) -> bool:
    """Whether a rank is one to be reached."""
    time = nearest_time(scene, mention)
    if time is not None and time.period.role is TimeRole.DEADLINE:
        return True
    goals = word_set("nouns", "goals")
    return at.governor.lemma_ in goals or any(t.lemma_ in goals for t in at.governor.ancestors)


def _break_down(context: Context, scene: Scene, figure: Figure, counted: Token | None) -> None:
    """A note that lists amounts in the unit of the figure it explains divides that figure."""
    block = scene.block
    if block.kind is not BlockKind.NOTE or block.host is None or counted is None or figure.subject is None:
        return
    marked = marked_figure(context, block)
    hosts = [marked] if marked is not None else context.figures.get(block.host, [])
    whole = next((f for f in hosts if f.quantity.unit == figure.quantity.unit), None)
    if whole is None or whole.subject is None or whole.quantity.value <= figure.quantity.value:
        return
    figure.metric = f"{figure.metric} ({figure.subject.words})"[:60]
    figure.subject, figure.part_of, figure.rule = whole.subject, whole.quantity.start, "note.breakdown"
    figure.modality, figure.kind = whole.modality, whole.kind


def reporting_periods(scene: Scene) -> Iterator[Figure]:
    """ "the achievements of X over the past year": how long the time is over which a document reports."""
    for match in _REPORTED.finditer(scene.text, scene.start, scene.end):
        token = next((t for t in scene.doc if scene.place_of(t) == match.start("noun")), None)
        subject = refer(scene, token) if token is not None else None
        if subject is None:
            continue
        value = _SPELLED.get(match["number"].lower()) or Decimal(match["number"])
        quantity = Quantity(value, singular(match["unit"]), Bound.EXACTLY, match["length"], *match.span("length"))
        rule = "time.reporting-period"
        yield Figure(quantity, scene.sentence, subject, "reporting period", Kind.COUNT, Modality.STATED, rule, 0.75)
