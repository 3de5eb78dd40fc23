"""Figures in brackets: they are about what stands in front of the bracket."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...graph.values import Modality
from ..figures import Figure, Reference
from ..quantities import QuantityKind, QuantityMention
from .arrows import compare_over_arrow, date_by_series
from .attachments import counted_noun, nearest_attachment
from .changes import is_change
from .context import Context
from .figures import Basis, build_figure, subject_said
from .frames import choose
from .grammar import bare_start
from .moods import figure_modality
from .phrases import bare_words, phrase_ending, refer, refer_span
from .references import resolve
from .scene import Bracket, Scene
from .topics import topic
from .words import generic, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 90
"""A figure that ends further in front of a bracket is not what the bracket explains."""
_NEAR_SHARE = 60
_DATED = re.compile(r"\s+(?:of|for)\s+(?:FY\s?)?\d{4}\s*")
_OUT_OF = re.compile(r"\s+(?:\w+\s+)?out of (?:the |a total of |all )?")


@dataclass(frozen=True, slots=True)
class Host:
    """What stands in front of a bracket: a figure, the last noun and the thing that it names."""

    outer: Scene
    bracket: Bracket
    before: list[Figure]
    figure: Figure | None
    token: Token | None
    thing: Reference | None
    modality: Modality

    @property
    def is_amount(self) -> bool:
        """Whether the bracket stands right behind a number with its noun."""
        return self.token is not None and self.token.i in self.outer.amounts


@dataclass(frozen=True, slots=True)
class _About:
    """What a figure in a bracket is about, and the rule that says so."""

    subject: Reference | None
    rule: str
    modality: Modality
    declared: str | None = None
    part_of: int | None = None


def read_bracket(context: Context, outer: Scene, inner: Scene, before: list[Figure]) -> list[Figure]:
    """The figures of a bracket; ``before`` are the sentence's own."""
    if not inner.quantities or inner.bracket is None:
        return []
    host = _host(context, outer, inner, inner.bracket, before)
    out: list[Figure] = []
    for mention in inner.quantities:
        figure = _figure(context, host, inner, mention, out)
        if figure is not None:
            out.append(figure)
    compare_over_arrow(inner, out)
    date_by_series(outer, inner, out, before)
    return out


def _host(context: Context, outer: Scene, inner: Scene, bracket: Bracket, before: list[Figure]) -> Host:
    text = outer.text
    earlier = sorted((f for f in before if f.quantity.start < bracket.start), key=lambda f: f.quantity.start)
    near = [f for f in earlier if 0 <= bracket.start - f.quantity.end <= _NEAR]
    figure = next((f for f in reversed(near) if ";" not in text[f.quantity.end : bracket.start]), None)
    token, thing = None, None
    phrase = phrase_ending(outer, bracket.start)
    if phrase is not None:
        token, last = phrase
        thing = refer_span(outer, token, last) if token.i not in outer.amounts else None
        if last.i in outer.amounts:
            token, thing = last, None
    if thing is not None:
        thing = resolve(context, outer, _with_year(thing, text[thing.end : bracket.start]))
    modality = figure_modality(context, outer, nearest_attachment(token), inner.quantities[0])
    return Host(outer, bracket, before, figure, token, thing, modality)


def _with_year(thing: Reference, gap: str) -> Reference:
    """ "the harbour budget of 2021 (5 billion won)": the year belongs to the words."""
    if thing.name is not None or _DATED.fullmatch(gap) is None:
        return thing
    return replace(thing, words=f"{thing.words} {gap.strip()}", end=thing.end + len(gap.rstrip()))


def _figure(context: Context, host: Host, inner: Scene, mention: QuantityMention, out: list[Figure]) -> Figure | None:
    token = inner.token_of(mention)
    counted = counted_noun(inner, token) if token is not None and mention.kind is QuantityKind.COUNT else None
    about = _about(context, host, inner, mention, counted)
    subject = about.subject or topic(context, host.outer)
    if subject is None:
        return None
    declared, modality = about.declared, about.modality
    if mention.kind is QuantityKind.PERCENT and declared is None:
        whole = out[-1] if out else host.figure
        if whole is not None and re.search(r"\bof\b", inner.text[mention.end : inner.end]):
            subject, declared = whole.subject or subject, "share"
    at = nearest_attachment(token)
    if at is not None and "to be" in inner.masked.text:
        modality = Modality.COMMITTED
    statistic = "percentChange" if declared == "change" else declared
    figure = build_figure(
        context, inner, mention, subject, Basis(about.rule, 0.85, modality, at, counted, declared, statistic)
    )
    figure.part_of = about.part_of
    if mention.kind is QuantityKind.RANK and figure.time is None and host.outer.periods:
        figure.time = host.outer.periods[0].period
    return figure


def _about(context: Context, host: Host, inner: Scene, mention: QuantityMention, counted: Token | None) -> _About:
    money = mention.kind is QuantityKind.MONEY
    figure = host.figure
    if money and figure is not None and figure.quantity.is_money and (host.token is None or host.is_amount):
        return _About(figure.subject, "bracket.part-of-money", figure.modality, None, figure.quantity.start)
    paid_for = _money_host(context, host) if money else None
    if paid_for is not None:
        return _About(paid_for, "bracket.amount-of-money-noun", host.modality)
    if mention.kind in (QuantityKind.PERCENT, QuantityKind.POINTS) and is_change(inner, mention):
        changed = figure.subject if figure is not None else host.thing
        return _About(changed, "change.in-bracket", figure.modality if figure is not None else host.modality, "change")
    part = _divided(host) if mention.kind is QuantityKind.PERCENT else None
    if part is not None:
        return _About(part.subject, "bracket.share", part.modality, "share")
    if mention.kind is QuantityKind.RANK or "→" in inner.text[inner.start : inner.end]:
        return _series(host, mention)
    return _About(_counted_in(host, inner, mention, counted), "bracket.of-what-precedes", host.modality)


def _money_host(context: Context, host: Host) -> Reference | None:
    """What a bracketed amount behind "the budget" or "an investment" is for."""
    token, thing = host.token, host.thing
    if token is None or token.lemma_.lower() not in word_set("nouns", "money_nouns"):
        return None
    if thing is not None and (thing.name is not None or len(thing.words.split()) > 2):
        return None
    phrase = host.outer.doc[bare_start(token, host.outer.numbers) : token.i + 1]
    if sum(t.tag_ not in ("JJS", "JJR", "RBS") for t in phrase) > 1:
        return None
    return subject_said(context, host.outer, choose(host.outer, "money", token, None).subject, [])


def _divided(host: Host) -> Figure | None:
    """The figure of which a bracketed per cent is another form; of "12 out of 50" the 12."""
    figure = host.figure
    if figure is None or figure.quantity.unit == "percent":
        return None
    if host.token is not None and host.bracket.start - figure.quantity.end > _NEAR_SHARE:
        return None
    for earlier in host.before:
        between = host.outer.text[earlier.quantity.end : figure.quantity.start]
        if earlier.quantity.end < figure.quantity.start and _OUT_OF.fullmatch(between):
            return earlier
    return figure


def _series(host: Host, mention: QuantityMention) -> _About:
    """A rank, or a series with an arrow: it goes on with a figure of the sentence."""
    rank = mention.kind is QuantityKind.RANK
    earlier = [f for f in reversed(host.before) if f.quantity.start < host.bracket.start]
    ranks = [f for f in earlier if f.quantity.unit == "rank"] if rank else []
    source = next(iter(ranks), None) or next((f for f in earlier if _same_item(host, f.quantity.end)), None)
    if source is None:
        return _About(host.thing, "bracket.series", Modality.ACHIEVED)
    committed = source.modality is Modality.COMMITTED
    return _About(source.subject, "bracket.series", Modality.ACHIEVED if committed else source.modality)


def _same_item(host: Host, start: int) -> bool:
    """Whether nothing between a place and the bracket begins a new item of a list."""
    between = host.outer.text[start : host.bracket.start]
    return 0 <= host.bracket.start - start <= _NEAR_SHARE and not re.search(r"[,;)]", between)


def _counted_in(host: Host, inner: Scene, mention: QuantityMention, counted: Token | None) -> Reference | None:
    """The thing in front of the bracket, or what the bracket itself counts where that says more."""
    first = mention is inner.quantities[0]
    if first and host.is_amount and host.figure is not None:
        return host.figure.subject
    own = refer(inner, counted) if counted is not None and not generic(counted.lemma_.lower()) else None
    if own is not None and counted is not None:
        detailed = first and host.figure is not None and len(bare_words(inner, counted).split()) > 1
        if detailed or host.thing is None:
            return own
    return host.thing or (host.figure.subject if host.figure is not None else None)
