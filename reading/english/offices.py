"""Who holds which office of which body."""

from __future__ import annotations

import re

from ...graph.claim import FAMILY, EntityType
from ..figures import Reference
from ..names import NameMention, find_known, gazetteer
from .linker import Linker
from .persons import OfficeHolder, find_office_holders
from .words import word_set

_FIELD = re.compile(r"(?:Minister|Secretary|Commissioner)(?: of State)? (?:of|for) (?:the )?(.+)$")
_FIELD_BEFORE = re.compile(r"((?:[A-Z][\w’'-]*(?:, | and | & | ))+)(?:[Mm]inister|[Ss]ecretary)$")
_FIELD_BEHIND = re.compile(r"[^.;]{0,60}?\bof ([A-Z][\w&]*(?:(?:,| and| of|) [A-Z][\w&]*)*)")
_SMALL = frozenset({"of", "for", "and", "the", "ministry", "department", "u", "s", "us", "uk"})
_NEAR = 40


def read_offices(linker: Linker) -> None:
    """A person and the office that the text gives them; the body in which it is an office."""
    scene = linker.scene
    for holder in find_office_holders(scene.text, scene.start, scene.end):
        body = _body_of(linker, holder)
        office = holder.office
        if office == "Minister" and body is not None and body.name.startswith("Ministry of "):
            office = f"Minister of {body.name.removeprefix('Ministry of ')}"
        post = Reference.to(NameMention(holder.start, holder.end, office, EntityType.POST))
        linker.say(post, "org:heldBy", Reference.to(holder.person), "office.held", 0.9)
        if body is not None:
            seat = Reference(body.name, body.start, body.end, body)
            linker.say(post, "org:postIn", seat, "office.in-body", 0.85)


def body_of_person(linker: Linker, at: int) -> NameMention | None:
    """The body in which the person, whose name or office stands at a place of the sentence, holds the office."""
    holders = find_office_holders(linker.scene.text, linker.scene.start, linker.scene.end)
    holder = next((h for h in holders if h.start <= at < h.end or h.person.start <= at < h.person.end), None)
    return _body_of(linker, holder) if holder is not None else None


def _body_of(linker: Linker, holder: OfficeHolder) -> NameMention | None:
    """The body that the words of an office name, or the ministry of its field."""
    return _named_in_office(linker, holder) or _ministry_near(linker, holder) or _ministry_of_field(linker, holder)


def _named_in_office(linker: Linker, holder: OfficeHolder) -> NameMention | None:
    """The body with whose name the office ends or begins, or which stands behind it between commas.

    "Chief Executive of the Tidal Board", "Tidal Board Director", "chief executive, Tidal Board,".
    """
    text = linker.scene.text
    for body in (n for n in linker.names if FAMILY[n.type] == "body"):
        inside = holder.start <= body.start and body.end <= holder.end
        if inside and (holder.end - body.end <= 1 or body.start == holder.start):
            return body
        if text[holder.end : body.start] in (", ", ", the ") and text[body.end : body.end + 1] in (",", "."):
            return body
    return None


def _ministry_near(linker: Linker, holder: OfficeHolder) -> NameMention | None:
    """ "the Ministry of the Sea (MoS; Minister Ada Byrne)"."""
    if holder.office not in ("Minister", "Vice Minister", "First Vice Minister", "Second Vice Minister", "Secretary"):
        return None
    ministries = [n for n in linker.context.names if n.type is EntityType.MINISTRY]
    near = [n for n in ministries if 0 <= holder.start - n.end <= _NEAR]
    behind = _FIELD_BEHIND.match(linker.scene.text, holder.start, max(holder.end, holder.person.end + 60))
    return near[-1] if near and (behind is None or holder.office != "Minister") else None


def _ministry_of_field(linker: Linker, holder: OfficeHolder) -> NameMention | None:
    """The ministry that bears the name of an office's field, where the document or the world knows it."""
    text = linker.scene.text
    field = _FIELD.search(holder.office) or _FIELD_BEFORE.match(holder.office)
    if field is None and holder.office == "Minister":
        field = _FIELD_BEHIND.match(text, holder.start, max(holder.end, holder.person.end + 60))
    if field is None:
        return None
    words = _words(field[1])
    named = [n for n in linker.context.names if n.type is EntityType.MINISTRY]
    fitting = {n.name: n for n in reversed(named) if words and words <= _words(n.name)}
    equal = [n for n in fitting.values() if words == _words(n.name)]
    if equal or len(fitting) == 1:
        return (equal or list(fitting.values()))[0]
    country = linker.context.document.source.country.upper()
    korean = any(n.type is EntityType.PLACE and n.name == "Republic of Korea" for n in linker.context.names)
    at_home = country == "KR" or (not country and korean)  # the ministries known by their field are Korea's
    return _known_ministry(text, field[1], holder.start) if at_home else None


def _known_ministry(text: str, field: str, near: int) -> NameMention | None:
    for name in (f"Ministry of {field}", f"Ministry for {field}"):
        known = find_known(name, gazetteer())
        at = text.find(field, max(0, near - 20))
        if known and known[0].end - known[0].start >= len(name) - 1 and at >= 0:
            return NameMention(at, at + len(field), known[0].name, known[0].type, known[0].iri)
    return None


def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[a-z]+", name.lower()) if w not in _SMALL | word_set("offices", "small"))
