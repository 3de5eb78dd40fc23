"""Snapshots of a store on disk, so that many may read while one writes.

After each change the writer publishes a snapshot under ``published/`` in the store's directory: hard links to files
that never change again, so it costs milliseconds and hardly any space. Readers open the newest, and hold a lease on
it (a shared lock on its directory); it goes when a newer one is there and nobody holds a lease.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pyoxigraph

FOLDER = "published"
_MARK = "unpublished"
_ATTEMPTS = 20


def newest(path: Path) -> Path | None:
    """The directory of the newest snapshot of the store at ``path``; another one after every change."""
    return max(_snapshots(path), default=None)


def _snapshots(path: Path) -> list[Path]:
    folder = path / FOLDER
    return [entry for entry in folder.iterdir() if entry.name.isdigit()] if folder.is_dir() else []


def announce(path: Path) -> None:
    """Note that the store is about to be ahead of its newest snapshot."""
    (path / FOLDER).mkdir(exist_ok=True)
    (path / FOLDER / _MARK).touch()


def is_behind(path: Path) -> bool:
    """Whether the store may hold more than its newest snapshot, since a writer was killed in between."""
    return newest(path) is None or (path / FOLDER / _MARK).exists()


def publish(store: pyoxigraph.Store, path: Path) -> None:
    """Make the store's present state the one that readers open, and remove old ones that nobody reads."""
    announce(path)
    draft = path / FOLDER / "draft"
    shutil.rmtree(draft, ignore_errors=True)
    store.backup(draft)
    last = newest(path)
    draft.rename(path / FOLDER / f"{int(last.name) + 1 if last else 1:08d}")
    (path / FOLDER / _MARK).unlink()
    for old in sorted(_snapshots(path))[:-1]:
        _remove_unread(old)


def open_newest(path: Path) -> tuple[pyoxigraph.Store, int]:
    """The newest snapshot with its lease, a file descriptor to close after use.

    A directory without snapshots, written by another program, is opened itself; then nobody may write meanwhile.
    Raises OSError when neither can be opened.
    """
    failure: OSError = OSError("it changes faster than it can be opened")
    for _ in range(_ATTEMPTS):
        snapshot = newest(path) or path
        try:
            lease = _take_lease(snapshot)
        except OSError as error:
            failure = error
            continue
        try:
            return pyoxigraph.Store.read_only(str(snapshot)), lease
        except OSError as error:
            os.close(lease)
            failure = error
            if snapshot in (path, newest(path)):
                break
    raise failure


def _take_lease(snapshot: Path) -> int:
    lease = os.open(snapshot, os.O_RDONLY)
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(lease, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            os.close(lease)
            raise
    return lease


def _remove_unread(snapshot: Path) -> None:
    if sys.platform == "win32":
        return
    import fcntl

    lease = os.open(snapshot, os.O_RDONLY)
    try:
        fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return
    else:
        shutil.rmtree(snapshot, ignore_errors=True)
    finally:
        os.close(lease)
