"""How sharp a dispute is."""

from __future__ import annotations

import math

import pytest

from pipeline.conflicts import _width

WIDTHS = [
    (None, 5),
    (1, 0),
    (1.5, 1.76),
    (10, 10),
    (25, 10),
    (100, 4.77),
    (300, 0),
    (1e12, 0),
    (math.inf, 0),
]


@pytest.mark.parametrize(("spread", "points"), WIDTHS)
def test_width(spread: float | None, points: float) -> None:
    """It grows to a factor of ten, and falls beyond thirty, where two things are measured more often than one."""
    assert _width(spread) == pytest.approx(points, abs=0.01)
