"""The ledger: every promise beside the results that answer to it, each with its sentence.

A promise never disappears: versions that a later document changed are kept. A result answers to a promise only when
both speak of the same thing, measured alike; otherwise the ledger says what differs. That nothing was found is said
of the loaded documents only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pyoxigraph import NamedNode

from ..graph.store import Store
from .asking import Horizon, horizon
from .cells import column, labels
from .figures import Figure, Lines, differences, issued_by, promise_key, read_figures, read_lines
from .saying import Says
from .table import Cell, Table
from .things import find_one

_COLUMNS = (
    *("programme", "about", "metric", "target", "target_unit", "target_bound", "scope", "stage", "deadline"),
    *("earlier_value_text", "status", "attainment", "reason", "result", "result_unit", "result_bound", "result_when"),
    *("target_quote", "target_document", "issued", "result_quote", "result_document", "note"),
)


class Status(StrEnum):
    """Where a promise stands, as far as the documents tell."""

    MET = "met"
    PARTLY_MET = "partly met"
    ON_THE_WAY = "on the way"
    NOT_MET = "not met"
    NOT_COMPARABLE = "not comparable"
    NO_RESULT = "no result found"


@dataclass(frozen=True, slots=True)
class Entry:
    """One promise: its newest version first, older ones in ``earlier``, the results that answer to it, its status.

    ``nearest`` is the result that came closest without answering to it. ``attainment`` is in per cent, for levels
    only. ``remarks`` warn of figures that look like versions of the promise and are none.
    """

    programme: str
    promise: Figure
    earlier: tuple[Figure, ...]
    results: tuple[Figure, ...]
    nearest: Figure | None
    status: Status
    reason: str
    attainment: Decimal | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """Entries in the order of the programmes' outline, with what bounds them."""

    entries: tuple[Entry, ...]
    horizon: Horizon
    names: Mapping[str, str]
    language: str = "en"

    def by_programme(self) -> dict[str, tuple[Entry, ...]]:
        """The entries under the name of the programme that they are about."""
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            groups[entry.programme].append(entry)
        return {name: tuple(entries) for name, entries in groups.items()}

    def table(self) -> Table:
        """One row a promise, and one more for each further result."""
        rows = []
        for entry in self.entries:
            for result in entry.results or (entry.nearest,):
                cells = self._cells(entry, result)
                rows.append(tuple(cells.get(name) for name in _COLUMNS))
        title = "장부: 약속과 결과" if self.language == "ko" else "Ledger: promises and results"
        said = {"ko": f"{self.horizon.bounds('ko')} 기준."}.get(
            self.language, f"As told by {self.horizon.bounds('en')}."
        )
        if not rows:
            said = self.horizon.nothing_found(self.language)
        shown = tuple(column(name, self.language, _COLUMNS) for name in _COLUMNS)
        return Table(title, shown, tuple(rows), said, self.language)

    def _cells(self, entry: Entry, result: Figure | None) -> dict[str, Cell]:
        promise, says = entry.promise, Says(self.names, self.language)
        cells: dict[str, Cell] = {
            "programme": entry.programme,
            "about": says.name(promise.subject),
            "metric": says.name(promise.metric),
            "target": _number(promise.value),
            "target_unit": says.unit(promise.unit),
            "target_bound": promise.bound,
            "scope": says.word(promise.scope) or None,
            "stage": says.word(promise.stage) or None,
            "deadline": promise.due or None,
            "earlier_value_text": "; ".join(f"{says.quantity(old)} ({old.issued})" for old in entry.earlier) or None,
            "status": says.status(entry.status),
            "attainment": _number(entry.attainment),
            "reason": entry.reason,
            "target_quote": promise.quote,
            "target_document": says.name(promise.document),
            "issued": promise.issued or None,
            "note": " ".join(entry.remarks) or None,
        }
        if result:
            cells |= {
                "result": _number(result.value),
                "result_unit": says.unit(result.unit),
                "result_bound": result.bound,
                "result_when": result.time or None,
                "result_quote": result.quote,
                "result_document": says.name(result.document),
            }
        return cells


def ledger(
    store: Store,
    programme: str | None = None,
    as_of: date | None = None,
    min_confidence: float = 0.7,
    language: str = "en",
) -> Ledger:
    """The ledger of a programme with its parts and later versions, or of everything.

    With ``as_of`` only documents issued by then speak, and deadlines are judged from that day; otherwise from the day
    on which the newest document was issued, never from today. Claims under ``min_confidence`` are left out
    unless somebody accepted them.

    Raises NotFound when ``programme`` is not the name of one thing.
    """
    lines, reach = read_lines(store), horizon(store, as_of.isoformat() if as_of else "")
    figures = [figure for figure in read_figures(store) if figure.is_sure(min_confidence)]
    if as_of:
        figures = issued_by(figures, as_of.isoformat())
    names = labels(store, map(NamedNode, _iris(figures, lines)), language)
    promises = [figure for figure in figures if figure.modality == "committed" and figure.kind != "comparisonFigure"]
    if programme:
        wanted = find_one(store, programme, language).iri
        promises = [figure for figure in promises if wanted in lines.above(figure.subject)]
    results = _countable(figures)
    says = Says(names, language)
    entries = []
    for versions in _versions(promises, lines):
        entry = _judge(versions, results, lines, reach, says)
        entries.append(replace(entry, remarks=_remarks(entry.promise, promises, lines, says)))

    def path(entry: Entry) -> tuple[str, ...]:
        return tuple(names.get(step, step) for step in lines.path(lines.first_version(entry.promise.subject)))

    promised = Counter(path(entry)[:1] for entry in entries)

    def place(entry: Entry) -> tuple[object, ...]:
        """The programme with most promises first, its parts behind it."""
        said = entry.promise
        return (-promised[path(entry)[:1]], path(entry), said.issued, said.document, said.start, said.iri)

    return Ledger(tuple(sorted(entries, key=place)), reach, names, language)


def _countable(figures: Iterable[Figure]) -> list[Figure]:
    """Achieved figures, without those that the document presents as parts of another one in the same measure."""
    listed = {figure.iri: figure for figure in figures}
    found = []
    for figure in listed.values():
        whole = listed.get(figure.component_of)
        same = whole and (whole.metric, whole.unit, whole.scope) == (figure.metric, figure.unit, figure.scope)
        if figure.modality == "achieved" and not same:
            found.append(figure)
    return found


def _versions(promises: Iterable[Figure], lines: Lines) -> list[list[Figure]]:
    """Promises gathered to versions of one, oldest first.

    Promises with different deadlines are two, and so are two numbers in one document.
    """
    groups: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for promise in promises:
        groups[promise_key(promise, lines)].append(promise)
    found = []
    for group in groups.values():
        dated = {promise.deadline for promise in group if promise.deadline}
        split: dict[str, list[Figure]] = defaultdict(list)
        for promise in group:
            split[promise.deadline or (min(dated) if len(dated) == 1 else "")].append(promise)
        for together in split.values():
            found.extend(_by_document(together))
    return found


def _by_document(promises: list[Figure]) -> list[list[Figure]]:
    values: dict[str, set[Decimal]] = defaultdict(set)
    for promise in promises:
        values[promise.document].add(promise.value)
    if all(len(each) == 1 for each in values.values()):
        return [sorted(promises, key=lambda promise: (promise.issued, promise.document, -promise.start))]
    by_value: dict[Decimal, list[Figure]] = defaultdict(list)
    for promise in promises:
        by_value[promise.value].append(promise)
    return list(by_value.values())


def _judge(versions: list[Figure], results: list[Figure], lines: Lines, reach: Horizon, says: Says) -> Entry:
    promise = _newest(versions)
    programme = says.name(lines.first_version(promise.subject))
    older = {(figure.value, figure.document): figure for figure in versions if figure.value != promise.value}
    earlier = tuple(sorted(older.values(), key=lambda figure: (figure.issued, figure.document)))
    answering = [result for result in results if not differences(promise, result, lines)]
    answering.sort(key=lambda result: (result.when or result.issued, result.issued, result.confidence), reverse=True)
    distinct = {(result.value, result.bound, result.document): result for result in reversed(answering)}
    since = min((figure.issued for figure in versions), default="")
    answering = [
        result
        for place, result in enumerate(answering)
        if result in distinct.values() and (not place or not result.when or result.when[:10] >= since)
    ]
    if answering:
        status, reason, share = _weigh(promise, answering[0], reach, says)
        return Entry(programme, promise, earlier, tuple(answering), None, status, reason, share)
    nearest = _nearest(promise, results, lines, says)
    if nearest:
        why = says.not_comparable(promise, nearest, differences(promise, nearest, lines))
        return Entry(programme, promise, earlier, (), nearest, Status.NOT_COMPARABLE, why)
    return Entry(programme, promise, earlier, (), None, Status.NO_RESULT, reach.nothing_found(says.language))


def _newest(versions: list[Figure]) -> Figure:
    """The last version; of the same number twice in a document, the one with deadline and the better reading."""
    last = versions[-1]
    same = [figure for figure in versions if (figure.document, figure.value) == (last.document, last.value)]
    return max(same, key=lambda figure: (bool(figure.deadline), figure.confidence, -figure.start))


def _weigh(promise: Figure, result: Figure, reach: Horizon, says: Says) -> tuple[Status, str, Decimal | None]:
    """Status, reason and attainment of a promise by a result that answers to it."""
    lower = promise.is_rank or promise.lower_is_better or promise.bound == "atMost"
    reached = result.value <= promise.value if lower else result.value >= promise.value
    share = None
    if not lower and promise.statistic == "level" and promise.value > 0:
        share = (100 * result.value / promise.value).quantize(Decimal("0.1"))
    if reached and not lower and result.bound == "atMost":
        return Status.NOT_COMPARABLE, says.upper_bound(), None
    over = bool(promise.deadline and reach.last and promise.deadline[:10] < reach.last)
    if reached:
        told = result.when or result.issued
        early = bool(promise.deadline and told and told[:10] < promise.deadline[:10])
        return Status.MET, says.reached(promise, result, early), share
    if not over:
        return Status.ON_THE_WAY, says.not_yet(promise, result, reach), share
    return (Status.NOT_MET if lower else Status.PARTLY_MET), says.missed(promise, result, reach), share


def _nearest(promise: Figure, results: list[Figure], lines: Lines, says: Says) -> Figure | None:
    """The result that comes closest to answering, if any comes close at all."""
    closest = max(
        results,
        key=lambda result: (_closeness(promise, result, lines, says), result.when or result.issued, -result.start),
        default=None,
    )
    return closest if closest and _closeness(promise, closest, lines, says) else None


def _closeness(promise: Figure, result: Figure, lines: Lines, says: Says) -> int:
    """How near a result stands: same thing and measure, same thing, same measure, kindred measure; 0 for not at all."""
    same_thing = lines.first_version(result.subject) == lines.first_version(promise.subject)
    if promise.is_money or result.is_money:
        both = promise.is_money and result.is_money and promise.unit == result.unit
        return 6 if both and same_thing and promise.subject in lines.above(result.subject) else 0
    if result.statistic not in ("level", promise.statistic):
        return 0
    kin = same_thing or result.subject in lines.above(promise.subject) or promise.subject in lines.above(result.subject)
    if result.metric == promise.metric:
        alike = _kindred(says.name(promise.subject), says.name(result.subject))
        if same_thing or kin or alike:
            return 6 if same_thing else 4
        return 3 if result.unit == promise.unit and says.name(promise.metric).lower() not in _BARE else 0
    if same_thing and promise.subject not in lines.programmes:
        return 5
    near = result.metric in lines.near.get(promise.metric, ()) or _kindred(
        says.name(promise.metric), says.name(result.metric)
    )
    return 2 if near and kin else 1 if near else 0


_BARE = frozenset({"number", "value", "amount", "count", "quantity", "수", "값", "양", "금액", "수량", "개수", "건수"})
"""measures that say nothing of what they count: two of them are not alike for having the same name"""


def _kindred(one: str, other: str) -> bool:
    """Whether one measure's words are all in the other's and both end alike: factories, smart factories."""
    first, second = ([_singular(word) for word in re.findall(r"\w+", name.lower())] for name in (one, other))
    if not first or not second or first[-1] != second[-1]:
        return False
    return set(first) <= set(second) or set(second) <= set(first)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _remarks(promise: Figure, promises: Iterable[Figure], lines: Lines, says: Says) -> tuple[str, ...]:
    """Warnings of money in another version of the programme that is not on the same footing."""
    if not promise.is_money:
        return ()
    root = lines.first_version(promise.subject)
    found = {}
    for other in promises:
        if (
            other.is_money
            and other.subject != promise.subject
            and lines.first_version(other.subject) == root
            and other.unit == promise.unit
            and other.value != promise.value
            and promise_key(other, lines)[-4:] != promise_key(promise, lines)[-4:]
        ):
            found[other.subject, other.value] = says.other_footing(promise, other)
    return tuple(found.values())


def _iris(figures: Iterable[Figure], lines: Lines) -> set[str]:
    found = set()
    for figure in figures:
        found |= {figure.subject, figure.metric, figure.unit, figure.document, figure.population, figure.area}
        found |= lines.above(figure.subject)
    return found - {""}


def _number(value: Decimal | None) -> Cell:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value.normalize()
