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
@click.option(
    "--reviewer", metavar="NAME", help="Take reviews, all in this name: for you alone on this machine."
)
@click.option(
    "--reviewer-header",
    metavar="HEADER",
    help="Take reviews of whom the proxy in front names in this header.",
)
@with_settings
def serve(
    settings: Settings, port: int, host: str, reviewer: str | None, reviewer_header: str | None
) -> None:
    """Serve the database with its pages until Ctrl-C.

    With --reviewer or --reviewer-header, or where `crossclaim reviewers add` gave somebody a password, claims
    and conflicts can be reviewed in the browser. Reviews go to a file of their own beside the database, and
    stay when articles are read anew.
    """
    from browse.reviewing import LOOPBACK, Reviewing
    from db.accounts import Accounts
    from db.errors import SettingsError
    from db.reviews import ReviewLog
    from pipeline.reviewing import record_review
    from pipeline.serving import serve_database

    reviewing = None
    for option, value in (("--reviewer", reviewer), ("--reviewer-header", reviewer_header)):
        if value is not None and not value.strip():
            raise SettingsError("names nobody.", subject=option, remedy="Give a name, or leave it out.")
    if reviewer and host not in LOOPBACK:
        remedy = "Leave --host out, or use --reviewer-header with a proxy that signs people in."
        raise SettingsError(
            "would let everyone review in your name.", subject=f"--reviewer with --host {host}", remedy=remedy
        )
    accounts = Accounts.beside(settings.database)
    passwords = accounts if not (reviewer or reviewer_header) and accounts.hashes else None
    if reviewer or reviewer_header or passwords:
        topics = settings.load_topics()
        reviewing = Reviewing(
            ReviewLog.beside(settings.database),
            lambda review: record_review(settings.database, topics, review),
            name=reviewer,
            header=reviewer_header,
            accounts=passwords,
        )
    serve_database(settings.database, port=port, host=host, reviewing=reviewing)
