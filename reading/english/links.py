"""Relations that English sentences state between things: lists, parts, technologies, offices, laws, arrows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...graph.claim import FAMILY, EntityType
from ...graph.values import Modality
from ..document import Block, BlockKind
from ..figures import Link, Reference
from ..names import NameMention
from .grammar import governing_verb, objects, prepositional_objects, squeeze, subjects
from .modality import verb_modality
from .names import persons, singular, type_of_plain_phrase
from .words import lexicon, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .context import Context
    from .scene import Scene

_ITEMS = frozenset({"item", "plan", "fund", "law"})
_EXAMPLES = frozenset({"as", "including", "like", "namely"})


class Linker:
    """Reads the relations of one sentence."""

    def __init__(self, scene: Scene, block: Block, context: Context) -> None:
        assert scene.doc is not None
        self.scene, self.block, self.context = scene, block, context
        self.doc = scene.doc
        self.out: list[Link] = []

    def say(
        self,
        subject: Reference | None,
        predicate: str,
        obj: Reference | None,
        rule: str,
        confidence: float = 0.8,
        modality: Modality = Modality.STATED,
    ) -> None:
        """Note a relation, unless an end is missing or both are the same words."""
        if subject is None or obj is None or subject.words.lower() == obj.words.lower():
            return
        self.out.append(Link(subject, predicate, obj, self.scene.sentence, rule, confidence, modality))

    # ------------------------------------------------------------------ what a thing is

    def kind(self, reference: Reference | None) -> EntityType | None:
        """The type of a reference: of its name, or by its head noun."""
        if reference is None:
            return None
        if reference.name is not None:
            return reference.name.type
        return type_of_plain_phrase(reference.words)

    def family(self, reference: Reference | None) -> str | None:
        """The family of a reference's type."""
        kind = self.kind(reference)
        return FAMILY[kind] if kind is not None else None

    def typed(self, reference: Reference, kind: EntityType) -> Reference:
        """The reference as a thing of a given type, where it has none of its own."""
        if reference.name is not None:
            return reference
        return Reference(
            reference.words,
            reference.start,
            reference.end,
            NameMention(reference.start, reference.end, reference.words, kind),
            reference.head,
        )

    def refer(self, token: Token) -> Reference | None:
        """What a noun stands for, back references resolved."""
        reference = self.scene.refer(token)
        return self.context.resolve(self.scene, reference, self.block) if reference is not None else None

    def about(self) -> Reference | None:
        """The item that the sentence or passage is about."""
        main = self.context.main_subject(self.scene)
        if main is not None and self.family(main) in _ITEMS:
            return main
        topic = self.context.topic(self.scene, self.block)
        return topic if self.family(topic) in _ITEMS else None

    # ------------------------------------------------------------------ lists

    def listed(self, first: Token) -> Iterator[Token]:
        """A noun and those joined to it."""
        yield first
        for child in first.children:
            if child.dep_ in ("conj", "appos") and child.pos_ in ("NOUN", "PROPN", "X", "VERB", "ADJ"):
                yield from self.listed(child)

    def examples(self) -> None:
        """ "projects such as A, B and C"."""
        for token in self.doc:
            if token.lower_ not in _EXAMPLES or token.dep_ not in ("prep", "mark", "advmod", "cc"):
                continue
            if token.lower_ == "as" and not any(c.lower_ == "such" for c in token.children):
                continue
            container = token.head
            if container.pos_ not in ("NOUN", "PROPN"):
                verb = container
                container = next((o for o in objects(verb)), verb)
                if container.pos_ not in ("NOUN", "PROPN"):
                    continue
            if token.lower_ == "like" and container.i > token.i:
                continue
            container = self._antecedent(container, token)
            members = [m for c in token.children if c.dep_ in ("pobj", "pcomp", "dobj") for m in self.listed(c)]
            items = self._items_from(members[0]) if members else []
            if len(items) > 2:
                self.members_in(container, items, "list.examples")
            else:
                self.members(container, members, "list.examples")

    def _antecedent(self, container: Token, token: Token) -> Token:
        """ "industries that promote X, including A": a comma before "including" reaches over the clause."""
        before = token.nbor(-1).text if token.i else ""
        if before != ",":
            return container
        for above in (container, *container.ancestors):
            if (
                above.dep_ in ("relcl", "acl")
                and above.head.pos_ in ("NOUN", "PROPN")
                and above.head.tag_ in ("NNS", "NNPS")
            ):
                return above.head
        return container

    def _items_from(self, first: Token) -> list[tuple[int, int]]:
        """The comma list that begins at a noun, read off the text, while its items are noun phrases."""
        start = self.scene.full_start(first)
        items: list[tuple[int, int]] = []
        for begin, end in _comma_items(self.scene.text, start, self.scene.end):
            inside = [t for t in self.doc if begin <= self.scene.masked.origin(t.idx) < end and not t.is_punct]
            if (
                not inside
                or any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") and t.pos_ in ("VERB", "AUX") for t in inside)
                or inside[-1].pos_ not in ("NOUN", "PROPN", "X", "NUM")
            ):
                break
            items.append((begin, end))
        return items

    def members_in(self, container: Token, items: list[tuple[int, int]], rule: str) -> None:
        """Like :meth:`members`, for items given by their place in the text."""
        whole = self.refer(container)
        for begin, end in items if whole is not None else ():
            part = self.item(begin, end)
            if part is not None and whole is not None:
                self.belong(part, whole, singular(container.lemma_.lower()), rule)

    def item(self, begin: int, end: int) -> Reference | None:
        """What one item of a list names, or describes in its own words."""
        name = next(
            (n for n in self.scene.names if n.start <= begin + 4 and begin <= n.start + 4 and abs(n.end - end) <= 2),
            None,
        )
        if name is not None:
            return Reference(name.name, name.start, name.end, name)
        words = squeeze(re.sub(r"\s*\([^()]*\)", "", self.scene.text[begin:end]))
        if not words or len(words) > 90 or not re.search(r"[A-Za-z]", words):
            return None
        return Reference(words, begin, end, None, words.split()[-1].lower())

    def members(self, container: Token, members: list[Token], rule: str) -> None:
        """Say of each member of a list what it is to the noun that names the list."""
        whole = self.refer(container)
        if whole is None:
            return
        head = singular(container.lemma_.lower())
        for member in members:
            part = self.refer(member) if member.i not in self.scene.amounts else None
            if part is not None:
                self.belong(part, whole, head, rule)

    def belong(self, part: Reference, whole: Reference, head: str, rule: str) -> None:
        """The relation between a member and what it is an example of, by the types of both."""
        whole_kind, part_kind = self.kind(whole), self.kind(part)
        if head == "technology" or whole_kind is EntityType.TECHNOLOGY_GROUP:
            if part_kind in (None, EntityType.TECHNOLOGY, EntityType.SERVICE):
                group = (
                    self.typed(whole, EntityType.TECHNOLOGY_GROUP)
                    if whole.name is None or whole.name.type is EntityType.TECHNOLOGY_GROUP
                    else None
                )
                if group is not None:
                    self.say(group, "hasTechnology", self.typed(part, EntityType.TECHNOLOGY), rule)
            return
        if head in ("industry", "sector", "field", "area") and (whole_kind is None or whole_kind is EntityType.SECTOR):
            if part_kind in (EntityType.TECHNOLOGY, EntityType.COMPANY, EntityType.PROJECT, EntityType.PROGRAMME):
                self.say(part, "inSector", self.typed(whole, EntityType.SECTOR), rule, 0.75)
            return
        if whole_kind is None:
            return
        if FAMILY[whole_kind] == "body":
            if part_kind is not None and FAMILY[part_kind] == "body":
                self.say(part, "memberOf", whole, rule)
            return
        if FAMILY[whole_kind] in _ITEMS:
            if part_kind is EntityType.TECHNOLOGY:
                self.say(whole, "usesTechnology", part, rule, 0.7)
            elif (
                part_kind is None
                and len(part.words.split()) > 1
                and whole_kind
                in (
                    EntityType.PROJECT,
                    EntityType.INITIATIVE,
                    EntityType.PROGRAMME,
                    EntityType.SERVICE,
                    EntityType.PLATFORM,
                    EntityType.INFRASTRUCTURE,
                )
            ):
                self.say(self.typed(part, whole_kind), "directPartOf", whole, rule)
            elif part_kind is not None and FAMILY[part_kind] in _ITEMS:
                self.say(part, "directPartOf", whole, rule)

    def one_of(self) -> None:
        """ "X is one of the Y"; "X, among the Y"."""
        for token in self.doc:
            if (token.lower_ == "one" and token.dep_ in ("attr", "appos", "conj")) or (
                token.lower_ == "part" and token.dep_ == "attr"
            ):
                wholes = [o for _, o in prepositional_objects(token, frozenset({"of", "among"}))]
                if token.dep_ == "appos":
                    parts = [token.head]
                else:
                    verb = governing_verb(token)
                    parts = list(subjects(verb)) if verb is not None else []
                for whole in wholes:
                    for part in parts:
                        one = self.refer(part)
                        other = self.refer(whole)
                        if one is not None and other is not None:
                            self.belong(one, other, singular(whole.lemma_.lower()), "list.one-of")
            if token.lower_ in ("among", "under", "within") and token.dep_ == "prep":
                for whole in token.children:
                    if whole.dep_ != "pobj":
                        continue
                    other = self.refer(whole)
                    for part in (
                        [token.head]
                        if token.head.pos_ in ("NOUN", "PROPN")
                        else [*objects(token.head), *subjects(token.head)]
                    ):
                        one = self.refer(part) if part.i not in self.scene.amounts and part.pos_ != "PRON" else None
                        if (
                            one is not None
                            and self.family(one) in _ITEMS
                            and self.family(other) in _ITEMS
                            and self.kind(one) is not EntityType.TECHNOLOGY
                        ):
                            self.say(one, "directPartOf", other, f"part.{token.lower_}", 0.75)
                            break

    def comprised(self) -> None:
        """ "The plan includes A and B"; "the alliance consists of A and B"."""
        for token in self.doc:
            if token.pos_ != "VERB" or token.lemma_ not in (
                "include",
                "comprise",
                "consist",
                "contain",
                "encompass",
                "cover",
                "link",
                "span",
            ):
                continue
            if token.lower_ == "including" and token.dep_ == "prep":
                continue
            wholes = [s for s in subjects(token) if s.i not in self.scene.amounts]
            if token.dep_ == "relcl":
                wholes = [token.head]
            members = [m for o in objects(token) for m in self.listed(o)]
            if token.lemma_ == "consist":
                members = [m for _, o in prepositional_objects(token, frozenset({"of"})) for m in self.listed(o)]
                members += [
                    m
                    for o in list(members)
                    for _, p in prepositional_objects(o, frozenset({"from"}))
                    for m in self.listed(p)
                ]
            for whole in wholes:
                if whole.pos_ == "PRON" and token.dep_ == "relcl":
                    whole = token.head
                target = self.refer(whole)
                if token.lemma_ == "consist" and self.family(target) != "body":
                    bodies = [
                        n
                        for n in self.scene.names
                        if n.type is EntityType.ALLIANCE and n.end <= self.scene.masked.origin(token.idx)
                    ]
                    target = (
                        Reference(bodies[-1].name, bodies[-1].start, bodies[-1].end, bodies[-1]) if bodies else target
                    )
                if (
                    target is None
                    or self.family(target) not in (*_ITEMS, "body")
                    or self.kind(target) in (EntityType.GOVERNMENT, EntityType.MINISTRY, EntityType.AGENCY)
                ):
                    continue
                for member in members:
                    part = self.refer(member) if member.i not in self.scene.amounts else None
                    if part is None:
                        continue
                    if self.family(target) == "body" and token.lemma_ in ("consist", "comprise", "include"):
                        if self.family(part) == "body" or singular(part.head) in (
                            "operator",
                            "industry",
                            "business",
                            "company",
                            "firm",
                            "agency",
                            "institution",
                            "organisation",
                            "organization",
                            "association",
                            "university",
                        ):
                            self.say(
                                self.typed(part, EntityType.ORGANISATION) if self.family(part) is None else part,
                                "memberOf",
                                target,
                                "list.consists-of",
                                0.75,
                            )
                    elif token.lemma_ != "link":
                        self.belong(part, target, singular(whole.lemma_.lower()), "list.comprises")

    def note_list(self) -> None:
        """A note that only lists things, hung on a marked word: the things are examples of it."""
        if (
            self.block.kind is not BlockKind.NOTE
            or self.scene.quantities
            or self.context.document.blocks[self.scene.sentence.block].host is None
        ):
            return
        finite = [
            t
            for t in self.doc
            if t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBZ", "VBP", "VBD", "MD") and t.dep_ in ("ROOT", "aux")
        ]
        if finite or self.scene.text[self.scene.start : self.scene.end].count(",") < 1:
            return
        whole = self.context.marked(self.block)
        if whole is None:
            return
        for start, end in _comma_items(self.scene.text, self.scene.start, self.scene.end):
            part = self.item(start, end)
            if part is not None:
                self.belong(part, whole, singular(whole.head), "list.note")

    def dashed_list(self) -> None:
        """ "three projects — A, B and C — among the ten": the list between dashes or after a colon names the projects."""
        text, start, end = self.scene.text, self.scene.start, self.scene.end
        for match in re.finditer(r"(?<=\w)(?:\s*[—–]\s*|\s-\s|:\s+|\?(?=[a-z]))", text[start:end]):
            at, after = start + match.start(), start + match.end()
            token = self.scene.phrase_before(at)
            if token is None or token.pos_ not in ("NOUN", "PROPN"):
                continue
            whole = self.scene.refer(token)
            stop = re.search(r"\s*[—–;.]|\?(?=[a-z])|\.$", text[after:end])
            items = list(_comma_items(text, after, after + stop.start() if stop else end))
            if whole is None or len(items) < 2 or self.family(whole) not in _ITEMS:
                continue
            for item_start, item_end in items:
                name = next(
                    (n for n in self.scene.names if abs(n.start - item_start) <= 4 and n.end >= item_end - 2), None
                )
                if name is not None:
                    self.belong(
                        Reference(name.name, name.start, name.end, name),
                        whole,
                        singular(token.lemma_.lower()),
                        "list.between-dashes",
                    )

    def bulleted_list(self) -> None:
        """ "the main areas: ▲ A ▲ B": things behind in-line bullets are what the passage divides into."""
        text = self.scene.text[self.scene.start : self.scene.end]
        if len(re.findall(r"[▲△▶]", text)) < 2:
            return
        lead = text[: re.search(r"[▲△▶]", text).start()]  # type: ignore[union-attr]
        whole = None
        for name in self.scene.names:
            if name.end <= self.scene.start + len(lead) and FAMILY[name.type] == "item":
                whole = Reference(name.name, name.start, name.end, name)
        whole = whole or self.about()
        for match in re.finditer(r"[▲△▶]\s*([^▲△▶]+)", text):
            start = self.scene.start + match.start(1)
            end = start + len(match[1].rstrip(" .,;"))
            name = next((n for n in self.scene.names if abs(n.start - start) <= 2), None)
            words = squeeze(self.scene.text[start:end])
            if len(words.split()) > 12:
                continue
            part = (
                Reference(name.name, name.start, name.end, name)
                if name
                else Reference(words, start, end, NameMention(start, end, words, EntityType.PROGRAMME))
            )
            self.say(part, "directPartOf", whole, "list.bulleted")

    # ------------------------------------------------------------------ technologies

    def technologies(self) -> None:
        """What uses, applies or rests on a technology."""
        words = word_set("links", "using")
        for token in self.doc:
            triggers: list[Token] = []
            if token.lemma_.lower() in words and token.pos_ in ("VERB", "NOUN"):
                triggers = [m for o in objects(token) for m in self.listed(o)]
                triggers += [
                    m for w, o in prepositional_objects(token, frozenset({"of", "on", "with"})) for m in self.listed(o)
                ]
                if token.dep_ in ("acl", "prep") or token.lower_ == "using":
                    triggers += [m for c in token.children if c.dep_ in ("dobj", "pobj") for m in self.listed(c)]
            if not triggers:
                continue
            found = [n for t in triggers for n in self.technologies_at(t)]
            if not found:
                continue
            user = self.user_of(token)
            for name in found:
                self.say(user, "usesTechnology", name, "technology.used", 0.75)

    def technologies_at(self, token: Token) -> Iterator[Reference]:
        """Technologies that a noun names, its examples included."""
        name = self.scene.name_at(token)
        if name is not None and name.type is EntityType.TECHNOLOGY:
            yield Reference(name.name, name.start, name.end, name)
        for child in token.subtree:
            if child.lower_ in _EXAMPLES and child.dep_ == "prep":
                for c in child.children:
                    if c.dep_ == "pobj":
                        for member in self.listed(c):
                            other = self.scene.name_at(member)
                            if other is not None and other.type is EntityType.TECHNOLOGY:
                                yield Reference(other.name, other.start, other.end, other)

    def user_of(self, trigger: Token) -> Reference | None:
        """The thing that uses: the antecedent, the subject, or what the passage is about."""
        verb = trigger if trigger.pos_ == "VERB" else governing_verb(trigger)
        if trigger.dep_ in ("acl", "relcl") and trigger.head.i not in self.scene.amounts:
            reference = self.refer(trigger.head)
            if self.family(reference) in _ITEMS:
                return reference
            if reference is not None and trigger.head.pos_ in ("NOUN", "PROPN") and len(reference.words.split()) > 1:
                return (
                    self.typed(reference, EntityType.INFRASTRUCTURE)
                    if singular(trigger.head.lemma_.lower()) in word_set("links", "built")
                    else reference
                    if self.family(reference)
                    else None
                )
        for token in subjects(verb) if verb is not None else ():
            reference = self.refer(token) if token.pos_ != "PRON" and token.i not in self.scene.amounts else None
            if self.family(reference) in _ITEMS:
                return reference
        return self.about()

    # ------------------------------------------------------------------ actors, offices, events

    def offices(self) -> None:
        """A person and the office that the text gives them; the ministry of a minister."""
        text = self.scene.text
        for person, office, start, end in persons(text, self.scene.start, self.scene.end):
            holder = Reference(person.name, person.start, person.end, person)
            body = self.context.body_of_office(text, start, max(end, person.end + 60), office)
            full = office
            if re.fullmatch(r"Minister|Secretary|President|Premier|Prime Minister", office) and body is not None:
                full = (
                    f"Minister of {re.sub(r'^Ministry of ', '', body.name)}"
                    if office == "Minister" and body.name.startswith("Ministry of ")
                    else office
                )
            post = Reference(full, start, end, NameMention(start, end, full, EntityType.POST))
            self.say(post, "org:heldBy", holder, "office.held", 0.9)
            if body is not None:
                self.say(post, "org:postIn", Reference(body.name, start, end, body), "office.in-body", 0.85)

    def actors(self) -> None:
        """Who announces, leads, runs or holds something, and who takes part."""
        lead, host, join = (word_set("links", k) for k in ("leading", "hosting", "joining"))
        for token in self.doc:
            if token.pos_ != "VERB":
                continue
            lemma = token.lemma_.lower()
            passive_agents = [
                m
                for c in token.children
                if c.dep_ == "agent"
                for o in c.children
                if o.dep_ == "pobj"
                for m in self.listed(o)
            ]
            actors = [m for s in subjects(token) for m in self.listed(s)]
            things = [m for o in objects(token) for m in self.listed(o)]
            if passive_agents:
                things, actors = [*actors, *([token.head] if token.dep_ == "acl" else [])], passive_agents
            for thing in things:
                what = self.refer(thing) if thing.i not in self.scene.amounts and thing.pos_ != "PRON" else None
                if what is None:
                    continue
                for actor in actors:
                    who = self.refer(actor) if actor.i not in self.scene.amounts and actor.pos_ != "PRON" else None
                    if who is None or who is what:
                        continue
                    kind = self.family(who)
                    if (
                        lemma in join
                        and self.family(what) in (*_ITEMS, "event")
                        and (kind == "body" or singular(actor.lemma_.lower()) in word_set("links", "joiners"))
                    ):
                        self.say(
                            what,
                            "participant",
                            who if kind == "body" else self.typed(who, EntityType.TARGET_GROUP),
                            "actor.takes-part",
                            0.75,
                        )
                    elif kind != "body":
                        continue
                    elif lemma in host and self.kind(what) is EntityType.EVENT:
                        self.say(what, "hostedBy", who, "actor.hosts", 0.85)
                    elif lemma in lead and self.family(what) in _ITEMS:
                        self.say(
                            what, "responsibleBody", who, "actor.leads", 0.75, verb_modality(token) or Modality.STATED
                        )
            if lemma in ("link", "connect", "partner", "cooperate", "collaborate"):
                whole = (
                    token.head
                    if token.dep_ == "relcl"
                    else next((s for s in subjects(token) if s.pos_ != "PRON"), None)
                )
                what = self.refer(whole) if whole is not None and whole.i not in self.scene.amounts else None
                for _, obj in prepositional_objects(token, frozenset({"with", "to"})):
                    for member in [*self.listed(obj)] + [
                        m
                        for o in objects(token)
                        for _, p in prepositional_objects(o, frozenset({"with"}))
                        for m in self.listed(p)
                    ]:
                        who = self.refer(member)
                        if self.family(what) in _ITEMS and self.family(who) == "body":
                            self.say(what, "participant", who, "actor.linked-with", 0.75)
            if lemma in join or lemma == "invest":
                for word, obj in prepositional_objects(token, frozenset({"in", "into"})):
                    what = self.refer(obj)
                    if self.family(what) not in (*_ITEMS, "event"):
                        continue
                    for actor in [m for s in subjects(token) for m in self.listed(s)]:
                        who = self.refer(actor) if actor.i not in self.scene.amounts and actor.pos_ != "PRON" else None
                        kind = self.family(who)
                        plain = kind is None and singular(actor.lemma_.lower()) in word_set("links", "joiners")
                        if who is not None and (
                            (kind == "body" and self.kind(who) is not EntityType.GOVERNMENT) or plain
                        ):
                            self.say(
                                what,
                                "participant",
                                who if kind == "body" else self.typed(who, EntityType.TARGET_GROUP),
                                "actor.takes-part",
                                0.75,
                            )

    def announcements(self) -> None:
        """What was announced at which event."""
        events = [n for n in self.scene.names if n.type is EntityType.EVENT]
        for event in events:
            before = self.scene.text[max(self.scene.start, event.start - 8) : event.start]
            if not re.search(r"\b(?:at|in|during)\s+(?:the\s+)?[‘“'\"]?$", before):
                continue
            items = [n for n in self.scene.names if n.end <= event.start and FAMILY[n.type] in ("item", "plan")]
            verbs = [
                t
                for t in self.doc
                if t.lemma_ in ("announce", "unveil", "release", "present", "launch", "disclose", "reveal", "report")
                and t.pos_ == "VERB"
            ]
            for verb in verbs:
                named = [
                    self.refer(m)
                    for o in [*objects(verb), *([s for s in verb.children if s.dep_ == "nsubjpass"])]
                    for m in self.listed(o)
                ]
                for what in [w for w in named if w is not None and self.family(w) in ("item", "plan")] or [
                    Reference(n.name, n.start, n.end, n) for n in items[-1:]
                ]:
                    self.say(
                        what,
                        "announcedAt",
                        Reference(event.name, event.start, event.end, event),
                        "event.announced-at",
                        0.8,
                    )

    def compilers(self) -> None:
        """ "ITU's Global Cybersecurity Index": who publishes an index."""
        for index in [n for n in self.scene.names if n.type is EntityType.INDEX]:
            before = self.scene.text[self.scene.start : index.start]
            for body in [n for n in self.scene.names if FAMILY[n.type] == "body" and n.end <= index.start]:
                if re.fullmatch(
                    r"(?:[’']s?)?\s+(?:\d{4}\s+|the\s+)?[“\"‘']?", before[body.end - self.scene.start :]
                ) or re.search(
                    r"\b(?:published|compiled|released|issued) by(?: the)? $", before[: body.start - self.scene.start]
                ):
                    self.say(
                        Reference(index.name, index.start, index.end, index),
                        "compiledBy",
                        Reference(body.name, body.start, body.end, body),
                        "index.compiled-by",
                        0.9,
                    )

    def laws(self) -> None:
        """Laws that are made or changed, and plans that something rests on."""
        for law in [n for n in self.scene.names if FAMILY[n.type] in ("law", "plan")]:
            before = self.scene.text[max(self.scene.start, law.start - 90) : law.start].lower()
            made = re.search(
                r"\b(?:develop|enact|establish|introduc|pass|formulat|draft|legislat|promulgat|prepar)\w*\s+(?:of\s+)?(?:[^.;]{0,40}\s)?(?:the\s+)?[“\"‘'「]?$",
                before,
            )
            changed = re.search(
                r"\b(?:amend|revis|reform|overhaul)\w*\s+(?:of\s+|to\s+)?(?:[^.;]{0,40}\s)?(?:the\s+)?[“\"‘'「]?$",
                before,
            )
            based = re.search(
                r"\b(?:based on|under|pursuant to|in accordance with|in line with|according to)\s+(?:the\s+)?[“\"‘'「]?$",
                before,
            )
            subject = self.purpose_item() or self.about()
            if law.type is EntityType.LAW or law.type is EntityType.GUIDELINE:
                named = Reference(law.name, law.start, law.end, law)
                if changed:
                    self.say(subject, "amends", named, "law.amended", 0.75)
                elif made or self._after_comma_law(law):
                    self.say(subject, "enacts", named, "law.made", 0.75)
            if based and FAMILY[law.type] in ("law", "plan"):
                self.say(subject, "basedOn", Reference(law.name, law.start, law.end, law), "law.based-on", 0.75)

    def _after_comma_law(self, law: NameMention) -> bool:
        """A law in a list behind one that is made: "development of the A Act, B Act, etc."."""
        before = [n for n in self.scene.names if FAMILY[n.type] == "law" and n.end <= law.start]
        between = self.scene.text[before[-1].end : law.start] if before else ""
        return (
            bool(before) and re.fullmatch(r"[”\"’'」,]*\s*(?:and\s+|or\s+)?(?:the\s+)?[“\"‘'「]?", between) is not None
        )

    def purpose_item(self) -> Reference | None:
        """ "for the X", "to support the X": the programme named before the laws of a sentence."""
        programmes = (EntityType.PROGRAMME, EntityType.INITIATIVE, EntityType.PROJECT)
        items = [n for n in self.scene.names if n.type in programmes and self.scene.text[n.start].isupper()]
        return Reference(items[0].name, items[0].start, items[0].end, items[0]) if items else None

    def directions(self) -> None:
        """ "Build X → Spread X": the second is the next direction of the first."""
        arrow = self.scene.arrow
        if arrow is None or any(q for q in self.scene.quantities if q.start > arrow):
            return
        left = self._side(self.scene.start, arrow)
        right = self._side(arrow + 1, self.scene.end)
        versions = [n for n in self.scene.names if n.start > arrow and re.search(r" \d\.\d$", n.name)]
        for name in versions:
            earlier = [
                n
                for n in self.scene.names
                if (n.end <= arrow and n.name.split(" ")[:-1] == name.name.split(" ")[:-1])
                or (n.end <= arrow and n.name == name.name[:-4])
            ]
            if earlier:
                left = Reference(earlier[0].name, earlier[0].start, earlier[0].end, earlier[0])
                right = Reference(name.name, name.start, name.end, name)
        if left is not None and right is not None:
            self.say(left, "evolvesInto", right, "direction.arrow", 0.8, Modality.COMMITTED)

    def _side(self, start: int, end: int) -> Reference | None:
        text = self.scene.text[start:end]
        lead = re.match(r"\s*", text)
        start += lead.end() if lead else 0
        words = re.sub(r"\s*\([^()]*\)", "", self.scene.text[start:end])
        words = squeeze(re.sub(r"\s*→\s*", " ", words))
        if words.split()[:1] and words.split()[0].lower() in word_set("links", "opening") and len(words.split()) > 2:
            words = words.split(" ", 1)[1]
            start = self.scene.text.find(words.split()[0], start)
        words = re.sub(
            r"^(?:\d+|" + "|".join(lexicon("nouns")["count_words"]) + r")\s+", "", words, flags=re.IGNORECASE
        )
        names = [n for n in self.scene.names if start <= n.start < end]
        for name in names:
            if FAMILY[name.type] in ("item", "plan") and name.end - name.start >= 0.6 * len(words):
                return Reference(name.name, name.start, name.end, name)
        if not words or len(words) > 110 or not re.search(r"[A-Za-z가-힣]", words):
            return None
        return Reference(words, start, end, NameMention(start, end, words, EntityType.PROJECT))

    def area_label(self) -> None:
        """Labelled paragraphs of a plan are its areas: "(Cloud) … will be …"."""
        label = self.context.area(self.block)
        if label is not None:
            area, whole = label
            self.say(area, "directPartOf", whole, "area.label", 0.75)


def _comma_items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a comma list, brackets and "etc." left out."""
    for match in re.finditer(r"(?:[^,()]|\([^()]*\))+", text[start:end]):
        item = match.group()
        lead = re.match(r"\s*(?:and\s+|or\s+|as well as\s+)?(?:the\s+)?", item)
        offset = lead.end() if lead else 0
        body = re.sub(r"\s*\([^()]*\)\s*$|[\s.;]+$", "", item[offset:])
        if body and body.lower() not in ("etc", "and so on", "among others"):
            begin = start + match.start() + offset
            yield from _split_and(begin, body)


def _split_and(begin: int, body: str) -> Iterator[tuple[int, int]]:
    """ "A (5) and B (6)" is two items; "prognosis and prediction" is one."""
    joint = re.search(r"\)\s+and\s+(?=\S)", body)
    if joint is None:
        yield begin, begin + len(body)
        return
    first = re.sub(r"\s*\([^()]*\)\s*$", "", body[: joint.start() + 1])
    yield begin, begin + len(first)
    yield from _split_and(begin + joint.end(), body[joint.end() :])


def read_links(scene: Scene, block: Block, context: Context) -> list[Link]:
    """The relations of one sentence, each with its rule."""
    linker = Linker(scene, block, context)
    for step in (
        linker.examples,
        linker.one_of,
        linker.comprised,
        linker.note_list,
        linker.dashed_list,
        linker.bulleted_list,
        linker.technologies,
        linker.offices,
        linker.actors,
        linker.announcements,
        linker.compilers,
        linker.laws,
        linker.directions,
        linker.area_label,
    ):
        step()
    return linker.out
