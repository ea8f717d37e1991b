"""The tables and the records say the same."""

from __future__ import annotations

from dataclasses import fields

import pytest
from sqlite_utils import Database

from db import records
from db.schema import migrations

TABLES = {
    "pages": records.Page, "articles": records.Article, "claims": records.Claim,
    "questions": records.Question, "answers": records.Answer, "relations": records.Relation,
    "conflicts": records.Conflict, "revisions": records.Revision, "runs": records.Run,
    "problems": records.Problem,
}  # fmt: skip
ELSEWHERE = {("answers", "claims")}  # the table answer_claims


@pytest.mark.parametrize("table", sorted(TABLES))
def test_each_field_of_a_record_is_a_column(table: str) -> None:
    """A field that is added to a record needs its column."""
    database = Database(memory=True)
    migrations.apply(database)
    names = {field.name for field in fields(TABLES[table]) if (table, field.name) not in ELSEWHERE}
    assert names <= set(database.table(table).columns_dict)
