"""Relations that Korean sentences state between things: lists, parts, technologies, actors, laws, meetings, arrows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...graph.claim import FAMILY, EntityType
from ...graph.values import Modality
from ..document import Block, BlockKind, Document
from ..figures import Link, Reference
from ..names import NameMention, find_known, gazetteer
from .context import Context, generic
from .names import persons, type_of_korean
from .scene import Clause, Scene, Sort
from .words import word_set

_ITEMS = frozenset({"item", "plan", "fund", "law"})
_INSTALLED = frozenset({EntityType.PLATFORM, EntityType.SERVICE, EntityType.INFRASTRUCTURE})
_MADE = frozenset({"item", "plan", "fund", "technology"})


class Linker:
    """Reads the relations of one sentence."""

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

    def refer(self, last: int, floor: int = 0) -> Reference | None:
        """What the phrase that ends at an item stands for."""
        reference = self.scene.refer(self.scene.phrase_ending(last, floor))
        return self.context.resolve(reference, self.index) if reference is not None else None

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
        return topic if self.family(topic) in _ITEMS else None

    # ------------------------------------------------------------------ the relations

    def read(self) -> list[Link]:
        """All relations of the sentence."""
        self.lists()
        self.parts()
        self.technologies()
        self.actors()
        self.laws()
        self.meetings()
        self.genitives()
        self.groups()
        self.arrows()
        self.offices()
        return self.out

    def members(self, last: int) -> list[Reference]:
        """The things joined by commas and 와 that end at an item marked 등."""
        found: list[Reference] = []
        end = last
        while end >= 0 and self.items[end].sort in (Sort.NOUN, Sort.BRACKET):
            while end >= 0 and self.items[end].sort is Sort.BRACKET:
                end -= 1
            if end < 0 or self.items[end].sort is not Sort.NOUN:
                break
            first = end
            while (
                first - 1 >= 0 and self.items[first - 1].sort is Sort.NOUN and self.items[first - 1].role in ("", "의")
            ):
                first -= 1
            reference = self.scene.refer((first, end))
            if reference is not None:
                found.append(reference)
            if first - 1 >= 0 and (self.items[first - 1].sort is Sort.BREAK or self.items[first - 1].role == "와"):
                end = first - 1 if self.items[first - 1].role == "와" else first - 2
                continue
            break
        return found

    def lists(self) -> None:
        """ "A, B 등 N개 과제가 X에 속한다"; "A, B 등이 참여하는 X"; "A·B 등 X"."""
        for i, item in enumerate(self.items):
            if not item.listed or item.sort is not Sort.NOUN:
                continue
            members = self.members(i)
            whole = self.after(i) if not item.role else None
            clause = self.scene.clause_of(i)
            if clause.stem in word_set("links", "", "belonging"):
                for _, above in self.role(clause, "에"):
                    for member in members:
                        self.part(member, above, "list.belonging")
            if clause.stem in word_set("links", "", "joining") and (whole is None or generic(whole.words)):
                alliance = self._alliance(clause)
                for member in members:
                    if self.family(member) == "body":
                        self.say(member, "memberOf", alliance, "list.joining", 0.7)
            if whole is None or generic(whole.words):
                continue
            for member in members:
                if self.kind(whole) is EntityType.TECHNOLOGY_GROUP:
                    self.say(whole, "hasTechnology", member, "list.technologies", 0.75)
                elif self.kind(whole) is EntityType.ALLIANCE:
                    self.say(member, "memberOf", whole, "list.members", 0.7)
                elif whole.name is not None:
                    self.part(member, whole, "list.examples")

    def _alliance(self, clause: Clause) -> Reference | None:
        """The alliance that a clause, or the one before it, speaks of: 협의체를 구성하였으며 …이 참여한다."""
        at = self.scene.clauses.index(clause)
        for other in (clause, *self.scene.clauses[max(0, at - 1) : at]):
            for role in ("에", "를"):
                for _, thing in self.role(other, role):
                    if self.kind(thing) is EntityType.ALLIANCE:
                        return thing
        return None

    def part(self, part: Reference | None, whole: Reference | None, rule: str, confidence: float = 0.75) -> None:
        """Note that one item is a part of another."""
        if self.family(part) in _ITEMS and self.family(whole) in _ITEMS:
            self.say(part, "directPartOf", whole, rule, confidence)

    def parts(self) -> None:
        """ "X의 일환으로 Y를 추진", "Y는 X에 속한다/포함된다", "X의 10대 과제 가운데 Y", "X 중 하나인 Y"."""
        for i, item in enumerate(self.items):
            words = self.scene.words(item)
            if item.sort is Sort.NOUN and words == "일환" and i and self.items[i - 1].role == "의":
                whole = self.refer(i - 1)
                clause = self.scene.clause_of(i)
                objects = [r for _, r in self.role(clause, "를")] or [r for _, r in self.role(clause, "은")]
                for part in objects:
                    self.part(part, whole, "part.within", 0.85)
                if not objects:
                    self.part(self.after(i), whole, "part.within", 0.75)
            if item.sort is Sort.FUNCTION and words in ("가운데", "중") and i:
                whole_words = self.scene.text[self.scene.start : item.start]
                wholes = [
                    n
                    for n in self.scene.names
                    if n.start >= self.scene.start and n.end <= item.start and FAMILY[n.type] in _ITEMS
                ]
                if wholes and re.search(r"과제|사업|프로젝트", whole_words):
                    name = wholes[-1]
                    self.part(self.after(i), Reference(name.name, name.start, name.end, name), "part.among", 0.7)
        for clause in self.scene.clauses:
            if clause.stem in word_set("links", "", "belonging"):
                for _, whole in self.role(clause, "에"):
                    for role in ("은", "이"):
                        for _, part in self.role(clause, role):
                            self.part(part, whole, "part.belongs", 0.85)

    def technologies(self) -> None:
        """ "A와 B를 활용한 X", "A 기반의 X", "A를 활용해 X를 구축", "A가 적용된 X"."""
        using = word_set("links", "", "using")
        for first, verb, _, stem in self.scene.nested:
            if stem in using:
                thing = self.after(verb)
                self._uses(thing, self.items[first].start, self.items[verb].start, "technology.used")
        for clause in self.scene.clauses:
            if clause.verb is None or (clause.stem not in using and self.items[clause.verb].stem not in using):
                continue
            at = self.scene.clauses.index(clause)
            start, stop = self.items[clause.first].start, self.items[clause.verb].start
            for other in self.scene.clauses[at + 1 : at + 2]:
                for _, thing in self.role(other, "를"):
                    if self.family(thing) in _MADE:
                        self._uses(thing, start, stop, "technology.used-for")
            for _, thing in self.role(clause, "에"):
                if self.family(thing) in _ITEMS and clause.stem in ("적용", "접목", "도입", "탑재"):
                    self._uses(thing, start, stop, "technology.applied")
        for i, item in enumerate(self.items):
            if item.sort is Sort.NOUN and self.scene.words(item) == "기반" and item.role in ("", "의"):
                thing = self.after(i)
                self._uses(thing, self.items[self._phrase_start(i)].start, item.start, "technology.based-on")
        for name in self.scene.names:
            if name.iri is None and name.type in _INSTALLED:
                for tech in find_known(name.name, gazetteer()):
                    if tech.type is EntityType.TECHNOLOGY and tech.start == 0 and tech.end < len(name.name):
                        self._link_names(name, replace(tech, start=name.start, end=name.start + tech.end))

    def _link_names(self, name: NameMention, tech: NameMention) -> None:
        self.say(
            Reference(name.name, name.start, name.end, name),
            "usesTechnology",
            Reference(tech.name, tech.start, tech.end, tech),
            "technology.in-name",
            0.6,
        )

    def _phrase_start(self, last: int) -> int:
        first = last
        while first and self.items[first - 1].sort is Sort.NOUN and self.items[first - 1].role in ("", "와"):
            first -= 1
        return first

    def _uses(self, thing: Reference | None, start: int, end: int, rule: str) -> None:
        if thing is None or generic(thing.words):
            return
        if (
            rule not in ("technology.used", "technology.based-on")
            and self.family(thing) not in (*_MADE, "concept")
            and (thing.name is None and type_of_korean(thing.words) is None)
        ):
            return
        if self.family(thing) == "technology":
            return
        for name in self.named(start, end, "technology"):
            self.say(thing, "usesTechnology", Reference(name.name, name.start, name.end, name), rule, 0.8)

    def _bodies(self, clause: Clause) -> Iterator[Reference]:
        """Who does what a clause says: the bodies that are its subject, or that of an earlier clause."""
        at = self.scene.clauses.index(clause)
        for other in reversed(self.scene.clauses[: at + 1]):
            found = False
            for i in range(other.first, min(other.last + 1, len(self.items))):
                item = self.items[i]
                if item.sort is Sort.NOUN and item.role in ("은", "이") and i not in other.inside:
                    for name in self.scene.names:
                        if name.end == item.core and FAMILY[name.type] == "body":
                            found = True
                            yield Reference(name.name, name.start, name.end, name)
            if found or any(i.role == "이" for i in self.items[other.first : other.last + 1] if i.sort is Sort.NOUN):
                return

    def actors(self) -> None:
        """Who answers for a thing, takes part in it, pays for it or is helped by it."""
        leading, joining = word_set("links", "", "leading"), word_set("links", "", "joining")
        for clause in self.scene.clauses:
            stems = {clause.stem, *clause.stem.split("·")}
            objects = [r for _, r in self.role(clause, "를")]
            if stems & leading:
                for body in self._bodies(clause):
                    for thing in objects:
                        if self.kind(thing) is EntityType.EVENT:
                            if stems & word_set("links", "", "hosting"):
                                self.say(thing, "hostedBy", body, "actor.hosts", 0.8)
                        elif self.family(thing) in _ITEMS and self.family(thing) != "law":
                            self.say(thing, "responsibleBody", body, "actor.leads", 0.8)
            if stems & joining:
                self._takes_part(clause)
            for role in ("로",):
                for _, fund in self.role(clause, role):
                    if self.kind(fund) in (EntityType.FUND, EntityType.CONTRACT_SYSTEM):
                        for thing in objects:
                            if self.family(thing) in ("item", "plan"):
                                self.say(thing, "financedBy", fund, "money.from-fund", 0.75)
            if stems & word_set("links", "", "benefiting"):
                groups = [
                    r
                    for role in ("에게", "에")
                    for _, r in self.role(clause, role)
                    if self.kind(r) is EntityType.TARGET_GROUP
                ]
                for thing in objects:
                    if self.family(thing) in ("item", "fund"):
                        for group in groups:
                            self.say(thing, "benefits", group, "actor.benefits", 0.7)
        for first, verb, _, stem in self.scene.nested:
            if stem in joining:
                whole = self.after(verb)
                for i in range(first, verb):
                    if self.items[i].role == "이" and self.items[i].sort is Sort.NOUN:
                        member = self.refer(i, first)
                        if (whole is not None and self.family(whole) in ("item", "plan")) or self.kind(whole) in (
                            EntityType.EVENT,
                        ):
                            self.say(whole, "participant", member, "actor.takes-part-in", 0.75)
                        elif (
                            self.kind(whole) is EntityType.ALLIANCE and member is not None and not generic(member.words)
                        ):
                            self.say(member, "memberOf", whole, "actor.member", 0.7)

    def _takes_part(self, clause: Clause) -> None:
        members = [r for role in ("은", "이") for _, r in self.role(clause, role)]
        for _, whole in self.role(clause, "에"):
            for member in members:
                if self.family(member) not in ("body", "group", "person"):
                    continue
                if self.kind(whole) is EntityType.ALLIANCE:
                    self.say(member, "memberOf", whole, "actor.member", 0.75)
                elif self.family(whole) in ("item", "plan", "event", "fund"):
                    self.say(whole, "participant", member, "actor.takes-part", 0.75)

    def laws(self) -> None:
        """ "「L」 개정/제정", "L을 개정", "L에 따라 X를"."""
        for i, item in enumerate(self.items):
            if item.sort is not Sort.NOUN:
                continue
            law = next((n for n in self.scene.names if n.end == item.core and FAMILY[n.type] in ("law", "plan")), None)
            if law is None:
                continue
            reference = Reference(law.name, law.start, law.end, law)
            following = self.items[i + 1] if i + 1 < len(self.items) else None
            if following is None:
                continue
            done = following.stem or self.scene.words(following)
            clause = self.scene.clause_of(i)
            by = next(iter(self._bodies(clause)), None) or self.about()
            if (
                law.type is EntityType.LAW
                and item.role in ("", "를", "의", "이")
                and done in ("개정", "일부개정", "제정", "개정안", "제정안")
            ):
                if by is None and self.context.document.source.publisher:
                    by = self._publisher()
                self.say(by, "amends" if done.startswith(("개정", "일부")) else "enacts", reference, "law.changed", 0.8)
            elif following.sort is Sort.FUNCTION and following.stem in word_set("links", "", "according"):
                for _, thing in self.role(clause, "를"):
                    if self.family(thing) in ("item", "plan", "fund"):
                        self.say(thing, "basedOn", reference, "law.according-to", 0.8)
                        break
                else:
                    for role in ("에", "은", "이"):
                        hit = next(
                            (
                                r
                                for j, r in self.role(clause, role)
                                if j > i and self.family(r) in ("item", "plan", "fund")
                            ),
                            None,
                        )
                        if hit is not None:
                            self.say(hit, "basedOn", reference, "law.according-to", 0.75)
                            break

    def _publisher(self) -> Reference | None:
        publisher = self.context.document.source.publisher
        name = next(
            (n for n in self.context.names if publisher in (n.name, *n.aliases) and FAMILY[n.type] == "body"), None
        )
        return Reference(name.name, name.start, name.end, name) if name is not None else None

    def meetings(self) -> None:
        """ "E에서 X를 발표했다", "E에서 발표된 X", "E에서 X를 의결"."""
        announcing = word_set("links", "", "announcing")
        for i, item in enumerate(self.items):
            if item.sort is not Sort.NOUN or item.role != "에서":
                continue
            event = next((n for n in self.scene.names if n.end == item.core and n.type is EntityType.EVENT), None)
            if event is None:
                continue
            reference = Reference(event.name, event.start, event.end, event)
            clause = self.scene.clause_of(i)
            nested = next((n for n in self.scene.nested if n[0] <= i < n[1]), None)
            if nested is not None and nested[3] in announcing:
                objects = [
                    self.refer(j, nested[0])
                    for j in range(i + 1, nested[1])
                    if self.items[j].role == "를" and self.items[j].sort is Sort.NOUN
                ]
                for thing in objects or [self.after(nested[1])]:
                    if self.family(thing) in _ITEMS:
                        self.say(thing, "announcedAt", reference, "event.announced", 0.85)
            at = self.scene.clauses.index(clause)
            for other in self.scene.clauses[at:]:
                if {other.stem, *other.stem.split("·")} & announcing or (nested is not None and other is clause):
                    for j, thing in self.role(other, "를", inside=True):
                        if j > i and self.family(thing) in _ITEMS:
                            self.say(thing, "announcedAt", reference, "event.announced", 0.8)

    def genitives(self) -> None:
        """ "기관의 지수": who compiles it; "뉴딜의 사업": what it is a part of."""
        for i, item in enumerate(self.items[:-1]):
            if item.sort is not Sort.NOUN or item.role != "의":
                continue
            owner = next((n for n in self.scene.names if n.end == item.core), None)
            thing = self.after(i)
            if owner is None or thing is None or thing.name is None:
                continue
            reference = Reference(owner.name, owner.start, owner.end, owner)
            if thing.name.type is EntityType.INDEX and FAMILY[owner.type] == "body":
                self.say(thing, "compiledBy", reference, "index.compiler", 0.8)
            elif FAMILY[owner.type] == "item" and FAMILY[thing.name.type] == "item" and thing.name.start > owner.end:
                self.part(thing, reference, "part.genitive", 0.6)

    def groups(self) -> None:
        """ "신기술(A, B, C)": a group of technologies and its members."""
        for i, item in enumerate(self.items):
            if item.sort is not Sort.BRACKET or item.inner is None or not i:
                continue
            group = next(
                (
                    n
                    for n in self.scene.names
                    if n.end == self.items[i - 1].core and n.type is EntityType.TECHNOLOGY_GROUP
                ),
                None,
            )
            if group is None:
                continue
            for name in self.named(item.start, item.end, "technology"):
                self.say(
                    Reference(group.name, group.start, group.end, group),
                    "hasTechnology",
                    Reference(name.name, name.start, name.end, name),
                    "group.bracket",
                    0.8,
                )

    def arrows(self) -> None:
        """ "X 구축 → Y 강화" where no amount is told: one direction turns into another."""
        arrow = next((i for i, x in enumerate(self.items) if x.sort is Sort.ARROW), None)
        if arrow is None or any(i > arrow for i, _ in self.scene.amounts()) or self.block.kind is BlockKind.NOTE:
            return
        left = self._side(0, arrow)
        right = self._side(arrow + 1, len(self.items))
        if left is not None and right is not None:
            self.say(left, "evolvesInto", right, "arrow.direction", 0.7)

    def _side(self, first: int, stop: int) -> Reference | None:
        own = [x for x in self.items[first:stop] if x.sort is Sort.NOUN]
        if not own:
            return None
        start, end = own[0].start, own[-1].core
        names = [
            n for n in self.scene.names if start <= n.start and n.end <= end and FAMILY[n.type] in ("item", "plan")
        ]
        if names:
            name = max(names, key=lambda n: n.end - n.start)
            if name.end - name.start >= 0.8 * (end - start) or "(" in self.scene.text[start:end]:
                return Reference(name.name, name.start, name.end, name)
        words = re.sub(r"\s+", " ", self.scene.text[start:end])
        if len(words) > 60:
            return None
        mention = NameMention(start, end, words, EntityType.INITIATIVE)
        return Reference(words, start, end, mention)

    def offices(self) -> None:
        """People with their offices: the post, who holds it, and where it is."""
        for person, office, start, end in persons(self.scene.text, self.scene.start, self.scene.end):
            known = next(
                (n for n in self.context.names if n.start == person.start and n.type is EntityType.PERSON), None
            )
            if known is None:
                continue
            bodies = [n for n in self.scene.names if start <= n.start and n.end <= end and FAMILY[n.type] == "body"]
            if not bodies:
                bodies = [n for n in self.scene.names if FAMILY[n.type] == "body" and 0 <= start - n.end <= 2][-1:]
            title = office
            if bodies and bodies[-1].name not in office and not any(a in office for a in bodies[-1].aliases):
                title = f"{bodies[-1].aliases[0] if bodies[-1].aliases else bodies[-1].name} {office}"
            elif (
                not bodies
                and self._publisher() is not None
                and office in ("장관", "차관", "청장", "처장", "위원장", "본부장", "제1차관", "제2차관")
            ):
                publisher = self._publisher()
                assert publisher is not None
                title = f"{self.context.document.source.publisher} {office}"
                bodies = [publisher.name] if publisher.name is not None else []
            post = NameMention(start, end, title, EntityType.POST)
            reference = Reference(title, start, end, post)
            self.say(
                reference, "org:heldBy", Reference(person.name, person.start, person.end, known), "office.holder", 0.85
            )
            for body in bodies[-1:]:
                self.say(reference, "org:postIn", Reference(body.name, body.start, body.end, body), "office.body", 0.8)


def read_links(scene: Scene, block: Block, index: int, context: Context) -> list[Link]:
    """The relations of one sentence, brackets left out."""
    return Linker(scene, block, index, context).read() if scene.clauses else []


def read_versions(document: Document, names: Sequence[NameMention]) -> Iterator[Link]:
    """ "X 2.0" comes after "X 1.0" or, where there is none, after "X"."""
    first: dict[str, NameMention] = {}
    for name in names:
        first.setdefault(name.name, name)
    for name in first.values():
        version = re.search(r"^(.+) (\d)\.(\d)$", name.name)
        if version is None or int(version[2]) < 2 or FAMILY[name.type] not in ("item", "plan"):
            continue
        earlier = first.get(f"{version[1]} {int(version[2]) - 1}.{version[3]}") or (
            first.get(version[1]) if version[2] == "2" else None
        )
        sentence = next((s for s in document.sentences if s.start <= name.start < s.end), None)
        if earlier is not None and sentence is not None:
            new = Reference(name.name, name.start, name.end, name)
            old = Reference(earlier.name, earlier.start, earlier.end, earlier)
            yield Link(new, "succeeds", old, sentence, "version.next", 0.75)
