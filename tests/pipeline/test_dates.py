"""Dates as they are kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.dates import plausible

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

KEPT = [
    ("2026-03-31", "2026-03-31"),
    ("2026-3-1", "2026-03-01"),
    ("2026-03-31T08:00:00Z", "2026-03-31T08:00:00Z"),
    ("2026-03-31T08:00:00+02:00", "2026-03-31T06:00:00Z"),
    ("2026-03-31T08:00:00.123456789Z", "2026-03-31T08:00:00Z"),
    ("2026-03-31T08:00:00-0500", "2026-03-31T13:00:00Z"),
    ("2026-03-31T23:30:00-05:00", "2026-04-01T04:30:00Z"),
    ("2026-03-31 08:00:00", "2026-03-31T08:00:00Z"),
    ("2026-03-31T08:00", "2026-03-31T08:00:00Z"),
    ("20260331T080000Z", "2026-03-31T08:00:00Z"),
    ("Tue, 31 Mar 2026 08:00:00 GMT", "2026-03-31T08:00:00Z"),
    ("Mon, 31 Mar 2026 08:00:00 GMT", "2026-03-31T08:00:00Z"),  # a wrong weekday
    ("Tue, 31 Mar 2026 08:00:00 +0200", "2026-03-31T06:00:00Z"),
    ("31 Mar 2026 08:00 EST", "2026-03-31T13:00:00Z"),
    ("March 31, 2026", "2026-03-31T00:00:00Z"),
    ("2026-11-22T20:00:00Z", "2026-11-22T20:00:00Z"),  # a clock ahead, a zone east of us
    ("2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z"),  # the hour that comes twice
]
REFUSED = [
    None, "", "yesterday", "2026", "2026-03", "March 2026", "0000-00-00", "2026-02-30", "1970-01-01T00:00:00Z",
    "1994-12-31", "2126-01-01", "2026-12-24T00:00:00Z", "99999999999999", "03/04/2026", "2026-03-31T08:00:00+99:00",
    "x" * 5000, "0001-01-01T00:00:00+14:00",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kept"), KEPT)
def test_dates_become_utc(text: str, kept: str) -> None:
    """Zones are counted in, a date alone stays a date."""
    assert plausible(text, now=NOW) == kept


@pytest.mark.parametrize("text", REFUSED)
def test_a_wrong_date_is_worse_than_none(text: str | None) -> None:
    """Impossible, ambiguous, far and unreadable dates are none."""
    assert plausible(text, now=NOW) is None
