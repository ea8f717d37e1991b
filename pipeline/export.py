"""A set of claims, conflicts, questions or articles as a file that is whole or is not there.

    export_file(database, Selection("claims"), "csv", Path("claims.csv"))

The file is written beside its place and renamed; datapackage.json beside it says what it holds.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from browse.dictionary import column_descriptions
from db.errors import InputError, StoreError
from db.export import Selection, last_run, rows
from db.tables import PACKAGE_NAME, Form, Outgoing, package

PACKAGE = "datapackage.json"


class Writable(Protocol):
    """Whatever takes bytes: a file, or standard output."""

    def write(self, piece: bytes, /) -> int: ...


def export_stream(
    database: Path,
    selection: Selection,
    form: Form,
    stream: Writable,
    *,
    raw: bool = False,
    excel: bool = False,
) -> int:
    """Writes the set to a stream; the number of its rows. `raw` and `excel` as in `Outgoing`."""
    with reading(database) as connection:
        outgoing = Outgoing(rows(connection, selection), selection.columns, form, raw=raw, excel=excel)
        for piece in outgoing:
            stream.write(piece)
    return outgoing.count


def export_file(
    database: Path,
    selection: Selection,
    form: Form,
    target: Path,
    *,
    raw: bool = False,
    excel: bool = False,
    version: str = "",
) -> int:
    """Writes the set to `target` and what it holds to datapackage.json beside it; the number of its rows.

    Both take their place only when they are whole: a fault on the way leaves what was there before.
    InputError where the folder cannot be written to.
    """
    with reading(database) as connection:
        outgoing = Outgoing(rows(connection, selection), selection.columns, form, raw=raw, excel=excel)
        with replacing(target) as stream:
            for piece in outgoing:
                stream.write(piece)
        made = {"version": version, "run": last_run(connection), "set": selection.set}
    about = {**made, "filters": dict(selection.filters)}
    described = outgoing.resource(target.name, column_descriptions(selection.set), crossclaim=about)
    _write_package(target.with_name(PACKAGE), described)
    return outgoing.count


@contextmanager
def reading(database: Path) -> Iterator[sqlite3.Connection]:
    """A connection that can only read; StoreError where there is no database or it cannot be read."""
    if not database.is_file():
        remedy = "Run `crossclaim run` or `crossclaim add` first, or name another file with --db."
        raise StoreError("there is no database here.", subject=str(database), remedy=remedy)
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    try:
        yield connection
    except sqlite3.Error as error:
        raise StoreError(f"cannot be read: {error}.", subject=str(database)) from error
    finally:
        connection.close()


@contextmanager
def replacing(target: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `target` when the block ends well, and is gone when it does not."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}.", subject=str(target)) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}.", subject=str(target)) from error
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write_package(path: Path, described: dict[str, Any]) -> None:
    """datapackage.json with this file; the other files of a package of ours stay in it while they exist."""
    others = [
        other
        for other in _resources(path)
        if other["path"] != described["path"] and path.with_name(other["path"]).exists()
    ]
    with replacing(path) as stream:
        stream.write(package([*others, described]).encode())


def _resources(path: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise InputError("is no data package of ours.", subject=str(path), remedy="Move it away.") from error
    if not isinstance(found, dict) or found.get("name") != PACKAGE_NAME:
        raise InputError(
            "is a data package of another program.", subject=str(path), remedy="Export to another folder."
        )
    return list(found["resources"])
