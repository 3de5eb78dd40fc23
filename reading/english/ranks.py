"""Ordinals that are ranks: "ranked 8th", "7th place", "26th in 2019 → 7th in 2020", "the world's third-largest"."""

from __future__ import annotations

import re
from decimal import Decimal

from ...graph.values import Bound
from ..amounts import QuantityKind, QuantityMention
from ..lexicons import join_alternatives, read_lexicon

_ORDINALS: dict[str, int] = read_lexicon("english", "numbers")["ordinals"]
_ORDINAL = rf"(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|(?P<word>{join_alternatives(_ORDINALS)}))(?![A-Za-z])"
_CARDINALS: dict[str, int] = read_lexicon("english", "numbers")["units"]
_ANY = re.compile(rf"(?<![\w.,-]){_ORDINAL}", re.IGNORECASE)
_PLAIN = re.compile(
    r"(?:\b[Rr]ank(?:ed|s|ing)?(?:\s(?:at|of|is|was|position))?\s(?:[Nn]o\.\s?|[Nn]umber\s|#)?(?P<digits>\d{1,3}|one|two|three|four|five)"
    r"(?=\s(?:in|out\sof|among|of|on|globally|worldwide|overall|with)\b|[,.;)](?!\d))"
    r"|\b(?:[Nn]o\.|[Nn]umber)\s?(?P<number>\d{1,3}|one|two|three|four|five)(?=\s(?:in\s(?:the\s(?:world|region|OECD)|Asia|Europe)|globally|worldwide|among)\b))"
)
_TOP = re.compile(
    r"\b(?:in|into|among|to|within|join|enter|of)\s(?:the\s)?(?:(?:the\s)?world[’']s\s|global\s|world\s)?(?P<head>top)[\s-]"
    rf"(?P<digits>\d{{1,3}}|{join_alternatives(_CARDINALS)})(?![\w%-]|,\d|\s(?:per|%))(?!\s(?:tasks|projects|priorit))"
)
_PLACE_AFTER = re.compile(
    r"\s(?:place|position|rank|spot|overall|globally|worldwide|in\sthe\s(?:world|global|OECD|index|ranking|region)|in\sAsia|in\sEurope|among|out\sof|(?:most|least)\s[a-z]+|"
    r"(?:largest|biggest|highest|best|lowest|fastest|strongest|safest)\b)|-(?:largest|biggest|highest|best|most|ranked|placed|lowest|fastest|strongest)\b"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:rank(?:ed|s|ing|ings)?|plac(?:ed|es|ing)|positioned|listed|came|coming|finished|finishing|stood|stands|standing|rated|sits)(?:\s(?:at|in|as|is|was|of|joint|equal|down|up|back|now))*(?:\s(?:the|from|to))?\s$"
    r"|\bplac(?:ed|es|ing)\s(?:[A-Z][\w.]*\s){1,3}$|\brank(?:s|ed)?\s(?:now\s)?(?:[A-Z][\w.]*\s){1,3}$|\b[Rr]each(?:es|ed|ing)?\s$"
    r"|\b(?:up|down)\sfrom\s$|\b(?:places|place|positions|position|spots|notches|ranks)\s(?:(?:up|down|higher)\s)?(?:from\s|to\s|and\s|at\s|in\s)+$|\b(?:rose|risen|rise|climb|climbed|climbing|moved|jumped|fell|fallen|dropped|slipped|improved|advanced|surged|leapt)\s(?:up\s|down\s)?(?:from|to)\s$",
    re.IGNORECASE,
)
_CUE = re.compile(r"\b(?:rank(?:ed|s|ing|ings)?|index|place[ds]?|position|competitiveness)\b", re.IGNORECASE)
_FREE = re.compile(
    r"\s(?:in|to|from|among|out|and|by|this|last|the\sprevious|overall|globally|worldwide)\b|\s?[,.;:)→]|\s?\(|\s*$|\n"
)
_YEARED = re.compile(r"\s(?:in\s|\()'?(?:19|20)?\d\d\b")
_ARROW = re.compile(r"→\s?(?:to\s)?$")


def find_english_ranks(text: str, taken: bytearray) -> list[QuantityMention]:
    """Give the ordinals of a folded text that say a place in a ranking; no others."""
    found: list[QuantityMention] = []
    for m in _ANY.finditer(text):
        before, after = text[max(0, m.start() - 60) : m.start()], text[m.end() : m.end() + 40]
        if any(taken[m.start() : m.end()]) or not _is_rank(text, m, before, after, found):
            continue
        value = int(m["digits"]) if m["digits"] else _ORDINALS[m["word"].lower()]
        found.append(_rank(text, m.start(), m.end(), value, spelled=not m["digits"]))
    for m in _PLAIN.finditer(text):
        group = "digits" if m["digits"] else "number"
        value = int(m[group]) if m[group].isdigit() else _CARDINALS[m[group]]
        found.append(_rank(text, *m.span(group), value, spelled=not m[group].isdigit()))
    for m in _TOP.finditer(text):
        if not any(taken[m.start("digits") : m.end("digits")]):
            value = int(m["digits"]) if m["digits"].isdigit() else _CARDINALS[m["digits"].lower()]
            found.append(_rank(text, m.start("head"), m.end("digits"), value, spelled=False, bound=Bound.AT_MOST))
    return found


def _is_rank(text: str, m: re.Match[str], before: str, after: str, found: list[QuantityMention]) -> bool:
    if _PLACE_AFTER.match(after) and not re.search(r"\bin\sthe\s$", before):
        return not (m["word"] and m["word"].lower() == "first" and not re.match(r"\s(?:place|position|rank)", after))
    if _PLACE_BEFORE.search(before):
        return bool(_FREE.match(after))
    if m["word"]:
        return False
    if _ARROW.search(before) or re.match(r"\s?→|\s(?:in|\()\s?'?(?:19|20)\d\d\)?\s?→", after):
        return True
    chained = bool(found) and m.start() - found[-1].end < 30
    cue = _CUE.search(text[max(0, m.start() - 140) : m.start()].rpartition("\n")[2])
    return (
        bool(_FREE.match(after))
        and not re.search(r"\b(?:the|on|of)\s$", before)
        and (chained or bool(cue and (_YEARED.match(after) or "(" in before[-2:])))
    )


def _rank(
    text: str, start: int, end: int, value: int, *, spelled: bool, bound: Bound = Bound.EXACTLY
) -> QuantityMention:
    return QuantityMention(
        QuantityKind.RANK, start, end, text[start:end], Decimal(value), None, "rank", bound, start, spelled
    )
