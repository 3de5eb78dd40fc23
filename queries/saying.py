"""How the ledger says things, in English and Korean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from .cells import cell, named_after
from .figures import Figure
from .numbers import quantity_in_words

if TYPE_CHECKING:
    from .asking import Horizon

_KOREAN = {
    "met": "달성",
    "partly met": "일부 달성",
    "on the way": "진행 중",
    "not met": "미달",
    "not comparable": "비교할 수 없음",
    "no result found": "결과를 찾지 못함",
    "totalProjectCost": "총사업비",
    "nationalFunds": "국비",
    "localFunds": "지방비",
    "privateFunds": "민간 재원",
    "announced": "발표",
    "planned": "계획",
    "budgeted": "편성",
    "contracted": "계약",
    "executed": "집행",
}


@dataclass(frozen=True, slots=True)
class Says:
    """The wording of statuses and reasons, with the names of things."""

    names: Mapping[str, str]
    language: str

    def name(self, iri: str) -> str:
        """What a thing is called."""
        return self.names.get(iri) or named_after(iri)

    def word(self, code: str) -> str:
        """A scope or stage in words; empty for none."""
        if self.language == "ko":
            return _KOREAN.get(code, code)
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", code).lower()

    def status(self, status: str) -> str:
        """A status in the language."""
        return _KOREAN[status] if self.language == "ko" else str(status)

    def unit(self, iri: str) -> str:
        """A unit: its code where it has one, else its name."""
        return str(cell(NamedNode(iri), self.names))

    def quantity(self, figure: Figure) -> str:
        """The number with unit and bound."""
        return quantity_in_words(figure.value, self.unit(figure.unit), figure.bound, self.language)

    def reached(self, promise: Figure, result: Figure, early: bool) -> str:
        """Why a promise counts as met."""
        if self.language == "ko":
            ahead = f" 기한({promise.due}) 전이다." if early else ""
            return f"결과({self.quantity(result)})가 목표({self.quantity(promise)})에 이르렀다.{ahead}"
        ahead = f", before its deadline ({promise.due})" if early else ""
        return f"The result, {self.quantity(result)}, reaches the {self.quantity(promise)} promised{ahead}."

    def not_yet(self, promise: Figure, result: Figure, reach: Horizon) -> str:
        """Why a promise counts as on the way."""
        if self.language == "ko":
            due = f"기한({promise.due}) 전" if promise.due else "기한을 밝히지 않음"
            return f"목표 {self.quantity(promise)} 가운데 {self.quantity(result)}, {due}."
        due = f"its deadline ({promise.due}) is not over" if promise.due else "no deadline is stated"
        so_far = self.quantity(result)
        return f"{so_far[0].upper()}{so_far[1:]} of the {self.quantity(promise)} promised; {due}."

    def missed(self, promise: Figure, result: Figure, reach: Horizon) -> str:
        """Why a promise counts as partly met or not met."""
        if self.language == "ko":
            past = f"기한({promise.due})이 {reach.last}에는 지났다."
            return f"{past} 가장 새로운 결과({self.quantity(result)})가 목표({self.quantity(promise)})에 못 미친다."
        return (
            f"The deadline ({promise.due}) had passed by {reach.last}; the newest result, {self.quantity(result)}, "
            f"does not reach the {self.quantity(promise)} promised."
        )

    def upper_bound(self) -> str:
        """Why a result that is only an upper limit proves nothing."""
        if self.language == "ko":
            return "결과가 상한('최대')이어서 목표에 이르렀는지 알 수 없다."
        return "Not comparable because the result is only an upper limit (“up to”)."

    def not_comparable(self, promise: Figure, result: Figure, respects: tuple[str, ...]) -> str:
        """What stands between a promise and the nearest result."""
        told = [self._difference(respect, promise, result) for respect in respects]
        if self.language == "ko":
            return f"비교할 수 없음: {', '.join(told)}. 가장 가까운 결과는 {self.quantity(result)}."
        return f"Not comparable because {' and '.join(told)}; the nearest result is {self.quantity(result)}."

    def other_footing(self, promise: Figure, other: Figure) -> str:
        """A warning that another version's amount is no change of this one."""
        if self.language == "ko":
            named = f"{self.name(other.subject)}: {self.quantity(other)}({other.issued})."
            return f"{named} 두 문서가 같은 재원 범위와 단계를 밝히지 않아 증감으로 볼 수 없다."
        return (
            f"{self.name(other.subject)} names {self.quantity(other)} ({other.issued}); the documents do not state the "
            "same scope and stage for both, so neither a rise nor a cut follows."
        )

    def _difference(self, respect: str, promise: Figure, result: Figure) -> str:
        korean = self.language == "ko"
        match respect:
            case "subject":
                mine, theirs = self.name(promise.subject), self.name(result.subject)
                return f"대상이 다름({theirs})" if korean else f"the result is about {theirs}, not {mine}"
            case "metric":
                mine, theirs = self.name(promise.metric), self.name(result.metric)
                return f"지표가 다름({theirs})" if korean else f"it counts {theirs}, not {mine}"
            case "unit":
                mine, theirs = self.unit(promise.unit), self.unit(result.unit)
                return f"단위가 다름({mine}, {theirs})" if korean else f"the units differ ({mine}, {theirs})"
            case "population":
                return "대상 집단이 다름" if korean else "they count different groups"
            case "area":
                return "지역이 다름" if korean else "they hold for different areas"
            case "statistic":
                return "수의 종류가 다름" if korean else "one is a level, the other a change or a share"
            case "scope":
                mine, theirs = self.word(promise.scope), self.word(result.scope)
                return f"재원 범위가 다름({mine}, {theirs})" if korean else f"the scopes differ ({mine}, {theirs})"
            case "stage":
                stage = self.word(result.stage)
                return f"집행이 아니라 {stage} 단계의 돈임" if korean else f"the money is {stage}, not executed"
            case "stage not stated":
                return "집행 여부를 밝히지 않음" if korean else "no text says that the money was executed"
        one = promise.scope or result.scope
        if korean:
            return "한쪽만 재원 범위를 밝힘" if one else "재원 범위를 밝히지 않음"
        return f"{'only one of them states' if one else 'neither states'} whose funds it counts"
