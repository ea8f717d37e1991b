"""A backfill on one and on two workers, beside the same work in a plain loop: `python -m bench.backfill [--articles 20000]`.

The articles are the samples, each time with other names, words and numbers in them. Model and cluster are
there before the clock runs. CPU seconds are those of all processes, so that a busy machine changes them little;
the time of two workers against one is told by the clock, and by the CPU seconds of the busier one.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import random
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from bench.figures import Figure
from bench.memory import articles
from db.errors import CrossclaimError
from extractors.language import DEFAULT_MODEL
from extractors.topic import load_topic
from pipeline.scale.cluster import on_cluster
from pipeline.scale.folder import Folder
from pipeline.scale.mapping import Order, Run, make_partition
from pipeline.scale.partitions import Recipe
from pipeline.scale.parts import Part, parts_of
from pipeline.scale.places import Place
from tests.pipeline.scale.stories import inline

SIZE = 60_000  # bytes of a part: some thirty articles
KILL_EVERY = 20.0


@dataclasses.dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, CPU seconds of all processes, those of the busiest worker, MB of the largest."""

    clock: float
    cpu: float
    busiest: float
    megabytes: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=20_000)
    options.add_argument("--kill", action="store_true", help="kill a worker every 20 s, too")
    given = options.parse_args()
    for figure in measure(given.articles, kill=given.kill):
        print(f"{figure.name:60} {figure.median:10.3f} {figure.unit:12} {figure.reach}")


def figures(*, full: bool) -> Iterator[Figure]:
    yield from measure(20_000 if full else 300, kill=full)


def measure(count: int, *, kill: bool) -> Iterator[Figure]:
    """The work in a loop, on one worker, and on two."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "articles.jsonl"
        with source.open("w", encoding="utf-8") as lines:
            for article in articles(count):
                lines.write(json.dumps(dataclasses.asdict(article)) + "\n")
        parts = parts_of(Place.of(str(source)), SIZE)
        warm = parts_of(Place.of(str(_first_lines(source))), SIZE)
        recipe = Recipe.of(load_topic("ai-compute"), DEFAULT_MODEL)
        loop = _timed(inline(), folder / "loop", recipe, warm, parts)
        one = _timed(_cluster(1), folder / "one", recipe, warm, parts)
        two = _timed(_cluster(2), folder / "two", recipe, warm * 2, parts)
        again = _timed(inline(), folder / "again", recipe, warm, parts)
        loops = (loop.cpu, again.cpu)
        yield Figure("articles a CPU second, in a loop", tuple(count / cpu for cpu in loops))
        yield Figure(
            "CPU of Dask with one worker, of the loop",
            tuple(one.cpu / cpu for cpu in loops),
            reach="<= 1.1",
            better="less",
        )
        yield Figure("time of one worker, of two, by the clock", (one.clock / two.clock,), reach=">= 1.8")
        yield Figure("CPU of one worker, of the busier of two", (one.busiest / two.busiest,), reach=">= 1.8")
        yield Figure("memory of a worker and its process", (two.megabytes,), "MB", "< 1,200", "less")
        yield Figure(
            "partitions that differ",
            (float(_differ(folder, "one") + _differ(folder, "two")),),
            reach="= 0",
            better="less",
        )
        if kill:
            with _killing():
                killed = _timed(_cluster(2), folder / "killed", recipe, warm * 2, parts)
            yield Figure(
                "time with a worker killed every 20 s",
                (killed.clock / two.clock,),
                "of two's",
                "<= 2",
                "less",
            )
            yield Figure(
                "partitions that differ after that",
                (float(_differ(folder, "killed")),),
                reach="= 0",
                better="less",
            )


def _first_lines(source: Path) -> Path:
    """A few articles by which each worker makes itself ready."""
    path = source.with_name("warm.jsonl")
    with source.open(encoding="utf-8") as lines:
        path.write_text("".join(next(lines) for _ in range(4)), encoding="utf-8")
    return path


@contextmanager
def _cluster(workers: int) -> Iterator[Run]:
    with on_cluster(workers=workers) as (run, _):
        yield run


def _timed(way: Any, out: Path, recipe: Recipe, warm: list[Part], parts: list[Part]) -> Spent:
    """What all parts cost, when every worker has done one before."""
    folder, order = Folder.of(str(out)), Order(str(out), recipe)
    folder.prepare()
    with way as run:
        _all(run, order, warm)
        folder.remove(part.name(recipe.id) for part in warm)
        before = _trees()
        started = time.perf_counter()
        _all(run, order, parts)
        clock = time.perf_counter() - started
        after = _trees()
    spent = [seconds - before.get(pid, (0.0, 0.0))[0] for pid, (seconds, _) in after.items()]
    own = spent[0]
    workers = spent[1:] or [own]
    return Spent(
        clock,
        sum(spent),
        max(workers),
        max(size for _, size in list(after.values())[1:] or list(after.values())),
    )


def _all(run: Run, order: Order, parts: list[Part]) -> None:
    for _, made in run(make_partition, order, parts):
        if isinstance(made, CrossclaimError):
            raise made


def _trees() -> dict[int, tuple[float, float]]:
    """CPU seconds and most MB of this process alone, then of each worker with the process that reads for it."""
    own = psutil.Process()
    found = {own.pid: (_cpu(own), _most(own))}
    for nanny in own.children():
        tree = [nanny, *nanny.children(recursive=True)]
        found[nanny.pid] = (sum(map(_cpu, tree)), sum(map(_most, tree)))
    return found


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _most(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 1e6


def _differ(folder: Path, name: str) -> int:
    """Files that are not those of the loop, byte for byte."""
    theirs, ours = (
        {p.relative_to(f): p.read_bytes() for p in f.rglob("*.parquet")}
        for f in (folder / name, folder / "loop")
    )
    return sum(theirs.get(path) != ours.get(path) for path in {*theirs, *ours})


@contextmanager
def _killing() -> Iterator[None]:
    """Kills one Dask worker of this process's cluster now and then, as a lost machine would go."""
    ended = threading.Event()
    draw = random.Random(7)

    def kill() -> None:
        while not ended.wait(KILL_EVERY):
            workers = [
                p for p in psutil.Process().children(recursive=True) if p.pid != os.getpid() and p.children()
            ]
            if workers:
                draw.choice(workers).send_signal(signal.SIGKILL)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


if __name__ == "__main__":
    main()
