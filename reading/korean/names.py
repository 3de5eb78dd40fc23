"""Korean names discovered by their form: quotation marks or a type noun at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...graph.claim import FAMILY, EntityType
from ..document import Document
from ..names import NameMention, find_known, gazetteer
from .heads import head_of
from .morphology import tokens, word_of
from .persons import headed_bodies, persons
from .quoted import listed_undertakings, quoted_names, started_names
from .words import analyse, particles, word_set

_PIECE = re.compile(r"[^\s,;:()\[\]‘’“”「」『』'\"→<>〈〉《》|※•△▲▴▶◦○□■◆]+")
_NUMBERED = re.compile(r"\d[\d,.]*(?:개|명|종|건|조|억|만|천|%|년|월|일|위|배|곳|원|대|호|회|차)")
_CLOSING = ")]）」』’”>〉》"
_VERSION = re.compile(r"\s(\d\.\d)(?![\d.%]|\s?[조억만천%])")
_ALIAS = re.compile(
    r"\s?[(（](?:[^()（）]{0,40}[,，]\s?)?(?:이하|약칭|일명)[,:]?\s?[‘'“\"「]?(?P<alias>[^()（）‘’'“”\"」,]{2,30})[’'”\"」]?\s?[)）]"
)
_LATIN = re.compile(r"\s?[(（]\s?(?P<alias>[A-Z][A-Za-z&·.\-]+(?:[ ][A-Za-z&\-]+){0,7})\s?[)）]")


def _law_of(word: str) -> bool:
    return re.fullmatch(r"[가-힣·]{2,}(?:법|법률|시행령|시행규칙)", word) is not None and not any(
        word.endswith(x) for x in word_set("heads", "exceptions", "words") if x.endswith("법")
    )


def _law_of_words(run: list[tuple[int, int, str]]) -> NameMention | None:
    """소상공인 보호 특별법: a law that is called by up to three plain words and its sort."""
    part = run[-4:]
    while len(part) > 1 and (part[0][2] in word_set("heads", "plain", "words") or len(part[0][2]) < 2):
        part = part[1:]
    if len(part) < 2:
        return None
    return NameMention(part[0][0], part[-1][1], " ".join(w for _, _, w in part), EntityType.LAW)


def plain_names(text: str, start: int, end: int) -> Iterator[NameMention]:
    """Names without marks: a type noun with words in front of it that bear no particle."""
    run: list[tuple[int, int, str]] = []
    at = start
    morphemes = tokens(text[start:end], [])
    for piece in _PIECE.finditer(text, start, end):
        if text[at : piece.start()].strip():
            run = []
        at = piece.end()
        if text[piece.start() - 1 : piece.start()] in tuple(_CLOSING) and piece.group() in particles():
            continue
        raw = piece.group().rstrip(".")
        begin = piece.start() + len(raw) - len(raw.lstrip("·‧∙ㆍ"))
        run = [] if begin > piece.start() else run
        word = word_of(text, begin, piece.start() + len(raw), morphemes, start)
        core = text[word.start : word.core]
        if (
            word.stem
            or core in word_set("nouns", "", "leading")
            or _NUMBERED.match(core)
            or core in ("및", "등", "·", "-")
        ):
            run = []
            continue
        run.append((word.start, word.core, core))
        if word.role in ("", "와") and not word.role:
            mention = _name_of(text, run, more=_goes_on(text, piece.end(), end))
            if mention is not None:
                yield mention
            continue
        mention = _name_of(text, run, more=False) if word.role != "이다" else None
        if mention is not None:
            yield mention
        run = []


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether a noun follows that belongs to the same phrase."""
    following = re.match(r" ([가-힣A-Za-z]+)", text[at:end])
    return following is not None and head_of(analyse_core(following[1])) is not None


def analyse_core(word: str) -> str:
    """A word without its particle."""
    return word[: analyse(word, 0, len(word)).core]


def _behind_dot(word: tuple[int, int, str]) -> tuple[int, int, str]:
    """가부·나부 as one word: the body behind the dot, where another stands before it."""
    begin, stop, core = word
    dot = core.rfind("·")
    if (
        dot > 1
        and head_of(core[:dot]) is not None
        and FAMILY[(head_of(core[:dot]) or ("", EntityType.CONCEPT))[1]] == "body"
    ):
        return begin + dot + 1, stop, core[dot + 1 :]
    return word


def _name_of(text: str, run: list[tuple[int, int, str]], *, more: bool) -> NameMention | None:
    begin, stop, last = run[-1]
    if _law_of(last) and len(last) >= 4:
        return NameMention(begin, stop, last, EntityType.LAW)
    head = head_of(last)
    if head is not None and head[1] is EntityType.LAW and last == head[0] and len(last) >= 3:
        return _law_of_words(run)
    if head is None or more or head[1] is EntityType.LAW or (head[1] is EntityType.COMPANY and last == head[0]):
        return None
    if last in ("전망", "희망", "사망"):
        return None
    part = run[-5:]
    cut = max((i for i, (_, _, w) in enumerate(part[:-1]) if w in word_set("heads", "cut", "words")), default=-1)
    part = part[cut + 1 :]
    while len(part) > 1 and (part[0][2] in word_set("heads", "plain", "words") or re.fullmatch(r"\d{2}", part[0][2])):
        part = part[1:]
    naming = [w for _, _, w in part[:-1] if w not in word_set("heads", "plain", "words")]
    rest = last.removesuffix(head[0])
    if rest in word_set("heads", "plain", "words"):
        rest = ""
    long = (
        head[0] in word_set("heads", "long", "words")
        and len(rest) >= 4
        and last not in word_set("nouns", "", "generic")
    )
    if last in word_set("heads", "whole", "words"):
        numbered = part[-2:] if len(part) > 1 and re.match(r"제?\d+차$|제\d+회$", part[-2][2]) else part[-1:]
        return NameMention(numbered[0][0], stop, " ".join(w for _, _, w in numbered), EntityType.EVENT)
    if head[0] in word_set("heads", "weak", "words") and not long:
        if not naming or (
            not rest and last in word_set("heads", "exceptions", "words") and len(naming) < 2 and len(naming[0]) < 3
        ):
            return None
    elif (not rest and not naming and head[1] is not EntityType.MINISTRY) or (
        last in word_set("heads", "exceptions", "words") and not naming
    ):
        return None
    if head[1] in (EntityType.MINISTRY, EntityType.COMPANY) or (
        head[1] in (EntityType.AGENCY, EntityType.ORGANISATION) and rest
    ):
        latin = len(part) > 1 and re.fullmatch(r"[A-Z][A-Z&]{1,4}", part[-2][2]) is not None
        part = part[-2:] if latin else [_behind_dot(part[-1])]
    name = " ".join(w for _, _, w in part)
    stop = part[-1][1]
    version = _VERSION.match(text, stop)
    if version is not None:
        name, stop = f"{name} {version[1]}", version.end()
    if len(name) > 40 or not re.search("[가-힣]", name):
        return None
    return NameMention(part[0][0], stop, name, head[1])


def with_alias(text: str, mention: NameMention) -> NameMention:
    """The mention with the short form or English name that the text gives right behind it.

    >>> m = NameMention(0, 9, "해안안전관리공단", EntityType.AGENCY)
    >>> with_alias("해안안전관리공단 (이하 ‘안전공단’)은", m).aliases
    ('안전공단',)
    """
    at = mention.end + (1 if mention.quoted else 0)
    found = _ALIAS.match(text, at) or _LATIN.match(text, at)
    if found is None or found["alias"].strip() in mention.aliases:
        return mention
    return replace(mention, aliases=(*mention.aliases, found["alias"].strip()))


_GOVERNMENT = re.compile(
    r"(?<![가-힣·])(?:우리\s|한국\s)?정부(?=는|가|의|에서|도|와|,|\s(?:출범|차원|합동))(?!의\s(?:AI|인공지능)\s준비)"
)


def governments(document: Document) -> list[NameMention]:
    """정부 is the government of the country in which the document was published: Korea, unless it is told otherwise."""
    country = document.source.country.upper() or "KR"
    known = find_known("Government of the Republic of Korea", gazetteer()) if country == "KR" else []
    out = []
    for sentence in document.sentences:
        for match in _GOVERNMENT.finditer(document.text, sentence.start, sentence.end):
            if known:
                out.append(replace(known[0], start=match.start(), end=match.end(), aliases=(match.group(),)))
            elif country:
                out.append(
                    NameMention(
                        match.start(), match.end(), f"정부 ({country})", EntityType.GOVERNMENT, None, (match.group(),)
                    )
                )
    return out


def discover(text: str, start: int, end: int) -> list[NameMention]:
    """All names that their form gives away in ``text[start:end]``."""
    people = [office.person for office in persons(text, start, end)]
    headed = headed_bodies(text, start, end)
    found = [*quoted_names(text, start, end), *plain_names(text, start, end), *people, *headed]
    found += [*listed_undertakings(text, start, end), *started_names(text, start, end)]
    return [with_alias(text, m) for m in found]
