"""The pictures of docs/researchers.md: python -m bench.screenshots demo/crossclaim.db docs/pictures

Serves the database on loopback, opens its pages in a headless Chromium, and writes one PNG each.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from browse.links import article_path, question_path
from browse.reviewing import Reviewing
from browse.site import open_site
from pipeline.serving import listen
from tests.browse.chromium import Chromium


def main() -> None:
    database, folder = (Path(argument) for argument in sys.argv[1:3])
    folder.mkdir(parents=True, exist_ok=True)
    with served(database) as address:
        asyncio.run(take(address, database, folder))


@contextmanager
def served(database: Path, reviewing: Reviewing | None = None) -> Iterator[str]:
    """The address of a site on the database, for as long as the block runs."""
    socket = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(open_site(database, reviewing=reviewing).app(), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


async def take(address: str, database: Path, folder: Path) -> None:
    """Front page, the question with most answers in conflict, a later edition and what it changed, a phone, a table."""
    connection = sqlite3.connect(database)
    question, article = (
        connection.execute(sql).fetchone()[0]
        for sql in (
            "select questions.id from questions join conflicts on conflicts.question = questions.id "
            "order by questions.answers desc limit 1",
            "select id from articles order by edition desc, id limit 1",
        )
    )
    shots = [
        ("front", "/", 1280, 900, False),
        ("question", question_path(question), 1280, 1400, False),
        ("sides", f"{question_path(question)}#g-conflict", 1280, 800, False),
        ("article", article_path(article), 1280, 900, False),
        ("editions", f"{article_path(article)}#changes", 1280, 640, False),
        ("phone", question_path(question), 360, 720, True),
        ("table", f"/{database.stem}/conflicts", 1280, 900, True),
    ]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        async with Chromium.started(Path(profile)) as browser:
            for name, path, width, height, dark in shots:
                await browser.open(address + path, width=width, height=height, dark=dark)
                if "#" in path:  # at once, where the page would scroll smoothly
                    await browser.run(
                        "document.querySelector(location.hash).scrollIntoView({behavior: 'instant'})"
                    )
                await browser.picture(folder / f"{name}.png", full=False)


if __name__ == "__main__":
    main()
