"""Values that claims carry: quantities and periods, each with its original words and their place.

The names of the closed lists are the local names of the ontology's individuals (``pg:committed`` …), so that the
same word stands in code, graph and documentation.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# fmt: off
CURRENCIES = frozenset({
    "KRW", "USD", "EUR", "GBP", "JPY", "CNY", "TWD", "SGD", "AUD", "INR", "CAD", "NZD", "CHF", "HKD",
    "SEK", "NOK", "DKK", "PLN", "TRY", "RUB", "ZAR", "KES", "NGN", "BRL", "MXN", "PHP", "MYR", "IDR",
    "THB", "VND", "AED", "SAR", "ILS", "PKR", "BDT", "LKR",
})
# fmt: on
"""ISO 4217 codes of the currencies that the readers know."""


class Modality(StrEnum):
    """How a document puts a claim."""

    COMMITTED = "committed"
    ACHIEVED = "achieved"
    ONGOING = "ongoing"
    EXPECTED = "expected"
    STATED = "stated"


class Bound(StrEnum):
    """How the number written limits the quantity meant."""

    EXACTLY = "exactly"
    AT_LEAST = "atLeast"
    APPROXIMATELY = "approximately"
    AT_MOST = "atMost"


class Statistic(StrEnum):
    """Whether a value is a level, a change or a part."""

    LEVEL = "level"
    CHANGE = "change"
    PERCENT_CHANGE = "percentChange"
    MULTIPLE = "multiple"
    SHARE = "share"


class FundingScope(StrEnum):
    """Whose money an amount counts. Absent means that the document does not say."""

    TOTAL = "totalProjectCost"
    NATIONAL = "nationalFunds"
    LOCAL = "localFunds"
    PRIVATE = "privateFunds"


class MoneyStage(StrEnum):
    """How far an amount has come on its way from announcement to payment. Absent means *not stated*."""

    ANNOUNCED = "announced"
    PLANNED = "planned"
    BUDGETED = "budgeted"
    CONTRACTED = "contracted"
    EXECUTED = "executed"


class Kind(StrEnum):
    """What sort of figure a quantity claim is."""

    BUDGET = "budget"
    INVESTMENT = "investment"
    TARGET = "target"
    RESULT = "result"
    COUNT = "count"
    RANK = "rank"
    COMPARISON = "comparison"
    SHARE = "share"


class Precision(StrEnum):
    """How precisely a document gave a time."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "halfYear"
    YEAR = "year"
    DECADE = "decade"


class TimeRole(StrEnum):
    """What a time expression does to the statement it stands in."""

    DEADLINE = "deadline"
    """the statement falls due at the period's end: "by 2025" """
    AS_OF = "asOf"
    """a level holds at that time: "in 2020", "as of May 2021" """
    DURING = "during"
    """something runs over the period: "2020-2021", "from July 2020 to July 2021" """
    SINCE = "since"
    """something runs from the period's start: "since October 2020" """


@dataclass(frozen=True, slots=True)
class Period:
    """A time as a document gives it.

    ``start`` and ``end`` are ISO 8601 years, months or days, as far as the text says (``"2025"``, ``"2021-07"``,
    ``"2020-07-14"``); a half-year or quarter is given by its first and last month. ``text`` holds the words and
    ``start_char``/``end_char`` their place in the document's text (Python string indices).
    """

    start: str | None
    end: str | None
    role: TimeRole
    precision: Precision
    text: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as written and as normalised.

    ``value`` has words and powers multiplied out (58.2 trillion won is ``Decimal("58200000000000")``); ``value_max``
    is the upper end of a range. ``unit`` is an ISO 4217 code, ``percent``, ``percentage_point``, ``rank``, ``times``
    or a singular noun of the sentence. ``surface`` is the number (with a unit that is glued to it) as written and
    stands at ``start``:``end`` of the document's text.
    """

    value: Decimal
    unit: str
    bound: Bound
    surface: str
    start: int
    end: int
    value_max: Decimal | None = None

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency."""
        return self.unit in CURRENCIES
