"""The SPARQL endpoint: queries, updates and graphs over HTTP, as one ASGI application and one command.

Follows the SPARQL 1.1 Protocol (``/sparql``), the Graph Store HTTP Protocol (``/store``) and the SPARQL 1.1 Service
Description (``/sparql`` asked for nothing).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from .errors import SettingsError, StoreError
from .graph.store import MEMORY, Store
from .queries.http.delivery import hanging_up
from .queries.http.graphs import graph_store
from .queries.http.service import Manner, Service
from .queries.http.sparql import sparql
from .queries.workers.jobs import Bounds, Failed, Query
from .queries.workers.pool import Pool, cores

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TOKEN = "POLICYGRAPH_TOKEN"
USUAL = Bounds()


def serve(
    address: str,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    manner: Manner | None = None,
    bounds: Bounds | None = None,
    workers: int = 0,
    in_memory: bool = False,
) -> None:
    """Answer requests on the store at ``address`` until interrupted. ``port`` 0 takes a free one.

    ``memory:`` is an empty store that is gone at the end. Raises StoreError when there is no store on disk.
    """
    if address == MEMORY:
        with tempfile.TemporaryDirectory(prefix="policygraph-") as folder:
            Store.open(Path(folder) / "store").close()
            serve(f"{folder}/store", host, port, manner=manner, bounds=bounds, workers=workers, in_memory=True)
        return
    bounds = bounds or Bounds()
    local = host in LOOPBACK
    app = application(address, local=local, manner=manner, bounds=bounds, workers=workers, in_memory=in_memory)
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="info",
        ws="none",
        server_header=False,
        proxy_headers=bool(manner and manner.public),
        timeout_graceful_shutdown=int(bounds.seconds) + 2,
    )


def application(
    address: str,
    *,
    local: bool = True,
    manner: Manner | None = None,
    bounds: Bounds | None = None,
    workers: int = 0,
    in_memory: bool = False,
) -> ASGIApp:
    """The endpoint as an ASGI application.

    ``local`` answers only requests addressed to this machine by name, so that no web page can reach a server on
    loopback through a name of its own. Raises StoreError when there is no store on disk at ``address``, and
    SettingsError where anybody could write.
    """
    manner = manner or Manner()
    if sys.platform == "win32":
        raise StoreError("The endpoint runs on Linux and macOS only. On Windows, use the Subsystem for Linux.")
    if address.startswith(("sparql+", "memory:")):
        raise StoreError(f"Only a store on disk can be served, not {address}. Name its folder with --store.")
    if manner.writable and not manner.token and not local:
        raise SettingsError(f"A writable endpoint that others can reach needs a token: set {TOKEN}.")
    Store.open(address, create=manner.writable, read_only=not manner.writable).close()

    @asynccontextmanager
    async def run(app: Starlette) -> AsyncIterator[None]:
        pool = Pool(Path(address), bounds, count=workers or cores(), in_memory=in_memory)
        await pool.start()
        app.state.service = Service(pool, manner)
        yield
        await pool.close()

    hosts = [*LOOPBACK, *([urlsplit(manner.public).hostname or ""] if manner.public else [])] if local else ["*"]
    app = Starlette(
        routes=[
            Route("/", _greet, methods=["GET"]),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/sparql/", sparql, methods=["GET", "POST"]),
            Route("/store", graph_store, methods=["GET", "PUT", "POST", "DELETE"]),
            Route("/store/{path:path}", graph_store, methods=["GET", "PUT", "POST", "DELETE"]),
            Route("/health", _health, methods=["GET"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts)],
        lifespan=run,
    )
    return hanging_up(app)


async def _greet(request: Request) -> Response:
    return PlainTextResponse("policygraph. SPARQL 1.1: /sparql?query=…  Graphs: /store?graph=…  State: /health\n")


async def _health(request: Request) -> Response:
    try:
        await request.app.state.service.pool.run(Query("ASK {}", "text/csv"))
    except Failed as error:
        return JSONResponse({"status": "failing", "reason": str(error)}, 503)
    return JSONResponse({"status": "ok"})


def settled(
    base_iri: str,
    *,
    host: str,
    writable: bool = False,
    no_token: bool = False,
    public_url: str = "",
    cors: tuple[str, ...] = (),
    in_memory: bool = False,
    workers: int = 0,
    seconds: float = USUAL.seconds,
    max_megabytes: int = USUAL.megabytes_out,
    max_rows: int = USUAL.rows,
    memory: int = USUAL.megabytes_of_memory,
    **_: object,
) -> dict[str, Any]:
    """What ``serve`` is given, out of the options of the command line. Raises SettingsError where they do not fit."""
    local = host in LOOPBACK
    token = os.environ.get(TOKEN, "").strip()
    if no_token and not (writable and local):
        raise SettingsError("--no-token goes with --writable, and only on this machine (--host 127.0.0.1).")
    if writable and not token and not no_token:
        raise SettingsError(f"--writable needs a token in {TOKEN} that clients must show; on this machine --no-token.")
    parts = urlsplit(public_url)
    if public_url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        raise SettingsError(f"--public-url {public_url}: write an address such as https://data.example.org/graph/.")
    manner = Manner(
        writable=writable,
        token="" if no_token else token,
        public=f"{public_url.rstrip('/')}/" if public_url else "",
        cors=cors or (() if local else ("*",)),
        base_iri=base_iri,
    )
    bounds = Bounds(seconds, max_megabytes, min(max_megabytes, USUAL.megabytes_held), max_rows, memory)
    return {"manner": manner, "bounds": bounds, "in_memory": in_memory, "workers": workers}
