"""One SQLite file: opened, migrated, and read and written through the rows of one part of it at a time.

    with Store.open(Path("crossclaim.db")) as store:
        store.feeds.add(url, topic="ai-compute")
        store.claims.save(article, "ai-compute", rules, claims)

Each method that writes is one transaction: after a kill the file holds all of it or nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from db.articles import ArticleRows
from db.bulk import BulkRows
from db.claims import ClaimRows
from db.contrasts import ContrastRows
from db.editions import misplaced, not_rebuilt
from db.errors import StoreError
from db.feeds import FeedRows
from db.health import HealthRows
from db.runs import RunRows
from db.schema import migrations

BUSY_SECONDS = 30.0
SQLITE = b"SQLite format 3\x00"  # what a database file begins with


class Store:
    """The open database. `feeds`, `articles`, `claims`, `runs` and `bulk` alone write its tables; `contrasts` and `health` read."""

    def __init__(self, database: Database, path: Path) -> None:
        self.database, self.path = database, path
        self.feeds = FeedRows(database)
        self.articles = ArticleRows(database)
        self.claims = ClaimRows(database)
        self.contrasts = ContrastRows(database)
        self.runs = RunRows(database)
        self.health = HealthRows(database)
        self.bulk = BulkRows(database)

    @classmethod
    @contextmanager
    def open(cls, path: Path, *, create: bool = False) -> Iterator[Store]:
        """The store at `path`, brought up to this version's tables.

        StoreError where there is no such file (unless `create`), where it is no database, was written
        by a newer version, or cannot be written.
        """
        if not create and not path.is_file():
            remedy = "Run `crossclaim run` or `crossclaim add` first, or name another file."
            raise StoreError("there is no database here.", subject=str(path), remedy=remedy)
        try:
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
        except sqlite3.Error as error:
            raise _explained(error, path) from error
        try:
            yield cls(_prepared(connection, path), path)
        except sqlite3.Error as error:
            raise _explained(error, path) from error
        finally:
            connection.close()

    @classmethod
    @contextmanager
    def reading(cls, path: Path) -> Iterator[Store]:
        """The store at `path` for reading alone, whoever may write to the file.

        A file of an older version is brought up to date first, if it can be written. StoreError as in `open`.
        """
        if not path.is_file():
            with cls.open(path) as store:  # says what is wrong
                yield store
            return
        try:
            connection = _read_only(path)
        except sqlite3.Error as error:
            raise _explained(error, path) from error
        try:
            database = Database(connection)
            _refuse_others(database, path)
            if migrations.pending(database):
                with cls.open(path) as store:
                    yield store
                return
            yield cls(database, path)
        except sqlite3.Error as error:
            raise _explained(error, path) from error
        finally:
            connection.close()

    def tidy(self) -> None:
        """Fresh statistics for the query planner, after a run has changed much."""
        self.database.execute("analyze")
        self.database.execute("pragma optimize")

    def backup(self, target: Path) -> None:
        """An online copy of the whole database, checked before it gets its name; StoreError where it fails."""
        if not target.parent.is_dir():
            raise StoreError("there is no such folder.", subject=str(target.parent), remedy="Make it first.")
        if target.exists() and target.samefile(self.path):
            raise StoreError("is the database itself.", subject=str(target), remedy="Name another file.")
        if target.exists() and target.stat().st_size and not _is_database(target):
            remedy = "Name another file; an earlier backup may be replaced."
            raise StoreError("is a file, and no database.", subject=str(target), remedy=remedy)
        unfinished = target.with_name(target.name + ".part")
        try:
            unfinished.write_bytes(b"")
        except OSError as error:
            remedy = "Name a file in a folder that you may write to."
            raise StoreError(
                f"cannot be written: {error.strerror}.", subject=str(target), remedy=remedy
            ) from error
        try:
            if (verdict := self._copied(unfinished)) != "ok":
                remedy = "Run `crossclaim doctor`."
                raise StoreError(f"the copy is not sound: {verdict}.", subject=str(target), remedy=remedy)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)

    def _copied(self, target: Path) -> str:
        """Copies the database into an empty file; what SQLite's own check says of the copy."""
        copy = sqlite3.connect(target)
        try:
            self.database.conn.backup(copy)
            return str(copy.execute("pragma integrity_check").fetchone()[0])
        finally:
            copy.close()

    def faults(self) -> Iterator[str]:
        """What is wrong inside the file, a sentence each: damage, broken references, offsets that do not hold,
        texts that cannot be rebuilt."""
        for (verdict,) in self.database.execute("pragma integrity_check").fetchall():
            if verdict != "ok":
                yield f"the file is damaged: {verdict}"
        for table, row, parent, _ in self.database.execute("pragma foreign_key_check").fetchall():
            yield f"row {row} of {table} refers to a row of {parent} that is not there"
        sql = """select claims.id from claims join articles on articles.id = claims.article
                 where substr(case "where" when 'title' then title else text end, start + 1, "end" - start) is not quote
                       and ("where" = 'title' or articles.id not in (select article from deltas))"""
        for (claim,) in self.database.execute(sql).fetchall():
            yield misplaced(claim)
        yield from not_rebuilt(self.database.conn)
        orphans = "select id from answers where id not in (select answer from answer_claims)"
        for (answer,) in self.database.execute(orphans).fetchall():
            yield f"answer {answer} has no claim"

    def table_counts(self) -> dict[str, int]:
        """Rows in the tables that a reader asks about."""
        tables = ("feeds", "articles", "claims", "questions", "answers", "relations", "conflicts", "problems")
        return {table: self.database.table(table).count for table in tables}


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE


def _prepared(connection: sqlite3.Connection, path: Path) -> Database:
    database = Database(connection)
    _refuse_others(database, path)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    migrations.apply(database)
    connection.execute("pragma foreign_keys = on")
    return database


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write. Where nothing can be put beside the file, it is taken as it lies there."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)
    try:
        connection.execute("select 1 from sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        # What was written last may stand in a log alone, and what a bulk load is at in a journal.
        waiting = [path.with_name(f"{path.name}-{kind}") for kind in ("wal", "journal")]
        if any(one.exists() and one.stat().st_size for one in waiting):
            raise
        connection = sqlite3.connect(f"{address}&immutable=1", uri=True)
    return connection


def _refuse_others(database: Database, path: Path) -> None:
    """StoreError where the file belongs to another program or a newer version, before anything is written to it."""
    others = sorted(set(database.table_names()) - {migrations.migrations_table})
    if others and not migrations.applied(database):
        raise StoreError(
            f"is the database of another program (it holds {', '.join(others[:3])}), and is left as it is.",
            subject=str(path),
            remedy="Name another file with --db, or under `database` in crossclaim.yml.",
        )
    if _unknown(database):
        raise _newer(path)


def _unknown(database: Database) -> list[str]:
    """The migrations in a file that this version does not know."""
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    return [done.name for done in migrations.applied(database) if done.name not in known]


def _newer(path: Path) -> StoreError:
    remedy = "Upgrade crossclaim, or use a copy of the file from before the upgrade."
    return StoreError("was written by a newer version of crossclaim.", subject=str(path), remedy=remedy)


def _explained(error: sqlite3.Error, path: Path) -> StoreError:
    """A sqlite3 error as a sentence with the way out."""
    text = str(error)
    remedies = {
        "readonly": (
            "cannot be written: the file or its folder is read-only.",
            "Make it writable or use --db FILE.",
        ),
        "unable to open": ("cannot be opened.", "Does the folder exist, and may you write to it?"),
        "not a database": ("is not an SQLite database.", "Name another file with --db."),
        "full": ("the disk is full; nothing was half-written.", "Free some space and run again."),
        "locked": ("is locked by another program.", "Close it, or wait until it is done, and run again."),
        "malformed": ("is damaged.", "Restore a backup."),
    }
    for sign, (message, remedy) in remedies.items():
        if sign in text:
            return StoreError(message, subject=str(path), remedy=remedy)
    return StoreError(f"database error: {text}.", subject=str(path))
