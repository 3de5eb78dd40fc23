"""Relations from lists: "projects such as A and B", "X is one of the Y", "the alliance consists of A and B"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...graph.claim import FAMILY, EntityType
from ..document import BlockKind
from ..figures import Reference
from ..names import NameMention
from .grammar import bare_start, governing_verb, objects, phrase_start, prepositional_objects, squeeze, subjects
from .heads import singular
from .items import comma_items, halves, item_at, listed_from
from .linker import ITEMS, Linker, all_listed, typed
from .notes import listed_under
from .phrases import refer, token_before, words_of
from .scene import Scene
from .words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

EXAMPLES = frozenset({"as", "including", "like", "namely"})
_NOUNS = ("NOUN", "PROPN")
_NAMING = re.compile(r"\w \w|[a-z][A-Z]|[A-Z]{2}|\d")
"""what a part without a type has: several words, or a word that is no common noun"""
_FINITE = ("VBZ", "VBP", "VBD", "MD")
_MADE_OF_PARTS = frozenset(
    {
        EntityType.PROJECT,
        EntityType.INITIATIVE,
        EntityType.PROGRAMME,
        EntityType.SERVICE,
        EntityType.PLATFORM,
        EntityType.INFRASTRUCTURE,
    }
)
_IN_SECTORS = frozenset({EntityType.TECHNOLOGY, EntityType.COMPANY, EntityType.PROJECT, EntityType.PROGRAMME})
_AUTHORITIES = frozenset({EntityType.GOVERNMENT, EntityType.MINISTRY, EntityType.AGENCY})


def belong(linker: Linker, part: Reference, whole: Reference, head: str, rule: str) -> None:
    """Note what a member of a list is to the noun that names the list, by the types of both."""
    whole_kind, part_kind = linker.kind(whole), linker.kind(part)
    whole_family, part_family = linker.family(whole), linker.family(part)
    if head == "technology" or whole_kind is EntityType.TECHNOLOGY_GROUP:
        a_group = whole.name is None or whole.name.type is EntityType.TECHNOLOGY_GROUP
        if a_group and part_kind in (None, EntityType.TECHNOLOGY, EntityType.SERVICE):
            group = typed(whole, EntityType.TECHNOLOGY_GROUP)
            linker.say(group, "hasTechnology", typed(part, EntityType.TECHNOLOGY), rule)
    elif head in word_set("links", "sectors") and whole_kind in (None, EntityType.SECTOR):
        if whole.name is None and _says_no_field(whole.words):
            return
        if part_kind in _IN_SECTORS or part_kind in (None, EntityType.SECTOR):
            kind = EntityType.SECTOR if part_kind is None else part_kind
            linker.say(typed(part, kind), "inSector", typed(whole, EntityType.SECTOR), rule, 0.75)
    elif whole_family == "body":
        if part_family == "body":
            linker.say(part, "memberOf", whole, rule)
    elif whole_family in ITEMS:
        if part_family in ITEMS:
            linker.say(part, "directPartOf", whole, rule)
        elif (
            part_kind is EntityType.TECHNOLOGY
            and whole_kind in _MADE_OF_PARTS
            and (part.name is None or part.name.iri is None)
        ):
            kind = whole_kind or EntityType.SERVICE
            named = NameMention(part.start, part.end, part.words, kind, weak=True)
            linker.say(Reference.to(named), "directPartOf", whole, rule)
        elif part_kind is None and whole_kind in _MADE_OF_PARTS and _NAMING.search(part.words):
            linker.say(typed(part, whole_kind), "directPartOf", whole, rule)


def _says_no_field(words: str) -> bool:
    """Whether a plural like "five key areas" does not say of what they are."""
    *before, head = words.lower().split()
    plain = word_set("nouns", "plain_adjectives") | word_set("nouns", "count_words")
    return singular(head) != "industry" and all(w in plain or w[0].isdigit() for w in before)


def read_examples(linker: Linker) -> None:
    """ "projects such as A, B and C"."""
    for token in linker.doc:
        container = _container_of_examples(token)
        whole = whole_of_list(linker.scene, container, linker.refer(container)) if container is not None else None
        if container is None or whole is None:
            continue
        for part in _examples(linker, token):
            if part is not None:
                belong(linker, part, whole, singular(container.lemma_), "list.examples")


def whole_of_list(scene: Scene, container: Token, whole: Reference | None) -> Reference | None:
    """The words for the whole of a list: with the noun joined to it, and with its adjectives where it has no others."""
    if whole is None or whole.name is not None:
        return whole
    first = container
    if container.dep_ == "conj" and container.head.tag_ in ("NNS", "NNPS") and container.i - container.head.i <= 3:
        first = container.head
    start = bare_start(first, scene.numbers)
    if first is container and len(whole.words.split()) == 1:
        start = phrase_start(first)
        while start < first.i and (scene.doc[start].tag_ in ("DT", "CD", "PRP$", "PDT") or start in scene.amounts):
            start += 1
    words = squeeze(words_of(scene, start, container.i))
    if len(words) <= len(whole.words) or not words.endswith(whole.words):
        return whole
    return Reference(words, *scene.span(scene.doc[start], container), None, whole.head)


def _examples(linker: Linker, token: Token) -> list[Reference | None]:
    """The things behind "such as": as the text lists them, or as the parse has them where there are only two."""
    items = listed_from(linker.scene, linker.scene.span(token, token)[1])
    if len(items) > 1:
        return [item_at(linker.scene, *item) for item in items]
    members = all_listed(c for c in token.children if c.dep_ in ("pobj", "pcomp", "dobj"))
    if members:
        return [linker.refer(m) for m in members if m.i not in linker.scene.amounts]
    return [item_at(linker.scene, *item) for item in items]


def _container_of_examples(token: Token) -> Token | None:
    """The noun of which a word like "including" brings examples: the parse's, or the plural right in front of it."""
    such = token.lower_ == "as" and token.i > 0 and token.nbor(-1).lower_ == "such"
    if token.i == 0 or token.lower_ not in EXAMPLES or (token.lower_ == "as" and not such):
        return None
    before = token.i - (2 if such else 1)
    while before > 0 and token.doc[before].text in (",", "(", ")"):
        before -= 1
    near = token.doc[before] if before >= 0 else None
    plural = ("NNS", "NNPS")
    if token.lower_ != "like" and near is not None and near.tag_ in plural:
        inner = near.dep_ == "pobj" and near.head.head.tag_ in plural
        if such or not inner:
            return near
    if token.dep_ not in ("prep", "mark", "advmod", "cc"):
        return None
    container = token.head
    if container.pos_ not in _NOUNS:
        container = next(objects(container), container)
    if container.pos_ not in _NOUNS or (token.lower_ == "like" and container.i > token.i):
        return None
    if token.i and token.nbor(-1).text == ",":
        beyond = _beyond_clause(container)
        return beyond if beyond.tag_ in plural else _plural_subject(container) or beyond
    return container


def _plural_subject(container: Token) -> Token | None:
    """ "other schemes help to fund a network, including A": behind a comma the plural subject is meant."""
    verb = governing_verb(container)
    found = [s for s in subjects(verb) if s.tag_ in ("NNS", "NNPS")] if verb is not None else []
    return found[0] if found else None


def _beyond_clause(container: Token) -> Token:
    """ "industries that promote X, including A": a comma before "including" reaches over the clause."""
    for above in (container, *container.ancestors):
        if above.dep_ in ("relcl", "acl") and above.head.pos_ in _NOUNS and above.head.tag_ in ("NNS", "NNPS"):
            return above.head
    return container


def read_one_of(linker: Linker) -> None:
    """ "X is one of the Y", "X, part of the Y"."""
    for token in linker.doc:
        one = token.lower_ == "one" and token.dep_ in ("attr", "appos", "conj")
        if not one and not (token.lower_ == "part" and token.dep_ == "attr"):
            continue
        verb = governing_verb(token)
        parts = [token.head] if token.dep_ == "appos" else list(subjects(verb)) if verb is not None else []
        for _, container in prepositional_objects(token, frozenset({"of", "among"})):
            for part, whole in ((linker.refer(p), linker.refer(container)) for p in parts):
                if part is not None and whole is not None:
                    belong(linker, part, whole, singular(container.lemma_), "list.one-of")


def read_among(linker: Linker) -> None:
    """ "A is among the projects of X", "A under the X"."""
    for token in linker.doc:
        if token.lower_ not in ("among", "under", "within") or token.dep_ != "prep":
            continue
        for container in (c for c in token.children if c.dep_ == "pobj"):
            whole = linker.refer(container)
            law = whole is not None and whole.name is not None and FAMILY[whole.name.type] == "law"
            if linker.family(whole) not in ITEMS or law or ";" in _between(linker, token.head, token):
                continue
            above = token.head
            candidates = [above] if above.pos_ in _NOUNS else [*objects(above), *subjects(above)]
            parts = (linker.refer_thing(c) for c in candidates)
            fitting = (p for p in parts if linker.family(p) in ITEMS and linker.kind(p) is not EntityType.TECHNOLOGY)
            linker.say(next(fitting, None), "directPartOf", whole, f"part.{token.lower_}", 0.75)


def _between(linker: Linker, one: Token, other: Token) -> str:
    """The text between two tokens of a sentence."""
    first, last = sorted((one, other), key=lambda t: t.i)
    return linker.scene.text[linker.scene.span(first, first)[1] : linker.scene.span(last, last)[0]]


def read_comprised(linker: Linker) -> None:
    """ "The plan includes A and B"; "the alliance consists of A and B"."""
    for verb in linker.doc:
        if verb.pos_ != "VERB" or verb.lemma_ not in word_set("links", "comprising"):
            continue
        if verb.dep_ == "relcl":
            containers = [verb.head]
        else:
            containers = [s for s in subjects(verb) if s.i not in linker.scene.amounts]
        for container in containers:
            whole = _whole(linker, verb, container)
            if whole is None:
                continue
            members = [linker.refer(m) for m in _comprised_members(verb) if m.i not in linker.scene.amounts]
            if verb.lemma_ == "consist":
                members += _listed_members(linker, verb)
            for part in members:
                if part is not None and linker.family(whole) == "body":
                    _join_body(linker, part, whole)
                elif part is not None:
                    belong(linker, part, whole, singular(container.lemma_), "list.comprises")


def _whole(linker: Linker, verb: Token, container: Token) -> Reference | None:
    """What a verb like "include" says the parts of; of "consist" the alliance named before it."""
    whole = linker.refer(container)
    if verb.lemma_ == "consist" and linker.family(whole) != "body":
        before = linker.scene.place_of(verb)
        alliances = [n for n in linker.names if n.type is EntityType.ALLIANCE and n.end <= before]
        whole = Reference.to(alliances[-1]) if alliances else whole
    fits = linker.family(whole) in (*ITEMS, "body") and linker.kind(whole) not in _AUTHORITIES
    return whole if fits else None


def _listed_members(linker: Linker, verb: Token) -> list[Reference | None]:
    """The members that the text lists behind "consists of … from"."""
    scene = linker.scene
    behind = [t for t in linker.doc[verb.i + 1 :] if t.lower_ in ("of", "from") and t.dep_ == "prep"][:2]
    items = [item for t in behind for item in listed_from(scene, scene.span(t, t)[1])]
    return [item_at(scene, *item) for item in items if not re.search(r"\d| from | of ", scene.text[slice(*item)])]


def _comprised_members(verb: Token) -> list[Token]:
    if verb.lemma_ != "consist":
        return all_listed(objects(verb))
    members = all_listed(o for _, o in prepositional_objects(verb, frozenset({"of"})))
    # "consists of operators and agencies from A and B": those from A and B too
    return members + all_listed(o for m in members for _, o in prepositional_objects(m, frozenset({"from"})))


def _join_body(linker: Linker, part: Reference, whole: Reference) -> None:
    family = linker.family(part)
    head = singular(part.head or part.words.split()[-1])
    if family == "body" or head in word_set("links", "joiners") or head in word_set("links", "sectors"):
        member = typed(part, EntityType.ORGANISATION) if family is None else part
        linker.say(member, "memberOf", whole, "list.consists-of", 0.75)


def read_note_list(linker: Linker) -> None:
    """A note that only lists things, hung on a marked word: the things are examples of it."""
    scene, block = linker.scene, linker.block
    if block.kind is not BlockKind.NOTE or scene.quantities or block.host is None:
        return
    finite = any(t.pos_ in ("VERB", "AUX") and t.tag_ in _FINITE and t.dep_ in ("ROOT", "aux") for t in linker.doc)
    whole = listed_under(linker.context, block)
    if finite or whole is None or "," not in scene.text[scene.start : scene.end]:
        return
    for item in comma_items(scene.text, scene.start, scene.end):
        part = item_at(scene, *item)
        if part is not None:
            belong(linker, part, whole, singular(whole.head), "list.note")


def _of_several(token: Token) -> bool:
    """Whether a noun is a plural, or the end of one: "projects of the X"."""
    above = [a for a in token.ancestors if a.pos_ in _NOUNS]
    return any(t.tag_ in ("NNS", "NNPS") or singular(t.lower_) != t.lower_ for t in (token, *above[:1]))


_DASH = re.compile(r"(?<=\w)(?:\s*[—–]\s*|\s-\s|:\s+|\?(?=[a-z]))")
"""a dash, a colon, or the question mark that a lost dash leaves behind"""
_DASH_END = re.compile(r"\s*[—–;.]|\?(?=[a-z])|\.$")


def read_dashed_list(linker: Linker) -> None:
    """ "three projects — A, B and C — among the ten": the list between dashes or after a colon names the projects."""
    scene = linker.scene
    for match in _DASH.finditer(scene.text[scene.start : scene.end]):
        token = token_before(scene, scene.start + match.start())
        whole = refer(scene, token) if token is not None and token.pos_ in _NOUNS else None
        sector = token is not None and singular(token.lemma_) in word_set("links", "sectors") and token.tag_ == "NNS"
        if token is None or whole is None or not (sector or (linker.family(whole) in ITEMS and _of_several(token))):
            continue
        after = scene.start + match.end()
        stop = _DASH_END.search(scene.text[after : scene.end])
        last = after + stop.start() if stop else scene.end
        items = list(comma_items(scene.text, after, last))
        if sector and items:
            items = [*items[:-1], *halves(scene, items[-1], last=len(items) > 1)]
        for start, end in items if len(items) > 1 else ():
            name = next((n for n in linker.names if abs(n.start - start) <= 4 and n.end >= end - 2), None)
            part = Reference.to(name) if name is not None else item_at(scene, start, end) if sector else None
            if part is not None:
                belong(linker, part, whole, singular(token.lemma_), "list.between-dashes")
