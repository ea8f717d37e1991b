"""What a poll leaves in the feed's book: moves, waits and retirements."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from aiohttp import web

from db.clock import later
from db.feeds import FeedRow
from db.records import Entry, Page, Problem
from db.store import Store
from pipeline.feeds import ParsedFeed
from pipeline.fetch import Fetcher, FetchSettings
from pipeline.polling import poll_feeds, store_poll
from pipeline.progress import Progress
from pipeline.workers import Workers
from tests.pipeline.fault_server import FaultServer, fault_server

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


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with fault_server() as running:
        yield running


async def asked(store: Store, server: FaultServer, *, clock: str = NOW) -> list[Problem]:
    """What went wrong when the feeds that are due at a time were polled."""
    settings = FetchSettings(private_hosts=frozenset({server.place}), delay=0)
    due = store.feeds.due(clock)
    with Progress(quiet=True).stage("feeds", len(due)) as step:
        async with Fetcher(settings) as fetcher, Workers(1) as workers:
            return await poll_feeds(store, fetcher, workers, due, clock, step)


def follow(store: Store, server: FaultServer, *, body: str, etag: str) -> str:
    """Follows one feed of the server's, which answers 304 to its own validator; its address."""

    async def answer(request: web.Request) -> web.StreamResponse:
        unchanged = request.headers.get("If-None-Match") == etag
        return web.Response(status=304) if unchanged else web.Response(text=body, headers={"ETag": etag})

    server.routes["/feed"] = answer
    store.feeds.remove(OLD)
    store.feeds.add(server.url("/feed"), topic="t")
    return server.url("/feed")


RSS = "<rss><channel><title>F</title><item><link>https://a.example/1</link></item></channel></rss>"


async def test_an_unchanged_feed_is_not_parsed(
    store: Store, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second poll asks with the first one's validator; its 304 changes nothing and no parser runs."""
    follow(store, server, body=RSS, etag='"1"')
    assert await asked(store, server) == []
    monkeypatch.setattr(Workers, "run", None)  # whoever parses now falls over it
    assert await asked(store, server, clock=later(NOW, days=1)) == []
    assert [one.headers.get("If-None-Match") for one in server.asked("/feed")] == [None, '"1"']
    assert store.database.table("entries").count == 1


async def test_validators_are_kept_only_with_their_entries(
    store: Store, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that ends between fetching and storing asks without a validator the next time, and gets the entries."""
    follow(store, server, body=RSS, etag='"1"')
    with monkeypatch.context() as broken:
        broken.delattr("pipeline.polling.store_poll")
        with pytest.raises(ExceptionGroup):
            await asked(store, server)
    assert store.database.table("entries").count == 0
    assert await asked(store, server) == []
    assert [one.headers.get("If-None-Match") for one in server.asked("/feed")] == [None, None]
    assert store.database.table("entries").count == 1


def test_ten_failing_days_of_a_feed(store: Store) -> None:
    """The wait grows from an hour to a week at most, is kept in the database, and one success ends it."""
    waits = []
    for _ in range(10):
        due = poll(store, problem="http_500", status=500).next_due
        waits.append((datetime.fromisoformat(due or "") - datetime.fromisoformat(NOW)).total_seconds())
    longest = [min(3600 * 2**n, 7 * 86400) for n in range(10)]
    shares = [wait / most for wait, most in zip(waits, longest, strict=True)]
    assert all(0.79 < share <= 1 for share in shares), waits  # up to a fifth is left to chance
    assert feed(store).failures == 10
    well = poll(store)
    assert (well.failures, well.next_due) == (0, None)
