"""Wholes and their parts as a text sets them out: in brackets, after a colon, in notes and bullets, and by claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from ..document import BlockKind
from ..quantities import QuantityKind
from .pairing import pairs
from .sheet import NUMBER, L, Line, P, Sheet, Written, alike, cue, cues


class Fullness(Enum):
    """Whether a list claims to hold every part."""

    WHOLE = auto()
    UNSAID = auto()
    EXAMPLES = auto()
    LOOSE = auto()
    """stands below a number and need not be its parts at all"""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and the parts that a text lists for it."""

    whole: Written
    parts: tuple[Written, ...]
    fullness: Fullness
    lines: tuple[Line, ...]


def breakdowns(sheet: Sheet) -> Iterator[Breakdown]:
    """Every breakdown of the document; the same parts may come more than once."""
    yield from _in_lines(sheet)
    yield from _in_notes(sheet)
    yield from _in_bullets(sheet)
    yield from _in_claims(sheet)


_HOST = re.compile(rf"(?P<n>{L})(?P<gap>(?:(?!{NUMBER})[^(;:]){{0,60}})\((?P<inner>[^()]*)\)")
_PLUS = re.compile(rf"{L}(?:(?!{NUMBER})[^;]){{0,80}}?\+(?:(?!{NUMBER})[^;]){{0,80}}{L}")


def _fullness(words: str) -> Fullness:
    return Fullness.EXAMPLES if cue("incomplete").search(words) else Fullness.WHOLE


def _listed(line: Line, start: int, end: int, whole: Written) -> tuple[Written, ...]:
    """The numbers of a stretch that may be parts of a whole."""
    taken = {each.mention.start for pair in pairs(line) for each in (pair.before, pair.after)}
    return tuple(
        each
        for _, each in line.found(L, start, end)
        if each.mention.start not in taken
        and each.mention.kind is whole.mention.kind
        and each.summable
        and each.mention.start != whole.mention.start
    )


def _in_lines(sheet: Sheet) -> Iterator[Breakdown]:
    for line in sheet.lines:
        if len(line.found(L)) < 2:
            continue
        yield from _bracketed(line)
        yield from _after_colon(line)
        yield from _item_by_item(line)
        yield from _before_total(line)
        yield from _of_which(sheet, line)


def _bracketed(line: Line) -> Iterator[Breakdown]:
    """ "73 cases (20 in finance, 53 in mobility)"; one number in national funds is a part by itself."""
    for m in _HOST.finditer(line.text):
        whole = line.number(m["n"])
        if whole.mention.kind is QuantityKind.RANK or re.search(cues("together"), m["inner"]):
            continue
        parts = _listed(line, m.start("inner"), m.end("inner"), whole)
        if "→" in m["inner"] or not parts:
            continue
        like = [part for part in parts if alike(part, whole)]
        if len(parts) >= 2 and like:
            words = m["inner"] if len(like) == len(parts) else m["gap"] + m["inner"]
            yield Breakdown(whole, parts, _fullness(words), (line,))
        elif whole.mention.kind is QuantityKind.MONEY and like and not re.search(P, m["inner"]) and _is_share(like[0]):
            yield Breakdown(whole, tuple(like), Fullness.EXAMPLES, (line,))


def _is_share(part: Written) -> bool:
    claim = part.claim
    return claim is not None and (claim.scope is not None or claim.component_of is not None)


def _after_colon(line: Line) -> Iterator[Breakdown]:
    """ "12.4 billion won: 5.1 billion for …, 4.0 billion for … and 3.3 billion for …"."""
    opener = re.compile(rf"(?P<n>{L})(?P<gap>(?:(?!{NUMBER})[^;:,]){{0,70}})(?P<how>:\s|,?\s?{cues('consists')})")
    for m in opener.finditer(line.text):
        whole = line.number(m["n"])
        parts = _listed(line, m.end(), len(line.text), whole)
        if len(parts) >= 2 and all(alike(part, whole) for part in parts):
            yield Breakdown(whole, parts, _fullness(line.text[m.end("n") :]), (line,))


_ITEM = re.compile(r"\(([^()]*)\)")


def _item_by_item(line: Line) -> Iterator[Breakdown]:
    """ "600,000 people through A (480,000 people), B (58,000 households) and C (58,000 people)"."""
    brackets = []
    for m in _ITEM.finditer(line.text):
        numbers = line.found(L, m.start(), m.end())
        if "→" in m[1] or len(numbers) != 1:
            continue
        brackets.append((m.start(), numbers[0][1]))
    if len(brackets) < 2:
        return
    before = [
        each
        for at, each in line.found(L)
        if at < brackets[0][0] and line.text[: at + 1].count("(") == line.text[: at + 1].count(")")
    ]
    held = {part.mention.start for _, part in brackets}
    hosts = [each for each in before if each.summable and each.mention.start not in held]
    for whole in (
        hosts[:1]
        if len(hosts) == 1
        else [h for h in hosts if any(alike(h, p) and h.nouns and p.nouns for _, p in brackets)][:1]
    ):
        parts = tuple(part for _, part in brackets if part.mention.kind is whole.mention.kind)
        if len(parts) >= 2 and any(alike(part, whole) for part in parts):
            yield Breakdown(whole, parts, _list_fullness(line), (line,))


def _list_fullness(line: Line) -> Fullness:
    return Fullness.EXAMPLES if cue("incomplete").search(line.text) else Fullness.UNSAID


def _before_total(line: Line) -> Iterator[Breakdown]:
    """ "20 clinics and 30 hospitals, 50 in all", "A 20건, B 28건 등 총 48건"."""
    after = re.compile(
        rf"(?P<n>{L})(?:(?!{NUMBER})[^;.,:()]){{0,24}}?(?:in total|in all|altogether|combined|all told)\b"
    )
    ahead = re.compile(rf"{cues('together')}\s?(?:(?!{NUMBER})[^;.:()]){{0,14}}(?P<n>{L})")
    listed = re.compile(rf"(?<![가-힣])등\s(?:(?!{NUMBER})[^;.,:()]){{0,14}}(?P<n>{L})")
    for pattern in (after, ahead, listed):
        for m in pattern.finditer(line.text):
            whole = line.number(m["n"])
            parts = _listed(line, 0, m.start("n"), whole)
            parts = tuple(part for part in parts if alike(part, whole) or part.mention.kind is QuantityKind.COUNT)
            if len(parts) >= 2 and all(part.mention.value <= whole.mention.value * 3 for part in parts):
                words = line.text[: m.start("n")]
                examples = bool(cue("incomplete").search(words)) and not re.search(r"등\s?(?:총|모두|합계)", words)
                alike_all = all(alike(part, whole) for part in parts)
                if alike_all or pattern is after:
                    yield Breakdown(whole, parts, Fullness.EXAMPLES if examples else Fullness.WHOLE, (line,))


def _of_which(sheet: Sheet, line: Line) -> Iterator[Breakdown]:
    """ "Of these, 20 are …, 28 … and the rest 25 …": parts of the number before, in this sentence or the one above."""
    for m in re.finditer(rf"(?:^|[,;]\s)of\s(?:the|these|all|its)?\s?(?P<n>{L})[^\ue000-\uefff;,]{{0,30}},", line.text):
        whole = line.number(m["n"])
        parts = tuple(part for part in _listed(line, m.end(), len(line.text), whole) if alike(part, whole))
        if parts:
            rest = cue("rest").search(line.text, m.end())
            yield Breakdown(whole, parts, Fullness.WHOLE if rest and len(parts) > 1 else Fullness.UNSAID, (line,))
    for m in cue("of_which").finditer(line.text):
        before = [each for at, each in line.found(L) if at < m.start() and m.start() - at < 60]
        lines: tuple[Line, ...] = (line,)
        if not before and m.start() < 12:
            above = _line_above(sheet, line)
            before = [each for _, each in above.found(L)] if above else []
            lines = (above, line) if above else lines
            before = before if len(before) == 1 else []
        if not before:
            continue
        whole = before[-1]
        parts = tuple(part for part in _listed(line, m.end(), len(line.text), whole) if alike(part, whole))
        if parts:
            rest = cue("rest").search(line.text, m.end())
            yield Breakdown(whole, parts, Fullness.WHOLE if rest and len(parts) > 1 else Fullness.UNSAID, lines)


def _line_above(sheet: Sheet, line: Line) -> Line | None:
    same = sheet.by_block[line.block]
    at = next(i for i, index in enumerate(same) if sheet.lines[index] is line)
    return sheet.lines[same[at - 1]] if at else None


def hosts_of(sheet: Sheet, line: Line) -> tuple[Line, list[Written]] | None:
    """The sentence that a note explains, and its numbers, those nearest to the mark first."""
    anchored = sheet.anchor(line)
    if anchored is None:
        return None
    host, at = anchored
    numbers = sorted(host.found(L), key=lambda each: abs(each[0] - at) + (4 if each[0] > at else 0))
    return host, [each for place, each in numbers if abs(place - at) <= 90]


def _in_notes(sheet: Sheet) -> Iterator[Breakdown]:
    """A note that lists the parts of the number at its mark."""
    for line in sheet.lines:
        held = hosts_of(sheet, line)
        if held is None or pairs(line):
            continue
        host, numbers = held
        for whole in numbers[:2]:
            parts = _listed(line, 0, len(line.text), whole)
            like = tuple(part for part in parts if alike(part, whole))
            if len(like) >= 2 and len(like) == len(line.found(L)):
                yield Breakdown(whole, like, _fullness(line.text), (host, line))
                break


def _in_bullets(sheet: Sheet) -> Iterator[Breakdown]:
    """Bullets under a sentence whose number is their total: each holds one like number."""
    blocks = sheet.document.blocks
    under: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.BULLET or not sheet.by_block.get(index):
            continue
        if block.host is not None:
            under.setdefault(block.host, []).append(index)
            continue
        lead = next((i for i in range(index - 1, -1, -1) if blocks[i].kind is not BlockKind.BULLET), None)
        if lead is not None and sheet.document.text[: blocks[lead].end].endswith(":"):
            under.setdefault(lead, []).append(index)
    for host, bullets in under.items():
        if len(bullets) < 2 or host not in sheet.by_block:
            continue
        line = sheet.lines[sheet.by_block[host][-1]]
        numbers = line.found(L)
        if len(numbers) != 1:
            continue
        whole = numbers[0][1]
        lines = [sheet.lines[sheet.by_block[index][0]] for index in bullets]
        firsts = [() if pairs(each) else _likest(_listed(each, 0, len(each.text), whole), whole) for each in lines]
        if any(len(sheet.by_block[index]) > 1 for index in bullets):
            continue
        parts = tuple(held[0] for held in firsts if held)
        ends = re.search(rf":\s*$|{cues('together')}", line.text)
        complete = all(len(held) == 1 for held in firsts) and ends is not None
        if len(parts) >= 2:
            fullness = _fullness(line.text) if complete and all(alike(p, whole) for p in parts) else Fullness.LOOSE
            yield Breakdown(whole, parts, fullness, (line, *lines))


def _likest(numbers: tuple[Written, ...], whole: Written) -> tuple[Written, ...]:
    """Those that count what the whole counts; all where none does."""
    return tuple(each for each in numbers if alike(each, whole)) or numbers


def _in_claims(sheet: Sheet) -> Iterator[Breakdown]:
    """Numbers that the reading itself ties to a whole."""
    by_iri: dict[str, tuple[Written, Line]] = {}
    for line in sheet.lines:
        for each in line.numbers:
            if each.claim is not None and each.mention.start == each.claim.quantity.start:
                by_iri[each.claim.iri] = each, line
    groups: dict[str, list[tuple[Written, Line]]] = {}
    for held, line in by_iri.values():
        if held.claim is not None and held.claim.component_of in by_iri:
            groups.setdefault(held.claim.component_of, []).append((held, line))
    for iri, members in groups.items():
        whole, line = by_iri[iri]
        scopes = {held.claim.scope for held, _ in members if held.claim is not None}
        parts = tuple(held for held, _ in members if alike(held, whole))
        if parts and len(scopes) == 1:
            yield Breakdown(whole, parts, Fullness.EXAMPLES, (line, *(each for _, each in members)))
