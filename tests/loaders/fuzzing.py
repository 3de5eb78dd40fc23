"""Opens thousands of damaged and hostile files, and tells what became of each: a reading, one line, or a fault.

    python tests/loaders/fuzzing.py --files 2000 --seed 0 [--only .pdf] [--kind bomb] [--whole 20] [--keep FOLDER]

Every file is opened as the program opens it, in a process that is watched from outside. A fault is anything but a
reading or one line of ours: a crash, an error that nobody meant, more than 20 seconds, more than 1 GB in the process
that opens or in the one that reads apart. Every ``--whole``-th file that opens is read to its claims too, in a process
of its own. The same seed gives the same files. Faults are listed, and the exit code is 1. Linux only.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from policygraph.loaders.process import Process
from policygraph.tests.loaders.damaging import BLIND, Damage, archive_damages, xml_damages
from policygraph.tests.loaders.hostile import (
    docx_damages,
    hwp_damages,
    hwpx_damages,
    odt_damages,
    page_damages,
    pdf_damages,
    sound,
    text_damages,
)
from policygraph.tests.loaders.making import hwp, hwp_paragraph

MAX_SECONDS, MAX_MB = 20.0, 1024.0
MODULE = "policygraph.tests.loaders.watched"
_ARCHIVES = {
    ".docx": ("word/document.xml", ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")),
    ".hwpx": ("Contents/section0.xml", ("<hp:rect><hp:drawText>", "</hp:drawText></hp:rect>")),
    ".odt": ("content.xml", ("<text:span>", "</text:span>")),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: ``read``, ``refused`` or ``FAULT``, what was told, seconds, and the most MB at once."""

    suffix: str
    kind: str
    what: str
    told: str
    seconds: float
    own: float
    """MB of the process that opens"""
    apart: float
    """MB of the process that reads apart"""


def damages() -> dict[str, dict[str, Damage]]:
    """Every way of damaging, by suffix and name."""
    files = sound()
    special = {
        ".txt": text_damages(False),
        ".md": text_damages(True),
        ".html": page_damages(),
        ".pdf": pdf_damages(files[".pdf"]),
        ".docx": docx_damages(),
        ".hwpx": hwpx_damages(),
        ".odt": odt_damages(),
        ".hwp": hwp_damages(files[".hwp"]),
    }
    found: dict[str, dict[str, Damage]] = {}
    for suffix, data in files.items():
        found[suffix] = {blind.__name__.replace("_", " "): _with(blind, data) for blind in BLIND}
        found[suffix]["wrong suffix"] = _another(files, suffix)
        if suffix in _ARCHIVES:
            main, deep = _ARCHIVES[suffix]
            found[suffix] |= archive_damages(data, main) | xml_damages(data, main, "18조".encode(), deep)
        if suffix == ".hwp":
            found[suffix]["damaged within"] = lambda r: hwp(r.choice(BLIND)(r, hwp_paragraph("18조 원") * 5))
        found[suffix] |= special[suffix]
    return found


def _with(blind: Any, data: bytes) -> Damage:
    return lambda random: bytes(blind(random, data))


def _another(files: dict[str, bytes], suffix: str) -> Damage:
    """Another format's file under this name, whole or after the beginning of this one's."""
    others = [data for other, data in files.items() if other != suffix]

    def damage(random: Random) -> bytes:
        return random.choice((b"", files[suffix][: random.randrange(200)])) + random.choice(others)

    return damage


def make(count: int, seed: int, only: str = "", kind: str = "") -> Iterator[tuple[str, str, bytes]]:
    """So many files as suffix, kind of damage and bytes: the formats in turn, and of each its kinds in turn."""
    turns = {suffix: list(ways.items()) for suffix, ways in damages().items() if only in ("", suffix)}
    turns = {suffix: [way for way in ways if kind in ("", way[0])] for suffix, ways in turns.items()}
    suffixes = [suffix for suffix, ways in turns.items() if ways]
    for suffix in suffixes:
        Random(f"{seed} {suffix}").shuffle(turns[suffix])
    for number in range(count if suffixes else 0):
        suffix = suffixes[number % len(suffixes)]
        name, damage = turns[suffix][number // len(suffixes) % len(turns[suffix])]
        yield suffix, name, damage(Random(f"{seed} {suffix} {name} {number}"))


def judge(process: Process, path: Path, kind: str, *, whole: bool = False) -> Outcome:
    """What becomes of a file in a process that opens it."""
    begun = time.monotonic()
    answer = process.ask({"path": str(path), "whole": whole}, b"", 400.0 if whole else 60.0)
    if answer is None:
        seconds = time.monotonic() - begun
        return Outcome(path.suffix, kind, "FAULT", process.fate(60), seconds, 0, 0)
    what, told, seconds = str(answer["what"]), str(answer["told"]), float(answer["seconds"])
    own, other = float(answer["own"]), float(answer["apart"])
    if what != "FAULT" and not whole and (seconds > MAX_SECONDS or max(own, other) > MAX_MB):
        what, told = "FAULT", f"{seconds:.1f} s, {own:.0f} and {other:.0f} MB; {told}"
    return Outcome(path.suffix, kind, what, told, seconds, own, other)


def run(chosen: argparse.Namespace) -> list[Outcome]:
    """Makes, opens and judges the files."""
    outcomes: list[Outcome] = []
    process = Process(MODULE)
    with tempfile.TemporaryDirectory() as folder:
        for number, (suffix, kind, data) in enumerate(make(chosen.files, chosen.seed, chosen.only, chosen.kind)):
            path = Path(folder, f"f{number}{suffix}")
            path.write_bytes(data)
            outcome = judge(process, path, kind)
            if chosen.whole and number % chosen.whole == 0 and outcome.what == "read":
                reader = Process(MODULE)
                whole = judge(reader, path, f"{kind}, read whole", whole=True)
                outcomes.append(whole)
                reader.end()
            outcomes.append(outcome)
            if chosen.verbose or outcome.what == "FAULT":
                print(number, *_row(outcome), outcome.told[:300], flush=True)
            if outcome.what == "FAULT" and chosen.keep:
                chosen.keep.mkdir(parents=True, exist_ok=True)
                (chosen.keep / f"{chosen.seed}-{number}-{kind.replace(' ', '_')}{suffix}").write_bytes(data)
            path.unlink()
            if process.popen.poll() is not None:
                process = Process(MODULE)
    process.end()
    return outcomes


def _row(outcome: Outcome) -> tuple[str, ...]:
    sizes = f"{outcome.seconds:.2f} s", f"{outcome.own:.0f} MB", f"{outcome.apart:.0f} MB"
    return (outcome.suffix, outcome.kind, outcome.what, *sizes)


def report(outcomes: list[Outcome]) -> None:
    """A table by format and kind of damage: how many were read, refused, at fault; the longest and the largest."""
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault((outcome.suffix, outcome.kind), []).append(outcome)
    heads = " ".join(f"{head:>5}" for head in ("files", "read", "told", "FAULT"))
    print(f"{'format':6} {'damage':34} {heads} {'s':>6} {'MB':>5} {'apart':>5}")
    rows = [*sorted(groups.items()), (("all", ""), outcomes)]
    for (suffix, kind), group in rows:
        counts = [sum(outcome.what == what for outcome in group) for what in ("read", "refused", "FAULT")]
        most = [max(getattr(outcome, each) for outcome in group) for each in ("seconds", "own", "apart")]
        cells = " ".join(f"{count:5}" for count in (len(group), *counts))
        print(f"{suffix:6} {kind:34} {cells} {most[0]:6.2f} {most[1]:5.0f} {most[2]:5.0f}")
    ended = [outcome for outcome in outcomes if "crash" in outcome.told or "longer than" in outcome.told]
    print(f"{len(ended)} readers crashed or were stopped, each told in one line")
    for outcome in ended:
        print(" ", *_row(outcome), outcome.told[-160:])


def main() -> None:
    """Runs and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", metavar=".SUFFIX")
    parser.add_argument("--kind", default="", metavar="DAMAGE")
    parser.add_argument(
        "--whole", type=int, default=0, metavar="N", help="every N-th file that opens is read to claims"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where files at fault are kept")
    parser.add_argument("--verbose", action="store_true")
    outcomes = run(parser.parse_args())
    report(outcomes)
    sys.exit(any(outcome.what == "FAULT" for outcome in outcomes))


if __name__ == "__main__":
    main()
