"""How well a reading agrees with a hand-made annotation of the same document.

The measures: *numbers* (value, unit and place of a figure), *full* (its kind, subject and year too), relations and
named entities (recall). An annotation line is a fact or an entity as JSON; optional ones are never missed and never
wrong, and the members of a `group` are one fact said several times.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_CURRENCY = {"KRW", "USD", "EUR", "GBP", "JPY", "CNY", "TWD", "SGD", "AUD", "INR", "CAD", "NZD", "CHF", "HKD"}
_UNIT_WORDS = {
    "won": "KRW",
    "원": "KRW",
    "%": "percent",
    "퍼센트": "percent",
    "%p": "percentage_point",
    "위": "rank",
    "배": "times",
}
_EXACT_UNITS = _CURRENCY | {"percent", "rank", "times"}
_LENGTHS = {"year", "month", "week", "day", "hour", "년", "개월", "주", "일", "시간"}
_KIN = (
    {"programme", "project", "initiative"},
    {"agency", "organisation", "government", "alliance", "company", "ministry"},
    {"strategy", "plan", "roadmap", "guideline", "programme", "initiative"},
    {"law", "guideline"},
    {"infrastructure", "platform", "service", "project"},
    {"technology", "technology_group"},
    {"fund", "contract_system"},
    {"index", "metric"},
)


@dataclass(slots=True)
class Tally:
    """Counts of one document or of several."""

    wanted: int = 0
    found: int = 0
    found_fully: int = 0
    matched: int = 0
    matched_fully: int = 0
    false: int = 0
    links_wanted: int = 0
    links_found: int = 0
    names_wanted: int = 0
    names_found: int = 0
    names_printed: int = 0
    wrong: list[str] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    @staticmethod
    def _balance(recall: float, precision: float) -> float:
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0

    @property
    def numbers(self) -> float:
        """F1 of value, unit and place."""
        said = self.matched + self.false
        return self._balance(self.found / max(1, self.wanted), self.matched / max(1, said))

    @property
    def full(self) -> float:
        """F1 of figures that are right in kind, subject and year too."""
        said = self.matched + self.false
        return self._balance(self.found_fully / max(1, self.wanted), self.matched_fully / max(1, said))

    @property
    def links(self) -> float:
        """Recall of relations; 1 where none is wanted."""
        return self.links_found / self.links_wanted if self.links_wanted else 1.0

    @property
    def names(self) -> float:
        """Recall of named entities with their type; 1 where none is wanted."""
        return self.names_found / self.names_wanted if self.names_wanted else 1.0


def rows(path: Path) -> list[Row]:
    """The JSON lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def plain(words: object) -> str:
    """A name without case, quotes, brackets and hyphens."""
    text = re.sub(r"[“”\"'‘’「」()]", "", str(words or "").lower())
    return re.sub(r"[\s\-–_/]+", " ", text).strip()


def _unit(words: object) -> str:
    text = str(words or "").strip()
    if text in _CURRENCY:
        return text
    low = text.lower()
    return _UNIT_WORDS.get(low, _UNIT_WORDS.get(low.rstrip("s"), low.rstrip("s")))


def units_agree(wanted: object, said: object) -> bool:
    """Whether two units are the same, or two counted nouns.

    >>> units_agree("KRW", "won"), units_agree("percent", "percentage_point"), units_agree("jobs", "KRW")
    (True, True, False)
    """
    one, other = _unit(wanted), _unit(said)
    if one == other or {one, other} <= {"percent", "percentage_point"}:
        return True
    return one not in _EXACT_UNITS and other not in _EXACT_UNITS


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1: the same words, one inside the other, or shared letter pairs."""
    a, b = plain(one), plain(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    if len(short) >= 2 and len(short) * 3 >= len(long) and re.search(rf"(?<!\w){re.escape(short)}", long):
        return 0.9
    pairs = [{w[i : i + 2] for i in range(len(w) - 1)} for w in (a, b)]
    return 2 * len(pairs[0] & pairs[1]) / max(1, len(pairs[0]) + len(pairs[1]))


def _names_of(fact: Row, key: str = "subject") -> list[str]:
    return [fact[key], *fact.get(f"{key}_alt", [])]


def subject_agrees(said: Row, wanted: Row) -> bool:
    """Whether a figure is about the right thing: by its subject, or by subject and metric together."""
    together = plain(f"{said.get('subject', '')} {said.get('metric', '')}")
    if any(len(plain(n)) > 1 and re.search(rf"(?<!\w){re.escape(plain(n))}", together) for n in _names_of(wanted)):
        return True
    names = [str(said.get("subject", "")), *said.get("subject_aliases", [])[:6]]
    best = max((likeness(n, w) for n in names for w in _names_of(wanted)), default=0.0)
    return best >= 0.5 or likeness(str(said.get("subject", "")), str(wanted.get("metric", ""))) >= 0.75


def year_agrees(said: Row, wanted: Row) -> bool:
    """Whether the year is right, where the annotation says that the text states one."""
    keys = [k for k in ("end", "asof") if wanted.get(k)] or [k for k in ("start",) if wanted.get(k)]
    if not keys or wanted.get("time_basis", "stated") != "stated":
        return True
    years = {str(said.get(k, ""))[:4] for k in ("start", "end", "asof")}
    return any(str(wanted[k])[:4] in years for k in keys)


def _place(row: Row) -> tuple[int, int]:
    if row.get("surface_start") is not None:
        return row["surface_start"], row["surface_start"] + max(1, len(row.get("surface") or "x"))
    return row["start_char"], row["start_char"] + max(1, row.get("quote_len") or len(row.get("quote") or "x"))


def _values_agree(said: Row, wanted: Row) -> bool:
    signless = wanted["kind"] == "comparison"
    value = abs(said["value"]) if signless else said["value"]
    return any(
        abs(value - (abs(v) if signless else v)) <= 0.005 * max(1e-9, abs(v))
        for v in [wanted["value"], *wanted.get("value_alt", [])]
    )


@dataclass(frozen=True, slots=True)
class Matching:
    """Which claim answers which fact, by their numbers in the two lists."""

    of_claim: dict[int, int]
    of_fact: dict[int, int]
    repeats: frozenset[int]
    """claims that could answer a fact, whether or not another one does"""


def match_figures(gold: list[Row], claims: list[Row]) -> Matching:
    """Pair each claim with the fact of the same value and unit at its place that it answers best."""
    candidates = []
    for i, claim in enumerate(claims):
        start, end = _place(claim)
        for j, fact in enumerate(gold):
            a, b = (
                fact["start_char"],
                fact["start_char"] + max(1, fact.get("quote_len") or len(fact.get("quote") or "x")),
            )
            if (
                not (start < b and a < end)
                or not _values_agree(claim, fact)
                or not units_agree(fact["unit"], claim.get("unit"))
            ):
                continue
            exact = fact.get("surface_start") is not None and abs(start - fact["surface_start"]) <= 3
            candidates.append((not exact, not subject_agrees(claim, fact), bool(fact.get("optional")), i, j))
    of_claim: dict[int, int] = {}
    of_fact: dict[int, int] = {}
    for *_, i, j in sorted(candidates):
        if i not in of_claim and j not in of_fact:
            of_claim[i], of_fact[j] = j, i
    return Matching(of_claim, of_fact, frozenset(c[3] for c in candidates))


def faults_of(claim: Row, fact: Row) -> list[str]:
    """In what a claim with the right number is wrong: kind, subject, year."""
    checks = (
        ("kind", claim.get("kind") in [fact["kind"], *fact.get("kind_alt", [])]),
        ("subject", subject_agrees(claim, fact)),
        ("year", year_agrees(claim, fact)),
    )
    return [name for name, ok in checks if not ok]


def judge_figures(wanted: list[Row], claims: list[Row]) -> list[bool | None]:
    """Of each claim with a value whether it is right; ``None`` where a fact is said again or a length of time told."""
    gold = [g for g in wanted if g.get("value") is not None]
    matching = match_figures(gold, claims)
    out: list[bool | None] = []
    for i, claim in enumerate(claims):
        if i in matching.of_claim:
            out.append(not faults_of(claim, gold[matching.of_claim[i]]))
        else:
            passed = i in matching.repeats or _unit(claim.get("unit")) in _LENGTHS
            out.append(None if passed else False)
    return out


def score_figures(wanted: list[Row], said: list[Row]) -> Tally:
    """Figures of one document held against its annotation."""
    tally = Tally()
    gold = [g for g in wanted if g.get("value") is not None]
    claims = [p for p in said if p.get("value") is not None]
    matching = match_figures(gold, claims)
    of_claim, of_fact = matching.of_claim, matching.of_fact
    right = set()
    for i, j in of_claim.items():
        faults = faults_of(claims[i], gold[j])
        if faults:
            want, have = gold[j], claims[i]
            tally.wrong.append(
                f"{'+'.join(faults)}: {want['id']} wanted {want['kind']} / {want['subject']}, "
                f"said {have['kind']} / {have.get('subject')}"
            )
        else:
            right.add(j)
    taken = [_place(claims[i]) for i in of_claim]
    for i, claim in enumerate(claims):
        start, end = _place(claim)
        again = i in matching.repeats and not any(a < end and start < b for a, b in taken)
        if i not in of_claim and not again and _unit(claim.get("unit")) not in _LENGTHS:
            tally.false += 1
            tally.wrong.append(
                f"false: {claim.get('kind')} / {claim.get('subject')} / {claim['value']} {claim.get('unit')}"
            )
    groups: dict[str, list[int]] = {}
    for j, fact in enumerate(gold):
        if not fact.get("optional"):
            groups.setdefault(fact.get("group") or fact["id"], []).append(j)
    tally.wanted = len(groups)
    tally.found = sum(any(j in of_fact for j in members) for members in groups.values())
    tally.found_fully = sum(any(j in right for j in members) for members in groups.values())
    tally.wrong += [f"missed: {name}" for name, members in groups.items() if not any(j in of_fact for j in members)]
    tally.matched, tally.matched_fully = len(of_claim), len(right)
    return tally


def _same_thing(said: str, names: Iterable[str]) -> bool:
    words = set(plain(said).split())
    for name in names:
        other = set(plain(name).split())
        if plain(said) == plain(name) or (
            likeness(said, name) >= 0.7 and len(words & other) * 2 >= max(len(words), len(other))
        ):
            return True
    return False


def score_links(wanted: list[Row], said: list[Row], entities: list[Row]) -> Tally:
    """Relations between two things, whichever way round they are said."""
    tally = Tally()
    also: dict[str, set[str]] = {}
    for entity in entities:
        for name in [entity["name"], *entity.get("aliases", [])]:
            also.setdefault(plain(name), set()).update([entity["name"], *entity.get("aliases", [])])

    def widen(names: list[str]) -> set[str]:
        return {*names, *(n for name in names for n in also.get(plain(name), ()))}

    groups: dict[str, list[Row]] = {}
    for fact in wanted:
        if fact.get("object") and not fact.get("optional"):
            groups.setdefault(fact.get("group") or fact["id"], []).append(fact)
    pairs = [(str(p.get("subject", "")), str(p["object"])) for p in said if p.get("object")]
    for facts in groups.values():
        tally.links_wanted += 1
        for fact in facts:
            left, right = widen(_names_of(fact)), widen(_names_of(fact, "object"))
            if any(
                (_same_thing(a, left) and _same_thing(b, right)) or (_same_thing(b, left) and _same_thing(a, right))
                for a, b in pairs
            ):
                tally.links_found += 1
                break
    return tally


def score_names(wanted: list[Row], said: list[Row]) -> Tally:
    """Named entities with the right type."""
    tally = Tally()
    printed = [p for p in said if p.get("type")]
    tally.names_printed = len(printed)
    for entity in wanted:
        if entity.get("optional"):
            continue
        tally.names_wanted += 1
        types = {entity["type"], *entity.get("type_alt", [])}
        kin = {t for family in _KIN if family & types for t in family} | types
        names = [entity["name"], *entity.get("aliases", [])]
        hit = any(
            p["type"] in kin and any(_same_thing(n, names) for n in [p["name"], *p.get("aliases", [])]) for p in printed
        )
        tally.names_found += hit
        if not hit:
            tally.wrong.append(f"no name: {entity['type']} {entity['name']}")
    return tally


def score(facts: list[Row], entities: list[Row], said: list[Row]) -> Tally:
    """All measures of one document."""
    tally = score_figures(facts, said)
    tally += score_links(facts, said, entities)
    tally += score_names(entities, said)
    return tally


def annotated(folder: Path) -> Iterator[str]:
    """Names of the documents of a folder that have an annotation."""
    for path in sorted(folder.glob("*.facts.jsonl")):
        yield path.name.removesuffix(".facts.jsonl")
