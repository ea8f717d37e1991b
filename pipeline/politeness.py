"""What one host has told us: robots.txt, Retry-After, how often it failed; and how long to leave it alone.

Pure values and functions; the store keeps each HostState between runs, and `pipeline.fetch` obeys it.

>>> wait_asked("120", now=1000.0)
120.0
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from protego import Protego

ROBOTS_AGE = 24 * 3600.0
ROBOTS_RETRY = 3600.0  # a robots.txt that could not be had is asked for again after an hour
ROBOTS_BYTES = 500 * 1024  # RFC 9309: what is beyond may be left unread
LONGEST_WAIT = 31 * 86400.0
LONGEST_CRAWL_DELAY = 60.0

HOST_FREE_FAILURES = 2  # one slow page is no reason to leave a host alone
HOST_FIRST_WAIT = 600.0
HOST_LONGEST_WAIT = 86400.0


@dataclass(slots=True)
class HostState:
    """What is known of one host ("example.com", or "example.com:8080"). All times are Unix seconds.

    `robots` is the text of its robots.txt; `robots_answer` says how to read it: "rules" (by the
    text), "allow" (there is none) or "disallow" (it could not be had, so nothing may be fetched).
    """

    host: str
    wait_until: float = 0.0
    wait_reason: str | None = None
    failures: int = 0
    robots: str | None = None
    robots_answer: str | None = None
    robots_at: float = 0.0


def wait_asked(retry_after: str, *, now: float) -> float | None:
    """Seconds that a Retry-After header asks for (a number or an HTTP date), at most 31 days.

    None where it says nothing readable; 0 for a date that has passed.
    """
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), LONGEST_WAIT)
    try:
        asked = parsedate_to_datetime(text).timestamp() - now
    except (ValueError, OverflowError, TypeError):
        return None
    return min(max(asked, 0.0), LONGEST_WAIT)


def backoff(failures: int, *, first: float, longest: float, draw: random.Random | None = None) -> float:
    """Seconds to wait after the n-th failure in a row: doubling from `first`, at most `longest`.

    A fifth is drawn by lot and taken off, so that many hosts that failed together do not come back
    together. 0 for no failure.
    """
    if failures <= 0:
        return 0.0
    wait = min(first * 2.0 ** min(failures - 1, 40), longest)
    lot = (draw or random).uniform(0.8, 1.0)
    return wait * lot


def note_failure(state: HostState, *, now: float, draw: random.Random | None = None) -> None:
    """Counts a failure of the host itself; from the third in a row on it is left alone for a while."""
    state.failures += 1
    wait = backoff(
        state.failures - HOST_FREE_FAILURES, first=HOST_FIRST_WAIT, longest=HOST_LONGEST_WAIT, draw=draw
    )
    if now + wait > state.wait_until and wait > 0:
        state.wait_until = now + wait
        state.wait_reason = f"it failed {state.failures} times in a row"


def note_retry_after(state: HostState, header: str | None, *, status: int, now: float) -> None:
    """Leaves the host alone for as long as a 429 or 503 answer asks (a minute where it does not say)."""
    wait = wait_asked(header, now=now) if header else None
    if wait is None:
        wait = 60.0
    if now + wait > state.wait_until:
        state.wait_until = now + wait
        state.wait_reason = f"it answered {status} and asked for time"


def note_success(state: HostState) -> None:
    """Forgets failures."""
    state.failures = 0


def robots_due(state: HostState, *, now: float) -> bool:
    """Whether robots.txt has to be asked for: never seen, a day old, or not to be had an hour ago."""
    age = ROBOTS_RETRY if state.robots_answer == "disallow" else ROBOTS_AGE
    return state.robots_answer is None or not 0 <= now - state.robots_at < age


def note_robots(state: HostState, *, status: int, body: bytes | None, now: float) -> None:
    """Keeps the answer to robots.txt as RFC 9309 reads it.

    2xx: its rules; 4xx: there is none, all is allowed; anything else (5xx, a time-out, status 0)
    and 429: nothing is allowed until it can be read.
    """
    state.robots_at = now
    if body is not None and 200 <= status < 300:
        state.robots, state.robots_answer = body[:ROBOTS_BYTES].decode("utf-8", "replace"), "rules"
    elif 400 <= status < 500 and status != 429:
        state.robots, state.robots_answer = None, "allow"
    else:
        state.robots, state.robots_answer = None, "disallow"


class Rules:
    """The robots.txt of one host, read once, for one user agent."""

    def __init__(self, state: HostState, user_agent: str) -> None:
        self._answer, self._agent = state.robots_answer, user_agent
        self._rules = Protego.parse(state.robots or "") if state.robots_answer == "rules" else None
        delay = self._rules.crawl_delay(user_agent) if self._rules is not None else None
        self._delay = min(float(delay or 0.0), LONGEST_CRAWL_DELAY)

    def allows(self, url: str) -> bool:
        """Whether the URL may be fetched."""
        if self._rules is not None:
            return bool(self._rules.can_fetch(url, self._agent))
        return self._answer == "allow"

    def crawl_delay(self) -> float:
        """Seconds between two requests that the host asks for (at most 60); 0 where it asks for none."""
        return self._delay
