"""Relations that the words between two names state (``between.toml``): "X, administered by Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from ...graph.claim import FAMILY
from ..figures import Reference
from ..lexicons import read_lexicon
from ..names import NameMention
from .linker import Linker

_BRACKET = re.compile(r"\s*\([^()]*\)")
_QUOTES = re.compile(r"[“”\"‘「」]|(?<=\s)[’']|[’'](?=\s[^s])|(?<=[a-z.,])[’'](?=[ ,.]|$)")
_JOINED = re.compile(
    r"\s*(?:,|,?\s*(?:and|or|&)|,?\s*as well as)\s+(?:(?:the|a|an|its|their)\s+)?(?:[a-z][\w-]*\s+){0,2}"
)
_LONGEST = 150
_WITH = re.compile(
    r"(?:, )?(?:in (?:(?:close|full|joint) )?"
    r"(?:partnership|collaboration|cooperation|co-operation|consultation|association) with"
    r"|together with|jointly with|alongside|with (?:the )?(?:support|help|participation) of)"
    r" (?:the |its |[a-z]+ ){0,2}"
)
"""words behind who runs a thing, before those who take part in it"""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words between two names and the relation that they state."""

    predicate: str
    first: frozenset[str]
    second: frozenset[str]
    words: re.Pattern[str]
    swap: bool
    of_first: frozenset[str]
    """types of the first name for which it holds; empty for all"""
    of: frozenset[str]
    """types of the second name for which it holds; empty for all"""
    confidence: float
    rule: str
    example: tuple[str, str, str]
    unlike: str


@cache
def patterns() -> tuple[Pattern, ...]:
    """The declared patterns, in their order."""
    told = read_lexicon("english", "between")
    return tuple(_pattern(row, told["macros"]) for row in told["pattern"])


def _pattern(row: Mapping[str, Any], macros: Mapping[str, str]) -> Pattern:
    words = row["words"]
    for name, meaning in reversed(list(macros.items())):  # a macro may use those above it
        words = words.replace("{" + name + "}", meaning)
    sentence, subject, other = row["example"]
    return Pattern(
        row["predicate"],
        frozenset(row["first"]),
        frozenset(row["second"]),
        re.compile(words),
        row.get("swap", False),
        frozenset(row.get("of_first", ())),
        frozenset(row.get("of", ())),
        row["confidence"],
        f"between.{row['predicate']}",
        (sentence, subject, other),
        row.get("unlike", ""),
    )


def read_between(linker: Linker) -> None:
    """What stands between two neighbouring names, or two lists of names, of a sentence."""
    groups = list(_groups(linker))
    of_body: dict[int, Reference] = {}
    for left, right in pairwise(groups):
        words = _words_between(linker.scene.text, left[-1].end, right[0].start)
        if left[-1].end in of_body and _WITH.fullmatch(words):
            for name in right:
                if FAMILY[name.type] == "body":
                    linker.say(of_body[left[-1].end], "participant", Reference.to(name), "between.with", 0.7)
            continue
        pattern = next((p for p in patterns() if _fits(p, left[-1], right[0]) and p.words.fullmatch(words)), None)
        if pattern is None:
            continue
        for first in left:
            for second in right:
                if not _fits(pattern, first, second):
                    continue
                ends = (second, first) if pattern.swap else (first, second)
                subject, other = map(Reference.to, ends)
                linker.say(subject, pattern.predicate, other, pattern.rule, pattern.confidence)
                if pattern.predicate in ("responsibleBody", "hostedBy") and not pattern.swap:
                    of_body[second.end] = subject


def _groups(linker: Linker) -> Iterator[Sequence[NameMention]]:
    """The names of a sentence, those of one list together; names in brackets are left out."""
    scene = linker.scene
    names = [n for n in scene.names if not n.weak and not any(b.start <= n.start < b.end for b in scene.brackets)]
    group: list[NameMention] = []
    for name in names:
        between = scene.text[group[-1].end : name.start] if group else ""
        if group and FAMILY[name.type] == FAMILY[group[-1].type] and _JOINED.fullmatch(_BRACKET.sub("", between)):
            group.append(name)
            continue
        if group:
            yield group
        group = [name]
    if group:
        yield group


def _words_between(text: str, start: int, end: int) -> str:
    """The words between two names, brackets and quotation marks out, with a space at the end; too many are none."""
    if not 0 <= end - start <= _LONGEST:
        return "\0"
    words = _QUOTES.sub("", _BRACKET.sub("", text[start:end].replace("'", "’")))
    return re.sub(r"\s+", " ", words.strip()) + " "


def _fits(pattern: Pattern, first: NameMention, second: NameMention) -> bool:
    return (
        FAMILY[first.type] in pattern.first
        and FAMILY[second.type] in pattern.second
        and (not pattern.of or second.type.value in pattern.of)
        and (not pattern.of_first or first.type.value in pattern.of_first)
    )
