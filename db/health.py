"""How the daily job has been doing: what each feed brought, and what came in each day.

Reads only; what is too little is for `pipeline.health` to say.
"""

from __future__ import annotations

from collections import defaultdict

from sqlite_utils import Database


class HealthRows:
    """Counts over feeds, entries, articles and claims, by day (UTC)."""

    def __init__(self, database: Database) -> None:
        self.db = database

    def entries_by_day(self, since: str) -> dict[str, dict[str, int]]:
        """New entries of each active feed by its URL, for each day since then on which it had some."""
        sql = """select feeds.url, substr(entries.first_seen, 1, 10) as day, count(*) as entries
                 from feeds join entries on entries.feed = feeds.id
                 where feeds.state = 'active' and entries.first_seen >= ? group by feeds.url, day order by feeds.url, day"""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for row in self.db.query(sql, [since]):
            found[row["url"]][row["day"]] = row["entries"]
        return dict(found)

    def read_by_day(self, since: str) -> dict[str, tuple[int, int]]:
        """Articles first seen on each day since then, and the claims in them."""
        sql = """select substr(first_seen, 1, 10) as day, count(*) as articles,
                        sum((select count(*) from claims where claims.article = articles.id)) as claims
                 from articles where first_seen >= ? group by day order by day"""
        return {row["day"]: (row["articles"], row["claims"]) for row in self.db.query(sql, [since])}
