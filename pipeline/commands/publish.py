"""`crossclaim publish`: a folder that serves the database to the world."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import with_settings

if TYPE_CHECKING:
    from pipeline.settings import Settings


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--texts", is_flag=True, help="Keep the articles' whole texts: only where you may publish them."
)
@with_settings
def publish(settings: Settings, folder: Path, texts: bool) -> None:
    """Make FOLDER: a read-only copy of the database with its pages, a start command and a Dockerfile.

    Claims keep their quote, sentence and link; whole texts of articles stay at home.
    """
    from pipeline.cli import program_version
    from pipeline.publish import publish as make

    make(settings.database, folder, texts=texts, version=program_version())
    click.echo(f"{folder} is ready: pip install -r {folder}/requirements.txt, then {folder}/start")
