"""Versions of one thing: what "X 2.0" comes after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..graph.claim import FAMILY
from .document import Document
from .figures import Link, Reference
from .names import NameMention

_VERSION = re.compile(r"(.+) (\d)\.(\d)")


def version_links(document: Document, names: Iterable[NameMention]) -> Iterator[Link]:
    """ "X 2.0" comes after "X 1.0" or, where there is none, after "X", in the sentence that names it first."""
    first: dict[str, NameMention] = {}
    for name in names:
        first.setdefault(name.name, name)
    for name in first.values():
        version = _VERSION.fullmatch(name.name)
        if version is None or int(version[2]) < 2 or FAMILY[name.type] not in ("item", "plan"):
            continue
        earlier = first.get(f"{version[1]} {int(version[2]) - 1}.{version[3]}")
        if earlier is None and version[2] == "2":
            earlier = first.get(version[1])
        sentence = next((s for s in document.sentences if s.start <= name.start < s.end), None)
        if earlier is not None and sentence is not None:
            yield Link(Reference.to(name), "succeeds", Reference.to(earlier), sentence, "version.next", 0.75)
