"""Sources to partitions: what is done already is left alone, and the manifest says what there is.

done = backfill(["news/"], "out", topic=topic, model=model, size=2_000_000, now=now(), progress=progress, way=in_processes(2))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from db.errors import CrossclaimError, InputError
from db.records import Problem
from extractors.topic import Topic
from pipeline.progress import Progress
from pipeline.scale.folder import Folder, Manifest, Source
from pipeline.scale.mapping import Order, Run
from pipeline.scale.partitions import Recipe
from pipeline.scale.parts import Part, mark_of, parts_of
from pipeline.scale.places import Place


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
) -> Done:
    """Makes the partitions of the sources that are not in the folder `out` yet.

    The sources that it holds already stay, before the new ones. InputError where the folder holds claims
    of another topic, or claims read by other rules.
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
    if todo:
        problems += _make(Order(folder.place.address, recipe), todo, progress, way)
    there = folder.done()
    folder.remove(there - set(parts))
    folder.sweep()
    counts = _counts(folder, [name for name in parts if name in there])
    folder.save_manifest(replace(manifest, counts=counts))
    return Done(len(there & set(parts)), len(there - before), counts, tuple(problems))


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


def _make(
    order: Order, parts: Sequence[Part], progress: Progress, way: AbstractContextManager[Run]
) -> list[Problem]:
    problems = []
    with way as run, progress.stage("partitions", len(parts)) as step:
        for part, made in run(order, parts):
            if isinstance(made, CrossclaimError):
                kind = getattr(made, "kind", "not_written")
                problems.append(Problem("store", str(part), kind, str(made)))
            else:
                step.advance()
    return problems


def _counts(folder: Folder, names: Iterable[str]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for name in names:
        for one in ("articles", "claims", "aside"):
            counts[one] += folder.rows(f"{one}/{name}.parquet")
    return dict(counts)
