"""How many documents a second are read, by one process and by two, and how much memory one of them takes.

    python tests/benchmarks/reading.py FILE... [--copies 12] [--runs 3]

The files are read in copies that differ in their last line, without the cache; starting the processes is part of the
time. Medians of the runs are printed, and the ratio of two processes to one. For Korean name Korean files.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from policygraph.graph.naming import Naming
from policygraph.loaders.opening import Opened, open_source
from policygraph.loaders.pool import read_shards
from policygraph.loaders.shards import Shard


def copies(files: list[Path], count: int) -> list[Opened]:
    """So many documents made of each file, no two of the same text."""
    opened = [open_source(file) for file in files]
    return [
        replace(each, source=replace(each.source, id=f"{each.source.id}-{n}", text=f"{each.source.text}\n{n + 1}\n"))
        for each in opened
        for n in range(count)
    ]


def rate(documents: list[Opened], jobs: int) -> float:
    """Documents a second."""
    begun = time.perf_counter()
    found = list(read_shards(documents, Naming(), 0.5, jobs))
    assert all(isinstance(each, Shard) for each in found)
    return len(documents) / (time.perf_counter() - begun)


def memory(file: Path) -> float:
    """The most memory that a process needs for one file, in MB (Linux)."""
    code = (
        "import re, sys; from pathlib import Path; from policygraph.loaders.opening import open_source;"
        "from policygraph.reading.claims import read_claims; read_claims(open_source(Path(sys.argv[1])).source);"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--copies", type=int, default=12)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    documents = copies(chosen.files, chosen.copies)
    rate(documents[:1], 1)  # models are loaded before the clock runs
    one = median(rate(documents, 1) for _ in range(chosen.runs))
    two = median(rate(documents, 2) for _ in range(chosen.runs))
    print(f"{len(documents)} documents: one process {one:.2f} a second, two {two:.2f} ({two / one:.2f} times)")
    for file in chosen.files:
        print(f"{file.name}: {memory(file):.0f} MB")


if __name__ == "__main__":
    main()
