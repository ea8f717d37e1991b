"""What ingestion has to reach, measured against local servers: `python -m bench ingestion`.

A bench of its own (`python -m bench.fetch`, `bench.bombs`, `bench.copies`, `bench.kills`) tells more of each line.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator

from bench import bombs, copies, fetch, kills
from bench.figures import Figure


def figures(*, full: bool) -> Iterator[Figure]:
    part = 1 if full else 10
    rates = fetch.measure(4200 // part, 2)
    ratio = rates["whole fetch path"][0] / rates["bare aiohttp"][0]
    yield Figure("requests a second through the whole fetch path, of bare aiohttp", (ratio,), reach=">= .85")
    for name, (grown, _, problem) in bombs.measure().items():
        yield Figure(f"1 GB of {name}: above start ({problem})", (grown,), "MB", "< 50", "less")
    found = copies.measure(20_000 // part)
    yield Figure("copies, 7 kinds of edit: recall", (found.recall,), reach=">= .99")
    yield Figure("copies: false pairs", (float(found.false_pairs),), reach="= 0", better="less")
    yield Figure("copies: articles a CPU second", (found.rate,), reach=">= 500")
    passed, seconds = two_hundred_feeds()
    yield Figure(
        "200 feeds, 40 faulty in 40 ways: 160 stored, 40 causes named", (float(passed),), reach="= 1"
    )
    yield Figure("200 feeds: the whole run", (seconds,), "s", "< 60", "less")
    killed = kills.measure(50 // part, random.Random(7))
    differ = killed["differ"] + killed["unsound"]
    yield Figure(
        f"SIGKILL at {killed['kills']:.0f} random points: databases that differ",
        (differ,),
        reach="= 0",
        better="less",
    )


def two_hundred_feeds() -> tuple[bool, float]:
    """Whether the test of that name passes, and how long it takes."""
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "tests/pipeline/test_two_hundred_feeds.py"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0, time.monotonic() - started
