"""Cut a block into sentences by punctuation alone, in both languages, without losing an offset."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .document import Sentence

_ABBREVIATIONS = frozenset(
    {
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "gen",
        "sen",
        "rep",
        "gov",
        "st",
        "no",
        "nos",
        "vol",
        "fig",
        "art",
        "sec",
        "ch",
        "approx",
        "est",
        "dept",
        "inc",
        "ltd",
        "co",
        "corp",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "cf",
        "al",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "d.c",
        "a.m",
        "p.m",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "rs",
        "ksh",
        "kshs",
        "shs",
        "rp",
        "tk",
    }
)
_END = re.compile(
    r"(?P<ko>[다요음함임됨][.!?])(?=\S|\s|$)|(?P<end>(?:\.{2,}|…|[.!?。]))(?P<close>['\"”’)\]」』]*)(?=\s|$)"
)
_SPACE = re.compile(r"\s*")
_LONGEST_WORD = 40
LONGEST = 3_000
"""letters of the longest sentence; what goes on without an end is cut between two words"""
_OPENING = re.compile(r"[A-Z0-9“\"'‘(\[「『<가-힣▲△·$€£₩]")


def _ends(text: str, match: re.Match[str], stop: int) -> bool:
    at = match.end()
    if match["ko"]:
        return at >= stop or text[at : at + 1] not in "\"'”’)]」』,."
    after = _SPACE.match(text, at, stop)
    at = after.end() if after else at
    if at >= stop:
        return True
    if not _OPENING.match(text, at, stop):
        return False
    if match["end"] == ".":
        word = re.search(r"[\w.&]*$", text[max(match.start() - _LONGEST_WORD, 0) : match.start()])
        last = word.group().lower() if word else ""
        if last in _ABBREVIATIONS and not (last in ("etc", "inc", "ltd", "co", "corp") and text[at].isupper()):
            return False
        if re.fullmatch(r"[a-z]", last) or re.fullmatch(r"(?:[a-z]\.)+[a-z]", last):
            return False
    return True


def split_sentences(text: str, start: int, end: int, block: int) -> Iterator[Sentence]:
    """The sentences of ``text[start:end]``, in order, without the white space around them.

    A full stop after an abbreviation or an initial ends nothing, nor does a question mark inside a word (a lost dash);
    Korean sentences end at ``다.`` even where no space follows. What is longer than ``LONGEST`` is cut.

    >>> t = "Dr. Answer covers 8 diseases. It will grow... More follows."
    >>> [t[s.start:s.end] for s in split_sentences(t, 0, len(t), 0)]
    ['Dr. Answer covers 8 diseases.', 'It will grow...', 'More follows.']
    >>> t = "예산을 늘린다.사업도 늘린다."
    >>> [t[s.start:s.end] for s in split_sentences(t, 0, len(t), 0)]
    ['예산을 늘린다.', '사업도 늘린다.']
    """
    begin = start
    for match in _END.finditer(text, start, end):
        if match.start() >= begin and _ends(text, match, end):
            yield from _trimmed(text, begin, match.end(), block)
            begin = match.end()
    yield from _trimmed(text, begin, end, block)


def _trimmed(text: str, start: int, end: int, block: int) -> Iterator[Sentence]:
    while end - start > LONGEST:
        middle = start + LONGEST
        cut = max(text.rfind(" ", start + LONGEST // 2, middle), text.rfind("\n", start + LONGEST // 2, middle))
        cut = cut if cut >= 0 else middle
        yield from _bare(text, start, cut, block)
        start = cut
    yield from _bare(text, start, end, block)


def _bare(text: str, start: int, end: int, block: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Sentence(start, end, block)
