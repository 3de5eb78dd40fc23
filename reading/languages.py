"""The languages that can be read, behind one face."""

from __future__ import annotations

from collections.abc import Sequence

from ..graph.claim import EntityType
from .document import Document
from .figures import Found
from .names import NameMention
from .periods import PeriodMention
from .quantities import QuantityMention
from .standing import Retelling


def find_figures(
    document: Document,
    quantities: Sequence[QuantityMention],
    periods: Sequence[PeriodMention],
    names: Sequence[NameMention],
) -> Found:
    """Figures, links and names of a document, by the pack of its language."""
    if document.source.language == "ko":
        from .korean.reader import read_korean

        return read_korean(document, quantities, periods, names)
    from .english.reader import read_english

    return read_english(document, quantities, periods, names)


def retelling(
    document: Document,
    quantities: Sequence[QuantityMention],
    periods: Sequence[PeriodMention],
    names: Sequence[NameMention],
) -> Retelling:
    """Reads figures of a document whose subjects it is told, by the pack of its language."""
    if document.source.language == "ko":
        from .korean.retelling import KoreanRetelling

        return KoreanRetelling(document, quantities, periods, names)
    from .english.retelling import EnglishRetelling

    return EnglishRetelling(document, quantities, periods, names)


def count_with_units(
    document: Document,
    quantities: Sequence[QuantityMention],
    periods: Sequence[PeriodMention],
    names: Sequence[NameMention],
) -> tuple[dict[int, str], list[QuantityMention]]:
    """What plain counts count, by their place, and the quantities that no number writes; Korean counts say it."""
    if document.source.language == "ko":
        return {}, []
    from .english.counting import count_with_units as count_english

    return count_english(document, quantities, periods, names)


def discover_names(text: str, start: int, end: int, language: str) -> list[NameMention]:
    """Names that their form gives away in ``text[start:end]``."""
    if language == "ko":
        from .korean.names import discover

        return discover(text, start, end)
    from .english.names import discover as discover_english

    return discover_english(text, start, end)


def phrase_type(words: str, language: str) -> EntityType | None:
    """The type that the head noun of a plain phrase gives."""
    if language == "ko":
        from .korean.heads import type_of_korean

        return type_of_korean(words)
    from .english.heads import type_of_plain_phrase

    return type_of_plain_phrase(words)


def repeated_names(document: Document, names: Sequence[NameMention]) -> Sequence[NameMention]:
    """The names of a document with their second mentions: acronyms, shorter forms, "the Ministry"."""
    if document.source.language == "ko":
        from .korean.echoes import second_mentions as mentioned_in_korean

        return mentioned_in_korean(document, names)
    from .english.echoes import second_mentions

    return second_mentions(document, names)


def is_naming(words: str, language: str) -> bool:
    """Whether the words for a thing that is counted serve as its name ("5G pier network") and not only describe it."""
    if language == "ko":
        return True
    from .english.heads import is_specific

    return is_specific(words)


def country_names(document: Document) -> list[NameMention]:
    """Where the text says "the government" of the country that it is published in."""
    if document.source.language == "ko":
        from .korean.echoes import companies, municipalities
        from .korean.names import governments

        return [*governments(document), *municipalities(document.text), *companies(document.text)]
    from .english.names import governments as english_governments

    return english_governments(document)
