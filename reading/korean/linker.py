"""What relations of a Korean sentence are read with: its phrases, what they stand for, and the relations noted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...graph.claim import FAMILY, EntityType
from ...graph.values import Modality
from ..document import Block
from ..figures import Link, Reference
from ..names import NameMention
from .context import Context, generic
from .heads import head_of, type_of_korean
from .scene import Clause, Item, Scene, Sort

ITEMS = frozenset({"item", "plan", "fund", "law"})
"""families of what can be a part of something, be announced, be answered for"""


MUNICIPAL = {
    "시장": ("시", "장"),
    "도지사": ("도", "지사"),
    "지사": ("도", "지사"),
    "군수": ("군", "수"),
    "구청장": ("구", "청장"),
}
"""heads of local government: what its name ends in, and what makes it the title"""
_TOO_PLAIN = frozenset({"사업", "제도", "시스템", "서비스", "회의", "계획", "방안", "센터", "행사", "지원", "운동"})
"""words that mean a thing named before only where 동, 이, 해당 says so"""
_HEADS = frozenset({"장관", "차관", "청장", "처장", "위원장", "원장", "이사장", "시장", "도지사", "군수", "구청장"})
"""offices whose holder acts for the body"""


class Linker:
    """The sentence whose relations are read, and the relations found so far."""

    def __init__(self, scene: Scene, block: Block, index: int, context: Context) -> None:
        self.scene, self.block, self.index, self.context = scene, block, index, context
        self.items = scene.items
        self.out: list[Link] = []

    def say(
        self, subject: Reference | None, predicate: str, obj: Reference | None, rule: str, confidence: float = 0.8
    ) -> None:
        """Note a relation, unless an end is missing or both are the same words."""
        if subject is None or obj is None or subject.words == obj.words:
            return
        self.out.append(Link(subject, predicate, obj, self.scene.sentence, rule, confidence, Modality.STATED))

    # ------------------------------------------------------------------ what things are

    def kind(self, reference: Reference | None) -> EntityType | None:
        """The type of a reference: of its name, or by its last noun."""
        if reference is None:
            return None
        return reference.name.type if reference.name is not None else type_of_korean(reference.words)

    def family(self, reference: Reference | None) -> str | None:
        """The family of a reference's type."""
        kind = self.kind(reference)
        return FAMILY[kind] if kind is not None else None

    def is_item(self, reference: Reference | None) -> bool:
        """Whether it is a programme, a plan, a fund or a law, and says which."""
        if reference is None or generic(reference.words):
            return False
        return self.family(reference) in ITEMS

    # ------------------------------------------------------------------ phrases

    def refer(self, last: int, floor: int = 0) -> Reference | None:
        """What the phrase that ends at an item stands for; of things joined by 와 the last, unless all are one name."""
        first, last = self.scene.phrase_ending(last, floor)
        reference = self.scene.refer((first, last))
        joint = max((i for i in range(first, last) if self.items[i].role == "와"), default=None)
        if joint is not None and reference is not None and reference.name is None:
            reference = self.scene.refer((joint + 1, last))
        if reference is not None and reference.name is None:
            quoted = self.name_at(self.items[last], "item", "plan", "fund", "law", "event")
            if quoted is not None and quoted.quoted:
                return Reference.to(quoted)
            if (echo := self.echo(reference, last)) is not None:
                return Reference.to(echo)
        return self.context.resolve(reference, self.index) if reference is not None else None

    def echo(self, reference: Reference, last: int) -> NameMention | None:
        """The last thing named before whose name ends in a lone word: 협의체에는, 로드맵은, 행동계획을."""
        words = reference.words
        alone = self.scene.words(self.items[last]) == words and self.items[last].role in ("은", "이", "를", "에")
        if not alone or len(words) < 2 or (head := head_of(words)) is None or words in _TOO_PLAIN:
            return None
        if FAMILY[head[1]] not in ("plan", "item", "fund", "body", "law"):
            return None
        whole = re.compile(rf"(?:^|.*[\s가-힣]){re.escape(words)}(?:\s\d\.\d)?$")
        before = [n for n in self.context.names if n.end <= self.items[last].start and n.name != words]
        named = [n for n in before if FAMILY[n.type] == FAMILY[head[1]] and n.iri is None and whole.match(n.name)]
        return named[-1] if named else None

    def topics(self, clause: Clause) -> list[tuple[int, Reference]]:
        """What a clause is about: its phrase with 은, else that of the nearest clause before it in the sentence."""
        at = self.scene.clauses.index(clause)
        for other in reversed(self.scene.clauses[: at + 1]):
            found = list(self.role(other, "은"))
            if found:
                return found
        return []

    def after(self, index: int) -> Reference | None:
        """What the phrase right behind an item stands for, an amount between passed over."""
        at = index
        while at + 1 < len(self.items) and self.items[at + 1].sort is Sort.AMOUNT:
            at += 1
        span = self.scene.phrase_after(at)
        return self.scene.refer(span) if span is not None else None

    def named(self, start: int, end: int, *kinds: str) -> list[NameMention]:
        """Names of certain types within a stretch of the text."""
        return [n for n in self.scene.names if start <= n.start and n.end <= end and n.type.value in kinds]

    def name_at(self, item: Item, *families: str) -> NameMention | None:
        """The name that ends where an item's words end, if it is of one of the families."""
        return next((n for n in self.scene.names if n.end == item.core and FAMILY[n.type] in families), None)

    def role(self, clause: Clause, role: str, *, inside: bool = False) -> Iterator[tuple[int, Reference]]:
        """The phrases of a clause that bear a particle."""
        for i in range(clause.first, min(clause.last + 1, len(self.items))):
            item = self.items[i]
            if item.sort is Sort.NOUN and item.role == role and (inside or i not in clause.inside):
                reference = self.refer(i, clause.first)
                if reference is not None:
                    yield i, reference

    def about(self) -> Reference | None:
        """The item that the passage is about."""
        topic = self.context.topic(self.index)
        return topic if self.family(topic) in ITEMS else None

    def members(self, last: int) -> list[Reference]:
        """The things joined by commas, middle dots and 와 that end at an item, the last first."""
        found: list[Reference] = []
        end = last
        while end >= 0 and self.items[end].sort in (Sort.NOUN, Sort.BRACKET):
            while end >= 0 and self.items[end].sort is Sort.BRACKET:
                end -= 1
            if (
                end < 0
                or self.items[end].sort is not Sort.NOUN
                or (end != last and self.items[end].role not in ("", "와"))
            ):
                break
            first = end
            while (
                first - 1 >= 0 and self.items[first - 1].sort is Sort.NOUN and self.items[first - 1].role in ("", "의")
            ):
                first -= 1
            reference = self.scene.refer((first, end))
            if reference is not None:
                found.append(reference)
            at = first - 1
            while at >= 0 and self.items[at].sort is Sort.BRACKET:
                at -= 1
            if at >= 0 and self.items[at].sort is Sort.BREAK and self.items[at].stem in (",", ""):
                end = at - 1
            elif at >= 0 and self.items[at].role == "와" and self.items[at].sort is Sort.NOUN:
                end = at
            else:
                break
        return found

    # ------------------------------------------------------------------ who acts

    def bodies_ending(self, last: int) -> list[Reference]:
        """The bodies of the list that ends at an item: ``A부(장관 …)와 B부는``; none where its last is no body."""
        name = self.name_at(self.items[last], "body")
        if name is None:
            office = self.headed(last)
            alone = self.scene.refer((last, last))
            office = office or (self.echo(alone, last) if alone is not None else None)
            return [Reference.to(office)] if office is not None and FAMILY[office.type] == "body" else []
        others = [r for r in self.members(last) if r.name is not None and FAMILY[r.name.type] == "body"]
        return [Reference.to(name), *(r for r in others if r.name is not None and r.name.start != name.start)]

    def headed(self, last: int) -> NameMention | None:
        """The body of the head who is named there: 이바다 해양수산부 장관은; 오 시장이, of the one city of the text."""
        words = self.scene.words(self.items[last])
        first = max(0, last - 2)
        if words in _HEADS:
            near = [self.name_at(x, "body") for x in self.items[first:last] if x.sort is Sort.NOUN and not x.role]
            named = [n for n in near if n is not None]
            if named:
                return named[-1]
        return self.own_government(words) if words in MUNICIPAL else None

    def own_government(self, title: str) -> NameMention | None:
        """The one city, province or county that the document names, for its head who is named without it."""
        end = MUNICIPAL[title][0]
        own = {n.name: n for n in self.context.names if n.type is EntityType.GOVERNMENT and n.name.endswith(end)}
        return next(iter(own.values())) if len(own) == 1 else None

    def bodies(self, clause: Clause) -> list[Reference]:
        """Who does what a clause says: the bodies that are its subject, or that of an earlier clause."""
        at = self.scene.clauses.index(clause)
        for other in reversed(self.scene.clauses[: at + 1]):
            own = [
                i
                for i in range(other.first, min(other.last + 1, len(self.items)))
                if self.items[i].sort is Sort.NOUN and self.items[i].role in ("은", "이") and i not in other.inside
            ]
            found = [body for i in own for body in self.bodies_ending(i)]
            if found or any(self.items[i].role == "이" for i in own):
                return found
        return []

    def publisher(self) -> Reference | None:
        """The body that publishes the document, where the text names it."""
        publisher = self.context.document.source.publisher
        name = next(
            (n for n in self.context.names if publisher in (n.name, *n.aliases) and FAMILY[n.type] == "body"), None
        )
        return Reference.to(name) if name is not None and publisher else None
