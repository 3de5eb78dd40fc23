"""Second mentions: a name said again by its acronym, by a shorter form, or as "the Ministry"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...graph.claim import FAMILY, EntityType
from ..document import BlockKind, Document
from ..names import NameMention
from .titles import acronym_around
from .words import word_set

_ACRONYM = re.compile(r"[A-Z][\w&.-]*[A-Z][\w-]*s?")
_SHORTENED = frozenset({"body", "item", "plan", "fund", "law"})
_BARE_HEAD = re.compile(
    r"\b(?:[Tt]he|[Tt]his) (?:(?:new|flagship|landmark|(?:\d+|two|three|four|five|six|seven|eight|ten)[- ]year"
    r"|(?:US|A|NZ|C|S)?[$£€₹]\d[\d.,]*(?:m|bn|b|tn| ?(?:million|billion|trillion|crore))?) ){0,2}"
    r"(?P<head>[A-Z]?[a-z]+)(?=[’']s\b|[ ,.;:)]|$)(?! [A-Z])(?! (?:of|for) [A-Z])"
)
_FIELD_BEHIND = re.compile(r" (?:industr(?:y|ies)|sectors?|fields?|markets?|technolog(?:y|ies)|econom(?:y|ies))\b")
_FIELD_INSIDE = re.compile(r"\b(?:industry|sector|economy)$", re.IGNORECASE)
_FURTHEST = 6000
"""characters between "the Ministry" and the name that it takes up"""


def second_mentions(document: Document, names: Sequence[NameMention]) -> list[NameMention]:
    """The names with their shorter forms joined to the full ones, and the places where the text repeats them.

    ``names`` are the settled mentions of a document; what comes back replaces them.
    """
    text = document.text
    named = _with_initials(text, [_weakened(text, _with_acronym(text, n)) for n in names])
    bullets = {b.start for b in document.blocks if b.kind is BlockKind.BULLET}
    named = _joined(_spelled_out(named), {n.name for n in named if n.start in bullets})
    taken = [(n.start, n.end) for n in named]
    free = [n for n in _repeated(text, named) if _adds(taken, n)]
    everything = sorted([*named, *free], key=lambda n: n.start)
    return [*everything, *_bare_heads(text, everything)]


def _with_acronym(text: str, name: NameMention) -> NameMention:
    acronym = acronym_around(text, name)
    return replace(name, aliases=(*name.aliases, acronym)) if acronym and acronym not in name.aliases else name


def _with_initials(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """The names with the acronyms that the text uses without defining them: "DoP" for a Department of Ports.

    Only where the letters are the initials of one name, and of no acronym that the text defines or that is known.
    """
    used = {m.group() for m in re.finditer(r"(?<![\w&-])[A-Z][A-Za-z]?[A-Z]{1,5}(?![\w&]|-\d)", text)}
    used -= {a for n in names for a in (n.name, *n.aliases)}
    meant: dict[str, set[str]] = {}
    for name in names:
        for short in used & _initials(name) if FAMILY[name.type] in ("body", "law") else ():
            meant.setdefault(short, set()).add(name.name)
    only = {next(iter(full)): short for short, full in sorted(meant.items()) if len(full) == 1}
    return [replace(n, aliases=(*n.aliases, only[n.name])) if n.name in only else n for n in names]


def _initials(name: NameMention) -> set[str]:
    """What a name of three words or more can be shortened to, its country left out.

    >>> sorted(_initials(NameMention(0, 24, "U.S. Department of Ports", EntityType.MINISTRY)))
    ['DOP', 'DoP']
    """
    words = [w for w in re.split(r"[\s-]+", name.name) if w.isalpha()]
    capitals = [w[0] for w in words if w[0].isupper()]
    if len(words) < 3 or len(capitals) < 2:
        return set()
    every = "".join(w[0] for w in words if w not in ("the", "and", "&"))
    return {s for s in ("".join(capitals), every, every.upper()) if len(s) >= 3}


def _weakened(text: str, name: NameMention) -> NameMention:
    """A field, or a technology whose name is a common noun and written small, without a word that says so behind it."""
    words = text[name.start : name.end]
    sector = name.type is EntityType.SECTOR
    common = words == words.lower() and words in word_set("heads", "common_nouns")
    said_so = _FIELD_BEHIND.match(text, name.end) or _FIELD_INSIDE.search(words)
    return replace(name, weak=True) if (sector or common) and not said_so else name


def _spelled_out(names: list[NameMention]) -> list[NameMention]:
    """Acronyms that are names by themselves under the name for which the text defines them."""
    meant = {a: n for n in reversed(names) for a in n.aliases if _ACRONYM.fullmatch(a) and a != n.name}
    out = []
    for name in names:
        full = meant.get(name.name) if name.iri is None else None
        if full is None or FAMILY[full.type] != FAMILY[name.type]:
            out.append(name)
        else:
            out.append(replace(name, name=full.name, type=full.type, iri=full.iri, aliases=(name.name,)))
    return out


def _joined(names: list[NameMention], listed: set[str]) -> list[NameMention]:
    """Shorter forms under their full name: "Hydrogen Mission" where the text has one "National Hydrogen Mission".

    What opens a bullet (``listed``) is a thing of its own.
    """
    full = {(n.name, n.type): n for n in names if n.iri is None and FAMILY[n.type] in _SHORTENED}
    people = _people(names)
    out = []
    for name in names:
        if name.type is EntityType.PERSON:
            whole = people[_ends(name.name)]
            out.append(replace(name, name=whole, aliases=tuple({*name.aliases, name.name} - {whole})))
            continue
        longer = _longer(name, full) if (name.name, name.type) in full and name.name not in listed else None
        if longer is None:
            out.append(name)
        else:
            said = tuple(dict.fromkeys((*name.aliases, name.name)))
            out.append(replace(name, name=longer.name, type=longer.type, iri=longer.iri, aliases=said))
    return out


def _ends(name: str) -> tuple[str, str]:
    """The first and the last word of a personal name."""
    words = name.split()
    return words[0], words[-1]


def _people(names: Iterable[NameMention]) -> dict[tuple[str, str], str]:
    """The fullest form of each person's name, by its first and last word."""
    fullest: dict[tuple[str, str], str] = {}
    for name in names:
        if name.type is EntityType.PERSON:
            fullest[_ends(name.name)] = max(fullest.get(_ends(name.name), ""), name.name, key=len)
    return fullest


def _longer(name: NameMention, full: dict[tuple[str, EntityType], NameMention]) -> NameMention | None:
    """The one longer name that ends in this one, behind a space or a colon."""
    if " " not in name.name:
        return None
    behind = re.compile(rf".*[\w:,&.] {re.escape(name.name)}$")
    found = {n.name: n for n in full.values() if FAMILY[n.type] == FAMILY[name.type] and behind.match(n.name)}
    found = {k: n for k, n in found.items() if not re.search(rf"\bof (?:the )?{re.escape(name.name)}$", k)}
    return next(iter(found.values())) if len(found) == 1 else None


def _repeated(text: str, names: Iterable[NameMention]) -> Iterator[NameMention]:
    """Where a discovered name, or an acronym that the text defines for it, stands again."""
    forms: dict[str, NameMention] = {}
    doubtful: set[str] = set()
    for name in names:
        long = [name.name] if name.iri is None and (" " in name.name or _ACRONYM.fullmatch(name.name)) else []
        short = [a for a in name.aliases if _ACRONYM.fullmatch(a) and a != name.name]
        parts = [a for a in name.aliases if " " in a and a[0].isupper()] if name.iri is None else []
        for form in (*long, *short, *parts):
            if form in forms and (forms[form].name, forms[form].iri) != (name.name, name.iri):
                doubtful.add(form)
            forms.setdefault(form, name)
    for form, name in forms.items():
        if form in doubtful or len(form) < 2:
            continue
        for match in re.finditer(rf"(?<![\w’'-]){_pattern(form)}(?!\w|-\w)", text):
            yield replace(name, start=match.start(), end=match.end(), quoted=False)


def _pattern(form: str) -> str:
    """A form as it is looked for: the type noun of a long name may stand in small or in capital letters."""
    *before, last = form.split(" ")
    if len(before) < 2:
        return re.escape(form)
    return re.escape(" ".join(before)) + rf" [{last[0].upper()}{last[0].lower()}]" + re.escape(last[1:])


def _adds(taken: Iterable[tuple[int, int]], name: NameMention) -> bool:
    """Whether a repeated name stands where no other does, or holds the others that stand there."""
    inside = [(a, b) for a, b in taken if a < name.end and name.start < b]
    return all(name.start <= a and b <= name.end and b - a < name.end - name.start for a, b in inside)


def _bare_heads(text: str, names: Sequence[NameMention]) -> Iterator[NameMention]:
    """ "the Ministry", "the Fund": the latest name before it with this type noun."""
    taken = [(n.start, n.end) for n in names]
    for match in _BARE_HEAD.finditer(text):
        head = match["head"].lower()
        if match["head"][0].islower() and head not in word_set("heads", "taken_up_small"):
            continue
        if head not in word_set("heads", "taken_up") or _overlaps(taken, match):
            continue
        before = [n for n in names if n.end <= match.start() and match.start() - n.start <= _FURTHEST]
        fitting = [n for n in before if _has_head(n, head)]
        only = len({n.name.lower() for n in fitting}) == 1
        if fitting and (only or (FAMILY[fitting[-1].type] != "body" and match["head"][0].isupper())):
            latest = fitting[-1]
            yield replace(latest, start=match.start("head"), end=match.end("head"), aliases=(), quoted=False)


def _has_head(name: NameMention, head: str) -> bool:
    words = re.findall(r"[A-Za-z]+", name.name.lower())
    before = re.match(r"(?:[a-z’-]+ )*?([a-z’-]+) (?:of|for|on|to|against) ", name.name.lower())
    return len(words) > 1 and (words[-1] == head or (before is not None and before[1] == head))


def _overlaps(taken: Iterable[tuple[int, int]], place: NameMention | re.Match[str]) -> bool:
    start, end = (place.start, place.end) if isinstance(place, NameMention) else place.span()
    return any(a < end and start < b for a, b in taken)
