"""The inside of a worker that reads: runs one job after the other on the newest snapshot of the store."""

from __future__ import annotations

import io
import os
import socket
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat

from ...graph import snapshots
from ...graph.sparql import explain
from ...graph.writing import PREFIXES
from .jobs import ENDED, FAILED, PIECE, STARTED, Bounds, Failed, Query, ReadGraph, frame, receive
from .limits import stop_after

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
"""Media types of the answers to CONSTRUCT and DESCRIBE, and of graphs."""
_BETWEEN = {
    "application/sparql-results+json": b"},{",
    "application/sparql-results+xml": b"<result>",
    "application/ld+json": b"},{",
    "application/rdf+xml": b"<rdf:Description",
}
"""What stands between rows or triples, elsewhere the end of a line. It is counted: the limit of rows is a rough one."""
_PIECE = 1 << 16
_WORTH_COMPRESSING = 1400


def read_jobs(pipe: socket.socket, path: Path, bounds: Bounds, held: pyoxigraph.Store | None = None) -> None:
    """Answer jobs until the other end closes; ``held`` is a copy of the store in memory, for one snapshot only."""
    store, lease, read = held, -1, snapshots.newest(path)
    if store is None:
        store, lease = snapshots.open_newest(path)
    while received := receive(pipe):
        job, seconds = received
        stop_after(seconds)
        if held is None and read != (newest := snapshots.newest(path)):
            os.close(lease)
            store, lease = snapshots.open_newest(path)
            read = newest
        answer = Written(pipe, bounds, {"snapshot": read.name if read else ""})
        try:
            _answer(store, job, answer)
            answer.end()
        except BrokenPipeError:
            return
        except Failed as failed:
            answer.fail(failed.status, str(failed))
        finally:
            stop_after(0)


class Written(io.BytesIO):
    """An answer on its way: kept back while it may still fail, bounded in size, compressed where that is wanted."""

    def __init__(self, pipe: socket.socket, bounds: Bounds, head: dict[str, object]) -> None:
        super().__init__()
        self._pipe, self._head = pipe, head
        self._room = bounds.megabytes_out << 20
        self._most = bounds.megabytes_out
        held = bounds.megabytes_held << 20
        self._hold = held if held < self._room else self._room + 1
        self._kept = bytearray()
        self._rows, self._between, self._tail = bounds.rows, b"", b""
        self._most_rows = bounds.rows
        self._started = False
        self._squeeze: zlib._Compress | None = None

    def begin(self, *, media_type: str = "", compressed: bool = False, **more: object) -> None:
        """Say what kind of answer it will be; nothing is sent yet."""
        self._head |= {"type": media_type, **more}
        self._between = _BETWEEN.get(media_type, b"\n")
        if compressed:
            self._squeeze = zlib.compressobj(3, zlib.DEFLATED, 31)

    def hold(self, size: int) -> None:
        """Keep back only so much, and be as long as it takes: the answer cannot fail."""
        self._hold = min(self._hold, size)
        self._room = self._rows = 1 << 62

    def write(self, data: ReadableBuffer, /) -> int:
        """Take a stretch of the answer."""
        view = memoryview(data)
        self._room -= view.nbytes
        seen = self._tail + bytes(view)
        self._rows -= seen.count(self._between)
        self._tail = seen[len(seen) - len(self._between) + 1 :]
        if self._room < 0 or self._rows < 0:
            raise OverflowError
        self._kept += view
        if len(self._kept) >= (_PIECE if self._started else self._hold):
            self._send()
        return view.nbytes

    def _send(self, last: bool = False) -> None:
        pieces = []
        if not self._started:
            self._started = True
            if last and len(self._kept) < _WORTH_COMPRESSING:
                self._squeeze = None
            whole = {"size": len(self._kept)} if last and self._squeeze is None else {}
            pieces.append(frame(STARTED, {**self._head, "compressed": self._squeeze is not None, **whole}))
        body = bytes(self._kept)
        self._kept.clear()
        if self._squeeze is not None:
            body = self._squeeze.compress(body) + (self._squeeze.flush() if last else b"")
        pieces += [frame(PIECE, body[at : at + _PIECE]) for at in range(0, len(body), _PIECE)]
        if last:
            pieces.append(frame(ENDED, b""))
        self._pipe.sendall(b"".join(pieces))

    def end(self) -> None:
        """Send what is left."""
        self._send(last=True)

    def fail(self, status: int, said: str) -> None:
        """Say that there will be no answer, or no more of it."""
        self._pipe.sendall(frame(FAILED, {"status": status, "said": said}))

    def overflow(self) -> Failed:
        """What is told when the answer grew too large."""
        grown = f"has more than {self._most_rows:,} rows" if self._room >= 0 else f"is larger than {self._most} MB"
        return Failed(400, f"The answer {grown}. Add a LIMIT, or ask in parts.")


def _answer(store: pyoxigraph.Store, job: object, answer: Written) -> None:
    try:
        match job:
            case Query():
                _query(store, job, answer)
            case ReadGraph():
                _read_graph(store, job, answer)
    except SyntaxError as error:
        raise Failed(400, str(explain(error))) from error
    except OverflowError as error:
        raise answer.overflow() from error
    except BrokenPipeError:
        raise
    except (ValueError, RuntimeError, OSError) as error:
        raise Failed(400, f"The query cannot be run: {' '.join(str(error).split())}") from error


def _query(store: pyoxigraph.Store, job: Query, answer: Written) -> None:
    base = job.base or None
    if job.default_graphs or job.named_graphs:
        result = store.query(
            job.text,
            base_iri=base,
            default_graph=[NamedNode(graph) for graph in job.default_graphs],
            named_graphs=[NamedNode(graph) for graph in job.named_graphs],
        )
    else:
        result = store.query(job.text, base_iri=base, use_default_graph_as_union=job.union)
    answer.begin(media_type=job.media_type, compressed=job.compressed)
    if isinstance(result, QueryTriples):
        result.serialize(answer, GRAPHS[job.media_type])
    elif isinstance(result, QueryBoolean) and job.media_type.startswith("text/"):
        answer.write(b"true\n" if result else b"false\n")
    else:
        result.serialize(answer, RESULTS[job.media_type])


def _read_graph(store: pyoxigraph.Store, job: ReadGraph, answer: Written) -> None:
    name = NamedNode(job.graph) if job.graph else DefaultGraph()
    if isinstance(name, NamedNode) and not store.contains_named_graph(name):
        raise Failed(404, f"There is no graph {job.graph}.")
    answer.begin(media_type=job.media_type, compressed=job.compressed)
    if job.body:
        answer.hold(_PIECE)
        used = PREFIXES if job.media_type in ("text/turtle", "application/rdf+xml") else None
        store.dump(answer, GRAPHS[job.media_type], from_graph=name, prefixes=used)
