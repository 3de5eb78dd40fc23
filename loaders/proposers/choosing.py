"""Which proposer an address means: the built-in ones by their scheme, and those of plug-ins by their name."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import EntryPoint, entry_points

from ...errors import SettingsError
from ...reading.proposing import Proposer
from .chat import Chat, Limits
from .prompt import FINGERPRINT

GROUP = "policygraph.proposers"
Maker = Callable[[str, str], Proposer]
"""Makes a proposer of an address, scheme included, and the name of a model. It must not ask anything yet."""
BUILT_IN: Mapping[str, Maker] = {"http": Chat, "https": Chat}


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is to be asked: an address and the name of a model. Travels to the processes that read."""

    address: str
    model: str

    @property
    def seconds(self) -> float:
        """How much longer than without it a document may take."""
        return Limits().document

    @property
    def key(self) -> str:
        """What tells readings with this proposer from others."""
        return json.dumps([self.address, self.model, FINGERPRINT])


def choose(address: str, model: str) -> Choice | None:
    """The choice that options and settings make; nothing where no address is given. Raises SettingsError."""
    if not address:
        if model:
            raise SettingsError("--proposer-model names a model, but --proposer says no address where it answers.")
        return None
    name = " ".join(model.split())
    if not name or not name.isprintable() or len(name) > 120:
        raise SettingsError(f"--proposer {address}: say with --proposer-model which model is to be asked.")
    choice = Choice(address, name)
    proposer_of(choice)
    return choice


@lru_cache(maxsize=8)
def proposer_of(choice: Choice) -> Proposer:
    """The proposer, one for each choice in a process. Raises SettingsError where the address means none."""
    scheme = choice.address.partition(":")[0].lower()
    maker = makers().get(scheme)
    if maker is None:
        known = ", ".join(sorted(makers()))
        raise SettingsError(f"--proposer {choice.address!r}: an address begins with one of {known} and a colon.")
    return maker(choice.address, choice.model)


@cache
def makers() -> Mapping[str, Maker]:
    """Every proposer by the scheme of its addresses; a plug-in without use is named in a warning and skipped."""
    return by_scheme(entry_points(group=GROUP))


def by_scheme(plug_ins: Iterable[EntryPoint]) -> dict[str, Maker]:
    """The built-in proposers and those of plug-ins; a scheme that is taken already keeps its proposer."""
    known = dict(BUILT_IN)
    for entry in sorted(plug_ins, key=lambda e: e.name):
        try:
            maker = entry.load()
            if not callable(maker):
                raise TypeError(f"{entry.value} cannot be called")
        except Exception as error:  # a plug-in is foreign code: whatever it raises, the others must go on
            warnings.warn(f"the proposer plug-in {entry.name} is skipped: {error}", RuntimeWarning, stacklevel=2)
            continue
        known.setdefault(entry.name.lower(), maker)
    return known
