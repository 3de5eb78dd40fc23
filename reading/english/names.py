"""English names discovered by their form: a type noun in capitals or in quotation marks, a person beside an office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ...graph.claim import EntityType
from ..document import Document
from ..names import NameMention, find_known, gazetteer
from .words import lexicon

_CAP = r"(?:[A-Z][\w+&]*(?:[.’'\-–/+][\w+&]+)*\.?|\d+[A-Z][\w+-]*|(?:\d\.\d)(?!\d))"
_CONNECTOR = r"(?:of|for|on|the|in|to|and|&|at|de|against|with)"
_RUN = re.compile(rf"(?<![\w“\"‘'-])(?:{_CAP})(?:[ \u00a0](?:{_CONNECTOR}[ \u00a0]){{0,2}}(?:{_CAP}))*")
_QUOTED = re.compile(
    r"[“\"](?P<double>[^“”\"\n]{4,130})[”\"“]|‘(?P<single>[^‘’\n]{6,130})’(?!\w)|(?<![\w])'(?P<plain>[A-Z][^'\n]{6,110})'(?!\w)|「(?P<corner>[^」\n]{4,130})」"
)
_TENTATIVE = re.compile(
    r"\s*\((?:tentative(?:\s+(?:name|title))?|provisional(?:\s+(?:name|title))?|working title|가칭)\)\s*", re.IGNORECASE
)
_ACRONYM = re.compile(
    r"\s*\(\s*[“\"‘']?(?P<acronym>[A-Z][A-Za-z&.\-]*[A-Z][A-Za-z0-9&.\-]*|[A-Z]{2,}s?)[”\"’']?\s*(?:[;,][^()]*)?\)"
)
_SPELLED_OUT = re.compile(r"(?P<acronym>[A-Z][A-Za-z&.]*[A-Z][A-Za-z0-9&.]*)\s*\((?P<words>[A-Za-z][^()]{5,80})\)")
_LEADING = frozenset(
    [
        "The",
        "A",
        "An",
        "This",
        "These",
        "Those",
        "That",
        "Its",
        "Their",
        "Our",
        "His",
        "Her",
        "In",
        "On",
        "At",
        "By",
        "With",
        "From",
        "For",
        "To",
        "As",
        "After",
        "Before",
        "Since",
        "Under",
        "Through",
        "During",
        "Of",
        "And",
        "But",
        "Or",
        "If",
        "When",
        "While",
        "Moreover",
        "Furthermore",
        "Also",
        "However",
        "Meanwhile",
        "Based",
        "Thanks",
        "According",
        "Including",
        "Such",
        "Both",
        "Each",
        "All",
        "Some",
        "Most",
        "More",
        "About",
        "Over",
        "New",
        "Another",
        "Following",
        "Against",
    ]
)
_PERSON_OFFICE = re.compile(
    r"(?P<office>(?:(?:Acting|Vice|Deputy|First|Second|Senior|Prime|Assistant)[ -])*(?:Minister|President|Premier|Secretary|Commissioner|Chancellor|Governor|Mayor|Director|Chairperson|Chairman|Chair|Administrator|Ambassador)(?:[- ]General)?)"
    r"[ ](?P<name>[A-Z][a-z]+(?:-[A-Za-z][a-z]+)?(?:[ ][A-Z][a-z]+(?:-[A-Za-z][a-z]+)?){1,2})(?=[ ](?:of|for)[ ](?P<body>[A-Z]\w+(?:[ ,](?:and[ ])?[A-Z]\w+)*)|\b)"
)
_NAME_OFFICE = re.compile(
    r"(?P<name>[A-Z][a-z]+(?:-[A-Za-z][a-z]+)?(?:[ ][A-Z][a-z]+(?:-[A-Za-z][a-z]+)?){1,2}),[ ](?:the[ ])?(?P<office>(?:(?:Acting|Vice|Deputy|First|Second|Senior|Prime)[ -])*(?:Minister|President|Premier|Secretary|Commissioner|Chancellor|Governor|Mayor|Director|Chairperson|Chairman|Chair)(?:[- ]General)?"
    r"(?:[ ](?:and|of|for)[ ][A-Z]\w+(?:[ ,]+(?:and[ ])?(?:of[ ])?[A-Z]\w+)*)*)"
)
_OPEN_ENDED = frozenset(
    {EntityType.LAW, EntityType.STRATEGY, EntityType.PLAN, EntityType.ROADMAP, EntityType.GUIDELINE, EntityType.FUND}
    | {EntityType.AGENCY, EntityType.ORGANISATION, EntityType.EVENT, EntityType.PROGRAMME, EntityType.ALLIANCE}
)
"""types whose names go on behind a preposition: "Framework Act on Spatial Information\""""
_NOT_A_NAME = frozenset(
    [
        "Minister",
        "President",
        "Secretary",
        "Director",
        "Deputy",
        "Prime",
        "Vice",
        "Korea",
        "Korean",
        "National",
        "Public",
        "Digital",
        "New",
        "Smart",
        "Global",
        "Real",
        "First",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Ministry",
        "Government",
        "North",
        "South",
        "East",
        "West",
    ]
)


@lru_cache(maxsize=2)
def _heads(section: str) -> dict[str, EntityType]:
    return {word: EntityType(kind) for kind, words in lexicon("heads")[section].items() for word in words}


def singular(word: str) -> str:
    """A rough singular, enough to look a head noun up.

    >>> [singular(w) for w in ("platforms", "strategies", "Guidelines", "glass", "buses")]
    ['platform', 'strategy', 'guideline', 'glass', 'bus']
    """
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if re.search(r"(?:s|x|z|ch|sh)es$", low):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is", "ics")) else low


def type_of_phrase(words: list[str], section: str = "title") -> EntityType | None:
    """The type that the head noun of a phrase gives; two-word heads before one-word ones.

    >>> type_of_phrase("Strategy for Smart Manufacturing".split()), type_of_phrase("Metaverse Alliance".split())
    (<EntityType.STRATEGY: 'strategy'>, <EntityType.ALLIANCE: 'alliance'>)
    """
    heads = _heads(section)
    plain = [w.strip("“”\"'‘’,.;:()") for w in words]
    cut = next(
        (i for i, w in enumerate(plain) if w in ("of", "for", "on", "to", "against", "in", "by", "with") and i),
        len(plain),
    )
    for end in dict.fromkeys((cut, len(plain))):
        for length in (2, 1):
            if end >= length:
                tail = plain[end - length : end]
                for candidate in (
                    " ".join(tail).lower(),
                    " ".join([*(t.lower() for t in tail[:-1]), singular(tail[-1])]),
                ):
                    if candidate in heads:
                        return heads[candidate]
        if section == "phrase":
            break
    return None


def _split_run(words: list[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """A run of capitals may hold two names joined by "and"; "Ministry of Science and ICT" is one."""
    openers = set(lexicon("heads")["connectors"]["openers"])
    part: list[tuple[int, int, str]] = []
    opened = False
    for word in words:
        if word[2] in openers:
            opened = True
        if word[2] in ("and", "&") and not opened:
            if part:
                yield part
            part, opened = [], False
            continue
        part.append(word)
    if part:
        yield part


def _trim(part: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    connectors = set(lexicon("heads")["connectors"]["inside"])
    while part and (part[0][2] in connectors or part[0][2] in _LEADING):
        part = part[1:]
    while part and part[-1][2] in connectors:
        part = part[:-1]
    return part


def _headline(text: str, start: int, end: int) -> bool:
    """Whether a stretch capitalises nearly every word, so that capitals mark no names."""
    words = re.findall(r"[A-Za-z][\w'’-]*", text[start:end])
    long = [w for w in words if len(w) > 3]
    small = [
        w
        for w in long
        if not w[0].isupper() and w not in ("with", "from", "into", "over", "under", "through", "across")
    ]
    return len(long) >= 5 and not small


def capital_runs(text: str, start: int, end: int) -> Iterator[NameMention]:
    """Names in capitals that hold a type noun, in ``text[start:end]``."""
    if _headline(text, start, end):
        return
    for run in _RUN.finditer(text, start, end):
        words = [(run.start() + w.start(), run.start() + w.end(), w.group()) for w in re.finditer(r"\S+", run.group())]
        for joined in _split_run(words):
            for raw in _split_at_prepositions(joined):
                mention = _name_of_run(raw)
                if mention is not None:
                    yield mention


def _split_at_prepositions(words: list[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """ "Strategy for X" is one name; "X at the Y Meeting" and "Achievements of the X Deal" are not."""
    connectors = set(lexicon("heads")["connectors"]["inside"]) - {"the", "and", "&"}
    cut = next((i for i, w in enumerate(words) if i and w[2] in connectors), None)
    if cut is None:
        yield words
        return
    head = [w for _, _, w in _trim(words[:cut])]
    kind = type_of_phrase(head) if head else None
    if (
        kind is not None
        and words[cut][2] in ("of", "for", "on", "to", "against")
        and (len(head) == 1 or kind in _OPEN_ENDED)
    ):
        yield words
        return
    yield words[:cut]
    yield from _split_at_prepositions(words[cut + 1 :])


def _name_of_run(raw: list[tuple[int, int, str]]) -> NameMention | None:
    part = _trim(raw)
    while part and part[-1][2].endswith(".") and not re.search(r"\.\w", part[-1][2]):
        part[-1] = (part[-1][0], part[-1][1] - 1, part[-1][2][:-1])
    plain = [w for _, _, w in part]
    possessive = next((i for i, w in enumerate(plain) if re.search(r"[’']s$", w)), None)
    if possessive is not None and possessive + 1 < len(part):
        part, plain = part[possessive + 1 :], plain[possessive + 1 :]
        while part and re.fullmatch(r"\d{4}", plain[0]):
            part, plain = part[1:], plain[1:]
    if len(part) < 2:
        return None
    versioned = bool(re.fullmatch(r"\d\.\d", plain[-1])) and len(plain) > 2
    kind = type_of_phrase(plain[:-1] if versioned else plain)
    if kind is None or (re.fullmatch(r"[A-Z][a-z]+ing", plain[0]) and kind is EntityType.EVENT):
        return None
    name = re.sub(r"[’']s$", "", " ".join(plain))
    stop = part[-1][1] - (len(" ".join(plain)) - len(name))
    return NameMention(part[0][0], stop, name, kind)


def quoted_names(text: str, start: int, end: int) -> Iterator[NameMention]:
    """Names in quotation marks that hold a type noun; "(tentative name)" inside or behind is noted."""
    for match in _QUOTED.finditer(text, start, end):
        group = match.lastgroup or "double"
        words = match[group]
        tentative = _TENTATIVE.search(words) or _TENTATIVE.match(text, match.end())
        name = _TENTATIVE.sub(" ", words).strip(" ,.")
        if not 1 <= len(name.split()) <= 16 or re.search(r"[.!?]\s", name):
            continue
        bare = re.sub(r"\([^()]*\)", " ", name)
        bare = re.sub(r"^(?:The|the|A|An|a)\s+", "", bare).split()
        if (
            not bare
            or name[-1] in "!?"
            or re.search(r"\b(?:will|is|are|was|were|has|have|we|our|you)\b", " ".join(bare).lower())
        ):
            continue
        kind = type_of_phrase(bare) or type_of_phrase(bare, "phrase")
        if kind is None:
            continue
        at = match.start(group)
        stop = match.end() if _TENTATIVE.search(words) is None else match.end(group)
        lead = re.match(r"(?:The|the|A|An|a)\s+", name)
        if lead:
            name = name[lead.end() :]
        inner = re.search(r"\s*\(([^()]+)\)\s*$", name)
        aliases = (re.sub(r"\s*\([^()]+\)\s*$", "", name), inner[1]) if inner else ()
        yield NameMention(at, match.end(group) if stop else stop, name, kind, None, aliases, bool(tentative), True)


def persons(text: str, start: int, end: int) -> Iterator[tuple[NameMention, str, int, int]]:
    """People named with their office: (the person, the office, where the office stands)."""
    for pattern in (_PERSON_OFFICE, _NAME_OFFICE):
        for match in pattern.finditer(text, start, end):
            parts = re.split(r"[- ]", match["name"])
            if any(p in _NOT_A_NAME for p in parts):
                continue
            office = match["office"]
            if pattern is _PERSON_OFFICE and match["body"]:
                office = f"{office} of {match['body']}"
            yield (
                NameMention(match.start("name"), match.end("name"), match["name"], EntityType.PERSON),
                office,
                match.start("office"),
                match.end("office"),
            )


def with_acronym(text: str, mention: NameMention) -> NameMention:
    """The mention with the acronym that the text defines right behind it.

    >>> m = NameMention(0, 18, "Harbour Safety Act", EntityType.LAW)
    >>> with_acronym("Harbour Safety Act (HSA)", m).aliases
    ('HSA',)
    """
    found = _ACRONYM.match(text, mention.end)
    if found is None or found["acronym"] in mention.aliases:
        return mention
    initials = "".join(w[0] for w in re.findall(r"[A-Za-z]\w*", mention.name)).upper()
    acronym = found["acronym"].rstrip("s")
    letters = [c for c in acronym.upper() if c.isalpha()]
    at = -1
    for letter in letters:
        at = mention.name.upper().find(letter, at + 1)
        if at < 0:
            return mention
    if not letters or letters[0] not in initials:
        return mention
    return replace(mention, aliases=(*mention.aliases, found["acronym"]))


_GOVERNMENT = re.compile(
    r"(?<![\w-])(?:[Tt]he )?(?:(?P<adjective>Korean|South Korean) )?(?:[Cc]entral |[Nn]ational |[Ff]ederal )?[Gg]overnment(?=[’']s\b|[ ,.;]|$)(?! (?:of [A-Z]|ministr|agenc|bod|data|service|support|fund|procurement|website|polic|official|AI|building|office))"
)


def governments(document: Document) -> list[NameMention]:
    """ "The government" is that of the country in which the document was published.

    Only a government among the known concepts gets a name of its own; elsewhere the words stay as they are.
    """
    country = document.source.country.upper()
    known = find_known("Government of the Republic of Korea", gazetteer()) if country == "KR" else []
    out = []
    for sentence in document.sentences:
        for match in _GOVERNMENT.finditer(document.text, sentence.start, sentence.end):
            if not re.match(r"[Tt]he |Korean|South", match.group()):
                continue
            if known:
                out.append(replace(known[0], start=match.start(), end=match.end(), aliases=(match.group(),)))
            elif match["adjective"] is None and country:
                out.append(
                    NameMention(
                        match.start(),
                        match.end(),
                        f"government ({country})",
                        EntityType.GOVERNMENT,
                        None,
                        (match.group(),),
                    )
                )
    return out


def discover(text: str, start: int, end: int) -> list[NameMention]:
    """All names that their form gives away in ``text[start:end]``."""
    people = [person for person, *_ in persons(text, start, end)]
    found = [*quoted_names(text, start, end), *capital_runs(text, start, end), *people]
    return [with_acronym(text, m) for m in found]


def type_of_plain_phrase(words: str) -> EntityType | None:
    """The type of a thing that is described rather than named; ``None`` where the phrase is too plain to be one.

    >>> type_of_plain_phrase("online education platform"), type_of_plain_phrase("new platforms")
    (<EntityType.PLATFORM: 'platform'>, None)
    """
    plain = words.split()
    naming = [w for w in plain[:-1] if w.lower() not in lexicon("nouns")["plain_adjectives"]]
    if not naming:
        return None
    return type_of_phrase(plain, "phrase")
