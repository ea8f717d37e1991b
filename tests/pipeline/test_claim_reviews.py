"""Reviews as ClaimReview: a person's, with their name, and never a machine's finding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from db.records import Review
from db.reviews import ReviewLog
from pipeline.claim_reviews import is_a_name
from pipeline.commands.export import export
from tests.browse.newsroom import Newsroom, write_newsroom


@pytest.fixture
def news(tmp_path: Path) -> Newsroom:
    return write_newsroom(tmp_path / "news.db")


def reviewed(news: Newsroom, *reviews: tuple[str, str, str, str]) -> list[dict[str, Any]]:
    """The document's reviews after these were made: (target, key, verdict, reviewer), one a day."""
    for day, (target, key, verdict, reviewer) in enumerate(reviews, 1):
        detail = {"low": "2000"} if verdict == "corrected" else {}
        made_at = f"2025-02-{day:02}T06:00:00Z"
        review = Review(str(day), target, key, verdict, detail, reviewer, f"reason {day}", made_at)  # type: ignore[arg-type]
        ReviewLog.beside(news.path).add(review)
    done = CliRunner().invoke(export, ["reviews", "--db", str(news.path)])
    assert done.exit_code == 0, done.output
    graph: list[dict[str, Any]] = json.loads(done.stdout)["@graph"]
    return graph


def test_without_reviews_there_is_none(news: Newsroom) -> None:
    """A conflict that the machine found is no review."""
    assert reviewed(news) == []


def test_a_review_names_its_author_and_what_it_judges(news: Newsroom) -> None:
    """Author, reason, verdict in words, the sentence, who said it and where it appeared."""
    (review,) = reviewed(news, ("claim", news.many.id, "corrected", "Ann Lee"))
    assert review["author"] == {"@type": "Person", "name": "Ann Lee"}
    assert review["reviewBody"] == "reason 1 (low is 2000)"
    assert review["reviewRating"]["alternateName"].startswith("Corrected: The article says this, but")
    assert "ratingValue" not in review["reviewRating"]
    assert "not whether it is true" in review["reviewAspect"]
    said = review["itemReviewed"]
    assert said["author"]["name"] == "SemiAnalysis"
    assert said["appearance"]["url"] == "https://b.example/2"


def test_only_the_last_named_review_of_a_claim(news: Newsroom) -> None:
    """A later one takes its place; those of pairs, of accounts and of claims that are gone are left out."""
    found = reviewed(
        news,
        ("claim", news.few.id, "rejected", "Ann"),
        ("claim", news.few.id, "confirmed", "Ben"),
        ("claim", news.many.id, "rejected", "root"),
        ("claim", "gone", "rejected", "Ann"),
        ("relation", "r-1", "dismissed", "Ann"),
    )
    assert [review["author"]["name"] for review in found] == ["Ben"]


@pytest.mark.parametrize(
    ("name", "named"), [("Ann", True), ("Zoë Ng", True), ("Root", False), ("007", False)]
)
def test_an_account_is_no_name(name: str, named: bool) -> None:
    """What a system calls itself is no person."""
    assert is_a_name(name) is named


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["reviews", "--topic", "t"], "cannot be filtered"),
        (["articles", "--state", "new"], "no filter of articles"),
        (["conflicts", "--source", "x"], "There are: --topic"),
    ],
)
def test_a_filter_that_is_none_is_named(news: Newsroom, arguments: list[str], words: str) -> None:
    """Rather than the whole set there is a sentence with the filters that this set has."""
    done = CliRunner().invoke(export, [*arguments, "--db", str(news.path)])
    assert words in str(done.exception)
