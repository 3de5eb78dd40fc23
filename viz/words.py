"""The words of the pages themselves, in English and Korean."""

from __future__ import annotations

import tomllib
from importlib.resources import files


def read_words() -> dict[str, dict[str, str]]:
    """Language → key → words; both languages have the same keys.

    >>> read_words()["ko"]["facts"]
    '사실'
    """
    table = tomllib.loads(files("policygraph.viz").joinpath("static", "words.toml").read_text(encoding="utf-8"))
    return {language: {key: pair[language] for key, pair in table.items()} for language in ("en", "ko")}
