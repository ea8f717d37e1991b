"""Entries to articles: fetches the pages that are due and keeps what they say.

An article is fetched again on days 1, 2, 4, 8, 16 and 30 after it was first seen, so that a changed
text becomes a new edition.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from db.feeds import EntryRow
from db.records import Article, Page, Problem
from db.store import Store
from pipeline import politeness
from pipeline.articles import NotArticle, read_article
from pipeline.clock import later
from pipeline.copies import COMMON, Copy, find_copy, fingerprint
from pipeline.fetch import Fetcher
from pipeline.progress import Step
from pipeline.schedule import next_visit

FIRST_WAIT = 3600.0
LONGEST_WAIT = 4 * 86400.0
ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entry: its stored article, or the problem that it met."""

    article: Article | None = None
    problem: Problem | None = None


async def read_entries(
    store: Store, fetcher: Fetcher, entries: Sequence[EntryRow], time: str, step: Step
) -> list[Outcome]:
    """Fetches and reads the entries' pages in the order given; each is stored as a whole, at once.

    Pages are fetched side by side and stored in order, so that of two copies the older entry is
    the original, however the network is.
    """
    outcomes = []
    for batch in _batches(entries, size=4 * fetcher.settings.concurrency):
        pages = await asyncio.gather(*(_page(fetcher, entry) for entry in batch))
        for entry, page in zip(batch, pages, strict=True):
            outcomes.append(store_page(store, entry, page, time))
            step.advance()
    return outcomes


async def _page(fetcher: Fetcher, entry: EntryRow) -> Page:
    return await fetcher.get(entry.url)


def _batches(entries: Sequence[EntryRow], size: int) -> Iterator[Sequence[EntryRow]]:
    for start in range(0, len(entries), size):
        yield entries[start : start + size]


def store_page(store: Store, entry: EntryRow, page: Page, time: str) -> Outcome:
    """Reads one page and stores page, article and the entry's new state in one transaction."""
    page = replace(page, fetched_at=time)
    with store.database.atomic():
        store.articles.save_page(page)
        if page.problem:
            return _failed(store, entry, page, time)
        read = read_article(page.body or b"", page.final_url, headers=page.headers, entry=entry.entry())
        if isinstance(read, NotArticle):
            store.feeds.mark_entry(entry, "not_article", next_due=None, reason=read.reason)
            return Outcome(problem=Problem("read", entry.url, read.reason, read.message))
        article = store_article(store, replace(read, page=page.id), entry.topic, time)
        first_seen = article.first_seen or time
        store.feeds.mark_entry(entry, "read", next_due=next_visit(first_seen, time))
    return Outcome(article=article)


def _failed(store: Store, entry: EntryRow, page: Page, time: str) -> Outcome:
    """Tries again later, five times at most; what is gone (404, 410) is not asked for again."""
    gone = page.status in (404, 410) or entry.attempts + 1 >= ATTEMPTS
    wait = politeness.backoff(entry.attempts + 1, first=FIRST_WAIT, longest=LONGEST_WAIT)
    state: Literal["read", "failed"] = "read" if entry.state == "read" else "failed"
    next_due = None if gone else later(time, seconds=wait)
    store.feeds.mark_entry(entry, state, next_due=next_due, reason=page.problem)
    return Outcome(problem=Problem("fetch", entry.url, page.problem or "fetch_failed", page.detail or ""))


def store_article(store: Store, article: Article, topic: str, time: str) -> Article:
    """Stores an article with its link to the one that it copies, if there is one."""
    marks = fingerprint(article.text)
    known = store.articles.get(article.id)
    if known is None:
        copied = _original(store, article, marks)
        article = replace(article, first_seen=article.first_seen or time)
        if copied:
            article = replace(article, copy_of=copied.original, copy_share=copied.share)
    return store.articles.save(article, [topic], marks)


def _original(store: Store, article: Article, marks: frozenset[int]) -> Copy | None:
    """The older article under another URL that this one shares most of its text with; never itself a copy."""
    shared = store.articles.sharing(marks, common=COMMON)
    same_url = store.articles.current(article.url)
    if same_url:
        shared.pop(same_url.id, None)
    copy = find_copy(marks, shared, store.articles.shingle_count)
    original = store.articles.get(copy.original) if copy else None
    if copy and original and original.copy_of:
        return replace(copy, original=original.copy_of)
    return copy
