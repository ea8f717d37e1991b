"""Time of a piece of work, where a test holds its growth and not its speed."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

TRIES = 3


def least_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of the quickest of three tries, without garbage collection: what the work itself takes."""
    gc.disable()
    try:
        return min(_seconds(work) for _ in range(TRIES))
    finally:
        gc.enable()


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin
