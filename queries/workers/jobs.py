"""What a worker is asked to do, what it may take for it, and how the two talk: frames over a socket."""

from __future__ import annotations

import json
import pickle
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HEAD = struct.Struct(">BI")
STARTED, PIECE, ENDED, FAILED = range(1, 5)
"""Kinds of frames: how the answer begins, a piece of it, its end; or what stood in the way."""
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one request may take."""

    seconds: float = 30.0
    """from its arrival to the end of its answer"""
    megabytes_out: int = 64
    """size of an answer"""
    megabytes_held: int = 64
    """how much of an answer is kept back until it is whole, so that a mistake can still be told by a status"""
    rows: int = 1_000_000
    """rows or triples of an answer"""
    megabytes_of_memory: int = 1024
    """what a worker may take beyond what it has when it begins"""


@dataclass(frozen=True, slots=True)
class Query:
    """A query that has passed the guard, and how its answer shall be written.

    ``union`` takes all graphs together as default graph; graphs named here go before those that the query names.
    """

    text: str
    media_type: str
    base: str = ""
    union: bool = True
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    compressed: bool = False


@dataclass(frozen=True, slots=True)
class ReadGraph:
    """One graph of the store, whole; ``graph`` empty is the default graph. Without ``body``: is it there?"""

    graph: str
    media_type: str
    body: bool = True
    compressed: bool = False


@dataclass(frozen=True, slots=True)
class Update:
    """A SPARQL update; ``using`` and ``using_named`` are the graphs that its patterns read."""

    text: str
    base: str = ""
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WriteGraph:
    """A change of one graph: ``put`` replaces it, ``post`` adds to it, ``delete`` drops it.

    ``parts`` are texts with their media types; ``graph`` empty is the default graph.
    """

    act: str
    graph: str
    parts: tuple[tuple[str, bytes], ...] = ()
    base: str = ""


Job = Query | ReadGraph | Update | WriteGraph


class Failed(Exception):
    """What was asked cannot be done: an HTTP status and one line that says why."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status


def packed(job: Job, seconds: float) -> bytes:
    """A job for its way to the worker, with the time it has."""
    body = pickle.dumps((job, seconds), protocol=5)
    return _LENGTH.pack(len(body)) + body


def receive(pipe: socket.socket) -> tuple[Job, float] | None:
    """The next job, in the worker; nothing when there will be no more."""
    head = _exactly(pipe, _LENGTH.size)
    body = _exactly(pipe, _LENGTH.unpack(head)[0]) if head else b""
    return pickle.loads(body) if body else None  # only from the process that started this one


def frame(kind: int, body: bytes | Mapping[str, Any]) -> bytes:
    """One frame of an answer."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return HEAD.pack(kind, len(data)) + data


def _exactly(pipe: socket.socket, size: int) -> bytes:
    body = bytearray()
    while len(body) < size:
        piece = pipe.recv(min(size - len(body), 1 << 20))
        if not piece:
            return b""
        body += piece
    return bytes(body)
