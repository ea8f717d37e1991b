"""Facets of the claims that are read from their counts: the claims of a topic are too many to be counted for each page.

metadata.yml: facets: [counted: topic]
"""

from __future__ import annotations

from typing import Any

from datasette import hookimpl
from datasette.database import QueryInterrupted
from datasette.facets import ColumnFacet, load_facet_configs
from datasette.utils import escape_sqlite, path_with_added_args, path_with_removed_args

COUNTED = ("topic", "outlet", "metric", "stance")
# What an address may ask for that changes which rows are shown first, or how, but not which there are.
OF_NO_ACCOUNT = (
    "_sort",
    "_sort_desc",
    "_next",
    "_size",
    "_facet",
    "_col",
    "_nocol",
    "_extra",
    "_labels",
    "_shape",
)


class CountedFacet(ColumnFacet):  # type: ignore[misc]  # Datasette is untyped
    """The facet of a column as Datasette makes it, from `claim_counts` where nothing but its columns filters."""

    def get_configs(self) -> list[dict[str, Any]]:
        told = self.table_config if hasattr(self, "table_config") else self.metadata  # 1.0, 0.65
        configs: list[dict[str, Any]] = load_facet_configs(self.request, told).get("counted", [])
        return configs

    async def suggest(self) -> list[dict[str, Any]]:
        return []

    async def facet_results(self) -> tuple[list[dict[str, Any]], list[str]]:
        columns = [one["config"].get("column") or one["config"]["simple"] for one in self.get_configs()]
        filters = self._filters()
        if filters is None or not set(columns) <= set(COUNTED):
            results: tuple[list[dict[str, Any]], list[str]] = await super().facet_results()
            return results
        found, timed_out = [], []
        for column in columns:
            try:
                found.append(await self._counted(column, filters))
            except QueryInterrupted:
                timed_out.append(column)
        return found, timed_out

    def _filters(self) -> list[tuple[str, str]] | None:
        """Column and value of each filter of the address; None where the counts do not know one of them."""
        if self.table != "claims":
            return None
        pairs = [
            (name.removesuffix("__exact"), value)
            for name, value in self.get_querystring_pairs()
            if not name.startswith(OF_NO_ACCOUNT)
        ]
        return pairs if all(name in COUNTED and value for name, value in pairs) else None

    async def _counted(self, column: str, filters: list[tuple[str, str]]) -> dict[str, Any]:
        size = self.get_facet_size()
        name = escape_sqlite(column)
        where = " and ".join([f"{name} <> ''", *(f"{key} = :f{n}" for n, (key, _) in enumerate(filters))])
        rows = await self.ds.execute(
            self.database,
            f"select {name} as value, sum(claims) as count from claim_counts where {where} "  # noqa: S608 - our names
            f"group by {name} order by count desc, value limit {size + 1}",
            {f"f{n}": value for n, (_, value) in enumerate(filters)},
            truncate=False,
            custom_time_limit=self.ds.setting("facet_time_limit_ms"),
        )
        return {
            "name": column,
            "type": self.type,
            "hideable": False,
            "toggle_url": self.ds.urls.path(path_with_removed_args(self.request, {"_facet_counted": column})),
            "results": [self._result(column, row["value"], row["count"]) for row in rows.rows[:size]],
            "truncated": len(rows.rows) > size,
        }

    def _result(self, column: str, value: str, count: int) -> dict[str, Any]:
        pairs = self.get_querystring_pairs()
        chosen = {key: value for key in (column, f"{column}__exact") if (key, value) in pairs}
        toggled = (
            path_with_removed_args(self.request, chosen)
            if chosen
            else path_with_added_args(self.request, {column: value})
        )
        address = self.ds.absolute_url(self.request, self.ds.urls.path(toggled))
        return {
            "value": value,
            "label": value,
            "count": count,
            "toggle_url": address,
            "selected": bool(chosen),
        }


@hookimpl
def register_facet_classes() -> list[type[CountedFacet]]:
    return [CountedFacet]
