"""The inside of the worker that writes: each change is tried on a copy, looked at, then made and published.

A claim without evidence cannot enter: where the copy has faults of evidence that the store has not, nothing is changed.
"""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat

from ...errors import PolicyGraphError
from ...graph import snapshots
from ...graph.sparql import explain
from ...ontology.quality import checks, faults
from ..guard import Limits, inspect_update, with_using
from .jobs import ENDED, FAILED, STARTED, Failed, Update, WriteGraph, frame, receive
from .limits import stop_after

LIMITS = Limits(characters=64 << 20)
"""An update may be longer than a query: data stand in it."""
EVIDENCE = ("D01", "D02", "D03")
"""Checks of the ontology that no change may fail."""
FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/n3": RdfFormat.N3,
}
"""Media types in which a graph may be sent."""


def write_jobs(pipe: socket.socket, path: Path) -> None:
    """Make changes until the other end closes. Between them the store is closed, so that others may write, too."""
    while received := receive(pipe):
        job, seconds = received
        stop_after(seconds)
        try:
            status = _change(path, job)
            pipe.sendall(frame(STARTED, {"status": status, "type": ""}) + frame(ENDED, b""))
        except Failed as failed:
            pipe.sendall(frame(FAILED, {"status": failed.status, "said": str(failed)}))
        except PolicyGraphError as error:
            pipe.sendall(frame(FAILED, {"status": 400, "said": str(error)}))
        finally:
            stop_after(0)


def _change(path: Path, job: object) -> int:
    """Make the change and give its status; raises Failed or QueryError where nothing was changed."""
    text, base, graph = "", "", ""
    match job:
        case Update():
            inspect_update(job.text, LIMITS)
            text, base = with_using(job.text, job.using, job.using_named), job.base
        case WriteGraph():
            text, graph = _as_update(job), job.graph
    store = _open(path)
    there = bool(graph) and store.contains_named_graph(NamedNode(graph))
    if isinstance(job, WriteGraph) and job.act == "delete" and graph and not there:
        raise Failed(404, f"There is no graph {graph}.")
    _try(store, path, text, base)
    snapshots.announce(path)
    _run(store, text, base)
    snapshots.publish(store, path)
    return 201 if graph and not there else 204


def _open(path: Path) -> pyoxigraph.Store:
    try:
        store = pyoxigraph.Store(str(path))
    except OSError as error:
        if "lock" in str(error).lower():
            raise Failed(503, "Another process writes to the store. Try again in a moment.") from error
        raise
    if snapshots.is_behind(path):
        snapshots.publish(store, path)
    return store


def _try(store: pyoxigraph.Store, path: Path, text: str, base: str) -> None:
    """Make the change on a copy, and raise Failed if that brings in what has no evidence."""
    place = path / snapshots.FOLDER / "trial"
    shutil.rmtree(place, ignore_errors=True)
    store.backup(str(place))
    try:
        trial = pyoxigraph.Store(str(place))
        _run(trial, text, base)
        for check in checks():
            if check.id in EVIDENCE and (found := faults(check, trial)):
                new = set(found) - set(faults(check, store))
                if new:
                    raise Failed(422, f"{check.title}: {min(new)[0]}. Nothing was changed.")
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _run(store: pyoxigraph.Store, text: str, base: str) -> None:
    try:
        store.update(text, base_iri=base or None)
    except SyntaxError as error:
        raise Failed(400, str(explain(error))) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise Failed(400, f"The update cannot be run: {' '.join(str(error).split())}") from error


def _as_update(job: WriteGraph) -> str:
    """The change of a graph as one SPARQL update, so that it is made wholly or not at all."""
    name = str(NamedNode(job.graph)) if job.graph else ""
    drop = f"DROP SILENT {f'GRAPH {name}' if name else 'DEFAULT'}"
    if job.act == "delete":
        return drop
    lines = "".join(line for number, part in enumerate(job.parts) for line in _lines(part, job.base, number))
    data = f"INSERT DATA {{ {f'GRAPH {name} {{' if name else ''}\n{lines}{'}' if name else ''} }}"
    create = [f"CREATE SILENT GRAPH {name}"] if name else []
    return " ;\n".join([*([drop] if job.act == "put" else []), *create, data])


def _lines(part: tuple[str, bytes], base: str, number: int) -> list[str]:
    """The triples of a text, one a line; blank nodes of two texts are never one."""
    media_type, body = part
    try:
        read = pyoxigraph.parse(body, FORMATS[media_type], base_iri=base or None, without_named_graphs=True)
        return [f"{_own(quad, number)} .\n" for quad in read]
    except SyntaxError as error:
        raise Failed(400, f"The graph cannot be read: {' '.join(str(error).split())}") from error
    except ValueError as error:
        raise Failed(400, f"The graph cannot be read: {' '.join(str(error).split())}") from error


def _own(quad: Quad, number: int) -> str:
    subject, predicate, value = quad.triple
    if isinstance(subject, BlankNode):
        subject = BlankNode(f"n{number}x{subject.value}")
    if isinstance(value, BlankNode):
        value = BlankNode(f"n{number}x{value.value}")
    return f"{subject} {predicate} {value}"
