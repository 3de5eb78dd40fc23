"""Finds documents and opens them: from paths to sources with text and metadata."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import SettingsError, UnreadableDocument
from ..graph.citation import Source
from ..graph.naming import slug
from .apart import read_apart
from .formats.format import Locator
from .formats.known import format_of, formats
from .guard import MAX_BYTES, MAX_LETTERS, explain, read_guarded
from .metadata import FIELDS, Fields, sidecar, told_by_text, usable


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that was opened.

    ``body_start`` is the offset after front matter (0 where there is none): what stands before it belongs to the
    text but is not read. ``warnings`` are for the person who loads it. ``locators`` lead from the text back into the
    file (``formats.format.locate``).
    """

    source: Source
    body_start: int = 0
    warnings: tuple[str, ...] = ()
    locators: tuple[Locator, ...] = ()


def find_documents(paths: Iterable[Path]) -> list[Path]:
    """The documents that are meant: files as named, folders read whole, each file once.

    Within a folder only files of known formats count, in order of their names; hidden ones are passed over. Raises
    UnreadableDocument for a path that is not there and for a folder without documents.
    """
    found: dict[str, Path] = {}
    for path in paths:
        try:
            path.stat()
        except OSError as error:
            raise UnreadableDocument(f"{path}: {explain(error)}") from None
        except ValueError:
            raise UnreadableDocument(f"{str(path)!r}: not a path that this system can have") from None
        documents = _within(path) if path.is_dir() else [path]
        if not documents:
            known = " ".join(sorted(formats()))
            raise UnreadableDocument(f"{path}: no documents in this folder; readable are {known}")
        for document in documents:
            found.setdefault(os.path.realpath(document), document)
    return list(found.values())


def document_ids(paths: Iterable[Path]) -> dict[Path, str]:
    """The id of each document of one run: the file's stem, with its folder's name where two would clash.

    Two of one stem in one folder keep their suffixes (``plan-txt``, ``plan-html``).

    >>> sorted(document_ids([Path("a/plan.txt"), Path("b/plan.txt"), Path("b/law.txt")]).values())
    ['a-plan', 'b-plan', 'law']
    """
    paths = list(paths)
    beside = Counter((path.parent, slug(_legible(path.stem))) for path in paths)
    ids = {
        path: _legible(
            path.stem if beside[path.parent, slug(_legible(path.stem))] == 1 else path.name.replace(".", "-")
        )
        for path in paths
    }
    names = dict(ids)
    folders = {path: [_legible(name) for name in path.absolute().parent.parts[1:]] for path in paths}
    for depth in range(1, max(map(len, folders.values()), default=0) + 1):
        count = Counter(slug(doc) for doc in ids.values())
        clashing = [path for path, doc in ids.items() if count[slug(doc)] > 1]
        ids |= {path: "-".join([*folders[path][-depth:], names[path]]) for path in clashing}
    return ids


def open_source(
    path: Path,
    *,
    doc: str = "",
    encoding: str = "",
    max_bytes: int = MAX_BYTES,
    **overrides: str,
) -> Opened:
    """One file as a source: its text, and what is known of it.

    ``overrides`` are fields of the source (``title``, ``issued`` …) as options give them; they win over the sidecar
    ``NAME.json``, that over the file's own front matter or page metadata, that over what the text tells. ``doc`` is
    its id in this run (else the file's stem). Raises UnreadableDocument, and SettingsError for an option that does
    not fit.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "plan.txt")
    ...     _ = file.write_text("The plan of the government.\\n", encoding="utf-8")
    ...     open_source(file, issued="2020-07").source.issued
    '2020-07'
    """
    options = _options(overrides)
    format = format_of(path)
    data = read_guarded(path, max_bytes)
    if not data.strip():
        raise UnreadableDocument(f"{path}: the file is empty")
    beside, declared = sidecar(path)
    encoding = encoding or declared
    content = read_apart(path, data, encoding) if format.apart else format.read(path, data, encoding)
    if not content.text[content.body_start :].strip():
        raise UnreadableDocument(f"{path}: holds no text")
    if len(content.text) > MAX_LETTERS:
        letters = f"{len(content.text):,} letters, over the limit of {MAX_LETTERS:,}"
        raise UnreadableDocument(f"{path}: holds {letters}; split it")
    told = told_by_text(content.text, content.body_start)
    fields = _first_of(options, beside.values, content.fields, told.values)
    warnings = [*beside.warnings, *content.warnings]
    if content.encoding not in ("utf-8", "utf-16", "utf-32"):
        warnings.append(f"not UTF-8; read as {content.encoding}")
    if not any("issued" in given for given in (options, beside.values, content.fields)):
        warnings += told.warnings
    if "language" not in fields:
        warnings.append("neither plainly English nor Korean: name its language (--language en)")
    fields.setdefault("title", path.stem)
    source = Source(id=doc or _legible(path.stem), text=content.text, media_type=format.media_type, **fields)
    return Opened(source, content.body_start, tuple(warnings), content.locators)


def _options(overrides: Mapping[str, str]) -> Mapping[str, str]:
    for name in overrides:
        if name not in FIELDS:
            raise SettingsError(f"{name}: not a field of a document; fields are {', '.join(FIELDS)}")
    fitted: Fields = usable({name: value for name, value in overrides.items() if value}, "option")
    if fitted.warnings:
        raise SettingsError(fitted.warnings[0].removesuffix("; left out"))
    return fitted.values


def _first_of(*kinds: Mapping[str, str]) -> dict[str, str]:
    merged: dict[str, str] = {}
    for values in reversed(kinds):
        merged |= values
    return merged


def _within(folder: Path) -> list[Path]:
    def refuse(error: OSError) -> None:
        raise UnreadableDocument(f"{error.filename}: {explain(error)}")

    documents: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        documents += [
            Path(parent, name) for name in names if not name.startswith(".") and Path(name).suffix.lower() in formats()
        ]
    return sorted(documents)


def _legible(name: str) -> str:
    """A file's name as text: bytes of the name that are not UTF-8 are replaced."""
    return os.fsencode(name).decode("utf-8", "replace")
