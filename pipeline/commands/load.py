"""`crossclaim load`: what a backfill wrote, into the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.commands.options import with_settings
from pipeline.terminal import echo

if TYPE_CHECKING:
    from pipeline.settings import Settings


@click.command()
@click.argument("out", metavar="DIR")
@with_settings
def load(settings: Settings, out: str) -> None:
    """Take the partitions that `crossclaim backfill` wrote to DIR into the database; only those that are new.

    An empty database takes them in bulk. One that holds articles takes them one by one, since each may be
    an edition or a copy of what is there.
    """
    from db.clock import now
    from db.store import Store
    from pipeline.cli import program_version
    from pipeline.console import Console
    from pipeline.progress import Progress
    from pipeline.report import print_contrasts, print_totals
    from pipeline.scale.load import load_folder

    progress = Progress()
    with progress.shown():
        done = load_folder(out, settings, version=program_version(), now=now(), progress=progress)
    echo(f"{done.partitions:,} new partitions: {done.articles:,} articles, {done.claims:,} claims.", err=True)
    console = Console()
    with Store.reading(settings.database) as store:
        print_totals(store.table_counts(), console)
        print_contrasts(store.contrasts.disputes(limit=3), console)
