"""Revisits: on days 1, 2, 4, 8, 16 and 30, then never again."""

from __future__ import annotations

import pytest

from pipeline.schedule import next_visit

SEEN = "2025-02-01T06:00:00Z"
CASES = [
    ("2025-02-01T06:00:00Z", "2025-02-02T06:00:00Z"),
    ("2025-02-02T06:00:00Z", "2025-02-03T06:00:00Z"),
    ("2025-02-04T00:00:00Z", "2025-02-05T06:00:00Z"),
    ("2025-02-20T00:00:00Z", "2025-03-03T06:00:00Z"),
    ("2025-03-04T00:00:00Z", None),
    ("2025-01-01T00:00:00Z", "2025-02-02T06:00:00Z"),  # a clock set back
]


@pytest.mark.parametrize(("now", "due"), CASES)
def test_next_visit(now: str, due: str | None) -> None:
    """The next day of the schedule that is still to come."""
    assert next_visit(SEEN, now) == due
