"""Replay: texts and claims built again from the stored pages, without the network.

With the same versions of extractor and rules the new database holds the same articles and claims,
to the byte; with newer ones it shows what they change.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from db.articles import Fetched
from db.errors import ReadError, StoreError
from db.store import Store
from pipeline.articles import NotArticle, read_article
from pipeline.progress import Progress
from pipeline.reading import store_reading
from pipeline.run import digest
from pipeline.settings import Settings
from pipeline.workers import Workers

# Why a text is not built again, in words for who asked for it; {} is how many.
LEFT_OUT = {
    "no page": "{} came without a page (plain texts, JSON): add them again",
    "no body": "of {} the stored page was let go (`keep` in the settings)",
    "before": "{} were fetched before the day given",
    "feed text": "of {} the text came from a feed, not from a page",
    "otherwise": "{} are read otherwise by today's rules, or are no articles to them",
}


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many rows each table of the new database has, and how many texts of the old one are not in it, by reason."""

    counts: dict[str, int]
    left_out: dict[str, int]


def replay(settings: Settings, target: Path, *, since: str, now: str, progress: Progress) -> Replayed:
    """Builds `target` from the pages fetched at or after `since`.

    StoreError where `target` is there already. Nothing is fetched: only stored bodies are read.
    """
    if target.exists():
        raise StoreError("is there already.", subject=str(target), remedy="Name a new file.")
    with (
        Store.reading(settings.database) as source,
        Store.open(target, create=True) as made,
        Workers() as workers,
        progress.shown(),
    ):
        fetched = source.articles.fetched(since)
        with progress.stage("pages", len(fetched)) as step:
            for one in fetched:
                _read_again(source, made, workers, one)
                step.advance()
        digest(made, settings, settings.load_topics(), progress, now)
        return Replayed(made.table_counts(), _left_out(source, made, since))


def _left_out(source: Store, made: Store, since: str) -> dict[str, int]:
    """How many texts of the source are not in what was made, by reason, in the order of LEFT_OUT."""
    known = source.articles.unread(since)
    reasons = Counter(known.get(id, "otherwise") for id in source.articles.ids() - made.articles.ids())
    return {reason: reasons[reason] for reason in LEFT_OUT if reasons[reason]}


def _read_again(source: Store, made: Store, workers: Workers, fetched: Fetched) -> None:
    page = source.articles.page(fetched.page)
    if page is None or page.body is None:
        return
    entry = made.feeds.put_entry(fetched.entry_id, fetched.topic, fetched.entry, page.fetched_at)
    try:
        read = workers.call(
            read_article, page.body, page.final_url, headers=page.headers, entry=fetched.entry
        )
    except ReadError as error:  # too much for its parser, today as on the first day
        read = NotArticle(error.kind, f"the page {error.message}")
    store_reading(made, entry, page, read, page.fetched_at)
