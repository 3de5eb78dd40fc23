"""Many documents at once: the same graph whatever the number of processes; a killed one loses nothing; the cache."""

from __future__ import annotations

import os
import resource
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from policygraph.errors import GraphInvalid, UnreadableDocument
from policygraph.graph.citation import Source
from policygraph.graph.naming import Naming
from policygraph.loaders import pool
from policygraph.loaders.cache import MAX_ENTRIES, Cache, reader_version
from policygraph.loaders.opening import Opened
from policygraph.loaders.process import Process
from policygraph.loaders.shards import Shard, as_bytes, from_bytes

LEAST = 0.5


def document(number: int, text: str = "") -> Opened:
    words = text or f"The ministry will build {number + 3} harbours for {number + 2} million won by 2027."
    return Opened(Source(f"plan-{number}", words, issued="2024-05-02", publisher="Ministry", language="en"), 0)


def read(documents: list[Opened], jobs: int, cache: Cache | None = None) -> list[Shard]:
    found = list(pool.read_shards(documents, Naming(), LEAST, jobs, cache))
    assert all(isinstance(each, Shard) for each in found)
    return sorted((each for each in found if isinstance(each, Shard)), key=lambda shard: shard.doc)


@pytest.fixture(scope="module")
def documents() -> list[Opened]:
    return [document(number) for number in range(5)]


@pytest.fixture(scope="module")
def alone(documents: list[Opened]) -> list[Shard]:
    return read(documents, 1)


def test_any_number_of_processes_gives_the_same_bytes(documents: list[Opened], alone: list[Shard]) -> None:
    together = read(documents[::-1], 2)
    assert [as_bytes(shard) for shard in together] == [as_bytes(shard) for shard in alone]
    assert all(shard.claims for shard in alone)


def test_a_killed_process_loses_nothing(
    documents: list[Opened], alone: list[Shard], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Process] = []

    class Noted(Process):
        def __init__(self, module: str) -> None:
            super().__init__(module)
            started.append(self)

    monkeypatch.setattr(pool, "Process", Noted)

    def kill() -> None:
        while len(started) < 2:
            time.sleep(0.005)
        time.sleep(0.3)
        os.kill(started[0].popen.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    together = read(documents, 2)
    killer.join()
    assert len(started) == 3
    assert [as_bytes(shard) for shard in together] == [as_bytes(shard) for shard in alone]


def test_a_document_that_ends_its_process_twice_is_told_and_the_others_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = pool._ask

    def falling(process: Process, document: Opened, naming: Naming, least: float, *rest: Any) -> object:
        if document.source.id == "plan-1":
            process.popen.kill()
        return asked(process, document, naming, least, *rest)

    monkeypatch.setattr(pool, "_ask", falling)
    found = list(pool.read_shards([document(n) for n in range(3)], Naming(), LEAST, 2))
    (fault,) = (each for each in found if isinstance(each, UnreadableDocument))
    assert "plan-1: was stopped by the system" in str(fault) or "plan-1: took longer" in str(fault)
    assert sorted(each.doc for each in found if isinstance(each, Shard)) == ["plan-0", "plan-2"]


def test_what_was_read_before_is_not_read_again(
    documents: list[Opened], alone: list[Shard], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "cache")
    assert read(documents, 1, cache) == alone
    assert len(list(cache.folder.glob("*.shard"))) == len(documents)
    monkeypatch.setattr(pool, "read_claims", None)
    assert read(documents, 1, cache) == alone
    changed = Opened(Source("plan-0", "Other words.", language="en"), 0)
    for other in (cache.find(changed, Naming(), LEAST), cache.find(documents[0], Naming(), 0.9)):
        assert other is None
    assert cache.find(documents[0], Naming("https://example.org/"), LEAST) is None


def test_a_damaged_entry_is_made_anew(documents: list[Opened], alone: list[Shard], tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    read(documents[:2], 1, cache)
    for entry in tmp_path.glob("*.shard"):
        data = bytearray(entry.read_bytes())
        data[len(data) // 2] ^= 1
        entry.write_bytes(bytes(data))
    assert cache.find(documents[0], Naming(), LEAST) is None
    assert read(documents[:2], 1, cache) == alone[:2]
    assert cache.find(documents[0], Naming(), LEAST) == alone[0]


def test_a_cache_that_cannot_be_written_or_is_off_hinders_nothing(
    documents: list[Opened], alone: list[Shard], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert read(documents[:1], 1, Cache(blocked)) == alone[:1]
    monkeypatch.setenv("POLICYGRAPH_CACHE", "off")
    assert Cache.of_user() is None
    monkeypatch.setenv("POLICYGRAPH_CACHE", str(tmp_path))
    assert Cache.of_user() == Cache(tmp_path)


def test_the_oldest_entries_make_room(tmp_path: Path, alone: list[Shard]) -> None:
    for number in range(MAX_ENTRIES + 3):
        entry = tmp_path / f"{number}.shard"
        entry.write_bytes(b"")
        os.utime(entry, (number, number))
    Cache(tmp_path).keep(document(0), Naming(), LEAST, alone[0])
    left = {entry.stem for entry in tmp_path.glob("*.shard")}
    assert len(left) == MAX_ENTRIES
    assert "0" not in left


@pytest.mark.parametrize("damage", [b"", b"{}", b"null\n", b"\xff\xfe", b'{"doc": "a"}\n<x:a> <x:b> <x:c> .\n'])
def test_bytes_that_are_no_shard_are_refused(damage: bytes) -> None:
    with pytest.raises(GraphInvalid):
        from_bytes(damage)


def test_the_reader_has_one_version_while_it_runs() -> None:
    assert reader_version() == reader_version()
    assert len(reader_version()) == 64


def test_a_very_long_document_is_read_in_a_process_that_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "MAX_HERE", 100)
    asked: list[float] = []
    ask = pool._ask

    def noted(process: Process, document: Opened, naming: Naming, least: float, *rest: Any) -> object:
        asked.append(rest[0])
        return ask(process, document, naming, least, *rest)

    monkeypatch.setattr(pool, "_ask", noted)
    monkeypatch.setattr(pool, "LETTERS_A_SECOND", 2)
    long = document(1, document(1).source.text * 2)
    (found,) = pool.read_shards([long], Naming(), LEAST, 1, None, 1.0)
    assert isinstance(found, Shard)
    assert asked == [len(long.source.text) / 2]
    assert isinstance(next(pool.read_shards([document(1)], Naming(), LEAST, 1)), Shard)
    assert len(asked) == 1


def test_the_limit_of_memory_holds_in_the_reader() -> None:
    process = Process(pool.__name__)
    assert isinstance(pool._ask(process, document(0), Naming(), LEAST, 60), Shard)
    soft, _ = resource.prlimit(process.popen.pid, resource.RLIMIT_AS)
    process.end()
    assert soft <= pool.MAX_MEMORY
