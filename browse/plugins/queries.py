"""The named queries of `db.queries`, through the hook that the running Datasette has for them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl

from db.queries import QUERIES


@hookimpl
def canned_queries(datasette: Any, database: str) -> dict[str, dict[str, str]]:
    """For Datasette 0.65."""
    if database != datasette.get_database().name:
        return {}
    return {
        query.name: {"sql": query.sql.strip(), "title": query.title, "description": query.description, "hide_sql": "1"}
        for query in QUERIES
    }  # fmt: skip


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """For Datasette 1.0, which has no `canned_queries`; trusted, so that readers without SQL may run them."""

    async def add() -> None:
        if hasattr(datasette, "add_query"):
            for query in QUERIES:
                await datasette.add_query(
                    datasette.get_database().name, query.name, query.sql.strip(),
                    title=query.title, description=query.description, hide_sql=True, is_trusted=True,
                )  # fmt: skip

    return add
