"""`crossclaim backfill`: archives, folders and files of articles into Parquet, on one machine or many."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import FILE, chosen_settings
from pipeline.terminal import echo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.scale.backfill import Done
    from pipeline.scale.mapping import Run


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option(
    "--out", required=True, metavar="DIR", help="Folder or URL to write to; what is done there stays."
)
@click.option("--topic", help="Topic to read for (default: the first of the settings).")
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes on this machine (default: one a core).")
@click.option(
    "--workers", type=click.IntRange(1, 256), help="Start a Dask cluster here with so many workers."
)
@click.option("--scheduler", metavar="tcp://…", help="Use the Dask cluster of this scheduler.")
@click.option(
    "--part-megabytes",
    default=2.0,
    show_default=True,
    type=click.FloatRange(0.001),
    help="Of a source, read into one partition.",
)
@click.option("--config", type=FILE, help="Settings file (default: ./crossclaim.yml, if there is one).")
def backfill(
    sources: tuple[str, ...],
    out: str,
    topic: str | None,
    jobs: int | None,
    workers: int | None,
    scheduler: str | None,
    part_megabytes: float,
    config: Path | None,
) -> int:
    """Read many articles into Parquet: web archives, JSON lines, Parquet files, or folders of these and of saved pages.

    A SOURCE is a path or a URL that fsspec reads (s3://…, gs://…, https://…). Run it again after it was
    stopped, or with more sources: what is done is not done again. `crossclaim load DIR` takes the result
    into a database. Exit code: 1 where something could not be read or written.
    """
    if sum(one is not None for one in (jobs, workers, scheduler)) > 1:
        raise click.UsageError("Give one of --jobs, --workers and --scheduler.")
    from db.clock import now
    from extractors.topic import load_topic
    from pipeline.progress import Progress
    from pipeline.scale.backfill import backfill as make

    settings = chosen_settings(config, None)
    progress = Progress()
    with progress.shown():
        done = make(
            sources,
            out,
            topic=load_topic(topic or settings.topics[0], settings.topics_folder),
            model=settings.model,
            size=int(part_megabytes * 1_000_000),
            now=now(),
            progress=progress,
            way=_way(jobs, workers, scheduler),
        )
    _tell(done, out)
    return done.exit_code


def _way(jobs: int | None, workers: int | None, scheduler: str | None) -> AbstractContextManager[Run]:
    if workers is not None or scheduler is not None:
        return _cluster(scheduler, workers or 1)
    from pipeline.scale.mapping import in_processes

    return in_processes(jobs or os.cpu_count() or 1)


@contextmanager
def _cluster(scheduler: str | None, workers: int) -> Iterator[Run]:
    from pipeline.scale.extras import needed

    needed("distributed", "--scheduler" if scheduler else "--workers")
    from pipeline.scale.cluster import on_cluster

    with on_cluster(scheduler=scheduler, workers=workers) as (run, dashboard):
        echo(f"Watch it at {dashboard}", err=True)
        yield run


def _tell(done: Done, out: str) -> None:
    for problem in done.problems:
        echo(f"crossclaim: {problem.message}", err=True)
    held = ", ".join(f"{done.counts.get(one, 0):,} {told}" for one, told in TOLD.items())
    echo(f"{done.partitions:,} partitions in {out}, {done.made:,} of them made now: {held}.", err=True)


TOLD = {"articles": "articles", "claims": "claims", "aside": "set aside with a reason (aside/)"}
