"""The process that workers are forked from, so that a new one is there within milliseconds.

It runs nothing itself and has no threads. It reads its orders from the socket that is its standard input: one byte,
``r`` for a reader or ``w`` for the writer, with the worker's end of a socket; it answers with the process id.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import struct
import sys
from pathlib import Path

import pyoxigraph

from ...graph import snapshots
from .answering import read_jobs
from .jobs import Bounds
from .limits import limit_memory
from .writing import write_jobs

PID = struct.Struct(">q")


def main() -> None:
    """Fork workers until there are no more orders."""
    orders = socket.socket(fileno=os.dup(0))
    settings = json.loads(sys.argv[1])
    path, bounds = Path(settings["path"]), Bounds(**settings["bounds"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    held = _copy(path) if settings["in_memory"] else None
    gc.freeze()
    orders.sendall(PID.pack(os.getpid()))
    while True:
        order, ends, _, _ = socket.recv_fds(orders, 1, 1)
        if not order:
            return
        pid = os.fork()
        if pid == 0:
            orders.close()
            os.close(0)
            _work(order, socket.socket(fileno=ends[0]), path, bounds, held)
            os._exit(0)
        os.close(ends[0])
        orders.sendall(PID.pack(pid))


def _copy(path: Path) -> pyoxigraph.Store:
    """The newest snapshot, read into memory; the workers forked from here share it."""
    store = pyoxigraph.Store()
    snapshot, lease = snapshots.open_newest(path)
    store.extend(snapshot)
    os.close(lease)
    return store


def _work(order: bytes, pipe: socket.socket, path: Path, bounds: Bounds, held: pyoxigraph.Store | None) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    limit_memory(bounds.megabytes_of_memory)
    try:
        if order == b"w":
            write_jobs(pipe, path)
        else:
            read_jobs(pipe, path, bounds, held)
    except Exception as error:  # the process ends here anyhow; its keeper sees that and says so
        print(f"policygraph: a worker ended: {error!r}", file=sys.stderr)
        os._exit(1)


if __name__ == "__main__":
    main()
