"""Ask one of the questions of the library and get a table."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ..errors import QuestionError
from ..graph.store import Store
from .cells import tabulate
from .library import Parameter, Question, bind, lookup, questions
from .table import Table
from .things import find, one_of_each

_INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
_CLASSES = {
    "item": {"programme", "infrastructure", "digital service", "plan", "law", "financial instrument", "policy item"},
    "body": {"organization", "public body", "ministry", "alliance", "person"},
    "technology": {"technology", "technology group"},
    "index": {"index", "metric"},
    "metric": {"metric"},
    "document": {"document"},
}


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far the loaded documents reach: their number and the date of the last one (empty when none has a date)."""

    documents: int
    last: str

    def bounds(self, language: str) -> str:
        """The words that bound an answer: ``these 2 documents to 2021-08-30``."""
        if language == "ko":
            return f"이 문서 {self.documents}건" + (f"({self.last}까지)" if self.last else "")
        what = "this 1 document" if self.documents == 1 else f"these {self.documents} documents"
        return what + (f" to {self.last}" if self.last else "")

    def nothing_found(self, language: str) -> str:
        """The one honest way to say that there is no answer."""
        if language == "ko":
            return f"{self.bounds(language)}에서는 결과를 찾지 못했다."
        return f"No result found in {self.bounds(language)}."


def horizon(store: Store, as_of: str = "") -> Horizon:
    """The reach of the documents in the store; with ``as_of`` only of those issued by then."""
    issued = [date.value if isinstance(date, Literal) else "" for _, date in store.select(lookup("documents"))]
    counted = [date for date in issued if not as_of or (date and date <= as_of)]
    return Horizon(len(counted), as_of or max(counted, default=""))


def ask(store: Store, name: str, parameters: Mapping[str, str] | None = None, language: str = "en") -> Table:
    """The answer to the question ``name``.

    A parameter that is a thing may be given by name (English or Korean), alias, acronym or IRI. The note says how to
    read the table and how far the documents reach.

    Raises QuestionError for an unknown question or parameter, a missing one, and a name that fits nothing or several
    things; the message lists what was near.
    """
    question = question_named(name)
    rows = store.select(bind(question.sparql, terms(store, question, parameters or {}, language)))
    reach = horizon(store)
    if len(rows):
        said = {"ko": f"{reach.bounds('ko')} 기준."}.get(language, f"From {reach.bounds('en')}.")
        note = f"{question.reading.said(language)} {said}"
    else:
        note = reach.nothing_found(language)
    return tabulate(store, question.title.said(language), rows, language, note)


def question_named(name: str) -> Question:
    """The question; raises QuestionError that names near ones."""
    known = questions()
    if name in known:
        return known[name]
    words = set(re.split(r"\W+", name.lower()))
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    near += [each for each in known if words & set(each.split("-")) and each not in near][:3]
    hint = f"Did you mean {', '.join(near)}?" if near else "`policygraph ask` without arguments lists the questions."
    raise QuestionError(f"There is no question {name!r}. {hint}")


def terms(
    store: Store, question: Question, parameters: Mapping[str, str], language: str = "en"
) -> dict[str, tuple[NamedNode | Literal, ...]]:
    """The RDF terms for what was typed; raises QuestionError where something does not fit."""
    known = {parameter.name: parameter for parameter in question.parameters}
    for given in parameters:
        if given not in known:
            takes = ", ".join(known) or "none"
            raise QuestionError(f"The question {question.name} has no parameter {given!r}. It takes: {takes}.")
    found: dict[str, tuple[NamedNode | Literal, ...]] = {}
    for parameter in question.parameters:
        text = parameters.get(parameter.name, parameter.default or "").strip()
        if text:
            found[parameter.name] = (_term(store, question, parameter, text, language),)
        elif parameter.required:
            raise QuestionError(
                f"The question {question.name} needs {parameter.name}: {parameter.about.said(language)}."
            )
    return found


def _term(store: Store, question: Question, parameter: Parameter, text: str, language: str) -> NamedNode | Literal:
    match parameter.type:
        case "year":
            if not re.fullmatch(r"[12]\d{3}", text):
                raise QuestionError(f"{parameter.name} of {question.name} is a year such as 2025, not {text!r}.")
            return Literal(text, datatype=_INTEGER)
        case "number":
            if not re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", text):
                raise QuestionError(f"{parameter.name} of {question.name} is a number such as 0.7, not {text!r}.")
            return Literal(text, datatype=_DECIMAL)
        case "currency":
            if not re.fullmatch(r"[A-Za-z]{3}", text):
                raise QuestionError(
                    f"{parameter.name} of {question.name} is a currency code such as KRW, not {text!r}."
                )
            return Literal(text.upper())
        case "text":
            return Literal(text)
    return _thing(store, parameter, text, language)


def _thing(store: Store, parameter: Parameter, text: str, language: str) -> NamedNode:
    found = find(store, text, language)
    fitting = [thing for thing in found if set(thing.classes) & _CLASSES.get(parameter.type, set(thing.classes))]
    candidates = one_of_each(store, fitting or found)
    if not candidates:
        raise QuestionError(f"{parameter.name}: nothing in the graph is called {text!r}. Try a part of the name.")
    if len(candidates) > 1 or candidates[0].matched == "part of a name":
        listed = "; ".join(str(thing) for thing in candidates[:8])
        raise QuestionError(f"{parameter.name}: {text!r} is not the name of one thing. Did you mean: {listed}?")
    if not fitting:
        wrong = candidates[0]
        raise QuestionError(f"{parameter.name}: {wrong} is not what is asked for ({parameter.about.said(language)}).")
    return NamedNode(candidates[0].iri)
