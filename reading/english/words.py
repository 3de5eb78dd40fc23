"""The English word lists that reading asks for, as sets."""

from __future__ import annotations

from functools import cache

from ..lexicons import read_lexicon


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """One list of an English lexicon as a set.

    >>> "person" in word_set("nouns", "generic_counted")
    True
    """
    return frozenset(read_lexicon("english", name)[key])


@cache
def word_groups(name: str, key: str) -> dict[str, tuple[str, ...]]:
    """A table of word lists, for instance the words that say whose money it is.

    >>> "exchequer" in word_groups("nouns", "scope")["nationalFunds"]
    True
    """
    return {group: tuple(words) for group, words in read_lexicon("english", name)[key].items()}


def generic(lemma: str) -> bool:
    """Whether a counted noun leaves open what is counted ("people", "cases").

    >>> generic("person"), generic("hospital")
    (True, False)
    """
    return lemma in word_set("nouns", "generic_counted")
