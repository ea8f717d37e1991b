"""The SELECTs of the pages: each fits the tables, and none reads a table that grows from end to end."""

from __future__ import annotations

import re

import pytest
from sqlite_utils import Database

from db import views
from db.queries import QUERIES
from db.schema import migrations

WHOLE = {"TOTALS", "OUTLETS"}  # counted once a run; and a list of all outlets
GROWING = ("claims", "articles", "answers", "answer_claims", "relations", "questions", "entries", "pages")

selects = {
    name: sql
    for name, sql in vars(views).items()
    if name.isupper() and isinstance(sql, str) and re.match(r"\s*(select|with)\b", sql)
}
selects |= {
    f"{name} by rank": selects.pop(name).format(order=views.BEST)
    for name in ("SEARCH_CLAIMS", "SEARCH_ARTICLES")
}
selects["MATCHES"] = selects["MATCHES"].format(table="claims_fts")
selects |= {f"conflicts by {order}": views.conflicts_where({}, order) for order in views.CONFLICT_ORDERS}
selects |= {query.name: query.sql for query in QUERIES}


@pytest.fixture(scope="module")
def database() -> Database:
    fresh = Database(memory=True)
    migrations.apply(fresh)
    return fresh


@pytest.mark.parametrize("name", sorted(selects))
def test_no_page_reads_a_growing_table_whole(database: Database, name: str) -> None:
    """SQLite finds the rows by an index, or by the ids that it is given."""
    sql = selects[name]
    names = set(re.findall(r"(?<![:\w]):(\w+)", sql))
    plan = [row[3] for row in database.conn.execute(f"explain query plan {sql}", dict.fromkeys(names, "1"))]
    scans = [
        step for step in plan if re.match(rf"SCAN ({'|'.join(GROWING)})\b(?! USING (COVERING )?INDEX)", step)
    ]
    assert name in WHOLE or not scans, plan
