"""The English reader: from a document's outline to figures, links and names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...graph.claim import FAMILY
from ..document import Document
from ..figures import Figure, Found, Reference
from ..names import NameMention, settle
from ..periods import PeriodMention
from ..quantities import QuantityMention
from ..versions import version_links
from .arrows import compare_over_arrow
from .brackets import read_bracket
from .context import Context
from .figures import read_figure, reporting_periods
from .heads import is_specific, type_of_plain_phrase
from .links import read_links
from .moods import main_modality
from .parsing import parse
from .phrases import refer
from .references import resolve
from .scene import Mentions, Scene, set_scene
from .topics import main_subject

_LONGEST_NAME = 70
_ONE_OF_SEVERAL = re.compile(
    r"(?:[,–—-]\s+an?|\b(?:another|any|each|every|no|some|such))\s+(?:new\s+)?$", re.IGNORECASE
)
_SAID_OF_NAME = re.compile(r", (?:the|its|their|(?:the )?[A-Z][\w.]*[’']s?) (?:first |largest |main |new )?$")
_OWNER = re.compile(r"^(?:[A-Z][\w.-]* ?){1,4}[’']s? (?=\w+ \w)")


def read_english(
    document: Document,
    quantities: Sequence[QuantityMention],
    periods: Sequence[PeriodMention],
    names: Sequence[NameMention],
) -> Found:
    """Everything that the sentences of a document say, read in their order.

    Of an amount given in two currencies only the first is a figure.
    """
    dates = [p for p in periods if not _begins_name(document.text, p, names)]
    mentions = Mentions([q for q in quantities if q.equivalent_of is None], dates, names)
    scenes = [set_scene(document, sentence, mentions) for sentence in document.sentences]
    everything = [part for scene in scenes for part in scene.all()]
    for scene, doc in zip(everything, parse([s.masked.text or " " for s in everything]), strict=True):
        scene.place(doc)
    described = [name for scene in everything for name in _take_up_phrases(scene)]
    everywhere = sorted([*names, *described], key=lambda n: (n.start, -n.end))
    context = Context(document, mentions.quantities, everywhere)
    found = Found(names=[*names, *described])
    for scene in scenes:
        context.enter(scene.block)
        figures = _read_figures(context, scene)
        found.figures += figures
        found.links += read_links(scene, context)
        _remember(context, scene, figures)
    found.links += version_links(document, everywhere)
    return found


def _begins_name(text: str, period: PeriodMention, names: Sequence[NameMention]) -> bool:
    """Whether a year belongs to the plan, programme or law named behind it: "the 2022 Harbour Agenda"."""
    if not re.fullmatch(r"\d{4}", text[period.start : period.end]):
        return False
    after = any(n.start == period.end + 1 and FAMILY[n.type] in ("item", "plan", "law", "fund") for n in names)
    return after and re.search(r"(?:\b[Tt]he|\b[Ii]ts|[’']s) $", text[: period.start][-6:]) is not None


def _take_up_phrases(scene: Scene) -> list[NameMention]:
    """The plain noun phrases whose head makes them a platform, a network, a fund …: names of the scene from now on."""
    fresh: list[NameMention] = []
    for token in scene.doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.i in scene.amounts or token.dep_ in ("compound", "nmod"):
            continue
        phrase = refer(scene, token, whole=False)
        if phrase is None or phrase.name is not None or len(phrase.words) > _LONGEST_NAME:
            continue
        kind = type_of_plain_phrase(phrase.words)
        if kind is not None and re.fullmatch(r"[\w+&.’'/\- ]+", phrase.words) and not _cuts_name(scene, phrase):
            words = _OWNER.sub("", phrase.words)
            start = scene.text.find(words.split()[0], phrase.start, phrase.end)
            start = start if start >= 0 else phrase.start
            fresh.append(NameMention(start, phrase.end, words, kind, weak=_only_described(scene, start, words)))
    scene.names = tuple(settle([*fresh, *scene.names])) if fresh else scene.names
    return fresh


def _only_described(scene: Scene, start: int, words: str) -> bool:
    """Whether a phrase does not name its thing: too plain, or said of a name ("X, an online platform")."""
    before = scene.text[max(scene.start, start - 40) : start]
    said = _SAID_OF_NAME.search(before)
    of_name = said is not None and any(n.end == start - len(said.group()) for n in scene.names)
    return of_name or _ONE_OF_SEVERAL.search(before) is not None or not is_specific(words)


def _cuts_name(scene: Scene, phrase: Reference) -> bool:
    """Whether a name stands partly in a phrase and partly outside."""
    return any(
        phrase.start < n.end and n.start < phrase.end and not (phrase.start <= n.start and n.end <= phrase.end)
        for n in scene.names
    )


def _read_figures(context: Context, scene: Scene) -> list[Figure]:
    """The figures of a sentence and its brackets, in the order of the text."""
    figures: list[Figure] = []
    for mention in scene.quantities:
        figure = read_figure(context, scene, mention, figures)
        if figure is not None:
            figures.append(figure)
    figures += reporting_periods(scene)
    for inner in scene.inner:
        figures += read_bracket(context, scene, inner, figures)
    compare_over_arrow(scene, figures)
    return sorted(figures, key=lambda f: f.quantity.start)


def _remember(context: Context, scene: Scene, figures: list[Figure]) -> None:
    """Take note of what a sentence spoke of, for the sentences behind it."""
    at = scene.sentence.block
    context.scenes.setdefault(at, []).append(scene)
    context.times.setdefault(at, []).extend(scene.periods)
    context.figures.setdefault(at, []).extend(figures)
    mood = main_modality(scene)
    if mood is not None:
        context.moods[at] = mood
    phrases = (refer(scene, chunk.root) for chunk in scene.doc.noun_chunks)
    context.phrases += [phrase for phrase in phrases if phrase is not None]
    main = main_subject(scene)
    if main is not None:
        context.subject_of[at] = resolve(context, scene, main)
