"""Answers on their way to the client: in pieces, at the client's speed, but not slower than a limit."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ..workers.answer import Answer
from ..workers.jobs import Failed

PATIENCE = 0.4
"""Seconds in which a client must have taken the next piece (64 kB) of an answer once its time is over."""
_HANG_UP = "policygraph.hang_up"


class Delivery(Response):
    """An answer from a worker as a response; what breaks off in the middle ends the connection, so that it is seen."""

    def __init__(self, answer: Answer, seconds: float, headers: Mapping[str, str], *, body: bool = True) -> None:
        named = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        self.status_code = 200
        self.background = None
        self._answer, self._seconds, self._body = answer, seconds, body
        if answer.body is not None and body:
            named.append((b"content-length", str(len(answer.body)).encode()))
        self.raw_headers = named

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        answer = self._answer
        loop = asyncio.get_running_loop()
        until = loop.time() + self._seconds
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            if answer.body is not None or not self._body:
                await send({"type": "http.response.body", "body": (answer.body or b"") if self._body else b""})
                return
            async for piece in answer.pieces():
                async with asyncio.timeout_at(max(until, loop.time() + PATIENCE)):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        except (Failed, TimeoutError) as error:
            scope.setdefault("state", {})["broken"] = str(error) or "the client took the answer too slowly"
            _hang_up(scope)
        finally:
            answer.close()


def hanging_up(app: ASGIApp) -> ASGIApp:
    """The application, able to cut a connection at once; ASGI itself has no word for that."""

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        # uvicorn's ``send`` is a method of the object that holds the connection
        transport = getattr(getattr(send, "__self__", None), "transport", None)
        if transport is not None and scope["type"] == "http":
            scope.setdefault("extensions", {})[_HANG_UP] = transport.abort
        await app(scope, receive, send)

    return run


def _hang_up(scope: Scope) -> None:
    """Cut the connection: the client must not take for whole what is not."""
    hang_up = scope.get("extensions", {}).get(_HANG_UP)
    if hang_up is None:
        raise ConnectionAbortedError("the answer broke off")
    hang_up()
