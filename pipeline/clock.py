"""The time now, as all times are written: ISO 8601, UTC, whole seconds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now() -> str:
    """ "2025-02-01T06:00:00Z" """
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def later(time: str, **duration: float) -> str:
    """`time` plus a duration: later("2025-02-01T06:00:00Z", days=2)."""
    moment = datetime.fromisoformat(time) + timedelta(**duration)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
