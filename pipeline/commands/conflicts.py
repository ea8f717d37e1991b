"""`crossclaim conflicts`: who disagrees with whom, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.commands.options import check_topic, day, with_settings

if TYPE_CHECKING:
    from pipeline.settings import Settings


@click.command()
@click.option("--topic", help="Only of this topic.")
@click.option("--since", type=day, metavar="DATE", help="Only those that got a claim from this day on.")
@click.option("--settled", is_flag=True, help="Settled ones too.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many to show.")
@with_settings
def conflicts(settings: Settings, topic: str | None, since: str | None, settled: bool, limit: int) -> None:
    """Show the conflicts, sharpest first, with both quotes, sources and the reason.

    Below each stands the command that shows, rule by rule, how its two claims stand to each other.
    """
    from db.store import Store
    from pipeline.console import Console
    from pipeline.report import print_contrasts

    console = Console()
    check_topic(settings, topic)
    with Store.reading(settings.database) as store:
        found = store.contrasts.disputes(topic=topic, since=since, settled=settled)
        print_contrasts(found[:limit], console, ids=True)
    if len(found) > limit:
        console.print(f"\n{len(found) - limit} more; show them with --limit {len(found)}.")
    if not found:
        console.print(
            "No conflicts." if settled else "No open conflicts. --settled shows those that were settled."
        )
