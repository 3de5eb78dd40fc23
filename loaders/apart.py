"""Reads files from outside in a process of its own, which may take neither long nor much memory.

A file that makes a reader crash, hang or grow takes only that process with it: here it is one error. The process
serves one file after the other and is replaced after a fault, and now and then.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from .. import errors
from ..errors import PolicyGraphError, UnreadableDocument
from .formats.format import Content, Locator, Place

MAX_SECONDS = 18.0
MAX_MEMORY = 768 * 1024 * 1024
MAX_FILES = 200
_LENGTHS = struct.Struct(">II")


class _Process:
    """A running reader. ``ask`` is for one caller at a time."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.files = 0
        self.popen = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONWARNINGS": "ignore"},
        )

    def ask(self, request: Mapping[str, str], data: bytes, seconds: float) -> dict[str, Any] | None:
        """The answer; nothing where the process ended instead, of itself or because its time was up."""
        assert self.popen.stdin is not None
        assert self.popen.stdout is not None
        self.files += 1
        timer = threading.Timer(seconds, self.popen.kill)
        timer.start()
        try:
            head = json.dumps(request).encode()
            self.popen.stdin.write(_LENGTHS.pack(len(head), len(data)) + head)
            self.popen.stdin.write(data)
            self.popen.stdin.flush()
            return _receive(self.popen.stdout)
        except OSError:
            return None
        finally:
            timer.cancel()

    def end(self) -> int:
        """Ends the process, whatever it does, and gives its exit code; one of a parent process is only let go."""
        for pipe in (self.popen.stdin, self.popen.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        if self.owner != os.getpid():
            self.popen.returncode = 0
            return 0
        self.popen.kill()
        return self.popen.wait()


_lock = threading.Lock()
_running: list[_Process] = []


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
            raise UnreadableDocument(f"{path}: {_fate(process, seconds)}; save its text instead")
        if process.files >= MAX_FILES or answer.get("last"):
            _running.clear()
            process.end()
    if "error" in answer:
        kind = getattr(errors, str(answer["error"]), UnreadableDocument)
        raise (kind if issubclass(kind, PolicyGraphError) else UnreadableDocument)(str(answer["message"]))
    return _as_content(answer)


def _process() -> _Process:
    """The reader of this process; one that a parent process left behind by forking is not ours to use."""
    if _running and (_running[0].owner != os.getpid() or _running[0].popen.poll() is not None):
        _running.pop().end()
    if not _running:
        _running.append(_Process())
    return _running[0]


def _fate(process: _Process, seconds: float) -> str:
    """Why the process ended, in plain words."""
    try:
        code = process.popen.wait(1)
    except subprocess.TimeoutExpired:
        code = process.end()
    process.end()
    if code == -getattr(signal, "SIGKILL", 9):
        return f"took longer than {seconds:g} seconds or was stopped by the system"
    return f"made its reader crash ({signal.Signals(-code).name if code < 0 else f'exit code {code}'})"


@atexit.register
def _end() -> None:
    for process in _running:
        process.end()


def _receive(pipe: IO[bytes]) -> dict[str, Any] | None:
    head = pipe.read(_LENGTHS.size)
    if len(head) < _LENGTHS.size:
        return None
    length, _ = _LENGTHS.unpack(head)
    body = pipe.read(length)
    return dict(json.loads(body)) if len(body) == length else None


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


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve() -> None:
    """The other process: one request after the other from standard input, until that is closed."""
    _limit_memory()
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints must not get among the answers
    while len(head := requests.read(_LENGTHS.size)) == _LENGTHS.size:
        length, size = _LENGTHS.unpack(head)
        request, data = json.loads(requests.read(length)), requests.read(size)
        path = Path(os.fsdecode(request["path"].encode("utf-8", "surrogateescape")))
        body = json.dumps(_answer(path, data, request["encoding"])).encode()
        answers.write(_LENGTHS.pack(len(body), 0) + body)
        answers.flush()


if __name__ == "__main__":
    _serve()
