"""A set of claims, conflicts, questions or articles as a file that is whole or is not there.

    export_file(database, Selection("claims"), "csv", Path("claims.csv"))

The file is written beside its place and renamed; datapackage.json beside it says what it holds.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Literal

from db.errors import InputError, StoreError
from db.export import Selection, rows
from db.tables import csv_pieces, jsonl_pieces, resource

Form = Literal["csv", "jsonl"]
PACKAGE = "datapackage.json"


class Counted:
    """Rows on their way: counts those that went by."""

    def __init__(self, source: Iterator[tuple[Any, ...]]) -> None:
        self.source, self.count = source, 0

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self.source:
            self.count += 1
            yield row


def pieces(found: Counted, selection: Selection, form: Form, *, raw: bool) -> Iterator[bytes]:
    """The set as UTF-8 text in pieces."""
    columns = selection.columns
    texts = csv_pieces(found, columns, raw=raw) if form == "csv" else jsonl_pieces(found, columns)
    for text in texts:
        yield text.encode("utf-8", "replace")


def export_stream(database: Path, selection: Selection, form: Form, stream: IO[bytes], *, raw: bool) -> int:
    """Writes the set to a stream; the number of its rows."""
    with reading(database) as connection:
        found = Counted(rows(connection, selection))
        for piece in pieces(found, selection, form, raw=raw):
            stream.write(piece)
    return found.count


def export_file(
    database: Path, selection: Selection, form: Form, target: Path, *, raw: bool = False, version: str = ""
) -> int:
    """Writes the set to `target` and what it holds to datapackage.json beside it; the number of its rows.

    Both take their place only when they are whole: a fault on the way leaves what was there before.
    InputError where the folder cannot be written to.
    """
    digest, size = hashlib.sha256(), 0
    with reading(database) as connection:
        found = Counted(rows(connection, selection))
        with replacing(target) as stream:
            for piece in pieces(found, selection, form, raw=raw):
                stream.write(piece)
                digest.update(piece)
                size += len(piece)
        about = {
            "run": _last_run(connection), "version": version, "filters": dict(selection.filters), "set": selection.set,
        }  # fmt: skip
    described = resource(
        target.stem.lower(), target.name, selection.columns, count=found.count, size=size,
        sha256=digest.hexdigest(), guard=form == "csv" and not raw, descriptions=_descriptions(selection),
    )  # fmt: skip
    _write_package(target.with_name(PACKAGE), {**described, "crossclaim": about})
    return found.count


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
    resources = [
        other
        for other in _resources(path)
        if other["path"] != described["path"] and path.with_name(other["path"]).exists()
    ]
    resources = sorted([*resources, described], key=lambda one: str(one["path"]))
    identity = hashlib.sha256("".join(one["hash"] for one in resources).encode()).hexdigest()
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "crossclaim",
        "id": f"urn:sha256:{identity}",
        "title": "Claims in the news, and where they disagree",
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "resources": resources,
    }
    with replacing(path) as stream:
        stream.write(json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n")


def _resources(path: Path) -> list[dict[str, Any]]:
    try:
        package = json.loads(path.read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise InputError("is no data package of ours.", subject=str(path), remedy="Move it away.") from error
    if not isinstance(package, dict) or package.get("name") != "crossclaim":
        raise InputError(
            "is a data package of another program.", subject=str(path), remedy="Export to another folder."
        )
    return list(package["resources"])


def _last_run(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("select id from runs order by started_at desc limit 1").fetchone()
    return row[0] if row else None


def _descriptions(selection: Selection) -> dict[str, str]:
    """What each column means, as metadata.yml says it."""
    from browse.site import read_metadata

    tables = read_metadata("crossclaim")["databases"]["crossclaim"].get("tables", {})
    known = dict(tables.get("articles", {}).get("columns", {})) if selection.set == "claims" else {}
    known |= tables.get(selection.set, {}).get("columns", {})
    if selection.set == "claims":
        known |= {
            "exact": "The quote, verbatim.",
            "prefix": "What stands before it.",
            "suffix": "What follows it.",
        }
    return {name: known[name] for name in selection.columns if name in known}
