"""What somebody says about a sentence, read again from its words: a person who corrects, a model that proposes.

Nothing is taken at its word: numbers and times are those that our own grammars find at the place named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..graph.citation import Citation
from ..graph.values import Period
from .periods import PeriodMention
from .quantities import QuantityMention

Places = Sequence[tuple[int, int]]


class Unread(LookupError):
    """Words that do not stand in the sentence, or that hold nothing that can be read; the message says which."""


def places_of(words: str, sentence: Citation) -> Places:
    """Where words stand in a sentence, as offsets in the text. Raises Unread where they do not.

    >>> places_of("40", Citation(10, 23, "40 of 40 docks"))
    [(10, 12), (16, 18)]
    """
    found = [m.span() for m in re.finditer(re.escape(words), sentence.quote)] if words else []
    if not found:
        raise Unread(f"{words!r} does not stand in the sentence.")
    return [(sentence.start + start, sentence.start + end) for start, end in found]


def quantity_in(words: str, places: Places, mentions: Iterable[QuantityMention]) -> QuantityMention:
    """The first of the quantities that stand in these places, which must all be alike. Raises Unread."""
    inside = [each for each in mentions if any(start <= each.start and each.end <= end for start, end in places)]
    distinct = {(each.value, each.value_max, each.unit): each for each in reversed(inside)}
    if len(distinct) != 1:
        raise Unread(f"{words!r} holds {'several numbers' if distinct else 'no number that can be read'}.")
    return next(iter(distinct.values()))


def period_in(words: str, places: Places, mentions: Iterable[PeriodMention]) -> Period:
    """The time that stands in these places or reaches into them. Raises Unread unless it is one."""
    reached = [each for each in mentions if any(each.start < end and start < each.end for start, end in places)]
    found = {(each.period.start, each.period.end, each.period.role): each.period for each in reached}
    if len(found) != 1:
        raise Unread(f"{words!r} holds {'several times' if found else 'no time that can be read'}.")
    return next(iter(found.values()))


def said_in(words: str, quote: str) -> bool:
    """Whether every word stands in a sentence, in singular or plural, in whatever order.

    >>> said_in("sensors of a quay", "The quay has a pair of sensors."), said_in("cranes", "The quay has sensors.")
    (True, False)
    """
    spaced = even_out(quote, keep_spaces=True)
    return all(_stem(word) in spaced for word in even_out(words, keep_spaces=True).split())


def even_out(words: str, *, keep_spaces: bool = False) -> str:
    """Letters and digits alone, without case.

    >>> even_out("Data-Dam (II)"), even_out("Data-Dam (II)", keep_spaces=True)
    ('datadamii', 'data dam ii')
    """
    return re.sub(r"[\W_]+", " " if keep_spaces else "", words.casefold()).strip()


def _stem(word: str) -> str:
    return word[:-3] if word.endswith("ies") else word.rstrip("s") if len(word) > 3 else word
