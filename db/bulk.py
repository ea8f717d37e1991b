"""Many rows at once into tables that are empty: indexes, counts and full-text search are made once, at the end.

with store.bulk.transaction():
    with store.bulk.filling():
        store.bulk.insert("claims", names, rows)

A kill leaves the tables as empty as they were.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from sqlite_utils import Database

from db.editions import keep_as_delta
from db.views import STANDS

FILLED = ("articles", "article_topics", "shingles", "questions", "claims", "answers", "answer_claims", "relations", "conflicts")  # fmt: skip
SEARCHED = ("articles", "claims")
# What the triggers of claim_counts would have counted, row by row.
COUNT_CLAIMS = """insert into claim_counts
    select topic, coalesce(outlet, ''), metric, stance, count(*) from claims group by 1, 2, 3, 4"""
PRAGMAS = {
    "foreign_keys": 0,
    "cache_size": -256_000,  # kB: rows come in no order of their keys
    "mmap_size": 2**40,  # as much as this SQLite maps: indexes are made of tables that outgrow the cache
    "synchronous": 2,  # a journal asks for more care than a log
}
SORTING = {
    "cache_size": -4_000
}  # kB: an index is sorted in runs of that size, which the processor's cache holds
MERGED_ONCE = (("automerge", 0), ("crisismerge", 1_000))
MERGED_AS_WRITTEN = (("automerge", 4), ("crisismerge", 16))  # as SQLite has them


class BulkRows:
    """Writes rows in bulk, and knows which partitions of a backfill were taken in."""

    def __init__(self, database: Database) -> None:
        self.db = database

    def is_empty(self) -> bool:
        """Whether nothing is there that rows could have to be joined with: no article, no text taken down."""
        sql = "select exists (select 1 from articles) or exists (select 1 from tombstones)"
        return not self.db.execute(sql).fetchone()[0]

    def loaded(self) -> set[str]:
        """The names of the partitions that were taken in."""
        return {row[0] for row in self.db.execute("select partition from loaded").fetchall()}

    def mark_loaded(self, names: Iterable[str], time: str) -> None:
        """These partitions are in."""
        with self.db.atomic():
            self.db.conn.executemany(
                "insert or ignore into loaded values (?, ?)", ((name, time) for name in names)
            )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction without checks of references, for rows that are known to fit.

        Where nobody else has the database open, rows go straight into its file and not through the log,
        which would take them twice, and slow down each look at what no cache holds. What was in the file
        before, little of it, stands in a journal meanwhile, from which the next who opens it restores it
        after a kill. While others have it open, the log is kept.
        """
        before = {name: self.db.execute(f"pragma {name}").fetchone()[0] for name in PRAGMAS}
        self._journal("delete")
        try:
            self._set(PRAGMAS)
            with self.db.atomic():
                yield
        finally:
            self._set(before)
            self._journal("wal")

    def _set(self, pragmas: Mapping[str, int]) -> None:
        for name, value in pragmas.items():
            self.db.execute(f"pragma {name} = {value}")

    def _journal(self, mode: str) -> None:
        """Changes how a transaction can be undone, where nobody else is reading just now."""
        (wait,) = self.db.execute("pragma busy_timeout").fetchone()
        self.db.execute("pragma busy_timeout = 0")
        with suppress(sqlite3.OperationalError):
            self.db.execute(f"pragma journal_mode = {mode}")
        self.db.execute(f"pragma busy_timeout = {wait}")

    @contextmanager
    def filling(self) -> Iterator[None]:
        """While the block runs, rows go in without indexes and triggers; what these would have made is made at its end."""
        made = self._taken_down()
        yield
        self._keep_deltas()
        self._set(SORTING)
        for sql in made:
            self.db.execute(sql)
        self.db.execute(COUNT_CLAIMS)
        self._set({"cache_size": PRAGMAS["cache_size"]})
        for table in SEARCHED:
            self._index_words(table)

    def _index_words(self, table: str) -> None:
        """Full-text search of a table: words are merged once, at the end, rather than at each step up to there."""
        for name, setting in (*MERGED_ONCE, ("rebuild", None), ("optimize", None), *MERGED_AS_WRITTEN):
            sql = f"insert into {table}_fts ({table}_fts, rank) values (?, ?)"  # noqa: S608 - ours
            self.db.execute(sql, (name, setting))

    def _taken_down(self) -> list[str]:
        """Drops indexes and triggers of the tables to fill; the statements that make them again, indexes first."""
        marks = ", ".join("?" * len(FILLED))
        sql = f"""select type, name, sql from sqlite_master where tbl_name in ({marks}) and sql is not null
                  and type in ('index', 'trigger') order by type, name"""  # noqa: S608 - marks only
        found = self.db.execute(sql, FILLED).fetchall()
        for kind, name, _ in found:
            self.db.execute(f'drop {kind} "{name}"')
        return [sql for *_, sql in found]

    def _keep_deltas(self) -> None:
        """Texts of editions that a later one replaced, as `ArticleRows.save` keeps them."""
        sql = "select id, superseded_by from articles where superseded_by is not null order by edition"
        for old, new in self.db.execute(sql).fetchall():
            keep_as_delta(self.db.conn, old, new)

    def insert(self, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Inserts rows of these columns; one whose key is there already is passed over. How many were given."""
        columns = ", ".join(f'"{name}"' for name in names)
        sql = f"insert or ignore into {table} ({columns}) values ({', '.join('?' * len(names))})"  # noqa: S608 - ours
        counted = _Counted(rows)
        self.db.conn.executemany(sql, counted)
        return counted.count

    def count_questions(self) -> None:
        """What each question's row says of its claims, answers and conflicts; none is stale then."""
        self.db.execute(_COUNTS)


class _Counted:
    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self.rows:
            self.count += 1
            yield row


_COUNTS = f"""
with told as (select question, count(*) as answers, coalesce(sum(origins), 0) as origins,
                     min(first_seen) as first_seen, max(last_seen) as last_seen from answers group by question),
     held as (select question, count(*) as claims from claims where question is not null group by question),
     apart as (select question, count(*) as conflicts from relations
               where question = question_b and {STANDS} group by question)
update questions set claims = held.claims, answers = coalesce(told.answers, 0), origins = coalesce(told.origins, 0),
       conflicts = coalesce(apart.conflicts, 0), first_seen = told.first_seen, last_seen = told.last_seen, stale = 0
from held left join told on told.question = held.question left join apart on apart.question = held.question
where questions.id = held.question
"""  # noqa: S608 - a constant
