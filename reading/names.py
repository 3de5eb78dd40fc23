"""Names: where a text speaks of a ministry, a programme, a law, a technology … and of which type it is.

Known names come from the shipped concepts; others are discovered by their form (capitals or quotation marks around a
type noun). A mention says where it stands; what it means is decided by name and type, never by likeness alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..graph.claim import EntityType
from ..ontology.labels import known_names


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name at ``text[start:end]``; ``name`` is its plain form, ``iri`` is set when it is known beforehand."""

    start: int
    end: int
    name: str
    type: EntityType
    iri: str | None = None
    aliases: tuple[str, ...] = ()
    tentative: bool = False
    quoted: bool = False
    weak: bool = False
    """words that are common nouns as well: a thing of the document only where something is said of it"""


@dataclass(frozen=True, slots=True)
class KnownThing:
    """A thing of the shipped concepts."""

    iri: str
    type: EntityType
    name: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All known names, ready to be looked for."""

    find: Callable[[str], list[tuple[int, int, str]]]
    """gives (start, end, folded name) in a folded text"""
    things: dict[str, tuple[tuple[KnownThing, str, bool], ...]]
    """folded name → (thing, name as listed, whether its capitals matter)"""


def fold(text: str) -> str:
    """Case and typography evened out, length unchanged.

    >>> fold("Wi‑Fi ‘Data Dam’")
    "wi-fi 'data dam'"
    """
    table = {0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"', 0x2010: "-", 0x2011: "-", 0x00A0: " ", 0x3000: " "}
    out = text.translate(table)
    low = out.lower()
    return low if len(low) == len(out) else "".join(c.lower() if len(c.lower()) == 1 else c for c in out)


@lru_cache(maxsize=4)
def gazetteer(without: frozenset[str] = frozenset()) -> Gazetteer:
    """The known names; ``without`` leaves out concepts by IRI (used to measure what they are worth)."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    things: dict[str, list[tuple[KnownThing, str, bool]]] = {}
    preferred: dict[str, str] = {}
    rows = [n for n in known_names() if n.iri not in without]
    for row in rows:
        if row.preferred and row.language == "en":
            preferred.setdefault(row.iri, row.text)
    for row in rows:
        try:
            kind = EntityType(row.type)
        except ValueError:
            continue
        exact = row.acronym or (len(row.text) <= 4 and row.text.upper() == row.text)
        thing = KnownThing(row.iri, kind, preferred.get(row.iri, row.text))
        entry = (thing, unicodedata.normalize("NFC", row.text), exact)
        for folded in {fold(entry[1]), fold(entry[1]).replace("-", " ")}:
            if entry not in things.setdefault(folded, []):
                things[folded].append(entry)
    patterns = sorted(things)
    automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest) if patterns else None

    def find(folded: str) -> list[tuple[int, int, str]]:
        if automaton is None:
            return []
        return [
            (start, end, patterns[i]) for i, start, end in automaton.find_matches_as_indexes(folded, overlapping=False)
        ]

    return Gazetteer(find, {k: tuple(v) for k, v in things.items()})


_VERSION = re.compile(
    r"[ \u00a0](\d\.\d)(?![\d.])(?!\s?(?:%|percent|per cent|times|million|billion|trillion|percentage))"
)
_PLURAL = re.compile(r"(?:e?s)?(?![A-Za-z0-9_-]|[’'](?!s\b)\w)")


def find_known(text: str, names: Gazetteer) -> list[NameMention]:
    """Known names in a text: whole words, plurals allowed, acronyms in capitals only."""
    folded = fold(text)
    out: list[NameMention] = []
    for start, end, key in names.find(folded):
        if start and (text[start - 1].isalnum() and text[start].isascii() and text[start - 1].isascii()):
            continue
        hangul = "가" <= text[end - 1] <= "힣"
        stop = end
        if not hangul:
            tail = _PLURAL.match(folded, end)
            if tail is None:
                continue
            stop = tail.end()
            if stop > end and len(key) <= 3:
                stop = end if not folded[end:stop].isalpha() else stop
        for thing, listed, exact in names.things[key]:
            if exact and text[start:end] != listed:
                continue
            version = _VERSION.match(text, stop) if not hangul else None
            if version is not None and not thing.name.endswith(version[1]):
                out.append(
                    NameMention(
                        start,
                        version.end(),
                        f"{thing.name} {version[1]}",
                        thing.type,
                        None,
                        (text[start : version.end()],),
                    )
                )
            else:
                out.append(NameMention(start, stop, thing.name, thing.type, thing.iri, (text[start:stop],)))
            break
    return out


def settle(mentions: Iterable[NameMention]) -> list[NameMention]:
    """Of overlapping mentions the longest, of equal ones the known; in the order of the text."""
    kept: list[NameMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.iri is None, m.start)):
        if all(mention.end <= k.start or mention.start >= k.end for k in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
