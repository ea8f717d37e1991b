"""Whether the job does as well as it used to: silence, far less than usual, and how it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.clock import later
from db.records import Entry, Problem, Run
from db.store import Store
from pipeline.health import look_at
from pipeline.metrics import metrics_text
from pipeline.run import Result
from tests.factories import make_article

NOW = "2026-11-21T06:00:00Z"
URL = "https://skerrypost.example/feed"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "t.db", create=True) as opened:
        opened.feeds.add(URL, topic="t")
        yield opened


def brought(store: Store, by_day: dict[int, int]) -> None:
    """Lets the feed have brought so many entries so many days ago."""
    for ago, count in sorted(by_day.items(), reverse=True):
        time = later(NOW, days=-ago)
        feed = store.feeds.all()[0]
        entries = [Entry(feed=feed.url, url=f"https://skerrypost.example/{ago}/{n}") for n in range(count)]
        poll = feed.__class__(
            **{**{name: getattr(feed, name) for name in feed.__slots__}, "last_fetched": time}
        )
        store.feeds.save_poll(poll, entries, time)


WARNED = [
    (dict.fromkeys(range(30, 5, -1), 5), "nothing new for 6 days; before, it brought something every day"),
    (
        dict.fromkeys(range(28, 7, -3), 1),
        "nothing new for 10 days; before, it brought something every 3 days",
    ),
    (dict.fromkeys(range(30, 2, -1), 10) | {1: 1}, "1 new entries in 3 days, where 30 were to be expected"),
]
CALM = [
    {},
    {40: 100, 1: 1},
    dict.fromkeys(range(30), 5),
    dict.fromkeys(range(28, 5, -5), 1),
    dict.fromkeys(range(30, 1, -1), 5),
    {30: 200} | dict.fromkeys(range(29, 1, -1), 2),
    dict.fromkeys(range(30), 1) | {2: 0, 1: 0},
]


@pytest.mark.parametrize(("by_day", "warning"), WARNED)
def test_what_used_to_come_and_does_not(store: Store, by_day: dict[int, int], warning: str) -> None:
    """A feed that pauses much longer than it ever did, or brings a fraction of its usual, is named."""
    brought(store, by_day)
    assert [said for said in look_at(store, NOW).warnings if warning in said], look_at(store, NOW).warnings


@pytest.mark.parametrize("by_day", CALM)
def test_no_alarm_without_cause(store: Store, by_day: dict[int, int]) -> None:
    """A new feed, a rare one, a steady one, and one that had much to tell on its first day are left in peace."""
    brought(store, by_day)
    assert look_at(store, NOW).warnings == ()


def test_today_beside_the_usual_day(store: Store) -> None:
    """Articles of today, and their mean over the days before."""
    for ago, count in ((0, 1), (1, 2), (2, 4)):
        for n in range(count):
            article = make_article(
                f"Text {ago} {n}.", url=f"https://x.example/{ago}/{n}", first_seen=later(NOW, days=-ago)
            )
            store.articles.save(article, ["t"], [])
    health = look_at(store, NOW)
    assert (health.last_day, health.usual_day) == ((1, 0), (3.0, 0.0))


def test_metrics_for_prometheus() -> None:
    """Each figure once with its type; problems by kind; nothing that a parser of the format would refuse."""
    run = Run("r", NOW, later(NOW, seconds=90), "1", {"feeds_polled": 3, "articles_read": 2})
    problems = (Problem("feed", "a", "http_404", ""), Problem("feed", "b", "http_404", ""))
    text = metrics_text(Result(run, problems, {"claims": 7}))
    assert 'crossclaim_run_problems{kind="http_404"} 2' in text
    assert "crossclaim_run_duration_seconds 90\n" in text
    assert "crossclaim_database_claims 7\n" in text
    assert text.count("# TYPE crossclaim_run_problems gauge") == 1
    assert all(line.startswith("#") or len(line.split(" ")) == 2 for line in text.splitlines())
