"""A decision and what follows: the conflict settles at once, and the next run keeps it."""

from __future__ import annotations

from pathlib import Path

from db.clock import now
from db.records import Review
from db.reviews import ReviewLog
from db.store import Store
from extractors.topic import Topic
from pipeline.comparison import compare_stale
from pipeline.lock import run_lock
from pipeline.progress import Progress
from pipeline.reviewing import record_review
from tests.browse.newsroom import Newsroom, write_newsroom


def topics() -> dict[str, Topic]:
    metric = {"question": "How many has {subject}?", "units": ["GPU"]}
    about = {"name": "t", "title": "T", "metrics": {"accelerator_count": metric}}
    return {"t": Topic.model_validate({**about, "units": {"GPU": {"nouns": ["gpu"]}}})}


def rejection(news: Newsroom) -> Review:
    return Review("1", "claim", news.many.id, "rejected", {}, "Ann", "misread", "2025-02-03T06:00:00Z")


def state(path: Path) -> str | None:
    with Store.open(path) as store:
        row = store.database.execute("select state from conflicts where question = 'q-1'").fetchone()
    return row[0] if row else None


def compare_again(path: Path) -> None:
    with Store.open(path) as store:
        store.claims.reopen("subject", "DeepSeek")
        compare_stale(store, topics(), Progress(quiet=True), now())


def test_a_rejected_claim_settles_its_conflict(tmp_path: Path) -> None:
    """The one side is gone at once, and a run that compares again does not bring it back."""
    news = write_newsroom(tmp_path / "news.db")
    compare_again(news.path)
    assert state(news.path) not in (None, "settled")
    record_review(news.path, topics(), rejection(news))
    assert state(news.path) in (None, "settled")
    compare_again(news.path)
    assert state(news.path) in (None, "settled")


def test_while_a_run_is_at_work_the_review_is_kept_for_it(tmp_path: Path) -> None:
    """The review is written, and its question waits for the run."""
    news = write_newsroom(tmp_path / "news.db")
    with run_lock(news.path, now()):
        record_review(news.path, topics(), rejection(news))
    assert ReviewLog.beside(news.path).all() == [rejection(news)]
    with Store.open(news.path) as store:
        assert [question.id for question in store.claims.stale_questions()] == ["q-1"]
