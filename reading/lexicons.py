"""The declared word lists of each language (TOML files in ``reading/english`` and ``reading/korean``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_lexicon(language: str, name: str) -> dict[str, Any]:
    """Give the tables of one lexicon, for instance ``read_lexicon("english", "numbers")``.

    Treat the answer as read-only: it is shared.
    """
    return tomllib.loads((files(f"{__package__}.{language}") / f"{name}.toml").read_text("utf-8"))


def join_alternatives(words: Iterable[str]) -> str:
    r"""Give a regular expression (without group) that matches any of the words, the longest first.

    A space in a word stands for white space, within one paragraph, in the text.

    >>> join_alternatives(["won", "Korean won"])
    '(?:Korean\\s+won|won)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s+") for word in ordered) + ")"
