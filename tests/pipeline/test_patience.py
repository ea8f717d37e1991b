"""What a site's pages may cost a run."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, cast

import pytest

from db.errors import ReadError
from pipeline.patience import Patience
from pipeline.workers import Workers

SLOW, OTHER = "https://news.example.com/a", "https://example.org/a"


class Stopwatch:
    """Workers that do nothing but say what a call has cost, or that it was stopped."""

    seconds = 20.0

    def __init__(self, *costs: float | str) -> None:
        self.costs = list(costs)

    async def run(self, timed: Callable[..., Any], function: Callable[[], Any]) -> Any:
        cost = self.costs.pop(0)
        if isinstance(cost, str):
            raise ReadError("was stopped.", kind=cost)
        return cost, function()


async def spend(*costs: float | str) -> Patience:
    """A site's pages at these costs, one after the other."""
    patience = Patience(cast(Workers, Stopwatch(*costs, 0.1)))
    for _ in costs:
        with suppress(ReadError):
            assert await patience.run(SLOW, abs, -1) == 1
    return patience


@pytest.mark.parametrize(
    "costs",
    [
        ("parser_timeout",) * 3,
        ("parser_memory", 15.0, 15.0, 15.0),
        (16.0,) * 4,
    ],
)
async def test_a_site_that_has_spent_its_time_waits(costs: tuple[float | str, ...]) -> None:
    """Pages that were stopped count with their limit, others with what they took beyond a second."""
    patience = await spend(*costs)
    assert patience.ended(SLOW)
    assert patience.ended("https://example.com/another")
    with pytest.raises(ReadError) as caught:
        await patience.run(SLOW, abs, -1)
    assert caught.value.kind == "slow_site"
    assert await patience.run(OTHER, abs, -2) == 2


@pytest.mark.parametrize(
    "costs", [(0.9,) * 500, ("parser_failed",) * 50, ("parser_timeout",) * 2, (21.0, 21.0)]
)
async def test_usual_pages_cost_nothing(costs: tuple[float | str, ...]) -> None:
    """However many pages a site has, it is read on while they are quick, or merely broken."""
    patience = await spend(*costs)
    assert await patience.run(SLOW, abs, -1) == 1
