"""Whether the job does as well as it used to: feeds that fell silent, days that bring far less than others.

health = look_at(store, now)
health.warnings        # ("https://…: nothing new for 9 days; it used to bring something every 2 days.",)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from db.clock import later
from db.feeds import FeedRow
from db.store import Store

DAYS = 30  # what is usual is told from these
KNOWN = 5  # days with something new, before a feed has a habit
SILENT = 2  # times the longest pause of those days
SHORTEST = 3  # days of silence that are worth a word
RECENT = 3  # days that are set against the thirty before them
FAR_LESS = 0.25  # of what those would have brought
EXPECTED = 8  # fewer than that may well be chance


@dataclass(frozen=True, slots=True)
class Health:
    """Feeds by what is the matter with them, what came in a day, and what deserves a look, a sentence each."""

    due: tuple[FeedRow, ...]
    failing: tuple[FeedRow, ...]
    retired: tuple[FeedRow, ...]
    active: int
    last_day: tuple[int, int]
    usual_day: tuple[float, float]
    warnings: tuple[str, ...]


def look_at(store: Store, now: str) -> Health:
    """The state of the feeds, and articles and claims of the last 24 hours' day beside the 30 days before."""
    feeds = store.feeds.all()
    active = [feed for feed in feeds if feed.state == "active"]
    since = later(now, days=-DAYS - RECENT)
    brought = store.health.entries_by_day(since)
    read = store.health.read_by_day(later(now, days=-DAYS - 1)[:10])
    today = now[:10]
    before = [counts for day, counts in read.items() if day != today]
    # The mean is over the days since the first of them, so that a young database is not told it does well.
    span = max(1, _days(min((day for day in read if day != today), default=today), today))
    warnings = [
        sentence
        for feed in active
        if (
            sentence := _silence(feed, brought.get(feed.url, {}), today)
            or _drop(feed, brought.get(feed.url, {}), now)
        )
    ]
    return Health(
        due=tuple(store.feeds.due(now)),
        failing=tuple(feed for feed in active if feed.failures),
        retired=tuple(feed for feed in feeds if feed.state == "retired"),
        active=len(active),
        last_day=read.get(today, (0, 0)),
        usual_day=(sum(one[0] for one in before) / span, sum(one[1] for one in before) / span),
        warnings=tuple(warnings),
    )


def _silence(feed: FeedRow, brought: Mapping[str, int], today: str) -> str | None:
    """A sentence where a feed has brought nothing for much longer than it ever paused before."""
    days = sorted(brought)
    if feed.last_fetched is None or len(days) < KNOWN:
        return None
    longest = max(_days(a, b) for a, b in pairwise(days))
    silent = _days(days[-1], today)
    if silent < SHORTEST or silent <= SILENT * longest:
        return None
    every = "day" if longest == 1 else f"{longest} days at the longest"
    return f"{feed.url}: nothing new for {silent} days; before, it brought something every {every}."


def _drop(feed: FeedRow, brought: Mapping[str, int], now: str) -> str | None:
    """A sentence where a feed's last days have brought far less than the thirty before would let expect."""
    border = later(now, days=-RECENT)[:10]
    earlier = {day: count for day, count in brought.items() if day <= border}
    if len(earlier) < KNOWN:
        return None
    recent = sum(count for day, count in brought.items() if day > border)
    expected = RECENT * _mean(list(earlier.values()), _days(min(earlier), border) + 1)
    if expected < EXPECTED or recent >= FAR_LESS * expected:
        return None
    return f"{feed.url}: {recent} new entries in {RECENT} days, where {expected:.0f} were to be expected."


def _mean(counts: Sequence[int], days: int) -> float:
    # The first poll of a feed brings all that it holds, which says nothing of a day.
    return sum(counts[1:]) / max(days - 1, 1)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
