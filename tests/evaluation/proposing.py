"""How far proposals are to be trusted that pass: annotated subjects, and every other phrase, proposed for each number.

Run as ``python -m policygraph.tests.evaluation.proposing``. Every number is taken as if no rule had claimed it. Its
annotated subjects, where they stand in the sentence, are proposed with the annotated kind; then every other phrase of
up to six words that the reader takes for a name or noun phrase, with whatever kind lets it pass. Printed for each
language: how many numbers keep one of their true subjects, and how many of the wrong ones pass.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policygraph.graph.values import Kind
from policygraph.loaders.opening import Opened, open_source
from policygraph.reading.claims import scan
from policygraph.reading.document import Document, Sentence
from policygraph.reading.languages import find_figures, retelling
from policygraph.reading.periods import scan_periods
from policygraph.reading.proposed import judge
from policygraph.reading.proposing import Passage, Proposal
from policygraph.reading.quantities import QuantityMention
from policygraph.reading.standing import Retelling

HERE = Path(__file__).parent
_MOST_WORDS = 6


@dataclass
class Counts:
    """Numbers whose true subjects stand in their sentences, those that keep one, wrong phrases, those that pass."""

    numbers: int = 0
    kept: int = 0
    wrong: int = 0
    passed: int = 0


class Bench:
    """One annotated document, ready for proposals."""

    def __init__(self, opened: Opened) -> None:
        source = opened.source
        scanned = scan(source, opened.body_start)
        periods = scan_periods(source.text, source.language, source.reckoned_from)
        names = find_figures(scanned.document, scanned.quantities, periods, scanned.names).names
        self.document: Document = scanned.document
        self.quantities = [q for q in scanned.quantities if q.equivalent_of is None and not q.malformed]
        self.retelling: Retelling = retelling(scanned.document, scanned.quantities, periods, names)
        self.shown = [Passage(index, "") for index in range(len(self.document.sentences))]

    def passes(self, index: int, subject: str, number: QuantityMention, kind: str) -> bool:
        """Whether a proposal stands."""
        sentence = self.document.sentences[index]
        quote = self.document.text[sentence.start : sentence.end]
        proposal = Proposal(index, quote, subject, number.surface, kind)
        told = judge(self.document, self.shown, [number], self.quantities, [proposal], self.retelling, "bench")
        return bool(told.figures)

    def phrases(self, sentence: Sentence) -> Iterator[str]:
        """What the reader takes for a name or a noun phrase in a sentence."""
        text = self.document.text
        places = [m.span() for m in re.finditer(r"[\w’'&/·-]+", text[sentence.start : sentence.end])]
        for first, (start, _) in enumerate(places):
            for _, end in places[first : first + _MOST_WORDS]:
                for cut in range(3 if self.document.source.language == "ko" else 1):  # without particles
                    place = sentence.start + start, sentence.start + end - cut
                    if place[0] < place[1] and self.retelling.phrase(sentence, *place) is not None:
                        yield text[slice(*place)]

    def try_fact(self, fact: dict[str, Any], counts: Counts) -> None:
        """Propose the subjects of one annotated figure, true and wrong."""
        at = fact["surface_start"]
        index = next((i for i, s in enumerate(self.document.sentences) if s.start <= at < s.end), None)
        end = at + len(fact["surface"])
        number = next((q for q in self.quantities if q.start <= at < q.end or at <= q.start < end), None)
        if index is None or number is None:
            return
        sentence = self.document.sentences[index]
        quote = self.document.text[sentence.start : sentence.end]
        true = [fact["subject"], *fact.get("subject_alt", ())]
        standing = [words for words in true if words in quote]
        if not standing:
            return
        kinds = [fact["kind"], *fact.get("kind_alt", ())]
        counts.numbers += 1
        counts.kept += any(self.passes(index, words, number, kind) for words in standing for kind in kinds)
        alike = [words.casefold() for words in true]
        for words in sorted(set(self.phrases(sentence))):
            low = words.casefold()
            if not any(low in each or each in low for each in alike):
                counts.wrong += 1
                counts.passed += any(self.passes(index, words, number, kind.value) for kind in Kind)


def measure(language: str) -> Counts:
    """All annotated documents of a language."""
    counts = Counts()
    for annotated in sorted((HERE / language).glob("*.facts.jsonl")):
        bench = Bench(open_source(annotated.with_name(annotated.name.replace(".facts.jsonl", ".txt"))))
        for line in annotated.read_text(encoding="utf-8").splitlines():
            fact = json.loads(line)
            if "value" in fact and fact.get("surface_start") is not None:
                bench.try_fact(fact, counts)
    return counts


if __name__ == "__main__":
    for each in ("english", "korean"):
        found = measure(each)
        print(
            f"{each}: {found.kept} of {found.numbers} numbers keep a true subject,"
            f" {found.passed} of {found.wrong} wrong phrases pass"
        )
