"""Cuts a Korean scene into clauses: by predicates that join or close, and by verbal nouns at the end of a bullet."""

from __future__ import annotations

from .scene import Clause, Item, Scene, Sort
from .words import lexicon


def _is_action(word: str) -> bool:
    actions = lexicon("predicates")["actions"]
    return any(word in actions[k] for k in ("money_in", "raised", "change", "level", "made", "joined", "saying"))


def _trailing(word: str) -> bool:
    nominal = lexicon("predicates")["nominal"]
    return any(word in nominal[k] for k in ("committed", "achieved", "expected", "ongoing"))


def cut_clauses(scene: Scene) -> None:
    """Note where a scene's clauses end and which predicate closes each.

    A clause ends at a predicate that joins or closes, or at a verbal noun without particle before a comma or the end; a
    predicate in front of a noun makes a clause inside.
    """
    items = scene.items
    first = 0
    index = 0
    while index < len(items):
        item = items[index]
        if item.sort is Sort.VERB and item.ending == "before-noun":
            following = items[index + 1] if index + 1 < len(items) else None
            if (
                following is not None
                and following.sort is Sort.NOUN
                and (
                    scene.words(following)
                    in (
                        "계획",
                        "예정",
                        "방침",
                        "것",
                        "전망",
                        "목표",
                        "필요",
                        "수",
                        "바",
                        "예상",
                        "중",
                        "때",
                        "경우",
                        "데",
                    )
                )
            ):
                close = (
                    scene.words(following) not in ("데", "경우", "때", "바", "수") and following.role != "로"
                ) or index + 2 >= len(items)
                if close or scene.words(following) == "것":
                    last = _to_break(items, index + 1)
                    scene.clauses.append(Clause(first, last, index, item.stem))
                    first = index = last + 1
                    continue
            start = _reach_back(scene, index, first)
            scene.nested.append((start, index, index + 1, item.stem))
        elif item.sort is Sort.VERB and item.ending in ("joined", "final", "noun"):
            last = index
            while last + 1 < len(items) and (
                items[last + 1].sort is Sort.BREAK
                or items[last + 1].sort is Sort.BRACKET
                or (
                    items[last + 1].sort is Sort.VERB
                    and items[last + 1].stem in ("있", "하", "나가", "오", "가", "보", "결정", "않")
                )
            ):
                last += 1
            scene.clauses.append(Clause(first, last, index, item.stem))
            first = index = last + 1
            continue
        elif item.sort is Sort.NOUN and not item.role and not item.listed and _closes(scene, index):
            last = index
            while last + 1 < len(items) and items[last + 1].sort in (Sort.BREAK, Sort.BRACKET):
                last += 1
            verb = index
            while (
                verb > first
                and _trailing(scene.words(items[verb]))
                and items[verb - 1].sort is Sort.NOUN
                and not items[verb - 1].role
                and _is_action(_last_part(scene.words(items[verb - 1])))
            ):
                verb -= 1
            scene.clauses.append(Clause(first, last, verb, _last_part(scene.words(items[verb]))))
            first = index = last + 1
            continue
        index += 1
    if first < len(items):
        scene.clauses.append(Clause(first, len(items) - 1, None))
    for clause in scene.clauses:
        for start, verb, _, _ in scene.nested:
            if clause.first <= verb <= clause.last:
                clause.inside |= set(range(start, verb + 1))


def _last_part(words: str) -> str:
    return words.rsplit("·", 1)[-1] if "·" in words else words


def _to_break(items: list[Item], index: int) -> int:
    last = index
    while last + 1 < len(items) and items[last + 1].sort is not Sort.TIME and items[last].sort is not Sort.BREAK:
        if items[last + 1].sort in (Sort.AMOUNT,):
            break
        last += 1
        if items[last].sort is Sort.VERB and items[last].ending in ("joined", "final"):
            break
    return last


def _closes(scene: Scene, index: int) -> bool:
    """Whether a bare noun is a predicate: a verbal noun, or 계획 and the like, with nothing but a stop behind it."""
    items = scene.items
    word = _last_part(scene.words(items[index]))
    if not (_is_action(word) or _trailing(word)):
        return False
    following = next((i for i in items[index + 1 :] if i.sort is not Sort.BRACKET), None)
    before = items[index - 1] if index else None
    if following is not None and following.sort not in (Sort.BREAK, Sort.ARROW):
        return False
    if following is not None and following.sort is Sort.ARROW:
        return False
    if word == "중":
        return before is not None
    return before is not None and (
        before.sort in (Sort.AMOUNT, Sort.TIME, Sort.BRACKET)
        or bool(before.role)
        or following is None
        or _trailing(word)
        or any(i.sort is Sort.AMOUNT for i in items[max(0, index - 3) : index])
    )


def _reach_back(scene: Scene, verb: int, floor: int) -> int:
    """Where a clause in front of a noun begins: it reaches back over its object and companions to a topic or a stop."""
    items = scene.items
    at = verb
    seen = 0
    while at - 1 >= floor:
        before = items[at - 1]
        if before.sort in (Sort.BREAK, Sort.ARROW) or before.sort is Sort.VERB or before.role == "은":
            break
        if before.role in ("이", "에게", "에서", "를", "에", "로"):
            seen += 1
            if seen > 1 and before.role in ("이", "에"):
                break
        if before.sort is Sort.TIME and seen:
            break
        at -= 1
    return at
