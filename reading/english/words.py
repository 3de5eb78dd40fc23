"""The English lexicons of reading, loaded once from the TOML and YAML files beside this module."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=8)
def lexicon(name: str) -> dict[str, Any]:
    """A TOML lexicon by its stem: ``nouns``, ``modality``, ``heads``."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def word_set(name: str, key: str) -> frozenset[str]:
    """One list of a lexicon as a set.

    >>> "person" in word_set("nouns", "generic_counted")
    True
    """
    return frozenset(lexicon(name)[key])
