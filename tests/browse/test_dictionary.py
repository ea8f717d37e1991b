"""Nothing in the database is undescribed: metadata.yml, docs/data.md and the schema say the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from browse.dictionary import column_descriptions, data_page
from browse.metadata import read_metadata
from db.export import COLUMNS, Set
from db.schema import migrations

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def database() -> Database:
    fresh = Database(memory=True)
    migrations.apply(fresh)
    return fresh


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    tables: dict[str, Any] = read_metadata("x")["databases"]["x"]["tables"]
    for table in tables.values():  # of one that is counted beforehand the column
        facets = [facet if isinstance(facet, str) else facet["counted"] for facet in table.get("facets", [])]
        table.update(facets=facets)
    return tables


def test_every_table_and_column_is_described(database: Database, described: dict[str, Any]) -> None:
    """metadata.yml describes each column there is, and none that there is not."""
    tables = {
        name: set(database.table(name).columns_dict)
        for name in database.table_names()
        if "_fts" not in name and not name.startswith(("_", "sqlite_"))
    }
    shown = {
        name: table for name, table in described.items() if "_fts" not in name and not name.startswith("_")
    }
    assert {name: set(table["columns"]) for name, table in shown.items()} == tables


def test_the_docs_are_made_from_metadata() -> None:
    """docs/data.md is what `python -m browse.dictionary` prints."""
    assert (ROOT / "docs" / "data.md").read_text(encoding="utf-8") == data_page(read_metadata("x"))


@pytest.mark.parametrize("name", COLUMNS)
def test_every_exported_column_is_described(name: Set) -> None:
    """datapackage.json and docs/data.md say what each column of an export means, both sides of a conflict too."""
    described = column_descriptions(name)
    assert list(described) == list(COLUMNS[name])
    assert all(described.values())


def test_facets_are_few_and_indexed_where_tables_grow(database: Database, described: dict[str, Any]) -> None:
    """No table has more than three facets; those of tables that grow each lead an index."""
    for name, table in described.items():
        facets = table.get("facets", [])
        assert len(facets) <= 3
        if name in ("claims", "conflicts", "relations", "questions", "answers"):
            leading = {index.columns[0] for index in database.table(name).indexes}
            assert set(facets) <= leading, name


def test_tables_are_shown_by_what_is_indexed(database: Database, described: dict[str, Any]) -> None:
    """Order, facets and links back of a table that can grow rest on an index, so that its page answers in time."""
    small = {"feeds", "runs", "tombstones"}
    for name, table in described.items():
        shown = {*table.get("facets", []), table.get("sort"), table.get("sort_desc")} - {None}
        indexed = {index.columns[0] for index in database.table(name).indexes} | {"id"}
        if name in small or table.get("hidden"):
            continue
        assert shown | set(table["sortable_columns"]) <= indexed, name
        assert {key.column for key in database.table(name).foreign_keys} <= indexed, name
