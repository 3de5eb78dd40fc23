"""The head noun of an English phrase and the type of thing that it makes of it (``heads.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...graph.claim import EntityType
from ..names import find_known, gazetteer
from .words import word_groups, word_set

_PREPOSITIONS = frozenset({"of", "for", "on", "to", "against", "in", "by", "with"})


@cache
def _heads(section: str) -> dict[str, EntityType]:
    return {word: EntityType(kind) for kind, words in word_groups("heads", section).items() for word in words}


def singular(word: str) -> str:
    """A rough singular, enough to look a head noun up.

    >>> [singular(w) for w in ("platforms", "strategies", "glass", "buses", "diseases", "businesses", "houses")]
    ['platform', 'strategy', 'glass', 'bus', 'disease', 'business', 'house']
    """
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if re.search(r"(?:ss|x|z|ch|sh|us|gas|lens)es$", low) and not re.search(
        r"(?:^|[^bcgnp])(?:ho|ca|cla|pa)uses$", low
    ):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is", "ics")) else low


def type_of_phrase(words: Sequence[str], section: str = "title") -> EntityType | None:
    """The type that the head noun of a phrase gives; two-word heads before one-word ones.

    The head is the word before the first preposition or, in a title, the last word. ``section`` says which list of
    heads counts: ``title`` for capitals and quotation marks, ``phrase`` for plain words.

    >>> type_of_phrase("Strategy for Smart Manufacturing".split()), type_of_phrase("Metaverse Alliance".split())
    (<EntityType.STRATEGY: 'strategy'>, <EntityType.ALLIANCE: 'alliance'>)
    """
    heads = _heads(section)
    if section == "title" and _is_department(words):
        return EntityType.MINISTRY
    plain = [w.strip("“”\"'‘’,.;:()") for w in words]
    cut = next((i for i, w in enumerate(plain) if i and w in _PREPOSITIONS), len(plain))
    ends = (cut,) if section == "phrase" else (cut, len(plain))
    return next((heads[head] for end in ends for head in _candidates(plain[:end]) if head in heads), None)


def _is_department(words: Sequence[str]) -> bool:
    """ "Department for Tides", "U.S. Department of Tides": a ministry; that of a state or province is not."""
    lead = words[1:] if words and words[0] in ("U.S.", "US", "UK", "Federal") else words
    return len(lead) > 2 and lead[0] == "Department" and lead[1] in ("of", "for")


def _candidates(words: list[str]) -> Iterator[str]:
    """The last two words and the last one, as they are and in the singular."""
    for length in (2, 1):
        if len(words) >= length:
            *before, last = (w.lower() for w in words[-length:])
            yield " ".join([*before, last])
            yield " ".join([*before, singular(last)])


def type_of_plain_phrase(words: str) -> EntityType | None:
    """The type of a thing that is described rather than named; ``None`` where the phrase is too plain to be one.

    >>> type_of_plain_phrase("online education platform"), type_of_plain_phrase("new platforms")
    (<EntityType.PLATFORM: 'platform'>, None)
    """
    plain = words.split()
    if all(w.lower() in word_set("nouns", "plain_adjectives") for w in plain[:-1]):
        return None
    return type_of_phrase(plain, "phrase")


_SPECIFIC = re.compile(r"\b[A-Z]&[A-Z]\b|\b[A-Z]*\d*[A-Z]{2,}[\w&-]*|\b\d[A-Z]\b|\b[A-Z][a-z]+\b")
_IN_YEAR = re.compile(r" (?:of|for|in) (?:19|20)\d\d$")
_LOOSE = re.compile(r"\b[A-Za-z]+-(?:based|related|driven|enabled|powered|funded|led)\b|\b[A-Z][\w.-]*[’']s?\b")


def is_specific(words: str) -> bool:
    """Whether a described thing is one for which a name would do: its modifiers name a technology or another thing.

    >>> is_specific("5G dedicated network"), is_specific("cross-border hubs"), is_specific("AI-based services")
    (True, False, False)
    """
    *before, head = words.split()
    modifiers = " ".join(before)
    if _LOOSE.search(modifiers):
        return False
    if _IN_YEAR.search(words):
        return True
    if " ".join(words.split()[-2:]).lower() in word_set("heads", "weighty"):
        return True
    loose = singular(head) in word_set("heads", "loose")
    if len(before) > (2 if loose else 1) and _plain(before[0]):
        return True
    return _SPECIFIC.search(modifiers) is not None or any(
        n.type is EntityType.TECHNOLOGY and (" " in n.name or not loose) for n in find_known(modifiers, gazetteer())
    )


def _plain(word: str) -> bool:
    return not re.search(r"(?:[’']s?|ed|ing|ly|est|st|nd|rd|th)$", word) and word.lower() not in word_set(
        "heads", "of_owner"
    )
