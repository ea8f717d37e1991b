"""`crossclaim status`: what the last runs did, and what needs a look."""

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
    """Show the last runs, their problems by kind, the feeds that fail or fell silent, and what came in a day."""
    from rich.table import Table

    from db.clock import now
    from db.store import Store
    from pipeline.console import Console
    from pipeline.health import look_at
    from pipeline.report import print_health, print_totals

    console = Console()
    with Store.reading(settings.database) as store:
        print_totals(store.table_counts(), console)
        table = Table(box=None, header_style="bold")
        for column in ("run", "took", "feeds", "articles", "claims", "problems"):
            table.add_column(column, justify="left" if column in ("run", "problems") else "right")
        for run in store.runs.latest(RUNS_SHOWN):
            kinds = Counter(problem.kind for problem in store.runs.problems(run))
            shown = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())) or "none"
            numbers = [str(run.counts.get(key, 0)) for key in ("feeds_polled", "articles_read", "claims")]
            took = duration(run.started_at, run.finished_at) if run.finished_at else "–"
            table.add_row(run.started_at, took, *numbers, shown if run.finished_at else "was cut off")
        console.print(table)
        print_health(look_at(store, now()), console)


def duration(started: str, finished: str) -> str:
    """ "4:05" for four minutes and five seconds."""
    from datetime import datetime

    seconds = int((datetime.fromisoformat(finished) - datetime.fromisoformat(started)).total_seconds())
    return f"{seconds // 60}:{seconds % 60:02}"
