"""An answer on its way from a worker to a reader, who may be slower than the worker."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import Any

from .jobs import Failed
from .keeper import Gone, Worker

AHEAD = 64 << 20
"""Bytes of all answers together that are taken from workers before their readers want them."""
AT_ONCE = 1 << 18
"""A whole answer up to this size is taken at once."""


class Ahead:
    """How much of all answers has been taken and not yet been read."""

    size = 0


class Answer:
    """The head of an answer, and its body in pieces. ``close`` must be called at the end."""

    def __init__(self, head: dict[str, Any], body: bytes | None = None) -> None:
        self.head, self.body = head, body
        self._pieces: deque[bytes] = deque()
        self._news = asyncio.Event()
        self._room = asyncio.Event()
        self._failure: Failed | None = None
        self._task: asyncio.Task[None] | None = None

    def take_from(
        self, worker: Worker, until: float, ahead: Ahead, done: Callable[[Worker, bool], Failed | None]
    ) -> None:
        """Begin to take the body from the worker. ``done`` hears whether it came whole and gives the failure else."""
        self._ahead = ahead
        self._task = asyncio.create_task(self._take(worker, until, done))

    async def _take(self, worker: Worker, until: float, done: Callable[[Worker, bool], Failed | None]) -> None:
        whole = False
        try:
            async with asyncio.timeout_at(until):
                async for piece in worker.pieces():
                    self._pieces.append(piece)
                    self._ahead.size += len(piece)
                    self._news.set()
                    while self._ahead.size > AHEAD and self._pieces:
                        self._room.clear()
                        await self._room.wait()
            whole = True
        except Failed as failure:
            whole = True
            self._failure = failure
        except (Gone, TimeoutError):
            pass
        finally:
            self._failure = done(worker, whole) or self._failure
            self._task = None
            self._news.set()

    async def pieces(self) -> AsyncIterator[bytes]:
        """The body. Raises Failed where it breaks off."""
        if self.body is not None:
            yield self.body
            return
        while True:
            while self._pieces:
                piece = self._pieces.popleft()
                self._ahead.size -= len(piece)
                self._room.set()
                yield piece
            if self._task is None:
                if self._failure:
                    raise self._failure
                return
            self._news.clear()
            await self._news.wait()

    def close(self) -> None:
        """Take no more of it."""
        if self._task is not None:
            self._task.cancel()
        if self._pieces:
            self._ahead.size -= sum(map(len, self._pieces))
            self._pieces.clear()
            self._room.set()
