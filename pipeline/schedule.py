"""When an article is fetched again, to see whether its text has changed.

>>> next_visit("2025-02-01T06:00:00Z", "2025-02-02T07:00:00Z")
'2025-02-03T06:00:00Z'
"""

from __future__ import annotations

from db.clock import later

DAYS = (1, 2, 4, 8, 16, 30)  # most corrections come early; after a month a text is left alone


def next_visit(since: str, now: str) -> str | None:
    """The next due time after `now`, counted from when the edition was first seen; None: never again."""
    visits = (later(since, days=days) for days in DAYS)
    return next((visit for visit in visits if visit > now), None)
