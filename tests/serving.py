"""The endpoint as users start it: the command, in a process of its own, on a free port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

TOKEN = "a-token-for-tests"


class Endpoint:
    """A running command."""

    def __init__(self, store: Path | str, *options: str, token: str = "") -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        environment.pop("POLICYGRAPH_TOKEN", None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "policygraph", "--store", str(store), "serve", "--port", "0", *options],
            stderr=subprocess.PIPE,
            text=True,
            env=environment | ({"POLICYGRAPH_TOKEN": token} if token else {}),
        )
        assert self.process.stderr is not None
        self.said = ""
        for line in self.process.stderr:
            self.said += line
            if found := re.search(r"http://[\d.]+:\d+", line):
                self.url = found[0]
                break
        else:
            raise AssertionError(self.said)
        self.http = httpx.Client(base_url=self.url, timeout=60)

    def stop(self) -> str:
        """End it as a service manager does, and give all that it said."""
        self.http.close()
        self.process.send_signal(signal.SIGTERM)
        assert self.process.stderr is not None
        self.said += self.process.stderr.read()
        self.process.stderr.close()
        assert self.process.wait(30) in (0, -signal.SIGTERM)
        return self.said


@contextmanager
def endpoint(store: Path | str, *options: str, token: str = "") -> Iterator[Endpoint]:
    """A running command, stopped at the end."""
    running = Endpoint(store, *options, token=token)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()
