"""English number words: "two hundred and fifty", "a dozen", "half a million"."""

from __future__ import annotations

import re
from decimal import Decimal

from ..lexicons import join_alternatives, read_lexicon

_NUMBERS = read_lexicon("english", "numbers")
UNITS: dict[str, int] = _NUMBERS["units"] | _NUMBERS["tens"]
SCALES: dict[str, int] = _NUMBERS["scales"]
_SPOKEN = {
    word: SCALES[word] for word in ("hundred", "thousand", "million", "billion", "trillion", "lakh", "crore", "dozen")
}
_UNIT = join_alternatives(UNITS)
_SCALE = join_alternatives(_SPOKEN)
_WORD = rf"(?:{_UNIT}|{_SCALE})"
NUMBER_WORDS = (
    rf"(?:(?:half|a\s+quarter\s+of|quarter)\s+an?\s+{_SCALE}\b|half\s+a\s+dozen\b"
    rf"|an?\s+{_SCALE}\b(?:(?:\s+and\s+|[\s-]){_WORD}\b)*+"
    rf"|{_UNIT}\b(?:(?:\s+and\s+a\s+half|(?:\s+and\s+|[\s-]){_WORD})\b)*+)"
)
"""A run of number words, as a regular expression to be used without regard to case."""


def read_number_words(words: str) -> Decimal | None:
    """Give the value of a run of number words, or nothing when they are none.

    >>> [read_number_words(w) for w in ("two hundred and fifty", "a dozen", "half a million", "several")]
    [Decimal('250'), Decimal('12'), Decimal('500000.0'), None]
    """
    parts = re.split(r"[\s-]+", words.lower().strip())
    if parts and parts[0] in ("half", "quarter"):
        factor = Decimal("0.5") if parts[0] == "half" else Decimal("0.25")
        return factor * SCALES[parts[-1]] if parts[-1] in SCALES else None
    if parts[:3] == ["a", "quarter", "of"]:
        return Decimal("0.25") * SCALES[parts[-1]]
    total, current = Decimal(0), Decimal(0)
    last_scale: int | None = None
    seen = False
    for index, part in enumerate(parts):
        if part in ("a", "an", "and"):
            if index == 0:
                current = Decimal(1)
            continue
        if part == "half":
            current += Decimal("0.5")
        elif part in UNITS:
            current += UNITS[part]
        elif part in _SPOKEN:
            scale = _SPOKEN[part]
            if scale in (12, 100):
                current = (current or Decimal(1)) * scale
            elif last_scale is not None and scale > last_scale:
                total, current = (total + current) * scale, Decimal(0)
            else:
                total, current = total + (current or Decimal(1)) * scale, Decimal(0)
            last_scale = scale
        else:
            return None
        seen = True
    return total + current if seen else None
