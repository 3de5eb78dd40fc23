"""Whose money a Korean amount is, how far it has come, and what sort of figure an amount makes."""

from __future__ import annotations

import re

from ...graph.values import FundingScope, Kind, Modality, MoneyStage, Statistic
from ..figures import Reference
from ..quantities import QuantityKind, QuantityMention
from .places import is_action
from .scene import Scene, Sort
from .words import lexicon

_BY_LEVEL = {
    Modality.COMMITTED: Kind.TARGET,
    Modality.ACHIEVED: Kind.RESULT,
    Modality.ONGOING: Kind.RESULT,
    Modality.EXPECTED: Kind.TARGET,
    Modality.STATED: Kind.COUNT,
}


def measured_noun(*phrases: str) -> str:
    """The noun that makes an amount of money a measured one (수출, 매출), if one of the phrases ends in it.

    >>> measured_noun("반도체 수출"), measured_noun("반도체 예산")
    ('수출', '')
    """
    for phrase in phrases:
        words = phrase.split()
        while len(words) > 1 and words[-1] in ("총액", "규모", "금액", "총규모", "평균", "합계", "누계"):
            words.pop()
        last = words[-1] if words else ""
        for word in sorted(lexicon("nouns")["measured"], key=len, reverse=True):
            if last == word or (len(word) > 1 and last.endswith(word) and len(last) - len(word) <= 6):
                return str(word)
    return ""


def near_words(scene: Scene, index: int) -> tuple[str, str]:
    """The words right before and right behind an amount, within its clause."""
    clause = scene.clause_of(index)
    before = scene.phrase_before(index, clause.first)
    after = scene.phrase_after(index)
    text = scene.text
    head = text[scene.items[before[0]].start : scene.items[before[1]].core] if before else ""
    tail = text[scene.items[after[0]].start : scene.items[after[1]].core] if after else ""
    return head, tail


def scope_of(scene: Scene, index: int) -> FundingScope | None:
    """Whose money an amount counts: what stands right before it says so."""
    head, _ = near_words(scene, index)
    last_two = " ".join(head.split()[-2:])
    topic = ""
    for i in range(index - 1, max(-1, index - 3), -1):
        if scene.items[i].sort is Sort.NOUN and scene.items[i].role in ("은", "이", "로"):
            topic = scene.words(scene.items[i])
            break
        if scene.items[i].sort is Sort.AMOUNT:
            break
    for scope, words in lexicon("nouns")["scope"].items():
        if any(last_two == w or last_two.endswith(" " + w) or head.split()[-1:] == [w] or topic == w for w in words):
            return FundingScope(scope)
    return None


def private_money(scene: Scene, index: int, subject: Reference, scope: FundingScope | None) -> bool:
    """Whether anybody but the state puts the money in."""
    if scope is FundingScope.PRIVATE:
        return True
    if scope is not None:
        return False
    if re.search("유치액|투자\\s?유치|벤처투자|민간투자", subject.words):
        return True
    if re.search("펀드$", subject.words) or "펀드" in scene.text[subject.start : subject.end]:
        return True
    for item in scene.items[:index]:
        if item.sort is Sort.NOUN and item.role in ("이", "은"):
            words = scene.words(item)
            name = next((n for n in scene.names if n.end == item.core), None)
            if name is not None and name.type.value in ("company", "organisation", "alliance"):
                return True
            if any(words.endswith(w) for w in lexicon("nouns")["private"]["words"]) and not words.endswith(
                ("중소기업은행", "공기업")
            ):
                return True
        if (
            item.sort is Sort.NOUN
            and item.role == "은"
            and scene.clause_of(index).stem == "투자"
            and scene.items[index].role == "를"
        ):
            words = scene.words(item)
            if name is None and len(words) >= 2 and not _PUBLIC.search(words) and not measured_noun(words):
                return True
    return False


_PUBLIC = re.compile(
    r"(?:부|처|청|시|도|군|구|국|원|정부|위원회|위|공단|공사|장관|차관|지사|시장|교육청|대학|대학교|재단|사업|계획|프로젝트|뉴딜|예산|기금|관계자|지자체|자치단체|센터|분야|이|그|우리)$"
)


def stage_of(scene: Scene, index: int, kind: Kind, modality: Modality, subject: Reference) -> MoneyStage | None:
    """How far money has come, where the words say so."""
    clause = scene.clause_of(index)
    window = scene.text[max(scene.start, scene.items[index].start - 30) : min(scene.end, scene.items[index].end + 25)]
    stages = lexicon("nouns")["stage"]
    if modality is Modality.ACHIEVED and clause.stem in stages["executed"]:
        return MoneyStage.EXECUTED
    if re.search(r"계약|수주|체결", window) and modality is Modality.ACHIEVED and kind is not Kind.BUDGET:
        return MoneyStage.CONTRACTED
    if kind not in (Kind.BUDGET, Kind.INVESTMENT):
        return None
    if any(w in window or w in subject.words for w in stages["budgeted"]):
        return MoneyStage.BUDGETED
    if kind is Kind.BUDGET and modality is Modality.COMMITTED:
        return MoneyStage.PLANNED
    return None


_SHARE = re.compile(r"비중|비율|점유율|구성비|차지|가운데|자급률|보급률|참여율")
_CHANGE = ("change",)
_RISE = re.compile(
    r"증가|감소|성장|상승|하락|급증|급감|늘|줄|높아|낮아|확대|축소|향상|절감|단축|개선|오르|올라|올랐|내려|떨어|인상|인하|신장|감축|제고|증액|감액|둔화|뛰"
)


_AGAINST = re.compile(r"보다\s|대비\s|에\s비해|比")
"""words before an amount that say what it is compared with"""


def kind_of(
    scene: Scene, index: int, mention: QuantityMention, modality: Modality, subject: Reference, measured: str
) -> tuple[Kind, Statistic, Modality]:
    """The sort of figure, its statistic, and the modality that goes with it."""
    clause = scene.clause_of(index)
    head, _tail = near_words(scene, index)
    stop = scene.items[clause.last].end
    behind = scene.text[mention.end : stop]
    if any(scene.words(i) == "각각" for i in scene.items[clause.first : index]):
        behind = re.sub(r"^.*\d\S*", "", behind)  # 각각 4억 원, 3억 원 줄었고: what stands behind the last of them
        behind = re.sub(r"^\s?(?:원|명|개|달러)\b", "", behind)
    behind = re.split(r"\d", behind)[0]
    if mention.kind is QuantityKind.RANK:
        if modality is Modality.COMMITTED:
            return Kind.TARGET, Statistic.LEVEL, modality
        return Kind.RANK, Statistic.LEVEL, modality if modality is not Modality.STATED else Modality.ACHIEVED
    if mention.kind is QuantityKind.TIMES:
        return Kind.COMPARISON, Statistic.MULTIPLE, modality
    follow = next((x for x in scene.items[index + 1 : clause.last + 1] if x.sort is not Sort.BRACKET), None)
    at_verb = clause.verb is not None and follow is scene.items[clause.verb] and is_action(clause.stem, _CHANGE)
    told = follow is not None and is_action(follow.stem, _CHANGE)
    role = scene.items[index].role
    moves = (
        at_verb or told or is_action(clause.stem, _CHANGE) or _RISE.match(behind.strip(" 가량이나정도를")) is not None
    )
    if mention.kind in (QuantityKind.PERCENT, QuantityKind.POINTS):
        share = mention.kind is QuantityKind.PERCENT and (
            _SHARE.search(head)
            or _SHARE.search(subject.words)
            or re.match(r"[를을]?\s?차지", behind)
            or (index > 0 and scene.items[index - 1].role == "의" and modality is not Modality.COMMITTED and not moves)
        )
        if share:
            return Kind.SHARE, Statistic.SHARE, modality
        if mention.kind is QuantityKind.POINTS or (moves and role not in ("로", "까지")) or mention.value < 0:
            statistic = Statistic.CHANGE if mention.kind is QuantityKind.POINTS else Statistic.PERCENT_CHANGE
            return (Kind.TARGET if modality is Modality.COMMITTED else Kind.COMPARISON), statistic, modality
        return _BY_LEVEL[modality], Statistic.LEVEL, modality
    changed = (at_verb and role == "") or (moves and role in ("", "이") and _RISE.match(behind.strip()) is not None)
    if mention.kind is QuantityKind.MONEY and not measured:
        scope = scope_of(scene, index)
        against = _AGAINST.search(scene.text[scene.start : mention.start]) is not None
        if changed and against and _RISE.match(behind.strip()) is not None:
            return Kind.COMPARISON, Statistic.CHANGE, modality
        kind = Kind.INVESTMENT if private_money(scene, index, subject, scope) else Kind.BUDGET
        return kind, Statistic.CHANGE if changed else Statistic.LEVEL, modality
    if changed and modality is not Modality.COMMITTED:
        return Kind.COMPARISON, Statistic.CHANGE, modality
    return _BY_LEVEL[modality], Statistic.LEVEL, modality
