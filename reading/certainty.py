"""How sure a figure is: the confidence of its rule, weighed with what can be seen of the claim itself.

The weights are those of a logistic regression over annotated documents (``certainty.toml``; they are fitted by
``tests/evaluation/calibrating.py``): the estimate of how many such figures are right in value, kind, subject and year.
Documents of other sorts have other faults; how far the estimate holds on unread ones, README tells.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from ..graph.claim import Entity, EntityType, QuantityClaim
from ..graph.values import Bound, Kind, Modality
from .figures import DOUBT

_NEAR, _FAR = 40, 120
"""characters between the words of the subject and the number"""
_SHORT, _LONG = 90, 250
"""characters of a sentence"""
_MOST_IN_DOUBT = 0.65
"""what was only offered for want of better is never shown as settled"""


def signs_of(claim: QuantityClaim, subject: str, kind: EntityType, beside: int) -> dict[str, float]:
    """What can be seen of a claim: where the words of its subject stand, what they are, how full its sentence is.

    ``subject`` and ``kind`` are the name and type of the thing that it is about, ``beside`` counts the figures of the
    same sentence, itself included.
    """
    quote, quantity = claim.evidence[0].quote, claim.quantity
    at = quantity.start - claim.evidence[0].start
    place = quote.lower().find(subject.lower())
    seen = {
        "own sentence": place >= 0,
        "near": place >= 0 and abs(at - place) <= _NEAR,
        "far": place < 0 or abs(at - place) > _FAR,
        "one word": len(subject.split()) == 1,
        "named": kind is not EntityType.CONCEPT,
        "alone": beside == 1,
        "crowded": beside >= 4,
        "short": len(quote) < _SHORT,
        "long": len(quote) > _LONG,
        "bound": quantity.bound is not Bound.EXACTLY,
        "scope": claim.scope is not None,
        "time": claim.time is not None,
        "table": claim.rule.startswith("table"),
        "money": quantity.is_money,
        "percent": quantity.unit == "percent",
        "promised": claim.modality is Modality.COMMITTED,
        **{f"kind {each.value}": claim.kind is each for each in (Kind.COUNT, Kind.COMPARISON, Kind.SHARE, Kind.BUDGET)},
    }
    return {"rule": (claim.confidence - 0.75) * 10} | {sign: 1.0 for sign, there in seen.items() if there}


def weigh(claims: Sequence[QuantityClaim], entities: Iterable[Entity]) -> list[QuantityClaim]:
    """The claims of a document with how sure they are, 0 to 1, in hundredths: more the estimate does not tell."""
    things = {entity.iri: entity for entity in entities}
    beside = Counter(claim.evidence[0].start for claim in claims)
    out = []
    for claim in claims:
        thing = things[claim.subject]
        sure = probability(signs_of(claim, thing.name, thing.type, beside[claim.evidence[0].start]))
        most = _MOST_IN_DOUBT if claim.confidence <= DOUBT else 1.0
        out.append(replace(claim, confidence=round(max(DOUBT, min(sure, most)), 2)))
    return out


def probability(signs: dict[str, float]) -> float:
    """How likely a figure with such signs is right.

    >>> 0.5 < probability({"rule": 0.0, "far": 1.0}) < probability({"rule": 1.0, "own sentence": 1.0, "near": 1.0}) < 1
    True
    """
    weights = _weights()
    return 1 / (1 + math.exp(-weights["always"] - sum(weights[sign] * value for sign, value in signs.items())))


@cache
def _weights() -> dict[str, float]:
    read = tomllib.loads(files(__package__).joinpath("certainty.toml").read_text(encoding="utf-8"))
    return {str(sign): float(weight) for sign, weight in read["weights"].items()}
