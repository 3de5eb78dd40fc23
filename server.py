"""The SPARQL endpoint: queries over HTTP by the SPARQL 1.1 Protocol, nothing that writes.

Follows https://www.w3.org/TR/sparql11-protocol/ for queries: ``GET /sparql?query=``, ``POST`` of a form or of
``application/sparql-query``, ``default-graph-uri`` and ``named-graph-uri``, formats by the Accept header.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from .errors import PolicyGraphError, QueryError, StoreError
from .graph.store import Store
from .queries.guard import Limits, inspect_query, names_graphs
from .queries.workers import GRAPHS, RESULTS, Bounds, Job, TooLong, Workers

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class _Refused(Exception):
    """A request that is answered with a status and one line."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status


def serve(address: str, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Answer queries on the store at ``address`` until interrupted. ``port`` 0 takes a free one.

    Raises StoreError when there is no store on disk.
    """
    app = application(address, local=host in _LOOPBACK)
    uvicorn.run(app, host=host, port=port, log_level="info", ws="none", server_header=False)


def application(
    address: str, *, local: bool = True, limits: Limits | None = None, bounds: Bounds | None = None, workers: int = 2
) -> Starlette:
    """The endpoint as an ASGI application.

    ``local`` answers only requests addressed to this machine by name, so that no web page can reach a server on
    loopback through a name of its own. Raises StoreError when there is no store on disk at ``address``.
    """
    if address.startswith(("sparql+", "memory:")):
        raise StoreError(f"Only a store on disk can be served, not {address}. Name its folder with --store.")
    Store.open(address, create=False, read_only=True).close()

    @asynccontextmanager
    async def run(app: Starlette) -> AsyncIterator[None]:
        app.state.workers = Workers(Path(address), workers, bounds)
        app.state.limits = limits or Limits()
        yield
        await asyncio.to_thread(app.state.workers.close)

    hosts = list(_LOOPBACK) if local else ["*"]
    return Starlette(
        routes=[
            Route("/", _greet, methods=["GET"]),
            Route("/sparql", _query, methods=["GET", "POST"]),
            Route("/health", _health, methods=["GET"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts)],
        lifespan=run,
    )


async def _greet(request: Request) -> Response:
    return PlainTextResponse("policygraph. SPARQL 1.1 queries: /sparql?query=…  State: /health\n")


async def _health(request: Request) -> Response:
    try:
        await asyncio.to_thread(request.app.state.workers.run, Job("ASK {}", "text/csv"))
    except (QueryError, TooLong) as error:
        return JSONResponse({"status": "failing", "reason": str(error)}, 503)
    return JSONResponse({"status": "ok"})


async def _query(request: Request) -> Response:
    try:
        query, parameters = await _read(request)
        form = inspect_query(query, request.app.state.limits)
        media_type = _negotiate(request.headers.get("accept", ""), RESULTS if form in ("SELECT", "ASK") else GRAPHS)
        job = Job(
            query,
            media_type,
            union=not names_graphs(query),
            default_graphs=_iris(parameters, "default-graph-uri"),
            named_graphs=_iris(parameters, "named-graph-uri"),
        )
        body = await asyncio.to_thread(request.app.state.workers.run, job)
    except _Refused as error:
        return _say(error.status, str(error))
    except TooLong as error:
        return _say(503, str(error), {"Retry-After": "60"})
    except PolicyGraphError as error:
        return _say(400, str(error))
    return Response(body, media_type=media_type, headers={"Vary": "Accept", "X-Content-Type-Options": "nosniff"})


async def _read(request: Request) -> tuple[str, list[tuple[str, str]]]:
    """The query and all parameters of a request."""
    parameters = _pairs(request.url.query)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        text = await _text(request)
        if kind == "application/sparql-query":
            return text, parameters
        if kind != "application/x-www-form-urlencoded":
            raise _Refused(415, "Send the query as application/sparql-query or as a form.")
        parameters = _pairs(text)
    queries = [value for name, value in parameters if name == "query"]
    if any(name == "update" for name, _ in parameters):
        raise _Refused(403, "This endpoint answers queries only; nothing can be changed through it.")
    if len(queries) != 1:
        raise _Refused(400, "Give exactly one query, as the parameter query.")
    return queries[0], parameters


async def _text(request: Request) -> str:
    most = 4 * int(request.app.state.limits.characters) + 100_000
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise _Refused(413, f"The request is larger than {most:,} bytes.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _Refused(400, "The request is not UTF-8.") from error


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise _Refused(400, "The parameters of the request cannot be read as UTF-8.") from error


def _iris(parameters: Iterable[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in parameters if key == name)


def _negotiate(accept: str, offered: Mapping[str, object]) -> str:
    """The media type that the Accept header likes best (RFC 9110, 12.5.1); ours breaks ties."""
    if not accept.strip():
        return next(iter(offered))
    wanted: dict[str, float] = {}
    for part in accept.split(","):
        name, *rest = (piece.strip() for piece in part.split(";"))
        weight = next((piece[2:] for piece in rest if piece.startswith("q=")), "1")
        try:
            wanted[name.lower()] = float(weight)
        except ValueError:
            wanted[name.lower()] = 0.0
    alike = {"application/json": "application/sparql-results+json", "application/xml": "application/sparql-results+xml"}
    for name, ours in alike.items():
        if name in wanted and ours not in wanted:
            wanted[ours] = wanted[name]

    def weight_of(offer: str) -> float:
        return next((wanted[n] for n in (offer, offer.split("/")[0] + "/*", "*/*") if n in wanted), 0.0)

    best = max(offered, key=weight_of)
    if weight_of(best) <= 0:
        raise _Refused(406, f"Offered here: {', '.join(offered)}.")
    return best


def _say(status: int, said: str, headers: Mapping[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{said}\n", status, headers)
