"""What all parts of the endpoint share: the workers, who may do what, under which address it is known."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..guard import Limits
from ..workers.pool import Pool
from .protocol import Refused

MOST_SENT = 256 << 20
"""Bytes of a graph or an update that are taken in."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How an endpoint is run."""

    writable: bool = False
    token: str = ""
    """what clients that write must show; empty where they need not, on loopback only"""
    public: str = ""
    """the address under which clients know it, when it is behind a proxy; ends in ``/``"""
    cors: tuple[str, ...] = ()
    """origins whose pages may read answers; ``*`` is all"""
    allowed: tuple[str, ...] = ()
    """addresses of other servers that queries may ask"""
    base_iri: str = "https://w3id.org/policygraph/"
    limits: Limits = field(default_factory=Limits)


@dataclass(slots=True)
class Service:
    """A running endpoint."""

    pool: Pool
    manner: Manner

    def address(self, request: Request, path: str = "") -> str:
        """An address of this service as its clients know it; without a path that of the request, without its query."""
        if self.manner.public:
            return self.manner.public + (path or request.url.path).lstrip("/")
        url = request.url
        return f"{url.scheme}://{url.netloc}{path or url.path}"

    def must_be_allowed_to_write(self, request: Request) -> None:
        """Raise Refused unless this request may change the store."""
        if not self.manner.writable:
            raise Refused(403, "This endpoint answers queries only; nothing can be changed through it.")
        kind, _, shown = request.headers.get("authorization", "").partition(" ")
        if self.manner.token:
            if kind.lower() != "bearer" or not hmac.compare_digest(shown.strip().encode(), self.manner.token.encode()):
                raise Refused(401, "A change needs the token of this endpoint.", {"WWW-Authenticate": "Bearer"})
        elif not self._is_own_page(request):
            raise Refused(403, "A page of another origin may not change the store.")

    def _is_own_page(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        if origin is None:
            return request.headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        return urlsplit(origin).netloc == request.headers.get("host")


def service_of(request: Request) -> Service:
    """The service that a request was sent to."""
    service: Service = request.app.state.service
    return service


def client_of(request: Request) -> str:
    """Who asks, as far as the queue needs to know."""
    return request.client.host if request.client else ""


async def body_of(request: Request, most: int) -> bytes:
    """The body of a request. Raises Refused where it is larger than so many bytes."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise Refused(413, f"The request is larger than {most:,} bytes.", {"Connection": "close"})
    return bytes(body)


def tag(snapshot: str, *what: str) -> str:
    """The entity tag of an answer from this snapshot."""
    return f'W/"{hashlib.sha256(chr(0).join((snapshot, *what)).encode()).hexdigest()[:24]}"'


def say(status: int, said: str, headers: Mapping[str, str] | None = None) -> Response:
    """One line with a status."""
    waiting = {"Retry-After": "5"} if status == 503 else {}
    return PlainTextResponse(f"{said}\n", status, {**waiting, **(headers or {}), "X-Content-Type-Options": "nosniff"})
