"""Korean words by a morphological analyser (kiwipiepy), where it is installed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from .words import Word, analyse, lexicon, particles, word_set

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token

MISSING = (
    "kiwipiepy is not installed: Korean is read by the forms of words alone; "
    "`pip install policygraph[ko]` brings the analyser"
)


@lru_cache(maxsize=1)
def analyser() -> Kiwi | None:
    """The analyser, made once; ``None`` where it is not installed."""
    try:
        from kiwipiepy import Kiwi
    except ImportError:
        return None
    return Kiwi(num_workers=1)


def tokens(text: str, fixed: Sequence[tuple[int, int]]) -> list[Token] | None:
    """The morphemes of a sentence, with names and amounts (``fixed``) as one noun each; ``None`` without analyser.

    The analyser is told the names of each sentence anew, so that no document changes how another is read.
    """
    kiwi = analyser()
    if kiwi is None:
        return None
    return list(kiwi.tokenize(text, pretokenized=[(a, b, "NNP") for a, b in fixed]))


def word_of(text: str, start: int, end: int, morphemes: Sequence[Token] | None, shift: int) -> Word:
    """What the word at ``text[start:end]`` is: by its morphemes, else by its form; they count from ``shift``."""
    own = [t for t in morphemes or () if start <= t.start + shift < end]
    if not own or own[0].start + shift != start:
        return analyse(text, start, end)
    word = text[start:end]
    functions = lexicon("predicates")["function"]
    if word in functions["purpose"] or word in functions["means"] or word in functions["other"]:
        return Word(start, end, end, stem=word, ending="function")
    if word in word_set("predicates", "not_verbs", "words"):
        return Word(start, end, end)
    at = next((i for i, t in enumerate(own) if t.tag.startswith(("XSV", "XSA", "VV", "VA", "VX", "VCP", "VCN"))), None)
    if at is not None and any(t.tag.startswith("E") for t in own[at:]):
        return _predicate(start, end, own, at, shift)
    tail = len(own)
    while tail > 1 and own[tail - 1].tag.startswith("J"):
        tail -= 1
    if tail == len(own):
        return Word(start, end, end)
    core = own[tail].start + shift
    if core <= start:
        return Word(start, end, end)
    written = text[core:end]
    role = particles().get(written) or particles().get(own[tail].form) or analyse(text, start, end).role
    return Word(start, end, core, role)


def _predicate(start: int, end: int, own: Sequence[Token], at: int, shift: int) -> Word:
    first = own[at]
    core = first.start + shift
    endings = [t for t in own[at:] if t.tag.startswith("E")]
    past = any(t.tag == "EP" and t.form in ("었", "았", "였") for t in endings)
    future = any(t.tag == "EP" and t.form == "겠" for t in endings)
    last = endings[-1]
    tense = "past" if past else "future" if future else ""
    if last.tag == "ETM":
        ending = "before-noun"
        tense = tense or {"ᆯ": "future", "을": "future", "는": "present"}.get(last.form, "past")
    elif last.tag == "ETN":
        ending = "final" if last.form in ("ᆷ", "음") else "noun"
        if last.form == "기" and own[-1].form in ("로",):
            tense = "future"
    elif last.tag == "EF" or last.form.endswith("다"):
        ending, tense = "final", tense or "present"
    else:
        ending = "joined"
    if first.tag == "VCP":
        return Word(start, end, core if core > start else end, "이다", "", ending, tense)
    if last.form.endswith(("다고", "다며", "다는")) and last.tag == "EC":
        ending, tense = "final", tense or "present"
    if first.tag.startswith(("XSV", "XSA")):
        stem = "".join(t.form for t in own[:at]) + ("받" if first.form == "받" else "")
        return Word(start, end, core if core > start else end, "", stem, ending, tense)
    stem = first.form.removesuffix("하") if len(first.form) > 2 else first.form
    if core > start:
        stem = "".join(t.form for t in own[:at]) + stem
    return Word(start, end, end, "", stem, ending, tense)
