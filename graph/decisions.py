"""What people decided on claims and names: a file of lines beside the store, to which lines are only ever added.

One JSON object a line (JSON Lines): who decided what on which claim or pair of things, when, and on which words. An
undo is a line of its own. The graph is made from the file again after every load; the file is what counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import DecisionsInvalid
from .naming import slug

MOST_BYTES = 64 * 1024 * 1024
"""Larger files of decisions are refused."""


class Action(StrEnum):
    """What can be decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    SAME = "same"
    NOT_SAME = "not-same"
    UNDO = "undo"


ON_CLAIMS = frozenset({Action.ACCEPT, Action.REJECT, Action.CORRECT})
ON_PAIRS = frozenset({Action.SAME, Action.NOT_SAME})


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file.

    On a claim: ``claim`` is its IRI, ``document`` the id of its document, ``sentence`` the SHA-256 of the sentence
    that was looked at and ``said`` that of what the claim says. On a pair: ``one`` and ``other`` are the IRIs in
    alphabetical order. ``changes`` are the corrected fields. An undo names the decision that it takes back.
    """

    action: Action
    who: str = ""
    when: str = ""
    claim: str = ""
    document: str = ""
    sentence: str = ""
    said: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    one: str = ""
    other: str = ""
    reason: str = ""
    undoes: str = ""
    id: str = ""

    @property
    def target(self) -> tuple[str, str]:
        """What is decided on: later decisions on it take the place of earlier ones."""
        return (self.one, self.other) if self.action in ON_PAIRS else (self.claim, "")

    def line(self) -> str:
        """The decision as it is written, without the fields that are empty."""
        told = {name: value for name, value in asdict(self).items() if value}
        return json.dumps(told, ensure_ascii=False, sort_keys=True)


def decide(decision: Decision, who: str, now: datetime | None = None) -> Decision:
    """The decision with its author, its time and the name that follows from its contents."""
    moment = (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return _named(replace(decision, who=who, when=moment, id=""))


def _named(decision: Decision) -> Decision:
    return replace(decision, id=hashlib.sha256(replace(decision, id="").line().encode()).hexdigest()[:12])


def pair(action: Action, one: str, other: str, reason: str = "") -> Decision:
    """A decision on two things, the same whichever is named first.

    >>> pair(Action.SAME, "urn:b", "urn:a").target
    ('urn:a', 'urn:b')
    """
    first, second = sorted((one, other))
    return Decision(Action(action), one=first, other=second, reason=reason)


def beside(address: str) -> Path | None:
    """The file of decisions of a store; None for a store in memory.

    >>> beside("graphs/policygraph.store").name
    'policygraph.store.decisions.jsonl'
    >>> beside("sparql+http://localhost:7878/query").name
    'localhost-7878-query.decisions.jsonl'
    """
    if address == "memory:":
        return None
    if address.startswith("sparql+"):
        place = urlsplit(address.removeprefix("sparql+"))
        return Path(f"{slug(f'{place.netloc}{place.path}')}.decisions.jsonl")
    path = Path(address)
    return path.with_name(f"{path.name}.decisions.jsonl")


def read_decisions(path: Path | None) -> tuple[Decision, ...]:
    """All lines of the file in their order; none where there is no file.

    A last line that was cut off while it was written never became a decision and is passed over. Raises
    DecisionsInvalid, naming the line, where anything else does not read as a decision.
    """
    if path is None:
        return ()
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DecisionsInvalid(f"{path} is larger than {MOST_BYTES // 2**20} MB, too large for decisions.")
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise DecisionsInvalid(f"{path}: the decisions cannot be read ({error.strerror}).") from error
    whole, _, torn = data.rpartition(b"\n")
    lines = whole.split(b"\n") if whole else []
    found = [_parsed(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    if torn.strip():
        try:
            found.append(_parsed(torn, f"{path}, last line"))
        except DecisionsInvalid:
            return tuple(found)
    return tuple(found)


def _parsed(line: bytes, where: str) -> Decision:
    try:
        given = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise DecisionsInvalid(f"{where}: this is no JSON object. Mend or delete the line.") from None
    decision = parse_decision(given, where)
    return decision if decision.id else _named(decision)


def parse_decision(given: object, where: str) -> Decision:
    """A decision from a JSON object. Raises DecisionsInvalid that says what does not fit."""
    known = Decision.__dataclass_fields__.keys()
    if not isinstance(given, dict):
        raise DecisionsInvalid(f"{where}: a decision is a JSON object.")
    if unknown := sorted(set(given) - set(known)):
        raise DecisionsInvalid(f"{where}: unknown field {unknown[0]!r}; known are {', '.join(known)}.")
    action = given.get("action")
    if action not in list(Action):
        raise DecisionsInvalid(f"{where}: the action is one of {', '.join(Action)}, not {action!r}.")
    changes = given.get("changes", {})
    texts = [value for name, value in given.items() if name != "changes"]
    if not isinstance(changes, dict):
        raise DecisionsInvalid(f"{where}: changes is an object of texts.")
    texts += [*changes, *changes.values()]
    if not all(isinstance(text, str) and len(text) < 10_000 for text in texts):
        raise DecisionsInvalid(f"{where}: every field is a short text.")
    decision = Decision(**{**given, "action": Action(action)})
    if decision.action is Action.UNDO and not decision.undoes:
        raise DecisionsInvalid(f"{where}: an undo names what it undoes.")
    if decision.action in ON_CLAIMS and not decision.claim:
        raise DecisionsInvalid(f"{where}: {action} needs the IRI of a claim.")
    if decision.action in ON_PAIRS and (not decision.one or not decision.other or decision.one == decision.other):
        raise DecisionsInvalid(f"{where}: {action} needs two things, one and other.")
    if decision.action is Action.CORRECT and not decision.changes:
        raise DecisionsInvalid(f"{where}: a correction says in changes what is to be changed.")
    for iri in (decision.claim, decision.one, decision.other):
        if iri and not re.fullmatch(r"[A-Za-z][\w+.-]*:[^\s<>\"{}|\\^`]*", iri):
            raise DecisionsInvalid(f"{where}: {iri!r} is no IRI.")
    if decision.id and (not re.fullmatch(r"[0-9a-f]{12}", decision.id) or decision.id != _named(decision).id):
        raise DecisionsInvalid(f"{where}: its id does not fit what it says. Leave the id out of a line that you wrote.")
    if decision.id and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", decision.when):
        raise DecisionsInvalid(f"{where}: {decision.when!r} is no time such as 2026-01-31T09:00:00Z.")
    if decision.action in ON_PAIRS:
        first, second = sorted((decision.one, decision.other))
        return replace(decision, one=first, other=second)
    return decision


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Add lines to the file, all of them, and see them on the disk.

    Raises DecisionsInvalid when the file cannot be written.
    """
    text = "".join(decision.line() + "\n" for decision in decisions)
    if not text:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            _drop_torn_line(path)
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise DecisionsInvalid(f"{path}: the decision cannot be written ({error.strerror}).") from error


def _drop_torn_line(path: Path) -> None:
    """End the last line, or take it away where it was cut off: it never became a decision."""
    data = path.read_bytes()
    torn = data.rpartition(b"\n")[2]
    if not torn:
        return
    try:
        _parsed(torn, "")
    except DecisionsInvalid:
        os.truncate(path, len(data) - len(torn))
    else:
        with path.open("ab") as file:
            file.write(b"\n")


def in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that count: not undone, and of several on one thing the last; in the order of the file.

    An undo can be undone in turn.
    """
    undone: set[str] = set()
    last: dict[tuple[str, str], Decision] = {}
    for decision in reversed(decisions):
        if decision.id in undone:
            continue
        if decision.action is Action.UNDO:
            undone.add(decision.undoes)
        else:
            last.setdefault(decision.target, decision)
    return tuple(reversed(last.values()))


def latest(decisions: Sequence[Decision]) -> Decision | None:
    """The last decision that was not undone."""
    return next(iter(reversed(in_force(decisions))), None)
