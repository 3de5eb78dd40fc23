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


def test_those_with_whom_a_body_runs_a_thing_take_part_in_it() -> None:
    text = "The Pier Repair Scheme is run by the Harbour Agency in partnership with Harbour Bank."
    assert ("Pier Repair Scheme", "participant", "Harbour Bank") in links_in(text)


def test_a_type_noun_in_small_letters_takes_up_the_only_name_that_ends_so() -> None:
    text = "The Pier Repair Scheme began in May. The scheme replaces the Jetty Fund."
    assert ("Pier Repair Scheme", "succeeds", "Jetty Fund") in links_in(text)
