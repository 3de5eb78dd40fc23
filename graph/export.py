"""Taking the graph away: one file in the format that its suffix names, the same bytes for the same graph."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ..errors import SettingsError
from . import writing
from .catalogue import Dump, describe
from .claim_table import claim_rows, write_csv
from .release import Release, release

if TYPE_CHECKING:
    from .store import Store

_RDF = {
    ".ttl": writing.write_turtle,
    ".trig": writing.write_trig,
    ".nq": writing.write_nquads,
    ".nt": writing.write_ntriples,
    ".jsonld": writing.write_jsonld,
}
SUFFIXES = (*_RDF, ".csv", ".graphml")
"""Suffixes of the files that can be written: RDF, a table of claims, a network of relations."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written where."""

    path: Path
    record: Path | None
    """the catalogue record beside an RDF file"""
    holds: int
    what: str
    """``quads``, ``triples``, ``claims`` or ``relations``: what ``holds`` counts"""
    withheld: tuple[str, ...]
    """documents whose whole text was left out"""
    masked: int
    """contact details made unreadable"""


def export(store: Store, path: Path | str, *, with_text: bool = False) -> ExportReport:
    """Write the graph to a file whose suffix names the format (see ``SUFFIXES``).

    The log and what was only inferred stay at home; contact details are masked; a document's whole text goes along
    where its licence allows or ``with_text``. Turtle and N-Triples merge the named graphs. RDF comes with a DCAT and
    VoID record in ``FILE.dcat.ttl`` beside it. Files appear whole or not at all.

    Raises SettingsError when the suffix is unknown or the file cannot be written.
    """
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise SettingsError(f"Cannot export to {target}: no format has the suffix '{suffix}'. Use one of {known}.")
    if target.is_dir():
        raise SettingsError(
            f"Cannot export to {target}: it is a folder. Name a file in it, such as {target / 'graph.ttl'}."
        )
    out = release(store, with_text=with_text)
    if suffix in _RDF:
        content = _RDF[suffix](out.quads)
        record = target.with_name(f"{target.name}.dcat.ttl")
        _put(target, content)
        _put(record, describe(out, Dump(target.with_suffix(suffix).name, content)))
        merged = suffix in (".ttl", ".nt")
        holds = len({quad.triple for quad in out.quads}) if merged else len(out.quads)
        return ExportReport(target, record, holds, "triples" if merged else "quads", out.withheld, out.masked)
    if suffix == ".csv":
        with _as_store(out) as published:
            rows = claim_rows(published)
        _put(target, write_csv(rows))
        return ExportReport(target, None, len(rows), "claims", out.withheld, out.masked)
    from .network import network, write_graphml

    with _as_store(out) as published:
        net = network(published, min_confidence=0)
    _put(target, write_graphml(net))
    return ExportReport(target, None, net.number_of_edges(), "relations", out.withheld, out.masked)


def _as_store(out: Release) -> Store:
    """The release as a store in memory, for the formats that are answers of queries."""
    from .store import MEMORY, Store

    graphs: dict[str, list[Triple]] = defaultdict(list)
    for quad in out.quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name.value].append(quad.triple)
    store = Store.open(MEMORY)
    store.replace(graphs)
    return store


def _put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, without following a half-written one of an earlier run."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SettingsError(f"Cannot write {path}: {error.strerror}. Choose another place for the export.") from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
