"""The garbage collector stays out of a batch, and is as it was before."""

from __future__ import annotations

import gc

import pytest

from extractors.collector import uncollected


@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_is_as_it_was_after_a_batch(collects: bool) -> None:
    """The garbage collector stays out of a stretch of work and comes back after it, unless it was off before."""
    if not collects:
        gc.disable()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert gc.isenabled() is collects
        with pytest.raises(ZeroDivisionError), uncollected():
            _ = 1 / 0
        assert gc.isenabled() is collects
    finally:
        gc.enable()
