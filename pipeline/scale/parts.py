"""A source in parts of some megabytes, cut where a record ends, in the order in which its articles stand.

parts_of(Place.of("CC-NEWS-20250201.warc.gz"), size=2_000_000)   # [Part("archive", …, 0, 2_004_711), …]

A part says where it stands and what hash its bytes have, so that its name follows from its content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from db.errors import InputError
from db.records import content_id
from pipeline.archives import ENDINGS as ARCHIVES
from pipeline.archives import record_offsets
from pipeline.inputs import KINDS
from pipeline.scale.extras import needed
from pipeline.scale.places import BLOCK, Place

Kind = Literal["archive", "lines", "rows", "files"]
TYPES: dict[str, Kind] = {**dict.fromkeys(ARCHIVES, "archive"), ".jsonl": "lines", ".parquet": "rows"}


@dataclass(frozen=True, slots=True)
class Part:
    """What one call reads. `start` and `end` count bytes of an archive or of lines, rows of a table, files of a folder.

    `first` is the number of its first line or row, from 1; `hash` is that of its bytes.
    """

    kind: Kind
    address: str
    start: int
    end: int
    first: int
    hash: str
    files: tuple[str, ...] = ()

    def name(self, recipe: str) -> str:
        """The name of its partition: the same for the same bytes at the same place, read by the same recipe."""
        return content_id(
            self.kind, self.address, self.start, self.end, self.first, self.hash, *self.files, recipe
        )

    def __str__(self) -> str:
        if self.kind == "files":
            return (
                f"{self.files[0]} and {self.end - self.start - 1} more" if self.files[1:] else self.files[0]
            )
        return f"{self.address} ({'rows' if self.kind == 'rows' else 'bytes'} {self.start} to {self.end})"


def parts_of(place: Place, size: int) -> list[Part]:
    """The parts of a file or folder; InputError where it is not there, or is nothing that holds articles."""
    if place.system.isdir(place.path):
        files = place.files((*KINDS, *TYPES))
        if not files:
            raise InputError(f"holds no {', '.join((*KINDS, '.parquet'))} file.", subject=place.address)
    elif not place.system.exists(place.path):
        raise InputError("is not there.", subject=place.address)
    elif place.path.lower().endswith((*KINDS, *TYPES)):
        files = [place]
    else:
        raise InputError(f"is none of {', '.join((*KINDS, '.parquet'))}.", subject=place.address)
    parts: list[Part] = []
    for kind, group in groupby(files, key=kind_of):
        if kind == "files":
            parts += _of_files(list(group), size)
        else:
            for file in group:
                parts += _CUTTERS[kind](file, size)
    return parts


def mark_of(place: Place) -> str:
    """Changes when a source does: with the bytes, times and names of its files, without reading them."""
    files = place.files((*KINDS, *TYPES)) if place.system.isdir(place.path) else [place]
    return content_id(*(f"{file.path} {file.mark()}" for file in files))


def kind_of(place: Place) -> Kind:
    """How a file is read: "files" for those that hold one article."""
    return next((kind for ending, kind in TYPES.items() if place.path.lower().endswith(ending)), "files")


def _of_files(files: list[Place], size: int) -> list[Part]:
    """Small files, as many in a part as make up its size."""
    parts: list[Part] = []
    batch: list[Place] = []
    held = 0
    for file in files:
        batch.append(file)
        held += file.system.size(file.path) or 0
        if held >= size or file is files[-1]:
            digest = content_id(*(one.hash() for one in batch))
            parts.append(
                Part("files", batch[0].address, 0, len(batch), 1, digest, tuple(one.address for one in batch))
            )
            batch, held = [], 0
    return parts


def _of_lines(file: Place, size: int) -> list[Part]:
    """Stretches of whole lines: cut after the first line end once a stretch has its size."""
    return [
        Part("lines", file.address, start, end, first, file.hash(start, end))
        for start, end, first in _line_stretches(file, size)
    ]


def _line_stretches(file: Place, size: int) -> Iterator[tuple[int, int, int]]:
    start, first, place, lines = 0, 1, 0, 1
    with file.open() as stream:
        while block := stream.read(BLOCK):
            seen = 0
            while (cut := block.find(b"\n", max(start + size - place, seen))) >= 0:
                lines += block.count(b"\n", seen, cut + 1)
                yield start, place + cut + 1, first
                start, first, seen = place + cut + 1, lines, cut + 1
            lines += block.count(b"\n", seen)
            place += len(block)
    if place > start:
        yield start, place, first


def _of_archive(file: Place, size: int) -> list[Part]:
    """Stretches of whole records. Where the archive breaks off, the last stretch holds what cannot be read."""
    bounds = [0]
    with file.open() as stream:
        for offset in record_offsets(stream, file.address):
            if offset - bounds[-1] >= size:
                bounds.append(offset)
    bounds.append(file.system.size(file.path))
    return [
        Part("archive", file.address, start, end, 1, file.hash(start, end))
        for start, end in pairwise(bounds)
        if end > start
    ]


def _of_rows(file: Place, size: int) -> list[Part]:
    """Stretches of rows of a Parquet file; InputError where it has no column of texts."""
    parquet, pyarrow = needed("pyarrow.parquet", file.address), needed("pyarrow", file.address)
    try:
        with file.open() as stream:
            held = parquet.ParquetFile(stream)
            schema, rows = held.schema_arrow, held.metadata.num_rows
            groups = (held.metadata.row_group(n) for n in range(held.metadata.num_row_groups))
            total = sum(group.total_byte_size for group in groups)
    except (pyarrow.ArrowInvalid, OSError) as error:
        raise InputError(f"is no Parquet file that can be read ({error}).", subject=file.address) from error
    texts = [field for field in schema if field.name == "text"]
    if not texts or not (
        pyarrow.types.is_string(texts[0].type) or pyarrow.types.is_large_string(texts[0].type)
    ):
        columns = ", ".join(schema.names) or "none"
        raise InputError(
            f"has no column `text` of strings (its columns: {columns}).",
            subject=file.address,
            remedy="Rename the column that holds the articles' texts.",
        )
    step = max(1, int(size * rows / total)) if total else 1
    digest = file.hash()
    return [
        Part("rows", file.address, first, min(first + step, rows), first + 1, digest)
        for first in range(0, rows, step)
    ]


_CUTTERS: dict[Kind, Callable[[Place, int], list[Part]]] = {
    "lines": _of_lines,
    "archive": _of_archive,
    "rows": _of_rows,
}
