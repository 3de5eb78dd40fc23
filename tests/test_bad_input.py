"""Whatever is handed in: one line says what was wrong, the exit code is 1, and the store is as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from policygraph.cli import main
from policygraph.graph.store import Store

SAMPLE = Path(str(files("policygraph.loaders") / "samples")) / "digital-new-deal-plan-2020.md"
Make = Callable[[Path], list[str]]
"""Prepares a bad input in a folder and gives the arguments that hand it in."""


def dump(store: Path) -> list[str]:
    with Store.open(store, read_only=True) as opened:
        return sorted(map(str, opened.quads()))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds one sample."""
    folder = tmp_path_factory.mktemp("loaded")
    done = CliRunner().invoke(main, ["--store", str(folder / "graph.store"), "load", str(SAMPLE)])
    assert done.exit_code == 0, done.output
    return folder / "graph.store"


@pytest.fixture
def folder(tmp_path: Path, loaded: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a copy of that store, ``graph.store``."""
    shutil.copytree(loaded, tmp_path / "graph.store")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def file(name: str, content: bytes, *command: str) -> Make:
    def make(folder: Path) -> list[str]:
        (folder / name).write_bytes(content)
        return [*(command or ("load",)), name]

    return make


def zeros(folder: Path) -> list[str]:
    (folder / "zeros.txt").touch()
    os.truncate(folder / "zeros.txt", 1024**3)
    return ["load", "zeros.txt"]


def folder_without_documents(folder: Path) -> list[str]:
    (folder / "empty").mkdir()
    (folder / "empty" / "notes.xyz").write_text("x")
    return ["load", "empty"]


def folder_of_something_else_as_store(folder: Path) -> list[str]:
    (folder / "letters").mkdir()
    (folder / "letters" / "letter.txt").write_text("Dear reader")
    return ["--store", "letters", "load", str(SAMPLE)]


def file_as_store(folder: Path) -> list[str]:
    (folder / "file.store").write_text("not a store")
    return ["--store", "file.store", "load", str(SAMPLE)]


def pipe(folder: Path) -> list[str]:
    os.mkfifo(folder / "pipe.txt")
    return ["load", "pipe.txt"]


def loop(folder: Path) -> list[str]:
    (folder / "loop.txt").symlink_to("loop.txt")
    return ["load", "loop.txt"]


def sidecar(folder: Path) -> list[str]:
    (folder / "plan.txt").write_text("The plan of 2020.")
    (folder / "plan.json").write_text("{")
    return ["load", "plan.txt"]


def settings(folder: Path) -> list[str]:
    (folder / "policygraph.toml").write_text("stor = 'x'")
    return ["ledger"]


def told(*arguments: str) -> Make:
    return lambda folder: list(arguments)


BAD: dict[str, tuple[Make, str]] = {
    "a missing path": (told("load", "nowhere.txt"), "nowhere.txt: no such file"),
    "a folder without documents": (folder_without_documents, "no documents in this folder"),
    "an empty file": (file("a.txt", b""), "the file is empty"),
    "a gigabyte of zeros": (zeros, "1024 MB, over the limit"),
    "a few zeros": (file("a.txt", b"\0" * 5000), "NUL byte"),
    "a NUL byte in a text": (file("a.txt", b"The plan\0of 2020"), "a NUL byte stands at byte 8"),
    "binary data": (file("a.txt", bytes(range(1, 256)) * 50), "not text"),
    "Latin-1": (file("a.txt", "Le café du marché".encode("latin-1")), "not UTF-8 (byte 0xE9 at 6)"),
    "a PDF named .txt": (file("a.txt", b"%PDF-1.7\n"), "looks like a PDF document"),
    "an archive named .md": (file("a.md", b"PK\x03\x04\0\0"), "looks like a ZIP archive"),
    "an unknown suffix": (file("a.xyz", b"text"), "no reader for .xyz"),
    "a pipe": (pipe, "a pipe, not a file"),
    "a link to itself": (loop, "a symbolic link"),
    "a broken sidecar": (sidecar, "plan.json: not valid JSON"),
    "front matter with aliases": (file("a.md", b"---\na: &a [x]\nb: *a\n---\ntext"), "YAML alias"),
    "a page of nested elements": (file("a.html", b"<div>" * 100_000), "nest more than"),
    "an option that does not fit": (file("a.txt", b"The plan", "load", "--issued", "soon"), "'soon' is not a date"),
    "a folder of something else as store": (folder_of_something_else_as_store, "holds something else"),
    "a file as store": (file_as_store, "is a file"),
    "no store": (told("--store", "nowhere.store", "ledger"), "no store at nowhere.store"),
    "bad SPARQL": (file("q.rq", b"SELECT ?x WHERE { ?x", "sparql"), "cannot be read at line 1"),
    "no SPARQL": (file("q.rq", b"What was promised?", "sparql"), "holds no SELECT"),
    "a SPARQL update": (file("q.rq", b"CLEAR ALL", "sparql"), "CLEAR would change the store"),
    "another server": (file("q.rq", b"SELECT * { SERVICE <http://x.org> { ?s ?p ?o } }", "sparql"), "SERVICE"),
    "brackets that would crash the engine": (
        file("q.rq", b"SELECT * " + b"{" * 4000 + b"}" * 4000, "sparql"),
        "brackets nested, more than the",
    ),
    "no query file": (told("sparql", "nowhere.rq"), "nowhere.rq: no such file"),
    "an unknown question": (told("ask", "what-now"), "no question 'what-now'"),
    "a parameter without value": (told("ask", "what-now", "--param", "x"), "write NAME=VALUE"),
    "an unknown thing": (told("show", "Utopia Programme"), "Utopia Programme"),
    "an unknown programme": (told("ledger", "Utopia Programme"), "Utopia Programme"),
    "an unknown document": (told("remove", "utopia"), "utopia"),
    "an export without format": (told("export", "out.xyz"), "no format has the suffix '.xyz'"),
    "a picture in no folder": (told("draw", "nowhere/out.html"), "cannot be written"),
    "a misspelt setting": (settings, "did you mean 'store'?"),
    "no settings file": (told("--config", "nowhere.toml", "ledger"), "no such settings file"),
}


def arguments_for(make: Make, folder: Path) -> list[str]:
    given = make(folder)
    return given if given[0].startswith("--") else ["--store", "graph.store", *given]


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_in_one_line_and_leaves_the_store_as_it_was(name: str, folder: Path) -> None:
    make, words = BAD[name]
    before = dump(folder / "graph.store")
    done = CliRunner().invoke(main, arguments_for(make, folder))
    assert (done.exit_code, done.stdout) == (1, ""), done.output
    assert done.stderr.startswith("Error: ")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert dump(folder / "graph.store") == before


@pytest.mark.parametrize(
    "name", ["a missing path", "a gigabyte of zeros", "Latin-1", "a file as store", "bad SPARQL", "an unknown question"]
)
def test_the_installed_program_tells_it_so_too(name: str, folder: Path) -> None:
    make, words = BAD[name]
    before = dump(folder / "graph.store")
    done = run(folder, *arguments_for(make, folder))
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert dump(folder / "graph.store") == before


def test_a_locked_store_is_told_and_left_alone(folder: Path) -> None:
    before = dump(folder / "graph.store")
    with Store.open(folder / "graph.store"):
        done = run(folder, "--store", "graph.store", "load", str(SAMPLE))
        assert (done.returncode, done.stdout) == (1, "")
        assert "Another process writes to the store" in done.stderr
        assert done.stderr.count("\n") == 1
        assert run(folder, "--store", "graph.store", "check").returncode == 0  # readers are let in
    assert dump(folder / "graph.store") == before


def test_a_store_that_is_not_there_is_not_made_by_bad_input(folder: Path) -> None:
    for command in (["load", "nowhere.txt"], ["ledger"], ["check"], ["remove", "x"], ["draw", "x.html"]):
        done = CliRunner().invoke(main, ["--store", "new.store", *command])
        assert done.exit_code == 1
        assert not (folder / "new.store").exists()
    assert not (folder / "x.html").exists()


def test_one_bad_file_of_a_folder_is_told_and_the_others_load(folder: Path) -> None:
    (folder / "docs").mkdir()
    shutil.copy(SAMPLE, folder / "docs" / "good.md")
    (folder / "docs" / "bad.txt").write_bytes(b"\0")
    done = CliRunner().invoke(main, ["--store", "graph.store", "load", "docs"])
    assert done.exit_code == 1
    assert "Error: docs/bad.txt: not text" in done.stderr
    assert "1 file could not be read" in done.stderr
    assert "good: " in done.stdout
    with Store.open(folder / "graph.store", read_only=True) as store:
        assert any(name.endswith("/good") for name in store.graphs())
        assert not any(name.endswith("/bad") for name in store.graphs())


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "policygraph", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
