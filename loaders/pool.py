"""Many documents read at once: processes of our own that each read one document after the other.

A process that crashes, hangs or is killed loses nothing but time: its document is read once more by a fresh one, and
told as unreadable only if that ends the same way. What a process gives back is checked before it is taken
(``loaders.shards``), and neither their number nor their order shows in it.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict

from ..errors import GraphInvalid, PolicyGraphError, UnreadableDocument
from ..graph.citation import Source
from ..graph.naming import Naming
from ..reading.claims import read_claims
from .cache import Cache
from .opening import Opened
from .process import Answer, Process, limit_memory, serve
from .proposers.choosing import Choice, proposer_of
from .shards import Shard, as_bytes, from_bytes, shard_of

MAX_SECONDS = 300.0
"""for one document; a seed-sized one takes less than a second"""
LETTERS_A_SECOND = 4_000
"""the least that are read; a document that is longer than this makes of ``MAX_SECONDS`` has as long as it needs"""
MAX_MEMORY = 4 * 1024**3
"""of one process, all that it has mapped"""
MAX_HERE = 100_000
"""letters of a document that is read in this very process; longer ones are read in one that can be stopped"""
TRIES = 2

Elsewhere = Callable[[Sequence[Opened], Naming, float], Iterator[tuple[Opened, Shard | PolicyGraphError]]]


def cores() -> int:
    """How many documents can be read at once on this machine: the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_shards(
    documents: Sequence[Opened],
    naming: Naming,
    least: float,
    jobs: int = 1,
    cache: Cache | None = None,
    seconds: float = MAX_SECONDS,
    elsewhere: Elsewhere | None = None,
    choice: Choice | None = None,
) -> Iterator[Shard | PolicyGraphError]:
    """The shards of documents as they become ready, in no order; an error in place of one that could not be read.

    ``jobs`` processes read, none of them started for what the cache has; one document alone, or one job, is read here
    unless a document is very long.
    ``elsewhere`` is who reads in place of them, such as a cluster; ``choice`` is the proposer that is asked too.
    """
    left: list[Opened] = []
    for document in documents:
        kept = cache.find(document, naming, least) if cache else None
        if kept is None:
            left.append(document)
        else:
            yield kept
    jobs = min(jobs, len(left))
    found: Iterator[tuple[Opened, Shard | PolicyGraphError]]
    if elsewhere:
        found = elsewhere(left, naming, least)
    else:
        here = jobs <= 1 and all(len(document.source.text) <= MAX_HERE for document in left)
        found = _alone(left, naming, least, choice) if here else _together(left, naming, least, jobs, seconds, choice)
    for document, shard in found:
        if cache and isinstance(shard, Shard):
            cache.keep(document, naming, least, shard)
        yield shard


def _alone(
    documents: Sequence[Opened], naming: Naming, least: float, choice: Choice | None
) -> Iterator[tuple[Opened, Shard | PolicyGraphError]]:
    proposer = proposer_of(choice) if choice else None
    for document in documents:
        reading = read_claims(document.source, naming, document.body_start, least=least, proposer=proposer)
        yield document, shard_of(reading, naming, least)


def _together(
    documents: Sequence[Opened], naming: Naming, least: float, jobs: int, seconds: float, choice: Choice | None
) -> Iterator[tuple[Opened, Shard | PolicyGraphError]]:
    waiting: queue.SimpleQueue[Opened | None] = queue.SimpleQueue()
    ready: queue.SimpleQueue[tuple[Opened, Shard | PolicyGraphError]] = queue.SimpleQueue()
    for each in (*sorted(documents, key=lambda d: -len(d.source.text)), *[None] * jobs):
        waiting.put(each)
    running: list[Process] = []
    stop = threading.Event()

    def work() -> None:
        process: Process | None = None
        while (document := waiting.get()) is not None and not stop.is_set():
            answer: Shard | PolicyGraphError | None = None
            most = max(seconds, len(document.source.text) / LETTERS_A_SECOND) + (choice.seconds if choice else 0)
            for _ in range(TRIES):
                if process is None:
                    process = Process(__name__)
                    running.append(process)
                answer = _ask(process, document, naming, least, most, choice)
                if answer is not None:
                    break
                fate = process.fate(most)
                process = None
            ready.put((document, answer or UnreadableDocument(f"{document.source.id}: {fate}, {TRIES} times over")))
        if process is not None:
            process.end()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(jobs)]
    for thread in threads:
        thread.start()
    try:
        for _ in documents:
            yield ready.get()
    finally:
        stop.set()
        for process in running:
            process.end()
        for thread in threads:
            thread.join(5)


def _ask(
    process: Process, document: Opened, naming: Naming, least: float, seconds: float, choice: Choice | None = None
) -> Shard | PolicyGraphError | None:
    """The shard, or why there is none; nothing where the process ended or told what cannot be."""
    found = process.ask(request_of(document, naming, least, choice), b"", seconds)
    return None if found is None else shard_from(found)


def request_of(document: Opened, naming: Naming, least: float, choice: Choice | None = None) -> Answer:
    """All that another process must know to read a document, as JSON has it."""
    return ({"proposer": asdict(choice)} if choice else {}) | {
        "source": asdict(document.source),
        "body_start": document.body_start,
        "base": naming.base,
        "least": least,
    }


def answer(request: Answer) -> Answer:
    """The other side: a document is read; the shard as it travels, or the error in one line."""
    naming = Naming(request["base"])
    source = Source(**request["source"])
    try:
        proposer = proposer_of(Choice(**request["proposer"])) if "proposer" in request else None
        reading = read_claims(source, naming, request["body_start"], least=request["least"], proposer=proposer)
        return {"shard": as_bytes(shard_of(reading, naming, request["least"])).decode("utf-8")}
    except PolicyGraphError as error:
        return {"error": str(error)}


def shard_from(found: Answer) -> Shard | PolicyGraphError | None:
    """What an answer holds; nothing where it tells what cannot be."""
    if "error" in found:
        return GraphInvalid(str(found["error"]))
    try:
        return from_bytes(found["shard"].encode("utf-8"))
    except GraphInvalid:
        return None


def _answer(request: Answer, _: bytes) -> Answer:
    try:
        return answer(request)
    except MemoryError:
        told = f"needs more than {MAX_MEMORY // 1024**3} GB of memory to be read; split it"
    return {"error": f"{request['source']['id']}: {told}"}


if __name__ == "__main__":
    limit_memory(MAX_MEMORY)
    serve(_answer)
