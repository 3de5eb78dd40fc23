"""Korean names that quotation marks give away, by their own last noun or by the noun beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...graph.claim import FAMILY, EntityType
from ..names import NameMention
from .heads import head_of
from .words import lexicon, split_particle

_QUOTED = re.compile(
    r"‘(?P<single>[^‘’\n]{3,60})’|“(?P<double>[^“”\n]{3,60})”|「(?P<corner>[^「」\n]{2,80})」|『(?P<white>[^『』\n]{2,80})』"
    r"|(?<![가-힣\w])'(?P<plain>[^'\n]{3,60})'|\"(?P<straight>[^\"\n]{3,60})\"|[<〈《](?P<angle>[^<>〈〉《》\n]{4,60})[>〉》]"
)
_TENTATIVE = re.compile(r"\s*[(（]\s*(?:가칭|안|잠정)\s*[)）]\s*")
_SENTENCE = re.compile(r"(?:다|요|까|자|죠)[.!?]?$|[.!?]\s|[가-힣]+(?:습니다|겠다|한다)")
_NUMBERED = re.compile(r"\d[\d,.]*(?:개|명|종|건|조|억|만|천|%|년|월|일|위|배|곳|원|대|호|회|차)")
_REPORT = re.compile(r"\s(?:추진\s?)?(?:실적|결과|현황|성과|점검결과|개요|설명자료|보고서)$")
_DRAFT = re.compile(r"\s?(?:일부|전부)?\s?개정(?:령|법률|규칙|조례)?안?$|(?<=[법령칙])\s?제정안$")


def quoted_names(text: str, start: int, end: int) -> Iterator[NameMention]:
    """Names in quotation marks or angle brackets that end in a type noun; 「…법」 and the like; "(가칭)" is noted."""
    for match in _QUOTED.finditer(text, start, end):
        group = str(match.lastgroup)
        tentative = _TENTATIVE.search(match[group]) or _TENTATIVE.match(text, match.end())
        name = _TENTATIVE.sub("", match[group]).strip(" ,.·")
        draft = _DRAFT.search(name) or _REPORT.search(name)
        name = name[: draft.start()].strip() if draft is not None else name
        if len(name) < 2 or _SENTENCE.search(name) or _NUMBERED.fullmatch(name.replace(" ", "")):
            continue
        inner = re.search(r"\s?\(([^()]{2,40})\)$", name)
        bare = name[: inner.start()] if inner else name
        versioned = re.sub(r"\s\d\.\d$", "", bare)
        head = head_of(versioned.split()[-1]) if versioned.split() else None
        kind = head[1] if head else None
        if kind is None and group in ("corner", "white") and re.search(r"법(?:률)?$", bare):
            kind = EntityType.LAW
        if re.search(r"에\s관한\s[가-힣\s]{0,12}(?:법률?|시행령|규정|규칙|조례|고시|훈령|예규)$", bare):
            kind, head = EntityType.LAW, None
        if kind is None or kind is EntityType.COMPANY or len(versioned) <= len(head[0] if head else ""):
            continue
        aliases = (inner[1],) if inner else ()
        yield NameMention(match.start(group), match.end(group), bare, kind, None, aliases, bool(tentative), True)


_BEGINNING = r"(?:^|\n|[▲△▴▶○□ㅇ◦•①-⑳]|^\s*[-·]|[,(])\s?[‘'“]?"


@lru_cache(maxsize=1)
def _undertakings() -> re.Pattern[str]:
    told = lexicon("heads")["undertakings"]
    ends = "|".join(sorted((*told["projects"], *told["programmes"]), key=lambda w: -len(w)))
    word = r"[가-힣A-Za-z0-9·\-]+(?:\([A-Za-z]{2,10}\))?"
    thing = rf"(?P<name>(?:{word}\s){{1,6}}?(?P<end>(?:{ends})(?:\s및\s(?:{ends}))?))"
    money = r"\s?[(（](?:[가-힣’'‘\s]{0,12}[,:]?\s?)[\d,.]+\s?(?:조|억|만|백만|천)[^()]{0,40}[)）]"
    return re.compile(rf"{_BEGINNING}{thing}[’'”]?(?={money})", re.MULTILINE)


def listed_undertakings(text: str, start: int, end: int) -> Iterator[NameMention]:
    """Undertakings named in a list with what they cost: ``▲새다리 건설(총사업비 1,750억 원)``.

    >>> [(n.name, n.type.value) for n in listed_undertakings("▲새섬 다리 건설(총사업비 90억 원)", 0, 21)]
    [('새섬 다리 건설', 'project')]
    """
    told = lexicon("heads")["undertakings"]
    for match in _undertakings().finditer(text, max(0, start - 3), end):
        if match.start("name") < start or any(split_particle(w)[1] in _OUTSIDE for w in match["name"].split()[:-1]):
            continue
        project = match["end"] in told["projects"] or match["end"].split()[0] in told["projects"]
        kind = EntityType.PROJECT if project else EntityType.PROGRAMME
        yield NameMention(match.start("name"), match.end("name"), match["name"], kind, quoted=False)


_OUTSIDE = frozenset({"은", "이", "를", "에서", "에게", "부터", "까지"})
"""particles that no word in front of the end of an undertaking bears"""
_STARTED = re.compile(
    r"(?:을|를)\s(?:[가-힣\d]+\s){0,3}?(?:추진|시행|수립|운영|발표|출범|공모|가동|마련|실시|신설|도입)(?:하|한|했|해|할|키|시)"
)
_PLANNED = re.compile(r"(?:수립|마련|발표)[가-힣]{1,3}\s$")


_NOUN_BEFORE = re.compile(r"(?P<noun>[가-힣A-Za-z]{2,12}?)(?:인\s|\s)$")
_NOUN_BEHIND = re.compile(
    r"\s?(?:[가-힣]{2,8}\s)?(?P<noun>[가-힣]{2,8}?)(?=[을를이가은는의에로와과도]|으로|에서|\s|[,.(])"
)
_BESIDE = frozenset({"item", "plan", "fund"})


def _beside(text: str, start: int, opening: int, closing: int) -> EntityType | None:
    """The type that the noun right before the quotation (협의체인 ‘…’) or right behind it (‘…’ 사업) gives."""
    before = _NOUN_BEFORE.search(text[max(start, opening - 14) : opening])
    behind = _NOUN_BEHIND.match(text, closing)
    for found in (behind, before):
        head = head_of(found["noun"]) if found is not None else None
        if head is not None and (FAMILY[head[1]] in _BESIDE or head[1] is EntityType.ALLIANCE):
            return head[1]
    return None


def started_names(text: str, start: int, end: int) -> Iterator[NameMention]:
    """Quoted names without a type noun: by the noun beside them, or as what somebody starts, runs or has drawn up.

    >>> [n.name for n in started_names("부산은 ‘섬마을 배움 300’을 추진한다.", 0, 22)]
    ['섬마을 배움 300']
    """
    for match in _QUOTED.finditer(text, start, end):
        group, name = str(match.lastgroup), match[str(match.lastgroup)].strip()
        words = re.sub(r"\s\d\.\d$", "", name).split()
        if not 1 <= len(words) <= 6 or _SENTENCE.search(name) or head_of(words[-1]) or len(name) < 3:
            continue
        if len(words) == 1 and (_beside(text, start, match.start(), match.end()) is None or len(name) < 3):
            continue
        if _REPORT.search(name) or re.search(r"(?:조사|통계|동향|보고서|실적|결과)$", name):
            continue
        if any(split_particle(w)[1] in _OUTSIDE for w in words) or _NUMBERED.fullmatch(name.replace(" ", "")):
            continue
        kind = _beside(text, start, match.start(), match.end())
        if kind is not None:
            yield NameMention(match.start(group), match.end(group), name, kind, quoted=True)
        elif _STARTED.match(text, match.end()):
            yield NameMention(match.start(group), match.end(group), name, EntityType.INITIATIVE, quoted=True)
        elif _PLANNED.search(text[max(start, match.start() - 8) : match.start()]):
            yield NameMention(match.start(group), match.end(group), name, EntityType.PLAN, quoted=True)
