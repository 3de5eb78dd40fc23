"""English names that their form gives away: titles, quoted names, people with an office, "the government"."""

from __future__ import annotations

import re
from dataclasses import replace

from ...graph.claim import EntityType
from ..document import Document
from ..lexicons import read_lexicon
from ..names import NameMention, find_known, gazetteer
from .appositions import find_described_names
from .patterns import find_patterned_names, with_year
from .persons import find_office_holders
from .titles import find_capital_names, find_quoted_names, with_acronym
from .world import find_world_names

_GOVERNMENT = re.compile(
    r"(?<![\w-])(?:[Tt]he )?(?:(?P<adjective>Korean|South Korean) )?(?:[Cc]entral |[Nn]ational |[Ff]ederal )?"
    r"[Gg]overnment(?=[’']s\b|[ ,.;]|$)"
    r"(?! (?:of [A-Z]|ministr|agenc|bod|data|service|support|fund|procurement|website|polic|official|AI|building"
    r"|office))"
)


def discover(text: str, start: int, end: int) -> list[NameMention]:
    """All names that their form gives away in ``text[start:end]``.

    >>> [(n.name, n.type.value) for n in discover("The Harbour Safety Act (HSA) was passed.", 0, 40)]
    [('Harbour Safety Act', 'law')]
    """
    people = [holder.person for holder in find_office_holders(text, start, end)]
    found = [*find_quoted_names(text, start, end), *people]
    at = start
    for person in [*sorted(people, key=lambda p: p.start), None]:  # a body right before a person ends there
        found += find_capital_names(text, at, person.start if person is not None else end)
        at = person.end if person is not None else end
    found += find_patterned_names(text, start, end)
    found += find_world_names(text, start, end)
    found += find_described_names(text, start, end)
    return [with_acronym(text, with_year(text, mention)) for mention in found]


def governments(document: Document) -> list[NameMention]:
    """ "The government" is that of the country in which the document was published.

    Only a government among the known concepts gets a name of its own; elsewhere the words stay as they are.
    """
    country = document.source.country.upper()
    known = find_known("Government of the Republic of Korea", gazetteer()) if country == "KR" else []
    out: list[NameMention] = []
    for sentence in document.sentences:
        for match in _GOVERNMENT.finditer(document.text, sentence.start, sentence.end):
            words = match.group()
            if not words.startswith(("The ", "the ", "Korean", "South")):
                continue
            if known:
                out.append(replace(known[0], start=match.start(), end=match.end(), aliases=(words,)))
            elif match["adjective"] is None and country:
                name = _government_of(country)
                out.append(NameMention(*match.span(), name, EntityType.GOVERNMENT, None, (words,)))
    return out


def _government_of(country: str) -> str:
    """What a country's government is called, or its code where that is not listed."""
    names: dict[str, str] = read_lexicon("english", "world")["governments"]
    return names.get(country, f"government ({country})")
