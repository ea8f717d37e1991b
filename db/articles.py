"""Pages and articles: what was fetched, and the editions that were read from it."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from db.editions import article_of, keep_as_delta
from db.records import Article, Entry, Page
from db.rows import from_row, to_row


@dataclass(frozen=True, slots=True)
class Fetched:
    """A stored page, the entry that it was fetched for, and what the feed said of it then."""

    page: str
    entry_id: str
    topic: str
    entry: Entry


class ArticleRows:
    """Reads and writes pages, bodies, articles, their shingles and the topics they are read for."""

    def __init__(self, database: Database) -> None:
        self.db = database

    def save_page(self, page: Page, entry: Entry | None = None, *, keep_body: bool = True) -> None:
        """Keeps what a URL answered, with what the feed said of it then; the body once for all pages that share it.

        Without `keep_body` only the hash and the size of the body are kept.
        """
        row = {**to_row(page), "entry": json.dumps(to_row(entry), ensure_ascii=False) if entry else None}
        with self.db.atomic():
            row["body"] = self._save_body(page.body, keep=keep_body) if page.body is not None else None
            self.db.table("pages").insert(row, ignore=True)  # an answer that came before keeps its first date

    def _save_body(self, body: bytes, *, keep: bool) -> str:
        sha = hashlib.sha256(body).hexdigest()
        sql = """insert into bodies (sha256, size, data) values (?, ?, ?) on conflict (sha256)
                 do update set data = excluded.data where data = x''"""
        self.db.execute(sql, [sha, len(body), zlib.compress(body, 6) if keep else b""])
        return sha

    def let_go_of_bodies(self, *, before: str, megabytes: float) -> int:
        """Empties the bodies last fetched before a time, and the oldest beyond a size; how many.

        Their hash and size stay, as evidence of what was read.
        """
        sql = """select body, fetched_at, length(data) as size from
                   (select body, max(fetched_at) as fetched_at from pages where body is not null group by body)
                 join bodies on bodies.sha256 = body where data != x'' order by fetched_at desc, body"""
        kept, gone = 0, []
        for row in self.db.query(sql):
            kept += row["size"]
            if row["fetched_at"] < before or kept > megabytes * 1_000_000:
                gone.append([row["body"]])
        with self.db.atomic():
            self.db.conn.executemany("update bodies set data = x'' where sha256 = ?", gone)
        return len(gone)

    def validators(self, url: str) -> tuple[str | None, str | None]:
        """What the last whole answer of a URL gave to ask for changes by: its etag and last-modified."""
        sql = """select headers from pages where url = ? and status = 200 and problem is null
                 order by fetched_at desc, rowid desc limit 1"""
        for row in self.db.query(sql, [url]):
            headers = json.loads(row["headers"])
            return headers.get("etag"), headers.get("last-modified")
        return None, None

    def page(self, page_id: str) -> Page | None:
        """The page with its body, or None; the body is None where it was let go."""
        sql = "select pages.*, bodies.data from pages left join bodies on bodies.sha256 = pages.body where id = ?"
        for row in self.db.query(sql, [page_id]):
            return from_row(Page, {**row, "body": zlib.decompress(row["data"]) if row["data"] else None})
        return None

    def save(self, article: Article, topics: Iterable[str], shingles: Iterable[int]) -> Article:
        """Stores an edition, and queues it for extraction under each topic.

        The article as stored is returned: a text that is there already keeps its first edition and
        date; a changed text under a known URL becomes the next edition and supersedes the last one.
        """
        with self.db.atomic():
            stored = self.get(article.id) or self._new_edition(article, shingles)
            rows = ({"article": stored.id, "topic": topic, "rules": None} for topic in topics)
            self.db.table("article_topics").insert_all(rows, ignore=True)
        return stored

    def _new_edition(self, article: Article, shingles: Iterable[int]) -> Article:
        last = next(
            iter(
                self.db.query(
                    "select id, edition from articles where url = ? order by edition desc limit 1",
                    [article.url],
                )
            ),
            None,
        )
        row = {**to_row(article), "edition": last["edition"] + 1 if last else 1}
        self.db.table("articles").insert(row)
        hashes = ((value, article.id) for value in sorted(shingles))
        self.db.conn.executemany("insert or ignore into shingles (hash, article) values (?, ?)", hashes)
        if last:
            self._supersede(last["id"], article.id)
            keep_as_delta(self.db.conn, last["id"], article.id)
        return from_row(Article, row)

    def _supersede(self, old: str, new: str) -> None:
        self.db.execute("update articles set superseded_by = ? where id = ?", [new, old])
        self.db.execute("delete from shingles where article = ?", [old])
        self.db.execute(
            "update questions set stale = 1 where id in (select question from claims where article = ?)",
            [old],
        )
        self.db.execute("update claims set superseded = 1 where article = ?", [old])

    def get(self, article_id: str) -> Article | None:
        """The edition with this id, or None."""
        row = next(iter(self.db.query("select * from articles where id = ?", [article_id])), None)
        return article_of(self.db.conn, row) if row else None

    def current(self, url: str) -> Article | None:
        """The newest edition under a URL, or None."""
        sql = "select * from articles where url = ? order by edition desc limit 1"
        row = next(iter(self.db.query(sql, [url])), None)
        return article_of(self.db.conn, row) if row else None

    def newest(self, count: int, *, language: str = "en") -> list[Article]:
        """The newest articles of a language (or of none that is known), each in its last edition."""
        sql = """select * from articles where coalesce(language, ?) = ? and not exists (
                   select 1 from articles as later where later.url = articles.url and later.edition > articles.edition)
                 order by coalesce(published, first_seen) desc, id limit ?"""
        return [article_of(self.db.conn, row) for row in self.db.query(sql, [language, language, count])]

    def edition_before(self, article: Article) -> Article | None:
        """The edition that this one superseded, or None."""
        row = next(iter(self.db.query("select * from articles where superseded_by = ?", [article.id])), None)
        return article_of(self.db.conn, row) if row else None

    def under_canonical(self, canonical: str) -> list[Article]:
        """The newest editions of all pages that name this canonical URL, first seen first."""
        sql = """select * from articles where (canonical = ? or url = ?) and superseded_by is null
                 order by first_seen, id"""
        return [article_of(self.db.conn, row) for row in self.db.query(sql, [canonical, canonical])]

    def sharing(self, shingles: Iterable[int], *, common: int) -> dict[str, int]:
        """How many of these shingles each stored article holds; hashes in more than `common` articles say nothing."""
        shared: dict[str, int] = {}
        for value in shingles:
            rows = self.db.execute(
                "select article from shingles where hash = ? limit ?", [value, common + 1]
            ).fetchall()
            if len(rows) <= common:
                for (article,) in rows:
                    shared[article] = shared.get(article, 0) + 1
        return shared

    def shingle_count(self, article_id: str) -> int:
        """How many shingles of an article are stored."""
        return int(
            self.db.execute("select count(*) from shingles where article = ?", [article_id]).fetchone()[0]
        )

    def waiting(self, topic: str, rules: str) -> list[str]:
        """The ids of the articles whose claims were not read for a topic with these rules: first editions first, oldest first."""
        sql = """select articles.id from article_topics join articles on articles.id = article_topics.article
                 where topic = ? and (rules is null or rules != ?) order by articles.edition, articles.published, articles.id"""
        return [row["id"] for row in self.db.query(sql, [topic, rules])]

    def has_topic(self, topic: str) -> bool:
        """Whether any article was ever stored for this topic."""
        return bool(
            self.db.execute("select 1 from article_topics where topic = ? limit 1", [topic]).fetchone()
        )

    def get_many(self, ids: Sequence[str]) -> list[Article]:
        """The editions with these ids, in their order; ids that are not there are left out."""
        return [article for article_id in ids if (article := self.get(article_id))]

    def forgotten(self, key: str) -> bool:
        """Whether the text under an address, by its key, was taken down for good."""
        return self.db.execute("select 1 from tombstones where url = ?", [key]).fetchone() is not None

    def addresses(self, part: str) -> set[str]:
        """Every address of an article, a page or an entry that holds this text."""
        sql = """select url from articles where instr(url, :part) union select url from entries where instr(url, :part)
                 union select url from pages where instr(url, :part)
                 union select final_url from pages where instr(final_url, :part)"""
        return {row["url"] for row in self.db.query(sql, {"part": part})}

    def joined(self, url: str) -> set[str]:
        """The addresses that a fetch ties to this one: what it redirected to or from, and its article's own."""
        sql = """select pages.url as asked, pages.final_url as answered, articles.url as filed from pages
                 left join articles on articles.page = pages.id
                 where pages.url = :url or pages.final_url = :url or articles.url = :url"""
        return {value for row in self.db.query(sql, {"url": url}) for value in row.values() if value}

    def forget(self, urls: Iterable[str], keys: Iterable[str], now: str, reason: str | None) -> int:
        """Removes all editions under these addresses, their claims and pages; how many editions.

        A tombstone stays for each key. Copies of the text stay, without their link to it; the questions
        that its claims answered are stale afterwards. What is removed is overwritten in the file.
        """
        urls = list(urls)
        self.db.execute("pragma secure_delete = on")
        with self.db.atomic():
            self.db.execute("pragma defer_foreign_keys = on")
            stones = ({"url": key, "forgotten_at": now, "reason": reason} for key in keys)
            self.db.table("tombstones").upsert_all(stones, pk="url")
            ids = [
                row["id"]
                for url in urls
                for row in self.db.query("select id from articles where url = ?", [url])
            ]
            for article_id in ids:
                self._forget_edition(article_id, now)
            for url in urls:
                sql = """update entries set state = 'forgotten', next_due = null, title = null, text = null, summary = null
                         where url = ?"""
                self.db.execute(sql, [url])
                self.db.execute("delete from pages where url = ? or final_url = ?", [url, url])
            self.db.execute(
                "delete from bodies where sha256 not in (select body from pages where body is not null)"
            )
            for table in ("articles", "claims"):
                self.db.table(table).optimize()  # the search index forgets its words too
        self.db.execute("pragma wal_checkpoint(truncate)")
        return len(ids)

    def _forget_edition(self, article_id: str, now: str) -> None:
        goes = """insert or replace into gone (id, kind, reason, gone_at, article)
                  select id, '{}', 'taken_down', ?, ? from {} where {} = ?"""
        for kind, table, column in (("claim", "claims", "article"), ("article", "articles", "id")):
            self.db.execute(goes.format(kind, table, column), [now, article_id, article_id])
        self.db.execute("update gone set words = null, reason = 'taken_down' where article = ?", [article_id])
        asked = "(select question from claims where article = ? and question is not null)"
        self.db.execute(f"update questions set stale = 1 where id in {asked}", [article_id])  # noqa: S608 - a constant
        for sql in (
            f"delete from conflicts where question in {asked}",  # noqa: S608 - a constant
            f"delete from relations where question in {asked} or question_b in {asked}",  # noqa: S608 - a constant
            f"delete from answer_claims where answer in (select id from answers where question in {asked})",  # noqa: S608
            f"delete from answers where question in {asked}",  # noqa: S608 - a constant
            "delete from revisions where old_article = ? or new_article = ?",
            "delete from claims where article = ?",
            "delete from article_topics where article = ?",
            "delete from shingles where article = ?",
            "delete from deltas where article = ?",
            "update articles set copy_of = null, copy_share = null where copy_of = ?",
            "update articles set superseded_by = null where superseded_by = ?",
            "delete from articles where id = ?",
        ):
            self.db.execute(sql, [article_id] * sql.count("?"))

    def read_again(self, topic: str | None = None) -> None:
        """Queues all stored texts for extraction again, for one topic or for all."""
        with self.db.atomic():
            self.db.execute(
                "update article_topics set rules = null where ? is null or topic = ?", [topic, topic]
            )

    def unread(self, since: str) -> dict[str, str]:
        """Of each edition that `fetched` leads to no page for: `no page`, `no body`, `before`, `feed text`."""
        sql = """select articles.id, case when pages.id is null then 'no page'
                     when bodies.data is null or bodies.data = x'' then 'no body'
                     when pages.fetched_at < ? then 'before'
                     when problem is not null or pages.entry is null then 'feed text' end as reason
                 from articles left join pages on pages.id = articles.page
                 left join bodies on bodies.sha256 = pages.body where reason is not null"""
        return {row["id"]: row["reason"] for row in self.db.query(sql, [since])}

    def ids(self) -> set[str]:
        """The ids of all editions."""
        return {row[0] for row in self.db.execute("select id from articles").fetchall()}

    def fetched(self, since: str) -> list[Fetched]:
        """The pages with a body that were fetched for an entry at or after `since`, in the order they were stored."""
        sql = """select pages.id as page, pages.entry, entries.id as entry_id, entries.topic from pages
                 join entries on entries.url = pages.url
                 join bodies on bodies.sha256 = pages.body
                 where bodies.data != x'' and problem is null and pages.entry is not null and fetched_at >= ?
                 order by fetched_at, pages.rowid"""
        return [
            Fetched(row["page"], row["entry_id"], row["topic"], Entry(**json.loads(row["entry"])))
            for row in self.db.query(sql, [since])
        ]
