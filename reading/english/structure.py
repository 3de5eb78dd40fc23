"""Parts and members that the layout gives: bullets under a lead-in, numbered headings of a plan, bracketed examples."""

from __future__ import annotations

import re
from dataclasses import replace

from ...graph.claim import FAMILY, EntityType
from ..document import Block, BlockKind
from ..figures import Reference
from ..names import NameMention, find_known, gazetteer
from .grammar import squeeze
from .heads import singular
from .items import comma_items, item_at
from .linker import Linker
from .lists import belong, whole_of_list
from .phrases import refer, token_before
from .scene import Scene
from .words import word_set

_PARTS = ("item", "plan", "fund")
_LEADS_IN = re.compile(r"[:：]\s*$|\b(?:following|as follows|these are|below)\b[^.]*\.?\s*$", re.IGNORECASE)
_OPENING = 6
"""characters before a name that still stands at the head of a bullet (marks, articles)"""
_NUMBERED = re.compile(r"[\[(<]?(?:\d{1,2}|[IVX]{1,4}|[①-⑳])[\])>.]?$")
_NUMBER_WORD = re.compile(
    r"^(?:Strategy|Pillar|Task|Direction|Priority|Goal|Area|Component|Action|Theme) \d+\s*[:.–-]\s*"
)
_FOR_EXAMPLE = re.compile(
    r"\s*(?:e\.g\.,?|for example,?|for instance,?|such as|including|i\.e\.,?|namely)\s*", re.IGNORECASE
)
_LONGEST = 130
_BRACKET = re.compile(r"\s?\((?P<items>[^()]{5,80})\)")
_PLAIN_ITEM = re.compile(r"[^\s,·/&–-](?:[^,·/&–-]*[^\s,·/&–-])?")


def read_bullets(linker: Linker) -> None:
    """ "one of the programmes under the X:" – what opens the bullets below is part of X, or takes part in it."""
    block = linker.block
    above = block.host if block.host is not None else next(reversed(block.section), None)
    if block.kind is not BlockKind.BULLET or above is None or linker.scene.start > block.start + _OPENING:
        return
    scenes = linker.context.scenes.get(above, ())
    lead = scenes[-1] if scenes else None
    if lead is None or not _LEADS_IN.search(lead.text[lead.start : lead.end]):
        return
    whole = _whole_of(lead)
    name = next((n for n in linker.names if n.start - block.start <= _OPENING and not n.weak), None)
    if whole is None or name is None or name.name == whole.name:
        return
    words = lead.text[lead.start : lead.end].lower()
    if FAMILY[name.type] in _PARTS:
        linker.say(Reference.to(name), "directPartOf", Reference.to(whole), "layout.bullet", 0.75)
    elif FAMILY[name.type] == "body" and {singular(w) for w in re.findall(r"[a-z]+", words)} & word_set(
        "links", "takers"
    ):
        linker.say(Reference.to(whole), "participant", Reference.to(name), "layout.bullet", 0.7)


def _whole_of(lead: Scene) -> NameMention | None:
    """The last named programme, plan or fund of a lead-in."""
    found = [n for n in lead.names if FAMILY[n.type] in _PARTS and not n.weak]
    return found[-1] if found else None


def read_components(linker: Linker) -> None:
    """ "under the X component": part of the programme that the document is about."""
    whole = linker.context.document_topic
    for name in linker.names:
        head = linker.scene.text[name.start : name.end].split()[-1].lower()
        if head in word_set("links", "components") and FAMILY[name.type] in _PARTS and not name.weak:
            linker.say(Reference.to(name), "directPartOf", whole, "layout.component", 0.65)


_AMONG = re.compile(r"(?P<group>[a-z]+), (?P<items>[A-Z][^;.]*?) among (?:them|others)\b")


def read_among_them(linker: Linker) -> None:
    """ "participating firms, A and B among them": A and B take part in what the passage is about."""
    scene = linker.scene
    for match in _AMONG.finditer(scene.text, scene.start, scene.end):
        before = scene.text[scene.start : match.start()].split()[-1:]
        taking = singular(match["group"]) in word_set("links", "takers") and before
        if not taking or before[0].lower() not in word_set("links", "taking_part"):
            continue
        for name in linker.names:
            if match.start("items") <= name.start < match.end("items") and FAMILY[name.type] == "body":
                linker.say(
                    _latest_item(linker, match.start()), "participant", Reference.to(name), "list.among-them", 0.65
                )


def _latest_item(linker: Linker, before: int) -> Reference | None:
    """The programme named last in the block, else the document's own."""
    start = linker.block.start
    items = [n for n in linker.context.names if start <= n.start < before and FAMILY[n.type] == "item" and not n.weak]
    return Reference.to(items[-1]) if items else linker.context.document_topic


def read_headings(linker: Linker) -> None:
    """Numbered headings under "Directions of the X" are parts of X; what the bullets below point to is part of them."""
    section = _direction(linker, linker.block)
    if section is not None and linker.scene.parent is None:
        whole = _plan_of(linker, linker.block)
        linker.say(section, "directPartOf", whole, "layout.heading", 0.75)
        return
    above = [linker.context.document.blocks[i] for i in linker.block.section]
    section = _direction(linker, above[-1]) if above and linker.block.kind is BlockKind.BULLET else None
    if section is not None:
        for link in [li for li in linker.out if li.predicate == "evolvesInto"]:
            linker.say(link.object, "directPartOf", section, "layout.under-heading", 0.7)


def _direction(linker: Linker, block: Block) -> Reference | None:
    """A numbered heading as the direction that it words, where it is one of several under a heading of directions."""
    if block.kind is not BlockKind.HEADING or not _NUMBERED.match(block.marker) or _plan_of(linker, block) is None:
        return None
    words = squeeze(_NUMBER_WORD.sub("", linker.context.document.text[block.start : block.end]))
    if not len(words.split()) >= 2 or len(words) > _LONGEST:
        return None
    return Reference.to(NameMention(block.start, block.end, words, EntityType.STRATEGY))


def _plan_of(linker: Linker, block: Block) -> Reference | None:
    """The plan of which the heading above announces directions, tasks or areas."""
    context = linker.context
    if not block.section:
        return None
    parent = block.section[-1]
    heading = {singular(w) for w in re.findall(r"[a-z]+", context.words_of(parent).lower())}
    siblings = [b for b in context.document.blocks if b.kind is BlockKind.HEADING and b.section == block.section]
    if len(siblings) < 2 or not heading & word_set("links", "areas"):
        return None
    named = [n for n in context.names_in(parent) if FAMILY[n.type] in _PARTS and not n.weak]
    return Reference.to(named[-1]) if named else None


def read_bracketed_examples(linker: Linker) -> None:
    """ "ten industries (e.g. steel, shipbuilding)"."""
    scene = linker.scene
    for bracket in scene.brackets:
        lead = _FOR_EXAMPLE.match(scene.text, bracket.inner_start, bracket.inner_end)
        token = token_before(scene, bracket.start) if lead is not None else None
        whole = refer(scene, token) if token is not None and token.pos_ in ("NOUN", "PROPN") else None
        whole = whole_of_list(scene, token, whole) if token is not None else None
        if lead is None or token is None or whole is None:
            continue
        for start, end in comma_items(scene.text, lead.end(), bracket.inner_end):
            part = _inner_item(scene, start, end)
            if part is not None:
                belong(linker, part, whole, singular(token.lemma_), "list.bracketed")


def read_spelled_groups(linker: Linker) -> None:
    """ "T.P.B. (tide, piers, buoys)": a group of technologies, and behind it in a bracket the technologies."""
    scene = linker.scene
    for group in (n for n in linker.names if n.type is EntityType.TECHNOLOGY_GROUP):
        bracket = _BRACKET.search(scene.text, group.start, scene.end)
        if bracket is None or not group.start < bracket.start() <= group.end + 1:
            continue
        items = [(bracket.start("items") + m.start(), m.group()) for m in _PLAIN_ITEM.finditer(bracket["items"])]
        known = [_technology(at, words) for at, words in items]
        for member in known if len(known) > 1 and all(known) else ():
            if member is not None:
                linker.say(Reference.to(group), "hasTechnology", Reference.to(member), "group.spelled-out", 0.85)


def _technology(at: int, words: str) -> NameMention | None:
    """The known technology that some words at a place are, all of them."""
    for name in find_known(words, gazetteer()):
        if name.type is EntityType.TECHNOLOGY and (name.start, name.end) == (0, len(words)):
            return replace(name, start=at, end=at + len(words))
    return None


def _inner_item(scene: Scene, start: int, end: int) -> Reference | None:
    inner = next((s for s in scene.inner if s.start <= start and end <= s.end), scene)
    return item_at(inner, start, end)
