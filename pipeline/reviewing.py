"""A person's decision, and what follows from it at once: its question is compared again.

record_review(database, topics, review)
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from db.clock import now
from db.errors import LockedError
from db.records import Review
from db.reviews import ReviewLog
from db.store import Store
from extractors.topic import Topic
from pipeline.comparison import compare_stale
from pipeline.lock import run_lock
from pipeline.progress import Progress


def record_review(database: Path, topics: Mapping[str, Topic], review: Review) -> None:
    """Writes the review down, then compares the questions that it bears on.

    While a run is at work on the database the questions only become stale; this run or the next compares them.
    """
    ReviewLog.beside(database).add(review)
    with Store.open(database) as store:
        store.claims.reopen(review.target, review.key)
        try:
            with run_lock(database, now()):
                compare_stale(store, topics, Progress(quiet=True), now())
        except LockedError:
            return
