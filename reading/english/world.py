"""Names of the world that their form does not give away: places, bodies, companies (``world.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...graph.claim import EntityType
from ..lexicons import read_lexicon
from ..names import NameMention

_BEFORE = re.compile(r"[\w’'-]$")
_AFTER = re.compile(r"[\w]|-[\w]|’(?!s\b)\w|'(?!s\b)\w")


def find_world_names(text: str, start: int, end: int) -> Iterator[NameMention]:
    """The names of the list that stand in ``text[start:end]`` as they are written there, the longest of each place.

    >>> [(n.name, n.type.value) for n in find_world_names("Ofgem and New Delhi, not Delhis.", 0, 32)]
    [('Ofgem', 'agency'), ('New Delhi', 'place')]
    """
    from ahocorasick_rs import AhoCorasick

    automaton, names = _automaton()
    assert isinstance(automaton, AhoCorasick)
    stretch = text[start:end]
    for i, first, last in automaton.find_matches_as_indexes(stretch, overlapping=False):
        before, after = stretch[max(0, first - 1) : first], stretch[last : last + 3]
        if not _BEFORE.search(before) and not _AFTER.match(after):
            name, kind = names[i]
            yield NameMention(start + first, start + last, name, kind)


@cache
def _automaton() -> tuple[object, list[tuple[str, EntityType]]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    lists = read_lexicon("english", "world")
    names = list(
        {
            name: (name, EntityType(kind)) for kind, some in lists.items() if isinstance(some, list) for name in some
        }.values()
    )
    return AhoCorasick([name for name, _ in names], matchkind=MatchKind.LeftmostLongest), names
