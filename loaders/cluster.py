"""Many documents read by a dask cluster: the work of ``loaders.pool``, sent to a scheduler by its address.

Texts travel by content, so that the workers need no disk of ours; each must have this very version of the reader.
Only the scheduler is spoken to. A worker that is lost loses nothing: the scheduler gives its documents to another.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from ..errors import PolicyGraphError, SettingsError, SourceUnavailable, UnreadableDocument
from ..graph.naming import Naming
from .cache import reader_version
from .opening import Opened
from .pool import MAX_SECONDS, answer, request_of, shard_from
from .process import Answer
from .proposers.choosing import Choice
from .shards import Shard

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECTING = 10.0
"""seconds to wait for the scheduler"""
WITHOUT_WORKERS = 30.0
"""seconds to wait for a first worker, or for another where all were lost"""
AT_ONCE = 64
"""documents sent ahead"""
_ADDRESS = re.compile(r"(?:(?:tcp|tls)://)?(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+):\d{1,5}")
_one = threading.Lock()

Found = tuple[Opened, Shard | PolicyGraphError]


def read_on_cluster(
    address: str,
    documents: Sequence[Opened],
    naming: Naming,
    least: float,
    *,
    seconds: float = MAX_SECONDS,
    patience: float = WITHOUT_WORKERS,
    choice: Choice | None = None,
) -> Iterator[Found]:
    """Each document with its shard, or with why it has none, as they become ready.

    ``address`` is a scheduler's, such as ``tcp://10.0.0.5:8786``; a proposer (``choice``) is asked by its workers, who
    need the key, if there is one, in their own environment. Raises SettingsError where the extra ``[dask]`` is
    missing, SourceUnavailable where no scheduler answers, where it has no workers for ``patience`` seconds, where
    theirs is another version of the reader, or where nothing comes back within ``seconds``.
    """
    if not documents:
        return
    seconds += choice.seconds if choice else 0
    with _connected(address) as client:
        left = sorted(documents, key=lambda each: -len(each.source.text))
        sent: dict[Future[Any], Opened] = {}
        latest = seen = time.monotonic()
        while left or sent:
            while left and len(sent) < AT_ONCE:
                document = left.pop(0)
                request = {**request_of(document, naming, least, choice), "version": reader_version()}
                sent[client.submit(answer_there, request, pure=False)] = document
            for future in [each for each in sent if each.done()]:
                latest = time.monotonic()
                document = sent.pop(future)
                yield document, _taken(address, document, future)
            now = time.monotonic()
            seen = now if _workers(address, client) else seen
            if now - seen > patience:
                raise SourceUnavailable(
                    f"{address}: the scheduler has no workers; start some with dask worker {address}"
                )
            if now - latest > seconds:
                raise SourceUnavailable(f"{address}: nothing was read within {seconds:g} seconds; see to its workers")
            _wait(client, sent)


def answer_there(request: Answer) -> Answer:
    """What a worker does with one document; one after the other in each process."""
    if request["version"] != reader_version():
        return {"other": True}
    with _one:
        return answer(request)


def _wait(client: Client, sent: dict[Future[Any], Opened]) -> None:
    """Until one of them is ready, or a second has gone by."""
    from distributed import wait

    with client.as_current(), suppress(TimeoutError):
        if sent:
            wait(list(sent), timeout=1, return_when="FIRST_COMPLETED")


def _taken(address: str, document: Opened, future: Future[Any]) -> Shard | PolicyGraphError:
    if future.cancelled():
        raise SourceUnavailable(f"{address}: the scheduler went away; load once more when it is back")
    fault = future.exception()
    if fault is None:
        found = future.result()
        if found.get("other"):
            raise SourceUnavailable(
                f"{address}: a worker has another version of policygraph; install there what is here"
            )
        shard = shard_from(found)
        if shard is not None:
            return shard
        fault = ValueError("what came back was damaged")
    if isinstance(fault, ModuleNotFoundError):
        raise SourceUnavailable(f"{address}: a worker has no policygraph ({fault}); install there what is here")
    reason = " ".join(f"{type(fault).__name__}: {fault}".split())[:160]
    return UnreadableDocument(f"{document.source.id}: the cluster could not read it ({reason})")


def _workers(address: str, client: Client) -> bool:
    """Whether there are any."""
    if client.status != "running":
        raise SourceUnavailable(f"{address}: the scheduler went away; load once more when it is back")
    return bool(client.scheduler_info()["workers"])


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A client of the scheduler, which is left without a trace of our documents."""
    if not _ADDRESS.fullmatch(address):
        raise SettingsError(f"--dask {address}: not the address of a scheduler, such as tcp://127.0.0.1:8786")
    try:
        from distributed import CancelledError, Client
    except ImportError:
        raise SettingsError("--dask needs an extra: pip install 'policygraph[dask]'") from None
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in ("distributed", "tornado")]
    levels = {logging.getLogger(name): logging.getLogger(name).level for name in names}
    for logger in levels:
        logger.setLevel(logging.CRITICAL + 1)  # what goes wrong is told in one line of ours
    client: Any = None
    try:
        try:
            client = Client(address, timeout=CONNECTING, set_as_default=False, direct_to_workers=False)
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            raise SourceUnavailable(f"{address}: no dask scheduler answers there ({reason}); is it running?") from None
        try:
            yield client
        except (OSError, CancelledError):
            raise SourceUnavailable(f"{address}: the scheduler went away; load once more when it is back") from None
    finally:
        if client is not None:
            with suppress(Exception):  # a scheduler that is gone cannot be taken leave of
                client.close(timeout=5)
        for logger, level in levels.items():
            logger.setLevel(level)
