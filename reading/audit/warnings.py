"""The audit of everything in a store, as warnings among what ``check`` tells."""

from __future__ import annotations

from ...graph.checking import Finding as Told
from ...graph.checking import Severity
from ...graph.recalling import stored_readings
from ...graph.store import Store
from .auditing import audit
from .finding import KIND_NAMES, Finding


def warnings_of(store: Store) -> list[Told]:
    """What the audit of each document found, document by document, in the order of the text.

    The store is asked for claims and texts; nothing is read anew.
    """
    return [
        _warn(finding, reading.source.title or reading.source.id)
        for reading in stored_readings(store)
        for finding in audit(reading)
    ]


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
