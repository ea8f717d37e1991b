"""The time now, as all times are written: ISO 8601, UTC, whole seconds.

>>> later("2025-02-01T06:00:00Z", days=2)
'2025-02-03T06:00:00Z'
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now() -> str:
    """ "2025-02-01T06:00:00Z" """
    return written(datetime.now(UTC))


def later(time: str, **duration: float) -> str:
    """`time` plus a duration, which may be negative: later("2025-02-01T06:00:00Z", days=2)."""
    return written(datetime.fromisoformat(time) + timedelta(**duration))


def written(moment: datetime) -> str:
    """A moment as it is written; it has to know its zone."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
