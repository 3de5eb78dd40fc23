"""``/sparql``: queries, updates, and what the endpoint says of itself."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ...errors import QueryError
from ..guard import inspect_query, is_lasting, names_graphs
from ..workers.answering import GRAPHS, RESULTS
from ..workers.jobs import Failed, Query, Update
from .delivery import Delivery
from .description import describe
from .negotiation import choose, takes_gzip
from .protocol import UPDATE, Operation, QueryRequest, Refused, UpdateRequest, media_type, read_get, read_post
from .service import MOST_SENT, Service, body_of, client_of, say, service_of, tag

_TEXT = ("text/csv", "text/turtle", "text/tab-separated-values")
_MOST_DESCRIBED = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g LIMIT 1000"


async def sparql(request: Request) -> Response:
    """Answer one request to the endpoint."""
    service = service_of(request)
    try:
        operation = await _read(request, service)
        match operation:
            case QueryRequest():
                return await _answer(request, service, operation)
            case UpdateRequest():
                return await _change(request, service, operation)
            case _:
                return await _describe(request, service)
    except (Refused, Failed) as refused:
        return say(refused.status, str(refused), getattr(refused, "headers", None))
    except QueryError as error:
        return say(400, str(error))


async def _read(request: Request, service: Service) -> Operation:
    if request.method != "POST":
        return read_get(request.url.query)
    kind = request.headers.get("content-type", "")
    may_write = service.manner.writable and (not service.manner.token or "authorization" in request.headers)
    if media_type(kind) == UPDATE:
        service.must_be_allowed_to_write(request)
    most = MOST_SENT if may_write else 4 * service.manner.limits.characters + 100_000
    return read_post(request.url.query, kind, await body_of(request, most))


async def _answer(request: Request, service: Service, asked: QueryRequest) -> Response:
    form = inspect_query(asked.text, service.manner.limits)
    headers = request.headers
    kind = choose(headers.get("accept", ""), RESULTS if form in ("SELECT", "ASK") else GRAPHS)
    compressed = takes_gzip(headers.get("accept-encoding", ""))
    base = service.address(request)
    what = ("query", asked.text, kind, base, *asked.default_graphs, "", *asked.named_graphs, str(compressed))
    lasting = is_lasting(asked.text)
    if lasting and headers.get("if-none-match") == (now := tag(service.pool.snapshot(), *what)):
        return Response(status_code=304, headers=about(now))
    job = Query(
        asked.text,
        kind,
        base,
        not names_graphs(asked.text),
        asked.default_graphs,
        asked.named_graphs,
        compressed,
    )
    request.state.operation = form
    answer = await service.pool.run(job, client_of(request))
    told = about(tag(answer.head["snapshot"], *what) if lasting else "")
    told["Content-Type"] = kind + ("; charset=utf-8" if kind in _TEXT else "")
    if answer.head["compressed"]:
        told["Content-Encoding"] = "gzip"
    return Delivery(answer, service.pool.bounds.seconds, told, body=request.method != "HEAD")


async def _change(request: Request, service: Service, asked: UpdateRequest) -> Response:
    service.must_be_allowed_to_write(request)
    request.state.operation = "UPDATE"
    await service.pool.run(Update(asked.text, service.address(request), asked.using, asked.using_named))
    return Response(status_code=204)


async def _describe(request: Request, service: Service) -> Response:
    request.state.operation = "DESCRIPTION"
    kind = choose(request.headers.get("accept", ""), GRAPHS)
    rows = await service.pool.run(Query(_MOST_DESCRIBED, "text/csv"), client_of(request))
    names = b"".join([piece async for piece in rows.pieces()]).decode().split("\r\n")[1:]
    body = describe(
        service.address(request, "/sparql"),
        [name for name in names if name and not name.startswith("_:")],
        writable=service.manner.writable,
        federated=bool(service.manner.allowed),
        format=GRAPHS[kind],
        void=service.address(request, "/.well-known/void"),
    )
    mark = tag(rows.head["snapshot"], "description", kind, service.address(request))
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=about(mark))
    return Response(body, media_type=kind, headers=about(mark))


def about(mark: str) -> dict[str, str]:
    """Headers of an answer that can be asked for again by its tag."""
    headers = {"Vary": "Accept, Accept-Encoding", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
    return headers | ({"ETag": mark} if mark else {})
