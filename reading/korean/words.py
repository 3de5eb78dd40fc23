"""What one Korean word (eojeol) is in its sentence: noun and particle, or predicate and ending, by its form alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..lexicons import read_lexicon


def lexicon(name: str) -> dict[str, Any]:
    """One declared word list of the Korean pack, as TOML tables; do not change it."""
    return read_lexicon("korean", name)


@lru_cache(maxsize=64)
def word_set(name: str, table: str, field: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(lexicon(name)[table][field] if table else lexicon(name)[field])


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``start``:``end``; its stem ends at ``core``.

    ``role`` is the particle in its plain form (``를 이 은 에`` …; ``이다``: the copula) or empty. A
    predicate has a ``stem`` (투자 of 투자하고), an ``ending`` (``final``, ``joined``, ``before-noun``, ``noun``) and a
    ``tense`` (``past``, ``future``, ``present`` or empty).
    """

    start: int
    end: int
    core: int
    role: str = ""
    stem: str = ""
    ending: str = ""
    tense: str = ""


@lru_cache(maxsize=1)
def particles() -> dict[str, str]:
    """Particle as written → its role."""
    return {p: role for role, words in lexicon("particles")["roles"].items() for p in words}


@lru_cache(maxsize=1)
def _particle_pattern() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(particles(), key=lambda p: (-len(p), p))) + ")$")


_BATCHIM = {
    "을": True,
    "를": False,
    "이": True,
    "가": False,
    "은": True,
    "는": False,
    "과": True,
    "와": False,
    "으로": True,
}


def _closed(syllable: str) -> bool | None:
    """Whether a syllable ends in a consonant; ``None`` for what is no Hangul."""
    if "가" <= syllable <= "힣":
        return (ord(syllable) - 0xAC00) % 28 != 0
    return None


def _final(syllable: str) -> int:
    return (ord(syllable) - 0xAC00) % 28 if "가" <= syllable <= "힣" else -1


def split_particle(word: str, least: int = 2) -> tuple[str, str]:
    """A word's stem and the role of its particle.

    >>> split_particle("정부는"), split_particle("플랫폼을"), split_particle("제도"), split_particle("5G를")
    (('정부', '은'), ('플랫폼', '를'), ('제도', ''), ('5G', '를'))
    >>> split_particle("어린이"), split_particle("효과")
    (('어린이', ''), ('효과', ''))
    """
    whole = lexicon("particles")["whole"]
    apart = any(word.endswith(w) for w in whole["split"])
    if word in whole["exact"] or (not apart and any(word.endswith(w) for w in whole["endings"])):
        return word, ""
    found = _particle_pattern().search(word)
    while found is not None:
        stem, particle = word[: found.start()], found.group()
        wanted = _BATCHIM.get(particle)
        closed = _closed(stem[-1]) if stem else None
        fits = wanted is None or closed is None or closed is wanted
        if particle == "로" and closed and _final(stem[-1]) != 8:
            fits = False
        if fits and (len(stem) >= least or (stem and not "가" <= stem[-1] <= "힣")):
            return stem, particles()[particle]
        found = _particle_pattern().search(word, found.start() + 1)
    return word, ""


_PAST = r"[가-힣](?<=[았었였했됐렸졌왔켰쳤랐겼뒀났섰셨혔췄썼뤘봤녔쌌갔폈뗐])"
_STEM = r"(?P<stem>[가-힣A-Za-z·]+?)"
_LIGHT = re.compile(
    rf"^{_STEM}(?:(?:하|되|시키|받|당하)(?P<plain>고|며|면서|도록|기|는|던|지만|게|여|어|었|였|지|면|거나|려고|려는|므로|니|나|자|겠|은|을)|(?P<short>해|해서|해야|했|하였|한|할|함|합|하여|돼|됐|된|될|됨|됩|되어|되었|시켜|시킨|시킬|시킴|받아|받은|받을|받음|한다|된다|받는|하자))(?P<tail>[가-힣]*)$"
)
_NATIVE: dict[str, str] = lexicon("predicates")["native"]
_NATIVE_PATTERN = re.compile("^(?:" + "|".join(f"(?P<v{i}>{p})" for i, p in enumerate(_NATIVE.values())) + ")")
_COPULA = re.compile(r"(?:이다|입니다|이었다|였다|이며|이고|이라고|라고|라며|이었으며|였으며)$")


def _ending(word: str) -> tuple[str, str]:
    """Ending and tense of a word that is known to be a predicate."""
    tense = "past" if any(_final(c) == 20 and c not in "있겠없" for c in word) else "future" if "겠" in word else ""
    if re.search(r"(?:[다요까]|음|슴|됨|함|임|킴)$", word) and not word.endswith("보다"):
        return "final", tense or ("present" if word.endswith("다") else "")
    if re.search(r"(?:다고|다며)$", word):
        return "final", tense or "present"
    if re.search(r"기(?:로|를|에|도|위)?$", word):
        return "noun", "future" if word.endswith("기로") else tense
    if re.search(r"(?:는|던|[한된인린운른진친난은을를킨힌춘둔온간]|[할될일릴울를킬힐출갈]|려는)$", word):
        last = _final(word[-1])
        return "before-noun", "future" if last == 8 and not tense else tense or (
            "present" if word.endswith("는") else "past"
        )
    return "joined", tense


def analyse(text: str, start: int, end: int) -> Word:
    """What the word at ``text[start:end]`` is, by its form.

    >>> analyse("투자하고", 0, 4).stem, analyse("늘었다", 0, 3).tense, analyse("센터를", 0, 3).role
    ('투자', 'past', '를')
    """
    word = text[start:end]
    if word in word_set("predicates", "not_verbs", "words") or not re.search("[가-힣]$", word):
        return Word(start, end, end)
    functions = lexicon("predicates")["function"]
    if word in functions["purpose"] or word in functions["means"] or word in functions["other"]:
        return Word(start, end, end, stem=word, ending="function")
    native = _NATIVE_PATTERN.match(word)
    if native is not None and (len(word) > 1):
        stem = list(_NATIVE)[int(str(native.lastgroup)[1:])]
        rest = word[native.end() :]
        if rest or _final(word[-1]) in (4, 8) or word[-1] in "려여워":
            ending, tense = _ending(word)
            return Word(start, end, end, "", stem, ending, tense)
    light = _LIGHT.match(word)
    if light is not None and not any(
        word.endswith(w) for w in word_set("predicates", "not_verbs", "words") if len(w) > 1
    ):
        tail = light["tail"] or ""
        if not tail or (
            re.match(r"(?:다|고|며|으|는|서|니|을|은|음|지|던|도|로|면|기|여|시|요|라|를|에)", tail) and len(tail) <= 5
        ):
            ending, tense = _ending(word)
            stem = light["stem"] + ("받" if word[light.end("stem")] == "받" else "")
            return Word(start, end, start + light.end("stem"), "", stem, ending, tense)
    if _COPULA.search(word) and len(word) > 2:
        stem = _COPULA.sub("", word)
        return Word(start, end, start + len(stem), "이다", "", "final" if word.endswith("다") else "joined")
    if re.search(r"(?:[가-힣]{2,}[다]|니다)$", word) and _final(word[-2]) in (4, 20, 17):
        ending, tense = _ending(word)
        return Word(start, end, end, "", word[:-1], ending, tense)
    stem, role = split_particle(word)
    return Word(start, end, start + len(stem), role)
