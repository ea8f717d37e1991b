"""`crossclaim questions`: what is asked, and how many answers there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.commands.options import check_topic, with_settings

if TYPE_CHECKING:
    from pipeline.settings import Settings


@click.command()
@click.option("--topic", help="Only of this topic.")
@click.option("--subject", help="Only about this subject (its canonical name).")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many to show.")
@with_settings
def questions(settings: Settings, topic: str | None, subject: str | None, limit: int) -> None:
    """Show the questions with their answers and conflicts counted, disputed ones first."""
    from rich.table import Table

    from db.store import Store
    from pipeline.console import Console

    check_topic(settings, topic)
    with Store.reading(settings.database) as store:
        found = store.claims.questions(topic=topic, subject=subject)
    table = Table(box=None, header_style="bold")
    table.add_column("question", overflow="fold")
    for column in ("claims", "answers", "conflicts"):
        table.add_column(column, justify="right")
    for row in found[:limit]:
        table.add_row(str(row["wording"]), str(row["claims"]), str(row["answers"]), str(row["conflicts"]))
    console = Console()
    if not found:
        of = (
            f" about {subject}: `crossclaim questions` shows whom there are questions about"
            if subject
            else ""
        )
        console.print(f"No questions{of}.", soft_wrap=True, markup=False, highlight=False)
        return
    console.print(table)
    if len(found) > limit:
        console.print(f"{len(found) - limit} more; show them with --limit {len(found)}.")
