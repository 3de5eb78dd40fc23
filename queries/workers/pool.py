"""The workers of a server: who gets one, how long, and what becomes of those that take long.

A few are always ready for what is quick. What takes longer than a moment goes on beside them, at a lower priority and
in a limited number; when there are too many of these, the client that has most of them loses its newest.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from pathlib import Path

from ...graph import snapshots
from .answer import AT_ONCE, Ahead, Answer
from .jobs import Bounds, Failed, Job, Update, WriteGraph
from .keeper import Gone, Starter, Worker
from .turns import Full, Turns

QUICK = 0.25
"""Seconds within which a request is quick."""


class Pool:
    """Workers over one store on disk. ``start`` first, ``close`` at the end."""

    def __init__(
        self, path: Path, bounds: Bounds | None = None, *, count: int = 2, slow: int = 8, in_memory: bool = False
    ) -> None:
        self.path, self.bounds = path, bounds or Bounds()
        self._count, self._most_slow, self._in_memory = count, slow, in_memory
        self._turns: Turns[Worker] = Turns()
        self._busy: set[Worker] = set()
        self._writer: Worker | None = None
        self._writer_starter: Starter | None = None
        self._writing = asyncio.Lock()
        self._renewing = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._held = self.snapshot()
        self._closed = False
        self._ahead = Ahead()
        self.ended: Counter[str] = Counter()

    def snapshot(self) -> str:
        """The name of the newest snapshot: another one after every change."""
        newest = snapshots.newest(self.path)
        return newest.name if newest else ""

    @property
    def state(self) -> dict[str, int]:
        """How many workers are idle, busy and slow, and how many requests wait."""
        slow = sum(worker.slow for worker in self._busy)
        return {
            "idle": self._turns.idle,
            "busy": len(self._busy) - slow,
            "slow": slow,
            "waiting": self._turns.waiting,
        }

    async def start(self) -> None:
        """Start the workers."""
        self._starter = Starter(self.path, self.bounds, in_memory=self._in_memory)
        for _ in range(self._count):
            self._turns.give(await self._starter.start())

    async def run(self, job: Job, client: str = "") -> Answer:
        """The beginning of an answer. Raises Failed with the status and the reason when there is none."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self.bounds.seconds
        if isinstance(job, Update | WriteGraph):
            return await self._write(job, until)
        if self._in_memory and self._held != self.snapshot():
            await self._renew()
        try:
            worker = await self._turns.take(client, until)
        except (Full, TimeoutError) as error:
            raise _busy() from error
        worker.client, worker.since = client, loop.time()
        self._busy.add(worker)
        loop.call_later(QUICK, self._look_at, worker, worker.since)
        try:
            async with asyncio.timeout_at(until):
                head = await worker.begin(job, until - loop.time())
                if int(head.get("size", AT_ONCE + 1)) <= AT_ONCE:
                    body = b"".join([piece async for piece in worker.pieces()])
                    self._give_back(worker)
                    return Answer(head, body)
        except Failed:
            self._give_back(worker)
            raise
        except (Gone, TimeoutError) as error:
            raise self._end(worker) from error
        except BaseException:
            self._end(worker)
            raise
        answer = Answer(head)
        answer.take_from(worker, until, self._ahead, self._done)
        return answer

    def _done(self, worker: Worker, whole: bool) -> Failed | None:
        if not whole:
            return self._end(worker)
        self._give_back(worker)
        return None

    def _stopped(self, worker: Worker) -> Failed:
        if worker.ended_for == "crowd":
            return _busy()
        return Failed(503, f"It was stopped: it took more than {self.bounds.seconds:g} s, or too much memory.")

    def _give_back(self, worker: Worker) -> None:
        """The worker has finished."""
        self._busy.discard(worker)
        if worker.slow or worker.starter is not self._starter or self._closed:
            worker.end()  # another one stands in its place already
        else:
            self._turns.give(worker)

    def _end(self, worker: Worker) -> Failed:
        """End a worker in the middle of its job, and say why; another one takes its place."""
        if worker not in self._busy:
            return self._stopped(worker)
        self._busy.discard(worker)
        replaced = worker.slow or worker.starter is not self._starter
        self.ended["crowd" if worker.ended_for == "crowd" else "stopped"] += 1
        worker.end("stopped")
        if not replaced:
            self._replace()
        return self._stopped(worker)

    def _look_at(self, worker: Worker, since: float) -> None:
        """A worker that is still at the same job is a slow one from now on, if there may be one more."""
        if worker not in self._busy or worker.since != since or worker.slow:
            return
        slow = [each for each in self._busy if each.slow]
        worker.slow_down()
        self._replace()
        if len(slow) >= self._most_slow:
            slow.append(worker)
            shares = Counter(each.client for each in slow)
            greediest = max(shares, key=lambda client: (shares[client], client == worker.client))
            victim = max((each for each in slow if each.client == greediest), key=lambda each: each.since)
            victim.end("crowd")

    def _replace(self) -> None:
        if not self._closed:
            task = asyncio.create_task(self._add())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _add(self) -> None:
        starter = self._starter
        try:
            worker = await starter.start()
        except Gone:
            if self._closed or starter is not self._starter:
                return
            self._starter = Starter(self.path, self.bounds, in_memory=self._in_memory)
            worker = await self._starter.start()
        if worker.starter is self._starter and not self._closed:
            self._turns.give(worker)
        else:
            worker.end()

    async def _renew(self) -> None:
        """Workers with the newest snapshot in memory in place of those with an older one."""
        async with self._renewing:
            newest = self.snapshot()
            if self._held == newest:
                return
            fresh = Starter(self.path, self.bounds, in_memory=True)
            workers = [await fresh.start() for _ in range(self._count)]
            old, self._starter, self._held = self._starter, fresh, newest
            for worker in self._turns.drop(lambda each: each.starter is old):
                worker.end()
            for worker in workers:
                self._turns.give(worker)
            old.end()

    async def _write(self, job: Job, until: float) -> Answer:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout_at(until), self._writing:
                worker = self._writer or await self._start_writer()
                self._writer = None
                try:
                    head = await worker.begin(job, until - loop.time())
                    async for _ in worker.pieces():
                        pass
                except Failed:
                    self._writer = worker
                    raise
                except BaseException:
                    worker.end("stopped")
                    raise
                self._writer = worker
        except (Gone, TimeoutError) as error:
            self.ended["stopped"] += 1
            raise Failed(503, f"The change was stopped: it took more than {self.bounds.seconds:g} s.") from error
        return Answer(head, b"")

    async def _start_writer(self) -> Worker:
        """The worker that writes, from a starter that never opened a store: its threads would not outlive a fork."""
        if self._writer_starter is None:
            self._writer_starter = Starter(self.path, self.bounds, in_memory=False)
        try:
            return await self._writer_starter.start(b"w")
        except Gone:
            self._writer_starter.end()
            self._writer_starter = None
            raise

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        for worker in [*self._turns.drop(lambda _: True), *self._busy, *([self._writer] if self._writer else [])]:
            worker.end("closed")
        for starter in filter(None, (self._starter, self._writer_starter)):
            starter.end()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _busy() -> Failed:
    return Failed(503, "The server is busy with other requests. Try again in a moment.")


def cores() -> int:
    """How many workers are ready unless told otherwise: one for each core, at least two."""
    return max(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2)
