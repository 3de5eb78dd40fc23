"""People with their offices in Korean sentences: the post, who holds it, and where it is."""

from __future__ import annotations

from ...graph.claim import FAMILY, EntityType
from ..figures import Reference
from ..names import NameMention
from .linker import MUNICIPAL, Linker
from .persons import Office, persons

_LEADS = ("장관", "차관", "청장", "처장", "위원장", "본부장", "제1차관", "제2차관")
"""offices that the publisher of a release has, where no body is named beside them"""


def read_offices(linker: Linker) -> None:
    """The posts of people named with their office."""
    for office in persons(linker.scene.text, linker.scene.start, linker.scene.end):
        known = next(
            (n for n in linker.context.names if n.start == office.person.start and n.type is EntityType.PERSON), None
        )
        if known is not None:
            _say(linker, office, known)


def _body(linker: Linker, office: Office) -> NameMention | None:
    """The body within the words of the office, else the one that the bracket stands behind."""
    bodies = [n for n in linker.scene.names if FAMILY[n.type] == "body"]
    own = [n for n in bodies if office.start <= n.start and n.end <= office.end]
    if not own and office.bracket is not None:
        own = [n for n in bodies if 0 <= office.bracket - n.end <= 2]
    if not own and office.bracket is None:
        own = [n for n in bodies if office.person.start - n.end == 1]
    if not own and office.copula:
        committees = {n.name: n for n in linker.context.names if n.name.endswith("위원회")}
        own = list(committees.values()) if len(committees) == 1 and office.title == "위원장" else []
    return own[-1] if own else None


def _publisher(linker: Linker) -> Reference | None:
    """The publisher, where it is a body of the state."""
    publisher = linker.publisher()
    state = (EntityType.MINISTRY, EntityType.AGENCY, EntityType.GOVERNMENT)
    return publisher if publisher is not None and linker.kind(publisher) in state else None


def _say(linker: Linker, office: Office, known: NameMention) -> None:
    body, title = _body(linker, office), office.title
    if body is None and title in MUNICIPAL and (own := linker.own_government(title)) is not None:
        body, title = own, own.name + MUNICIPAL[title][1]
    elif body is not None and body.name not in title and not any(a in title for a in body.aliases):
        title = f"{body.aliases[0] if body.aliases else body.name} {title}"
    elif body is None and (publisher := _publisher(linker)) is not None and title in _LEADS and not office.copula:
        title = f"{linker.context.document.source.publisher} {title}"
        body = publisher.name
    post = NameMention(office.start, office.end, title, EntityType.POST)
    reference = Reference(title, office.start, office.end, post)
    linker.say(reference, "org:heldBy", Reference.to(known), "office.holder", 0.85)
    if body is not None:
        linker.say(reference, "org:postIn", Reference.to(body), "office.body", 0.8)
