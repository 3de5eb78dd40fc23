"""Currencies as English texts write them, before or behind the number (``money.toml``)."""

from __future__ import annotations

import re
from re import Match

from ..lexicons import join_alternatives, read_lexicon
from .number_words import SCALES

SPACE = r"(?:[ \u00a0]|[ ]?\n(?![ ]*\n))"
"""a space within a paragraph"""
_MONEY = read_lexicon("english", "money")
_BEFORE = {word: code for code, words in _MONEY["before"].items() for word in words}
_AFTER = {" ".join(word.split()): code for code, words in _MONEY["after"].items() for word in words}
_OPEN: dict[str, dict[str, str]] = _MONEY["open"]
_NARROW = frozenset(_MONEY["signs"]["narrow"])
_SIGNS = [*_BEFORE, *_MONEY["signs"]["open"], *(word for word in _OPEN if not word[0].isalpha())]
_LETTERS = read_lexicon("english", "numbers")["money_scales"]
_CURRENCY_BEFORE = re.compile(rf"(?<![A-Za-z$])(?P<code>{join_alternatives(_SIGNS)}){SPACE}?(?P<minus>[-])?$")
CURRENCY_AFTER = re.compile(
    rf"(?:{SPACE}|-)?(?:(?P<code>{join_alternatives(_AFTER)})|(?P<open>{join_alternatives(_OPEN)}))(?![A-Za-z0-9$])(?!-based)"
)
_LARGE = re.compile(
    rf"\d{{1,3}}(?:[, ]\d{{3}})+(?!\d)"
    rf"|\d+(?:\.\d+)?(?:{SPACE}?-?{join_alternatives(SCALES)}|{join_alternatives(_LETTERS)})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""a number of thousands, or one with a scale"""


def currency_before(text: str, start: int, country: str) -> tuple[str, int, bool]:
    """The currency in front of the number at ``start``, where the amount begins then, and whether it is below zero.

    Letters that mean other things too are a currency only before a large number. ``country`` (ISO 3166 alpha-2) says
    which of several currencies a sign of many countries is.

    >>> currency_before("for R62 billion", 5, ""), currency_before("on the R62 road", 8, "ZA")
    (('ZAR', 4, False), ('', 8, False))
    """
    before = text[max(0, start - 10) : start]
    m = _CURRENCY_BEFORE.search(before)
    if not m:
        return "", start, False
    code = _BEFORE.get(m["code"]) or _open_currency(m["code"], country)
    if not code or (m["code"] in _NARROW and not _LARGE.match(text, start)):
        return "", start, False
    at = start - (len(before) - m.start())
    if text[at - 1 : at] in ("-", "–") and (at < 2 or text[at - 2] in " (\n"):
        return code, at - 1, True
    return code, at, bool(m["minus"])


def currency_said(after: Match[str], country: str) -> str:
    """The currency of a match of ``CURRENCY_AFTER``; empty where only a country could say which one it is."""
    word = " ".join((after["code"] or after["open"]).split())
    return _AFTER.get(word) or _open_currency(word, country)


def _open_currency(word: str, country: str) -> str:
    return _OPEN[word].get(country.upper()) or _OPEN[word].get("default", "")
