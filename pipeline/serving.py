"""Serving a database to readers: Datasette, with our pages, on one port of this machine.

serve_database(Path("crossclaim.db"), port=8001)   # until Ctrl-C
"""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import CrossclaimError
from db.store import Store
from pipeline.terminal import echo

if TYPE_CHECKING:
    from browse.reviewing import Reviewing

LOOPBACK = "127.0.0.1"
OTHER_PORT = "Choose another one with --port."
OTHER_HOST = f"Use --host {LOOPBACK}, or --host 0.0.0.0 for all."
REASONS = {
    errno.EADDRINUSE: ("another program uses this port.", OTHER_PORT),
    errno.EACCES: ("you may not use this port.", "Choose one above 1023 with --port."),
    errno.EADDRNOTAVAIL: ("this machine has no such address.", OTHER_HOST),
    socket.EAI_NONAME: ("is no address that is known here.", OTHER_HOST),
    socket.EAI_AGAIN: ("is no address that is known here.", OTHER_HOST),
}


class ServeError(CrossclaimError):
    """An address that cannot be served on; the subject is host:port."""


def serve_database(
    database: Path, *, port: int, host: str = LOOPBACK, reviewing: Reviewing | None = None
) -> None:
    """Serves until Ctrl-C. StoreError for a database that cannot be used, ServeError for a port that cannot.

    Reviews are taken as `reviewing` says, or not at all.

    The database is brought up to this version's tables first, so that every page finds its columns.
    Port 0 takes any free one. The address is printed once it answers.
    """
    with Store.reading(database):
        pass
    listening = listen(host, port)  # before the slow imports, so that a taken port is said at once
    import uvicorn

    from browse.site import open_site

    no_traces_of_bad_addresses()
    site = open_site(database, reviewing=reviewing)
    server = uvicorn.Server(uvicorn.Config(site.app(), log_level="warning", lifespan="on"))
    shown = host if ":" not in host else f"[{host}]"
    echo(f"Serving {database} at http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C ends it)")
    server.run(sockets=[listening])


def no_traces_of_bad_addresses() -> None:
    """Keeps the terminal free of a screenful of local variables for each address that leads nowhere.

    Datasette prints that with rich's global console, which nothing else here uses; a fault of the
    program itself still leaves its plain traceback.
    """
    import rich

    rich.reconfigure(quiet=True)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; ServeError where the port is taken, not allowed, or the host is not ours."""
    subject = f"{host}:{port}"
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=128
        )
    except OSError as error:
        fallback = (f"cannot be served on: {error.strerror}.", OTHER_PORT)
        message, remedy = REASONS.get(error.errno or 0, fallback)
        raise ServeError(message, subject=subject, remedy=remedy) from error
