"""Feeds that a person names: what each would yield, and which feed a site's page stands for.

for found in asyncio.run(find_feeds(settings, ["https://outlet.example/"])): found.feed
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from db.errors import ReadError
from db.records import Page
from db.store import Store
from pipeline.discovery import FeedLink, discover_feeds
from pipeline.feeds import ParsedFeed
from pipeline.fetch import DEAD, Fetcher
from pipeline.polling import fetch_settings, follow_topics, parsed_feed
from pipeline.settings import Settings
from pipeline.workers import Workers

PASSING = DEAD | {
    "host_waiting",
    "robots_unreachable",
    "proxy",
    "http_429",
}  # and 5xx: it may answer tomorrow
OF_COMMENTS = re.compile(r"/comments/(feed|default)\b")  # as the two commonest systems of blogs name them
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class FeedReport:
    """What one feed would yield, for a person to read."""

    url: str
    good: bool
    message: str


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """What to follow where a person named `url`: `feed`, or None where `message` says why nothing.

    `choices` are the feeds that the page at `url` names, where they are several.
    """

    url: str
    feed: str | None
    message: str = ""
    choices: tuple[FeedLink, ...] = ()


async def feed_reports(settings: Settings, urls: Sequence[str]) -> list[FeedReport]:
    """Fetches each feed once (the followed ones where no URL is given) and says what it holds; stores no entry."""
    if not urls:
        follow_topics(settings)
        with Store.reading(settings.database) as store:
            urls = [feed.url for feed in store.feeds.all() if feed.state == "active"]

    async def report(fetcher: Fetcher, workers: Workers, url: str) -> FeedReport:
        page = await fetcher.get(url)
        return _report(url, page, await parsed_feed(fetcher, workers, page, url))

    return await _each(settings, urls, report)


async def find_feeds(settings: Settings, urls: Sequence[str]) -> list[FoundFeed]:
    """Asks each address once: a feed stands for itself, a page for the one feed that it names in its head."""
    return await _each(settings, urls, _find)


async def _each(
    settings: Settings, urls: Sequence[str], ask: Callable[[Fetcher, Workers, str], Awaitable[Answer]]
) -> list[Answer]:
    with Workers() as workers:
        async with Fetcher(fetch_settings(settings)) as fetcher:
            return list(await asyncio.gather(*(ask(fetcher, workers, url) for url in urls)))


async def _find(fetcher: Fetcher, workers: Workers, url: str) -> FoundFeed:
    page = await fetcher.get(url)
    parsed = await parsed_feed(fetcher, workers, page, url)
    if isinstance(parsed, ParsedFeed):
        return FoundFeed(url, url)
    if not isinstance(parsed, ReadError):
        later = page.problem in PASSING or page.status >= 500
        return FoundFeed(url, url if later else None, page.detail or f"{url}: answered {page.status}.")
    if parsed.kind != "no_feed":
        return FoundFeed(url, None, str(parsed))
    links = await _named(workers, page)
    if len(links) != 1:
        return FoundFeed(url, None, "" if links else str(parsed), tuple(links))
    (link,) = links
    answer = await fetcher.get(link.url)
    inner = await parsed_feed(fetcher, workers, answer, link.url)
    if isinstance(inner, ParsedFeed):
        return FoundFeed(url, link.url)
    why = str(inner) if inner else answer.detail or f"{link.url}: answered {answer.status}."
    return FoundFeed(url, None, f"{url}: is a page; the one feed that it names cannot be read. {why}")


async def _named(workers: Workers, page: Page) -> list[FeedLink]:
    """The feeds that a page names, those of its comments left out."""
    try:
        links = await workers.run(discover_feeds, page.body or b"", page.final_url)
    except ReadError:
        return []
    return [link for link in links if not OF_COMMENTS.search(link.url)]


def _report(url: str, page: Page, parsed: ParsedFeed | ReadError | None) -> FeedReport:
    if isinstance(parsed, ReadError):
        return FeedReport(url, False, str(parsed))
    if parsed is None:
        return FeedReport(url, False, page.detail or page.problem or f"{url}: answered {page.status}.")
    newest = max((entry.published or "" for entry in parsed.entries), default="")
    dated = f", newest {newest[:10]}" if newest else ""
    message = f"{parsed.kind}, {len(parsed.entries)} entries{dated}: {parsed.title or 'no title'}"
    return FeedReport(url, bool(parsed.entries), message)
