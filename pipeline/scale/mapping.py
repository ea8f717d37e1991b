"""One function over many parts, in worker processes of this machine; `cluster` does the same on many machines.

with in_processes(2) as run:
    for part, made in run(make_partition, order, parts): ...     # in the order in which they are done

A failure that is expected is a result: one part that fails stops no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from db.errors import CrossclaimError
from pipeline.scale.columns import articles_table, claims_table, problems_table, shingles_table
from pipeline.scale.folder import Folder
from pipeline.scale.partitions import MEGABYTES, SECONDS, Recipe, read_part
from pipeline.scale.parts import Part
from pipeline.workers import Workers

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done with each part: how it is read, and in which folder its partition goes."""

    out: str
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class Made:
    """What a partition holds."""

    articles: int
    claims: int
    aside: int


class Run(Protocol):
    """Calls a function with each item, the order and some workers; each item with its result, as they come."""

    def __call__(
        self, function: Callable[[Item, Order, Workers], Result], order: Order, items: Sequence[Item], /
    ) -> Iterator[tuple[Item, Result | CrossclaimError]]: ...


def make_partition(part: Part, order: Order, workers: Workers) -> Made:
    """Reads a part and writes its partition; StoreError where that cannot be written."""
    topic = order.recipe.load_topic()
    partition = read_part(part, order.recipe, workers)
    folder, name = Folder.of(order.out), part.name(order.recipe.id)
    tables = {
        "articles": articles_table(partition.articles),
        "claims": claims_table(partition.articles, topic),
        "shingles": shingles_table(partition.articles),
        "aside": problems_table(partition.problems),
    }
    try:
        folder.write(name, tables)
    except OSError as error:
        raise folder.fault(f"the partition of {part}", error) from error
    return Made(*(tables[one].num_rows for one in ("articles", "claims", "aside")))


def new_workers(count: int) -> Workers:
    """Processes that hold the language model, with the limits of a backfill."""
    return Workers(count, seconds=SECONDS, megabytes=MEGABYTES)


@contextmanager
def in_processes(jobs: int) -> Iterator[Run]:
    """Runs in `jobs` processes of this machine."""
    with ThreadPoolExecutor(jobs) as threads, new_workers(jobs) as workers:

        def run(
            function: Callable[[Item, Order, Workers], Result], order: Order, items: Sequence[Item], /
        ) -> Iterator[tuple[Item, Result | CrossclaimError]]:
            futures = {threads.submit(function, item, order, workers): item for item in items}
            try:
                for future in as_completed(futures):
                    error = future.exception()
                    if isinstance(error, CrossclaimError):
                        yield futures[future], error
                    else:
                        yield futures[future], future.result()
            finally:
                for future in futures:
                    future.cancel()

        yield run
