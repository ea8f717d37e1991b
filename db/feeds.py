"""Feeds, hosts and entries: what is to be fetched, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from db.clock import later
from db.records import Entry, content_id
from db.rows import from_row, to_row


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed as stored, with what the next fetch needs to know; times as everywhere, None: not known yet."""

    id: str
    url: str
    topic: str
    outlet: str | None = None
    title: str | None = None
    kind: str = "feed"
    state: str = "active"
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    moved_to: str | None = None
    moved_times: int = 0
    next_due: str | None = None
    last_fetched: str | None = None
    last_new: str | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as stored; `state` "new" is still to be read, `next_due` is when its page is fetched (again)."""

    id: str
    feed: str | None
    topic: str
    url: str
    guid: str | None
    title: str | None
    published: str | None
    updated: str | None
    summary: str | None
    text: str | None
    state: str
    reason: str | None
    attempts: int
    next_due: str | None
    first_seen: str

    def entry(self) -> Entry:
        """What the feed said, without the book-keeping."""
        return Entry(
            feed=self.feed or "",
            url=self.url,
            guid=self.guid,
            title=self.title,
            published=self.published,
            updated=self.updated,
            summary=self.summary,
            text=self.text,
        )


LONGEST_WAIT = 35  # days: no feed or page is ever left alone for longer


def _wait(now: str) -> list[str]:
    """The due times that are still to come: after now, and no farther off than any wait."""
    return [later(now, seconds=1), later(now, days=LONGEST_WAIT)]


class FeedRows:
    """Reads and writes feeds, hosts and entries."""

    def __init__(self, database: Database) -> None:
        self.db = database

    def add(self, url: str, *, topic: str, outlet: str | None = None, kind: str = "feed") -> bool:
        """Follows a feed; False where it is followed already (its topic and outlet are then brought up to date)."""
        feed = content_id(url)  # a feed that has moved keeps the id of its first address
        known = self.db.execute("select 1 from feeds where url = ? or id = ?", [url, feed]).fetchone()
        with self.db.atomic():
            if known:
                self.db.execute(
                    "update feeds set topic = ?, outlet = coalesce(?, outlet) where url = ? or id = ?",
                    [topic, outlet, url, feed],
                )
            else:
                row = to_row(FeedRow(id=feed, url=url, topic=topic, outlet=outlet, kind=kind))
                self.db.table("feeds").insert(row)
        return not known

    def remove(self, url: str) -> bool:
        """Stops following a feed, keeping what it brought; False where there is no such feed."""
        with self.db.atomic():
            done = self.db.execute(
                "update feeds set state = 'retired' where url = ? and state = 'active'", [url]
            )
        return done.rowcount > 0

    def follows(self, url: str) -> bool:
        """Whether a feed stands under this address, active or retired."""
        return self.db.execute("select 1 from feeds where url = ?", [url]).fetchone() is not None

    def all(self) -> list[FeedRow]:
        return [from_row(FeedRow, row) for row in self.db.query("select * from feeds order by url")]

    def due(self, now: str) -> list[FeedRow]:
        """The active feeds whose time has come, longest waiting first.

        A due time farther off than any wait was set by a clock that has been put back since.
        """
        sql = """select * from feeds where state = 'active' and (next_due is null or next_due not between ? and ?)
                 order by next_due, url"""
        return [from_row(FeedRow, row) for row in self.db.query(sql, _wait(now))]

    def next_due(self) -> str | None:
        """When the first active feed is due; None where none is followed."""
        sql = "select min(next_due) as first from feeds where state = 'active'"
        first: str | None = next(iter(self.db.query(sql)))["first"]
        return first

    def save_poll(self, feed: FeedRow, entries: list[Entry], now: str) -> int:
        """One poll's outcome: the feed's new book-keeping and its entries, together; the number of new entries.

        Validators (etag, last_modified) stand in the same transaction as the entries they vouch for,
        so that a kill in between cannot lose entries behind a later 304. An entry whose `updated`
        has changed is due again at once.
        """
        new = 0
        with self.db.atomic():
            for entry in entries:
                new += self._save_entry(feed, entry, now)
            row = to_row(feed)
            self.db.table("feeds").upsert({**row, "last_new": now if new else feed.last_new}, pk="id")
        return new

    def _save_entry(self, feed: FeedRow, entry: Entry, now: str) -> bool:
        key = content_id(feed.id, entry.guid or entry.url, entry.url)
        known = next(iter(self.db.query("select updated, state, url from entries where id = ?", [key])), None)
        if (
            known is None
            and self.db.execute(
                "select 1 from entries where url = ? and feed = ?", [entry.url, feed.id]
            ).fetchone()
        ):
            return False  # the same page under a new guid
        if known is not None:
            if entry.updated and entry.updated != known["updated"] and known["state"] != "forgotten":
                sql = "update entries set updated = ?, title = ?, next_due = ? where id = ?"
                self.db.execute(sql, [entry.updated, entry.title, now, key])
            return False
        row = {
            **to_row(entry),
            "feed": feed.id,
            "id": key,
            "topic": feed.topic,
            "first_seen": now,
            "next_due": now,
        }
        self.db.table("entries").insert(row)
        return True

    def add_by_hand(self, url: str, *, topic: str, now: str) -> str:
        """An entry for a page that a person named; due at once. Its id."""
        key = content_id(None, url)
        row = {"id": key, "feed": None, "topic": topic, "url": url, "first_seen": now, "next_due": now}
        with self.db.atomic():
            self.db.table("entries").upsert(row, pk="id")
        return key

    def due_entries(self, now: str) -> list[EntryRow]:
        """The entries whose page is to be fetched now; of due times far off as in `due`.

        What was never read comes first, each oldest first: visits may wait where a run has no time for all.
        """
        sql = """select * from entries where next_due not between ? and ? and state != 'forgotten'
                 order by state = 'read', coalesce(published, first_seen), url"""
        return [from_row(EntryRow, row) for row in self.db.query(sql, _wait(now))]

    def put_entry(self, entry_id: str, topic: str, entry: Entry, first_seen: str) -> EntryRow:
        """Stores an entry of no feed under a given id: for a database that is built from another one's pages."""
        row = {
            **to_row(entry),
            "id": entry_id,
            "feed": None,
            "topic": topic,
            "first_seen": first_seen,
            "state": "new",
        }
        with self.db.atomic():
            self.db.table("entries").upsert(row, pk="id")
        return from_row(EntryRow, next(iter(self.db.query("select * from entries where id = ?", [entry_id]))))

    def mark_entry(
        self,
        entry: EntryRow,
        state: Literal["new", "read", "not_article", "failed", "forgotten"],
        *,
        next_due: str | None,
        reason: str | None = None,
        attempts: int = 0,
    ) -> None:
        """What became of an entry, and after how many attempts in a row that failed.

        Call inside the transaction that stores its article.
        """
        sql = "update entries set state = ?, reason = ?, next_due = ?, attempts = ? where id = ?"
        with self.db.atomic():
            self.db.execute(sql, [state, reason, next_due, attempts, entry.id])

    def hosts(self) -> dict[str, str]:
        """The fetcher's own memory of each host, as JSON text."""
        return {row["host"]: row["state"] for row in self.db.query("select host, state from hosts")}

    def save_hosts(self, states: dict[str, str]) -> None:
        """Keeps the fetcher's memory of hosts for the next run."""
        sql = """insert into hosts (host, state) values (?, ?)
                 on conflict (host) do update set state = excluded.state where state != excluded.state"""
        with self.db.atomic():
            self.db.conn.executemany(sql, states.items())
