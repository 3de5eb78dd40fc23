"""The file of decisions: lines are only added, an undo is a line, what does not read is named."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from policygraph.errors import DecisionsInvalid
from policygraph.graph.decisions import (
    Action,
    Decision,
    append,
    beside,
    decide,
    in_force,
    latest,
    pair,
    parse_decision,
    read_decisions,
)

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def on(claim: str, action: Action = Action.ACCEPT, minute: int = 0) -> Decision:
    given = Decision(action, claim=f"urn:claim:{claim}", document="a", sentence="s", said="w")
    return decide(given, "Kim", NOON.replace(minute=minute))


def undo(decision: Decision, minute: int = 30) -> Decision:
    return decide(Decision(Action.UNDO, undoes=decision.id), "Kim", NOON.replace(minute=minute))


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "x.decisions.jsonl"
    given = [on("1"), decide(pair(Action.SAME, "urn:b", "urn:a", "one body"), "이", NOON)]
    for decision in given:
        append(file, [decision])
    assert read_decisions(file) == tuple(given)
    line = json.loads(file.read_text(encoding="utf-8").splitlines()[0])
    assert line == {
        "action": "accept", "claim": "urn:claim:1", "document": "a", "id": given[0].id, "said": "w", "sentence": "s",
        "when": "2026-01-31T12:00:00.000000Z", "who": "Kim",
    }  # fmt: skip


def test_no_file_is_no_decision_and_a_store_in_memory_has_none(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "none") == read_decisions(beside("memory:")) == ()
    assert beside(str(tmp_path / "graph.store")) == tmp_path / "graph.store.decisions.jsonl"


def test_of_several_decisions_on_one_claim_the_last_counts() -> None:
    first, second, other = on("1"), on("1", Action.REJECT, 1), on("2", minute=2)
    assert in_force([first, second, other]) == (second, other)


def test_an_undone_decision_gives_way_to_the_one_before_and_an_undo_can_be_undone() -> None:
    first, second = on("1"), on("1", Action.REJECT, 1)
    back = undo(second)
    assert in_force([first, second, back]) == (first,)
    assert latest([first, second, back]) == first
    assert in_force([first, second, back, undo(back, 31)]) == (second,)
    assert in_force([]) == ()
    assert latest([]) is None


def test_a_line_that_was_cut_off_never_became_a_decision(tmp_path: Path) -> None:
    file = tmp_path / "x.decisions.jsonl"
    append(file, [on("1")])
    with file.open("ab") as opened:
        opened.write(on("2").line().encode()[:40])
    assert read_decisions(file) == (on("1"),)
    append(file, [on("3")])
    assert read_decisions(file) == (on("1"), on("3"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[]", "JSON object"),
        ("not json", "line 1.*no JSON object"),
        ('{"action": "burn"}', "action is one of"),
        ('{"action": "accept"}', "needs the IRI of a claim"),
        ('{"action": "accept", "claim": "no iri"}', "is no IRI"),
        ('{"action": "accept", "claim": "urn:a", "colour": "red"}', "unknown field 'colour'"),
        ('{"action": "accept", "claim": "urn:a", "who": 7}', "short text"),
        ('{"action": "correct", "claim": "urn:a"}', "what is to be changed"),
        ('{"action": "correct", "claim": "urn:a", "changes": [1]}', "object of texts"),
        ('{"action": "same", "one": "urn:a", "other": "urn:a"}', "two things"),
        ('{"action": "undo"}', "names what it undoes"),
        ('{"action": "accept", "claim": "urn:a", "id": "000000000000"}', "id does not fit"),
    ],
)
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, line: str, told: str) -> None:
    file = tmp_path / "x.decisions.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DecisionsInvalid, match=told):
        read_decisions(file)


def test_a_decision_that_was_altered_afterwards_is_found_out() -> None:
    altered = {**json.loads(on("1").line()), "action": "reject"}
    with pytest.raises(DecisionsInvalid, match="id does not fit"):
        parse_decision(altered, "here")
