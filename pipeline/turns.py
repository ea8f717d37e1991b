"""Whose turn it is: so many requests at a time in all and to one host, and a pause between two to one host."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from db.errors import FetchError
from pipeline.politeness import LONGEST_WAIT, HostState


@dataclass(slots=True)
class _Queue:
    """The requests to one host; the next may start at `next_start`, by the event loop's clock."""

    slots: asyncio.Semaphore
    next_start: float = 0.0


class Turns:
    """`per_host` requests at a time to one host, `in_all` to all; `clock` is Unix time."""

    def __init__(self, per_host: int, in_all: int, clock: Callable[[], float]) -> None:
        self._per_host, self._clock = per_host, clock
        self._all_slots = asyncio.Semaphore(in_all)
        self._queues: dict[str, _Queue] = {}

    @asynccontextmanager
    async def turn(self, state: HostState, *, delay: float) -> AsyncIterator[None]:
        """Waits until this host may be asked; FetchError where it wants to be left alone.

        A slot of all is taken last, so that those who wait for a slow host hold up nobody else.
        """
        self._leave_alone(state)
        queue = self._queues.get(state.host)
        if queue is None:
            queue = self._queues[state.host] = _Queue(asyncio.Semaphore(self._per_host))
        async with queue.slots:
            if delay:
                now = asyncio.get_running_loop().time()
                start = max(now, queue.next_start)
                queue.next_start = start + delay
                if start > now:
                    await asyncio.sleep(start - now)
            async with self._all_slots:
                self._leave_alone(state)
                yield

    def _leave_alone(self, state: HostState) -> None:
        if 0 < state.wait_until - self._clock() <= LONGEST_WAIT:  # beyond: a clock that was put back since
            until = datetime.fromtimestamp(state.wait_until, UTC).strftime("%Y-%m-%d %H:%M UTC")
            raise FetchError(
                f"is left alone until {until}, because {state.wait_reason or 'it asked for it'}.",
                subject=state.host,
                kind="host_waiting",
            )
