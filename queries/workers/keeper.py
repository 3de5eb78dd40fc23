"""One worker as the server sees it: a process id and a socket, and the answer that is coming from it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .jobs import ENDED, FAILED, HEAD, PIECE, Bounds, Failed, Job, packed
from .starter import PID


class Gone(Exception):
    """The worker ended in the middle."""


class Worker:
    """A running worker; used for one job at a time."""

    def __init__(self, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, starter: Starter) -> None:
        self.pid, self.starter = pid, starter
        self._reader, self._writer = reader, writer
        self.slow = False
        self.client = ""
        self.since = 0.0
        self.ended_for = ""
        """why it was ended before it had finished, when it was"""

    async def begin(self, job: Job, seconds: float) -> dict[str, Any]:
        """Send a job and give the head of its answer. Raises Failed and Gone."""
        try:
            self._writer.write(packed(job, seconds))
            await self._writer.drain()
            kind, body = await self._next()
        except (OSError, asyncio.IncompleteReadError) as error:
            raise Gone from error
        if kind == FAILED:
            raise _failure(body)
        return dict(json.loads(body))

    async def pieces(self) -> AsyncIterator[bytes]:
        """The answer, piece by piece. Raises Failed and Gone."""
        while True:
            try:
                kind, body = await self._next()
            except (OSError, asyncio.IncompleteReadError) as error:
                raise Gone from error
            match kind:
                case _ if kind == PIECE:
                    yield body
                case _ if kind == ENDED:
                    return
                case _:
                    raise _failure(body)

    async def _next(self) -> tuple[int, bytes]:
        kind, size = HEAD.unpack(await self._reader.readexactly(HEAD.size))
        return kind, await self._reader.readexactly(size) if size else b""

    def slow_down(self) -> None:
        """Let others go first."""
        self.slow = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, 10)

    def end(self, why: str = "") -> None:
        """End the process, whatever it does."""
        self.ended_for = self.ended_for or why
        with contextlib.suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
        self._writer.close()


class Starter:
    """The process that forks workers; ``in_memory`` it holds a copy of the newest snapshot, which they share."""

    def __init__(self, path: Path, bounds: Bounds, *, in_memory: bool) -> None:
        self._orders, theirs = socket.socketpair()
        settings = {"path": str(path), "bounds": asdict(bounds), "in_memory": in_memory}
        package = __name__.rpartition(".")[0]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", f"{package}.starter", json.dumps(settings)],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONWARNINGS": "ignore"},
            start_new_session=True,
        )
        theirs.close()
        self._one_at_a_time = asyncio.Lock()
        self._ready = False

    async def start(self, order: bytes = b"r") -> Worker:
        """A new worker: ``r`` reads, ``w`` writes. Raises Gone when the starter has ended."""
        async with self._one_at_a_time:
            ours, theirs = socket.socketpair()
            try:
                pid = await asyncio.to_thread(self._fork, order, theirs)
            except OSError as error:
                ours.close()
                raise Gone from error
            finally:
                theirs.close()
        ours.setblocking(False)
        reader, writer = await asyncio.open_unix_connection(sock=ours, limit=1 << 18)
        return Worker(pid, reader, writer, self)

    def _fork(self, order: bytes, theirs: socket.socket) -> int:
        if not self._ready:
            self._pid()
            self._ready = True
        socket.send_fds(self._orders, [order], [theirs.fileno()])
        return self._pid()

    def _pid(self) -> int:
        said = self._orders.recv(PID.size, socket.MSG_WAITALL)
        if len(said) < PID.size:
            raise OSError
        return int(PID.unpack(said)[0])

    def end(self) -> None:
        """Start no more."""
        self._orders.close()
        self._process.kill()
        self._process.wait()


def _failure(body: bytes) -> Failed:
    said = json.loads(body)
    return Failed(int(said["status"]), str(said["said"]))
