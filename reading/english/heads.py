"""The head noun of an English phrase and the type of thing that it makes of it (``heads.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...graph.claim import EntityType
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
    if section == "title" and len(words) > 2 and words[0] == "Department" and words[1] in ("of", "for"):
        return EntityType.MINISTRY
    plain = [w.strip("“”\"'‘’,.;:()") for w in words]
    cut = next((i for i, w in enumerate(plain) if i and w in _PREPOSITIONS), len(plain))
    ends = (cut,) if section == "phrase" else (cut, len(plain))
    return next((heads[head] for end in ends for head in _candidates(plain[:end]) if head in heads), None)


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
