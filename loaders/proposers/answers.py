"""What a model answers, taken apart: JSON in the form that was asked for, or nothing."""

from __future__ import annotations

import json
import re
from typing import Any

from ...reading.proposing import Proposal, Relation

MOST = 300
"""proposals in one answer; a model that gives more does not do what it was asked"""
_OF_FIGURES = ("quote", "subject", "value", "kind", "unit", "year")
_OF_RELATIONS = ("quote", "subject", "predicate", "object")
_LONGEST = 2_000
_THOUGHTS = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"\s*```(?:json)?[ \t]*\n(.*?)\n?```\s*", re.DOTALL | re.IGNORECASE)


class Unintelligible(ValueError):
    """An answer that is not what was asked for, as the end of a sentence."""


def proposals_in(body: bytes) -> list[Proposal | Relation | None]:
    """The proposals of an answer; None for each that is not in the form asked for. Raises Unintelligible.

    Thoughts told before the answer and a fence of code around it are passed over; nothing else is.

    >>> said = '{"figures": [{"sentence": 3, "quote": "a", "subject": "b", "value": "c", "kind": "count"}, 7]}'
    >>> proposals_in(json.dumps({"choices": [{"message": {"content": said}}]}).encode())
    [Proposal(sentence=3, quote='a', subject='b', value='c', kind='count', unit='', year=''), None]
    """
    choice = _choice(_parsed(body, "did not answer in JSON"))
    if choice.get("finish_reason") in ("length", "content_filter"):
        raise Unintelligible(f"did not finish its answer ({choice['finish_reason']})")
    message = choice.get("message")
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, str):
        raise Unintelligible("answered without a text")
    content = _THOUGHTS.sub("", content, count=1)
    fenced = _FENCED.fullmatch(content)
    answer = _parsed((fenced[1] if fenced else content).encode(), "did not answer in the JSON asked for")
    if not isinstance(answer, dict) or not answer.keys() & {"figures", "relations"}:
        raise Unintelligible("did not answer in the JSON asked for")
    figures, relations = answer.get("figures", []), answer.get("relations", [])
    if not isinstance(figures, list) or not isinstance(relations, list):
        raise Unintelligible("did not answer in the JSON asked for")
    if len(figures) + len(relations) > MOST:
        raise Unintelligible(f"made {len(figures) + len(relations):,} proposals at once")
    return [*map(_proposal, figures), *map(_relation, relations)]


def _choice(answer: Any) -> dict[str, Any]:
    choices = answer.get("choices") if isinstance(answer, dict) else None
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise Unintelligible("answered without a choice")
    return choices[0]


def _parsed(body: bytes, told: str) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Unintelligible(told) from None


def _proposal(said: Any) -> Proposal | None:
    """One figure; a year may be a number, all else is words."""
    year = said.get("year") if isinstance(said, dict) else None
    if isinstance(year, int) and not isinstance(year, bool):
        said = {**said, "year": str(year)}
    words = _words(said, _OF_FIGURES)
    return None if words is None else Proposal(said["sentence"], **words)


def _relation(said: Any) -> Relation | None:
    words = _words(said, _OF_RELATIONS)
    return None if words is None else Relation(said["sentence"], **words)


def _words(said: Any, names: tuple[str, ...]) -> dict[str, str] | None:
    """The words of a proposal by name; nothing unless they are words and a sentence is numbered."""
    index = said.get("sentence") if isinstance(said, dict) else None
    if isinstance(index, bool) or not isinstance(index, int):
        return None
    words: dict[str, str] = {}
    for name in names:
        value = said.get(name)
        if not isinstance(value, str | None) or len(value or "") > _LONGEST:
            return None
        words[name] = value or ""
    return words
