"""Where a backfill writes: one file a partition in each of articles/, claims/ and aside/, and manifest.json.

A partition is there when its file in articles/, the last to come, is there. Files are written under
another name in partial/ and renamed, so that none is ever half there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from io import UnsupportedOperation
from typing import Any
from uuid import uuid4

from db.errors import InputError, StoreError
from pipeline.scale.extras import needed
from pipeline.scale.parts import Part
from pipeline.scale.places import Place

FORMAT = 1
SETS = ("claims", "aside", "shingles", "articles")  # of a partition, in the order in which they are written
COMPARED = ("answers", "relations", "conflicts")
GROUPS = {"articles": 1024, "claims": 512, "shingles": 2048}  # rows in a group: what is read at a time
PARTIAL, MANIFEST = "partial", "manifest.json"


@dataclass(frozen=True, slots=True)
class Source:
    """A source with the mark that tells whether it changed, its parts, or why it has none."""

    address: str
    mark: str
    parts: tuple[Part, ...]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds: whose claims, read how, from which sources in which order.

    `started_at` is when the backfill was begun: the day on which articles were first seen that name none.
    `settled` is the table in copies/ and `compared` the names of those in answers/, relations/ and
    conflicts/ that belong to exactly these partitions; None and () while there are none.
    """

    topic: str
    rules: str
    recipe: str
    started_at: str
    sources: tuple[Source, ...] = ()
    format: int = FORMAT
    counts: dict[str, int] = field(default_factory=dict)
    settled: str | None = None
    compared: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """The partitions' names in the order of their articles, each once."""
        return list(dict.fromkeys(part.name(self.recipe) for source in self.sources for part in source.parts))


class Folder:
    """The output folder of a backfill, here or anywhere that fsspec reaches."""

    def __init__(self, place: Place) -> None:
        self.place = place

    @classmethod
    def of(cls, name: str) -> Folder:
        return cls(Place.of(name))

    def prepare(self) -> None:
        """Makes the folders; InputError where that cannot be done."""
        try:
            for name in (*SETS, "copies", *COMPARED, PARTIAL):
                self.place.system.makedirs((self.place / name).path, exist_ok=True)
        except OSError as error:
            raise InputError(
                f"cannot be written: {error.strerror or error}.", subject=self.place.address
            ) from error

    def manifest(self) -> Manifest | None:
        """What the folder holds; None where no backfill was begun in it, InputError where it is no folder of ours."""
        place = self.place / MANIFEST
        try:
            with place.open() as stream:
                data = json.load(stream)
            if data["format"] > FORMAT:
                raise InputError(
                    "was written by a newer version of crossclaim.", subject=place.address, remedy="Upgrade."
                )
            sources = tuple(
                Source(
                    **{
                        **one,
                        "parts": tuple(
                            Part(**{**part, "files": tuple(part["files"])}) for part in one["parts"]
                        ),
                    }
                )
                for one in data.pop("sources")
            )
            compared = tuple(data.pop("compared"))
            return Manifest(**data, sources=sources, compared=compared)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise InputError(
                "is no manifest of a backfill.",
                subject=place.address,
                remedy="Name another folder, or remove the file.",
            ) from error

    def save_manifest(self, manifest: Manifest) -> None:
        """Writes the manifest; StoreError where that cannot be done."""
        try:
            self._put(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode())
        except OSError as error:
            raise self.fault("the manifest", error) from error

    def fault(self, what: str, error: OSError) -> StoreError:
        """Why something could not be written here, with the way out."""
        remedy = "Mend that, then run the same command again: it goes on with what is not done."
        message = f"{what} cannot be written: {error.strerror or error}."
        return StoreError(message, subject=self.place.address, remedy=remedy)

    def done(self) -> set[str]:
        """The names of the partitions that are there whole."""
        return {path.rpartition("/")[2].removesuffix(".parquet") for path in self._listed("articles")}

    def write(self, name: str, tables: Mapping[str, Any]) -> None:
        """Writes a partition's tables, the articles last; OSError where that cannot be done, and then it is not there.

        Each row says which partition it is of: an article that came before stands in two of them.
        """
        pyarrow = needed("pyarrow", "Parquet")
        for one in SETS:
            named = pyarrow.array([name] * tables[one].num_rows, pyarrow.string())
            self.write_table(f"{one}/{name}.parquet", tables[one].append_column("partition", named))

    def write_table(self, path: str, table: Any) -> None:
        """Writes a table to a file of the folder, whole or not at all."""
        sink = needed("pyarrow", "Parquet").BufferOutputStream()
        needed("pyarrow.parquet", "Parquet").write_table(
            table, sink, compression="zstd", row_group_size=GROUPS.get(path.partition("/")[0], 100_000)
        )
        self._put(path, sink.getvalue().to_pybytes())

    def read(self, path: str, columns: Collection[str] | None = None) -> Any:
        """A table of the folder, or some columns of it; InputError where it cannot be read or lacks one of them."""
        with self.opened(path, columns or ()) as held:
            # A worker has one core: with threads, small tables take twice as long.
            return held.read(columns=columns and list(columns), use_threads=False)

    @contextmanager
    def opened(self, path: str, columns: Collection[str] = ()) -> Iterator[Any]:
        """A table of the folder to read from (pyarrow's ParquetFile), which has these columns; InputError as of `read`."""
        place = self.place / path
        pyarrow, parquet = needed("pyarrow", "Parquet"), needed("pyarrow.parquet", "Parquet")
        made = (
            "the file of this name from articles/" if path.partition("/")[0] in SETS else "the folder copies"
        )
        remedy = f"Remove {made} and run the backfill again: it makes it anew."
        try:
            with place.open() as stream:
                held = parquet.ParquetFile(stream)
                if lacking := set(columns).difference(held.schema_arrow.names):
                    told = f"has no column {', '.join(sorted(lacking))}."
                    raise InputError(told, subject=place.address, remedy=remedy)
                yield held
        except (OSError, pyarrow.ArrowException) as error:
            raise InputError(f"cannot be read ({error}).", subject=place.address, remedy=remedy) from error

    def has(self, path: str) -> bool:
        """Whether the file is there."""
        return bool(self.place.system.exists((self.place / path).path))

    def rows(self, path: str) -> int:
        """How many rows a table of the folder has, by its footer alone; InputError as of `read`."""
        with self.opened(path) as held:
            return int(held.metadata.num_rows)

    def remove(self, names: Iterable[str]) -> None:
        """Removes partitions that no source holds any more."""
        for name in names:
            for one in reversed(SETS):
                path = (self.place / f"{one}/{name}.parquet").path
                if self.place.system.exists(path):
                    self.place.system.rm(path)

    def keep_only(self, settled: str | None, compared: Sequence[str]) -> None:
        """Removes what was settled and compared of other sets of partitions."""
        kept = {settled, *(f"{one}/{name}.parquet" for one in COMPARED for name in compared)}
        for one in ("copies", *COMPARED):
            for path in self._listed(one):
                if f"{one}/{path.rpartition('/')[2]}" not in kept:
                    self.place.system.rm(path)

    def sweep(self) -> None:
        """Removes what killed workers left half-written. Only while none is at work here."""
        for path in self._listed(PARTIAL):
            self.place.system.rm(path)

    def _listed(self, name: str) -> list[str]:
        folder = (self.place / name).path
        self.place.system.invalidate_cache()
        return list(self.place.system.ls(folder, detail=False)) if self.place.system.exists(folder) else []

    def _put(self, path: str, body: bytes) -> None:
        target, partial = (self.place / path).path, (self.place / f"{PARTIAL}/{uuid4().hex}").path
        try:
            with self.place.system.open(partial, "wb") as stream:
                stream.write(body)
                stream.flush()
                with suppress(AttributeError, UnsupportedOperation):  # what is no file here has no number
                    os.fsync(stream.fileno())
            self.place.system.mv(partial, target)
        except OSError:
            if self.place.system.exists(partial):
                self.place.system.rm(partial)
            raise
