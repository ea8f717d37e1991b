"""What a backfill of any size costs, told from the rates of `python -m bench backfill load`: `python -m bench.scale [FIGURES.json]`.

Nothing of 10^8 or 10^10 claims was run: each line is a measured rate times a number, and docs/scale.md says what
breaks before that. The memory of whoever files the articles is measured here.
"""

from __future__ import annotations

import sys
from pathlib import Path

import psutil

from bench.__main__ import RESULTS
from bench.compare import read
from db.records import Article
from pipeline.scale.backfill import CLAIMS_A_RANGE
from pipeline.scale.settling import Filing, Kept

SIZES = (10**6, 10**8, 10**10)
CLAIMS_AN_ARTICLE = 10
FILED = 100_000
GROUPS = 18  # of rows in a partition of two megabytes: more ranges than that read some of them twice


def main() -> None:
    written = sorted(RESULTS.glob("*.json"), key=lambda path: path.stat().st_mtime)
    if len(sys.argv) < 2 and not written:
        sys.exit("There are no rates: run `python -m bench backfill load` first.")
    found = read(Path(sys.argv[1]) if len(sys.argv) > 1 else written[-1])
    rate = {name: figure["median"] for (_, name), figure in found.items()}
    print(f"| {'claims':40} | " + " | ".join(f"{size:>14,}" for size in SIZES) + " |")
    print(f"| {'-' * 40} | " + " | ".join(f"{'-' * 13}:" for _ in SIZES) + " |")
    for name, cost in lines(rate).items():
        print(f"| {name:40} | " + " | ".join(f"{cost * size:14,.1f}" for size in SIZES) + " |")
    ranges = [1 + size // CLAIMS_A_RANGE for size in SIZES]
    print(f"| {'ranges of keys':40} | " + " | ".join(f"{count:14,}" for count in ranges) + " |")
    whole = rate["read by each range that compares: bytes a claim"] / 1e9
    part = rate["read for comparing: bytes a claim"] / 1e9
    told = [
        size * (whole * count + part * max(1.0, count / GROUPS))
        for size, count in zip(SIZES, ranges, strict=True)
    ]
    print(f"| {'read for comparing, GB':40} | " + " | ".join(f"{one:14,.1f}" for one in told) + " |")


def lines(rate: dict[str, float]) -> dict[str, float]:
    """What one claim costs in each of the table's lines."""
    hour = 3600.0
    return {
        "reading, CPU hours": 1 / CLAIMS_AN_ARTICLE / rate["articles a CPU second, in a loop"] / hour,
        "settling, CPU hours": 1 / rate["settling: claims a CPU second"] / hour,
        "comparing, CPU hours": 1 / rate["comparing: claims a CPU second"] / hour,
        "loading, CPU hours": 1 / rate["loading: claims a CPU second"] / hour,
        "partitions, GB": rate["partitions: bytes a claim"] / 1e9,
        "read for copies, GB": rate["read for copies: bytes a claim"] / 1e9,
        "SQLite, GB": rate["database: bytes a claim"] / 1e9,
        "filing, GB of memory on one machine": filing() / CLAIMS_AN_ARTICLE / 1e9,
    }


def filing() -> float:
    """Bytes of memory that an article takes while all are filed."""
    before: int = psutil.Process().memory_info().rss
    filing = Filing(lambda _: frozenset())
    for n in range(FILED):
        url = f"https://outlet{n % 300}.example/news/2025/story-{n}"
        filing.take(
            Kept(Article(f"{n:016x}", url, None, "", canonical=url, first_seen="2025"), 0, n, 40), f"{n:x}"
        )
    assert len(filing.kept) == FILED
    after: int = psutil.Process().memory_info().rss
    return (after - before) / FILED


if __name__ == "__main__":
    main()
