"""Numerals that no one writes: digits grouped as no custom groups them."""

from __future__ import annotations

from collections.abc import Iterator

from .finding import Finding, FindingKind, Verdict
from .sheet import Sheet, Written, iris
from .wording import number


def check_numerals(sheet: Sheet) -> Iterator[Finding]:
    """Malformed numbers, each with the number of the same digits elsewhere in the document, if there is one."""
    for line in sheet.lines:
        for each in line.numbers:
            if not each.mention.malformed:
                continue
            digits = number(each.mention.value, 6)
            others = [(at, other) for at in sheet.lines for other in at.numbers if _same_digits(each, other)]
            beside = f"; {others[0][1].said} stands elsewhere" if others else ""
            beside_ko = f". 다른 곳에는 {others[0][1].said}(으)로 적혀 있습니다" if others else ""
            yield Finding(
                FindingKind.NUMERAL,
                Verdict.FAILS,
                f"the digits of {each.said} are grouped as in no number; taken together they are {digits}{beside}",
                f"{each.said}의 자릿점이 잘못되었습니다. 숫자만 이으면 {digits}입니다{beside_ko}",
                each.said,
                f"{each.said} ~ {digits}",
                sheet.cite(line, *(at for at, _ in others[:1])),
                iris(each, *(other for _, other in others[:1])),
            )


def _same_digits(one: Written, other: Written) -> bool:
    return other is not one and not other.mention.malformed and other.mention.value == one.mention.value
