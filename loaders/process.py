"""Processes of our own that answer one request after the other, over a pipe, in JSON.

What crashes, hangs or is killed there is a missing answer here.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import IO, Any

Answer = dict[str, Any]
_LENGTHS = struct.Struct(">II")


class Process:
    """A running process that serves a module's requests. ``ask`` is for one caller at a time."""

    def __init__(self, module: str) -> None:
        self.owner = os.getpid()
        self.requests = 0
        self.popen = subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONWARNINGS": "ignore"},
        )

    def ask(self, request: Mapping[str, Any], data: bytes, seconds: float) -> Answer | None:
        """The answer; nothing where the process ended instead, of itself or because its time was up."""
        assert self.popen.stdin is not None
        assert self.popen.stdout is not None
        self.requests += 1
        timer = threading.Timer(seconds, self.popen.kill)
        timer.daemon = True
        timer.start()
        try:
            head = json.dumps(request).encode()
            self.popen.stdin.write(_LENGTHS.pack(len(head), len(data)) + head)
            self.popen.stdin.write(data)
            self.popen.stdin.flush()
            return _receive(self.popen.stdout)
        except (OSError, ValueError):  # the pipe is closed, by the process or by ``end``
            return None
        finally:
            timer.cancel()

    def end(self) -> int:
        """Ends the process, whatever it does, and gives its exit code; one of a parent process is only let go."""
        if self.owner == os.getpid():
            self.popen.kill()
        for pipe in (self.popen.stdin, self.popen.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        if self.owner != os.getpid():
            self.popen.returncode = 0
            return 0
        return self.popen.wait()

    def fate(self, seconds: float) -> str:
        """Why the process gave no answer within the seconds it had, in plain words; it is ended."""
        try:
            code = self.popen.wait(1)
        except subprocess.TimeoutExpired:
            code = self.end()
        self.end()
        if code == -getattr(signal, "SIGKILL", 9):
            return f"took longer than {seconds:g} seconds or was stopped by the system"
        return f"made its reader crash ({signal.Signals(-code).name if code < 0 else f'exit code {code}'})"


def serve(answer: Callable[[Answer, bytes], Answer]) -> None:
    """The other side: one request after the other from standard input, until that is closed."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints must not get among the answers
    while len(head := requests.read(_LENGTHS.size)) == _LENGTHS.size:
        length, size = _LENGTHS.unpack(head)
        request, data = json.loads(requests.read(length)), requests.read(size)
        body = json.dumps(answer(request, data)).encode()
        answers.write(_LENGTHS.pack(len(body), 0) + body)
        answers.flush()


def limit_memory(most: int) -> None:
    """From here on this process gets no more than so many bytes; a crash of it leaves no core behind."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (least, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _receive(pipe: IO[bytes]) -> Answer | None:
    head = pipe.read(_LENGTHS.size)
    if len(head) < _LENGTHS.size:
        return None
    length, _ = _LENGTHS.unpack(head)
    body = pipe.read(length)
    return dict(json.loads(body)) if len(body) == length else None
