"""Which words of a document stand for which thing: one entity for all its spellings, acronyms and plurals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..graph.citation import Citation
from ..graph.claim import FAMILY, Entity, EntityType
from ..graph.naming import Naming
from .names import NameMention, fold

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def key_of(name: str) -> str:
    """What two spellings of one name have in common: case, hyphens, articles and plurals evened out.

    >>> key_of("The Smart-City Platforms") == key_of("smart city platform")
    True
    >>> key_of("데이터 댐") == key_of("데이터댐")
    True
    """
    words = re.findall(r"[^\W_]+|[+&]", fold(_ARTICLE.sub("", name)).replace("'s", ""))
    plain = [re.sub(r"(?<=[a-z]{3})(?<!s)s$", "", re.sub(r"ies$", "y", w)) if w.isascii() else w for w in words]
    return "".join(plain) if any("가" <= c <= "힣" for c in name) else " ".join(plain)


@dataclass(slots=True)
class _Entry:
    iri: str
    name: str
    type: EntityType
    citation: Citation
    known: bool
    weak: bool
    counted: bool = False
    aliases: list[str] = field(default_factory=list)


NATIONAL = frozenset({EntityType.MINISTRY, EntityType.AGENCY, EntityType.GOVERNMENT, EntityType.LAW})
"""Types whose names every country may have: two ministries of economy are two."""


class Registry:
    """The entities of one document, in the order in which the text names them."""

    def __init__(self, naming: Naming, language: str, country: str = "") -> None:
        self._naming = naming
        self._country = country
        self._language = language
        self._entries: dict[str, _Entry] = {}
        self._by_key: dict[str, str] = {}

    def enter(self, mention: NameMention, citation: Citation) -> str:
        """The IRI of a name's thing, entered on its first mention."""
        key = key_of(mention.name)
        known = self._by_key.get(key)
        if mention.iri is None and known is not None and self._same_sort(self._entries[known].type, mention.type):
            self._add_aliases(known, (mention.name, *mention.aliases))
            self._entries[known].weak &= mention.weak
            return known
        iri = mention.iri or self._free_iri(mention.type, mention.name)
        if iri not in self._entries:
            self._entries[iri] = _Entry(iri, mention.name, mention.type, citation, mention.iri is not None, True)
        self._entries[iri].weak &= mention.weak
        self._by_key.setdefault(key, iri)
        self._add_aliases(iri, mention.aliases)
        return iri

    def enter_phrase(self, words: str, kind: EntityType, citation: Citation) -> str:
        """The IRI of a thing that is only described, not named."""
        known = self._by_key.get(key_of(words))
        if known is not None:
            return known
        return self.enter(NameMention(citation.start, citation.end, words, kind, weak=True), citation)

    def _free_iri(self, kind: EntityType, name: str) -> str:
        iri = base = self._naming.entity(FAMILY[kind], name, self._country if kind in NATIONAL else "")
        number = 2
        while iri in self._entries and key_of(self._entries[iri].name) != key_of(name):
            iri, number = f"{base}-{number}", number + 1
        return iri

    @staticmethod
    def _same_sort(one: EntityType, other: EntityType) -> bool:
        return FAMILY[one] == FAMILY[other] or EntityType.CONCEPT in (one, other)

    def _add_aliases(self, iri: str, aliases: Iterable[str]) -> None:
        entry = self._entries[iri]
        for alias in aliases:
            if alias and alias != entry.name and alias not in entry.aliases:
                entry.aliases.append(alias)
            if alias and (len(alias) > 2 or alias.isupper()):
                self._by_key.setdefault(key_of(alias), iri)

    def speak_of(self, iri: str) -> None:
        """Take note that a relation holds of a thing, so that it is one of the document however plain its words."""
        self._entries[iri].weak = False

    def count(self, iri: str) -> None:
        """Take note that a figure is about a thing."""
        self._entries[iri].counted = True

    def find_body(self, name: str) -> str | None:
        """The organisation of that name, if the text names it."""
        iri = self._by_key.get(key_of(name))
        return iri if iri is not None and FAMILY[self._entries[iri].type] == "body" else None

    def name_of(self, iri: str) -> str:
        """The name of an entered thing."""
        return self._entries[iri].name

    def type_of(self, iri: str) -> EntityType:
        """The type of an entered thing."""
        return self._entries[iri].type

    def __contains__(self, iri: object) -> bool:
        return iri in self._entries

    def entities(self) -> Sequence[Entity]:
        """The things entered, in the order of their first mention, then by IRI; plain words of no claim are none."""
        spoken_of = (e for e in self._entries.values() if not e.weak or e.counted)
        return [
            Entity(e.iri, e.name, e.type, e.citation, tuple(e.aliases), self._language, e.known, e.weak)
            for e in sorted(spoken_of, key=lambda e: (e.citation.start, e.iri))
        ]
