"""How a long job tells what it does, on stderr: bars on a terminal, else a line for each stage, as text or JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from db.clock import now
from pipeline.terminal import visible

if TYPE_CHECKING:
    from rich.progress import Progress as Bars


LogForm = Literal["text", "json"]


class Progress:
    """Says which stage is at work, and how far it is; as JSON a line for each stage, problem and run."""

    def __init__(self, *, quiet: bool = False, log: LogForm = "text") -> None:
        self.quiet, self.log = quiet, log
        self._bars: Bars | None = None

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Step]:
        """A stage of the job; call the step's `advance()` once a unit of work."""
        step = Step(name, total, self._start(name, total))
        started = time.monotonic()
        yield step
        if self.log == "json":
            self.event("stage", name=name, done=step.done, seconds=round(time.monotonic() - started, 3))
        elif self._bars is None and not self.quiet:
            print(f"{name}: {step.done}", file=sys.stderr, flush=True)

    def event(self, event: str, **fields: object) -> None:
        """A line of the JSON log; nothing where the log is text."""
        if self.log == "json":
            line = json.dumps({"time": now(), "event": event, **fields}, ensure_ascii=False)
            print(visible(line), file=sys.stderr, flush=True)

    def _start(self, name: str, total: int | None) -> tuple[Bars, int] | None:
        if self._bars is None:
            return None
        return self._bars, int(self._bars.add_task(name, total=total))

    @contextmanager
    def shown(self) -> Iterator[Progress]:
        """Draws bars while the block runs, where stderr is a terminal."""
        if self.quiet or self.log == "json" or not sys.stderr.isatty():
            yield self
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        from pipeline.console import Console

        columns = (
            TextColumn("{task.description:<20}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=Console(stderr=True)) as bars:
            self._bars = bars
            try:
                yield self
            finally:
                self._bars = None


class Step:
    """One stage under way."""

    def __init__(self, name: str, total: int | None, bar: tuple[Bars, int] | None) -> None:
        self.name, self.total, self.done, self._bar = name, total, 0, bar

    def advance(self) -> None:
        """One more unit is done."""
        self.done += 1
        if self._bar:
            bars, task = self._bar
            bars.advance(task)  # type: ignore[arg-type]  # rich's TaskID is an int
