"""By how much memory grows while a block runs, whatever the process had before.

with growth() as grown:
    ...
grown()     # MB
"""

from __future__ import annotations

import re
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

CLEAR, STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")


@contextmanager
def growth() -> Iterator[Callable[[], float]]:
    """Gives a function that says by how many MB the most memory since the start exceeds that at the start.

    Linux forgets a process's peak when asked to; elsewhere the peak is that of its whole life.
    """
    with suppress(OSError):
        CLEAR.write_text("5")
    before = peak()
    yield lambda: peak() - before


def peak() -> float:
    """The most memory that this process had, in MB."""
    if STATUS.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text())):
        return int(found[1]) / 1000
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1_000_000 if sys.platform == "darwin" else size / 1_000
