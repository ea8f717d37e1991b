"""A site on a small newsroom, asked in-process through Datasette's own client."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from browse.site import open_site
from tests.browse.newsroom import HOSTILE, Newsroom, write_newsroom


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return write_newsroom(tmp_path_factory.mktemp("news") / "crossclaim.db")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return write_newsroom(tmp_path_factory.mktemp("hostile") / "crossclaim.db", HOSTILE)


@pytest.fixture
def ask() -> Callable[[Path], Callable[[str], Awaitable[Any]]]:
    """A function that asks a site on the given database for a path and gives the response."""

    def at(path: Path) -> Callable[[str], Awaitable[Any]]:
        site = open_site(path)

        async def get(address: str) -> Any:
            return await site.client.get(address)

        return get

    return at
