"""Reads files from outside in a process of its own, which may take neither long nor much memory.

A file that makes a reader crash, hang or grow takes only that process with it: here it is one error. The process
serves one file after the other and is replaced after a fault, and now and then.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .. import errors
from ..errors import PolicyGraphError, UnreadableDocument
from .formats.format import Content, Locator, Place
from .process import Answer, Process, limit_memory, serve

MAX_SECONDS = 18.0
MAX_MEMORY = 768 * 1024 * 1024
MAX_FILES = 200


_lock = threading.Lock()
_running: list[Process] = []


def read_apart(path: Path, data: bytes, encoding: str = "", *, seconds: float = MAX_SECONDS) -> Content:
    """What the format that the file's suffix names makes of its bytes, in the other process.

    Raises what the format raises, and UnreadableDocument where the file is too much for it or makes it fail.
    """
    request = {"path": os.fsencode(path).decode("utf-8", "surrogateescape"), "encoding": encoding}
    with _lock:
        process = _process()
        answer = process.ask(request, data, seconds)
        if answer is None:
            _running.clear()
            raise UnreadableDocument(f"{path}: {process.fate(seconds)}; save its text instead")
        if process.requests >= MAX_FILES or answer.get("last"):
            _running.clear()
            process.end()
    if "error" in answer:
        kind = getattr(errors, str(answer["error"]), UnreadableDocument)
        raise (kind if issubclass(kind, PolicyGraphError) else UnreadableDocument)(str(answer["message"]))
    return _as_content(answer)


def _process() -> Process:
    """The reader of this process; one that a parent process left behind by forking is not ours to use."""
    if _running and (_running[0].owner != os.getpid() or _running[0].popen.poll() is not None):
        _running.pop().end()
    if not _running:
        _running.append(Process(__name__))
    return _running[0]


@atexit.register
def _end() -> None:
    for process in _running:
        process.end()


def _as_content(answer: Mapping[str, Any]) -> Content:
    return Content(
        answer["text"],
        answer["fields"],
        answer["body_start"],
        answer["encoding"],
        tuple(answer["warnings"]),
        tuple(
            Locator(start, end, Place(part, page, (box[0], box[1], box[2], box[3]) if box else None, paragraph, cell))
            for start, end, part, page, box, paragraph, cell in answer["locators"]
        ),
    )


def _as_answer(content: Content) -> dict[str, Any]:
    return {
        "text": content.text,
        "fields": dict(content.fields),
        "body_start": content.body_start,
        "encoding": content.encoding,
        "warnings": content.warnings,
        "locators": [
            (at.start, at.end, at.place.part, at.place.page, at.place.box, at.place.paragraph, at.place.cell)
            for at in content.locators
        ],
    }


def _answer(path: Path, data: bytes, encoding: str) -> dict[str, Any]:
    from .formats.known import format_of

    try:
        return _as_answer(format_of(path).read(path, data, encoding))
    except PolicyGraphError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        told = f"{path}: needs more than {MAX_MEMORY // 1024 // 1024} MB of memory; split it, or save its text instead"
        return {"error": "UnreadableDocument", "message": told, "last": True}
    except RecursionError:
        return {"error": "UnreadableDocument", "message": f"{path}: nested too deeply; save its text instead"}
    except Exception as error:  # the libraries raise all sorts of errors over damaged files
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return {"error": "UnreadableDocument", "message": f"{path}: damaged ({reason}); save it anew"}


def _read(request: Answer, data: bytes) -> Answer:
    path = Path(os.fsdecode(request["path"].encode("utf-8", "surrogateescape")))
    return _answer(path, data, request["encoding"])


if __name__ == "__main__":
    limit_memory(MAX_MEMORY)
    serve(_read)
