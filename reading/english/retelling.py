"""English figures and relations whose things somebody tells: read as if the rules had found them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...graph.claim import FAMILY, EntityType
from ..document import Document, Sentence
from ..figures import DOUBT, Figure, Link, Reference
from ..names import NameMention, settle
from ..periods import PeriodMention
from ..quantities import QuantityKind, QuantityMention
from .attachments import counted_noun
from .changes import compares_behind, is_base, is_change
from .context import Context
from .figures import GROUP, Basis, build_figure
from .frames import choose
from .grammar import bare_start
from .ground import usable
from .heads import singular, type_of_plain_phrase
from .links import read_links
from .moods import figure_modality, main_modality
from .parsing import parse
from .phrases import refer_span
from .scene import Mentions, Scene, set_scene
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_DOUBTED = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nobody|nothing|without|hardly|barely|cannot|if|unless|whether"
    r"|instead of|rather than|den(?:y|ies|ied)|refus\w+|reject\w+|cancel\w*|scrap(?:ped|s)?|abandon\w*"
    r"|withdr[ae]w\w*|fail(?:s|ed|ing)? to|rul(?:e|es|ed) out)\b|n[’']t\b|\?",
    re.IGNORECASE,
)
"""words with which a sentence may deny what a number in it seems to say"""
_SAY_NOTHING = ("money_nouns", "speakers", "transparent", "empty_purpose", "anaphoric", "not_counted")
_MEASURES = frozenset({"average", "date", "figure", "number", "rate", "sum", "total", "increase", "rise", "annum"})
"""nouns that alone say only what sort of number it is"""
_WORDS_ONLY = frozenset({"technology", "sector", "group", "concept", "place", "technology-group", "measure"})
"""families whose names are often only words in the description of something else"""
_PARTS = frozenset({"compound", "amod", "nmod", "nummod", "quantmod", "npadvmod", "poss"})
_ASIDE = frozenset(
    {
        "according",
        "under",
        "at",
        "by",
        "since",
        "until",
        "after",
        "before",
        "following",
        "during",
        "despite",
        "than",
        "including",
    }
)
"""prepositions of what only says by whom, when or by which rule a number holds"""
_JOINED = re.compile(r"\s*,?\s*(?:and|or|but|while)\b")
_JOINS = re.compile(r"\b(?:and|or|but|while)\s+(?:\w+\s+)?$")
"""what joins a number to the next thing of a list"""
_NEAR = 2
"""letters between a phrase and the bracket that belongs to it"""
_LAST = frozenset({"NOUN", "PROPN", "X", "NUM"})
"""what a noun phrase ends in"""
_CLAUSAL = frozenset({"nsubj", "nsubjpass", "aux", "auxpass"})


class EnglishRetelling:
    """Reads single figures of one document again; sentences are parsed when they are asked for."""

    def __init__(
        self,
        document: Document,
        quantities: Sequence[QuantityMention],
        periods: Sequence[PeriodMention],
        names: Sequence[NameMention],
    ) -> None:
        everywhere = settle(names)
        self._mentions = Mentions([q for q in quantities if q.equivalent_of is None], periods, everywhere)
        self._document = document
        self._context = Context(document, self._mentions.quantities, everywhere)
        self._scenes: dict[Sentence, Scene] = {}

    def doubted(self, sentence: Sentence) -> bool:
        """Whether a sentence denies something, asks or sets a condition."""
        return _DOUBTED.search(self._document.text, sentence.start, sentence.end) is not None

    def phrase(self, sentence: Sentence, start: int, end: int) -> Reference | None:
        """The name, or the noun phrase with nothing cut off in front, that stands just there."""
        around = [s for s in self._scene(sentence).all() if s.start <= start and end <= s.end]
        if not around:
            return None
        scene = around[-1]
        named = next((n for n in scene.names if n.start == start and n.end == end), None)
        if named is not None and FAMILY[named.type] not in _WORDS_ONLY:
            return Reference.to(named)
        tokens = [t for t in scene.doc if start <= scene.place_of(t) and scene.span(t, t)[1] <= end and not t.is_space]
        if not tokens or scene.place_of(tokens[0]) != start or scene.span(tokens[-1], tokens[-1])[1] != end:
            return None
        inside = {t.i for t in tokens}
        heads = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
        if len(heads) != 1 or not _is_whole(scene, heads[0], tokens):
            return None
        return refer_span(scene, heads[0], tokens[-1])

    def figure(self, sentence: Sentence, mention: QuantityMention, subject: Reference) -> Figure | None:
        """The figure of a number about this subject, in the sentence or in a bracket of it."""
        for scene in self._scene(sentence).all():
            token = scene.token_of(mention)
            if token is not None:
                return self._figure(scene, token, mention, subject) if _goes_with(scene, token, subject) else None
        return None

    def kind(self, words: str) -> EntityType | None:
        """The type that the head noun of a phrase gives."""
        return type_of_plain_phrase(words)

    def links(self, sentence: Sentence, names: Sequence[NameMention]) -> list[Link]:
        """The relations of a sentence, with some more names in it."""
        told = [n for n in self._mentions.names if not any(n.start < m.end and m.start < n.end for m in names)]
        mentions = replace(self._mentions, names=settle([*told, *names]))
        scene = set_scene(self._document, sentence, mentions)
        parts = list(scene.all())
        for part, doc in zip(parts, parse([p.masked.text or " " for p in parts]), strict=True):
            part.place(doc)
        self._remember(scene)
        return read_links(scene, self._context)

    def _figure(self, scene: Scene, token: Token, mention: QuantityMention, subject: Reference) -> Figure | None:
        counted = counted_noun(scene, token) if mention.kind is QuantityKind.COUNT else None
        if is_base(scene, mention) or (counted and counted.lemma_.lower() in word_set("nouns", "not_counted")):
            return None
        if mention.kind is QuantityKind.COUNT and counted is None and not _can_be_counted(subject):
            return None
        choice = choose(scene, GROUP[mention.kind], token, counted)
        modality = figure_modality(self._context, scene, choice.at, mention, subject)
        kind, statistic = choice.frame.kind, choice.frame.statistic
        rate = mention.kind in (QuantityKind.PERCENT, QuantityKind.POINTS)
        if is_change(scene, mention) or (rate and compares_behind(scene, mention)):
            kind, statistic = "change", "percentChange" if rate else "change"
        return build_figure(
            self._context,
            scene,
            mention,
            subject,
            Basis(choice.frame.id, DOUBT, modality, choice.at, counted, kind, statistic),
        )

    def _scene(self, sentence: Sentence) -> Scene:
        """The scene of a sentence; those before it in its block are laid out with it, for times and moods."""
        if sentence not in self._scenes:
            block = [s for s in self._document.sentences if s.block == sentence.block]
            scenes = [set_scene(self._document, each, self._mentions) for each in block]
            parts = [part for scene in scenes for part in scene.all()]
            for part, doc in zip(parts, parse([p.masked.text or " " for p in parts]), strict=True):
                part.place(doc)
            for each, scene in zip(block, scenes, strict=True):
                self._scenes[each] = scene
        scene = self._scenes[sentence]
        self._remember(scene)
        return scene

    def _remember(self, scene: Scene) -> None:
        """What the sentences before this one in its block leave behind."""
        at = scene.sentence.block
        before = [s for s in self._scenes.values() if s.sentence.block == at and s.start < scene.start]
        self._context.enter(scene.block)
        self._context.scenes[at] = before
        self._context.times[at] = [period for each in before for period in each.periods]
        moods = [mood for mood in map(main_modality, before) if mood is not None]
        self._context.moods = {at: moods[-1]} if moods else {}


def _goes_with(scene: Scene, number: Token, subject: Reference) -> bool:
    """Whether a number can be about a phrase: in one clause with it, and not a part of it; a bracket belongs to what
    stands right before it.
    """
    words = [t for t in scene.doc if subject.start <= scene.place_of(t) < subject.end]
    inside = {t.i for t in words}
    head = next((t for t in words if t.head.i not in inside or t.head.i == t.i), None)
    if head is None:
        return scene.bracket is not None and 0 <= scene.bracket.start - subject.end <= _NEAR
    mention = scene.amounts[number.i]
    rate = mention.kind in (QuantityKind.PERCENT, QuantityKind.POINTS)
    if rate and head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.i == number.i:
        return False
    above = {t.i for t in (head, *head.ancestors)} & {t.i for t in (number, *number.ancestors)}
    if not above or any(_own_clause(t) for end in (head, number) for t in _until(end, above)):
        return False
    between = scene.text[min(subject.end, mention.end) : max(subject.start, mention.bound_start)]
    if _JOINED.match(between) or (subject.end <= mention.start and _JOINS.search(between)):
        return False
    aside = (t.dep_ in ("agent", "advcl") or (t.dep_ == "prep" and t.lower_ in _ASIDE) for t in _until(head, above))
    return not any(aside)


def _until(token: Token, above: set[int]) -> list[Token]:
    """A token and what stands above it, up to what it has in common with another."""
    path = [token, *token.ancestors]
    return path[: next(n for n, t in enumerate(path) if t.i in above)]


def _own_clause(token: Token) -> bool:
    """Whether a verb makes a clause with a subject of its own, other than a relative pronoun."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return any(c.dep_ in ("nsubj", "nsubjpass", "csubj") and c.tag_ not in ("WDT", "WP") for c in token.children)


def _can_be_counted(subject: Reference) -> bool:
    """Whether a bare number can count what it is about: "berths", "the number of berths", no name."""
    last = subject.words.split()[-1].lower() if subject.words else ""
    return subject.name is None and singular(last) != last


def _is_whole(scene: Scene, head: Token, tokens: Sequence[Token]) -> bool:
    """Whether a stretch is a noun phrase that can be what a number is about, not a part of one and not a statement."""
    if head.pos_ not in ("NOUN", "PROPN", "X") or head.dep_ in _PARTS or not usable(scene, head):
        return False
    if tokens[-1].pos_ not in _LAST or bare_start(head, scene.numbers) < tokens[0].i:
        return False
    if head.dep_ == "appos" or any(t.i in scene.amounts for t in tokens):
        return False
    if any(t.pos_ in ("VERB", "AUX") and any(c.dep_ in _CLAUSAL for c in t.children) for t in tokens):
        return False
    lemma, bare = head.lemma_.lower(), head.i == bare_start(head, scene.numbers)
    return not (bare and (lemma in _MEASURES or any(lemma in word_set("nouns", group) for group in _SAY_NOTHING)))
