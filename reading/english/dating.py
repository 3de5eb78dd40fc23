"""Which time goes with a number of a sentence."""

from __future__ import annotations

import re

from ...graph.values import Modality, Period, Precision, TimeRole
from ..document import BlockKind
from ..periods import PeriodMention
from ..quantities import QuantityMention
from .context import Context
from .scene import Scene

_SAID = re.compile(
    r"\b(?:announced|said|published|released|unveiled|reported|issued|confirmed|revealed|disclosed)(?:\s+(?:\w+\s+){0,2})?$",
    re.IGNORECASE,
)
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
    own = [p for p in own if not _dates_speech(scene, p)]
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
    if period.period.precision is not Precision.DAY:
        return False
    return _SAID.search(scene.text[max(scene.start, period.start - 40) : period.start]) is not None


def time_of(context: Context, scene: Scene, mention: QuantityMention, modality: Modality) -> Period | None:
    """The time of a figure: its own, that of the sentence around its bracket, or of the block that it belongs to.

    What has been done has no deadline: the time is left out there.
    """
    chosen = nearest_time(scene, mention)
    if chosen is None and scene.parent is not None:
        chosen = nearest_time(scene.parent, mention)
    if chosen is None:
        chosen = _time_above(context, scene)
    if chosen is None or (chosen.period.start is None and chosen.period.end is None):
        return None
    if chosen.period.role is TimeRole.DEADLINE and modality is Modality.ACHIEVED:
        return None
    return chosen.period


def _time_above(context: Context, scene: Scene) -> PeriodMention | None:
    """The only time of the block to which a note or bullet belongs."""
    host = scene.block.host
    if host is None or scene.block.kind not in (BlockKind.NOTE, BlockKind.BULLET):
        return None
    times = context.times.get(host, [])
    return times[0] if len(times) == 1 else None
