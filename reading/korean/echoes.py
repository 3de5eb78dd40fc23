"""Which names found in a Korean text stand there as words, and where its own short forms for them stand again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...graph.claim import FAMILY, EntityType
from ..document import Document
from ..names import NameMention, settle
from .names import with_alias
from .words import lexicon, particles, split_particle, word_set

_TAIL = re.compile(r"[가-힣]+")
_AREA_TAIL = re.compile(
    r"(?:특별자치|특별|광역)?(?:시|도|군|구)?(?:청|민|내|권|지역|지방|본부|경제|형|산|발|항|공항)?(?=[가-힣]{0,3}$)"
)
_WHOLE = frozenset({EntityType.PLACE, EntityType.SECTOR, EntityType.MINISTRY, EntityType.AGENCY})
"""types whose known names count only at the beginning of a word"""
_COMMON = frozenset({"데이터", "네트워크", "소프트웨어", "로봇", "플랫폼", "센서", "통신", "반도체", "배터리", "백신"})
"""technologies that are common nouns as well"""
_MUNICIPAL = re.compile(r"[가-힣]{2,}(?:시|도|군|구)$")
_ACTING = re.compile(
    r"(?:[는은](?=\s)|[이가](?=\s)|[와과]\s(?=[가-힣]{2,5}[시도군][는가]\s)|\((?:시장|도지사|지사|군수|구청장|교육감)\s)"
)
_COMMITTEE = re.compile(r"^(?P<stem>.{3,})위원회$")


_SAID_AGAIN = frozenset({"item", "plan", "fund", "body", "event"})


def second_mentions(document: Document, names: Sequence[NameMention]) -> list[NameMention]:
    """The names that are words where they stand, and further places where the text uses a short form that it gave.

    ``names`` are the settled mentions of a document; what comes back replaces them.
    """
    text = document.text
    own = _joined([_judged(text, with_alias(text, n)) for n in names if _is_word(text, n)])
    own += [*_own_cities(text, own), *_listed_cities(text, own)]
    forms = dict(_short_forms(text, own))
    kept = [n for n in own if (text[n.start : n.end] not in forms) or _same(n, forms[text[n.start : n.end]])]
    again = {
        n.name: n
        for n in own
        if n.iri is None and FAMILY[n.type] in _SAID_AGAIN and len(n.name) >= (3 if n.quoted else 4)
    }
    return settle([*kept, *_repeated(text, forms), *_repeated(text, again)])


def _is_word(text: str, name: NameMention) -> bool:
    """Whether a known name of a place, field or body is a word here: 대전 is none in 대전환, nor 행정 in 신행정.

    >>> here = NameMention(0, 2, "대전", EntityType.PLACE)
    >>> _is_word("대전환 시대", here), _is_word("대전에서", here), _is_word("대전시", here)
    (False, True, True)
    """
    if name.iri is None or name.type not in _WHOLE:
        return True
    before = text[name.start - 1 : name.start]
    if "가" <= before <= "힣":
        return False
    if name.type is not EntityType.PLACE:
        return True
    words = text[name.start : name.end]
    stops = lexicon("heads")["not_places"].get(words, ())
    if re.match(rf"\s?(?:{'|'.join(stops)})", text[name.end : name.end + 6]) and stops:
        return False
    tail = _TAIL.match(text, name.end)
    if tail is None or tail.group() in particles():
        return True
    area = _AREA_TAIL.match(tail.group())
    if area is not None and area.group():
        rest = tail.group()[area.end() :]
        return not rest or rest in particles()
    return split_particle(words + tail.group())[0] == words


def _judged(text: str, name: NameMention) -> NameMention:
    """A field is a thing of the document where the text says that it is one; a city that acts is its government."""
    if name.iri is not None and (name.type is EntityType.SECTOR or text[name.start : name.end] in _COMMON):
        fields = "|".join(lexicon("heads")["fields"]["words"])
        listed = rf"(?:[·,]\s?[가-힣A-Z]{{2,6}})*(?:\s?등)?\s?(?:{fields}|기술|업(?![가-힣]{{2}}))"
        own = re.search(r"(?:산업|업)$", text[name.start : name.end])
        return name if own or re.match(listed, text[name.end : name.end + 40]) else replace(name, weak=True)
    words = text[name.start : name.end]
    if name.type is EntityType.PLACE and _MUNICIPAL.match(words) and _ACTING.match(text, name.end):
        return replace(name, name=words, type=EntityType.GOVERNMENT, iri=None, aliases=())
    return name


def _joined(names: list[NameMention]) -> list[NameMention]:
    """A ministry by the end of its name, 노동부 of 고용노동부, where the text has one that ends so."""
    full = {alias: n for n in names if n.type is EntityType.MINISTRY and n.iri is not None for alias in n.aliases}
    out = []
    for name in names:
        if name.type is EntityType.MINISTRY and name.iri is None:
            meant = {n.iri: n for alias, n in full.items() if alias.endswith(name.name) and alias != name.name}
            if len(meant) == 1:
                one = next(iter(meant.values()))
                name = replace(one, start=name.start, end=name.end, aliases=(name.name,))
        out.append(name)
    return out


_SELF = re.compile(r"(?<![가-힣A-Za-z0-9])(?P<word>시|도|군)(?=[는은가]\s)")


def _own_cities(text: str, names: list[NameMention]) -> list[NameMention]:
    """시는, 도가: the one city, province or county that acts in the text."""
    acting: dict[str, dict[str, NameMention]] = {}
    for name in names:
        if name.type is EntityType.GOVERNMENT and name.iri is None and name.name[-1] in "시도군":
            acting.setdefault(name.name[-1], {})[name.name] = name
    out = []
    for match in _SELF.finditer(text):
        own = acting.get(match["word"], {})
        if len(own) == 1:
            out.append(replace(next(iter(own.values())), start=match.start(), end=match.end(), aliases=()))
    return out


def _listed_cities(text: str, names: list[NameMention]) -> list[NameMention]:
    """Cities by their bare names in a list with a place that is one: 인천·전주·울산."""
    cities = "|".join(lexicon("heads")["municipalities"]["cities"])
    out = []
    for name in names:
        if name.type is not EntityType.PLACE:
            continue
        listed = re.compile(rf"(?:[·,]\s?(?:{cities})(?=[·,\s]))+").match(text, name.end)
        for city in re.finditer(cities, listed.group()) if listed is not None else ():
            at = name.end + city.start()
            out.append(NameMention(at, at + len(city.group()), city.group(), EntityType.PLACE))
    return out


def _short_forms(text: str, names: Iterable[NameMention]) -> Iterator[tuple[str, NameMention]]:
    """The short forms that the text gives in brackets, and 위 for a 위원회 that it names in full."""
    listed = list(names)
    for name in listed:
        for alias in name.aliases:
            given = re.search(rf"[(（‘'\"“\s,:]{re.escape(alias)}[’'\"”\s]*[)）,]", text[name.end : name.end + 60])
            if given and alias != text[name.start : name.end] and re.fullmatch(r"[\w&·.\- ]{2,30}", alias):
                yield alias, name
    for name in listed:
        committee = _COMMITTEE.match(name.name) if FAMILY[name.type] == "body" else None
        if committee is not None and name.iri is None:
            yield f"{committee['stem']}위", name


def _same(name: NameMention, meant: NameMention) -> bool:
    return (name.name, name.type) == (meant.name, meant.type)


def _repeated(text: str, forms: dict[str, NameMention]) -> Iterator[NameMention]:
    for form, name in forms.items():
        for match in re.finditer(rf"(?<![가-힣A-Za-z0-9]){re.escape(form)}(?![A-Za-z0-9])", text):
            tail = _TAIL.match(text, match.end())
            if tail is None or tail.group() in particles() or split_particle(form + tail.group())[0] == form:
                yield replace(name, start=match.start(), end=match.end(), aliases=(form,), quoted=False)


def municipalities(text: str) -> list[NameMention]:
    """Cities and counties with their word for it: 고양시, 태안군.

    >>> [n.name for n in municipalities("경기 고양시와 충남 태안군을 선정")]
    ['고양시', '태안군']
    """
    told = lexicon("heads")["municipalities"]
    cities, counties = "|".join(told["cities"]), "|".join(told["counties"])
    pattern = rf"(?<![가-힣])(?:(?:{cities})시|(?:{counties})군)(?=[^가-힣]|[가-힣]{{1,3}}(?![가-힣])|$)"
    found = []
    for match in re.finditer(pattern, text):
        tail = _TAIL.match(text, match.end())
        if tail is None or tail.group() in particles() or tail.group() in ("청", "민", "내", "청은", "민을", "민의"):
            found.append(NameMention(match.start(), match.end(), match.group(), EntityType.PLACE))
    return found


def companies(text: str) -> list[NameMention]:
    """Companies that every reader knows, those marked as one (㈜가람), and universities by their short name (전북대).

    >>> [n.name for n in companies("삼성전자와 ㈜가람로봇, 전북대가 참여")]
    ['삼성전자', '가람로봇', '전북대']
    """
    known = "|".join(sorted(map(re.escape, word_set("heads", "companies", "words")), key=len, reverse=True))
    schools = "|".join(sorted(word_set("heads", "universities", "words")))
    found = []
    for pattern, kind in (
        (rf"(?<![가-힣A-Za-z])(?P<name>{known})(?![A-Za-z0-9])", EntityType.COMPANY),
        (r"(?:㈜|\(주\)|주식회사)\s?(?P<name>[가-힣A-Za-z][가-힣A-Za-z0-9&]{1,15})", EntityType.COMPANY),
        (r"(?P<name>[가-힣A-Za-z][가-힣A-Za-z0-9&]{1,15})(?:㈜|\(주\))", EntityType.COMPANY),
        (rf"(?<![가-힣])(?P<name>(?:{schools})대(?:학교)?)", EntityType.ORGANISATION),
    ):
        for match in re.finditer(pattern, text):
            tail = _TAIL.match(text, match.end("name"))
            words, end = match["name"], match.end("name")
            if tail is not None and tail.group() not in particles():
                continue
            core = split_particle(words)[0] if pattern.startswith("(?:㈜") else words
            found.append(NameMention(match.start("name"), end - len(words) + len(core), core, kind))
    return found
