"""What all readers of relations share: the things of a sentence with their types, and a place to note relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ...graph.claim import FAMILY, EntityType
from ...graph.values import Modality
from ..document import Block
from ..figures import Link, Reference
from ..names import NameMention
from .context import Context
from .heads import singular, type_of_plain_phrase
from .phrases import refer
from .references import resolve
from .scene import Scene
from .topics import main_subject, topic
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ITEMS = frozenset({"item", "plan", "fund", "law"})
"""families of what policy makes and runs"""


class Linker:
    """The relations of one sentence while they are being read."""

    def __init__(self, scene: Scene, context: Context) -> None:
        self.scene, self.context = scene, context
        self.out: list[Link] = []

    @property
    def doc(self) -> Doc:
        """The sentence's parse."""
        return self.scene.doc

    @property
    def block(self) -> Block:
        """The block in which the sentence stands."""
        return self.scene.block

    @property
    def names(self) -> tuple[NameMention, ...]:
        """The names of the sentence."""
        return self.scene.names

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
        ends = (subject.words, predicate, obj.words)
        if any((li.subject.words, li.predicate, li.object.words) == ends for li in self.out):
            return
        self.out.append(Link(subject, predicate, obj, self.scene.sentence, rule, confidence, modality))

    def kind(self, reference: Reference | None) -> EntityType | None:
        """The type of a reference: of its name, or by its head noun."""
        if reference is None:
            return None
        return reference.name.type if reference.name is not None else type_of_plain_phrase(reference.words)

    def family(self, reference: Reference | None) -> str | None:
        """The family of a reference's type."""
        kind = self.kind(reference)
        return FAMILY[kind] if kind is not None else None

    def refer(self, token: Token) -> Reference | None:
        """What a noun stands for, back references resolved."""
        reference = refer(self.scene, token)
        return resolve(self.context, self.scene, reference) if reference is not None else None

    def refer_thing(self, token: Token) -> Reference | None:
        """Like :meth:`refer`, but neither an amount nor a pronoun is a thing."""
        return self.refer(token) if token.i not in self.scene.amounts and token.pos_ != "PRON" else None

    def main(self) -> Reference | None:
        """The item that the main clause of the sentence speaks of."""
        main = main_subject(self.scene)
        return main if self.family(main) in ITEMS else None

    def about(self) -> Reference | None:
        """The item that the sentence or passage is about."""
        main = self.main()
        if main is not None:
            return main
        passage = topic(self.context, self.scene)
        return passage if self.family(passage) in ITEMS else None


def typed(reference: Reference, kind: EntityType) -> Reference:
    """The reference as a thing of a given type, where it has no name of its own."""
    if reference.name is not None:
        return reference
    start, end, words = reference.start, reference.end, reference.words
    return Reference(words, start, end, NameMention(start, end, words, kind), reference.head)


def is_joiner(token: Token) -> bool:
    """Whether a noun is of a group that takes part in things without a name ("businesses")."""
    return singular(token.lemma_) in word_set("links", "joiners")


def listed(first: Token) -> Iterator[Token]:
    """A noun and those joined to it."""
    yield first
    for child in first.children:
        if child.dep_ in ("conj", "appos") and child.pos_ in ("NOUN", "PROPN", "X", "VERB", "ADJ"):
            yield from listed(child)


def all_listed(tokens: Iterable[Token]) -> list[Token]:
    """Some nouns and those joined to each."""
    return [member for token in tokens for member in listed(token)]
