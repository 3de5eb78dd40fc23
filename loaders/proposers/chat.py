"""A proposer behind any address that speaks the chat completions protocol of OpenAI.

Every wait has an end, every answer a size; redirects are not followed, proxies are not used, and the key, which comes
from the environment alone, is told to nobody but that address.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import os
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from ...errors import SettingsError, SourceUnavailable
from ...reading.proposing import Passage, Proposal, Proposals, Relation
from .answers import Unintelligible, proposals_in
from .prompt import messages

KEY = "POLICYGRAPH_PROPOSER_KEY"
"""environment variable with the key that the address asks for, if it does"""
AT_ONCE = 12
"""sentences shown in one request"""
_BUSY = (429, 503)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and bytes; ``document`` is for all that is asked about one document."""

    connect: float = 10.0
    silence: float = 60.0
    document: float = 240.0
    bytes: int = 1_000_000
    tries: int = 3
    pause: float = 30.0
    """the longest that is waited because the address asks for it"""
    rest: float = 60.0
    """after a failure nothing is asked for so long, so that many documents do not wait for what is not there"""


class Chat:
    """One model behind one address. Asks for one document at a time."""

    def __init__(self, address: str, model: str, limits: Limits | None = None) -> None:
        self._place = _checked(address)
        self._model = model
        self._limits = limits or Limits()
        self._failed: tuple[float, str] | None = None
        if os.environ.get(KEY) and self._place.scheme == "http" and not _is_here(self._place.hostname or ""):
            raise SettingsError(f"{KEY} would travel unencrypted to {self._place.netloc}; use https, or unset it.")

    @property
    def identity(self) -> str:
        """The name of the model."""
        return self._model

    def propose(self, passages: Sequence[Passage]) -> Proposals:
        """What the model proposes. Raises SourceUnavailable: all answers count, or none."""
        if self._failed is not None and time.monotonic() - self._failed[0] < self._limits.rest:
            raise SourceUnavailable(self._failed[1])
        until = time.monotonic() + self._limits.document
        found: list[Proposal | Relation | None] = []
        try:
            for first in range(0, len(passages), AT_ONCE):
                answer = self._ask(passages[first : first + AT_ONCE], until)
                found += proposals_in(answer)
        except (_Failure, Unintelligible) as failure:
            told = f"the proposer {self._model} at {self._place.netloc} {failure}"
            self._failed = (time.monotonic(), told)
            raise SourceUnavailable(told) from None
        return found

    def _ask(self, passages: Sequence[Passage], until: float) -> bytes:
        """The body of the answer to one request, asked again where the address is busy."""
        body = json.dumps(
            {"model": self._model, "messages": messages(passages), "temperature": 0, "stream": False},
            ensure_ascii=False,
        ).encode()
        for number in range(1, self._limits.tries + 1):
            status, wait, data = self._send(body, until)
            if status == 200:
                return data
            if status not in _BUSY:
                raise _Failure(_meaning(status))
            if number < self._limits.tries:
                wait = min(2.0**number if wait is None else wait, self._limits.pause)
                if time.monotonic() + wait >= until:
                    break
                time.sleep(wait)
        raise _Failure(f"is busy (status {status})")

    def _send(self, body: bytes, until: float) -> tuple[int, float | None, bytes]:
        """Status, the seconds that it asks to wait, and the body of a good answer."""
        left = until - time.monotonic()
        if left <= 0:
            raise _Failure(f"took longer than {self._limits.document:g} seconds")
        connection = self._connection(min(self._limits.connect, left))
        watch: threading.Timer | None = None
        line: socket.socket | None = None
        try:
            connection.connect()
            line = connection.sock
            line.settimeout(self._limits.silence)
            watch = threading.Timer(until - time.monotonic(), _hang_up, [line])
            watch.daemon = True
            watch.start()
            connection.request("POST", _path(self._place), body, self._headers())
            with closing(connection.getresponse()) as answer:
                if answer.status != 200:
                    return answer.status, _seconds(answer.getheader("Retry-After")), b""
                return 200, None, self._body(answer)
        except (OSError, http.client.HTTPException, _Failure) as error:
            if time.monotonic() >= until:
                raise _Failure(f"took longer than {self._limits.document:g} seconds") from None
            raise self._failure(error, connected=watch is not None) from None
        finally:
            if watch is not None:
                watch.cancel()
            with suppress(OSError):
                connection.close()
            if line is not None:  # the connection lets go of it when an answer ends it
                line.close()

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        """The body, no longer than it may be."""
        data = answer.read(self._limits.bytes + 1)
        if len(data) > self._limits.bytes:
            raise _Failure(f"gave an answer of more than {self._limits.bytes:,} bytes")
        if answer.length:
            raise _Failure("broke off in the middle of its answer")
        return data

    def _failure(self, error: Exception, *, connected: bool) -> _Failure:
        """A fault in plain words; nothing of what was sent is in them."""
        if isinstance(error, _Failure):
            return error
        if isinstance(error, TimeoutError):
            seconds = self._limits.silence if connected else self._limits.connect
            return _Failure(f"did not answer within {seconds:g} seconds")
        if isinstance(error, ssl.SSLError):
            return _Failure(f"cannot be spoken to safely ({error.reason or 'TLS'})")
        if isinstance(error, OSError) and not connected:
            return _Failure(f"cannot be reached ({error.strerror or type(error).__name__})")
        return _Failure(f"broke off or does not speak HTTP ({type(error).__name__})")

    def _connection(self, seconds: float) -> http.client.HTTPConnection:
        host, port = self._place.hostname or "", self._place.port
        if self._place.scheme == "https":
            return http.client.HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
        return http.client.HTTPConnection(host, port, timeout=seconds)

    def _headers(self) -> dict[str, str]:
        key = os.environ.get(KEY, "").strip()
        told = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        if key and not (key.isascii() and key.isprintable()):
            raise _Failure(f"was not asked: {KEY} holds letters that no key has")
        return told | ({"Authorization": f"Bearer {key}"} if key else {})


class _Failure(Exception):
    """Why there is no answer, as the end of a sentence."""


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _checked(address: str) -> SplitResult:
    """The parts of an address. Raises SettingsError unless it is a plain http or https one."""
    try:
        place = urlsplit(address)
        port_fits = place.port != 0
    except ValueError:
        port_fits = False
    plain = address.isprintable() and address.isascii() and not any(c.isspace() for c in address)
    if not port_fits or not plain or place.scheme not in ("http", "https") or not place.hostname:
        raise SettingsError(f"--proposer {address!r}: not an address such as http://127.0.0.1:8080/v1")
    if place.username or place.password or place.query or place.fragment:
        raise SettingsError(f"--proposer: an address has no name, key or query in it; a key goes into {KEY}.")
    return place


def _path(place: SplitResult) -> str:
    """Where the address answers: what is given, up to and with ``chat/completions``.

    >>> _path(urlsplit("http://localhost:8080/v1")), _path(urlsplit("https://a.example"))
    ('/v1/chat/completions', '/v1/chat/completions')
    """
    path = place.path.rstrip("/") or "/v1"
    return path if path.endswith("/chat/completions") else f"{path}/chat/completions"


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _seconds(header: str | None) -> float | None:
    """What Retry-After says in seconds; a date there, or anything else, says nothing (RFC 9110, 10.2.3)."""
    text = (header or "").strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) < 8 else None


def _meaning(status: int) -> str:
    if 300 <= status < 400:
        return f"sends elsewhere (status {status}); redirects are not followed, give the address that answers"
    if status in (401, 403):
        return f"does not let in (status {status}); the key goes into {KEY}"
    if status == 404:
        return "does not know that path or model (status 404)"
    return f"answered with status {status}"
