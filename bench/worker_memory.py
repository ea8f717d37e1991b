"""Memory of a Dask worker and of the process that reads for it: `python -m bench.worker_memory [ARTICLES] [--characters 250]`.

100,000 articles unless told, in half an hour on one core: the samples, each time with other names, words and
numbers in them, and cut at the sentence after so many characters. It should differ little from a fifth of the way to the end.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

from bench.figures import Figure
from bench.memory import STEPS, articles
from db.errors import CrossclaimError
from extractors.dictionary import DEFAULT_MODEL
from extractors.topic import load_topic
from pipeline.scale.cluster import on_cluster
from pipeline.scale.folder import Folder
from pipeline.scale.mapping import Order, make_partition
from pipeline.scale.partitions import Recipe
from pipeline.scale.parts import parts_of
from pipeline.scale.places import Place

SIZE = 60_000  # bytes of a part
SHORT = 250  # characters


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("articles", type=int, nargs="?", default=100_000)
    options.add_argument("--characters", type=int, default=SHORT)
    given = options.parse_args()
    for count, worker, reading in measure(given.articles, given.characters):
        print(
            f"{count:>8,} articles read: worker {worker:4.0f} MB, its process {reading:4.0f} MB", flush=True
        )


def figures(*, full: bool) -> Iterator[Figure]:
    found = list(measure(100_000 if full else 1_000, SHORT))
    sums = [(count, worker + reading) for count, worker, reading in found]
    (early, first), (late, last) = sums[STEPS // 5 - 1], sums[-1]
    yield Figure("at most", (max(size for _, size in sums),), "MB", "< 1,200", "less")
    growth = (last - first) / (late - early) * 10_000
    yield Figure("growth ten thousand articles, after the first fifth", (growth,), "MB", better="less")


def measure(count: int, characters: int) -> Iterator[tuple[int, float, float]]:
    """Ten times on the way: articles read so far, MB of the worker, MB of the process that reads for it."""
    with tempfile.TemporaryDirectory() as name, on_cluster(workers=1) as (run, _):
        source = Path(name) / "articles.jsonl"
        with source.open("w", encoding="utf-8") as lines:
            for article in articles(count, characters):
                lines.write(json.dumps(dataclasses.asdict(article)) + "\n")
        folder, order = (
            Folder.of(f"{name}/out"),
            Order(f"{name}/out", Recipe.of(load_topic("ai-compute"), DEFAULT_MODEL)),
        )
        folder.prepare()
        parts = parts_of(Place.of(str(source)), SIZE)
        read = told = 0
        for number, (_, made) in enumerate(run(make_partition, order, parts)):
            if isinstance(made, CrossclaimError):
                raise made
            read += made.articles
            if (number + 1) * STEPS // len(parts) > told:
                told += 1
                yield read, *megabytes()


def megabytes() -> tuple[float, float]:
    """Of the Dask worker and of the process that it has, each the larger of its kind."""
    workers = [p for p in psutil.Process().children() if p.children()]
    readers = [child for worker in workers for child in worker.children()]
    worker, reader = (max(p.memory_info().rss / 1e6 for p in some) for some in (workers, readers))
    return worker, reader


if __name__ == "__main__":
    main()
