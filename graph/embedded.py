"""Embedded Oxigraph, on disk or in memory.

One process writes to a directory; any number read the snapshots that it publishes (``graph.snapshots``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple

from ..errors import QueryError, StoreError, StoreLocked
from . import snapshots
from .sparql import Term, explain, write_update

_FILES = re.compile(r"CURRENT|IDENTITY|LOCK|published|(LOG|MANIFEST|OPTIONS)[-.\w]*|\d+\.(sst|log)|\w+\.dbtmp")


class Embedded:
    """An Oxigraph store in this process."""

    def __init__(self, store: pyoxigraph.Store, path: Path | None, lease: int | None = None) -> None:
        self._store: pyoxigraph.Store | None = store
        self._path = path
        self._lease = lease
        self._read_only = lease is not None

    @classmethod
    def in_memory(cls) -> Embedded:
        """A store that is gone with its object."""
        return cls(pyoxigraph.Store(), None)

    @classmethod
    def open(cls, path: Path, *, create: bool, read_only: bool) -> Embedded:
        """The store in a directory; see ``Store.open``."""
        _inspect(path, create=create and not read_only)
        if read_only:
            try:
                snapshot, lease = snapshots.open_newest(path)
            except (OSError, RuntimeError) as error:
                raise StoreError(f"The store at {path} cannot be opened: {_one_line(error)}.") from error
            return cls(snapshot, path, lease)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            store = pyoxigraph.Store(path)
        except (OSError, RuntimeError) as error:
            if "lock" in str(error).lower():
                raise StoreLocked(
                    f"Another process writes to the store at {path}. Wait until it has finished, or only read."
                ) from error
            raise StoreError(f"The store at {path} cannot be opened: {_one_line(error)}.") from error
        if snapshots.is_behind(path):
            snapshots.publish(store, path)
        return cls(store, path)

    @property
    def _open_store(self) -> pyoxigraph.Store:
        if self._store is None:
            raise StoreError("The store has been closed. Open it again.")
        return self._store

    def close(self) -> None:
        """Let go of the files."""
        self._store = None
        if self._lease is not None:
            os.close(self._lease)
            self._lease = None

    def _query(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        try:
            return self._open_store.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise explain(error) from error
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryError(f"The query cannot be run: {_one_line(error)}.") from error

    def select(self, query: str) -> tuple[tuple[str, ...], list[tuple[Term | None, ...]]]:
        """Variables and rows of a SELECT query."""
        answer = self._query(query)
        if not isinstance(answer, QuerySolutions):
            raise QueryError("A SELECT query is needed here.")
        try:
            rows = [tuple(row) for row in answer]
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryError(f"The query cannot be run: {_one_line(error)}.") from error
        return tuple(variable.value for variable in answer.variables), rows

    def ask(self, query: str) -> bool:
        """Answer of an ASK query."""
        answer = self._query(query)
        if not isinstance(answer, QueryBoolean):
            raise QueryError("An ASK query is needed here.")
        return bool(answer)

    def construct(self, query: str) -> list[Triple]:
        """Triples of a CONSTRUCT or DESCRIBE query."""
        answer = self._query(query)
        if not isinstance(answer, QueryTriples):
            raise QueryError("A CONSTRUCT or DESCRIBE query is needed here.")
        return list(answer)

    def graphs(self) -> list[str]:
        """Names of the graphs that hold something."""
        store = self._open_store
        return [name.value for name in store.named_graphs() if any(_in_graph(store, name))]

    def quads(self, graph: str | None) -> Iterator[Quad]:
        """Contents of one graph or of all."""
        return _in_graph(self._open_store, NamedNode(graph) if graph else None)

    def replace(self, graphs: Mapping[str, frozenset[Triple]], drop: frozenset[str]) -> None:
        """One update, of the differences only; then a new snapshot for readers."""
        store = self._open_store
        if self._read_only:
            raise StoreError(f"The store at {self._path} is open for reading only. Open it for writing.")
        held = {name: _triples(store, name) for name in graphs}
        new = _normalise({name: triples - held[name] for name, triples in graphs.items()})
        update = write_update(
            {name: new[name] - held[name] for name in graphs},
            {name: held[name] - triples - new[name] for name, triples in graphs.items()},
            [name for name in drop if store.contains_named_graph(NamedNode(name))],
        )
        if not update:
            return
        if self._path is None:
            store.update(update)
            return
        snapshots.announce(self._path)
        store.update(update)
        snapshots.publish(store, self._path)


def _in_graph(store: pyoxigraph.Store, graph: NamedNode | pyoxigraph.BlankNode | DefaultGraph | None) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, graph)


def _triples(store: pyoxigraph.Store, graph: str) -> frozenset[Triple]:
    return frozenset(quad.triple for quad in _in_graph(store, NamedNode(graph)))


def _normalise(graphs: Mapping[str, frozenset[Triple]]) -> dict[str, frozenset[Triple]]:
    """The triples as the store will give them back: Oxigraph writes 1.50 as 1.5 and ko-KR as ko-kr."""
    scratch = pyoxigraph.Store()
    scratch.extend(
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))
        for name, triples in graphs.items()
        for triple in triples
    )
    return {name: _triples(scratch, name) for name in graphs}


def _one_line(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error)).strip().rstrip(".")


def _inspect(path: Path, *, create: bool) -> None:
    """Raise StoreError unless the path holds a store or, with ``create``, may come to hold one."""
    try:
        names = sorted(file.name for file in path.iterdir())
    except FileNotFoundError:
        if not create:
            raise StoreError(f"There is no store at {path}. Load documents into it first.") from None
        return
    except NotADirectoryError:
        raise StoreError(f"A store is a directory; {path} is a file. Choose another path for the store.") from None
    except OSError as error:
        raise StoreError(f"The store at {path} cannot be opened: {error.strerror}.") from error
    if foreign := [name for name in names if not _FILES.fullmatch(name)]:
        raise StoreError(f"{path} holds something else ({foreign[0]}), not a store. Choose another path for the store.")
    if "CURRENT" not in names and not create:
        raise StoreError(f"There is no store at {path}. Load documents into it first.")
