"""Reading for a page: all its SELECTs in one read transaction, so that a run that writes meanwhile is not half seen.

page = await read(datasette, lambda reader: reader.one(views.QUESTION, id="…"))
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from datasette.utils import sqlite_timelimit
from datasette.views.base import DatasetteError

from db.editions import text_of

Row = dict[str, Any]
Page = TypeVar("Page")
TIME_LIMIT_MS = 5000
TOO_LONG = "The page was not ready in time. Load it again: what was read from the disk is at hand now."


class Reader:
    """One connection inside one read transaction; gives rows as dicts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def path(self) -> str:
        """The database file that is read."""
        return str(self.one("pragma database_list")["file"])  # type: ignore[index]  # there is always one

    def all(self, sql: str, **params: Any) -> list[Row]:
        """Every row of a SELECT."""
        cursor = self._connection.execute(sql, params)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def one(self, sql: str, **params: Any) -> Row | None:
        """The first row of a SELECT, or None."""
        rows = self.all(sql, **params)
        return rows[0] if rows else None

    def text_of(self, article: str) -> str:
        """The whole text of an edition, however it is kept; "" where it was left out."""
        return text_of(self._connection, article)


async def read(datasette: Any, make: Callable[[Reader], Page]) -> Page:
    """What `make` gets from the claims database; it runs in a thread of Datasette's own pool.

    A page that takes too long, as the first one from a cold disk may, is an answer 503 with a sentence.
    """

    def inside(connection: sqlite3.Connection) -> Page:
        with sqlite_timelimit(connection, TIME_LIMIT_MS):
            connection.execute("begin")
            try:
                return make(Reader(connection))
            finally:
                connection.rollback()

    try:
        page: Page = await datasette.get_database().execute_fn(inside)
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        raise DatasetteError(TOO_LONG, title="This took too long", status=503) from error
    return page
