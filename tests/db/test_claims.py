"""What came of comparing, as it is stored: pairs that stand are counted, those that are settled are not."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.export import Selection
from db.records import Relation
from db.rows import from_row
from db.schema import migrations
from db.store import Store
from pipeline.export import export_stream
from tests.browse.newsroom import Newsroom, write_newsroom


@pytest.fixture
def settled(tmp_path: Path) -> Newsroom:
    """The newsroom whose one dispute has a side that was withdrawn."""
    news = write_newsroom(tmp_path / "news.db")
    with Store.open(news.path) as store:
        few, many = store.claims.answers("q-1")
        (row,) = store.database.query("select * from relations")
        answers = [few, replace(many, rank="deprecated")]
        store.claims.save_comparison(news.question, answers, [from_row(Relation, row)], None)
    return news


def conflicts(database: Database) -> int:
    return int(database.execute("select conflicts from questions where id = 'q-1'").fetchone()[0])


def test_a_settled_pair_is_no_conflict_of_its_question(settled: Newsroom) -> None:
    """Neither one comparison nor a bulk load counts it, and a database of before is mended."""
    with Store.open(settled.path) as store:
        assert conflicts(store.database) == 0
        store.bulk.count_questions()
        assert conflicts(store.database) == 0
        store.database.execute("update questions set conflicts = 1")
        store.database.execute("delete from _sqlite_migrations where name = 'm018_standing_conflicts'")
        migrations.apply(store.database)
        assert conflicts(store.database) == 0


def test_a_settled_pair_is_not_exported_as_a_conflict(settled: Newsroom, tmp_path: Path) -> None:
    """ "In an open conflict" means the same for claims as for questions."""
    for name, database, count in (
        ("settled", settled.path, 0),
        ("open", write_newsroom(tmp_path / "o.db").path, 3),
    ):
        stream = io.BytesIO()
        export_stream(database, Selection("claims", {"in_conflict": "1"}), "csv", stream)
        assert len(list(csv.DictReader(io.StringIO(stream.getvalue().decode())))) == count, name


def test_contrasts_are_both_sides(tmp_path: Path) -> None:
    """A dispute comes with its wording, both answers, their best claims and articles; a settled one only if asked for."""
    news = write_newsroom(tmp_path / "news.db")
    with Store.open(news.path) as store:
        (one,) = store.contrasts.disputes()
        assert (one.wording, one.relation.id) == (news.question.wording, "r-1")
        assert [side.claim.id for side in (one.a, one.b)] == [news.few.id, news.many.id]
        assert [side.article.id for side in (one.a, one.b)] == [news.first.id, news.corrected.id]
        assert store.contrasts.best_of_kind("values") == one
        assert store.contrasts.best_of_kind("denial") is None
        store.database.execute("update conflicts set state = 'settled'")
        assert store.contrasts.disputes() == []
        assert len(store.contrasts.disputes(settled=True)) == 1
