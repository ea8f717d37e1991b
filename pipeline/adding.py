"""Articles that a person hands over: URLs, saved pages, texts, article JSON, folders of these."""

from __future__ import annotations

import asyncio
import time as stopwatch
from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.clock import later
from db.errors import InputError
from db.records import Article, Entry, Page, Problem, content_id
from db.store import Store
from pipeline.forgetting import is_forgotten
from pipeline.hosts import open_fetcher
from pipeline.inputs import Inputs
from pipeline.lock import run_lock
from pipeline.polling import fetch_settings
from pipeline.progress import Progress
from pipeline.reading import read_entries, store_article
from pipeline.run import Result, digest
from pipeline.settings import Settings
from pipeline.urls import url_key
from pipeline.workers import Workers


@dataclass(frozen=True, slots=True)
class Sources:
    """What was named on the command line, sorted into addresses and files."""

    urls: tuple[str, ...]
    files: tuple[str, ...]

    @classmethod
    def of(cls, names: Sequence[str]) -> Sources:
        urls = tuple(name for name in names if name.startswith(("http://", "https://")))
        return cls(urls, tuple(name for name in names if name not in urls))


def add_sources(
    settings: Settings, names: Sequence[str], *, topic: str, version: str, now: str, progress: Progress
) -> Result:
    """Stores the named articles for a topic, and reads and compares their claims, as a run of its own."""
    sources = Sources.of(names)
    topics = settings.model_copy(
        update={"topics": tuple(dict.fromkeys((*settings.topics, topic)))}
    ).load_topics()
    with (
        run_lock(settings.database, now),
        Store.open(settings.database, create=True) as store,
        progress.shown(),
    ):
        for url in sources.urls:  # before anything is stored
            if is_forgotten(store, url):
                raise InputError("was taken down for good with `crossclaim forget`.", subject=url)
        run = store.runs.start(now, version)
        started = stopwatch.monotonic()
        read, problems = _files(store, sources.files, topic, now)
        if sources.urls:
            more, faults = asyncio.run(_urls(store, settings, sources.urls, topic, now, progress))
            read, problems = read + more, problems + faults
        counts, late = digest(store, settings, topics, progress, now, started=started)
        problems += late
        store.runs.add_problems(run, problems)
        finished = later(now, seconds=stopwatch.monotonic() - started)
        done = store.runs.finish(run, finished, {"feeds_polled": 0, "articles_read": read, **counts})
        return Result(done, tuple(problems), store.table_counts())


def _files(store: Store, files: tuple[str, ...], topic: str, now: str) -> tuple[int, list[Problem]]:
    """Each file's articles, each in a transaction of its own; an id of its own content for each."""
    inputs = Inputs(files)
    read = 0
    for article in inputs:
        own = replace(article, id=content_id(url_key(article.url), article.text))
        try:
            _store(store, own, inputs.page, topic, now)
        except InputError as error:
            inputs.skip(error.subject, error.message)
        else:
            read += 1
    return read, [
        Problem("read", place, "unreadable", f"{place}: {reason}") for place, reason in inputs.skips
    ]


def _store(store: Store, article: Article, page: Page | None, topic: str, now: str) -> None:
    """The article, with the page that it was read from as evidence, as a fetched one has."""
    if page is None:
        store_article(store, article, topic, now)
        return
    with store.database.atomic():
        key = content_id("handed over", article.url)
        entry = store.feeds.put_entry(key, topic, Entry(feed="", url=page.url), page.fetched_at)
        store.articles.save_page(page, entry.entry())
        store_article(store, replace(article, page=page.id), topic, article.first_seen or now)
        store.feeds.mark_entry(entry, "read", next_due=None)


async def _urls(
    store: Store, settings: Settings, urls: tuple[str, ...], topic: str, now: str, progress: Progress
) -> tuple[int, list[Problem]]:
    keys = {store.feeds.add_by_hand(url, topic=topic, now=now) for url in urls}
    entries = [entry for entry in store.feeds.due_entries(now) if entry.id in keys]
    with progress.stage("articles", len(entries)) as step:
        async with open_fetcher(fetch_settings(settings), store) as fetcher, Workers() as workers:
            outcomes = await read_entries(store, fetcher, workers, entries, now, step)
    problems = [outcome.problem for outcome in outcomes if outcome.problem]
    return len(outcomes) - len(problems), problems
