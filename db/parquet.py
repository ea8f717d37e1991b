"""Rows as Parquet, for pandas, DuckDB, R and other programs that read columns (extra `parquet`: pyarrow).

for piece in parquet_pieces(rows, selection.columns):
    stream.write(piece)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from itertools import islice
from typing import Any

from db.errors import InputError
from db.sink import Sink

ROWS = 10_000  # in one group: what is held in memory at a time


def readable() -> bool:
    """Whether pyarrow is installed."""
    return find_spec("pyarrow") is not None


def parquet_pieces(rows: Iterable[tuple[Any, ...]], columns: Mapping[str, str]) -> Iterator[bytes]:
    """The rows as one Parquet file with typed columns, in pieces; null stays null, no cell is guarded.

    InputError where pyarrow is not installed.
    """
    if not readable():
        remedy = "Install it with `pip install 'crossclaim[parquet]'`, or choose csv or jsonl."
        raise InputError("needs the package pyarrow.", subject="parquet", remedy=remedy)
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    kinds = {
        "string": pyarrow.string(),
        "number": pyarrow.float64(),
        "integer": pyarrow.int64(),
        "boolean": pyarrow.bool_(),
    }
    schema = pyarrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
    sink = Sink()
    with ParquetWriter(sink, schema, compression="zstd") as writer:
        left = iter(rows)
        while group := list(islice(left, ROWS)):
            arrays = [
                pyarrow.array(_cells(cells, kind), kinds[kind])
                for cells, kind in zip(zip(*group, strict=True), columns.values(), strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
            yield sink.taken()
    yield sink.taken()


def _cells(cells: tuple[Any, ...], kind: str) -> list[Any]:
    """A column's cells as their type; what is no character (half of a pair) becomes a question mark."""
    if kind == "string":
        return [cell and cell.encode("utf-8", "replace").decode() for cell in cells]
    if kind == "boolean":
        return [None if cell is None else bool(cell) for cell in cells]
    return list(cells)
