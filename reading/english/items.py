"""The items of a list in running text, and what each names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..figures import Reference
from .grammar import squeeze
from .scene import Scene

_LONGEST = 90
_WITH_NUMBER = re.compile(r" (?:at|in|for|with|to|by|of|on|across|over) (?:[a-z]+ ){0,3}\d")
_FINITE = ("VBZ", "VBP", "VBD")
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


def listed_from(scene: Scene, start: int) -> list[tuple[int, int]]:
    """The items of a list that begins at a place, while they are noun phrases; the last ends where its clause goes on.

    Of "A, B and C" the last two are two items, unless a name holds the "and".
    """
    items: list[tuple[int, int]] = []
    for begin, end in comma_items(scene.text, start, scene.end):
        stop = _end_of_noun_phrase(scene, begin, end)
        if stop is None or (items and _is_clause(scene, items[0][0], begin)):
            break
        if items and stop < end and _goes_on(scene, stop) and not _closes_list(scene.text, begin, stop):
            break
        items.append((begin, stop))
        if stop < end or re.match(r"\s*[.;:—–]", scene.text[end : end + 3]):
            break
    return [part for item in items for part in halves(scene, item, last=len(items) > 1 and item is items[-1])]


def _goes_on(scene: Scene, at: int) -> bool:
    """Whether a finite verb follows at a place."""
    behind = next((t for t in scene.doc if scene.place_of(t) >= at and t.pos_ not in ("ADV", "PUNCT", "SPACE")), None)
    return behind is not None and behind.tag_ in (*_FINITE, "MD")


def _closes_list(text: str, begin: int, stop: int) -> bool:
    """Whether an item, behind which a verb follows, is the last of its list: an "and" stands before or in it."""
    before = re.search(r"\b(?:and|or|as well as)\s+(?:the\s+|an?\s+)?$", text[max(0, begin - 16) : begin])
    return before is not None or re.search(r"\s(?:and|or)\s", text[begin:stop]) is not None


def halves(scene: Scene, item: tuple[int, int], *, last: bool) -> list[tuple[int, int]]:
    """The two things that an item joins by "and": where a name ends there, or where it is the last of a list."""
    begin, end = item
    joint = re.search(r"\s+(?:and|or)\s+", scene.text[begin:end])
    if joint is None or scene.text[begin:end].count(" and ") > 1:
        return [item]
    names = [n for n in scene.names if not n.weak]
    if any(n.start < begin + joint.start() and begin + joint.end() < n.end for n in names):
        return [item]
    if last or any(abs(n.end - begin - joint.start()) <= 2 for n in names):
        return [(begin, begin + joint.start()), (begin + joint.end(), end)]
    return [item]


def _is_clause(scene: Scene, first: int, begin: int) -> bool:
    """Whether what begins at a place says what happens ("…, enabling care") where the list is of things."""
    opening = {scene.place_of(t): t for t in scene.doc}
    own, others = opening.get(begin), opening.get(first)
    return own is not None and own.tag_ in ("VBG", "VBN") and (others is None or others.tag_ != own.tag_)


def _end_of_noun_phrase(scene: Scene, begin: int, end: int) -> int | None:
    """Where the noun phrase that begins an item ends; None where it begins otherwise."""
    inside = [t for t in scene.doc if begin <= scene.place_of(t) < end and not t.is_space]
    if not inside or inside[0].tag_ in ("IN", "WDT", "WP", "TO", "MD", "VBD", "VBZ", "VBP", "WRB", "CC", "PRP"):
        return None
    stop = next((t for t in inside if t.tag_ in _FINITE or t.tag_ in ("WDT", "WP", "MD", "TO")), None)
    stop = stop or next((t for t in inside if t.text in ";:—–"), None)
    kept = [t for t in inside if stop is None or t.i < stop.i]
    while kept and kept[-1].pos_ in ("ADV", "PUNCT", "AUX", "CCONJ", "SCONJ", "PART"):
        kept.pop()
    if not kept or kept[-1].pos_ not in ("NOUN", "PROPN", "X", "NUM"):
        return None
    return scene.span(kept[-1], kept[-1])[1] if stop is not None else end


def item_at(scene: Scene, begin: int, end: int) -> Reference | None:
    """What one item of a list names, or describes in its own words."""
    for name in scene.names:
        if name.start <= begin + 4 and begin <= name.start + 4 and abs(name.end - end) <= 2:
            return Reference.to(name)
    words = squeeze(re.sub(r"\s*\([^()]*\)", "", scene.text[begin:end])).strip('“”‘’"')
    words = _WITH_NUMBER.split(words)[0]
    if len(words) > _LONGEST or not re.search(r"[A-Za-z]", words):
        return None
    return Reference(words, begin, end, None, words.split()[-1].lower())
