"""Which time goes with a number of a sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from ...graph.values import Modality, Period, Precision, TimeRole
from ..document import BlockKind
from ..periods import PeriodMention
from ..quantities import QuantityKind, QuantityMention
from .context import Context
from .scene import Scene

_SAID = re.compile(
    r"\b(?:announced|said|published|released|unveiled|reported|issued|confirmed|revealed|disclosed)(?:\s+(?:\w+\s+){0,2})?$",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\b(?:from|than|against|over|on|since|compared (?:with|to)|versus|vs\.?|relative to|as in)"
    r"\s+(?:[\w’'-]+\s+){0,4}?$",
    re.IGNORECASE,
)
_UP = re.compile(r"\b(?:up|down|increase of|rise of|decrease of|fall of)\s+(?:\w+\s+)?$", re.IGNORECASE)
_RECORD = re.compile(
    r"\b(?:not|never|first|last|highest|lowest|largest|biggest|fastest|strongest|worst|best|most|longest)\b[^.;,]{0,50}"
    r"\s+since\b[^.;,]{1,24}$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"[’']s\s+(?:[a-z]+\s+){0,2}")
_FAR = 40
"""A bracket that begins further behind a number dates something else."""


def nearest_time(scene: Scene, mention: QuantityMention) -> PeriodMention | None:
    """The time that goes with a number: in the bracket right behind it, else the nearest in its sentence or bracket."""
    for inner in scene.inner:
        if inner.periods and not inner.quantities and inner.bracket is not None:
            between = scene.text[mention.end : inner.bracket.start]
            if 0 <= inner.bracket.start - mention.end <= _FAR and not re.search(r"[,;→]", between):
                return inner.periods[0]
    own = [p for p in scene.periods if not (mention.start < p.end and p.start < mention.end)]
    own = [p for p in own if not _dates_speech(scene, p) and not _dates_base(scene, p, mention)]
    if scene.parent is not None:
        own = [p for p in own if ";" not in scene.text[min(p.end, mention.end) : max(p.start, mention.start)]]
    arrow = scene.arrow
    if arrow is not None:
        own = [p for p in own if (p.start < arrow) == (mention.start < arrow)] or own

    def distance(period: PeriodMention) -> tuple[int, int]:
        between = scene.text[min(period.end, mention.end) : max(period.start, mention.start)]
        barriers = len(re.findall(r"[,;]\s+(?:and|while|but)\b|;", between))
        behind = period.start >= mention.end
        return barriers, period.start - mention.end if behind else mention.start - period.end

    return min(own, key=distance, default=None)


def _dates_speech(scene: Scene, period: PeriodMention) -> bool:
    """ "announced on January 6 that …": the day of saying so dates no figure."""
    if period.period.precision is Precision.YEAR:
        return False
    return _SAID.search(scene.text[max(scene.start, period.start - 40) : period.start]) is not None


def _dates_base(scene: Scene, period: PeriodMention, mention: QuantityMention) -> bool:
    """Whether a time is that of what a number is compared with: "12% more than in 2023".

    It dates only the number right behind it.
    """
    if period.period.role is TimeRole.DEADLINE:
        return False
    owned = _owner(scene, period)
    if owned is not None:
        return owned is not mention
    if _dates_record(scene, period):
        return True
    if period.start < mention.end:
        return False
    if _is_rate(mention) and _behind_amount(scene, mention, period):
        return True
    lead = scene.text[mention.end : period.end]
    base = _BASE.search(lead[: -len(lead.split()[-1])] if lead.split() else lead)
    if base is None:
        return False
    compares = not base.group().lower().startswith(("from", "over", "on", "since"))
    return (
        compares
        or _is_rate(mention)
        or _behind_amount(scene, mention, period)
        or _behind_change(scene, mention, period)
    )


def _dates_record(scene: Scene, period: PeriodMention) -> bool:
    """ "not seen since the 1980s", "the highest level since 2010": how long ago something was so dates no figure."""
    return _RECORD.search(scene.text[max(scene.start, period.start - 80) : period.end]) is not None


def _owner(scene: Scene, period: PeriodMention) -> QuantityMention | None:
    """The amount that a time in front of it dates: "last year's 179 billion"."""
    for quantity in scene.quantities:
        if 0 <= quantity.bound_start - period.end <= 24:
            between = scene.text[period.end : quantity.bound_start]
            if _POSSESSIVE.fullmatch(between):
                return quantity
    return None


def _is_rate(mention: QuantityMention) -> bool:
    return mention.kind in (QuantityKind.PERCENT, QuantityKind.POINTS, QuantityKind.TIMES)


def _behind_amount(scene: Scene, mention: QuantityMention, period: PeriodMention) -> bool:
    """Whether another amount stands between a number and a time: "to 5.7 million, from 5.1 million a year earlier"."""
    return any(
        mention.end <= q.start
        and q.end <= period.start
        and re.search(r"\b(?:from|than|against)\s+(?:\w+\s+){0,2}$", scene.text[mention.end : q.bound_start])
        for q in scene.quantities
    )


def _behind_change(scene: Scene, mention: QuantityMention, period: PeriodMention) -> bool:
    """Whether a rate of change stands between a number and a time: "226 million, up 4.1 percent from 2022"."""
    between = [q for q in scene.quantities if mention.end <= q.start and q.end <= period.start]
    return any(_is_rate(q) and _UP.search(scene.text[mention.end : q.bound_start]) for q in between)


def time_of(context: Context, scene: Scene, mention: QuantityMention, modality: Modality) -> Period | None:
    """The time of a figure: its own, that of the sentence around its bracket, or of the block that it belongs to.

    What has been done has no deadline to come: the time is left out there; one that is past says when it was reached.
    """
    chosen = nearest_time(scene, mention)
    if chosen is None and scene.parent is not None:
        chosen = nearest_time(scene.parent, mention)
    if chosen is None:
        chosen = _time_above(context, scene)
    if chosen is None or (chosen.period.start is None and chosen.period.end is None):
        return None
    if chosen.period.role is TimeRole.DEADLINE and modality is Modality.ACHIEVED:
        now, end = context.document.source.reckoned_from, chosen.period.end or ""
        past = bool(now and end) and end <= now[: len(end)]
        return replace(chosen.period, role=TimeRole.AS_OF) if past else None
    return chosen.period


def _time_above(context: Context, scene: Scene) -> PeriodMention | None:
    """The only time of the block to which a note or bullet belongs."""
    host = scene.block.host
    if host is None or scene.block.kind not in (BlockKind.NOTE, BlockKind.BULLET):
        return None
    times = context.times.get(host, [])
    return times[0] if len(times) == 1 else None
