"""The command `review`: a walk for people, on a terminal too, and options for scripts."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policygraph.tests.test_cli import call, dump

TEXT = """Harbour plan

The Ministry of Oceans and Fisheries will invest 12.5 billion won in the Harbour Data Hub by 2027.
The Harbour Data Hub is part of the Smart Harbour Programme.
The Smart Harbour Programme will open 40 quay sensors by June 2028.
The Smart Harbor Programme has opened 12 quay sensors in March 2026.
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store whose claims all wait for review, since nothing is sure enough to be shown."""
    monkeypatch.setenv("POLICYGRAPH_MIN_CONFIDENCE_SHOWN", "1")
    text, path = tmp_path / "harbour.txt", tmp_path / "graph.store"
    text.write_text(TEXT, encoding="utf-8")
    call("--store", path, "load", text, "--issued", "2026-04-01", "--country", "KR")
    return path


def items(store: Path) -> list[dict[str, object]]:
    return [
        json.loads(line) for line in call("--store", store, "review", "--list", "--format", "jsonl").stdout.splitlines()
    ]


def decided(store: Path) -> list[tuple[str, str]]:
    lines = call("--store", store, "review", "--decisions").stdout.splitlines()
    return [(one["action"], one["standing"]) for one in map(json.loads, lines)]


def claim(store: Path, end: str) -> str:
    return next(str(item["claim"]) for item in items(store) if str(item.get("claim", "")).endswith(end))


def test_what_waits_is_listed_by_how_much_of_the_ledger_hangs_on_it(store: Path) -> None:
    found = items(store)
    hangs = [int(str(item["hangs"])) for item in found]
    assert hangs == sorted(hangs, reverse=True)
    assert hangs[0] > 0
    first = next(item for item in found if item["item"] == "claim")
    assert TEXT[int(str(first["start_char"])) : int(str(first["end_char"]))] == first["quote"]
    (pair,) = [item for item in found if item["item"] == "pair"]
    ends = [str(pair[end]).rpartition("/")[2] for end in ("one", "other")]
    assert ends == ["smart-harbor-programme", "smart-harbour-programme"]
    assert call("--store", store, "review", "--list").stdout.endswith(f"{len(found)} to judge\n")
    assert len(json.loads(call("--store", store, "review", "--list", "--format", "json").stdout)["rows"]) == len(found)
    assert call("--store", store, "review", "--list", "--format", "csv").stdout.count("\n") >= len(found)


def test_the_same_options_give_the_same_list(store: Path) -> None:
    assert items(store) == items(store)


def test_a_walk_decides_goes_back_and_ends(store: Path) -> None:
    before = dump(store)
    waiting = len(items(store))
    done = call("--store", store, "review", typed="a\nu\nr\nq\n")
    assert done.stdout == ""
    assert "1 decided" in done.stderr
    assert [action for action, _ in decided(store)] == ["accept", "undo", "reject"]
    assert len(items(store)) == waiting - 1
    assert dump(store) != before
    call("--store", store, "review", "--undo")
    assert dump(store) == before


def test_a_walk_corrects_and_tells_what_does_not_fit(store: Path) -> None:
    wanted = claim(store, "/target")
    place = [item.get("claim") for item in items(store)].index(wanted)
    typed = "k\n" * place + "c\nvalue=41\n\nc\nbound=atLeast\n\nq\n"
    done = call("--store", store, "review", typed=typed)
    assert "'41' does not stand in the sentence" in done.stderr
    assert decided(store) == [("correct", "holds")]
    assert wanted not in [item.get("claim") for item in items(store)]


def test_a_walk_that_is_cut_off_keeps_what_was_decided(store: Path) -> None:
    call("--store", store, "review", typed="k\n")
    assert decided(store) == []
    call("--store", store, "review", typed="k" * 3 + "\n")
    assert decided(store) == []
    pairs = [item["item"] for item in items(store)].index("pair")
    call("--store", store, "review", typed="k\n" * pairs + "s\n")
    assert decided(store) == [("same", "holds")]


def test_scripts_accept_reject_correct_and_undo(store: Path) -> None:
    target = claim(store, "/target")
    short = target.partition("id/claim/")[2]
    assert call("--store", store, "review", "--accept", short, "--by", "Kim").stdout.startswith(f"accept {target} [")
    assert "harbour" in call("--store", store, "ledger", "--format", "csv").stdout.lower()
    told = call("--store", store, "review", "--correct", target, "--set", "bound=atLeast", "--reason", "a floor").stdout
    assert "(bound=atLeast)" in told
    line = json.loads(Path(f"{store}.decisions.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert line["who"] == "Kim"
    assert call("--store", store, "review", "--undo", short).stdout.startswith("undone: correct")
    assert decided(store) == [("accept", "holds"), ("correct", "no longer"), ("undo", "")]


def test_two_names_are_joined_and_kept_apart_by_name(store: Path) -> None:
    names = ("Smart Harbour Programme", "Smart Harbor Programme")
    call("--store", store, "review", "--not-same", *names, "--reason", "two budgets")
    assert not [item for item in items(store) if item["item"] == "pair"]
    call("--store", store, "review", "--same", *names)
    assert decided(store) == [("not-same", "no longer"), ("same", "holds")]
    call("--store", store, "review", "--undo")
    assert decided(store)[0] == ("not-same", "holds")


def test_decisions_are_exported_and_taken_over(store: Path, tmp_path: Path) -> None:
    call("--store", store, "review", "--reject", claim(store, "/target"))
    out = tmp_path / "mine.jsonl"
    call("--store", store, "review", "--export", out)
    other = tmp_path / "other.store"
    call("--store", other, "load", tmp_path / "harbour.txt", "--issued", "2026-04-01", "--country", "KR")
    assert "1 decision taken over" in call("--store", other, "review", "--apply", out).stdout
    assert "0 decisions taken over, 1 known" in call("--store", other, "review", "--apply", out).stdout
    assert dump(other) == dump(store)
    by_hand = json.dumps({"action": "accept", "claim": claim(store, "/budget")}) + "\n"
    assert "1 decision" in call("--store", other, "review", "--apply", "-", typed=by_hand).stdout


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--accept", "nothing/1-2/target"], "no claim nothing/1-2/target"),
        (["--undo"], "no decision to undo"),
        (["--same", "Smart Harbour Programme", "Airport"], "called 'Airport'"),
        (["--same", "Harbour Data Hub", "Harbour Data Hub"], "one thing already"),
        (["--apply", "none.jsonl"], "none.jsonl"),
        (["--correct", "TARGET"], "what is to be changed"),
        (["--correct", "TARGET", "--set", "scope"], "FIELD=VALUE"),
        (["--correct", "TARGET", "--set", "value=77"], "does not stand"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line_and_changes_nothing(
    store: Path, options: list[str], told: str
) -> None:
    before = dump(store)
    options = [claim(store, "/target") if option == "TARGET" else option for option in options]
    done = call("--store", store, "review", *options, exit_code=1)
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    assert told in done.stderr
    assert dump(store) == before
    assert not Path(f"{store}.decisions.jsonl").exists()


def test_a_damaged_file_of_decisions_is_told_with_its_line(store: Path) -> None:
    Path(f"{store}.decisions.jsonl").write_text('{"action": "dance"}\n', encoding="utf-8")
    assert "line 1: the action is one of" in call("--store", store, "review", "--list", exit_code=1).stderr


def test_where_there_is_no_store_there_is_nothing_to_review(tmp_path: Path) -> None:
    assert "There is no store" in call("--store", tmp_path / "none", "review", exit_code=1).stderr
    assert list(tmp_path.iterdir()) == []


def test_the_walk_works_on_a_terminal(store: Path) -> None:
    """Through a pseudo-terminal: one key and Enter at each prompt."""
    command = [sys.executable, "-m", "policygraph", "--store", str(store), "review"]
    main, side = pty.openpty()
    with subprocess.Popen(command, stdin=side, stdout=side, stderr=side, env={**os.environ, "TERM": "dumb"}) as walk:
        os.close(side)
        seen = ""
        for keys in ("a\n", "u\n", "r\n", "q\n"):
            seen += until(main, "[q]uit")
            os.write(main, keys.encode())
        seen += until(main, "left.")
        assert walk.wait(timeout=20) == 0
        os.close(main)
    assert "1 of " in seen
    assert [action for action, _ in decided(store)] == ["accept", "undo", "reject"]


def until(terminal: int, words: str) -> str:
    """What the terminal shows until these words."""
    shown, end = b"", time.monotonic() + 30
    while words.encode() not in shown:
        ready, _, _ = select.select([terminal], [], [], max(0.0, end - time.monotonic()))
        assert ready, f"{words!r} was not shown: {shown!r}"
        shown += os.read(terminal, 4096)
    return shown.decode("utf-8", "replace")
