"""Korean head nouns: what the last noun of a phrase says of the type of the thing."""

from __future__ import annotations

import re
from functools import lru_cache

from ...graph.claim import EntityType
from .words import lexicon, word_set


@lru_cache(maxsize=1)
def _heads() -> tuple[tuple[str, EntityType], ...]:
    pairs = [(w, EntityType(k)) for k, words in lexicon("heads")["title"].items() for w in words]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


def head_of(word: str) -> tuple[str, EntityType] | None:
    """The type noun with which a word ends, and its type."""
    return next((pair for pair in _heads() if word.endswith(pair[0])), None)


def type_of_korean(words: str) -> EntityType | None:
    """The type that the last noun of a phrase gives; ``None`` where the phrase names nothing.

    >>> type_of_korean("분야별 빅데이터 플랫폼"), type_of_korean("주요 사업"), type_of_korean("스마트팜 혁신밸리")
    (<EntityType.PLATFORM: 'platform'>, None, <EntityType.INFRASTRUCTURE: 'infrastructure'>)
    """
    plain = re.sub(r"[‘’“”「」『』'\"]", "", words).split()
    if not plain:
        return None
    head = head_of(plain[-1])
    if head is None or plain[-1] in ("전망", "희망", "사망"):
        return None
    naming = [w for w in plain[:-1] if w not in word_set("heads", "plain", "words")]
    rest = plain[-1].removesuffix(head[0])
    own = len(rest) >= 2 and rest not in word_set("heads", "plain", "words")
    if own or naming:
        return head[1]
    return None
