"""What a word processor's file states about itself: its title, where that stands in the text too.

The programs fill such fields by themselves, often from an older file, so nothing else is believed and no date is taken.
"""

from __future__ import annotations

from ...errors import UnreadableDocument
from ..zips import Archive, local


def stated_fields(archive: Archive, member: str, text: str) -> dict[str, str]:
    """The title among the properties in that member; nothing where there is none, or where it is another's."""
    if member not in archive.names:
        return {}
    try:
        root = archive.xml(member)
    except UnreadableDocument:
        return {}
    title = next((" ".join((part.text or "").split()) for part in root.iter() if local(part) == "title"), "")
    return {"title": title} if 3 < len(title) <= 300 and title in text[:5000] else {}
