"""People named with their office in Korean texts, and bodies that the office in a bracket gives away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ...graph.claim import EntityType
from ..names import NameMention
from .words import lexicon, split_particle, word_set


@dataclass(frozen=True, slots=True)
class Office:
    """A person with the office ``title``, which stands at ``start``:``end``; ``bracket`` is where its bracket opens."""

    person: NameMention
    title: str
    start: int
    end: int
    bracket: int | None = None
    copula: bool = False
    """the office stands before the name: 위원장인 이바다 총리"""


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    told = lexicon("heads")["person"]
    offices = "|".join(sorted(told["offices"], key=lambda w: -len(w)))
    glued = "|".join(sorted(told["glued"], key=lambda w: -len(w)))
    name = rf"(?P<name>(?:{'|'.join(told['surnames'])})[가-힣]{{2}}|(?:남궁|황보|제갈|선우|독고)[가-힣]{{1,2}})"
    word = r"[가-힣A-Za-z][가-힣A-Za-z0-9·&\-]{0,24}"
    stop = r"(?![가-힣]*(?:실|급|상|배|직|단체|제|후보))"
    office = rf"(?:제[12]\s?)?(?:{offices}|[가-힣A-Za-z·]{{1,20}}(?:{glued}))"
    acting = r"(?:\s(?:직무대행|직무대리|후보자|대행))?"
    after = re.compile(rf"(?<![가-힣·]){name}\s(?P<office>(?:{word}\s겸\s|(?:{word}\s){{0,3}}?){office}{acting}){stop}")
    before = re.compile(
        rf"(?P<open>[(（])(?:[^()（）]{{0,40}}[,，]\s?)?(?P<office>(?:{word}\s)?{office}{acting})\s?[:：]?\s?{name}"
        r"(?:\s[가-힣\d]{2,8})?(?=\s?[,，)）])"
    )
    copula = re.compile(rf"(?P<office>{office})인\s{name}\s(?=[가-힣]{{2,8}}[은는이가])")
    return after, before, copula


def _is_name(name: str) -> bool:
    stops = word_set("heads", "person", "not_names")
    return name not in stops and not any(name.startswith(w) or name.endswith(w) for w in stops if len(w) > 1)


def _plain(words: str) -> bool:
    """Whether the words between a name and its office are a body's and no clause: none of them bears a particle."""
    *between, _ = words.split()
    return all(w == "겸" or not split_particle(w)[1] for w in between)


def persons(text: str, start: int, end: int) -> Iterator[Office]:
    """People named with their office, a person as often as an office is told.

    >>> [o.title for o in persons("도담시(시장 김하늘)와 이바다 가람기술 대표가 참석했다.", 0, 31)]
    ['가람기술 대표', '시장']
    """
    after, before, copula = _patterns()
    for pattern in (after, before, copula):
        for match in pattern.finditer(text, start, end):
            if not _is_name(match["name"]) or not _plain(match["office"]):
                continue
            person = NameMention(match.start("name"), match.end("name"), match["name"], EntityType.PERSON)
            bracket = match.start("open") if pattern is before else None
            yield Office(
                person, match["office"], match.start("office"), match.end("office"), bracket, pattern is copula
            )


_HEADED = {
    "장관": EntityType.MINISTRY,
    "처장": EntityType.AGENCY,
    "청장": EntityType.AGENCY,
    "위원장": EntityType.AGENCY,
    "이사장": EntityType.AGENCY,
    "원장": EntityType.AGENCY,
    "사장": EntityType.AGENCY,
    "총재": EntityType.ORGANISATION,
    "회장": EntityType.ORGANISATION,
    "총장": EntityType.ORGANISATION,
    "시장": EntityType.GOVERNMENT,
    "군수": EntityType.GOVERNMENT,
    "구청장": EntityType.GOVERNMENT,
    "도지사": EntityType.GOVERNMENT,
    "지사": EntityType.GOVERNMENT,
    "교육감": EntityType.GOVERNMENT,
    "대표": EntityType.COMPANY,
    "대표이사": EntityType.COMPANY,
}
"""what a body is by the office of its head, named in the bracket behind it"""
_BEFORE = re.compile(r"(?P<body>[가-힣A-Za-z0-9&·‧]{2,30})\s?$")


def headed_bodies(text: str, start: int, end: int) -> Iterator[NameMention]:
    """Bodies that the head named in the bracket behind gives away: 나루기획부(장관 …), 가람시(시장 …).

    >>> [(n.name, n.type.value) for n in headed_bodies("도담시(시장 김하늘)와 협약했다.", 0, 18)]
    [('도담시', 'government')]
    """
    for office in persons(text, start, end):
        if office.bracket is None:
            continue
        kind = _HEADED.get(office.title.split()[0])
        body = _BEFORE.search(text, start, office.bracket)
        if kind is None or body is None:
            continue
        words = body["body"]
        lead = max(words.rfind(dot) for dot in "·‧") + 1 if text[body.start() - 1 : body.start()] in (")", "") else 0
        lead = lead if lead < len(words) else 0
        if len(words) - lead >= 2:
            yield NameMention(body.start("body") + lead, body.end("body"), words[lead:], kind)
