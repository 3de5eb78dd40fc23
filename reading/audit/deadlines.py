"""Promises whose time had passed when they were printed."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from ...graph.values import Modality, Period, TimeRole
from ..document import BlockKind
from .finding import Finding, FindingKind, Verdict
from .sheet import Line, Sheet, T, cue, iris

_BACK = re.compile(r"\b(?:earlier|ago|last|previous|prior|past|before)\b|지난|전년|작년|전월|동기")
_CLAUSE = re.compile(r"[;]|,\s(?:and|but|while|which|who|where|as|after|since|following)\b|\s(?:which|who|that)\s")


def last_day(iso: str) -> date | None:
    """The last day of a year, month or day written in ISO 8601.

    >>> last_day("2021-07")
    datetime.date(2021, 7, 31)
    """
    parts = [int(part) for part in iso[:10].split("-") if part.isdigit()]
    if not parts:
        return None
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def first_day(iso: str) -> date | None:
    """The first day of a year, month or day written in ISO 8601."""
    parts = [int(part) for part in iso[:10].split("-") if part.isdigit()]
    return date(*(*parts, 1, 1)[:3]) if parts else None


def check_deadlines(sheet: Sheet) -> Iterator[Finding]:
    """Sentences that speak of what shall be, with a time that ended before the document came out.

    Reckoned from the reference time and from the day of issue: a translation printed later may promise what was still
    to come when it was written.
    """
    source = sheet.reading.source
    issued = first_day(source.issued) if source.issued else None
    written = first_day(source.reckoned_from) if source.reckoned_from else None
    if issued is None or written is None:
        return
    told: set[tuple[int, str]] = set()
    for line in sheet.lines:
        if sheet.block(line).kind in (BlockKind.TITLE, BlockKind.HEADING):
            continue
        for m in re.finditer(T, line.text):
            period = line.time(m[0])
            end = last_day(period.end) if period.end else None
            if end is None or end >= issued or not _promised(line, m.start(), period):
                continue
            if (line.start, period.text) in told:
                continue
            told.add((line.start, period.text))
            before = end < written
            since = source.issued if before or written == issued else f"{source.reckoned_from}; {source.issued}"
            english = "already past when written" if before else "past at issue, not when written"
            korean = (
                "작성 당시 이미 지난 시점입니다" if before else "작성 당시에는 지나지 않았고 발행 시점에는 지났습니다"
            )
            numbers = [each for each in line.numbers if each.claim and each.claim.time == period]
            yield Finding(
                FindingKind.DEADLINE,
                Verdict.FAILS if before else Verdict.OPEN,
                f"what is announced for {period.text} is {english} ({since})",
                f"‘{period.text}’(으)로 예고한 일인데 {korean} ({since})",
                period.text,
                f"{end.isoformat()} < {issued.isoformat()}" + ("" if before else f", ≥ {written.isoformat()}"),
                sheet.cite(line),
                iris(*numbers),
            )


def _promised(line: Line, at: int, period: Period) -> bool:
    """Whether the clause about a time promises, and does not look back."""
    if period.role in (TimeRole.SINCE, TimeRole.DURING) or _BACK.search(period.text.lower()):
        return False
    for each in line.numbers:
        claim = each.claim
        tied = claim is not None and claim.time is not None and claim.time.start_char == period.start_char
        if claim is not None and tied:
            promised = claim.modality in (Modality.COMMITTED, Modality.EXPECTED)
            return promised and (period.role is TimeRole.DEADLINE or _looks_ahead(line.text, at))
    return _looks_ahead(line.text, at)


def _looks_ahead(text: str, at: int) -> bool:
    """Whether the verb nearest to a time speaks of what is to come.

    It stands before the time ("will be announced in July"), or after one that opens the clause ("In July the plan
    will be announced", "7월에 발표할 예정"); "the plan announced in July will help" dates no promise.
    """
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0)
    end = next((m.start() for m in _CLAUSE.finditer(text, at + 1)), len(text))
    before = [m.end() for m in cue("future").finditer(text, start, at)]
    if before:
        return not cue("past").search(text, before[-1], at)
    after = cue("future").search(text, at, end)
    if after is None or cue("past").search(text, start, after.start()):
        return False
    between = text[at + 1 : after.start()]
    if re.search(r"[가-힣]", after[0]):
        return not re.search(rf"{T}|,", between)
    return len(re.findall(r"[a-z]+", text[start:at])) <= 1
