"""The audit of everything in a store, as warnings among what ``check`` tells."""

from __future__ import annotations

from ...graph.checking import Finding as Told
from ...graph.checking import Severity
from ...graph.claim import Reading
from ...graph.recalling import stored_readings
from ...graph.store import Store
from .auditing import audit
from .finding import KIND_NAMES, Finding
from .witnesses import Difference, compare_witnesses


def warnings_of(store: Store) -> list[Told]:
    """What the audit of each document found, in the order of the text, and where a translation leaves its original.

    The store is asked for claims and texts; nothing is read anew.
    """
    readings = {reading.source.id: reading for reading in stored_readings(store)}
    told = [
        _warn(finding, reading.source.title or reading.source.id)
        for reading in readings.values()
        for finding in audit(reading)
    ]
    for reading in readings.values():
        original = readings.get(reading.source.translation_of.rpartition("/")[2])
        if original is not None and original is not reading:
            told += [_warn_of(each, reading) for each in compare_witnesses(original, reading).differences]
    return told


def _warn_of(difference: Difference, translation: Reading) -> Told:
    """What a translation says differently from its original, as a warning of the translation."""
    places = [place for place in (difference.original, difference.translation) if place is not None]
    return Told(
        Severity.WARNING,
        f"original and translation: {difference.told()}.",
        f"원문과 번역: {difference.told('ko')}.",
        difference.claims[0] if difference.claims else "",
        translation.source.title or translation.source.id,
        " … ".join(each.quote for each in places),
    )


def _warn(finding: Finding, title: str) -> Told:
    english, korean = KIND_NAMES[finding.kind]
    shown = f"[{finding.recomputed}]"
    return Told(
        Severity.WARNING,
        f"{english}: {finding.message} {shown}.",
        f"{korean}: {finding.message_ko} {shown}.",
        finding.claims[0] if finding.claims else "",
        title,
        " … ".join(each.quote for each in finding.citations),
    )
