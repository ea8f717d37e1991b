"""What hosts ask for, and how long they are left alone."""

from __future__ import annotations

import random
from email.utils import formatdate

import pytest

from pipeline.politeness import (
    ROBOTS_AGE,
    HostState,
    Rules,
    backoff,
    note_failure,
    note_retry_after,
    note_robots,
    note_success,
    robots_due,
    wait_asked,
)

NOW = 1_795_000_000.0  # 2026-11-18


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("99999999999999999999", 31 * 86400.0),
        (formatdate(NOW + 3600, usegmt=True), 3600.0),
        (formatdate(NOW - 3600, usegmt=True), 0.0),
        (formatdate(NOW + 90 * 86400, usegmt=True), 31 * 86400.0),
        ("soon", None),
        ("-5", None),
        ("١٢", None),
    ],
)
def test_retry_after(header: str, seconds: float | None) -> None:
    """Seconds and dates are read, clamped to 31 days; anything else says nothing."""
    assert wait_asked(header, now=NOW) == seconds


def test_backoff_doubles_up_to_a_cap() -> None:
    """Waits grow with each failure, stay under the cap and lose at most a fifth to the lot."""
    draw = random.Random(1)
    waits = [backoff(n, first=100, longest=1000, draw=draw) for n in range(7)]
    assert waits[0] == 0
    for n, top in enumerate([100, 200, 400, 800, 1000, 1000], 1):
        assert 0.8 * top <= waits[n] <= top


def test_ten_failing_days_and_one_success() -> None:
    """A host that keeps failing is left alone for longer each day; one success forgets it all."""
    state, now, waits = HostState("h"), NOW, []
    for _ in range(10):
        note_failure(state, now=now, draw=random.Random(3))
        waits.append(state.wait_until - now)
        now += 86400
    grown = [wait for wait in waits if wait > 0]
    assert grown == sorted(grown)
    assert len(grown) == 8
    assert grown[-1] <= 86400
    note_success(state)
    assert state.failures == 0


def test_a_busy_host_is_left_alone() -> None:
    """Retry-After counts from now; a shorter one later does not cut it."""
    state = HostState("h")
    note_retry_after(state, "7200", status=429, now=NOW)
    note_retry_after(state, None, status=503, now=NOW)
    assert state.wait_until == NOW + 7200
    assert "429" in (state.wait_reason or "")


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [
        (200, b"User-agent: *\nDisallow: /a", False),
        (200, b"User-agent: *\nDisallow: /b", True),
        (200, b"User-agent: *\nDisallow: /*?print", True),
        (200, b"User-agent: crossclaim\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        (200, b"<html>no robots here</html>", True),
        (404, None, True),
        (403, None, True),
        (429, None, False),
        (500, None, False),
        (0, None, False),
    ],
)
def test_robots_answers(status: int, body: bytes | None, allowed: bool) -> None:
    """4xx allows all, 5xx and silence nothing, rules what they say."""
    state = HostState("h")
    note_robots(state, status=status, body=body, now=NOW)
    assert Rules(state, "crossclaim").allows("https://h/a") is allowed


def test_wildcards_in_robots() -> None:
    """`*` in a path counts."""
    state = HostState("h")
    note_robots(state, status=200, body=b"User-agent: *\nDisallow: /*?print\nCrawl-delay: 900", now=NOW)
    rules = Rules(state, "crossclaim")
    assert not rules.allows("https://h/a?print")
    assert rules.crawl_delay() == 60


def test_robots_are_asked_for_once_a_day() -> None:
    """Rules hold for 24 hours, a failure for one; a clock set back asks again."""
    state = HostState("h")
    assert robots_due(state, now=NOW)
    note_robots(state, status=404, body=None, now=NOW)
    assert not robots_due(state, now=NOW + ROBOTS_AGE - 1)
    assert robots_due(state, now=NOW + ROBOTS_AGE)
    assert robots_due(state, now=NOW - 1)
    note_robots(state, status=500, body=None, now=NOW)
    assert robots_due(state, now=NOW + 3601)
