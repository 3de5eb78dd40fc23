"""The same questions, asked of a SPARQL server in another process."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from policygraph.errors import SourceUnavailable
from policygraph.graph.store import Store
from policygraph.queries.asking import ask
from policygraph.queries.ledger import ledger
from policygraph.queries.library import questions
from policygraph.queries.things import show
from policygraph.tests.queries.example import water_store
from policygraph.tests.queries.test_questions import answers


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("server") / "store"
    water_store(str(folder)).close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    process = subprocess.Popen(
        [program, "serve-read-only", "-l", str(folder), "-b", place, "--union-default-graph"], stderr=subprocess.DEVNULL
    )
    try:
        yield opened(f"sparql+http://{place}/query")
    finally:
        process.terminate()
        process.wait()


def opened(address: str) -> Store:
    """The server's store, once it answers."""
    for _ in range(200):
        try:
            store = Store.open(address, read_only=True)
            store.ask("ASK { ?s ?p ?o }")
        except SourceUnavailable:
            time.sleep(0.05)
        else:
            return store
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with water_store() as here:
        yield here


@pytest.mark.parametrize("name", list(questions()))
def test_a_server_answers_as_the_embedded_store_does(store: Store, server: Store, name: str) -> None:
    parameters = answers()[name].get("parameters", {})
    assert ask(server, name, parameters) == ask(store, name, parameters)


def test_ledger_and_descriptions_are_the_same(store: Store, server: Store) -> None:
    assert ledger(server).table() == ledger(store).table()
    assert show(server, "River Restoration") == show(store, "River Restoration")
