"""One function over many parts on a Dask cluster: its own on this machine, or one whose scheduler is there already.

with on_cluster(scheduler="tcp://10.0.0.1:8786") as (run, dashboard): ...

A worker that is lost loses nothing: what it had not finished is given to another.
"""

from __future__ import annotations

import multiprocessing
import os
from asyncio import CancelledError
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError as FutureCancelledError
from contextlib import contextmanager
from typing import Any

from dask import config
from distributed import Client, Future, KilledWorker, LocalCluster, as_completed, get_worker
from distributed.comm.core import CommClosedError
from distributed.diagnostics.plugin import WorkerPlugin

from db.errors import CrossclaimError, InputError, ReadError
from pipeline.scale.mapping import Item, Order, Result, Run, new_workers
from pipeline.scale.partitions import STOPPED
from pipeline.workers import Workers

NAME = "crossclaim"
TIMES = (
    5  # how often an item is given out again after its worker died, beyond the scheduler's own three times
)
SECONDS = 15
CALM = {  # Dask looks around many times a second, for tasks of milliseconds; ours take seconds to minutes
    "distributed.worker.profile.enabled": False,  # it would watch a thread that waits for its process
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.scheduler.active-memory-manager.start": False,  # results are a few numbers
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.tick.limit": "60s",
}
PATIENT = {
    "distributed.scheduler.allowed-failures": TIMES,
    # A worker that dies again while it comes back, or comes back slowly, would be given up for good after 15 s.
    "distributed.deploy.lost-worker-timeout": "1 day",
}
TRIM = "MALLOC_TRIM_THRESHOLD_"  # Dask's nannies set it so low that a model's every batch gives its memory back and asks for it anew
GONE = (CommClosedError, CancelledError, FutureCancelledError, TimeoutError, OSError)


class Reading(WorkerPlugin):
    """What a Dask worker keeps: the order, and processes that hold the model, so that it is loaded once a worker."""

    name = NAME

    def __init__(self, order: Order) -> None:
        self.order = order

    def setup(self, worker: Any) -> None:
        multiprocessing.current_process().daemon = (
            False  # what a nanny started may have no processes otherwise
        )
        os.environ.pop(TRIM, None)  # read by a process when it starts: it still holds for the worker itself
        self.workers = new_workers(worker.state.nthreads)

    def teardown(self, worker: Any) -> None:
        self.workers.close()


def call_here(function: Callable[[Item, Order, Workers], Result], item: Item) -> Result:
    """The function on a worker, with what its plugin keeps."""
    plugin = get_worker().plugins[NAME]
    assert isinstance(plugin, Reading)
    return function(item, plugin.order, plugin.workers)


@contextmanager
def on_cluster(
    *, scheduler: str | None = None, workers: int = 1, seconds: float = SECONDS
) -> Iterator[tuple[Run, str]]:
    """Gives the way to run and the address of the dashboard; InputError where no scheduler answers in `seconds`.

    Without `scheduler`, one is started here with so many workers.
    """
    config.set({**PATIENT, **CALM})
    if scheduler is None:
        with (
            LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
            ) as own,
            Client(own) as client,
        ):
            yield _run_with(client, own.scheduler_address), client.dashboard_link
        return
    try:
        client = Client(scheduler, timeout=seconds)
    except (*GONE, ValueError) as error:
        remedy = "Start one with `dask scheduler`, and workers with `dask worker ADDRESS`."
        raise InputError(f"no scheduler answers here ({error}).", subject=scheduler, remedy=remedy) from error
    with client:
        yield _run_with(client, scheduler), client.dashboard_link


def _run_with(client: Client, address: str) -> Run:
    known: list[Order] = []

    def run(
        function: Callable[[Item, Order, Workers], Result], order: Order, items: Sequence[Item], /
    ) -> Iterator[tuple[Item, Result | CrossclaimError]]:
        def given(some: Sequence[Item]) -> dict[Future[Result], Item]:
            return {client.submit(call_here, function, item, pure=False): item for item in some}

        tries: Counter[Item] = Counter()
        try:
            if order not in known:  # a plugin that is given anew loads its model anew
                client.register_plugin(Reading(order))
                known[:] = [order]
            futures = given(items)
            waiting = as_completed(list(futures))
            for future in waiting:
                item, error = futures.pop(future), future.exception()
                if _lost(error) and tries[item] < TIMES:
                    tries[item] += 1
                    again = given([item])
                    futures |= again
                    waiting.update(list(again))
                elif error is None:
                    yield item, future.result()
                else:
                    yield item, _expected(error, item)
        except GONE as error:
            remedy = "What is done is kept: run the same command again when it is back."
            raise InputError("the scheduler has gone away.", subject=address, remedy=remedy) from error

    return run


def _lost(error: BaseException | None) -> bool:
    """Whether an item failed because its worker died or was told to end."""
    return isinstance(error, KilledWorker) or (isinstance(error, ReadError) and error.kind == STOPPED)


def _expected(error: BaseException, item: object) -> CrossclaimError:
    """The error as one that the run names and goes on after; what nobody expected is raised."""
    if isinstance(error, KilledWorker):
        return ReadError(f"ended its worker each time ({error}).", subject=str(item), kind="worker_died")
    if not isinstance(error, CrossclaimError):
        raise error
    return error
