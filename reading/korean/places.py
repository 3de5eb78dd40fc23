"""Where the subject of an amount stands: the declared frames, and how each of their places is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ..figures import Reference
from .context import generic, money_word
from .scene import Clause, Scene, Sort
from .words import lexicon, word_set

_OFFICES = (
    "장관",
    "차관",
    "위원장",
    "청장",
    "처장",
    "원장",
    "회장",
    "대표",
    "지사",
    "실장",
    "사장",
    "총재",
    "대변인",
    "관계자",
    "정책관",
    "총리",
    "대통령",
)
_DEEDS = ("money_in", "raised", "change", "made", "level")
PREVIOUS, TOPIC = "previous", "topic"


@dataclass(frozen=True, slots=True)
class Frame:
    """One declared frame."""

    id: str
    stems: tuple[str, ...]
    role: tuple[str, ...]
    subject: tuple[str, ...]
    sized: tuple[str, ...] = ()
    follows: bool = False
    of: bool = False
    examples: tuple[dict[str, str], ...] = ()


@lru_cache(maxsize=1)
def frames() -> dict[str, tuple[Frame, ...]]:
    """The declared frames by group (money, counts, rates, ranks), in order of precedence."""
    import yaml

    raw: dict[str, list[dict[str, Any]]] = yaml.safe_load((files(__package__) / "frames.yaml").read_text("utf-8"))
    return {
        group: tuple(
            Frame(
                f["id"],
                tuple(f["stems"]),
                tuple(f["role"]),
                tuple(f["subject"]),
                tuple(f.get("sized", ())),
                bool(f.get("follows", False)),
                bool(f.get("of", False)),
                tuple(f.get("examples", ())),
            )
            for f in rows
        )
        for group, rows in raw.items()
    }


def is_action(stem: str, keys: tuple[str, ...]) -> bool:
    """Whether a predicate belongs to one of the declared sorts; of 개발·실증 the parts count.

    >>> is_action("개발·실증", ("made",)), is_action("투자", ("made",))
    (True, False)
    """
    actions = lexicon("predicates")["actions"]
    parts = (stem, *stem.split("·")) if stem else ()
    return any(k == "*" or any(p in actions[k] for p in parts) for k in keys)


def frame_for(scene: Scene, group: str, index: int, stem: str) -> Frame:
    """The first frame that fits an amount."""
    item = scene.items[index]
    follows = item.role == "" and scene.phrase_after(index) is not None and not _verbal(scene, index + 1)
    owned = index > 0 and scene.items[index - 1].sort is Sort.NOUN and scene.items[index - 1].role == "의"
    for frame in frames()[group]:
        if frame.sized and item.sized not in frame.sized:
            continue
        if (frame.follows and not follows) or (frame.of and not owned):
            continue
        if "*" not in frame.role and item.role not in frame.role:
            continue
        if is_action(stem, frame.stems):
            return frame
    return frames()[group][-1]


def _verbal(scene: Scene, index: int) -> bool:
    """Whether a noun is the clause's predicate rather than a thing counted."""
    clause = scene.clause_of(index)
    span = scene.phrase_after(index - 1)
    last = span[1] if span is not None else index
    if scene.words(scene.items[last]) in word_set("nouns", "", "not_counted"):
        return True
    if clause.verb is not None and scene.items[clause.verb].sort is Sort.NOUN and last >= clause.verb:
        return True
    return _acts(scene, index) or _planned_action(scene.text[scene.items[index].start : scene.items[last].core])


def _acts(scene: Scene, index: int) -> bool:
    actions = lexicon("predicates")["actions"]
    word = scene.words(scene.items[index])
    return (
        any(word in actions[k] for k in actions)
        and scene.items[index].role in ("", "를", "로", "와")
        and (
            index + 1 >= len(scene.items)
            or scene.items[index + 1].sort in (Sort.BREAK, Sort.BRACKET, Sort.NOUN, Sort.VERB, Sort.ARROW)
        )
        and scene.items[index].role == ""
    )


def generic_action(words: str) -> bool:
    """Whether a phrase behind an amount is a predicate (구축, 지원) and not what is counted."""
    return is_action(words.split()[-1], _DEEDS) or words in ("추가",) or _planned_action(words)


def _planned_action(words: str) -> bool:
    """Whether a phrase is an action and that it is planned.

    >>> _planned_action("건조 계획"), _planned_action("해양 계획")
    (True, False)
    """
    parts = words.split()
    return len(parts) == 2 and parts[-1] in ("계획", "예정", "방침", "목표") and is_action(parts[0], _DEEDS)


class Finder:
    """Finds the places of frames in one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def floor(self, index: int) -> int:
        """The first item behind the amount before, or the clause's first."""
        clause = self.scene.clause_of(index)
        before = [i for i, _ in self.scene.amounts() if clause.first <= i < index]
        return before[-1] + 1 if before else clause.first

    def nested_at(self, index: int) -> tuple[int, int, int, str] | None:
        """The clause in front of a noun that holds an item."""
        return next((n for n in self.scene.nested if n[0] <= index < n[1]), None)

    def find(self, place: str, index: int) -> Reference | None:
        """What stands at a place of the amount with that number, if anything does."""
        if place == "bare":
            return self._span(self.scene.phrase_before(index, self._bare_floor(index)))
        if place == "bare-thing":
            span = self.scene.phrase_before(index, self._bare_floor(index))
            return None if span is None or self._body(span[1]) else self._span(span)
        if place == "of":
            return self._of(index)
        if place == "budget-of":
            return self._budget_of(index)
        if place == "after":
            return self._after(index)
        if place == "after-of":
            return self._after(index) if self.scene.items[index].role == "의" else None
        if place == "joined":
            return self._joined(index)
        if place == "placed":
            return self._placed(index)
        if place == "noun-clause":
            nested = self.nested_at(index)
            return self._span(self.scene.phrase_after(nested[1])) if nested else None
        if place == "purpose":
            return self._purpose(index)
        if place == "object-next":
            return self._object_next(index)
        if place == "nominative":
            return self._nominative(index)
        if place == "index":
            return self._index(index)
        return self.with_role(place, index)

    def _of(self, index: int) -> Reference | None:
        """어가의 35%: 어가."""
        if index == 0 or self.scene.items[index - 1].sort is not Sort.NOUN or self.scene.items[index - 1].role != "의":
            return None
        return self.scene.refer(self.scene.phrase_ending(index - 1, self.scene.clause_of(index).first))

    def _budget_of(self, index: int) -> Reference | None:
        """X 예산 10조원: X."""
        span = self.scene.phrase_before(index, self.scene.clause_of(index).first)
        if (
            span is None
            or span[0] == span[1]
            or self.scene.words(self.scene.items[span[1]]) not in ("예산", "사업비", "예산안", "재정", "국비")
        ):
            return None
        reference = self.scene.refer((span[0], span[1] - 1))
        return (
            reference
            if reference is not None and not generic(reference.words) and reference.words not in ("정부", "국가")
            else None
        )

    def _bare_floor(self, index: int) -> int:
        clause = self.scene.clause_of(index)
        return clause.first

    def _span(self, span: tuple[int, int] | None) -> Reference | None:
        return self.scene.refer(span) if span is not None else None

    def _after(self, index: int) -> Reference | None:
        span = self.scene.phrase_after(index)
        if span is None or (self.scene.items[index].role == "" and _verbal(self.scene, span[0])):
            return None
        if self.scene.items[index].role == "":
            owner = next((i for i in range(*span) if self.scene.items[i].role == "의"), None)
            span = (span[0], owner) if owner is not None else span
        reference = self.scene.refer(span)
        item = self.scene.items[index]
        if (
            reference is not None
            and (generic(reference.words) or (item.amount is not None and item.amount.unit == "대"))
            and reference.name is None
            and item.role == ""
            and item.amount is not None
        ):
            start = item.amount.start
            words = self.scene.text[start : reference.end].rstrip("*※†‡")
            return Reference(words, start, start + len(words), None, reference.head)
        return reference

    def _joined(self, index: int) -> Reference | None:
        """17만개가 넘는 기업이 X에 참여했다: X."""
        clause = self.scene.clause_of(index)
        return self.with_role("에", index) if is_action(clause.stem, ("joined",)) else None

    def _placed(self, index: int) -> Reference | None:
        """108개 지방자치단체에 X를 보급했다: X; 30개 기관이 X에 참여했다: X."""
        span = self.scene.phrase_after(index)
        clause = self.scene.clause_of(index)
        if span is None:
            return None
        role = self.scene.items[span[1]].role
        if role in ("에", "에서", "에게") and is_action(clause.stem, ("made", "money_in")):
            return self.with_role("를", index)
        if is_action(clause.stem, ("joined",)) and role in ("이", "은"):
            return self.with_role("에", index)
        return None

    def with_role(self, role: str, index: int) -> Reference | None:
        """The nearest phrase with a particle: before the amount, behind it, then further before."""
        scene, clause = self.scene, self.scene.clause_of(index)
        nested = self.nested_at(index)
        inside: set[int] = set() if nested else clause.inside
        floor = self.floor(index)
        near = range(index - 1, floor - 1, -1)
        behind = range(index + 1, self._ceiling(index, clause) + 1)
        far = range(floor - 1, clause.first - 1, -1)
        order = [*near, *behind, *far]
        if role == "은":
            order = [*near, *far, *range(clause.first - 1, -1, -1)]
        for i in order:
            if (i in inside and i not in near) or scene.items[i].sort is not Sort.NOUN or scene.items[i].role != role:
                continue
            if i in inside:
                continue
            following = scene.items[i + 1] if i + 1 < len(scene.items) else None
            if following is not None and following.sort is Sort.FUNCTION:
                continue
            if role in ("은", "이") and self._body(i):
                continue
            if role == "로" and self.scene.words(scene.items[i]).endswith("별"):
                continue
            if role == "로" and scene.words(scene.items[i]) in (
                "대상",
                "기준",
                "목적",
                "중심",
                "것",
                "방식",
                "최초",
                "규모",
                "바탕",
            ):
                continue
            lowest = (
                floor
                if i >= floor and i < index
                else index + 1
                if i > index
                else clause.first
                if i >= clause.first
                else 0
            )
            first, last = scene.phrase_ending(i, lowest)
            if (
                first
                and scene.items[first - 1].sort is Sort.AMOUNT
                and first - 1 != index
                and scene.items[first - 1].role in ("", "의")
            ):
                plain = scene.refer((first, last))
                amount = scene.items[first - 1].amount
                if plain is not None and generic(plain.words) and amount is not None:
                    return Reference(scene.text[amount.start : plain.end], amount.start, plain.end, None, plain.head)
            reference = scene.refer((first, last))
            if reference is not None:
                return reference
        return None

    def _ceiling(self, index: int, clause: Clause) -> int:
        for i in range(index + 1, clause.last + 1):
            if self.scene.items[i].sort is Sort.AMOUNT:
                return i - 1
        return clause.last

    def _body(self, index: int) -> bool:
        """Whether a phrase is somebody who acts: what they pay for is not they."""
        _first, last = self.scene.phrase_ending(index)
        end = self.scene.items[last].core
        for name in self.scene.names:
            if name.end == end and name.type.value in ("ministry", "agency", "government", "person"):
                return True
        words = self.scene.words(self.scene.items[last])
        return words in ("정부", "관계부처") or words.endswith(_OFFICES)

    def _purpose(self, index: int) -> Reference | None:
        scene, clause = self.scene, self.scene.clause_of(index)
        for i in range(clause.last, clause.first - 1, -1):
            item = scene.items[i]
            if (
                item.sort is Sort.FUNCTION
                and item.stem in word_set("predicates", "function", "purpose")
                and i > clause.first
            ):
                before = scene.items[i - 1]
                if before.sort is Sort.NOUN:
                    return scene.refer(scene.phrase_ending(i - 1, clause.first))
        return None

    def _object_next(self, index: int) -> Reference | None:
        scene, clause = self.scene, self.scene.clause_of(index)
        at = scene.clauses.index(clause)
        following = scene.clauses[at + 1 : at + 2]
        for other in following:
            for i in range(other.first, other.last + 1):
                if scene.items[i].sort is Sort.NOUN and scene.items[i].role == "를" and i not in other.inside:
                    return scene.refer(scene.phrase_ending(i, other.first))
                if scene.items[i].sort is Sort.AMOUNT and scene.items[i].role == "를":
                    span = scene.phrase_before(i, other.first)
                    return scene.refer(span) if span else None
        return None

    def _nominative(self, index: int) -> Reference | None:
        """The nearest phrase with 이 or 은, whichever is nearer."""
        scene, clause = self.scene, self.scene.clause_of(index)
        for i in range(index - 1, -1, -1):
            item = scene.items[i]
            if i in clause.inside or item.sort is not Sort.NOUN or item.role not in ("이", "은") or self._body(i):
                continue
            return scene.refer(scene.phrase_ending(i))
        return None

    def _index(self, index: int) -> Reference | None:
        """The nearest index, ranking or survey named before a rank."""
        scene = self.scene
        words = tuple(lexicon("nouns")["index"]["words"])
        for i in range(index - 1, -1, -1):
            item = scene.items[i]
            if (
                item.sort is Sort.NOUN
                and item.role != "의"
                and (
                    scene.words(item).endswith(words)
                    or any(n.type.value == "index" and n.end == item.core for n in scene.names)
                )
            ):
                return scene.refer(scene.phrase_ending(i))
        return None


def candidates(scene: Scene, frame: Frame, index: int) -> Iterator[tuple[str, Reference | None]]:
    """The frame's places in order, with what stands there; first those that say something by themselves."""
    finder = Finder(scene)
    passed: list[tuple[str, Reference]] = []
    for place in frame.subject:
        if place in (PREVIOUS, TOPIC):
            yield place, None
            continue
        reference = finder.find(place, index)
        if reference is None or (reference.name is None and reference.words in word_set("nouns", "", "pointing")):
            continue
        if reference.name is None and (generic(reference.words) or money_word(reference.words)):
            passed.append((place, reference))
            continue
        yield place, reference
    yield from ((place, r) for place, r in passed if not money_word(r.words))
