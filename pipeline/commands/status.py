"""`crossclaim status`: what the last runs did, and which feeds need a look."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import with_settings

if TYPE_CHECKING:
    from pipeline.settings import Settings

RUNS_SHOWN = 7


@click.command()
@with_settings
def status(settings: Settings) -> None:
    """Show the last runs, their problems by kind, and the feeds that fail."""
    from rich.console import Console
    from rich.table import Table

    from db.store import Store
    from pipeline.report import print_totals

    console = Console()
    with Store.open(settings.database) as store:
        print_totals(store.table_counts(), console)
        table = Table(box=None, header_style="bold")
        for column in ("run", "feeds", "articles", "claims", "problems"):
            table.add_column(column, justify="left" if column in ("run", "problems") else "right")
        for run in store.runs.latest(RUNS_SHOWN):
            kinds = Counter(problem.kind for problem in store.runs.problems(run))
            shown = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())) or "none"
            numbers = [str(run.counts.get(key, 0)) for key in ("feeds_polled", "articles_read", "claims")]
            table.add_row(run.started_at, *numbers, shown if run.finished_at else "was cut off")
        console.print(table)
        failing = [feed for feed in store.feeds.all() if feed.failures or feed.state == "retired"]
        for feed in failing:
            state = (
                "retired" if feed.state == "retired" else f"failed {feed.failures} times, due {feed.next_due}"
            )
            console.print(f"{state}: {feed.url}", highlight=False, markup=False)
        if not failing:
            console.print("No feed fails.")
