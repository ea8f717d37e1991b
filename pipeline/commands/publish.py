"""`crossclaim publish`: a folder that serves the database to the world."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import with_settings
from pipeline.terminal import echo

if TYPE_CHECKING:
    from pipeline.settings import Settings


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--texts", is_flag=True, help="Keep the articles' whole texts: only where you may publish them."
)
@click.option(
    "--pages",
    type=click.IntRange(min=1),
    metavar="N",
    help="Plain pages of the N sharpest conflicts instead, for any web server.",
)
@with_settings
def publish(settings: Settings, folder: Path, texts: bool, pages: int | None) -> None:
    """Make FOLDER: a read-only copy of the database with its pages, a start command and a Dockerfile.

    Claims keep their quote, sentence and link; whole texts of articles stay at home.
    """
    from pipeline.cli import program_version
    from pipeline.publish import publish as make
    from pipeline.publish import publish_pages

    if pages:
        files = publish_pages(settings.database, folder, pages, texts=texts, version=program_version())
        echo(f"{folder} is ready: {files} files; open {folder}/index.html")
        return
    make(settings.database, folder, texts=texts, version=program_version())
    echo(f"{folder} is ready: pip install -r {folder}/requirements.txt, then {folder}/start")
