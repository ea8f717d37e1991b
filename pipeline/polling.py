"""Feeds to entries: polls what is due, and keeps what each feed said.

A feed's fault is a Problem and a later due time; it never stops the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from db.clock import later
from db.errors import ReadError, SettingsError
from db.feeds import FeedRow
from db.records import Entry, Page, Problem
from db.store import Store
from pipeline import politeness
from pipeline.feeds import ParsedFeed, read_feed
from pipeline.fetch import Fetcher, FetchSettings
from pipeline.forgetting import is_forgotten
from pipeline.progress import Step
from pipeline.settings import FILE_NAME, Settings
from pipeline.workers import Workers

FIRST_WAIT = 3600.0
LONGEST_WAIT = 7 * 86400.0
MAX_PARTS = 5  # of a sitemap index
MOVES_TO_FOLLOW = 3  # equal permanent redirects in a row, before a feed's address is changed


def fetch_settings(settings: Settings) -> FetchSettings:
    """The fetcher's part of the settings."""
    limits = settings.limits
    return FetchSettings(
        user_agent=settings.user_agent,
        contact=settings.contact,
        private_hosts=frozenset(settings.private_hosts),
        max_bytes=int(limits.page_megabytes * 1_000_000),
        total_timeout=limits.page_seconds,
        per_host=limits.per_host,
        delay=limits.host_delay_seconds,
        concurrency=limits.concurrency,
        use_proxy=settings.use_proxy,
    )


async def poll_feeds(
    store: Store, fetcher: Fetcher, workers: Workers, feeds: Sequence[FeedRow], time: str, step: Step
) -> list[Problem]:
    """Polls the feeds, storing each one's entries as it answers; returns what went wrong."""
    problems: list[Problem] = []

    async def poll(feed: FeedRow) -> None:
        page = await fetcher.get(feed.url, etag=feed.etag, last_modified=feed.last_modified)
        parsed = await parsed_feed(fetcher, workers, page, feed.url)
        problem = store_poll(store, feed, page, parsed, time)
        if problem:
            problems.append(problem)
        step.advance()

    async with asyncio.TaskGroup() as group:
        for feed in feeds:
            group.create_task(poll(feed))
    return sorted(problems, key=lambda problem: problem.subject)


async def parsed_feed(
    fetcher: Fetcher, workers: Workers, page: Page, url: str
) -> ParsedFeed | ReadError | None:
    """The feed in a page, or why there is none; None where there is nothing to parse (an error, 304).

    Of a sitemap index the parts named last, the newest as a rule, are fetched and joined.
    """
    if page.problem or page.body is None:
        return None
    try:
        parsed = await workers.run(read_feed, page, url)
    except ReadError as error:
        return error
    if parsed.kind != "sitemap_index":
        return parsed
    entries: list[Entry] = []
    for part in parsed.more[-MAX_PARTS:]:
        inner = await fetcher.get(part)
        try:
            found = await workers.run(read_feed, inner, part) if inner.body else None
        except ReadError:
            continue  # the other parts are as good without it; a feed with none left says so itself
        entries += [replace(entry, feed=url) for entry in found.entries] if found else []
    return replace(parsed, entries=tuple(entries))


def store_poll(
    store: Store, feed: FeedRow, page: Page, parsed: ParsedFeed | ReadError | None, time: str
) -> Problem | None:
    """Stores what came of a poll, the feed's entries and its book-keeping together; its problem, if it met one."""
    feed = _moved(store, replace(feed, last_fetched=time), page)
    if page.problem == "host_waiting":  # the feed itself did nothing wrong, and is asked as soon as may be
        store.feeds.save_poll(feed, [], time)
        return Problem("feed", feed.url, page.problem, page.detail or page.problem)
    if page.problem:
        return _failed(store, feed, page.problem, page.detail or page.problem, page.status, time)
    healthy = replace(feed, failures=0, next_due=None)
    if parsed is None:
        store.feeds.save_poll(healthy, [], time)
        return None
    if isinstance(parsed, ReadError):
        return _failed(store, feed, parsed.kind, str(parsed), page.status, time)
    read = replace(
        healthy,
        title=parsed.title or feed.title,
        kind=parsed.kind,
        etag=page.headers.get("etag"),
        last_modified=page.headers.get("last-modified"),
    )
    wanted = [entry for entry in parsed.entries if not is_forgotten(store, entry.url)]
    store.feeds.save_poll(read, wanted, time)
    if not parsed.entries:
        return Problem("feed", feed.url, "empty_feed", f"{feed.url}: the feed holds no entries.")
    return None


def _failed(store: Store, feed: FeedRow, kind: str, message: str, status: int, time: str) -> Problem:
    """Backs off (doubling from an hour to a week); a feed that is gone for good (410) is retired."""
    failures = feed.failures + 1
    wait = politeness.backoff(failures, first=FIRST_WAIT, longest=LONGEST_WAIT)
    state = "retired" if status == 410 else feed.state
    store.feeds.save_poll(
        replace(feed, failures=failures, state=state, next_due=later(time, seconds=wait)), [], time
    )
    return Problem("feed", feed.url, kind, message)


def _moved(store: Store, feed: FeedRow, page: Page) -> FeedRow:
    """Counts equal permanent redirects; after the third the feed is asked for at its new address.

    Where another feed stands there already, this one is retired: the two have become one.
    """
    if page.moved_to != feed.moved_to:
        return replace(feed, moved_to=page.moved_to, moved_times=1 if page.moved_to else 0)
    times = feed.moved_times + 1 if page.moved_to else 0
    if page.moved_to and times >= MOVES_TO_FOLLOW:
        if store.feeds.follows(page.moved_to):
            return replace(feed, state="retired", moved_times=times)
        return replace(feed, url=page.moved_to, moved_to=None, moved_times=0)
    return replace(feed, moved_times=times)


def follow_topics(settings: Settings) -> None:
    """Follows the feeds that the topics' files name, those that a person has removed excepted.

    Without a settings file only what the database holds is followed; SettingsError where it holds nothing.
    """
    if not settings.written:
        _check_followed(settings)
        return
    with Store.open(settings.database, create=True) as store:
        known = {feed.url for feed in store.feeds.all()}
        for topic in settings.load_topics().values():
            for feed in topic.feeds:
                if feed.url not in known:
                    store.feeds.add(feed.url, topic=topic.name, outlet=feed.outlet, kind=feed.kind)


def _check_followed(settings: Settings) -> None:
    if settings.database.is_file():
        with Store.reading(settings.database) as store:
            if store.feeds.all():
                return
    remedy = "Change to its folder, name it with --config, or write one with `crossclaim init`."
    raise SettingsError(
        f"there are no settings here, and {settings.database} follows no feed.",
        subject=FILE_NAME,
        remedy=remedy,
    )
