"""Rows as text: CSV by RFC 4180 with a guard against formulas, JSON lines, and the datapackage.json beside them.

for piece in csv_pieces(rows, selection.columns):
    stream.write(piece)
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

PIECE = 256 * 1024  # characters, about, in one piece
RISKY = frozenset("=+-@\t\r")  # a spreadsheet takes a cell that starts so for a formula
GUARD = "'"


def csv_pieces(
    rows: Iterable[tuple[Any, ...]], columns: Mapping[str, str], *, raw: bool = False
) -> Iterator[str]:
    """The rows as CSV with a header, in pieces of some hundred kB; null is an empty cell.

    Text cells that a spreadsheet would run as a formula get an apostrophe before them, unless `raw`.
    Numbers are never touched.
    """
    texts = () if raw else tuple(n for n, kind in enumerate(columns.values()) if kind == "string")
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        for n in texts:
            cell = row[n]
            if cell and cell[0] in RISKY:
                row = guarded(row, texts)
                break
        writer.writerow(row)
        if buffer.tell() > PIECE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def guarded(row: tuple[Any, ...], texts: tuple[int, ...]) -> tuple[Any, ...]:
    """The row with an apostrophe before each text cell that a spreadsheet would run."""
    cells = list(row)
    for n in texts:
        if cells[n] and cells[n][0] in RISKY:
            cells[n] = GUARD + cells[n]
    return tuple(cells)


def jsonl_pieces(rows: Iterable[tuple[Any, ...]], columns: Mapping[str, str]) -> Iterator[str]:
    """The rows as JSON objects, one a line, in pieces; a boolean column is true or false."""
    names = tuple(columns)
    flags = tuple(name for name, kind in columns.items() if kind == "boolean")
    lines: list[str] = []
    size = 0
    for row in rows:
        record = dict(zip(names, row, strict=True))
        for flag in flags:
            record[flag] = bool(record[flag])
        line = json.dumps(record, ensure_ascii=False) + "\n"
        lines.append(line)
        size += len(line)
        if size > PIECE:
            yield "".join(lines)
            lines, size = [], 0
    yield "".join(lines)


def resource(
    name: str,
    path: str,
    columns: Mapping[str, str],
    *,
    count: int,
    size: int,
    sha256: str,
    guard: bool,
    descriptions: Mapping[str, str],
) -> dict[str, Any]:
    """A file as a resource of a data package (datapackage.org, version 2)."""
    form = path.rsplit(".", 1)[-1]
    fields = [
        {"name": column, "type": kind, **({"description": descriptions[column]} if column in descriptions else {})}
        for column, kind in columns.items()
    ]  # fmt: skip
    note = (
        f"Text cells that start with one of = + - @ tab or return have {GUARD} before them."
        if guard
        else None
    )
    return {
        "name": name,
        "path": path,
        "format": form,
        "mediatype": "text/csv" if form == "csv" else "application/jsonl",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "rowCount": count,
        **({"description": note} if note else {}),
        "schema": {"fields": fields, "primaryKey": ["id"]},
    }
