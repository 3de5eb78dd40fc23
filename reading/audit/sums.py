"""Sums: every whole against what its parts make.

Only like is added to like: one unit, no amounts for each, no two names of one sum of money. A list that says it is not
whole ("such as", "등") may fall short of its total and is never told for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..quantities import QuantityKind
from .breakdowns import Breakdown, Fullness, breakdowns, hosts_of
from .finding import Finding, FindingKind, Verdict
from .growth import HUNDRED
from .pairing import joined_summands, pairs
from .rounding import interval, sum_interval
from .sheet import NUMBER, L, Sheet, Written, alike, cue, iris
from .wording import amount, number


def check_sums(sheet: Sheet) -> Iterator[Finding]:
    """Every breakdown of the document, each whole against each set of parts once."""
    done: set[tuple[int, ...]] = set()
    for found in breakdowns(sheet):
        key = (found.whole.mention.start, *sorted(part.mention.start for part in found.parts))
        if key in done or any(set(key) <= set(other) and key[0] == other[0] for other in done):
            continue
        done.add(key)
        yield from _weigh(sheet, found)
    yield from _joined_by_arrow(sheet)
    yield from _mixed_notes(sheet)


def _weigh(sheet: Sheet, found: Breakdown) -> Iterator[Finding]:
    """Add the parts up and set them against their whole."""
    like = tuple(part for part in found.parts if part.summable and alike(part, found.whole))
    others = tuple(part for part in found.parts if part.summable and not alike(part, found.whole))
    whole = interval(found.whole.mention)
    if others and like:
        yield from _mixed(sheet, found, like, others)
        return
    if not like or (len(like) < 2 and found.fullness is Fullness.WHOLE):
        return
    total = sum_interval(tuple(part.mention for part in like))
    if len(like) == 1 and found.fullness is Fullness.EXAMPLES and total.low <= whole.high:
        yield _fraction(sheet, found, like[0])
        return
    exact = sum((part.mention.value for part in like), Decimal(0))
    if found.fullness is Fullness.WHOLE:
        verdict = Verdict.HOLDS if total.meets(whole) else Verdict.FAILS
    elif found.fullness is Fullness.LOOSE:
        return
    elif total.low > whole.high and (found.fullness is Fullness.EXAMPLES or len(like) != 2):
        verdict = Verdict.FAILS
    elif total.meets(whole):
        verdict = Verdict.HOLDS
    else:
        near = found.fullness is Fullness.UNSAID and len(like) > 2 and exact * 10 >= found.whole.mention.value * 9
        if not near:
            return
        verdict = Verdict.OPEN
    yield _told(sheet, found, like, exact, verdict)


def _fraction(sheet: Sheet, found: Breakdown, part: Written) -> Finding:
    """One part that fits into its whole, with the share that the text leaves out."""
    share = f"{number(part.mention.value / found.whole.mention.value * HUNDRED, 1)}%"
    return Finding(
        FindingKind.SHARE,
        Verdict.HOLDS,
        f"{part.said} is {share} of {found.whole.said}",
        f"{found.whole.said} 가운데 {part.said}의 비중은 {share}",
        f"{found.whole.said}: {part.said}",
        f"{part.said} / {found.whole.said} = {share}",
        sheet.cite(*found.lines),
        iris(found.whole, part),
    )


def _told(sheet: Sheet, found: Breakdown, parts: Sequence[Written], exact: Decimal, verdict: Verdict) -> Finding:
    whole = found.whole
    made = amount(exact, whole.mention)
    listed = " + ".join(part.said for part in parts)
    apart = amount(abs(exact - whole.mention.value), whole.mention)
    return Finding(
        FindingKind.SUM,
        verdict,
        f"the parts make {made[0]}, the whole is printed as {whole.said}"
        + ("" if verdict is Verdict.HOLDS else f" ({apart[0]} {'more' if exact > whole.mention.value else 'less'})"),
        f"부분의 합은 {made[1]}, 전체는 {whole.said}로 적혀 있습니다"
        + ("" if verdict is Verdict.HOLDS else f" ({apart[1]} {'많음' if exact > whole.mention.value else '적음'})"),
        f"{whole.said}: {', '.join(part.said for part in parts)}",
        f"{listed} = {made[0]}",
        sheet.cite(*found.lines),
        iris(whole, *parts),
    )


def _mixed(sheet: Sheet, found: Breakdown, like: Sequence[Written], others: Sequence[Written]) -> Iterator[Finding]:
    """Parts in two units that only together come near their total: told, never added up as if they were one."""
    whole = found.whole.mention
    counted = [part for part in others if part.mention.kind is whole.kind]
    own = sum((part.mention.value for part in like), Decimal(0))
    added = own + sum((part.mention.value for part in counted), Decimal(0))
    if whole.kind is not QuantityKind.COUNT or not counted:
        return
    if not (abs(added - whole.value) * 50 <= whole.value and abs(own - whole.value) > abs(added - whole.value)):
        return
    listed = " + ".join(part.said for part in (*like, *counted))
    units = ", ".join(dict.fromkeys(" ".join(part.nouns[-1:]) for part in (*like, *counted) if part.nouns))
    sums = amount(own, whole), amount(added, whole)
    yield Finding(
        FindingKind.SUM,
        Verdict.OPEN,
        f"the parts come near {found.whole.said} only when different units ({units}) are added: {sums[1][0]}; "
        f"those of its own unit make {sums[0][0]}",
        f"서로 다른 단위({units})를 더해야 {found.whole.said}에 가까워집니다: {sums[1][1]}. "
        f"같은 단위만 더하면 {sums[0][1]}입니다",
        f"{found.whole.said}: {', '.join(part.said for part in (*like, *counted))}",
        f"{listed} = {sums[1][0]}",
        sheet.cite(*found.lines),
        iris(found.whole, *like, *counted),
    )


def _mixed_notes(sheet: Sheet) -> Iterator[Finding]:
    """A note whose parts have several units, each set against the like number at its mark."""
    for line in sheet.lines:
        held = hosts_of(sheet, line)
        if held is None or pairs(line) or cue("incomplete").search(line.text):
            continue
        host, numbers = held
        parts = [each for _, each in line.found(L) if each.mention.kind is QuantityKind.COUNT and each.nouns]
        wholes = [each for each in numbers if each.mention.kind is QuantityKind.COUNT and each.nouns]
        groups = [(whole, [part for part in parts if alike(part, whole)]) for whole in wholes]
        groups = [(whole, group) for whole, group in groups if group]
        if len(groups) < 2 or sum(len(group) for _, group in groups) != len(line.found(L)):
            continue
        wrong = [
            (whole, group)
            for whole, group in groups
            if not sum_interval(tuple(part.mention for part in group)).meets(interval(whole.mention))
        ]
        if not wrong:
            continue
        sums = [(whole, group, sum((part.mention.value for part in group), Decimal(0))) for whole, group in wrong]
        told = ["; ".join(f"{amount(x, w.mention)[i]} – {w.said}" for w, _, x in sums) for i in (0, 1)]
        yield Finding(
            FindingKind.SUM,
            Verdict.OPEN,
            f"the note lists several units, none of which makes its total: {told[0]}; the units must not be added up",
            f"각주에 단위가 섞여 있고 어느 단위로도 전체와 같지 않습니다: {told[1]}. 단위가 다른 수는 더할 수 없습니다",
            ", ".join(each.said for whole, group in wrong for each in (whole, *group)),
            "; ".join(f"{' + '.join(p.said for p in g)} = {amount(x, w.mention)[0]}" for w, g, x in sums),
            sheet.cite(host, line),
            iris(*(each for whole, group in wrong for each in (whole, *group))),
        )


def _joined_by_arrow(sheet: Sheet) -> Iterator[Finding]:
    """ "A → B" in a note or bracket beside A + B: the arrow reads as before and after, the numbers as summands."""
    for line in sheet.lines:
        for pair in pairs(line):
            held = hosts_of(sheet, line)
            host, wholes = held if held else (line, [])
            before = line.text[: pair.start]
            if not held and (m := re.search(rf"({L})(?:(?!{NUMBER})[^()]){{0,40}}\([^()]*$", before)):
                wholes = [line.number(m[1])]
            for whole in wholes[:1]:
                if joined_summands(pair, whole):
                    made = amount(pair.before.mention.value + pair.after.mention.value, whole.mention)
                    yield Finding(
                        FindingKind.SUM,
                        Verdict.OPEN,
                        f"the arrow looks like growth, but the two numbers add up to {whole.said}",
                        f"화살표는 증가처럼 보이지만 두 수를 더하면 {whole.said}이 됩니다",
                        f"{whole.said}: {pair.before.said} → {pair.after.said}",
                        f"{pair.before.said} + {pair.after.said} = {made[0]}",
                        sheet.cite(host, line),
                        iris(whole, pair.before, pair.after),
                    )
