"""The declared frames: on what an amount hangs, and which places may hold its subject then (``frames.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from .attachments import Attachment, attachments
from .ground import PREVIOUS, TOPIC, Ground, object_of, verbs_above
from .places import Place
from .scene import Scene
from .words import generic

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..figures import Reference

__all__ = ["PREVIOUS", "TOPIC", "Choice", "Frame", "choose", "frames"]

_ANY = frozenset({"*"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One declared frame; see ``frames.yaml`` for what the fields mean."""

    id: str
    link: frozenset[str]
    words: frozenset[str]
    subject: tuple[Place, ...]
    kind: str | None
    statistic: str | None
    needs: str | None
    generic_only: bool
    nouns: frozenset[str]

    @property
    def open(self) -> bool:
        """Whether any governor will do."""
        return self.words == _ANY

    @property
    def particular(self) -> bool:
        """Whether a frame asks for certain words, in the governor or besides."""
        return not self.open or self.needs is not None

    def fits(self, ground: Ground) -> bool:
        """Whether an amount hangs as the frame wants it."""
        counted = ground.counted.lemma_.lower() if ground.counted is not None else None
        return (
            (self.link == _ANY or ground.at.link in self.link)
            and (self.open or ground.governor.lemma_.lower() in self.words)
            and not (self.generic_only and counted is not None and not generic(counted))
            and not (self.nouns and counted not in self.nouns)
            and (self.needs is None or _needed(self.needs, ground))
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """The frame that an amount fits and what stands at the place of the subject."""

    frame: Frame
    at: Attachment
    subject: Reference | str | None


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """The frames by group: ``money``, ``counts``, ``rates``, ``ranks``."""
    import yaml

    raw: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        files(__package__).joinpath("frames.yaml").read_text(encoding="utf-8")
    )
    return {group: tuple(_frame(declared) for declared in rows) for group, rows in raw.items()}


def _frame(declared: dict[str, Any]) -> Frame:
    return Frame(
        declared["id"],
        frozenset(declared["link"]),
        frozenset(declared["words"]),
        tuple(Place.named(place) for place in declared["subject"]),
        declared.get("kind"),
        declared.get("statistic"),
        declared.get("needs"),
        bool(declared.get("generic_only", False)),
        frozenset(declared.get("nouns", ())),
    )


def _needed(needs: str, ground: Ground) -> bool:
    """Whether what a frame wants besides is there: the words "out of", or a preposition with an object."""
    scene, amount = ground.scene, ground.amount
    if needs == "out of":
        end = scene.amounts[amount.i].end if amount.i in scene.amounts else scene.end
        return re.match(r"\s*(?:\([^()]*\)\s*)?(?:out\s+)?of\b", scene.text[end : end + 40]) is not None
    word = needs.removeprefix("prep:")
    node = ground.counted if ground.counted is not None else amount
    starting = (amount, node) if word == "of" else (ground.governor, ground.verb, *verbs_above(ground.verb))
    return object_of(scene, word, starting, frozenset()) is not None


def choose(scene: Scene, group: str, amount: Token, counted: Token | None) -> Choice:
    """The first frame of a group that fits the amount, and the subject it gives."""
    node = counted if counted is not None else amount
    grounds = [Ground(scene, amount, counted, at) for at in attachments(node)]
    grounds = grounds or [Ground(scene, amount, counted, Attachment("none", node, node))]
    closed = _first(grounds, [f for f in frames()[group] if f.particular])
    if closed is not None and closed.subject is not None:
        return closed
    anywhere = _first_open(grounds, [f for f in frames()[group] if not f.particular]) if closed is None else closed
    return anywhere or Choice(frames()[group][-1], grounds[0].at, TOPIC)


def _first(grounds: list[Ground], declared: list[Frame]) -> Choice | None:
    """What the frame nearest above the amount says; one that fits without giving a subject only if no other does."""
    fitting: Choice | None = None
    for ground in grounds:
        frame = next((f for f in declared if f.fits(ground)), None)
        if frame is None:
            continue
        subject = _look(frame, ground)
        if subject is not None:
            return Choice(frame, ground.at, subject)
        fitting = fitting or Choice(frame, ground.at, None)
    return fitting


def _first_open(grounds: list[Ground], declared: list[Frame]) -> Choice | None:
    """What the first of the frames that take any governor says."""
    for frame in declared:
        for ground in grounds:
            subject = _look(frame, ground) if frame.fits(ground) else None
            if subject is not None:
                return Choice(frame, ground.at, subject)
    return None


def _look(frame: Frame, ground: Ground) -> Reference | str | None:
    """What stands at the first place of a frame at which something stands."""
    return next((s for s in (place.look(ground) for place in frame.subject) if s is not None), None)
