"""Marks of direction in scraped text turn nothing round on a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from browse.isolation import isolated
from browse.links import article_path, question_path
from tests.browse.newsroom import write_newsroom

ISOLATED = [
    ("1,000 euros", "1,000 euros"),
    ("العربية", "العربية"),
    ("paid \u202e000,1\u202c", "paid 000,1\u202c"),  # an override is left out
    ("paid \u202b1,000", "paid \u202b1,000\u202c"),
    ("\u2067a\u202bb", "\u2067a\u202bb\u202c\u2069"),
    ("\u2067a\u202bb\u2069", "\u2067a\u202bb\u2069"),
    ("\u2068name\u2069 said", "\u2068name\u2069 said"),
    (7, 7),
    (None, None),
]


@pytest.mark.parametrize(("value", "expected"), ISOLATED)
def test_isolated(value: object, expected: object) -> None:
    """Overrides go, what is left open is closed, all else stays."""
    assert isolated(value) == expected


@given(st.text(alphabet="a1 \u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
def test_nothing_is_left_open(text: str) -> None:
    """A text that was isolated once needs it no more."""
    once = isolated(text)
    assert isolated(once) == once
    assert isolated(Markup(text)) == Markup(once)


async def test_a_page_turns_nothing_round(
    tmp_path: Path, ask: Callable[[Path], Callable[[str], Awaitable[Any]]]
) -> None:
    """A title with an override and an open embedding is shown without the one, and closed."""
    marks = dict.fromkeys(("title", "subject", "source"), "\u202eeltit\u202b")
    newsroom = write_newsroom(tmp_path / "crossclaim.db", marks)
    for path in (
        "/",
        question_path(newsroom.question.id),
        article_path(newsroom.first.id),
        "/crossclaim/claims",
    ):
        page = (await ask(newsroom.path)(path)).text
        assert "eltit\u202b" in page, path
        assert "\u202e" not in page, path
        assert page.count("\u202b") == page.count("\u202c"), path
