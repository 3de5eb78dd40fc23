"""Things by name: find what a person means, and show all that the documents say of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from ..errors import NotFound
from ..graph.store import Store
from .cells import code, labels, named_after, tabulate
from .figures import read_lines
from .library import bind, lookup
from .table import Table

_SMALL_WORDS = {"of", "and", "the", "for", "on", "in", "to", "a", "an", "&"}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that the graph names, and how the name asked for led to it."""

    iri: str
    label: str
    classes: tuple[str, ...]
    matched: OneOf["name", "acronym", "part of a name"]

    def __str__(self) -> str:
        return f"{self.label} ({', '.join(self.classes)}) <{self.iri}>"


@dataclass(frozen=True, slots=True)
class Description:
    """All that the graph holds on one thing: ``facts`` (labels, identifiers elsewhere), ``figures``, ``relations``."""

    thing: Thing
    facts: Table
    figures: Table
    relations: Table

    @property
    def tables(self) -> tuple[Table, Table, Table]:
        """The three tables in the order in which they are shown."""
        return self.facts, self.figures, self.relations


def find(store: Store, name: str, language: str = "en") -> list[Thing]:
    """What a name may mean, best first.

    A name or alias in any language counts whatever its capitals, spaces and hyphens; then acronyms (given as alias
    or made of the initials); only when there is neither, names that hold these words are proposed. An IRI gives the
    thing itself. Empty when nothing fits.
    """
    wanted = _fold(name)
    if not wanted:
        return []
    known: dict[str, tuple[set[str], set[str]]] = {}
    for thing, label, kind in store.select(lookup("names")):
        assert isinstance(thing, NamedNode)
        assert isinstance(label, Literal)
        names, classes = known.setdefault(thing.value, (set(), set()))
        names.add(label.value)
        classes.add(named_after(code(kind)).lower())
    if re.match(r"https?://", name):
        exact = {name} & known.keys()
        return _things(store, known, exact, "name", language)
    folded = {iri: {_fold(each) for each in names} for iri, (names, _) in known.items()}
    same = {iri for iri, names in folded.items() if wanted in names}
    if same:
        return _things(store, known, same, "name", language)
    short = {iri for iri, (names, _) in known.items() if any(wanted in _acronyms(each) for each in names)}
    if short:
        return _things(store, known, short, "acronym", language)
    near = {iri for iri, names in folded.items() if any(wanted in each for each in names)}
    near = near or {iri for iri, names in folded.items() if any(len(each) > 3 and each in wanted for each in names)}
    return _things(store, known, near, "part of a name", language)


def find_one(store: Store, name: str, language: str = "en") -> Thing:
    """The one thing that a name means.

    Raises NotFound when there is none, or more than one, and lists the candidates.
    """
    found = one_of_each(store, find(store, name, language))
    if not found:
        raise NotFound(f"Nothing in the graph is called {name!r}. Try a part of the name.")
    if len(found) > 1 or found[0].matched == "part of a name":
        listed = "; ".join(str(thing) for thing in found[:8])
        raise NotFound(f"{name!r} is not the name of one thing. Did you mean: {listed}? Give the full name or the IRI.")
    return found[0]


def one_of_each(store: Store, things: list[Thing]) -> list[Thing]:
    """The things without those that somebody judged the same as an earlier one."""
    same = read_lines(store).same if len(things) > 1 else {}
    found: list[Thing] = []
    for thing in things:
        if not any(thing.iri in same.get(each.iri, ()) for each in found):
            found.append(thing)
    return found


def show(store: Store, name: str, language: str = "en") -> Description:
    """All that the graph says of the thing with this name or IRI, each claim with its sentence and place.

    What is said of things that somebody judged the same is said of it.

    Raises NotFound as :func:`find_one` does.
    """
    thing = find_one(store, name, language)
    nodes = [NamedNode(iri) for iri in sorted(read_lines(store).same.get(thing.iri, {thing.iri}))]

    def said(name: str, title: str) -> Table:
        return tabulate(store, title, store.select(bind(lookup(name), {"thing": nodes})), language)

    korean = language == "ko"
    return Description(
        thing,
        said("facts", thing.label),
        said("figures", "수치" if korean else "Figures"),
        said("relations", "관계" if korean else "Relations"),
    )


def _things(
    store: Store,
    known: dict[str, tuple[set[str], set[str]]],
    chosen: set[str],
    matched: OneOf["name", "acronym", "part of a name"],
    language: str,
) -> list[Thing]:
    called = labels(store, map(NamedNode, chosen), language)
    found = [Thing(iri, called[iri], tuple(sorted(known[iri][1])), matched) for iri in chosen]
    return sorted(found, key=lambda thing: (len(thing.label), thing.label, thing.iri))


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def _acronyms(name: str) -> set[str]:
    """Initials of a name: with a short all-capital word taken whole, and by its first letter."""
    words = [word for word in re.split(r"[\W_]+", name) if word and word.lower() not in _SMALL_WORDS]
    if len(words) < 2 or not all(word[0].isupper() or word[0].isdigit() for word in words):
        return set()
    first = "".join(word[0] for word in words)
    whole = "".join(word if word.isupper() and len(word) <= 4 else word[0] for word in words)
    return {first.casefold(), whole.casefold()}
