"""The same partitions from a scheduler and workers that are processes of their own, as on a cluster."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from dask import config

from db.errors import InputError
from pipeline.scale.cluster import Reading, on_cluster
from pipeline.scale.mapping import Order, Run
from pipeline.scale.partitions import Recipe
from tests.pipeline.scale.stories import MODEL, SHIPS, files, make, story, write_lines

ROOT = Path(__file__).parents[3]
PATIENCE = 60.0  # seconds, on a busy machine


class Cluster:
    """A scheduler and workers on loopback, started as `dask scheduler` and `dask worker` start them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.started = folder, list[subprocess.Popen[bytes]]()
        self.scheduler = self._start(
            "scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            "--scheduler-file",
            "scheduler.json",
        )
        told = folder / "scheduler.json"
        wait_until(lambda: told.exists() and told.stat().st_size > 0)
        self.address = json.loads(told.read_text())["address"]

    def worker(self, *, room: int | None = None) -> subprocess.Popen[bytes]:
        """A worker; with `room` no file that it writes may have more bytes, as on a disk that is full then."""
        words = ("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")

        def limit() -> None:
            if room is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

        return self._start(*words, limit=limit)

    def _start(self, *words: str, limit: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *words],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.DEVNULL,
            preexec_fn=limit,
        )
        self.started.append(process)
        return process

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.wait(10)


def wait_until(true: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < PATIENCE
        time.sleep(0.05)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.end()


@contextmanager
def on(cluster: Cluster) -> Iterator[Run]:
    with on_cluster(scheduler=cluster.address) as (run, _):
        yield run


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path, cluster: Cluster) -> None:
    """With a worker killed at its work, a cluster makes the same partitions, byte for byte, as one process does."""
    source = write_lines(tmp_path / "a.jsonl", [story(n) for n in range(30)])
    make(tmp_path / "alone", source)
    killed, _ = cluster.worker(), cluster.worker()
    out = tmp_path / "out"

    @contextmanager
    def killing() -> Iterator[Run]:
        with on(cluster) as run:

            def until_one_is_done(function: Any, order: Any, items: Any) -> Iterator[Any]:
                for number, done in enumerate(run(function, order, items)):
                    if number == 0:
                        os.kill(killed.pid, signal.SIGKILL)
                    yield done

            yield until_one_is_done

    done = make(out, source, way=killing())
    assert done.exit_code == 0
    assert files(out) == files(tmp_path / "alone")


def test_a_worker_whose_disk_is_full(tmp_path: Path, cluster: Cluster) -> None:
    """The parts that it could not write are named, nothing is half there, and the next call makes them elsewhere."""
    source = write_lines(tmp_path / "a.jsonl", [story(n) for n in range(6)])
    make(tmp_path / "alone", source, size=800)
    full, out = cluster.worker(room=1_000), tmp_path / "out"

    @contextmanager
    def making_room() -> Iterator[Run]:
        with on(cluster) as run:

            def until_one_failed(function: Any, order: Any, items: Any) -> Iterator[Any]:
                for number, done in enumerate(run(function, order, items)):
                    if number == 0 and full.poll() is None:
                        full.kill()
                        full.wait(10)
                        cluster.worker()
                    yield done

            yield until_one_failed

    broken = make(out, source, size=800, way=making_room())
    assert broken.exit_code == 1
    assert broken.problems
    assert all("cannot be written: File too large" in problem.message for problem in broken.problems)
    assert broken.made + len(broken.problems) == len(list((tmp_path / "alone" / "articles").iterdir()))
    done = make(out, source, size=800, way=on(cluster))
    assert (done.exit_code, done.made) == (0, len(broken.problems))
    assert files(out) == files(tmp_path / "alone")


def test_a_worker_that_comes_back_slowly_is_waited_for(tmp_path: Path) -> None:
    """On a cluster of its own, a worker that was killed goes on, however long its machine takes to start it again."""
    source = write_lines(tmp_path / "a.jsonl", [story(n) for n in range(6)])
    make(tmp_path / "alone", source, size=800)
    with config.set({"distributed.deploy.lost-worker-timeout": "1ms"}), on_cluster(workers=1) as (run, _):

        @contextmanager
        def killing() -> Iterator[Run]:
            def until_one_is_done(function: Any, order: Any, items: Any) -> Iterator[Any]:
                for number, done in enumerate(run(function, order, items)):
                    if number == 0:
                        worker = next(one for one in psutil.Process().children() if one.children())
                        worker.kill()
                    yield done

            yield until_one_is_done

        assert make(tmp_path / "out", source, size=800, way=killing()).exit_code == 0
    assert files(tmp_path / "out") == files(tmp_path / "alone")


def test_a_reading_process_keeps_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Dask tells the memory of its workers does not hold for the process that reads: it would cost a tenth."""
    monkeypatch.setenv("MALLOC_TRIM_THRESHOLD_", "65536")
    reading = Reading(Order("out", Recipe.of(SHIPS, MODEL)))
    reading.setup(SimpleNamespace(state=SimpleNamespace(nthreads=1)))
    seen = reading.workers.call(os.getenv, "MALLOC_TRIM_THRESHOLD_")
    reading.teardown(None)
    assert seen is None


def test_a_scheduler_that_goes_away(tmp_path: Path, cluster: Cluster) -> None:
    """It is named, and the same command goes on elsewhere with what is not done."""
    source = write_lines(tmp_path / "a.jsonl", [story(n) for n in range(12)])
    cluster.worker()
    out = tmp_path / "out"

    @contextmanager
    def leaving() -> Iterator[Run]:
        with on(cluster) as run:

            def until_one_is_done(function: Any, order: Any, items: Any) -> Iterator[Any]:
                for number, done in enumerate(run(function, order, items)):
                    if number == 0:
                        cluster.scheduler.kill()
                    yield done

            yield until_one_is_done

    with pytest.raises(InputError, match="gone away") as caught:
        make(out, source, way=leaving(), size=800)
    assert "run the same command again" in str(caught.value)
    done = make(out, source)
    assert 0 < done.made < done.partitions
    assert done.counts["articles"] == 12


def test_no_scheduler_answers() -> None:
    """An address where nothing listens is named, with the way to start one."""
    with (
        pytest.raises(InputError, match="no scheduler answers here") as caught,
        on_cluster(scheduler="tcp://127.0.0.1:1", seconds=1),
    ):
        pass
    assert "dask scheduler" in str(caught.value)
