"""What the audit says: one recomputation, what came of it, and the sentences that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ...graph.citation import Citation


class FindingKind(StrEnum):
    """What was recomputed or compared."""

    SUM = "sum"
    SHARE = "share"
    GROWTH = "growth"
    MULTIPLE = "multiple"
    DIFFERENCE = "difference"
    RANK = "rank"
    HEADLINE = "headline"
    DEADLINE = "deadline"
    CONFLICT = "conflict"
    NUMERAL = "numeral"


class Verdict(StrEnum):
    """What came of it."""

    FAILS = "fails"
    """it cannot be right as written, whatever was rounded"""
    OPEN = "open"
    """the text alone does not settle it: something is missing, or two readings differ"""
    HOLDS = "holds"
    """it adds up within the rounding of the numbers written"""


KIND_NAMES: dict[FindingKind, tuple[str, str]] = {
    FindingKind.SUM: ("sum", "합계"),
    FindingKind.SHARE: ("share", "비중"),
    FindingKind.GROWTH: ("growth", "증감률"),
    FindingKind.MULTIPLE: ("multiple", "배수"),
    FindingKind.DIFFERENCE: ("difference", "증감"),
    FindingKind.RANK: ("rank", "순위"),
    FindingKind.HEADLINE: ("headline and body", "제목과 본문"),
    FindingKind.DEADLINE: ("deadline", "기한"),
    FindingKind.CONFLICT: ("two numbers for one thing", "한 대상에 두 수치"),
    FindingKind.NUMERAL: ("numeral", "수의 표기"),
}
VERDICT_NAMES: dict[Verdict, tuple[str, str]] = {
    Verdict.FAILS: ("does not add up", "맞지 않음"),
    Verdict.OPEN: ("open", "확정할 수 없음"),
    Verdict.HOLDS: ("holds", "맞음"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was recomputed.

    ``said`` holds the words of the text that were checked, ``recomputed`` the arithmetic beside them, ``citations``
    the whole sentences, ``claims`` the IRIs of the claims whose numbers take part. Nothing is repaired: a likely
    misprint is told as one, and every claim keeps the number that stands in the text.
    """

    kind: FindingKind
    verdict: Verdict
    message: str
    message_ko: str
    said: str
    recomputed: str
    citations: tuple[Citation, ...]
    claims: tuple[str, ...] = ()

    def told(self, language: str = "en") -> str:
        """The finding in one line, English or Korean, without its sentences."""
        at = 1 if language == "ko" else 0
        message = self.message_ko if at else self.message
        names = f"{KIND_NAMES[self.kind][at]}, {VERDICT_NAMES[self.verdict][at]}"
        return f"{names}: {message} “{self.said}” [{self.recomputed}]"
