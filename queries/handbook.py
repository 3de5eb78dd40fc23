"""The prepared questions as a page to read: what each answers, its parameters, how to read the answer.

``python -m policygraph.queries.handbook > docs/questions.md`` writes the page of the documentation.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby

from .library import Parameter, Question, questions


def handbook() -> str:
    """The page, as Markdown.

    >>> handbook().startswith("# The questions")
    True
    """
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    every = sorted(questions().values(), key=lambda question: (question.family, question.name))
    yield "# The questions"
    yield ""
    yield "<!-- Made by `python -m policygraph.queries.handbook` from queries/questions/*.rq; do not edit. -->"
    yield ""
    yield f"{len(every)} questions. Ask one with `policygraph ask QUESTION --param NAME=VALUE`; `--language ko` before"
    yield "`ask` gives Korean headings. Names may be English or Korean. Licence of the queries: CC BY 4.0."
    for family, members in groupby(every, key=lambda question: question.family):
        yield from ("", f"## {family.capitalize()}")
        for question in members:
            yield from _entry(question)


def _entry(question: Question) -> Iterator[str]:
    yield from ("", f"### {question.name}", "", f"**{question.title.en} · {question.title.ko}**. {question.about.en}")
    yield from ("", question.about.ko, "", f"How to read it: {question.reading.en}")
    if question.parameters:
        yield from ("", "| parameter | kind | |", "|---|---|---|")
        yield from (_row(parameter) for parameter in question.parameters)


def _row(parameter: Parameter) -> str:
    use = "required" if parameter.required else "optional"
    if parameter.default is not None:
        use = f"default {parameter.default}"
    return f"| `{parameter.name}` | {parameter.type}, {use} | {parameter.about.en} · {parameter.about.ko} |"


if __name__ == "__main__":
    sys.stdout.buffer.write(handbook().encode())
