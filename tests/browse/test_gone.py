"""An address that leads nowhere any more says what became of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from browse.links import article_path, question_path
from db.records import Question
from db.store import Store
from tests.browse.newsroom import Newsroom, write_newsroom

Ask = Callable[[Path], Callable[[str], Awaitable[Any]]]
ANEW = Question("q-2", "t", "SemiAnalysis", "accelerator_count", "How many has SemiAnalysis?")


@pytest.fixture
def news(tmp_path: Path) -> Newsroom:
    return write_newsroom(tmp_path / "crossclaim.db")


def read_anew(news: Newsroom) -> None:
    """Better rules: the 2,048 are a claim about someone else, in both articles that give them."""
    with Store.open(news.path) as store:
        for article in (news.first, news.copy):
            (old,) = store.claims.of_article(article.id, "t")
            claim = replace(old, id=f"anew-{article.id}", subject="SemiAnalysis")
            store.claims.save(article, "t", "2", [claim], {claim.id: ANEW})


async def test_a_claim_read_otherwise_shows_what_is_read_now(news: Newsroom, ask: Ask) -> None:
    """Its old address keeps its words, its article, and leads to the claim that took its place."""
    read_anew(news)
    response = await ask(news.path)(f"/-/claim/{news.few.id}")
    assert response.status_code == 410
    assert "the words “2,048 GPUs” were read as a claim" in response.text
    assert article_path(news.first.id, f"anew-{news.first.id}") in response.text
    assert question_path("q-2") in response.text


async def test_a_question_without_claims_leads_to_what_they_answer_now(news: Newsroom, ask: Ask) -> None:
    """Its wording stays, with the questions that its claims went to."""
    read_anew(news)
    with Store.open(news.path) as store:
        for article in (news.old, news.corrected):
            store.claims.save(article, "t", "2", [], {})
        store.claims.save_comparison(news.question, (), [], None)
    response = await ask(news.path)(question_path("q-1"))
    assert response.status_code == 410
    assert "“How many has DeepSeek?” has no answers any more" in response.text
    assert question_path("q-2") in response.text


async def test_a_text_taken_down_leaves_no_words(news: Newsroom, ask: Ask) -> None:
    """Of a forgotten article its address says when, and not one of its words is left, of earlier readings neither."""
    read_anew(news)
    with Store.open(news.path) as store:
        store.articles.forget([news.first.url], [news.first.url], "2025-03-01T06:00:00Z", "asked for")
    get = ask(news.path)
    for address in (article_path(news.first.id), f"/-/claim/{news.few.id}", f"/-/claim/anew-{news.first.id}"):
        response = await get(address)
        assert response.status_code == 410, address
        assert "was taken down" in response.text
        assert "2,048" not in response.text


@pytest.mark.parametrize("address", ["/-/question/x", "/-/article/x", "/-/claim/x", "/-/subject/x"])
async def test_what_never_was_is_told_apart(news: Newsroom, ask: Ask, address: str) -> None:
    """An address that nothing ever had is 404, with the ways on."""
    response = await ask(news.path)(address)
    assert response.status_code == 404
    assert "has or had the address" in response.text
