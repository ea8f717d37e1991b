"""What people decided, in a file of its own beside the database: only ever added to, and never published with it.

log = ReviewLog.beside(Path("crossclaim.db"))     # crossclaim.reviews.db
log.add(review)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.errors import StoreError
from db.records import Review
from db.rows import from_row, to_row

# What can be decided of what; a later verdict on the same thing takes the place of an earlier one.
VERDICTS: dict[str, dict[str, str]] = {
    "claim": {
        "rejected": "The article does not say this, or it was read wrongly; it counts no more.",
        "confirmed": "The article says this, and it was read rightly.",
        "corrected": "The article says this, but with the fields below.",
    },
    "relation": {
        "dismissed": "The reason given does not hold; the pair stays listed, but is not compared.",
        "confirmed": "The reason given holds.",
    },
}
BUSY_SECONDS = 30.0

_TABLE = """
create table if not exists reviews (
    id text primary key,
    target text not null check (target in ('claim', 'relation', 'subject', 'outlet')),
    key text not null,
    verdict text not null,
    detail text not null,             -- JSON
    reviewer text not null check (reviewer <> ''),
    reason text not null check (reason <> ''),
    made_at text not null
) strict;
create index if not exists reviews_key on reviews (target, key, made_at);
create trigger if not exists reviews_stay before update on reviews
    begin select raise(abort, 'a review is never changed: add another one'); end;
create trigger if not exists reviews_last before delete on reviews
    begin select raise(abort, 'a review is never deleted: add another one'); end;
"""


class ReviewLog:
    """The file of reviews. It is made with the first review; without it there are none."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def beside(cls, database: Path) -> ReviewLog:
        """The log of a database: `crossclaim.reviews.db` for `crossclaim.db`."""
        return cls(database.with_name(f"{database.stem}.reviews.db"))

    def add(self, review: Review) -> None:
        """Writes a review down for good; StoreError where that cannot be done."""
        row = to_row(review)
        names = ", ".join(row)
        places = ", ".join(f":{name}" for name in row)
        with self._open() as connection:
            connection.executescript(_TABLE)
            with connection:
                connection.execute(f"insert into reviews ({names}) values ({places})", row)  # noqa: S608 - fields of Review

    def all(self) -> list[Review]:
        """Every review, the oldest first."""
        if not self.path.exists():
            return []
        with self._open() as connection:
            connection.row_factory = sqlite3.Row
            found = connection.execute("select * from reviews order by made_at, id")
            return [from_row(Review, dict(row)) for row in found]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS)
        except sqlite3.Error as error:
            raise StoreError(f"cannot be opened: {error}.", subject=str(self.path)) from error
        try:
            yield connection
        except sqlite3.Error as error:
            raise StoreError(f"cannot be used: {error}.", subject=str(self.path)) from error
        finally:
            connection.close()
