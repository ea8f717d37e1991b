"""Reviews are only ever added to."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from db.errors import StoreError
from db.records import Review
from db.reviews import ReviewLog


def make_review(**fields: str) -> Review:
    defaults = {"id": "1", "key": "claim-1", "verdict": "rejected", "made_at": "2025-02-01T06:00:00Z"}
    given = {**defaults, **fields}
    return Review(target="claim", detail={"low": "2"}, reviewer="Ann", reason="misread", **given)


def test_reviews_come_back_in_their_order(tmp_path: Path) -> None:
    """The log gives back what was added, the oldest first; without a file there are none."""
    log = ReviewLog.beside(tmp_path / "crossclaim.db")
    assert log.all() == []
    later, earlier = make_review(id="2", made_at="2025-02-02T06:00:00Z"), make_review()
    for review in (later, earlier):
        log.add(review)
    assert ReviewLog(tmp_path / "crossclaim.reviews.db").all() == [earlier, later]


@pytest.mark.parametrize("change", ["update reviews set reason = 'x'", "delete from reviews"])
def test_a_review_is_never_changed(tmp_path: Path, change: str) -> None:
    """The file itself refuses."""
    log = ReviewLog(tmp_path / "reviews.db")
    log.add(make_review())
    connection = sqlite3.connect(log.path)
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(change)


def test_a_file_that_is_no_log_is_named(tmp_path: Path) -> None:
    """A damaged file is an error with its name."""
    (tmp_path / "reviews.db").write_bytes(b"x" * 4096)
    with pytest.raises(StoreError, match=r"reviews\.db"):
        ReviewLog(tmp_path / "reviews.db").all()
