"""Every link of our pages leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.browse.newsroom import HOSTILE, PLAIN, write_newsroom

Ask = Callable[[Path], Callable[[str], Awaitable[Any]]]
# Pages whose links are followed too: ours, the database's page, and its tables without filters.
FOLLOWED = re.compile(r"^/(-/[a-z].*|crossclaim(/\w+|\?_show_hidden=1)?)?$")


@pytest.mark.parametrize("words", [PLAIN, HOSTILE], ids=["plain", "hostile"])
async def test_every_link_leads_somewhere(tmp_path: Path, ask: Ask, words: dict[str, str]) -> None:
    """From the front page on no link to this site fails, whatever names stand in it."""
    get = ask(write_newsroom(tmp_path / "crossclaim.db", words).path)
    seen: set[str] = set()
    todo = ["/"]
    while todo:
        path = todo.pop()
        response = await get(path)
        assert response.status_code in (200, 302), (path, response.status_code, response.text[:200])
        assert path.startswith("/-/static/") or len(response.content) < 300_000, path  # those are Datasette's
        if not FOLLOWED.match(path) or "text/html" not in response.headers.get("content-type", ""):
            continue
        for link in re.findall(r'(?:href|src)="(/[^"#]*)', response.text):
            address = unescape(link)
            if address not in seen:
                seen.add(address)
                todo.append(address)
    assert len(seen) > 40
    assert {"/crossclaim/claims", "/crossclaim/disputed_questions", "/-/look/crossclaim.css"} <= seen
