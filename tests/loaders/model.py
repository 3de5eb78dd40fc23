"""A model's address on this machine that answers as a test wants: the truth, lies of every kind, or nothing of use."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Figure = dict[str, Any]
Shown = dict[str, Any]


@dataclass
class Answer:
    """What is sent back; ``drip`` sends the body byte by byte with so many seconds between."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    promised: int | None = None
    """the length that is told, where it is another than the body's"""


Reply = Callable[["Fake"], Answer]


class Fake:
    """The server; ``seen`` are the requests with their headers."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.seen: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                fake.seen.append(json.loads(self.rfile.read(length)))
                fake.headers.append(dict(self.headers))
                fake.paths.append(self.path)
                with suppress(OSError):
                    self._send(fake.reply(fake))

            def _send(self, answer: Answer) -> None:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                told = len(answer.body) if answer.promised is None else answer.promised
                self.send_header("Content-Length", str(told))
                self.end_headers()
                if not answer.drip:
                    self.wfile.write(answer.body)
                    return
                for byte in answer.body:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(answer.drip)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    @property
    def shown(self) -> list[Shown]:
        """The sentences of the latest request."""
        return list(json.loads(self.seen[-1]["messages"][1]["content"])["sentences"])

    def sentence(self, words: str) -> int:
        """The number of the sentence, among those shown, that holds some words; -1 where none does."""
        return next((int(each["sentence"]) for each in self.shown if words in each["text"]), -1)


@contextmanager
def model(reply: Reply) -> Iterator[Fake]:
    """A running server."""
    fake = Fake(reply)
    thread = threading.Thread(target=fake.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        fake.server.shutdown()
        fake.server.server_close()
        thread.join(5)


def saying(content: str, reason: str = "stop") -> Answer:
    """An answer of the chat completions protocol with this text."""
    choice = {"index": 0, "finish_reason": reason, "message": {"role": "assistant", "content": content}}
    return Answer(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def proposing(*figures: Figure) -> Reply:
    """A model that proposes figures; ``at`` in one stands for words of its sentence."""

    def reply(fake: Fake) -> Answer:
        said = [{"sentence": fake.sentence(each["at"]), **each} if "at" in each else each for each in figures]
        shown = {each["sentence"] for each in fake.shown}
        return saying(json.dumps({"figures": [each for each in said if each.get("sentence") in shown]}))

    return reply
