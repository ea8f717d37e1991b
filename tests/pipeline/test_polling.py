"""What a poll leaves in the feed's book: moves, waits and retirements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.clock import later
from db.feeds import FeedRow
from db.records import Entry, Page
from db.store import Store
from pipeline.feeds import ParsedFeed
from pipeline.polling import store_poll

NOW = "2026-11-21T06:00:00Z"
OLD, NEW = "https://old.example/feed", "https://new.example/feed"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "t.db", create=True) as opened:
        opened.feeds.add(OLD, topic="t")
        yield opened


def feed(store: Store) -> FeedRow:
    """The feed that was followed first."""
    return next(feed for feed in store.feeds.all() if feed.url in (OLD, NEW))


def poll(
    store: Store, *, moved_to: str | None = None, problem: str | None = None, status: int = 200
) -> FeedRow:
    """The first feed after one more poll that ended so."""
    asked = feed(store)
    parsed = (
        None if problem else ParsedFeed("F", (Entry(feed=asked.url, url="https://old.example/1"),), "rss")
    )
    page = Page("p", asked.url, asked.url, status, {}, None, NOW, (), problem, problem, moved_to)
    store_poll(store, asked, page, parsed, NOW)
    return next(one for one in store.feeds.all() if one.id == asked.id)


def test_a_feed_moves_after_three_equal_answers(store: Store) -> None:
    """A permanent redirect counts when it has come three times; one of another kind in between starts anew."""
    urls = [poll(store, moved_to=target).url for target in (NEW, NEW, None, NEW, NEW, NEW)]
    assert urls == [OLD, OLD, OLD, OLD, OLD, NEW]


def test_a_feed_that_has_moved_can_be_named_by_its_old_address(store: Store) -> None:
    """A topic's file that still names the old address neither follows it twice nor stops the run."""
    for _ in range(3):
        poll(store, moved_to=NEW)
    assert store.feeds.add(OLD, topic="t") is False
    assert [one.url for one in store.feeds.all()] == [NEW]


def test_a_feed_that_moves_onto_another_is_retired(store: Store) -> None:
    """Two feeds that have become one are polled once."""
    store.feeds.add("https://third.example/feed", topic="t")
    for _ in range(3):
        moved = poll(store, moved_to="https://third.example/feed")
    assert moved.state == "retired"
    assert [one.url for one in store.feeds.due(NOW)] == ["https://third.example/feed"]


def test_a_host_that_wants_to_be_left_alone_is_no_fault_of_its_feeds(store: Store) -> None:
    """The feed stays due, and no failure is counted; other problems count and wait."""
    waiting = poll(store, problem="host_waiting", status=0)
    assert (waiting.failures, waiting.next_due) == (0, None)
    failed = poll(store, problem="http_500", status=500)
    assert failed.failures == 1
    assert failed.next_due is not None
    assert failed.next_due > NOW


def test_a_clock_that_is_put_back_hides_no_feed(store: Store) -> None:
    """A due time years ahead was set by a wrong clock; the feed and its entries are due at once."""
    poll(store)
    ahead = later(NOW, days=4000)
    store.database.execute("update feeds set next_due = ?", [ahead])
    store.database.execute("update entries set next_due = ?", [ahead])
    assert len(store.feeds.due(NOW)) == len(store.feeds.due_entries(NOW)) == 1
    tomorrow = later(NOW, days=1)
    store.database.execute("update feeds set next_due = ?", [tomorrow])
    store.database.execute("update entries set next_due = ?", [tomorrow])
    assert store.feeds.due(NOW) == store.feeds.due_entries(NOW) == []
