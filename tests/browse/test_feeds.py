"""Feeds of conflicts, read back by the library that reads feeds."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from browse.pages.feeds import ATOM, atom_feed, entry_id
from tests.browse.newsroom import HOSTILE, PLAIN, Newsroom

Ask = Callable[[Path], Callable[[str], Awaitable[Any]]]


async def test_atom_feed_says_what_disagrees(newsroom: Newsroom, ask: Ask) -> None:
    """The entry has the question, its page, both sentences and the reason."""
    feed = feedparser.parse((await ask(newsroom.path)("/-/feeds/conflicts.atom")).content)
    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.title == "How many has DeepSeek? (new)"
    assert entry.link.endswith("/-/question/q-1")
    assert "2,048 GPUs" in entry.content[0].value
    assert "cannot be a rounding" in entry.content[0].value


async def test_json_feed_of_a_hostile_newsroom_is_data(hostile: Newsroom, ask: Ask) -> None:
    """Hostile words travel as text in both forms."""
    get = ask(hostile.path)
    feed = json.loads((await get("/-/feeds/conflicts.json")).text)
    assert HOSTILE["subject"] in feed["items"][0]["title"]
    assert "<script" not in (await get("/-/feeds/conflicts.atom")).text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("topic=t", 1),
        ("topic=other", 0),
        (f"subject={PLAIN['subject']}", 1),
        ("question=q-1", 1),
        ("question=x", 0),
    ],
)
async def test_feed_of_a_part(newsroom: Newsroom, ask: Ask, query: str, count: int) -> None:
    """A feed can be of one topic, subject or question."""
    feed = json.loads((await ask(newsroom.path)(f"/-/feeds/conflicts.json?{query}")).text)
    assert len(feed["items"]) == count


async def test_a_feed_of_what_is_no_filter_is_refused(newsroom: Newsroom, ask: Ask) -> None:
    """Whoever mistypes a filter does not subscribe to everything."""
    response = await ask(newsroom.path)("/-/feeds/conflicts.json?topik=t")
    assert response.status_code == 400
    assert (
        response.json()["error"]
        == "Conflicts cannot be filtered by topik. Filters: question, subject, topic."
    )


def test_what_xml_cannot_hold_is_left_out() -> None:
    """Controls and characters that are none do not break a feed."""
    conflict = {
        "id": "c", "question": "q", "wording": "How many\x0b\ufffe \uffffhas X?", "why": "w", "cards": [],
        "history": "[]", "state": "new", "changed_at": "2025-02-01", "first_seen": None,
    }  # fmt: skip
    text = atom_feed([conflict], site="https://a.example", here="https://a.example/f", title="\x00Conflicts")
    assert ET.fromstring(text)[-1].findtext(f"{{{ATOM}}}title") == "How many has X? (new)"


def test_an_entry_comes_again_only_with_a_change() -> None:
    """A conflict that is merely seen again keeps its entry; one that widens, widens again or settles gets another."""
    begun = {"at": "2025-01-01", "change": "new", "spread": 2}
    entries = []
    for more in ([], [("2025-01-03", "widened")], [("2025-01-04", "widened")], [("2025-01-05", "settled")]):
        history = [begun, *({"at": at, "change": change, "spread": 3} for at, change in more)]
        seen = [
            {"id": "c", "state": state, "last_seen": day, "history": json.dumps(history)}
            for state, day in (("new", "2025-01-01"), ("standing", "2025-02-01"))
        ]
        assert entry_id(seen[0]) == entry_id(seen[1])
        entries.append(entry_id(seen[0]))
    assert len(set(entries)) == 4
