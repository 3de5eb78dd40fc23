"""Names that stand out by capitals or quotation marks around a noun that says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from ...graph.claim import FAMILY, EntityType
from ..names import NameMention, find_known, gazetteer
from .heads import type_of_phrase
from .words import word_groups, word_set
from .world import find_world_names

_CAPITAL = r"(?:[A-Z][\w+&]*(?:[.’'\-–/+][\w+&]+)*\.?|\d+[A-Z][\w+-]*|(?:\d\.\d)(?!\d))"
_CONNECTOR = r"(?:of|for|on|the|in|to|and|&|at|de|against|with)"
_RUN = re.compile(rf"(?<![\w“\"‘'-])(?:{_CAPITAL})(?:[ \u00a0](?:{_CONNECTOR}[ \u00a0]){{0,2}}(?:{_CAPITAL}))*")
_QUOTED = re.compile(
    r"[“\"](?P<double>[^“”\"\n]{4,130})[”\"“]|‘(?P<single>[^‘’\n]{6,130})’(?!\w)"
    r"|(?<![\w])'(?P<plain>[A-Z][^'\n]{6,110})'(?!\w)|「(?P<corner>[^」\n]{4,130})」"
)
_TENTATIVE = re.compile(
    r"\s*\((?:tentative(?:\s+(?:name|title))?|provisional(?:\s+(?:name|title))?|working title|가칭)\)\s*", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:The|the|A|An|a)\s+")
_STATEMENT = re.compile(r"\b(?:will|is|are|was|were|has|have|we|our|you)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s$")
_ACRONYM = re.compile(
    r"\s*\(\s*[“\"‘']?(?P<acronym>[A-Z][A-Za-z&.\-]*[A-Z][A-Za-z0-9&.\-]*|[A-Z]{2,}s?)[”\"’']?\s*(?:[;,][^()]*)?\)"
)
_ACRONYM_SAID = re.compile(
    r",? (?:or|known as|also known as|dubbed) (?:the )?(?P<acronym>[A-Z][A-Za-z&-]*[A-Z]s?)(?![\w-])"
)
_SHORT_NAME = re.compile(r" \((?P<acronym>[A-Z][a-z]{3,7})\)")
_ACRONYM_BEFORE = re.compile(r"(?<![\w-])(?P<acronym>[A-Z][A-Za-z&.-]*[A-Z][A-Za-z0-9-]*) \((?:the )?$")
_OPEN_ENDED = frozenset(
    {
        EntityType.LAW,
        EntityType.STRATEGY,
        EntityType.PLAN,
        EntityType.ROADMAP,
        EntityType.GUIDELINE,
        EntityType.FUND,
        EntityType.AGENCY,
        EntityType.ORGANISATION,
        EntityType.EVENT,
        EntityType.PROGRAMME,
        EntityType.ALLIANCE,
    }
)
"""types whose names go on behind a preposition: "Framework Act on Spatial Information\""""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str


def find_capital_names(text: str, start: int, end: int) -> Iterator[NameMention]:
    """Names in capitals that hold a type noun, in ``text[start:end]``; a headline gives none.

    >>> [n.name for n in find_capital_names("It follows the Harbour Safety Act and Coast Fund.", 0, 49)]
    ['Harbour Safety Act', 'Coast Fund']
    """
    if _is_headline(text, start, end):
        return
    for run in _RUN.finditer(text, start, end):
        words = [
            _Word(run.start() + w.start(), run.start() + w.end(), w.group()) for w in re.finditer(r"\S+", run.group())
        ]
        for owned in _split_at_owner(words):
            for joined in _with_fields(_split_at_and(owned)):
                for part in _split_at_prepositions(joined):
                    mention = _name_of(part)
                    if mention is not None:
                        yield mention


def _is_headline(text: str, start: int, end: int) -> bool:
    """Whether a stretch capitalises nearly every word, so that capitals mark no names."""
    words = [w for w in re.findall(r"[A-Za-z][\w'’-]*", text[start:end]) if len(w) > 3]
    return len(words) >= 5 and all(w[0].isupper() or w in word_set("titles", "small_in_headlines") for w in words)


def _split_at_and(words: list[_Word]) -> Iterator[list[_Word]]:
    """A run of capitals may hold two names joined by "and"; "Ministry of Science and ICT" is one."""
    openers = _connectors("openers")
    part: list[_Word] = []
    opened = False
    for i, word in enumerate(words):
        opened = opened or word.text in openers
        if word.text in ("and", "&") and (not opened or _names_another(words[i + 1 :])):
            yield part
            part, opened = [], False
        else:
            part.append(word)
    yield part


def _names_another(words: list[_Word]) -> bool:
    """Whether "the Plan for X and …" goes on with another name: an article, then several words up to a type noun."""
    if not words or words[0].text != "the":
        return False
    head = list(takewhile(lambda w: w.text not in _connectors("inside"), words[1:]))
    return len(head) > 1 and type_of_phrase([w.text for w in head]) is not None


def _with_fields(parts: Iterable[list[_Word]]) -> Iterator[list[_Word]]:
    """ "the Tide and Pier Ministry" is one name: what stands before the "and" has no type noun and is no name."""
    held: list[_Word] = []
    for part in parts:
        if held:
            articled = bool(part) and part[0].text == "the"
            if not articled and _is_field(held) and _is_short_title(part):
                joint = _Word(held[-1].end + 1, part[0].start - 1, "and")
                yield [*held, joint, *part]
                held = []
                continue
            yield held
        held = part
    if held:
        yield held


def _is_field(words: list[_Word]) -> bool:
    plain = [w.text for w in _trim(words)]
    text = " ".join(plain)
    if not plain or len(plain) > 4 or type_of_phrase(plain) is not None or _connectors("inside") & set(plain):
        return False
    known = [n for n in find_known(text, gazetteer()) if n.type not in (EntityType.SECTOR, EntityType.TECHNOLOGY)]
    return not known and not list(find_world_names(text, 0, len(text))) and not text.isupper()


def _is_short_title(words: list[_Word]) -> bool:
    plain = [w.text for w in _trim(words)]
    return 2 <= len(plain) <= 4 and plain[-1].rstrip(".").lower() in word_set("heads", "with_fields")


def _split_at_prepositions(words: list[_Word]) -> Iterator[list[_Word]]:
    """ "Strategy for X" is one name; "X at the Y Meeting" and "Achievements of the X Deal" are not."""
    connectors = _connectors("inside") - {"the", "and", "&"}
    cut = next((i for i, w in enumerate(words) if i and w.text in connectors), None)
    if cut is None:
        yield words
        return
    head = [w.text for w in _trim(words[:cut])]
    kind = type_of_phrase(head) if head else None
    opens = words[cut].text in _connectors("openers")
    if kind is not None and opens and (len(head) == 1 or kind in _OPEN_ENDED):
        cut = next((i for i, w in enumerate(words) if i > cut and w.text == "at"), len(words))
    yield words[:cut]
    yield from _split_at_prepositions(words[cut + 1 :])


def _connectors(group: str) -> frozenset[str]:
    """The small words inside names (``inside``), or those that open their second half (``openers``)."""
    return frozenset(word_groups("heads", "connectors")[group])


def _trim(words: list[_Word]) -> list[_Word]:
    connectors = _connectors("inside")
    if len(words) > 2 and words[1].text in ("the", "The") and words[0].text.endswith("ing"):
        words = words[2:]  # "Launching the Fund": a verb that opens the sentence
    while words and (words[0].text in connectors or words[0].text in word_set("titles", "before_names")):
        words = words[1:]
    while words and (words[-1].text in connectors or words[-1].text in word_set("titles", "after_names")):
        words = words[:-1]
    return words


def _name_of(words: list[_Word]) -> NameMention | None:
    """The name that some capitalised words are, if they hold a type noun."""
    words = _before_verb(_without_full_stop(_trim(words)))
    if len(words) < 2:
        return None
    plain = [*(w.text for w in words[:-1]), _POSSESSIVE.sub("", words[-1].text)]
    versioned = bool(re.fullmatch(r"\d\.\d", plain[-1])) and len(plain) > 2
    kind = type_of_phrase(plain[:-1] if versioned else plain)
    if kind is None or (kind is EntityType.EVENT and re.fullmatch(r"[A-Z][a-z]+ing", plain[0])):
        return None
    return NameMention(words[0].start, words[-1].start + len(plain[-1]), " ".join(plain), kind)


def _before_verb(words: list[_Word]) -> list[_Word]:
    """ "Ministry of Tides Reports": in a headline the verb has a capital, too; what stands before it is the name."""
    before = [word.text for word in words[:-1]]
    told = bool(before) and words[-1].text in word_set("titles", "headline_verbs")
    return words[:-1] if told and type_of_phrase(before) is not None else words


def _without_full_stop(words: list[_Word]) -> list[_Word]:
    while words and words[-1].text.endswith(".") and not re.search(r"\.\w", words[-1].text):
        last = words[-1]
        words = [*words[:-1], _Word(last.start, last.end - 1, last.text[:-1])]
    return words


def _split_at_owner(words: list[_Word]) -> Iterator[list[_Word]]:
    """ "the Tidal Board's Outlook Forum" is two names."""
    part: list[_Word] = []
    for word in words:
        if part and _POSSESSIVE.search(part[-1].text):
            yield part
            part = []
        part.append(word)
    yield part


def find_quoted_names(text: str, start: int, end: int) -> Iterator[NameMention]:
    """Names in quotation marks that hold a type noun; "(tentative name)" inside or behind is noted.

    >>> [(n.name, n.tentative) for n in find_quoted_names("the “Tidal Act (tentative name)” follows", 0, 40)]
    [('Tidal Act', True)]
    """
    for match in _QUOTED.finditer(text, start, end):
        words = match[match.lastgroup or "double"]
        tentative = _TENTATIVE.search(words) or _TENTATIVE.match(text, match.end())
        name = _TENTATIVE.sub(" ", words).strip(" ,.")
        if not 1 <= len(name.split()) <= 16 or re.search(r"[.!?]\s", name) or name[-1] in "!?":
            continue
        bare = re.sub(rf"^{_ARTICLE.pattern}", "", re.sub(r"\([^()]*\)", " ", name))
        kind = (
            type_of_phrase(bare.split())
            or type_of_phrase(bare.split(), "phrase")
            or _said_behind(text, match.end(), bare)
        )
        if kind is None or _STATEMENT.search(bare):
            continue
        article = _ARTICLE.match(name)
        name = name[article.end() :] if article else name
        inner = re.search(r"\s*\(([^()]+)\)\s*$", name)
        aliases = (name[: inner.start()], inner[1]) if inner else ()
        place = match.span(match.lastgroup or "double")
        yield NameMention(*place, name, kind, None, aliases, bool(tentative), True)


_WHAT_IT_IS = re.compile(
    r",? (?:is |was )?(?:an?|the|its|our) (?P<phrase>(?:[\w’'-]+ ){0,5}?[a-z-]+)"
    r"(?=[,.;)]| (?:that|which|to|for|in|of|will|has)\b)"
)


def _said_behind(text: str, at: int, name: str) -> EntityType | None:
    """What the words behind a quoted name call it: ‘Tides for All’, a five-year training programme."""
    found = _WHAT_IT_IS.match(text, at)
    titled = name[:1].isupper() and sum(w[0].isupper() for w in name.split()) * 2 >= len(name.split())
    if found is None or not titled:
        return None
    kind = type_of_phrase(found["phrase"].split(), "phrase")
    return kind if kind is not None and FAMILY[kind] in ("item", "plan", "fund") else None


def with_acronym(text: str, mention: NameMention) -> NameMention:
    """The mention with the acronym that the text defines right behind it.

    >>> m = NameMention(0, 18, "Harbour Safety Act", EntityType.LAW)
    >>> with_acronym("Harbour Safety Act (HSA)", m).aliases
    ('HSA',)
    """
    acronym = acronym_around(text, mention)
    if acronym is None or acronym in mention.aliases:
        return mention
    return replace(mention, aliases=(*mention.aliases, acronym))


def acronym_around(text: str, mention: NameMention) -> str | None:
    """The acronym in a bracket behind a name, or the one in front of the bracket in which the name stands.

    >>> acronym_around("the HSA (Harbour Safety Act)", NameMention(9, 27, "Harbour Safety Act", EntityType.LAW))
    'HSA'
    """
    found = (
        _ACRONYM.match(text, mention.end)
        or _ACRONYM_SAID.match(text, mention.end)
        or _ACRONYM_BEFORE.search(text, max(0, mention.start - 20), mention.start)
    )
    if found is None and len(mention.name.split()) > 2:
        found = _SHORT_NAME.match(text, mention.end)
    return found["acronym"] if found is not None and shortens(found["acronym"], mention.name) else None


def shortens(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym stand in a name in their order, the first at the head of a word."""
    letters = [c for c in acronym.rstrip("s").upper() if c.isalpha()]
    at = -1
    for letter in letters:
        at = name.upper().find(letter, at + 1)
        if at < 0:
            return False
    initials = {w[0].upper() for w in re.findall(r"[A-Za-z]\w*", name)}
    return bool(letters) and letters[0] in initials
