"""A load killed at any moment leaves the old document or the new one, whole, in a store that opens."""

from __future__ import annotations

import itertools
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Quad

from policygraph.graph.citation import Source
from policygraph.graph.claim import Reading, UnclaimedNumeral
from policygraph.graph.store import Store
from policygraph.loaders.ingest import ingest
from policygraph.tests.graph.worked import plan, report

KILLS = 50
PHASES = ("open", "verify", "describe", "derive", "compare", "commit", "publish", "close")
SEED = 58_2000
NOW = datetime(2026, 1, 1, tzinfo=UTC)
CHILD = """
import os, sys
from policygraph.graph import embedded, snapshots
from policygraph.graph.store import Store
from policygraph.loaders import ingest as loading
from policygraph.loaders import shards
from policygraph.tests.loaders.test_kill import NOW, changed

def mark(phase):
    os.write(1, phase.encode() + b"\\n")

def before(phase, act):
    def marked(*given, **named):
        mark(phase)
        return act(*given, **named)
    return marked

def after(phase, act):
    def marked(*given, **named):
        result = act(*given, **named)
        mark(phase)
        return result
    return marked

reading = changed()
mark("open")
with Store.open(sys.argv[1]) as store:
    shards.verify = before("verify", shards.verify)
    shards.document_graph = before("describe", shards.document_graph)
    loading.derive_from = after("compare", before("derive", loading.derive_from))
    embedded.write_update = after("commit", embedded.write_update)
    snapshots.publish = before("publish", snapshots.publish)
    loading.ingest(store, [reading], now=NOW)
    mark("close")
mark("done")
"""


def numbered(first: int) -> Reading:
    """A document of many numerals, so that writing it takes a while."""
    numerals, text = [], f"Figures from {first}\n"
    for number in range(first, first + 500):
        numerals.append(UnclaimedNumeral(len(text), len(text) + len(str(number)), str(number), "nothing is said of it"))
        text += f"{number}\n"
    return Reading(Source("figures", text, title="Figures", language="en"), unclaimed=tuple(numerals))


def changed() -> Reading:
    """The document as the child loads it."""
    return numbered(90_000)


def contents(path: Path, *, read_only: bool = False) -> tuple[tuple[str, ...], frozenset[Quad]]:
    """The names of all graphs, and all that stands in those which are not shipped."""
    with Store.open(path, read_only=read_only, create=False) as store:
        names = store.graphs()
        own = [name for name in names if "/links/" not in name and not name.endswith(("/vocabulary", "/concepts"))]
        return names, frozenset(quad for name in own for quad in store.quads(name))


def start(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, bufsize=0)


def measure(path: Path) -> dict[str, float]:
    """How long each phase lasts when nobody interferes."""
    with start(path) as child:
        assert child.stdout is not None
        marks = [(line.decode().strip(), time.perf_counter()) for line in child.stdout]
    assert child.returncode == 0
    assert [phase for phase, _ in marks] == [*PHASES, "done"]
    return {phase: until - since for (phase, since), (_, until) in itertools.pairwise(marks)}


def kill_in(path: Path, phase: str, delay: float) -> str | None:
    """Start a load, kill it some time after a phase has begun, and give the phase that it died in."""
    marks = [""]
    with start(path) as child:
        assert child.stdout is not None
        while marks[-1] not in (phase, "done"):
            marks.append(child.stdout.readline().decode().strip())
            assert marks[-1], "the load broke off by itself"
        time.sleep(delay)
        child.kill()
        marks += child.stdout.read().decode().split()
    return marks[-1] if child.returncode < 0 else None


def test_a_load_killed_at_any_moment_leaves_the_old_or_the_new_document_whole(tmp_path: Path) -> None:
    template, path = tmp_path / "template", tmp_path / "store"
    with Store.open(template) as store:
        ingest(store, [plan(), report(), numbered(10_000)], now=datetime(2025, 1, 1, tzinfo=UTC))
    old = contents(template)
    shutil.copytree(template, path)
    lasting = measure(path)
    new = contents(path)
    assert old != new

    chance = random.Random(SEED)
    weights = [4 if phase == "commit" else 2 if phase in ("compare", "publish") else 1 for phase in PHASES]
    hit: Counter[tuple[str, str]] = Counter()
    while sum(hit.values()) < KILLS:
        shutil.rmtree(path)
        shutil.copytree(template, path)
        (aim,) = chance.choices(PHASES, weights)
        phase = kill_in(path, aim, chance.uniform(0, lasting[aim]))
        if phase is None:
            continue
        seen, held = contents(path, read_only=True), contents(path)
        assert held in (old, new), f"half a document after a kill in {phase}"
        assert seen in (old, held), f"a reader saw half a document after a kill in {phase}"
        hit[phase, "new" if held == new else "old"] += 1
        if sum(hit.values()) % 10 == 0:
            with Store.open(path) as store:
                ingest(store, [changed()], now=NOW)
            assert contents(path) == new

    print("\nkilled in:", ", ".join(f"{phase} {count}x ({left} left)" for (phase, left), count in sorted(hit.items())))
    phases = {phase for phase, _ in hit}
    assert {"derive", "compare", "commit", "publish"} <= phases
    assert {left for _, left in hit} == {"old", "new"}
    assert all(left == "old" for phase, left in hit if phase in PHASES[: PHASES.index("commit")])
    assert all(left == "new" for phase, left in hit if phase in ("publish", "close"))
