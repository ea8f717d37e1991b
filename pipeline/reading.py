"""Entries to articles: fetches the pages that are due and keeps what they say.

An article is fetched again on days 1, 2, 4, 8, 16 and 30 after it was first seen, so that a changed
text becomes a new edition.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from db.clock import later
from db.errors import InputError, ReadError
from db.feeds import EntryRow
from db.records import Article, Page, Problem, content_id
from db.store import Store
from pipeline import politeness
from pipeline.articles import NotArticle, read_article, read_entry
from pipeline.copies import COMMON, Copy, containment, find_copy, fingerprint, traced
from pipeline.fetch import Fetcher
from pipeline.forgetting import is_forgotten
from pipeline.hosts import save_hosts
from pipeline.page_types import extent
from pipeline.patience import Patience, slow_site
from pipeline.progress import Step
from pipeline.schedule import next_visit
from pipeline.urls import identity, site
from pipeline.workers import Workers

FIRST_WAIT = 3600.0
LONGEST_WAIT = 4 * 86400.0
ATTEMPTS = 10  # some three weeks of a host that is down
ATTEMPTS_MISSING = 3  # feeds may name a page some minutes before it is there
PASSING = frozenset({"challenge", "consent_wall", "soft_404", "empty_shell", "stopped", "parser_died"})
WAITING = frozenset({"host_waiting", "slow_site"})  # not tried in this run, and none the worse for it
WHOLE_TEXT = 100  # words from which on a feed's text is taken for the article's
SAME_STORY = 0.3  # of the smaller text's shingles, in two editions of one article


Reading = tuple[Page, Article | NotArticle | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entry: its stored article, or the problem that it met."""

    article: Article | None = None
    problem: Problem | None = None


async def read_entries(
    store: Store, fetcher: Fetcher, workers: Workers, entries: Sequence[EntryRow], time: str, step: Step
) -> list[Outcome]:
    """Fetches and reads the entries' pages in the order given; each is stored as a whole, at once.

    Pages are fetched and read side by side, a page that several feeds name once, and stored by the
    age of their texts: of two copies the older is the original, of two editions the older is first.
    """
    outcomes = []
    patience = Patience(workers)
    for batch in _batches(entries, size=4 * fetcher.settings.concurrency):
        asked = {entry.url: entry for entry in reversed(batch)}  # the first feed's word on a page counts
        answers = await asyncio.gather(
            *(_reading(store, fetcher, patience, entry) for entry in asked.values())
        )
        save_hosts(store, fetcher)
        pages = dict(zip(asked, answers, strict=True))
        read = [(entry, *pages[entry.url]) for entry in batch]
        for entry, page, found in sorted(read, key=lambda one: _age(*one)):
            outcomes.append(store_reading(store, entry, page, found, time))
            step.advance()
    return outcomes


def _age(entry: EntryRow, _: Page, found: Article | NotArticle | None) -> tuple[str, str, str]:
    """What texts are ordered by: when they were published, when they got their present form, where they stand."""
    published = entry.published or entry.first_seen
    if not isinstance(found, Article):
        return published, published, entry.url
    published = found.published or published
    return published, found.modified or published, entry.url


async def _reading(store: Store, fetcher: Fetcher, patience: Patience, entry: EntryRow) -> Reading:
    """The entry's page and what it holds; None for the latter where there is no page to read.

    A page that was read before is asked for its changes only, one of a site that took too long not at all.
    """
    if patience.ended(entry.url):
        return _unread(entry.url, entry.url, slow_site()), None
    etag, last_modified = store.articles.validators(entry.url) if entry.state == "read" else (None, None)
    page = await fetcher.get(entry.url, etag=etag, last_modified=last_modified)
    if page.problem or page.body is None:
        return page, None
    try:
        read = await patience.run(
            page.final_url, read_article, page.body, page.final_url, headers=page.headers, entry=entry.entry()
        )
    except ReadError as error:
        if error.kind in WAITING:
            return _unread(entry.url, page.final_url, error), None
        return page, NotArticle(error.kind, f"the page {error.message}")
    return page, await _edition(store, patience, read) if isinstance(read, Article) else read


def _unread(url: str, final_url: str, why: ReadError) -> Page:
    """In place of a page that is not read in this run."""
    return Page(
        id=content_id(url, why.kind),
        url=url,
        final_url=final_url,
        status=0,
        headers={},
        body=None,
        fetched_at="",
        problem=why.kind,
        detail=f"the page {why.message}",
    )


async def _edition(store: Store, patience: Patience, read: Article) -> Article:
    """The article as read; the stored edition where the two differ by their extractor alone.

    A new extractor reads old pages differently, which is no edit of the outlet's: the stored page is
    read again with today's, and if that gives today's text, nothing has changed.
    """
    stored = store.articles.current(read.url)
    if stored is None or stored.id == read.id or stored.extractor == read.extractor or not stored.page:
        return read
    page = store.articles.page(stored.page)
    if page is None or page.body is None:
        return read
    try:
        again = await patience.run(read.url, read_article, page.body, page.final_url, headers=page.headers)
    except ReadError:
        return read
    return stored if isinstance(again, Article) and again.text == read.text else read


def _batches(entries: Sequence[EntryRow], size: int) -> Iterator[Sequence[EntryRow]]:
    for start in range(0, len(entries), size):
        yield entries[start : start + size]


def store_reading(
    store: Store, entry: EntryRow, page: Page, read: Article | NotArticle | None, time: str
) -> Outcome:
    """Stores page, article and the entry's new state in one transaction.

    Where the page cannot be had or holds no article, the feed's own text is taken if it is whole. Of
    a page whose text is stored already only the body's hash is kept.
    """
    page = replace(page, fetched_at=time)
    again = next_visit(entry.first_seen, time)
    with store.database.atomic():
        if page.status == 304:
            store.feeds.mark_entry(entry, "read", next_due=again)
            return Outcome()
        if is_forgotten(store, page.url, page.final_url) or (
            isinstance(read, Article) and _taken_down(store, read)
        ):
            store.feeds.mark_entry(entry, "forgotten", next_due=None)
            return Outcome()
        stored = store.articles.get(read.id) if isinstance(read, Article) else None
        store.articles.save_page(page, entry.entry(), keep_body=stored is None or stored.page is None)
        if (
            not isinstance(read, Article)
            and entry.state != "read"
            and (page.problem is None or _barred(page))
        ):
            read = _told_in_full(entry) or read
        if read is None:
            return _failed(store, entry, page, time)
        if isinstance(read, NotArticle):
            if entry.state == "read":  # what stood there once is kept
                store.feeds.mark_entry(entry, "read", next_due=again)
            else:
                later_perhaps = again if read.reason in PASSING else None
                store.feeds.mark_entry(entry, "not_article", next_due=later_perhaps, reason=read.reason)
            return Outcome(problem=Problem("read", entry.url, read.reason, read.message))
        article = store_article(store, replace(read, page=page.id), entry.topic, time)
        first_seen = article.first_seen or time
        store.feeds.mark_entry(entry, "read", next_due=next_visit(first_seen, time))
    return Outcome(article=article)


def _barred(page: Page) -> bool:
    """Whether asking again will not help: the site says no, or the page is gone."""
    return page.problem == "robots_disallow" or page.status in (401, 402, 403, 404, 406, 410, 451)


def _told_in_full(entry: EntryRow) -> Article | None:
    """The article in the feed itself, where it is more than a teaser."""
    read = read_entry(replace(entry.entry(), summary=None))
    return read if isinstance(read, Article) and extent(read.text) >= WHOLE_TEXT else None


def _failed(store: Store, entry: EntryRow, page: Page, time: str) -> Outcome:
    """Tries again later, ten times at most; what is gone (410, 404 three times) is not asked for again.

    A page that is not tried at all, since its host wants to be left alone or its site took too long, stays due.
    """
    state: Literal["read", "failed"] = "read" if entry.state == "read" else "failed"
    attempts, next_due = entry.attempts, entry.next_due
    if page.problem not in WAITING:
        attempts += 1
        most = {404: ATTEMPTS_MISSING, 410: 1}.get(page.status, ATTEMPTS)
        wait = politeness.backoff(attempts, first=FIRST_WAIT, longest=LONGEST_WAIT)
        next_due = None if attempts >= most else later(time, seconds=wait)
    store.feeds.mark_entry(entry, state, next_due=next_due, reason=page.problem, attempts=attempts)
    return Outcome(problem=Problem("fetch", entry.url, page.problem or "fetch_failed", page.detail or ""))


def _taken_down(store: Store, article: Article) -> bool:
    return store.articles.forgotten(identity(article.url, canonical=article.canonical).key)


def store_article(store: Store, article: Article, topic: str, time: str) -> Article:
    """Stores an article under its address, with its link to the one that it copies, if there is one.

    InputError where its text was taken down.
    """
    if is_forgotten(store, article.url) or _taken_down(store, article):
        raise InputError("was taken down for good with `crossclaim forget`.", subject=article.url)
    marks = fingerprint(article.text)
    known = store.articles.get(article.id)
    if known is None:
        article = replace(article, url=_filed_under(store, article, marks))
        copied = _original(store, article, marks)
        article = replace(article, first_seen=article.first_seen or time)
        if copied:
            article = replace(article, copy_of=copied.original, copy_share=copied.share)
    return store.articles.save(article, [topic], marks)


def _filed_under(store: Store, article: Article, marks: frozenset[int]) -> str:
    def others() -> list[Article]:
        return store.articles.under_canonical(article.canonical or "")

    return filed_under(article, others, lambda one: marks if one is article else fingerprint(one.text))


def filed_under(
    article: Article,
    others: Callable[[], Iterable[Article]],
    marks_of: Callable[[Article], frozenset[int]],
) -> str:
    """The address that this text is an edition of: its own, or that of a page with the same canonical link.

    The evidence is the link and the text together: a careless template gives all its pages one
    canonical link, but not one text. `others` gives the newest editions of the pages with that link,
    `marks_of` the fingerprint of any of them.
    """
    found = identity(article.url, canonical=article.canonical)
    if found.why == "url" or not article.canonical:
        return article.url
    for other in others():
        related = site(other.url) == site(article.url) and _form(other) <= _form(article)
        if related and containment(marks_of(article), marks_of(other)) >= SAME_STORY:
            return other.url
    return article.url


def _form(article: Article) -> str:
    """When a text got its present form, as far as its page says."""
    return article.modified or article.published or ""


def _original(store: Store, article: Article, marks: frozenset[int]) -> Copy | None:
    """The older article under another URL that this one shares most of its text with; never itself a copy."""
    shared = store.articles.sharing(marks, common=COMMON)
    same_url = store.articles.current(article.url)
    if same_url:
        shared.pop(same_url.id, None)
    copy = find_copy(marks, shared, store.articles.shingle_count)
    return traced(copy, article.url, store.articles.get)
