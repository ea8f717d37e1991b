"""Sources to partitions: what is done already is left alone, and the manifest says what there is.

done = backfill(["news/"], "out", topic=topic, model=model, size=2_000_000, now=now(), progress=progress, way=in_processes(2))
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pipeline
from db.errors import CrossclaimError, InputError
from db.records import Problem, content_id
from extractors.topic import Topic
from pipeline.progress import Progress
from pipeline.scale.comparing import compare
from pipeline.scale.folder import Folder, Manifest, Source
from pipeline.scale.mapping import Order, Run, make_partition
from pipeline.scale.partitions import Recipe
from pipeline.scale.parts import Part, mark_of, parts_of
from pipeline.scale.places import Place
from pipeline.scale.settled import settle

CLAIMS_A_RANGE = 340_000  # that are compared at once
CLAIMS_A_COUNT = 2_000_000  # whose shingles are counted at once: numbers alone, so that more fit


@dataclass(frozen=True, slots=True)
class Done:
    """What a backfill did: partitions in the folder, those made now, what they hold, and what went wrong."""

    partitions: int
    made: int
    counts: dict[str, int]
    problems: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        """0 all well, 1 something could not be read or written."""
        return 1 if self.problems else 0


def backfill(
    names: Sequence[str],
    out: str,
    *,
    topic: Topic,
    model: str,
    size: int,
    now: str,
    progress: Progress,
    way: AbstractContextManager[Run],
    ranges: int | None = None,
) -> Done:
    """Makes the partitions of the sources that are not in the folder `out` yet.

    The sources that it holds already stay, before the new ones. InputError where the folder holds claims
    of another topic, or claims read by other rules. In how many `ranges` shingles and questions are
    compared follows from how many claims there are, and changes nothing in the result.
    """
    folder, recipe = Folder.of(out), Recipe.of(topic, model)
    manifest = _begun(folder, recipe, topic, now)
    folder.prepare()
    manifest = replace(manifest, sources=_sources(manifest, names, size, progress))
    before = folder.done()
    folder.save_manifest(manifest)
    parts = {part.name(recipe.id): part for source in manifest.sources for part in source.parts}
    todo = [part for name, part in parts.items() if name not in before]
    problems = [
        Problem("read", one.address, "unreadable", one.fault) for one in manifest.sources if one.fault
    ]
    order = Order(folder.place.address, recipe)
    with way as run:
        if todo:
            problems += _make(run, order, todo, progress)
        there = folder.done()
        folder.remove(there - set(parts))
        names = [name for name in parts if name in there]
        counts = _counts(folder, names)
        manifest = _compared(folder, replace(manifest, counts=counts), names, order, run, progress, ranges)
    folder.sweep()
    folder.save_manifest(manifest)
    folder.keep_only(manifest.settled, manifest.compared)
    return Done(len(names), len(there - before), counts, tuple(problems))


def _begun(folder: Folder, recipe: Recipe, topic: Topic, now: str) -> Manifest:
    """The folder's manifest, or that of a new backfill."""
    manifest = folder.manifest()
    if manifest is None:
        return Manifest(topic.name, recipe.rules, recipe.id, started_at=now)
    if manifest.topic != topic.name:
        raise InputError(
            f"holds claims for the topic {manifest.topic}, not {topic.name}.",
            subject=folder.place.address,
            remedy="Name another folder for each topic.",
        )
    if manifest.recipe != recipe.id:
        raise InputError(
            "holds claims that were read by other rules, another model or another edition of the topic.",
            subject=folder.place.address,
            remedy="Name another folder, so that one holds what was read one way.",
        )
    return manifest


def _sources(manifest: Manifest, names: Sequence[str], size: int, progress: Progress) -> tuple[Source, ...]:
    """The manifest's sources with the named ones in their places or after them; unchanged ones are not cut again."""
    known = {source.address: source for source in manifest.sources}
    with progress.stage("sources", len(names)) as step:
        for place in map(Place.of, names):
            known[place.address] = _source(place, known.get(place.address), size)
            step.advance()
    return tuple(known.values())


def _source(place: Place, before: Source | None, size: int) -> Source:
    try:
        mark = mark_of(place) if place.system.exists(place.path) else ""
        if before is not None and before.mark == mark and before.parts:
            return before
        return Source(place.address, mark, tuple(parts_of(place, size)))
    except InputError as error:
        return Source(place.address, "", (), str(error))
    except OSError as error:
        return Source(place.address, "", (), f"{place.address}: cannot be read: {error.strerror or error}.")


def _make(run: Run, order: Order, parts: Sequence[Part], progress: Progress) -> list[Problem]:
    problems = []
    with progress.stage("partitions", len(parts)) as step:
        for part, made in run(make_partition, order, parts):
            if isinstance(made, CrossclaimError):
                kind = getattr(made, "kind", "not_written")
                problems.append(Problem("store", str(part), kind, str(made)))
            else:
                step.advance()
    return problems


def _compared(
    folder: Folder,
    manifest: Manifest,
    names: Sequence[str],
    order: Order,
    run: Run,
    progress: Progress,
    count: int | None,
) -> Manifest:
    """The manifest with what these partitions are settled and compared to; made now where that is not there."""
    stem = content_id(manifest.recipe, manifest.started_at, compared_by(), *names)
    settled = f"copies/{stem}.parquet"
    if not names or (manifest.settled == settled and folder.has(settled)):
        return manifest
    claims = manifest.counts["claims"]
    with progress.stage("copies", 1) as step:
        counted = count or 1 + claims // CLAIMS_A_COUNT
        settle(folder, names, order, run, stem=stem, count=counted, started_at=manifest.started_at)
        step.advance()
    with progress.stage("comparing", 1) as step:
        compared = compare(settled, order, run, count=count or 1 + claims // CLAIMS_A_RANGE)
        step.advance()
    return replace(manifest, settled=settled, compared=tuple(compared))


@cache
def compared_by() -> str:
    """A hash of the program that compares, so that another version compares anew."""
    home = Path(pipeline.__file__).parent
    files = sorted(path for path in home.rglob("*") if path.suffix in (".py", ".yml"))
    return content_id(*(hashlib.sha256(path.read_bytes()).hexdigest() for path in files))


def _counts(folder: Folder, names: Iterable[str]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for name in names:
        for one in ("articles", "claims", "aside"):
            counts[one] += folder.rows(f"{one}/{name}.parquet")
    return dict(counts)
