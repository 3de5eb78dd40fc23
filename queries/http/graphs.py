"""``/store``: whole graphs, read and written by the Graph Store HTTP Protocol."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ..workers.answering import GRAPHS
from ..workers.jobs import Failed, ReadGraph, WriteGraph
from .delivery import Delivery
from .graph_store import Target, parts, target
from .negotiation import choose, takes_gzip
from .protocol import Refused
from .service import MOST_SENT, Service, body_of, client_of, say, service_of, tag
from .sparql import about

STORE = "/store"


async def graph_store(request: Request) -> Response:
    """Answer one request to the graph store."""
    service = service_of(request)
    try:
        meant = target(request.method, request.url.query, service.address(request), service.address(request, STORE))
        if request.method in ("GET", "HEAD"):
            return await _read(request, service, meant)
        return await _write(request, service, meant)
    except (Refused, Failed) as refused:
        return say(refused.status, str(refused), getattr(refused, "headers", None))


async def _read(request: Request, service: Service, meant: Target) -> Response:
    request.state.operation = "GRAPH"
    kind = choose(request.headers.get("accept", ""), GRAPHS)
    compressed = takes_gzip(request.headers.get("accept-encoding", ""))
    what = ("graph", meant.graph, kind, str(compressed))
    if request.headers.get("if-none-match") == (now := tag(service.pool.snapshot(), *what)):
        return Response(status_code=304, headers=about(now))
    body = request.method == "GET"
    answer = await service.pool.run(ReadGraph(meant.graph, kind, body, compressed and body), client_of(request))
    told = about(tag(answer.head["snapshot"], *what))
    told["Content-Type"] = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    if answer.head["compressed"]:
        told["Content-Encoding"] = "gzip"
    return Delivery(answer, service.pool.bounds.seconds, told, body=body)


async def _write(request: Request, service: Service, meant: Target) -> Response:
    service.must_be_allowed_to_write(request)
    request.state.operation = f"GRAPH {request.method}"
    sent: tuple[tuple[str, bytes], ...] = ()
    if request.method != "DELETE":
        sent = parts(request.headers.get("content-type", ""), await body_of(request, MOST_SENT))
    job = WriteGraph(request.method.lower(), meant.graph, sent, meant.graph or service.address(request))
    answer = await service.pool.run(job)
    headers = {"Location": meant.graph} if meant.made else {}
    return Response(status_code=int(answer.head["status"]), headers=headers)
