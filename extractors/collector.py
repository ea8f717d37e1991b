"""Python's garbage collector kept out of a batch: what a batch makes has no cycles, and is freed without it.

with uncollected():
    compared = [compare_question(…) for …]
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """A stretch of work that the garbage collector stays out of: it would walk all that a batch has made, in vain."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
