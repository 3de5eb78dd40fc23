"""The questions that come with the project: SPARQL files with a header that says what they answer.

A file ``questions/NAME.rq`` starts with comment lines ``# key: value``:

* ``family``; ``title-en`` and ``title-ko``; ``about-en`` and ``about-ko`` (what it answers); ``reading-en`` and
  ``reading-ko`` (how to read the answer);
* for each parameter ``parameter: NAME TYPE required`` or ``optional``, or ``= VALUE`` for a default, then
  ``| English | Korean``.

The query is plain SPARQL 1.1 and runs as it stands on any server: each parameter has a slot ``VALUES ?NAME { UNDEF }``
(no restriction). :func:`bind` puts terms into the slots. What a user types never becomes part of the text but as one
escaped term.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

TYPES = frozenset(
    {"entity", "item", "body", "technology", "index", "document", "year", "text", "number", "currency", "metric"}
)
"""What a parameter may be; the last six are values, the others things of the graph."""

_SLOT = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}")
_PARAMETER = re.compile(
    r"(?P<name>\w+) (?P<type>\w+) (?P<use>required|optional|= ?(?P<default>[^|]+?)) *\|(?P<en>[^|]+)\|(?P<ko>[^|]+)"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in the two languages of the project."""

    en: str
    ko: str

    def said(self, language: str) -> str:
        """The words in ``language``; English for any language but Korean."""
        return self.ko if language == "ko" else self.en


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may or must be given with a question."""

    name: str
    type: str
    required: bool
    default: str | None
    about: Words


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its SPARQL text; ``variables`` are those that it selects, in order."""

    name: str
    family: str
    title: Words
    about: Words
    reading: Words
    parameters: tuple[Parameter, ...]
    sparql: str
    variables: tuple[str, ...]


@cache
def questions() -> Mapping[str, Question]:
    """All questions by name, sorted."""
    folder = files(__package__) / "questions"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".rq")), key=lambda file: file.name[:-3])
    return MappingProxyType(
        {file.name[:-3]: read_question(file.name[:-3], file.read_text(encoding="utf-8")) for file in found}
    )


def read_question(name: str, text: str) -> Question:
    """The question in the text of one ``.rq`` file.

    Raises ValueError where header and query do not fit each other.
    """
    said: dict[str, str] = {}
    parameters: list[Parameter] = []
    lines = text.splitlines()
    header = list(takewhile(lambda line: line.startswith("#"), lines))
    for line in header:
        key, _, value = line.removeprefix("#").strip().partition(": ")
        if key == "parameter":
            parameters.append(_parameter(name, value))
        else:
            said[key] = value
    missing = {"family", *(f"{k}-{x}" for k in ("title", "about", "reading") for x in ("en", "ko"))} - said.keys()
    if missing:
        raise ValueError(f"question {name}: the header lacks {', '.join(sorted(missing))}")
    sparql = "\n".join(lines[len(header) :]).strip() + "\n"
    slots, names = set(_SLOT.findall(sparql)), {p.name for p in parameters}
    if slots != names:
        raise ValueError(f"question {name}: parameters {sorted(names)}, slots {sorted(slots)}")
    return Question(
        name=name,
        family=said["family"],
        title=Words(said["title-en"], said["title-ko"]),
        about=Words(said["about-en"], said["about-ko"]),
        reading=Words(said["reading-en"], said["reading-ko"]),
        parameters=tuple(parameters),
        sparql=sparql,
        variables=_selected(sparql),
    )


@cache
def lookup(name: str) -> str:
    """The text of one of the project's own look-ups (``lookups/NAME.rq``), written with slots as questions are."""
    return (files(__package__) / "lookups" / f"{name}.rq").read_text(encoding="utf-8")


def bind(sparql: str, terms: Mapping[str, Sequence[NamedNode | Literal]]) -> str:
    """SPARQL with terms in the slots of the parameters given.

    Terms are written by the RDF library, which refuses an IRI that is none and escapes what stands in a literal.

    >>> bind("SELECT ?s WHERE { VALUES ?l { UNDEF } ?s ?p ?l }", {"l": [Literal('a" } # b')]})
    'SELECT ?s WHERE { VALUES ?l { "a\\\\" } # b" } ?s ?p ?l }'
    """

    def fill(slot: re.Match[str]) -> str:
        given = terms.get(slot[1])
        return f"VALUES ?{slot[1]} {{ {' '.join(map(str, given))} }}" if given else slot[0]

    return _SLOT.sub(fill, sparql)


def _parameter(question: str, text: str) -> Parameter:
    found = _PARAMETER.fullmatch(text)
    if not found or found["type"] not in TYPES:
        raise ValueError(f"question {question}: cannot read the parameter {text!r}")
    about = Words(found["en"].strip(), found["ko"].strip())
    return Parameter(found["name"], found["type"], found["use"] == "required", found["default"], about)


def _selected(sparql: str) -> tuple[str, ...]:
    """The variables between the outermost SELECT and its WHERE."""
    head = sparql[sparql.index("SELECT") : sparql.index("WHERE")]
    while (shorter := re.sub(r"\((?:[^()]*)\bAS (\?\w+)\)|\([^()]*\)", lambda m: m[1] or "", head)) != head:
        head = shorter
    return tuple(re.findall(r"\?(\w+)", head))
