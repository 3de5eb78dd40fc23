"""Documents read by a dask cluster: a scheduler and two workers, each a real process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policygraph.cli import main
from policygraph.errors import PolicyGraphError, SourceUnavailable
from policygraph.graph.naming import Naming
from policygraph.loaders import cluster
from policygraph.loaders.cluster import read_on_cluster
from policygraph.loaders.opening import Opened
from policygraph.loaders.pool import read_shards
from policygraph.loaders.shards import Shard, as_bytes
from policygraph.tests.loaders.model import model, proposing
from policygraph.tests.loaders.test_pool import LEAST, document
from policygraph.tests.loaders.test_proposers import TEXT as NOTES
from policygraph.tests.loaders.test_proposers import TRUTH


def started(*arguments: str, folder: Path, **variables: str) -> subprocess.Popen[bytes]:
    """A process of dask, which reads policygraph from where it is installed."""
    paths = os.pathsep.join(filter(None, sys.path))
    quiet = {"PYTHONPATH": paths, "PYTHONWARNINGS": "ignore", "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "0"}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", *arguments],
        cwd=folder,
        env={**os.environ, **quiet, **variables},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Cluster:
    """A scheduler, and workers as they are called for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        port = free_port()
        self.address = f"tcp://127.0.0.1:{port}"
        self.scheduler = started(
            *("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"),
            *("--dashboard-address", "127.0.0.1:0"),
            folder=folder,
        )
        self.workers: list[subprocess.Popen[bytes]] = []

    def hire(self, count: int, **variables: str) -> None:
        for _ in range(count):
            self.workers.append(
                started(
                    *("distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"),
                    *("--host", "127.0.0.1", "--local-directory", str(self.folder)),
                    folder=self.folder,
                    **variables,
                )
            )

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def workers_of_two(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    made.hire(2)
    yield made
    made.end()


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.end()


def shards(found: list[Shard | PolicyGraphError]) -> list[bytes]:
    assert all(isinstance(each, Shard) for each in found), found
    return sorted(as_bytes(each) for each in found if isinstance(each, Shard))


def loaded(store: Path, folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["--store", str(store), "load", str(folder), "--no-cache", *options])


def exported(store: Path, out: Path) -> bytes:
    assert CliRunner().invoke(main, ["--store", str(store), "export", str(out), "--with-text"]).exit_code == 0
    return out.read_bytes()


def test_a_cluster_gives_the_same_graph_byte_for_byte(workers_of_two: Cluster, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(6):
        (folder / f"plan-{number}.txt").write_text(document(number).source.text + "\n", encoding="utf-8")
    (folder / "계획.txt").write_text("정부는 2025년까지 데이터 댐에 18조 1천억원을 투자한다.\n", encoding="utf-8")
    there = loaded(tmp_path / "there.store", folder, "--dask", workers_of_two.address)
    here = loaded(tmp_path / "here.store", folder, "-j", "1")
    assert (there.exit_code, there.stdout) == (0, here.stdout)
    assert there.stdout.count(": added,") == 7
    assert exported(tmp_path / "there.store", tmp_path / "a.nq") == exported(tmp_path / "here.store", tmp_path / "b.nq")


def test_workers_ask_a_model_too(workers_of_two: Cluster, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    with model(proposing(TRUTH)) as fake:
        asked = ("--proposer", fake.address, "--proposer-model", "small")
        there = loaded(tmp_path / "there.store", tmp_path / "notes.txt", *asked, "--dask", workers_of_two.address)
        here = loaded(tmp_path / "here.store", tmp_path / "notes.txt", *asked)
        assert len(fake.seen) == 2
    assert "small: 1 proposed, 1 taken for review" in there.stderr
    assert (there.exit_code, there.stdout) == (0, here.stdout)
    assert exported(tmp_path / "there.store", tmp_path / "a.nq") == exported(tmp_path / "here.store", tmp_path / "b.nq")


def test_a_worker_killed_midway_loses_nothing(workers_of_two: Cluster) -> None:
    documents = [document(number, (document(number).source.text + "\n") * 40) for number in range(10)]
    first = threading.Event()

    def kill() -> None:
        first.wait(60)
        os.kill(workers_of_two.workers[0].pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    found: list[Shard | PolicyGraphError] = []
    for _, shard in read_on_cluster(workers_of_two.address, documents, Naming(), LEAST):
        found.append(shard)
        first.set()
    killer.join()
    assert workers_of_two.workers[0].wait(10) == -signal.SIGKILL
    assert shards(found) == shards(list(read_shards(documents, Naming(), LEAST, 1)))


def test_a_cluster_that_loses_all_its_workers_goes_on_with_new_ones(bare: Cluster) -> None:
    bare.hire(1)
    documents = [document(number, (document(number).source.text + "\n") * 40) for number in range(6)]
    found: list[Shard | PolicyGraphError] = []
    for _, shard in read_on_cluster(bare.address, documents, Naming(), LEAST):
        found.append(shard)
        if len(found) == 1:
            bare.workers[0].kill()
            bare.hire(1)
    assert shards(found) == shards(list(read_shards(documents, Naming(), LEAST, 1)))


def test_without_workers_it_is_told_and_nothing_is_stored(
    bare: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.txt").write_text(document(0).source.text, encoding="utf-8")
    with pytest.raises(SourceUnavailable, match="the scheduler has no workers; start some with dask worker tcp://"):
        list(read_on_cluster(bare.address, [document(0)], Naming(), LEAST, patience=2))
    bare.scheduler.kill()
    bare.scheduler.wait()
    monkeypatch.setattr(cluster, "CONNECTING", 1.0)
    begun = time.monotonic()
    result = loaded(tmp_path / "s.store", tmp_path / "plan.txt", "--dask", bare.address)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert f"{bare.address}: no dask scheduler answers there" in result.stderr
    assert time.monotonic() - begun < 20
    assert CliRunner().invoke(main, ["--store", str(tmp_path / "s.store"), "ledger"]).stdout.count("plan") == 0


def test_a_scheduler_that_goes_away_is_told(workers_of_two: Cluster) -> None:
    documents = [document(number, (document(number).source.text + "\n") * 40) for number in range(8)]
    with pytest.raises(SourceUnavailable, match="the scheduler went away"):  # noqa: PT012
        for _ in read_on_cluster(workers_of_two.address, documents, Naming(), LEAST):
            workers_of_two.scheduler.kill()


def test_workers_of_another_version_are_told(bare: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    bare.hire(1)
    monkeypatch.setattr(cluster, "reader_version", lambda: "another")
    with pytest.raises(SourceUnavailable, match="another version of policygraph"):
        list(read_on_cluster(bare.address, [document(0)], Naming(), LEAST))


@pytest.mark.parametrize("address", ["nowhere", "http://127.0.0.1:8786", "inproc://a/b", "127.0.0.1", "tcp://a:b"])
def test_what_is_no_address_is_told(address: str, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(document(0).source.text, encoding="utf-8")
    result = loaded(tmp_path / "s.store", tmp_path / "plan.txt", "--dask", address)
    assert result.exit_code == 1
    assert f"--dask {address}: not the address of a scheduler" in result.stderr


def test_without_the_extra_it_is_told_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan.txt").write_text(document(0).source.text, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = loaded(tmp_path / "s.store", tmp_path / "plan.txt", "--dask", "tcp://127.0.0.1:1")
    assert result.exit_code == 1
    assert result.stderr == "Error: --dask needs an extra: pip install 'policygraph[dask]'\n"


def test_a_cluster_and_a_number_of_processes_do_not_go_together(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("x", encoding="utf-8")
    assert loaded(tmp_path / "s.store", tmp_path, "--dask", "tcp://127.0.0.1:1", "-j", "2").exit_code == 2


def test_only_the_scheduler_is_spoken_to(workers_of_two: Cluster, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(document(0).source.text, encoding="utf-8")
    code = (
        "import sys; reached = set();"
        "sys.addaudithook(lambda event, given: event == 'socket.connect' and reached.add(str(given[1])));"
        "from click.testing import CliRunner; from policygraph.cli import main;"
        "result = CliRunner().invoke(main, sys.argv[1:]); print(result.exit_code, sorted(reached))"
    )
    given = ["--store", str(tmp_path / "s.store"), "load", str(tmp_path / "plan.txt"), "--no-cache", "--dask"]
    done = subprocess.run(
        [sys.executable, "-c", code, *given, workers_of_two.address], capture_output=True, text=True, check=True
    )
    port = workers_of_two.address.rpartition(":")[2]
    assert done.stdout == f"0 [\"('127.0.0.1', {port})\"]\n"


def test_nothing_of_dask_is_loaded_without_it() -> None:
    code = "import sys, policygraph.cli, policygraph.loaders.cluster; print('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_nothing_to_read_reaches_nobody() -> None:
    nothing: list[Opened] = []
    assert list(read_on_cluster("tcp://127.0.0.1:1", nothing, Naming(), LEAST)) == []
