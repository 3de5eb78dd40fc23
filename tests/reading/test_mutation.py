"""Nothing is learnt by heart: with other figures and other names in the samples, the reading follows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest

from policygraph.graph.claim import EntityType, QuantityClaim, Reading
from policygraph.graph.naming import Naming
from policygraph.graph.values import Quantity
from policygraph.loaders.opening import open_source
from policygraph.reading.claims import read_claims, scan
from policygraph.reading.english.heads import type_of_phrase
from policygraph.reading.names import NameMention, find_known, gazetteer
from policygraph.reading.quantities import QuantityKind, QuantityMention
from policygraph.reading.registry import key_of
from policygraph.tests.reading.reading_of import quantity_claims

SAMPLES = Path(__file__).resolve().parents[2] / "loaders" / "samples"
ENGLISH = ("digital-new-deal-plan-2020", "digital-new-deal-first-year-2021")
COUNTED = ("three", "four", "five", "six", "seven", "eight", "nine")
SPELLED = dict(zip(COUNTED, (*COUNTED[1:], "six"), strict=True))
CAPITALS = ("Harbour", "Meadow", "Granite", "Orchard", "Lantern", "Willow", "Copper", "Falcon", "Juniper", "Cedar")
SMALL = ("harbour", "meadow", "granite", "orchard", "lantern", "willow", "copper", "falcon", "juniper", "cedar")
PEOPLE = ("Ada Byrne", "Ines Moreau", "Tomas Lindgren", "Yara Haddad")
KEPT = {"of", "for", "on", "the", "in", "to", "and", "&", "at", "with", "by", "(tentative", "name)"}


@dataclass(frozen=True)
class Change:
    """``new`` in the place of what stands at ``start``:``end``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Mutant:
    """A sample read as it is and with everything changed."""

    before: Reading
    after: Reading
    changes: tuple[Change, ...]
    renamed: dict[str, str]

    def moved(self, at: int) -> int:
        """Where a place of the sample has gone."""
        index = bisect_right([c.start for c in self.changes], at)
        return at + sum(len(c.new) - (c.end - c.start) for c in self.changes[:index] if c.end <= at)


# Another number of the same form


def other_digits(surface: str) -> str:
    """The digits behind the first changed; of a single digit that one, but never to or from one. The 2 of km2 stays."""
    digits = [i for m in re.finditer(r"(?<![a-z])[\d.,]+", surface) for i in range(*m.span()) if surface[i].isdecimal()]
    out = list(surface)
    for i in digits[1:]:
        out[i] = str((int(surface[i]) + 3) % 10)
    if len(digits) == 1 and surface[digits[0]] not in "01":
        out[digits[0]] = str(2 + (int(surface[digits[0]]) - 1) % 8)
    return "".join(out)


def other_rank(surface: str) -> str:
    number = re.search(r"\d+", surface)
    if number is None:
        return surface
    value = int(number[0]) + 20
    ending = "th" if 10 < value % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return re.sub(r"\d+(?:st|nd|rd|th)?", f"{value}{ending if surface[-1:].isalpha() else ''}", surface, count=1)


def other_number(mention: QuantityMention) -> str:
    surface = mention.surface
    if mention.kind is QuantityKind.RANK:
        return other_rank(surface)
    if any(sign.isdecimal() for sign in surface):
        return other_digits(surface)
    for word, other in SPELLED.items():
        for old, new in ((word, other), (word.capitalize(), other.capitalize())):
            if re.match(rf"{old}\b", surface):
                return surface.replace(old, new, 1)
    return surface


# Another name of the same head noun


def other_names(names: list[NameMention]) -> dict[str, str]:
    """For each discovered name another of the same type that nobody knows; the head noun stays."""
    capitals, small, people = cycle(CAPITALS), cycle(SMALL), cycle(PEOPLE)
    words: dict[str, str] = {}
    out: dict[str, str] = {}
    for name in names:
        if name.name in out:
            continue
        if name.type is EntityType.PERSON:
            out[name.name] = next(people)
            continue
        parts = name.name.split()
        for i, word in enumerate(parts[:-1]):
            if word.lower() in KEPT or not word.isalpha():
                continue
            words.setdefault(word, next(capitals) if word[0].isupper() else next(small))
            changed = [*parts[:i], words[word], *parts[i + 1 :]]
            if type_of_phrase(changed) == type_of_phrase(parts):
                parts = changed
        new = " ".join(parts)
        if not find_known(new, gazetteer()):
            out[name.name] = new
    return out


def changes_of(
    text: str, numbers: list[QuantityMention], names: list[NameMention], renamed: dict[str, str]
) -> Iterator[Change]:
    for mention in numbers:
        yield Change(mention.start, mention.end, other_number(mention))
    for name in names:
        written = text[name.start : name.end]
        if name.name in renamed and name.name in written:
            yield Change(name.start, name.end, written.replace(name.name, renamed[name.name]))


@cache
def mutant(sample: str) -> Mutant:
    opened = open_source(SAMPLES / f"{sample}.md")
    source, naming = opened.source, Naming()
    scanned = scan(source, opened.body_start)
    discovered = [n for n in scanned.names if n.iri is None and not any(sign.isdecimal() for sign in n.name)]
    numbers = [q for q in scanned.quantities if not any(n.start <= q.start < n.end for n in scanned.names)]
    renamed = other_names(discovered)
    body = [c for c in changes_of(source.text, numbers, discovered, renamed) if c.start >= opened.body_start]
    changes = tuple(sorted(body, key=lambda c: c.start))
    text, at = "", 0
    for change in changes:
        text += source.text[at : change.start] + change.new
        at = change.end
    text += source.text[at:]
    before = read_claims(source, naming, opened.body_start)
    return Mutant(before, read_claims(replace(source, text=text), naming, opened.body_start), changes, renamed)


def figures(reading: Reading) -> list[tuple[QuantityClaim, Quantity]]:
    """Each figure of a reading, its repeats too, with its claim."""
    return [(claim, q) for claim in quantity_claims(reading) for q in (claim.quantity, *claim.repeats)]


def subject_names(reading: Reading, claim: QuantityClaim) -> set[str]:
    (entity,) = [e for e in reading.entities if e.iri == claim.subject]
    return {entity.name, *entity.aliases}


def follows(mutant: Mutant, claim: QuantityClaim, quantity: Quantity) -> bool:
    """Whether a figure is read again at its new place, with its new value and of the renamed subject."""
    start = mutant.moved(quantity.start)
    change = next((c for c in mutant.changes if c.start == quantity.start), None)
    surface = change.new if change is not None else quantity.surface
    expected = set()
    for name in subject_names(mutant.before, claim):
        for old, new in mutant.renamed.items():
            name = name.replace(old, new)
        expected.add(key_of(name))
    for other, found in figures(mutant.after):
        if found.start == start:
            said = {key_of(name) for name in subject_names(mutant.after, other)}
            return (found.surface, other.kind, bool(said & expected)) == (surface, claim.kind, True)
    return False


@pytest.mark.parametrize("sample", ENGLISH)
def test_nearly_every_figure_and_name_is_changed(sample: str) -> None:
    changed = [c for c in mutant(sample).changes if c.new != mutant(sample).before.source.text[c.start : c.end]]
    assert len(changed) >= 0.9 * len(figures(mutant(sample).before))
    assert mutant(sample).renamed


@pytest.mark.parametrize("sample", ENGLISH)
def test_as_many_figures_are_read(sample: str) -> None:
    before, after = len(figures(mutant(sample).before)), len(figures(mutant(sample).after))
    assert abs(before - after) <= 0.03 * before


@pytest.mark.parametrize("sample", ENGLISH)
def test_the_claims_follow_their_figures_and_names(sample: str) -> None:
    all_figures = figures(mutant(sample).before)
    lost = [quantity.surface for claim, quantity in all_figures if not follows(mutant(sample), claim, quantity)]
    assert len(lost) <= 0.03 * len(all_figures), lost
