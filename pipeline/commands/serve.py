"""`crossclaim serve`: the database in the browser."""

from __future__ import annotations

from pathlib import Path

import click

DATABASE = Path("crossclaim.db")


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0: any free one."
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="0.0.0.0: for all networks of this machine."
)
@click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default=DATABASE,
    show_default=True,
    help="Database file.",
)
def serve(db: Path, port: int, host: str) -> None:
    """Serve the database with its pages until Ctrl-C."""
    from pipeline.serving import serve_database

    serve_database(db, port=port, host=host)
