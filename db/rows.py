"""Records to rows and back: a field a column, lists and maps as JSON text.

>>> to_row(Run(id="1", started_at="2025-01-31T06:00:00Z", finished_at=None, version="0.1.0", counts={"claims": 2}))
{'id': '1', 'started_at': '2025-01-31T06:00:00Z', 'finished_at': None, 'version': '0.1.0', 'counts': '{"claims": 2}'}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, get_origin, get_type_hints

from sqlite_utils import Database

Record = TypeVar("Record")


def to_row(record: Any) -> dict[str, Any]:
    """The record as a row of its table; tuples and dicts become JSON text, booleans 0 or 1."""
    row: dict[str, Any] = {}
    for name in _origins(type(record)):  # type: ignore[arg-type]  # classes are hashable
        value = getattr(record, name)
        if isinstance(value, (tuple, dict)):
            value = json.dumps(value, ensure_ascii=False, sort_keys=True)
        row[name] = int(value) if isinstance(value, bool) else value
    return row


def insert_rows(db: Database, table: str, rows: Iterable[Mapping[str, Any]], *, ignore: bool = False) -> None:
    """Inserts rows of the same columns, all by one statement; with `ignore` one whose key is there already is passed over.

    `insert_all` writes its SQL anew for each batch of rows, which takes longer than SQLite does.
    """
    todo = list(rows)
    if not todo:
        return
    columns, marks = ", ".join(f'"{name}"' for name in todo[0]), ", ".join("?" * len(todo[0]))
    sql = f"insert {'or ignore ' if ignore else ''}into {table} ({columns}) values ({marks})"  # noqa: S608 - ours
    db.conn.executemany(sql, [tuple(row.values()) for row in todo])


def from_row(kind: type[Record], row: Mapping[str, Any]) -> Record:
    """The record that a row holds; columns that are no field of it are left aside."""
    values: dict[str, Any] = {}
    for name, origin in _origins(kind).items():  # type: ignore[arg-type]  # classes are hashable
        if name not in row:
            continue
        value = row[name]
        if origin in (tuple, dict) and value is not None:
            value = origin(json.loads(value))
        values[name] = bool(value) if origin is bool else value
    return kind(**values)


@cache
def _origins(kind: type[Any]) -> dict[str, Any]:
    """For each field, `tuple`, `dict` or `bool` where the stored value must be turned back."""
    hints = get_type_hints(kind)
    return {field.name: get_origin(hints[field.name]) or hints[field.name] for field in fields(kind)}
