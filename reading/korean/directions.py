"""What turns into what in Korean documents: arrows between two directions, and versions of one thing."""

from __future__ import annotations

import re

from ...graph.claim import FAMILY, EntityType
from ..document import BlockKind
from ..figures import Reference
from ..names import NameMention
from .linker import Linker
from .scene import Sort
from .words import word_set


def read_arrows(linker: Linker) -> None:
    """ "X 구축 → Y 강화" where no amount is told: one direction turns into another."""
    items = linker.items
    arrow = next((i for i, x in enumerate(items) if x.sort is Sort.ARROW), None)
    if arrow is None or any(i > arrow for i, _ in linker.scene.amounts()) or linker.block.kind is BlockKind.NOTE:
        return
    left, right = _side(linker, 0, arrow), _side(linker, arrow + 1, len(items))
    if left is not None and right is not None:
        linker.say(left, "evolvesInto", right, "arrow.direction", 0.7)


def read_successions(linker: Linker) -> None:
    """ "X를 잇는 Y", "Y는 X를 이어받았다", "이는 X의 후속조치다"; "X를 Y로 개편한다"."""
    succeeding, becoming = word_set("links", "", "succeeding"), word_set("links", "", "becoming")
    for first, verb, _, stem in linker.scene.nested:
        if stem in succeeding:
            later = linker.after(verb)
            for i in range(first, verb):
                if linker.items[i].role == "를" and linker.items[i].sort is Sort.NOUN:
                    _succeeds(linker, later, linker.refer(i, first))
                    if later is None or not linker.is_item(later):
                        topics = linker.topics(linker.scene.clause_of(verb))
                        _succeeds(linker, topics[0][1] if topics else None, linker.refer(i, first))
    for clause in linker.scene.clauses:
        if clause.stem in succeeding:
            topics = linker.topics(clause)
            for _, earlier in linker.role(clause, "를"):
                _succeeds(linker, topics[0][1] if topics else None, earlier)
        if clause.stem in becoming:
            later_ones = [r for _, r in linker.role(clause, "로")]
            for _, earlier in linker.role(clause, "를"):
                for later in later_ones:
                    if _named_item(linker, earlier) and _named_item(linker, later):
                        linker.say(earlier, "evolvesInto", later, "direction.becomes", 0.75)
    for i, item in enumerate(linker.items[1:], 1):
        if item.sort is Sort.NOUN and linker.scene.words(item).startswith("후속") and linker.items[i - 1].role == "의":
            topics = linker.topics(linker.scene.clause_of(i))
            later = linker.after(i) if not item.role else None
            _succeeds(linker, later if later is not None else topics[0][1] if topics else None, linker.refer(i - 1))


def _named_item(linker: Linker, thing: Reference | None) -> bool:
    return thing is not None and thing.name is not None and linker.family(thing) in ("item", "plan", "fund")


def _succeeds(linker: Linker, later: Reference | None, earlier: Reference | None) -> None:
    if _named_item(linker, later) and _named_item(linker, earlier):
        linker.say(later, "succeeds", earlier, "direction.succeeds", 0.75)


def _side(linker: Linker, first: int, stop: int) -> Reference | None:
    own = [x for x in linker.items[first:stop] if x.sort is Sort.NOUN]
    if not own:
        return None
    text, start, end = linker.scene.text, own[0].start, own[-1].core
    names = [n for n in linker.scene.names if start <= n.start and n.end <= end and FAMILY[n.type] in ("item", "plan")]
    if names:
        name = max(names, key=lambda n: n.end - n.start)
        if name.end - name.start >= 0.8 * (end - start) or "(" in text[start:end]:
            return Reference.to(name)
    words = re.sub(r"\s+", " ", text[start:end])
    if len(words) > 60:
        return None
    return Reference(words, start, end, NameMention(start, end, words, EntityType.INITIATIVE))
