"""Parsers run in processes of their own, with a limit on time and memory: a page may not stop a run.

    with Workers(2) as workers:
        article = workers.call(read_article, body, url)        # or: await workers.run(…)

A worker that dies or goes over a limit is replaced, and the call raises ReadError with the kind
parser_timeout, parser_memory or parser_died. A CrossclaimError of the function itself comes through; any
other exception of it becomes a ReadError of kind parser_failed, which names the place.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import queue
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from db.errors import CrossclaimError, ReadError

Given = ParamSpec("Given")
Result = TypeVar("Result")
Item = TypeVar("Item")


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection


class Workers:
    """A few worker processes; each call is one function with picklable arguments, at most `seconds` of CPU.

    A call that sleeps ends after four times as long, and `megabytes` is the most memory a worker
    may have (where the system keeps such limits; macOS does not).
    """

    def __init__(self, count: int = 2, *, seconds: float = 20.0, megabytes: int = 1500) -> None:
        self.count, self.seconds, self.megabytes = count, seconds, megabytes
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(count):
            self._idle.put(None)  # started when first needed
        self._started: list[_Worker] = []
        self._closed = False
        self._threads = ThreadPoolExecutor(max_workers=count, thread_name_prefix="worker")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        """Ends all workers at once; a call that still runs raises ReadError (parser_died)."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._started:
            worker.process.kill()
        self._threads.shutdown(wait=True)
        while not self._idle.empty():
            self._end(self._idle.get())

    def call(self, function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """What the function returns, run in a worker."""
        worker = self._idle.get()
        try:
            if worker is None or not worker.process.is_alive():
                worker = self._start()
            worker.pipe.send((function, args, kwargs))
            outcome = self._outcome(worker)
        except BaseException:
            self._end(worker)  # what may still come through its pipe is nobody's answer
            worker = None
            raise
        finally:
            self._idle.put(worker)
        good, value = outcome
        if not good:
            raise value
        result: Result = value
        return result

    async def run(
        self, function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """`call`, without holding up the event loop."""
        return await asyncio.wrap_future(self._threads.submit(partial(self.call, function, *args, **kwargs)))

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Result | ReadError]]:
        """Each item with its result, in the order of the items; a ReadError is a result too."""
        source = iter(items)
        waiting: list[tuple[Item, Future[Result]]] = []
        while True:
            for item in islice(source, 2 * self.count - len(waiting)):
                waiting.append((item, self._threads.submit(self.call, function, item)))
            if not waiting:
                return
            item, future = waiting.pop(0)
            try:
                yield item, future.result()
            except ReadError as error:
                yield item, error

    def _start(self) -> _Worker:
        if self._closed:
            raise ReadError("was not read, since the run was ending.", kind="stopped")
        spawn = multiprocessing.get_context("spawn")  # a fork would copy threads and locks half-way
        here, there = spawn.Pipe()
        process = spawn.Process(target=_serve, args=(there, self.seconds, self.megabytes), daemon=True)
        process.start()
        there.close()
        worker = _Worker(process, here)
        self._started.append(worker)
        return worker

    def _end(self, worker: _Worker | None) -> None:
        if worker is not None:
            worker.process.kill()
            worker.process.join(5)
            worker.pipe.close()
            self._started.remove(worker)

    def _outcome(self, worker: _Worker) -> tuple[bool, Any]:
        try:
            # The CPU limit is the worker's own; this one is for a call that sleeps.
            if not worker.pipe.poll(4 * self.seconds + 10):
                raise ReadError(f"took longer than {4 * self.seconds:g} s to read.", kind="parser_timeout")
            answer: tuple[bool, Any] = worker.pipe.recv()
            return answer
        except (EOFError, OSError) as error:
            worker.process.join(5)
            if worker.process.exitcode == -signal.SIGXCPU:
                raise ReadError(
                    f"took more than {self.seconds:g} s of computing to read.", kind="parser_timeout"
                ) from error
            raise ReadError(
                f"made its parser die (exit code {worker.process.exitcode}).", kind="parser_died"
            ) from error


def _serve(pipe: Connection, seconds: float, megabytes: int) -> None:
    """A worker's whole life: one call after another, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    sys.setrecursionlimit(3000)
    _limit_memory(megabytes)
    while True:
        try:
            function, args, kwargs = pipe.recv()
        except (EOFError, OSError):
            return
        _limit_cpu(seconds)
        try:
            outcome = (True, function(*args, **kwargs))
        except MemoryError:
            outcome = (False, ReadError(f"needs more than {megabytes} MB to read.", kind="parser_memory"))
        except RecursionError:
            outcome = (False, ReadError("is nested too deeply to read.", kind="parser_depth"))
        except CrossclaimError as error:
            outcome = (False, error)
        except Exception as error:  # what strangers' bytes do to a parser ends no run
            outcome = (False, ReadError(f"made its parser fail ({_place(error)}).", kind="parser_failed"))
        try:
            pipe.send(outcome)
        except (BrokenPipeError, OSError):
            return


def _place(error: Exception) -> str:
    """Type, text and place of an exception, for whoever has to mend it."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"{type(error).__name__}: {str(error)[:100]}, in {os.path.basename(last.filename)} line {last.lineno}"
    )


def _limit_memory(megabytes: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))


def _limit_cpu(seconds: float) -> None:
    """Counts anew for each call: what was used so far, plus the limit."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = sum(os.times()[:2])
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 1, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
