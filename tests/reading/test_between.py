"""Relations that the words between two names state: every declared pattern has its example."""

from __future__ import annotations

import pytest

from policygraph.ontology.relations import relations
from policygraph.reading.english.between import Pattern, patterns
from policygraph.tests.reading.reading_of import links_in


def _name(pattern: Pattern) -> str:
    return f"{pattern.predicate}: {pattern.example[0]}"


@pytest.mark.parametrize("pattern", patterns(), ids=_name)
def test_the_example_of_a_pattern_is_read(pattern: Pattern) -> None:
    sentence, subject, other = pattern.example
    assert (subject, pattern.predicate, other) in links_in(sentence)


@pytest.mark.parametrize("pattern", [p for p in patterns() if p.unlike], ids=_name)
def test_the_look_alike_of_a_pattern_is_not(pattern: Pattern) -> None:
    _, subject, other = pattern.example
    assert (subject, pattern.predicate, other) not in links_in(pattern.unlike)


def test_patterns_state_declared_relations() -> None:
    assert {p.predicate for p in patterns()} <= set(relations())
