"""Whether a Korean clause promises, reports, describes or expects."""

from __future__ import annotations

import re

from ...graph.values import Modality, TimeRole
from .places import is_action
from .scene import Clause, Item, Scene, Sort
from .words import lexicon, word_set

_COMMITTED = re.compile(
    r"(?:계획|예정|방침|목표|구상|복안)(?:이다|이며|이고|입니다|이라고|으로|임|을|$|[.,\s])|하기로|키로|기로\s?(?:했|결정|합의|하였)|[ㄹ할될낼릴칠갈]\s것(?:이라고|이다|입니다|임)|겠(?:다|습|으)|나갈\s|나간다|추진(?:키로|한다|하기로|$)|(?:해야|하여야)\s?한다|필요(?:$|하다)|할\s?계획|방침"
)
_EXPECTED = re.compile(r"전망|예상|추산|추정|관측|기대(?:된|되|했|하|$)|것으로\s보(?:인|고|았|여)|내다(?:봤|보)")
_ONGOING = re.compile(
    r"(?:고|어|아)\s있(?:다|으며|는|고|습|음)|(?:추진|진행|운영|조성|구축|시행|개발|건설|검토|해결|협의|준비|공사|조사|실시|모집|접수)\s?중(?:이다|이며|에|인|임|$|[.,\s])|해\s?오고|해\s?왔"
)
_DECIDED = frozenset({"결정", "계획", "약속", "예고", "제시", "목표", "공약", "확정", "의결"})
"""acts of will: what is decided is still to come"""
_DONE = re.compile(r"완료|것으로\s(?:나타|집계|조사|파악|분석|확인)")


def clause_mood(scene: Scene, clause: Clause) -> Modality | None:
    """How a clause's own predicate puts it; ``None`` where it leaves that to what follows or to the passage."""
    verb = scene.items[clause.verb] if clause.verb is not None else None
    start = verb.start if verb is not None else scene.items[clause.last].start
    end = scene.items[clause.last].end
    tail = scene.text[start:end].strip(" .,")
    if verb is None:
        return _nominal(scene, clause, None)
    if _EXPECTED.search(tail):
        return Modality.EXPECTED
    if _ONGOING.search(tail):
        return Modality.ONGOING
    if _COMMITTED.search(tail) and not (verb.tense == "past" and verb.ending == "before-noun"):
        return Modality.COMMITTED
    if verb.sort is Sort.NOUN:
        return _nominal(scene, clause, verb)
    behind = scene.items[clause.last + 1] if clause.last + 1 < len(scene.items) else None
    if verb.ending == "noun" and behind is not None and behind.stem in word_set("predicates", "function", "purpose"):
        return Modality.COMMITTED
    if verb.tense == "past" and clause.stem in _DECIDED and _planned_object(scene, clause):
        return Modality.COMMITTED
    if (verb.tense == "past" and verb.ending != "before-noun") or _DONE.search(tail):
        return Modality.ACHIEVED
    if verb.tense == "future":
        return Modality.COMMITTED
    if verb.ending == "final":
        if verb.stem in word_set("predicates", "describing", "stems") or (not verb.tense and verb.role == "이다"):
            return Modality.STATED
        return Modality.COMMITTED if verb.tense == "present" else Modality.ACHIEVED
    if (
        (clause is scene.clauses[-1] or scene.items[clause.last].stem == "…")
        and verb.ending == "joined"
        and is_action(verb.stem, ("level",))
    ):
        return Modality.ACHIEVED
    return None


def _planned_object(scene: Scene, clause: Clause) -> bool:
    """Whether what is decided is an act: 충전소 130기 보급을 결정했다."""
    acts = (scene.words(i) for i in scene.items[clause.first : clause.last] if i.sort is Sort.NOUN and i.role == "를")
    return any(is_action(word, ("made", "money_in")) for word in acts)


def _nominal(scene: Scene, clause: Clause, verb: Item | None) -> Modality | None:
    words = {scene.words(i) for i in scene.items[(clause.verb or clause.last) : clause.last + 1] if i.sort is Sort.NOUN}
    nominal = lexicon("predicates")["nominal"]
    if any(words & set(nominal[k]) for k in ("achieved",)):
        return Modality.ACHIEVED
    if words & set(nominal["expected"]):
        return Modality.EXPECTED
    if words & {"계획", "예정", "방침", "목표"}:
        return Modality.COMMITTED
    if verb is not None and clause.stem in nominal["happened"] and not _deadline(scene):
        return Modality.ACHIEVED
    return None


def _deadline(scene: Scene) -> bool:
    return any(i.time is not None and i.time.period.role is TimeRole.DEADLINE for i in scene.items)


def mood_at(scene: Scene, index: int) -> Modality | None:
    """How the clause of an item is put, by its own predicate or by that of the clauses that follow."""
    clause = scene.clause_of(index)
    told = (i for i in scene.items[:index] if i.sort is Sort.NOUN and i.role in ("은", "이"))
    if any(scene.words(i).endswith(("목표", "목표치", "목표량")) for i in told):
        return Modality.COMMITTED  # 보급 목표는 총 2만8000대이며
    nested = next((n for n in scene.nested if n[0] <= index < n[1]), None)
    if nested is not None:
        verb = scene.items[nested[1]]
        if verb.tense == "past":
            return Modality.ACHIEVED
        if verb.tense == "present":
            return Modality.STATED
        if verb.tense == "future":
            return Modality.COMMITTED
    at = scene.clauses.index(clause)
    arrow = next((i for i, x in enumerate(scene.items) if x.sort is Sort.ARROW), None)
    if arrow is not None and index < arrow and not any(i > arrow for i, _ in scene.amounts()):
        return Modality.ACHIEVED
    for other in scene.clauses[at:]:
        predicate = scene.items[other.verb] if other.verb is not None else None
        if (
            other is not clause
            and predicate is not None
            and predicate.stem in ("밝히", "말하", "전하", "설명", "강조", "덧붙이", "발표", "소개")
        ):
            break
        mood = clause_mood(scene, other)
        if mood is not None and (other is clause or mood is not Modality.STATED):
            return mood
    if _deadline(scene):
        return Modality.COMMITTED
    return None
