"""Laws that are made or changed, and plans that something rests on."""

from __future__ import annotations

import re

from ...graph.claim import FAMILY, EntityType
from ..figures import Reference
from ..names import NameMention
from .linker import Linker
from .topics import main_subject

_OPEN = r"(?:the\s+)?[“\"‘'「]?$"
_MADE = re.compile(
    r"\b(?:develop|enact|establish|introduc|pass|formulat|draft|legislat|promulgat|prepar)\w*\s+(?:of\s+)?"
    rf"(?:[^.;]{{0,40}}\s)?{_OPEN}"
)
_CHANGED = re.compile(rf"\b(?:amend|revis|reform|overhaul)\w*\s+(?:of\s+|to\s+)?(?:[^.;]{{0,40}}\s)?{_OPEN}")
_BASED = re.compile(
    rf"\b(?:based on|under|pursuant to|in accordance with|in line with|according to"
    rf"|(?:funded|established|created|authori[sz]ed|enabled|mandated|required|made possible|set up) by)\s+"
    rf"(?:(?:section|article|title|part|chapter|paragraph|clause)s?\s+[\w()]+\s+of\s+)?{_OPEN}",
)
_JOINED = re.compile(r"[”\"’'」,]*\s*(?:and\s+|or\s+)?(?:the\s+)?[“\"‘'「]?")
_PROGRAMMES = (EntityType.PROGRAMME, EntityType.INITIATIVE, EntityType.PROJECT)
_REACH = 90


def read_laws(linker: Linker) -> None:
    """ "enact the A Act for X", "amend the B Act", "based on the C Plan"."""
    scene = linker.scene
    for law in linker.names:
        if FAMILY[law.type] not in ("law", "plan"):
            continue
        before = scene.text[max(scene.start, law.start - _REACH) : law.start].lower()
        subject = _programme(linker) or linker.main()
        named = Reference.to(law)
        if _BASED.search(before):
            said = _programme(linker) or linker.main() or main_subject(scene)
            linker.say(said, "basedOn", named, "law.based-on", 0.75)
        elif law.type in (EntityType.LAW, EntityType.GUIDELINE):
            if _CHANGED.search(before):
                linker.say(subject, "amends", named, "law.amended", 0.75)
            elif (_MADE.search(before) or _follows_law(linker, law)) and linker.family(subject) != "law":
                linker.say(subject, "enacts", named, "law.made", 0.75)


def _follows_law(linker: Linker, law: NameMention) -> bool:
    """A law in a list behind one that is made: "development of the A Act, B Act, etc."."""
    before = [n for n in linker.names if FAMILY[n.type] == "law" and n.end <= law.start]
    return bool(before) and _JOINED.fullmatch(linker.scene.text[before[-1].end : law.start]) is not None


def _programme(linker: Linker) -> Reference | None:
    """The first programme named in capitals: "to support the X, the A Act will be …"."""
    found = (n for n in linker.names if n.type in _PROGRAMMES and linker.scene.text[n.start].isupper())
    name = next(found, None)
    return Reference.to(name) if name is not None else None
