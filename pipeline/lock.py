"""One run at a time on a database: a second one is told who holds the lock, and since when."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.errors import LockedError, StoreError


@contextmanager
def run_lock(database: Path, started_at: str) -> Iterator[None]:
    """Holds `DATABASE.lock` while the block runs; the system lets go of it when the process dies.

    LockedError names the pid and start time of the run that holds it.
    """
    path = database.with_name(database.name + ".lock")
    try:
        handle = path.open("a+", encoding="utf-8")
    except OSError as error:
        remedy = "Make the folder writable or use --db FILE."
        raise StoreError(
            f"the lock file cannot be written: {error.strerror}.", subject=str(path), remedy=remedy
        ) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _held(path) from None
        handle.truncate(0)
        handle.write(json.dumps({"pid": os.getpid(), "started_at": started_at}))
        handle.flush()
        yield


def _held(path: Path) -> LockedError:
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        holder = {"pid": "unknown", "started_at": "just now"}
    message = f"another run is at work (pid {holder['pid']}, started {holder['started_at']})."
    return LockedError(message, subject=str(path.with_suffix("")), remedy="Wait for it, or end that process.")
