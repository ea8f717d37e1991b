"""The table of what ingestion has to reach: `python -m bench` (some minutes on two cores; `--quick` in one).

Each line is measured now, against local servers; a bench of its own (`python -m bench.copies` and so on) tells more.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Iterator

from bench import bombs, copies, fetch, kills

LARGEST = 50.0  # MB above start


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="a tenth of the articles, requests and kills")
    part = 10 if options.parse_args().quick else 1
    print(f"| {'what':66} | {'reach':>9} | {'measured':>9} | met |")
    print(f"| {'-' * 66} | {'-' * 8}: | {'-' * 8}: | --- |")
    for what, reach, measured, met in lines(part):
        print(f"| {what:66} | {reach:>9} | {measured:>9} | {'yes' if met else 'NO'} |", flush=True)


def lines(part: int) -> Iterator[tuple[str, str, str, bool]]:
    """Each figure with what it has to be, what it is, and whether that is enough."""
    rates = fetch.measure(4200 // part, 2)
    ratio = rates["whole fetch path"][0] / rates["bare aiohttp"][0]
    yield (
        "requests a second through the whole fetch path, of bare aiohttp",
        ">= .85",
        f"{ratio:.2f}",
        ratio >= 0.85,
    )
    for name, (grown, _, problem) in bombs.measure().items():
        yield f"1 GB of {name}: MB above start ({problem})", "< 50", f"{grown:.0f}", grown < LARGEST
    found = copies.measure(20_000 // part)
    yield "copies, 7 kinds of edit: recall", ">= .99", f"{found.recall:.3f}", found.recall >= 0.99
    yield "copies: false pairs", "0", str(found.false_pairs), found.false_pairs == 0
    yield "copies: articles a CPU second", ">= 500", f"{found.rate:.0f}", found.rate >= 500
    passed, seconds = two_hundred_feeds()
    yield (
        "200 feeds, 40 faulty in 40 ways: 160 stored, 40 causes named (s)",
        "< 60",
        f"{seconds:.0f}",
        passed and seconds < 60,
    )
    killed = kills.measure(50 // part, random.Random(7))
    sound = killed["differ"] == killed["unsound"] == 0
    yield (
        f"SIGKILL at {killed['kills']:.0f} random points: databases that differ",
        "0",
        f"{killed['differ']:.0f}",
        sound,
    )


def two_hundred_feeds() -> tuple[bool, float]:
    """Whether the test of that name passes, and how long it takes."""
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "tests/pipeline/test_two_hundred_feeds.py"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0, time.monotonic() - started


if __name__ == "__main__":
    main()
