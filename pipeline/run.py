"""The daily job: feeds → entries → articles → claims → questions → conflicts, in this order and nowhere else.

Every stage reads what the stage before has stored, so that a killed run goes on where it ended.
"""

from __future__ import annotations

import asyncio
import time as stopwatch
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from db.clock import later
from db.records import Problem, Run
from db.store import Store
from extractors.topic import Topic
from pipeline.comparison import compare_stale
from pipeline.extraction import extract_articles
from pipeline.hosts import open_fetcher, save_hosts
from pipeline.lock import run_lock
from pipeline.notify import remember_what_is_known, tell
from pipeline.polling import fetch_settings, poll_feeds
from pipeline.progress import Progress
from pipeline.reading import read_entries
from pipeline.settings import Notify, Settings
from pipeline.workers import Workers

FETCHING = 2 / 3  # of a run's time; the rest is for reading what was fetched


@dataclass(frozen=True, slots=True)
class Result:
    """A finished run: what it did, what it could not do, the totals in the database after it, and when a feed is due next."""

    run: Run
    problems: tuple[Problem, ...]
    totals: dict[str, int]
    next_poll: str | None = None

    @property
    def exit_code(self) -> int:
        """0 all well, 1 some problems recorded."""
        return 1 if self.problems else 0


def run_daily(
    settings: Settings, *, version: str, now: str, progress: Progress, notify: Notify | None = None
) -> Result:
    """Does the daily job once, and tells of it as `notify` says.

    Raises a CrossclaimError where it cannot be done at all (exit code 2).
    """
    topics = settings.load_topics()
    started = stopwatch.monotonic()
    with (
        run_lock(settings.database, now),
        Store.open(settings.database, create=True) as store,
        progress.shown(),
    ):
        run = store.runs.start(now, version)
        if notify:
            remember_what_is_known(store, notify)
        counts, problems = asyncio.run(_fetch(store, settings, now, progress))
        more, late = digest(store, settings, topics, progress, now, started=started)
        problems += late
        if notify:
            problems += tell(store, notify)
        store.runs.add_problems(run, problems)
        keep = settings.keep
        store.articles.let_go_of_bodies(
            before=later(now, days=-keep.page_days), megabytes=keep.page_megabytes
        )
        finished = later(now, seconds=stopwatch.monotonic() - started)
        done = store.runs.finish(run, finished, {**counts, **more})
        for problem in problems:
            progress.event("problem", **asdict(problem))
        progress.event("run", **asdict(done))
        store.tidy()
        return Result(done, tuple(problems), store.table_counts(), store.feeds.next_due())


def digest(
    store: Store,
    settings: Settings,
    topics: Mapping[str, Topic],
    progress: Progress,
    now: str,
    *,
    started: float | None = None,
) -> tuple[dict[str, int], list[Problem]]:
    """The stages that need no network: claims of what was not read yet, conflicts of what changed.

    The time allowed counts from when the job was `started`, by the monotonic clock; from now where
    this is the whole of it.
    """
    deadline = (started or stopwatch.monotonic()) + settings.limits.run_minutes * 60
    claims, problems = extract_articles(store, topics, settings.model, progress, deadline=deadline)
    compared = compare_stale(store, topics, progress, now)
    return {"claims": claims, "questions_compared": compared}, problems


async def _fetch(
    store: Store, settings: Settings, now: str, progress: Progress
) -> tuple[dict[str, int], list[Problem]]:
    """The stages that need the network. They end in their part of the time; what is left waits for the next run."""
    counts = {"feeds_polled": 0, "articles_read": 0}
    problems: list[Problem] = []
    seconds = settings.limits.run_minutes * 60 * FETCHING
    try:
        async with (
            open_fetcher(fetch_settings(settings), store) as fetcher,
            asyncio.timeout(seconds),
            Workers() as workers,
        ):
            feeds = store.feeds.due(now)
            with progress.stage("feeds", len(feeds)) as step:
                problems += await poll_feeds(store, fetcher, workers, feeds, now, step)
            counts["feeds_polled"] = len(feeds)
            save_hosts(store, fetcher)
            entries = store.feeds.due_entries(now)
            with progress.stage("articles", len(entries)) as step:
                outcomes = await read_entries(store, fetcher, workers, entries, now, step)
            counts["articles_read"] = sum(outcome.article is not None for outcome in outcomes)
            problems += [outcome.problem for outcome in outcomes if outcome.problem]
    except TimeoutError:
        message = f"fetching took longer than {seconds / 60:g} minutes; what is left waits for the next run."
        problems.append(Problem("fetch", "run", "out_of_time", message))
    return counts, problems
