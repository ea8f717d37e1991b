"""The sample newsroom, read on two days: real HTTP on loopback, the real daily job, a fresh database."""

from __future__ import annotations

from pathlib import Path

from db.errors import StoreError
from db.records import Problem
from db.store import Store
from pipeline.console import Console
from pipeline.progress import Progress
from pipeline.run import run_daily
from pipeline.settings import Limits, Settings
from samples.newsroom import DAYS, Newsroom


def read_newsroom(database: Path, *, version: str, console: Console) -> tuple[Problem, ...]:
    """Runs the daily job on both days of the newsroom into a new database; the problems of both runs."""
    _make_way(database)
    problems: tuple[Problem, ...] = ()
    with Newsroom() as newsroom:
        limits = Limits(host_delay_seconds=0)
        settings = Settings(database=database, private_hosts=(newsroom.host,), limits=limits)
        for day, now in DAYS.items():
            newsroom.day = day
            with Store.open(database, create=True) as store:
                for url in newsroom.feeds:
                    store.feeds.add(url, topic=settings.topics[0])
            result = run_daily(settings, version=version, now=now, progress=Progress())
            counts = result.run.counts
            console.print(
                f"Day {day}, {now[:10]}: {counts['articles_read']} articles, {counts['claims']} claims.",
                highlight=False,
            )
            problems += result.problems
    return problems


def _make_way(database: Path) -> None:
    """A folder for the database, without the one of an earlier demo; any other that is there stays, with a StoreError."""
    if database.exists() and not _is_of_a_demo(database):
        remedy = "Use --folder to name another folder, or move it away."
        raise StoreError(
            "holds more than a demo, and is left as it is.", subject=str(database), remedy=remedy
        )
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        for suffix in ("", "-wal", "-shm", ".lock"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        remedy = "Use --folder to name one that can be written."
        raise StoreError(
            f"cannot be written: {error.strerror}.", subject=str(database), remedy=remedy
        ) from error


def _is_of_a_demo(database: Path) -> bool:
    """Whether a database holds no runs but those of the newsroom's two days, and no texts without a run."""
    try:
        with Store.reading(database) as store:
            runs = {run.started_at for run in store.runs.latest(len(DAYS) + 1)}
            return runs <= set(DAYS.values()) and bool(runs or not store.table_counts()["articles"])
    except StoreError:
        return False
