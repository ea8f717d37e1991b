"""`crossclaim serve`: the database in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.commands.options import with_settings

if TYPE_CHECKING:
    from pipeline.settings import Settings


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0: any free one."
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="0.0.0.0: for all networks of this machine."
)
@with_settings
def serve(settings: Settings, port: int, host: str) -> None:
    """Serve the database with its pages until Ctrl-C."""
    from pipeline.serving import serve_database

    serve_database(settings.database, port=port, host=host)
