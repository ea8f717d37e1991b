"""The counts behind the facets of the claims follow whatever happens to the claims."""

from __future__ import annotations

import random

from sqlite_utils import Database

from db.rows import to_row
from db.schema import migrations
from tests.factories import make_claim

COUNTED = "select topic, outlet, metric, stance, claims from claim_counts order by 1, 2, 3, 4"
LIVE = "select topic, coalesce(outlet, ''), metric, stance, count(*) from claims group by 1, 2, 3, 4 order by 1, 2, 3, 4"


def test_counts_are_those_of_the_claims_after_any_change() -> None:
    """Claims that come, change and go, in any order, leave the counts that counting them all gives."""
    database, chance = Database(memory=True), random.Random(5)
    migrations.apply(database)
    for step in range(300):
        claim = make_claim(
            id=f"c{chance.randrange(12)}",
            topic=chance.choice("ab"),
            metric=chance.choice("mn"),
            stance=chance.choice(["asserted", "denied"]),
        )
        if chance.random() < 0.3:
            database.execute("delete from claims where id = ?", [claim.id])
        else:
            row = {**to_row(claim), "outlet": chance.choice(["O", "P", None])}
            database.table("claims").upsert(row, pk="id")
        assert database.execute(COUNTED).fetchall() == database.execute(LIVE).fetchall(), step
    assert database.execute("select count(*) from claims").fetchone()[0] > 3


def test_a_database_from_before_the_counts_gets_them() -> None:
    """The migration counts the claims that are there."""
    database = Database(memory=True)
    migrations.apply(database, stop_before="m011_claim_counts")
    database.table("claims").insert({**to_row(make_claim()), "outlet": None})
    migrations.apply(database)
    assert database.execute(COUNTED).fetchall() == [("ai-compute", "", "accelerator_count", "asserted", 1)]
