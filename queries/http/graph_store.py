"""What a request asks of a graph, by the Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/).

A graph is named indirectly, by ``?graph=IRI`` or ``?default``, or directly: by the address that is asked itself.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser

from ..workers.writing import FORMATS
from .protocol import Refused, graph_name, media_type, pairs


@dataclass(frozen=True, slots=True)
class Target:
    """The graph that is meant; empty is the default graph. ``made`` is one that gets its name only now."""

    graph: str
    made: bool = False


def target(method: str, query_string: str, address: str, store: str) -> Target:
    """The graph that a request means: ``address`` is its own, ``store`` that of the graph store. Raises Refused."""
    parameters = pairs(query_string)
    graphs = [value for name, value in parameters if name == "graph"]
    default = any(name == "default" for name, _ in parameters)
    direct = address.rstrip("/") != store.rstrip("/")
    if len(graphs) + default + direct > 1:
        raise Refused(400, "Name one graph: by graph=IRI, by default, or by its address.")
    if graphs:
        return Target(graph_name(graphs[0]))
    if default:
        return Target("")
    if direct:
        return Target(graph_name(address))
    if method != "POST":
        raise Refused(400, "Name the graph: by graph=IRI, by default, or by its address.")
    return Target(graph_name(f"{store.rstrip('/')}/{uuid.uuid4()}"), made=True)


def parts(content_type: str, body: bytes) -> tuple[tuple[str, bytes], ...]:
    """The texts that were sent, with their media types: several in multipart/form-data. Raises Refused."""
    kind = media_type(content_type)
    if kind == "multipart/form-data":
        head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
        message = BytesParser(policy=policy.HTTP).parsebytes(head + body)
        if not message.is_multipart():
            raise Refused(400, "The parts of the request cannot be told apart: the boundary is missing.")
        found = [(part.get_content_type(), part.get_payload(decode=True) or b"") for part in message.iter_parts()]
        return tuple((_known(name), bytes(data)) for name, data in found)
    return ((_known(kind or "text/turtle"), body),)


def _known(kind: str) -> str:
    if kind not in FORMATS:
        raise Refused(415, f"A graph is sent as one of {', '.join(FORMATS)}, not {kind}.")
    return kind
