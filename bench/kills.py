"""A run that is killed at random points, again and again: `python -m bench.kills [--kills 50]`.

Each of some databases is filled by a job that gets SIGKILL five times, each after a random part of what an
undisturbed run takes, and is then run to its end. Printed: kills, databases that differ from the undisturbed one
in any row of what was read and found, and those that SQLite's integrity check finds fault with.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from db.store import Store
from samples.newsroom import DAYS, Newsroom
from tests.pipeline.test_run import KILLED, ROOT, content, run, settings_for

KILLS_EACH = 5


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    found = measure(given.kills, random.Random(given.seed))
    print(f"kills                {found['kills']:.0f}")
    print(f"databases that differ {found['differ']:.0f}")
    print(f"databases unsound    {found['unsound']:.0f}")


def measure(kills: int, draw: random.Random) -> dict[str, float]:
    """How many kills hit a job at work, and how many databases differ afterwards or are unsound."""
    hit = differ = unsound = 0
    with tempfile.TemporaryDirectory() as name, Newsroom() as newsroom:
        newsroom.day = 1
        whole = settings_for(newsroom, _folder(Path(name), "whole"))
        job(newsroom, whole.database)[0].wait()
        expected = content(whole.database)
        started = time.monotonic()
        job(newsroom, settings_for(newsroom, _folder(Path(name), "timed")).database)[0].wait()
        takes = time.monotonic() - started
        number = 0
        while hit < kills:
            number += 1
            settings = settings_for(newsroom, _folder(Path(name), str(number)))
            for _ in range(min(KILLS_EACH, kills - hit)):
                process, begun = job(newsroom, settings.database)
                time.sleep(max(0.0, draw.uniform(0, takes) - (time.monotonic() - begun)))
                if process.poll() is None:
                    process.send_signal(signal.SIGKILL)
                    hit += 1
                process.wait()
            run(settings, 1)
            differ += content(settings.database) != expected
            with Store.open(settings.database) as store:
                unsound += bool(list(store.faults()))
    return {"kills": hit, "differ": differ, "unsound": unsound}


def job(newsroom: Newsroom, database: Path) -> tuple[subprocess.Popen[bytes], float]:
    """The daily job as a process of its own, and when it was started."""
    command = [sys.executable, "-c", KILLED, newsroom.host, str(database), DAYS[1]]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return process, time.monotonic()


def _folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


if __name__ == "__main__":
    main()
