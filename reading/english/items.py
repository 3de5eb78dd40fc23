"""The items of a list in running text, and what each names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..figures import Reference
from .grammar import squeeze
from .scene import Scene

_LONGEST = 90
_ITEM = re.compile(r"(?:[^,()]|(?<=\d),(?=\d)|\([^()]*\))+")
_LEAD = re.compile(
    r"[\s”’]*(?:and\s+|or\s+|as well as\s+)?(?:for (?:instance|example),?\s+|e\.g\.,?\s+|namely,?\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*\([^()]*\)\s*$|[\s.;]+$")


def comma_items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of the items of a comma list, brackets and "etc." left out.

    >>> t = "maps, the tide gauges (40), and buoys, etc."
    >>> [t[a:b] for a, b in comma_items(t, 0, len(t))]
    ['maps', 'tide gauges', 'buoys']
    >>> t = "1,200 buoys, 4 maps"
    >>> [t[a:b] for a, b in comma_items(t, 0, len(t))]
    ['1,200 buoys', '4 maps']
    >>> t = "For instance the “Reef Plan,” the “Kelp Act,” and others"
    >>> [t[a:b] for a, b in comma_items(t, 0, len(t))]
    ['“Reef Plan', '“Kelp Act', 'others']
    """
    for match in _ITEM.finditer(text[start:end]):
        lead = _LEAD.match(match.group())
        offset = lead.end() if lead else 0
        body = _TAIL.sub("", match.group()[offset:])
        if body and body.lower() not in ("etc", "and so on", "among others"):
            yield from _split_at_and(start + match.start() + offset, body)


def _split_at_and(begin: int, body: str) -> Iterator[tuple[int, int]]:
    """ "A (5) and B (6)" is two items; "prognosis and prediction" is one."""
    joint = re.search(r"\)\s+and\s+(?=\S)", body)
    if joint is None:
        yield begin, begin + len(body)
        return
    first = re.sub(r"\s*\([^()]*\)\s*$", "", body[: joint.start() + 1])
    yield begin, begin + len(first)
    yield from _split_at_and(begin + joint.end(), body[joint.end() :])


def item_at(scene: Scene, begin: int, end: int) -> Reference | None:
    """What one item of a list names, or describes in its own words."""
    for name in scene.names:
        if name.start <= begin + 4 and begin <= name.start + 4 and abs(name.end - end) <= 2:
            return Reference.to(name)
    words = squeeze(re.sub(r"\s*\([^()]*\)", "", scene.text[begin:end])).strip('“”‘’"')
    if len(words) > _LONGEST or not re.search(r"[A-Za-z]", words):
        return None
    return Reference(words, begin, end, None, words.split()[-1].lower())
