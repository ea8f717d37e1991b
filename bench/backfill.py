"""A backfill on one and on two workers, beside the same work in a plain loop: `python -m bench.backfill [--articles 20000]`.

The articles are the samples, each time with other names, words and numbers in them; with `--characters 250` they
are cut at the sentence after so many, and 20,000 take a fraction of the hour. Model and cluster are there
before the clock runs. CPU seconds are those of all processes, so that a busy machine changes them little;
the time of two workers against one is told by the clock, and by the CPU seconds of the busier one. What Dask
costs is told of the first articles, by turns with a loop over the same in a process of its own.
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
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psutil

from bench.figures import Figure
from bench.memory import articles, memory
from db.errors import CrossclaimError
from extractors.dictionary import DEFAULT_MODEL
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
WARM = 30  # articles by which each worker makes itself ready
ROUNDS = 3
BRIEF = 250  # characters of an article in the full edition


@dataclasses.dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, CPU seconds of all processes, those of all but what reads, of the busiest worker, MB of the largest."""

    clock: float
    cpu: float
    beside: float
    busiest: float
    megabytes: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=20_000)
    options.add_argument("--loop", type=int, help="articles in a loop, too (default: a twentieth)")
    options.add_argument("--kill", action="store_true", help="kill a worker every 20 s, too")
    options.add_argument("--characters", type=int, help="cut articles at the sentence after so many")
    given = options.parse_args()
    looped = given.loop or given.articles // 20
    for figure in measure(given.articles, looped, kill=given.kill, characters=given.characters):
        values = ", ".join(f"{value:.3f}" for value in figure.values)
        print(
            f"{figure.name:60} {figure.median:10.3f} {figure.unit:9} {figure.reach:10} ({values})", flush=True
        )


def figures(*, full: bool) -> Iterator[Figure]:
    yield from measure(20_000, 1_000, kill=True, characters=BRIEF) if full else measure(300, 100, kill=False)


def measure(count: int, looped: int, *, kill: bool, characters: int | None = None) -> Iterator[Figure]:
    """Some of the work in a loop and with Dask, by turns; all of it on one worker, and on two."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        recipe = Recipe.of(load_topic("ai-compute"), DEFAULT_MODEL)
        parts, some, warm = (_written(folder / str(n), n, characters) for n in (count, looped, WARM))
        loops, ones = [], []
        for n in range(ROUNDS):
            loops.append(_in_a_loop(folder / f"loop{n}", recipe, warm, some))
            ones.append(_timed(_cluster(1), folder / f"dask{n}", recipe, warm, some))
        yield Figure("articles a CPU second, in a loop", tuple(looped / loop.cpu for loop in loops))
        pairs = list(zip(ones, loops, strict=True))
        cost = tuple(one.cpu / loop.cpu for one, loop in pairs)
        yield Figure("CPU of Dask with one worker, of the loop", cost, "", "<= 1.1", "less")
        beside = tuple(one.beside / loop.cpu for one, loop in pairs)
        yield Figure("CPU of all but the process that reads, of the loop", beside, better="less")
        differ = _differ(folder / "loop0", *(folder / f"dask{n}" for n in range(ROUNDS)))
        yield Figure("partitions that differ from the loop's", (differ,), "", "= 0", "less")

        one = _timed(_cluster(1), folder / "one", recipe, warm, parts)
        two = _timed(_cluster(2), folder / "two", recipe, warm * 2, parts)
        yield Figure("time of one worker, of two, by the clock", (one.clock / two.clock,), reach=">= 1.8")
        yield Figure("CPU of one worker, of the busier of two", (one.busiest / two.busiest,), reach=">= 1.8")
        yield Figure("memory of a worker and its process", (two.megabytes,), "MB", "< 1,200", "less")
        differ = _differ(folder / "one", folder / "two")
        yield Figure("partitions that differ from one worker's", (differ,), "", "= 0", "less")
        if kill:
            with _killing() as killed:
                lost = _timed(_cluster(2), folder / "lost", recipe, warm * 2, parts)
            yield Figure("workers killed, one every 20 s", (float(len(killed)),))
            yield Figure(
                "time with these killed, of two's by the clock", (lost.clock / two.clock,), "", "<= 2", "less"
            )
            differ = _differ(folder / "one", folder / "lost")
            yield Figure("partitions that differ after that", (differ,), "", "= 0", "less")


def _written(folder: Path, count: int, characters: int | None) -> list[Part]:
    """So many articles in a file, in parts."""
    folder.mkdir(exist_ok=True)
    source = folder / "articles.jsonl"
    with source.open("w", encoding="utf-8") as lines:
        for article in articles(count, characters):
            lines.write(json.dumps(dataclasses.asdict(article)) + "\n")
    return parts_of(Place.of(str(source)), SIZE)


def _in_a_loop(out: Path, recipe: Recipe, warm: list[Part], parts: list[Part]) -> Spent:
    """The same without Dask, in a process of its own, which has read nothing before as a worker's has not."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(_looped, out, recipe, warm, parts).result()


def _looped(out: Path, recipe: Recipe, warm: list[Part], parts: list[Part]) -> Spent:
    return _timed(inline(), out, recipe, warm, parts)


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
    spent = {pid: used - before.get(pid, Used()) for pid, used in after.items()}
    workers = [pid for pid in after if pid != os.getpid()] or [os.getpid()]
    return Spent(
        clock,
        sum(used.cpu for used in spent.values()),
        sum(used.cpu - used.reading for used in spent.values()),
        max(spent[pid].cpu for pid in workers),
        max(after[pid].megabytes for pid in workers),
    )


def _all(run: Run, order: Order, parts: list[Part]) -> None:
    for _, made in run(make_partition, order, parts):
        if isinstance(made, CrossclaimError):
            raise made


@dataclasses.dataclass(frozen=True, slots=True)
class Used:
    """CPU seconds of a process with those that it started, of these alone, and the most MB of all so far."""

    cpu: float = 0.0
    reading: float = 0.0
    megabytes: float = 0.0

    def __sub__(self, before: Used) -> Used:
        return Used(self.cpu - before.cpu, self.reading - before.reading, self.megabytes)


def _trees() -> dict[int, Used]:
    """What this process alone has used, and each worker with the process that reads for it."""
    own = psutil.Process()
    found = {own.pid: Used(_cpu(own), 0.0, memory(own.pid)[1])}
    for worker in own.children():
        with suppress(psutil.NoSuchProcess, FileNotFoundError):  # one that was killed just now
            reading = worker.children(recursive=True)
            cpu = sum(map(_cpu, reading))
            most = sum(memory(one.pid)[1] for one in (worker, *reading))
            found[worker.pid] = Used(_cpu(worker) + cpu, cpu, most)
    return found


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _differ(first: Path, *others: Path) -> float:
    """Files of other folders that are not those of the first, byte for byte."""
    ours = _files(first)
    return float(
        sum(theirs.get(path) != ours.get(path) for theirs in map(_files, others) for path in {*theirs, *ours})
    )


def _files(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.parquet")}


@contextmanager
def _killing() -> Iterator[list[int]]:
    """Kills one Dask worker of this process's cluster now and then, as a lost machine would go; which ones."""
    ended = threading.Event()
    draw = random.Random(7)
    killed: list[int] = []

    def kill() -> None:
        while not ended.wait(KILL_EVERY):
            with suppress(psutil.NoSuchProcess):
                workers = [one for one in psutil.Process().children() if one.children()]
                if workers:
                    lost = draw.choice(workers)
                    lost.send_signal(signal.SIGKILL)
                    killed.append(lost.pid)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    try:
        yield killed
    finally:
        ended.set()
        thread.join()


if __name__ == "__main__":
    main()
