"""What the sentences around say: topics, back references, moods of sections, times of hosts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...graph.claim import FAMILY, EntityType
from ...graph.values import Modality
from ..document import Block, BlockKind, Document
from ..figures import Figure, Reference
from ..names import NameMention, find_known, gazetteer
from ..periods import PeriodMention
from .grammar import prepositional_objects, squeeze, subjects
from .modality import verb_modality
from .names import singular
from .scene import generic
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .scene import Scene

_BACK = re.compile(
    r"\b(?:(?:these|those|this|that|such|both|said)\s+"
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|new|key|major|main)\s+){0,2}"
    r"|(?:the|its|their)\s+(?:(?:new|key|major|main|flagship)\s+)?)$",
    re.IGNORECASE,
)
_REPEATABLE = frozenset({"project", "programme", "program", "initiative", "fund", "strategy", "plan", "act"})
_CHANGE = frozenset(
    {"growth", "increase", "decrease", "reduction", "rise", "decline", "measure", "investment", "budget"}
)


@dataclass(slots=True)
class Context:
    """Memory of one document while its sentences go by."""

    document: Document
    names: Sequence[NameMention]
    chunks: list[Reference] = field(default_factory=list)
    subject_of: dict[int, Reference] = field(default_factory=dict)
    """block → main subject of its latest sentence"""
    times: dict[int, list[PeriodMention]] = field(default_factory=dict)
    moods: dict[int, Modality] = field(default_factory=dict)
    figures: dict[int, list[Figure]] = field(default_factory=dict)
    scenes: dict[int, list[Scene]] = field(default_factory=dict)
    label: Reference | None = None
    label_section: tuple[int, ...] = ()
    _document_topic: Reference | None = None
    _document_topic_known: bool = False

    def enter(self, scene: Scene, block: Block) -> None:
        """Take note of the block's own topic before its sentence is read."""
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            self.label, self.label_section = None, block.section
        if block.topic and block.kind is not BlockKind.NOTE:
            start = self.document.text.rfind(block.topic, max(0, block.start - len(block.topic) - 12), block.start)
            name = next(
                (
                    n
                    for n in self.names
                    if n.start >= start >= 0 and n.end <= block.start and n.end - n.start >= 0.6 * len(block.topic)
                ),
                None,
            )
            self.label = Reference(
                name.name if name else block.topic,
                start,
                start + len(block.topic),
                name,
                singular(block.topic.split()[-1]),
            )
            self.label_section = block.section

    def leave(self, scene: Scene, block: Block, figures: list[Figure]) -> None:
        """Remember what the sentence spoke of."""
        at = scene.sentence.block
        self.scenes.setdefault(at, []).append(scene)
        self.times.setdefault(at, []).extend(scene.periods)
        self.figures.setdefault(at, []).extend(figures)
        mood = self.modality_of(scene)
        if mood is not None:
            self.moods[at] = mood
        assert scene.doc is not None
        for chunk in scene.doc.noun_chunks:
            reference = scene.refer(chunk.root)
            if reference is not None:
                self.chunks.append(reference)
        main = self.main_subject(scene)
        if main is not None:
            self.subject_of[at] = self.resolve(scene, main, block)

    def main_subject(self, scene: Scene) -> Reference | None:
        """What the main clause of a sentence speaks of, where that is a thing and not an agent."""
        assert scene.doc is not None
        root: Token | None = next((t for t in scene.doc if t.dep_ == "ROOT"), None)
        if root is None:
            return None
        for token in root.children:
            if token.dep_ == "csubj" and token.tag_ == "VBG":
                objs = [c for c in token.children if c.dep_ == "dobj"]
                if objs:
                    name = scene.name_at(token) or scene.name_at(objs[0])
                    start, end = scene.span(token, objs[0])
                    return Reference(
                        name.name if name else squeeze(scene.words(token.i, objs[0].i)),
                        start,
                        end,
                        name,
                        objs[0].lemma_.lower(),
                    )
        if root.pos_ not in ("VERB", "AUX"):
            return scene.refer(root) if root.pos_ in ("NOUN", "PROPN") and self._is_item(scene.name_at(root)) else None
        for token in subjects(root):
            if token.pos_ == "PRON" or token.i in scene.amounts:
                return None
            reference = scene.refer(token)
            if reference is None:
                return None
            if reference.name is not None and FAMILY[reference.name.type] in ("body", "person", "place"):
                return None
            if token.lemma_.lower() in word_set("nouns", "transparent") or token.lemma_.lower() in (
                "government",
                "ministry",
                "we",
            ):
                return None
            return reference
        return None

    @staticmethod
    def _is_item(name: NameMention | None) -> bool:
        return name is not None and FAMILY[name.type] in ("item", "plan", "fund", "law", "index")

    def modality_of(self, scene: Scene) -> Modality | None:
        """How the main verb of a sentence puts it."""
        if scene.doc is None:
            return None
        root = next((t for t in scene.doc if t.dep_ == "ROOT"), None)
        if root is None or root.pos_ not in ("VERB", "AUX"):
            verb = next((t for t in scene.doc if t.pos_ == "VERB" and t.tag_ in ("VBD", "VBN", "VBZ", "VBP")), None)
            return (
                verb_modality(verb)
                if verb is not None and root is not None and root.dep_ == "ROOT" and verb.head.i == root.i
                else None
            )
        return verb_modality(root)

    def mood(self, block: Block) -> Modality:
        """How figures without a verb are meant, by the block they belong to, the headings above and the title."""
        if block.host is not None and block.host in self.moods:
            return self.moods[block.host]
        text = self.document.text
        places = [block.topic] if block.topic else []
        places += [text[self.document.blocks[i].start : self.document.blocks[i].end] for i in reversed(block.section)]
        places.append(self.document.source.title)
        places += [text[b.start : b.end] for b in self.document.blocks if b.kind is BlockKind.TITLE]
        return self._mood_of(places)

    @staticmethod
    def _mood_of(places: Sequence[str]) -> Modality:
        for words in places:
            plain = {singular(w) for w in re.findall(r"[A-Za-z]+", words.lower())} | set(
                re.findall(r"[A-Za-z]+", words.lower())
            )
            achieved = plain & word_set("modality", "achieved_headings")
            committed = plain & word_set("modality", "committed_headings") or re.search(
                r"\bto\s+[a-z]+\b", words.lower()
            )
            if achieved and not committed:
                return Modality.ACHIEVED
            if committed and not achieved:
                return Modality.COMMITTED
        return Modality.STATED

    def time_above(self, block: Block) -> PeriodMention | None:
        """The time of the block to which a note or bullet belongs."""
        own = self.times.get(block.host, []) if block.host is not None else []
        return own[0] if len(own) == 1 else None

    # ------------------------------------------------------------------ topics and back references

    def topic(self, scene: Scene, block: Block) -> Reference | None:
        """What a passage is about."""
        main = self.main_subject(scene)
        if main is not None and self._is_item(main.name):
            return main
        said = [f for f in self.figures.get(scene.sentence.block, ()) if f.quantity.is_money and f.subject is not None]
        if said:
            return said[-1].subject
        if block.host is not None:
            host = self.document.blocks[block.host]
            if block.kind is BlockKind.NOTE and block.anchor is not None:
                figure, marked = self.marked_figure(block), self._marked(block)
                head = singular(marked.head) if marked is not None else ""
                plain = marked is None or (marked.name is None and (generic(head) or head in _CHANGE))
                if figure is not None and figure.subject is not None and plain:
                    return figure.subject
                if marked is not None:
                    return marked
            above = self.subject_of.get(block.host)
            if above is not None and scene.sentence.block != block.host:
                return above
            if host.topic and self.label is not None:
                return self.label
        before = self.subject_of.get(scene.sentence.block)
        if before is not None:
            return before
        earlier = [n for n in self.names if self._is_item(n) and block.start <= n.start < scene.start]
        if earlier:
            last = earlier[-1]
            return Reference(last.name, last.start, last.end, last)
        if main is not None and main.name is not None and main.name.type.value not in ("technology", "sector"):
            return main
        if self.label is not None and self.label_section == block.section[: len(self.label_section)]:
            return self.label
        for i in reversed(block.section):
            heading = self.document.blocks[i]
            inside = [n for n in self.names if heading.start <= n.start < heading.end and self._is_item(n)]
            if inside:
                return Reference(inside[0].name, inside[0].start, inside[0].end, inside[0])
        return self.document_topic()

    def _marked(self, block: Block) -> Reference | None:
        """The noun phrase of the host that carries the mark of a note."""
        if block.host is None or block.anchor is None:
            return None
        for scene in self.scenes.get(block.host, ()):
            for part in (scene, *scene.inner):
                if part.doc is not None and part.start <= block.anchor <= part.end:
                    token = part.phrase_before(block.anchor)
                    if token is not None and token.pos_ in ("NOUN", "PROPN") and token.i not in part.amounts:
                        return part.refer(token, whole=False)
        return None

    def marked(self, block: Block) -> Reference | None:
        """The phrase that a note explains: what carries its mark, else the last list head of the block above."""
        if block.host is None:
            return None
        if block.anchor is None:
            for scene in reversed(self.scenes.get(block.host, ())):
                assert scene.doc is not None
                heads = [
                    t
                    for t in scene.doc
                    if t.pos_ == "NOUN"
                    and singular(t.lemma_.lower()) in ("technology", "project", "service", "measure", "programme")
                ]
                return scene.refer(heads[0]) if heads else None
            return None
        figure = self.marked_figure(block)
        own = self._marked(block)
        if own is None or (own.name is None and len(own.words.split()) == 1):
            return figure.subject if figure is not None and figure.subject is not None else own
        return own

    def area(self, block: Block) -> tuple[Reference, Reference] | None:
        """A labelled paragraph of a plan as an area of it: one of at least three labels under the same heading."""
        if not block.topic or block.kind not in (BlockKind.PARAGRAPH, BlockKind.BULLET) or block.marker.startswith("["):
            return None
        siblings = [
            b
            for b in self.document.blocks
            if b.topic and b.section == block.section and b.kind is block.kind and not b.marker.startswith("[")
        ]
        if len(siblings) < 3 or self.mood_of_section(block) is not Modality.COMMITTED or len(block.topic.split()) > 5:
            return None
        whole = self.section_item(block)
        if whole is None:
            return None
        start = self.document.text.rfind(block.topic, max(0, block.start - len(block.topic) - 12), block.start)
        mention = NameMention(start, start + len(block.topic), block.topic, EntityType.PROGRAMME)
        return Reference(block.topic, start, start + len(block.topic), mention, block.topic.split()[-1].lower()), whole

    def section_item(self, block: Block) -> Reference | None:
        """The programme named in the headings above, else the document's own."""
        for i in reversed(block.section):
            heading = self.document.blocks[i]
            inside = [
                n
                for n in self.names
                if heading.start <= n.start < heading.end
                and FAMILY[n.type] == "item"
                and n.type.value in ("programme", "initiative", "project")
            ]
            if inside:
                return Reference(inside[0].name, inside[0].start, inside[0].end, inside[0])
        return self.document_topic()

    def mood_of_section(self, block: Block) -> Modality:
        """The mood that the headings above give."""
        text = self.document.text
        places = [text[self.document.blocks[i].start : self.document.blocks[i].end] for i in reversed(block.section)]
        return self._mood_of([*places, self.document.source.title])

    def body_of_office(self, text: str, start: int, end: int, office: str) -> NameMention | None:
        """The ministry that an office heads, where it is a known or named one."""
        field = re.search(r"Minister (?:of|for) (.+)$", office)
        if field is None:
            tail = re.match(r"[^.;]{0,60}?\bof ([A-Z][\w&]*(?:(?:,| and| of|) [A-Z][\w&]*)*)", text[start:end])
            near = [n for n in self.names if n.type is EntityType.MINISTRY and 0 <= start - n.end <= 40]
            if near and (tail is None or office not in ("Minister",)):
                return near[-1]
            if tail is None:
                return near[-1] if near else None
            words = tail[1]
        else:
            words = field[1]
        for candidate in (f"Ministry of {words}", f"Ministry for {words}"):
            found = find_known(candidate, gazetteer())
            if found and found[0].end - found[0].start >= len(candidate) - 1:
                at = text.find(words, max(0, start - 20))
                if at >= 0:
                    return NameMention(at, at + len(words), found[0].name, found[0].type, found[0].iri)
        return None

    def destination(self, block: Block) -> Reference | None:
        """Where the investment goes of which the block above speaks: "to encourage investment in the X Fund"."""
        if block.host is None:
            return None
        for scene in self.scenes.get(block.host, ()):
            for token in scene.doc or ():
                if token.lemma_.lower() in ("investment", "invest", "funding", "contribution"):
                    for _, obj in prepositional_objects(token, frozenset({"in", "into", "to"})):
                        name = scene.name_at(obj)
                        if name is not None and FAMILY[name.type] in ("item", "fund", "plan"):
                            return Reference(name.name, name.start, name.end, name)
        return None

    def marked_figure(self, block: Block) -> Figure | None:
        """The figure of the host block to whose noun the mark of a note is glued."""
        if block.host is None or block.anchor is None:
            return None
        near = [
            f
            for f in self.figures.get(block.host, ())
            if f.quantity.start < block.anchor and block.anchor - f.quantity.start < 90
        ]
        return near[-1] if near else None

    def document_topic(self) -> Reference | None:
        """The programme that the document is about: named in its title, else named most."""
        if not self._document_topic_known:
            self._document_topic_known = True
            items = [n for n in self.names if self._is_item(n) and FAMILY[n.type] == "item"]
            count = Counter(n.name for n in items)
            heads = [b for b in self.document.blocks if b.kind in (BlockKind.TITLE, BlockKind.HEADING)][:3]
            titled = [
                n
                for n in items
                if any(b.start <= n.start < b.end for b in heads)
                or n.name.lower() in self.document.source.title.lower()
            ]
            best = max(titled or items, key=lambda n: (count[n.name], -n.start), default=None)
            if best is not None:
                self._document_topic = Reference(best.name, best.start, best.end, best)
        return self._document_topic

    def resolve(self, scene: Scene, reference: Reference, block: Block) -> Reference:
        """What a back reference ("these projects", "the strategy") stands for, or the reference itself."""
        if reference.name is not None:
            return reference
        head = singular(reference.head or reference.words.split()[-1])
        words = [
            w
            for w in reference.words.lower().split()
            if w not in ("key", "major", "main", "new", "flagship", "representative")
        ]
        if (
            head not in word_set("nouns", "anaphoric")
            or len(words) > 1
            or not _BACK.search(self.document.text[max(0, reference.start - 24) : reference.start])
        ):
            return reference
        for earlier in reversed(self.chunks):
            if earlier.end > reference.start:
                continue
            if reference.start - earlier.start > 2500:
                break
            own = singular(earlier.head or earlier.words.split()[-1])
            if own == head and len(earlier.words.split()) > len(words):
                return earlier
        for name in reversed([n for n in self.names if n.end <= reference.start]):
            repeats = head in _REPEATABLE and self._is_item(name) and singular(name.name.split()[-1]) == head
            if repeats or name.type.value == head:
                return Reference(name.name, name.start, name.end, name, head)
        topic = self.topic(scene, block)
        return (
            topic
            if topic is not None
            and head in ("project", "programme", "program", "initiative", "scheme", "plan", "strategy")
            else reference
        )
