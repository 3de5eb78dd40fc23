"""Whose turn it is: clients that wait are served in rotation, so that one with many requests delays itself only."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Full(Exception):
    """Too many are waiting already."""


class Turns(Generic[Thing]):
    """Things that are lent out, and the clients that wait for one."""

    def __init__(self, most: int = 1000, most_of_one: int = 500) -> None:
        self._idle: deque[Thing] = deque()
        self._waiting: OrderedDict[str, deque[asyncio.Future[Thing]]] = OrderedDict()
        self._most, self._most_of_one = most, most_of_one
        self.waiting = 0

    @property
    def idle(self) -> int:
        """How many things are free."""
        return len(self._idle)

    async def take(self, client: str, until: float) -> Thing:
        """A free thing, at the latest at this moment of the loop's clock.

        Raises Full where too many wait, of all or of this client, and TimeoutError.
        """
        if self._idle:
            return self._idle.pop()
        queue = self._waiting.setdefault(client, deque())
        if self.waiting >= self._most or len(queue) >= self._most_of_one:
            raise Full
        turn: asyncio.Future[Thing] = asyncio.get_running_loop().create_future()
        queue.append(turn)
        self.waiting += 1
        try:
            async with asyncio.timeout_at(until):
                return await turn
        except BaseException:
            if turn.done() and not turn.cancelled() and not turn.exception():
                self.give(turn.result())  # it came in the very moment in which the client gave up
            raise
        finally:
            self.waiting -= 1
            if turn in queue:
                queue.remove(turn)
            if not queue and self._waiting.get(client) is queue:
                del self._waiting[client]

    def give(self, thing: Thing) -> None:
        """Give back a thing, or a new one: to the client that has waited longest for its turn."""
        while self._waiting:
            client, queue = self._waiting.popitem(last=False)
            turn = queue.popleft()
            while turn.done() and queue:
                turn = queue.popleft()
            if queue:
                self._waiting[client] = queue
            if not turn.done():
                turn.set_result(thing)
                return
        self._idle.append(thing)

    def drop(self, unwanted: Callable[[Thing], bool]) -> list[Thing]:
        """Take back the free things that are unwanted."""
        gone = [thing for thing in self._idle if unwanted(thing)]
        self._idle = deque(thing for thing in self._idle if not unwanted(thing))
        return gone
