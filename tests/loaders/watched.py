"""Opens files in a process that ``fuzzing`` watches: what became of each, how long it took, how much memory."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

from policygraph.errors import PolicyGraphError
from policygraph.graph.naming import Naming
from policygraph.loaders import apart
from policygraph.loaders.opening import open_source
from policygraph.loaders.pool import read_shards
from policygraph.loaders.process import Answer, serve


def _open(request: Answer, _: bytes) -> Answer:
    """Opens a file, in the process that is watched."""
    path = Path(request["path"])
    most = [0.0]
    stop = threading.Event()
    watcher = threading.Thread(target=_watch, args=(most, stop), daemon=True)
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # the peak is counted anew from here
    watcher.start()
    begun = time.monotonic()
    what, told = "read", ""
    try:
        opened = open_source(path)
        opened.source.text.encode("utf-8")
        assert all(0 <= at.start < at.end <= len(opened.source.text) for at in opened.locators)
        told = f"{len(opened.source.text):,} letters"
        if request["whole"]:
            (shard,) = read_shards([opened], Naming(), 0.5, 1)
            told += "" if not isinstance(shard, PolicyGraphError) else f"; {shard}"
    except PolicyGraphError as error:
        what, told = "refused", str(error)
        if "\n" in told or not told.startswith(f"{path}: ") or len(told) > 1000:
            what = "FAULT"
    except Exception as error:
        what, told = "FAULT", f"{type(error).__name__}: {error}"[:300]
    seconds = time.monotonic() - begun
    stop.set()
    watcher.join()
    own = _peak(os.getpid())
    return {"what": what, "told": told, "seconds": seconds, "own": own, "apart": most[0]}


def _watch(most: list[float], stop: threading.Event) -> None:
    """The most memory that the process which reads apart had; its own count of it, as long as it lives."""
    cleared: set[int] = set()
    last = False
    while True:
        for process in list(apart._running):
            pid = process.popen.pid
            if pid not in cleared:
                cleared.add(pid)
                with suppress(OSError):
                    Path(f"/proc/{pid}/clear_refs").write_text("5")
            else:
                most[0] = max(most[0], _peak(pid))
        if last:
            return
        last = stop.wait(0.005)


def _peak(pid: int) -> float:
    """The most MB that a process had at once; 0 where it is gone."""
    with suppress(OSError, IndexError):
        status = Path(f"/proc/{pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    return 0.0


if __name__ == "__main__":
    serve(_open)
