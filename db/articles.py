"""Pages and articles: what was fetched, and the editions that were read from it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from db.records import Article, Page
from db.rows import from_row, to_row


class ArticleRows:
    """Reads and writes pages, bodies, articles, their shingles and the topics they are read for."""

    def __init__(self, database: Database) -> None:
        self.db = database

    def save_page(self, page: Page) -> None:
        """Keeps what a URL answered; the body once for all pages that share it."""
        row = to_row(page)
        row["body"] = self._save_body(page.body) if page.body is not None else None
        with self.db.atomic():
            self.db.table("pages").insert(row, replace=True)

    def _save_body(self, body: bytes) -> str:
        sha = hashlib.sha256(body).hexdigest()
        row = {"sha256": sha, "size": len(body), "data": zlib.compress(body, 6)}
        self.db.table("bodies").insert(row, ignore=True)
        return sha

    def page(self, page_id: str) -> Page | None:
        """The page with its body, or None."""
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
        return from_row(Article, row) if row else None

    def current(self, url: str) -> Article | None:
        """The newest edition under a URL, or None."""
        sql = "select * from articles where url = ? order by edition desc limit 1"
        row = next(iter(self.db.query(sql, [url])), None)
        return from_row(Article, row) if row else None

    def newest(self, count: int, *, language: str = "en") -> list[Article]:
        """The newest articles of a language (or of none that is known), each in its last edition."""
        sql = """select * from articles where coalesce(language, ?) = ? and not exists (
                   select 1 from articles as later where later.url = articles.url and later.edition > articles.edition)
                 order by coalesce(published, first_seen) desc, id limit ?"""
        return [from_row(Article, row) for row in self.db.query(sql, [language, language, count])]

    def edition_before(self, article: Article) -> Article | None:
        """The edition that this one superseded, or None."""
        row = next(iter(self.db.query("select * from articles where superseded_by = ?", [article.id])), None)
        return from_row(Article, row) if row else None

    def under_canonical(self, canonical: str) -> list[Article]:
        """The newest editions of all pages that name this canonical URL, first seen first."""
        sql = """select * from articles where (canonical = ? or url = ?) and superseded_by is null
                 order by first_seen, id"""
        return [from_row(Article, row) for row in self.db.query(sql, [canonical, canonical])]

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

    def get_many(self, ids: Sequence[str]) -> list[Article]:
        """The editions with these ids, in their order; ids that are not there are left out."""
        return [article for article_id in ids if (article := self.get(article_id))]
