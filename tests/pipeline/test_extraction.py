"""Stored texts to claims, where a text is too much."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from db.store import Store
from extractors.dictionary import DEFAULT_MODEL
from extractors.topic import load_topic
from pipeline.extraction import extract_articles
from pipeline.progress import Progress
from tests.factories import make_article


def test_a_very_long_text_is_read_from_its_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text stays whole, the claims of its first paragraphs are stored with offsets that hold, and it is said."""
    monkeypatch.setattr("pipeline.legible.LONGEST", 120)
    text = "\n\n".join(f"The firm had {number},000 GPUs in May." for number in range(10, 20))
    with Store.open(tmp_path / "t.db", create=True) as store:
        store.articles.save(make_article(text), ["ai-compute"], [])
        topics = {"ai-compute": load_topic("ai-compute")}
        deadline = time.monotonic() + 60
        _, problems = extract_articles(store, topics, DEFAULT_MODEL, Progress(quiet=True), deadline=deadline)
        quotes = {row["quote"] for row in store.database.query("select quote from claims")}
        assert quotes == {"10,000 GPUs", "11,000 GPUs", "12,000 GPUs"}
        assert [problem.kind for problem in problems] == ["long_text"]
        assert list(store.faults()) == []
        assert store.articles.get(make_article(text).id) is not None
