"""Relations that the layout of a passage gives: arrows, bullets inside a line, labelled paragraphs."""

from __future__ import annotations

import re

from ...graph.claim import FAMILY, EntityType
from ...graph.values import Modality
from ..document import Block, BlockKind
from ..figures import Reference
from ..names import NameMention
from .grammar import squeeze
from .heads import singular
from .linker import Linker
from .moods import section_mood
from .words import word_set

_LONGEST = 110
_BULLET = re.compile(r"[▲△▶]")
_BULLETED = re.compile(r"[▲△▶]\s*([^▲△▶]+)")
_FEWEST_AREAS = 3
_PREPOSITION = re.compile(r"(?:for|of|in|on|to|with|from|by|at|under)\s")


def read_bulleted_line(linker: Linker) -> None:
    """ "the main areas: ▲ A ▲ B": things behind in-line bullets are what the passage divides into."""
    scene = linker.scene
    text = scene.text[scene.start : scene.end]
    bullets = list(_BULLET.finditer(text))
    if len(bullets) < 2:
        return
    lead = scene.start + bullets[0].start()
    before = [n for n in linker.names if n.end <= lead and FAMILY[n.type] == "item"]
    whole = Reference.to(before[-1]) if before else linker.about()
    for match in _BULLETED.finditer(text):
        start = scene.start + match.start(1)
        end = start + len(match[1].rstrip(" .,;"))
        name = next((n for n in linker.names if abs(n.start - start) <= 2), None)
        words = squeeze(scene.text[start:end])
        if len(words.split()) <= 12:
            name = name or NameMention(start, end, words, EntityType.PROGRAMME)
            linker.say(Reference.to(name), "directPartOf", whole, "list.bulleted")


def read_arrow(linker: Linker) -> None:
    """ "Build X → Spread X": the second is the next direction of the first."""
    scene, arrow = linker.scene, linker.scene.arrow
    if arrow is None or any(q.start > arrow for q in scene.quantities):
        return
    left, right = _versions(linker, arrow) or (_side(linker, scene.start, arrow), _side(linker, arrow + 1, scene.end))
    linker.say(left, "evolvesInto", right, "direction.arrow", 0.8, Modality.COMMITTED)


def _versions(linker: Linker, arrow: int) -> tuple[Reference, Reference] | None:
    """ "X 1.0 → X 2.0": two versions of one name."""
    found = None
    for name in linker.names:
        if name.start <= arrow or not re.search(r" \d\.\d$", name.name):
            continue
        plain = name.name[:-4]
        earlier = [n for n in linker.names if n.end <= arrow and plain in (n.name, n.name.rpartition(" ")[0])]
        if earlier:
            found = Reference.to(earlier[0]), Reference.to(name)
    return found


def _side(linker: Linker, start: int, end: int) -> Reference | None:
    """What stands on one side of an arrow, without the verb and the number with which it opens."""
    text = linker.scene.text
    while start < end and text[start].isspace():
        start += 1
    words = squeeze(re.sub(r"\s*\([^()]*\)|→", " ", text[start:end]))
    first, _, rest = words.partition(" ")
    if first.lower() in word_set("links", "opening") and " " in rest and not _PREPOSITION.match(rest):
        words = rest
        start = text.find(words.split()[0], start)
    first, _, rest = words.partition(" ")
    if rest and (first.isdecimal() or first.lower() in word_set("nouns", "count_words")):
        words = rest
    for name in linker.names:
        named = start <= name.start < end and FAMILY[name.type] in ("item", "plan")
        if named and name.end - name.start >= 0.6 * len(words):
            return Reference.to(name)
    if len(words) > _LONGEST or not re.search(r"[A-Za-z가-힣]", words):
        return None
    return Reference.to(NameMention(start, end, words, EntityType.PROJECT))


def read_area_label(linker: Linker) -> None:
    """Labelled paragraphs of a plan are its areas: "(Cloud) … will be …"."""
    block = linker.block
    whole = linker.context.heading_programme(block) if _is_area(linker, block) else None
    if whole is None:
        return
    start = linker.context.start_of_label(block)
    area = NameMention(start, start + len(block.topic), block.topic, EntityType.PROGRAMME)
    linker.say(Reference.to(area), "directPartOf", whole, "area.label", 0.75)


def _is_area(linker: Linker, block: Block) -> bool:
    """Whether a label is one of several short ones under the same heading, which speaks of plans or of areas."""
    if not _is_labelled(block) or len(block.topic.split()) > 5:
        return False
    siblings = [
        b
        for b in linker.context.document.blocks
        if _is_labelled(b) and b.section == block.section and b.kind is block.kind
    ]
    if len(siblings) < _FEWEST_AREAS:
        return False
    heading = linker.context.words_of(block.section[-1]) if block.section else ""
    names_areas = {singular(w) for w in re.findall(r"[A-Za-z]+", heading)} & word_set("links", "areas")
    return bool(names_areas) or section_mood(linker.context, block) is Modality.COMMITTED


def _is_labelled(block: Block) -> bool:
    return (
        bool(block.topic) and block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET) and not block.marker.startswith("[")
    )
