"""How much computing the pages of one site may cost a run, so that no site takes the night from the others.

    patience = Patience(workers)
    article = await patience.run(url, read_article, page.body, url)

A page that is read in a second or less costs nothing. What a site's pages take beyond that is added up, and
when it is spent, the site's other pages wait for the next run.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from db.errors import ReadError
from pipeline.urls import site
from pipeline.workers import Workers

Given = ParamSpec("Given")
Result = TypeVar("Result")
STOPPED_PAGES = 3  # what a site may cost: as much as so many pages that are stopped at their limit
USUAL = 1.0  # seconds of computing for a page; most take a tenth of it
STOPPED = frozenset({"parser_timeout", "parser_memory", "parser_died"})
AT_A_TIME = 2  # pages of one site, so that the sum is known before many more are begun


class Patience:
    """Runs functions in workers on behalf of sites, each within its allowance; one for each run."""

    def __init__(self, workers: Workers) -> None:
        self._workers, self._allowed = workers, STOPPED_PAGES * workers.seconds
        self._spent: dict[str, float] = defaultdict(float)
        self._turns: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(AT_A_TIME))

    def ended(self, url: str) -> bool:
        """Whether the pages of this address's site have cost what they may."""
        return self._spent[site(url)] >= self._allowed

    async def run(
        self, url: str, function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """What the function returns, run in a worker for a page of this address's site.

        ReadError as from `Workers`, and of kind `slow_site` where the site's allowance is spent.
        """
        name = site(url)
        async with self._turns[name]:
            if self.ended(url):
                raise slow_site()
            try:
                seconds, result = await self._workers.run(_timed, partial(function, *args, **kwargs))
            except ReadError as error:
                if error.kind in STOPPED:
                    self._spent[name] += self._workers.seconds
                raise
            self._spent[name] += max(0.0, seconds - USUAL)
            return result


def slow_site() -> ReadError:
    """Says why a page is not read in this run."""
    message = "waits for the next run, since its site's pages took too long to read."
    return ReadError(message, kind="slow_site")


def _timed(function: Callable[[], Result]) -> tuple[float, Result]:
    begun = time.process_time()
    result = function()
    return time.process_time() - begun, result
