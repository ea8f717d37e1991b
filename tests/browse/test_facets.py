"""The facets of the claims come from their counts, and say what Datasette would have counted itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browse.newsroom import Newsroom, write_newsroom

Ask = Callable[[Path], Callable[[str], Awaitable[Any]]]
FILTERS = [
    "",
    "topic=t",
    "topic=t&stance=asserted",
    "outlet=B+%26+Co",
    "outlet=nobody",
    "metric__exact=accelerator_count&_sort=topic",
    "stance__not=asserted",
    "question=q-1",
    "topic=t&_search=GPUs",
    "topic=",
]


def told(answer: Any, name: str) -> dict[str, int]:
    found = answer.json()["facet_results"]
    facets = found.get("results", found)  # 1.0, 0.65
    return {one["value"]: one["count"] for one in facets[name]["results"]}


@pytest.mark.parametrize("filters", FILTERS)
async def test_counted_facets_are_those_of_datasette(newsroom: Newsroom, ask: Ask, filters: str) -> None:
    """Under each filter every facet has the values and counts that Datasette's own facet has."""
    get, table = ask(newsroom.path), f"/{newsroom.path.stem}/claims.json"
    ours = await get(f"{table}?{filters}&_extra=facet_results")
    for column in ("topic", "metric", "stance"):
        theirs = await get(f"{table}?{filters}&_extra=facet_results&_facet={column}")
        assert ours.status_code == theirs.status_code == 200
        assert told(ours, column) == told(theirs, f"{column}_2")


async def test_claims_are_not_counted_for_the_facets(ask: Ask, tmp_path: Path) -> None:
    """The facets of one topic and of one outlet are what the counts say; those of a question are its claims, counted."""
    news = write_newsroom(tmp_path / "crossclaim.db")
    with sqlite3.connect(news.path) as connection:
        connection.execute("update claim_counts set claims = claims + 1000")
    get, table = ask(news.path), "/crossclaim/claims.json"
    for query, counted in (("topic=t", True), ("outlet=B+%26+Co", True), ("question=q-1", False)):
        (count,) = told(await get(f"{table}?{query}&_extra=facet_results"), "topic").values()
        assert (count > 1000) == counted


async def test_a_facet_leads_to_its_claims(newsroom: Newsroom, ask: Ask) -> None:
    """Each value of a facet links to the table of its claims, and a chosen one back."""
    get, table = ask(newsroom.path), f"/{newsroom.path.stem}/claims"
    assert f"{table}?stance=asserted" in (await get(table)).text
    assert f'{table}"' in (await get(f"{table}?stance=asserted")).text
