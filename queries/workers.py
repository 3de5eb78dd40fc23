"""Processes that run queries and can be stopped: Oxigraph runs a query to its end, however long that takes.

Each worker reads the newest snapshot of a store on disk. One that takes too long, too much memory, or dies is
replaced; the others do not notice.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import queue
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat

from ..errors import QueryError
from ..graph import snapshots
from ..graph.sparql import explain

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
"""Media types of the answers to SELECT and ASK; the first is given to those who do not mind."""
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
"""Media types of the answers to CONSTRUCT and DESCRIBE."""


class TooLong(Exception):
    """The query ran over its time, or its worker died over it."""


@dataclass(frozen=True, slots=True)
class Job:
    """A query that has passed the guard, and how its answer shall be written.

    ``union`` takes all graphs together as default graph; graphs named here go before those that the query names.
    """

    query: str
    media_type: str
    union: bool = True
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one query may take."""

    seconds: float = 30.0
    megabytes_out: int = 64
    megabytes_of_memory: int = 4096


class Workers:
    """A fixed number of processes over one store; ``run`` may be called from many threads."""

    def __init__(self, path: Path, count: int = 2, bounds: Bounds | None = None) -> None:
        self._path, self._bounds = path, bounds or Bounds()
        self._context = multiprocessing.get_context("spawn")
        self._idle: queue.Queue[tuple[BaseProcess, Connection]] = queue.Queue()
        for _ in range(count):
            self._idle.put(self._start())
        self._count = count

    def run(self, job: Job) -> bytes:
        """The answer, written in the job's media type.

        Raises QueryError when the query cannot be run or its answer is too large, TooLong when it had to be stopped.
        """
        process, pipe = self._idle.get()
        try:
            pipe.send(job)
            answer = pipe.recv() if pipe.poll(self._bounds.seconds) else None
        except (EOFError, OSError):
            answer = None
        if answer is None:
            process.kill()
            process.join()
            pipe.close()
            process, pipe = self._start()
        self._idle.put((process, pipe))
        if answer is None:
            raise TooLong(f"The query was stopped: it took more than {self._bounds.seconds:g} s, or too much memory.")
        if isinstance(answer, str):
            raise QueryError(answer)
        return bytes(answer)

    def close(self) -> None:
        """Stop all workers that are idle; waits for those that are not."""
        for _ in range(self._count):
            process, pipe = self._idle.get()
            pipe.close()
            process.join(timeout=2)
            if process.is_alive():
                process.kill()
                process.join()

    def _start(self) -> tuple[BaseProcess, Connection]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._path, self._bounds), daemon=True)
        process.start()
        theirs.close()
        return process, ours


class _Bounded(io.BytesIO):
    """Memory that takes so much and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._room = most

    def write(self, data: ReadableBuffer, /) -> int:
        self._room -= memoryview(data).nbytes
        if self._room < 0:
            raise OverflowError
        return super().write(data)


def _work(pipe: Connection, path: Path, bounds: Bounds) -> None:
    """Answer jobs until the other end closes."""
    _limit_memory(bounds.megabytes_of_memory)
    read: Path | None = None
    store, lease = snapshots.open_newest(path)
    read = snapshots.newest(path)
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        if read != (newest := snapshots.newest(path)):
            os.close(lease)
            store, lease = snapshots.open_newest(path)
            read = newest
        with contextlib.suppress(BrokenPipeError):
            pipe.send(_answer(store, job, bounds.megabytes_out << 20))


def _answer(store: pyoxigraph.Store, job: Job, most: int) -> bytes | str:
    """The answer, or what stood in the way."""
    page = _Bounded(most)
    try:
        if job.default_graphs or job.named_graphs:
            result = store.query(
                job.query,
                default_graph=[NamedNode(graph) for graph in job.default_graphs],
                named_graphs=[NamedNode(graph) for graph in job.named_graphs],
            )
        else:
            result = store.query(job.query, use_default_graph_as_union=job.union)
        if isinstance(result, QueryTriples):
            result.serialize(page, GRAPHS[job.media_type])
        else:
            _write_rows(result, page, job.media_type)
    except SyntaxError as error:
        return str(explain(error))
    except OverflowError:
        return f"The answer is larger than {most >> 20} MB. Add a LIMIT, or ask in parts."
    except (ValueError, RuntimeError, OSError) as error:
        return f"The query cannot be run: {' '.join(str(error).split())}"
    return page.getvalue()


def _write_rows(result: pyoxigraph.QuerySolutions | QueryBoolean, page: _Bounded, media_type: str) -> None:
    if isinstance(result, QueryBoolean) and media_type.startswith("text/"):
        page.write(f"{'true' if result else 'false'}\n".encode())
        return
    result.serialize(page, RESULTS[media_type])


def _limit_memory(megabytes: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
