"""`crossclaim add`: articles that a person names, now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.commands.options import with_settings

if TYPE_CHECKING:
    from pipeline.settings import Settings


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="URL|FILE…")
@click.option("--topic", help="Topic to read them for (default: the first of the settings).")
@with_settings
def add(settings: Settings, sources: tuple[str, ...], topic: str | None) -> int:
    """Add articles now: a URL, a saved page, a text, an article JSON, JSON lines, or a folder of these.

    Ends with what the database now holds and its sharpest conflicts. Exit code: 1 where something was skipped.
    """
    from db.clock import now
    from db.store import Store
    from extractors.topic import load_topic
    from pipeline.adding import add_sources
    from pipeline.cli import program_version
    from pipeline.console import Console
    from pipeline.progress import Progress
    from pipeline.report import print_contrasts, print_result

    name = load_topic(topic or settings.topics[0], settings.topics_folder).name
    progress = Progress()
    result = add_sources(
        settings, sources, topic=name, version=program_version(), now=now(), progress=progress
    )
    console = Console()
    print_result(result, console)
    with Store.reading(settings.database) as store:
        print_contrasts(store.contrasts.disputes(limit=3), console)
    return result.exit_code
