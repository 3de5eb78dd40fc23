"""Who holds which office of which ministry."""

from __future__ import annotations

import re

from ...graph.claim import EntityType
from ..figures import Reference
from ..names import NameMention, find_known, gazetteer
from .linker import Linker
from .persons import OfficeHolder, find_office_holders

_FIELD = re.compile(r"Minister (?:of|for) (.+)$")
_FIELD_BEHIND = re.compile(r"[^.;]{0,60}?\bof ([A-Z][\w&]*(?:(?:,| and| of|) [A-Z][\w&]*)*)")
_NEAR = 40


def read_offices(linker: Linker) -> None:
    """A person and the office that the text gives them; the ministry of a minister."""
    scene = linker.scene
    for holder in find_office_holders(scene.text, scene.start, scene.end):
        body = _body_of(linker, holder)
        office = holder.office
        if office == "Minister" and body is not None and body.name.startswith("Ministry of "):
            office = f"Minister of {body.name.removeprefix('Ministry of ')}"
        post = Reference.to(NameMention(holder.start, holder.end, office, EntityType.POST))
        linker.say(post, "org:heldBy", Reference.to(holder.person), "office.held", 0.9)
        if body is not None:
            seat = Reference(body.name, holder.start, holder.end, body)
            linker.say(post, "org:postIn", seat, "office.in-body", 0.85)


def _body_of(linker: Linker, holder: OfficeHolder) -> NameMention | None:
    """The ministry that an office heads, where it is a known or named one."""
    text, start = linker.scene.text, holder.start
    field = _FIELD.search(holder.office)
    if field is None:
        ministries = [n for n in linker.context.names if n.type is EntityType.MINISTRY]
        near = [n for n in ministries if 0 <= start - n.end <= _NEAR]
        field = _FIELD_BEHIND.match(text, start, max(holder.end, holder.person.end + 60))
        if near and (field is None or holder.office != "Minister"):
            return near[-1]
    if field is None:
        return None
    for name in (f"Ministry of {field[1]}", f"Ministry for {field[1]}"):
        known = find_known(name, gazetteer())
        at = text.find(field[1], max(0, start - 20))
        if known and known[0].end - known[0].start >= len(name) - 1 and at >= 0:
            return NameMention(at, at + len(field[1]), known[0].name, known[0].type, known[0].iri)
    return None
