"""Work in other processes, with limits."""

from __future__ import annotations

import os
import sys
import time

import pytest

from db.errors import ReadError
from db.records import Page
from pipeline.articles import read_article
from pipeline.feeds import read_feed
from pipeline.workers import Workers


def double(number: int) -> int:
    return 2 * number


def burn(_: int) -> None:
    while True:
        pass


def swallow(megabytes: int) -> int:
    return len(bytearray(megabytes * 1_000_000))


def die(code: int) -> None:
    os._exit(code)


def refuse(number: int) -> int:
    raise ReadError(f"{number} is refused.", subject="here", kind="refused")


def wrong(_: int) -> None:
    raise KeyError("a bug")


def odd_ones_die(number: int) -> int:
    return die(3) or 0 if number % 2 else number


def test_limits_end_a_call_and_not_the_workers() -> None:
    """A call that computes for ever, eats memory or dies is an error with its kind; the next call works."""
    with Workers(1, seconds=1, megabytes=700) as workers:
        started = time.monotonic()
        with pytest.raises(ReadError) as caught:
            workers.call(burn, 0)
        assert caught.value.kind == "parser_timeout"
        assert time.monotonic() - started < 20
        assert workers.call(double, 21) == 42
        with pytest.raises(ReadError) as caught:
            workers.call(die, 7)
        assert caught.value.kind == "parser_died"
        if sys.platform == "linux":
            with pytest.raises(ReadError) as caught:
                workers.call(swallow, 2_000)
            assert caught.value.kind == "parser_memory"
        assert workers.call(double, 4) == 8


def test_errors_come_through_whole() -> None:
    """A ReadError keeps its subject and kind; what a parser falls over is named with its place."""
    with Workers(1) as workers:
        with pytest.raises(ReadError) as caught:
            workers.call(refuse, 3)
        assert (caught.value.kind, str(caught.value)) == ("refused", "here: 3 is refused.")
        with pytest.raises(ReadError, match=r"KeyError: 'a bug', in test_workers.py line \d+") as caught:
            workers.call(wrong, 0)
        assert caught.value.kind == "parser_failed"


async def test_map_and_run_keep_their_order() -> None:
    """Results come in the order of the items, with an error in place of those that failed."""
    with Workers(2) as workers:
        results = [value for _, value in workers.map(odd_ones_die, range(6))]
        assert [value for value in results if isinstance(value, int)] == [0, 2, 4]
        assert [isinstance(value, ReadError) for value in results] == [False, True] * 3
        assert await workers.run(double, 5) == 10


def feed_page(body: str) -> Page:
    url = "https://x.example/feed"
    return Page("p", url, url, 200, {}, body.encode(), "2026-11-21T06:00:00Z")


HOSTILE = {
    "200,000 nested tags in a feed": (
        read_feed,
        feed_page("<rss><channel>" + "<b>" * 200_000),
        "https://x.example/feed",
    ),
    "20,000 items": (
        read_feed,
        feed_page("<rss><channel>" + "<item><title>x</title></item>" * 20_000),
        "https://x.example/feed",
    ),
    "200,000 nested tags in a page": (
        read_article,
        b"<html><body>" + b"<div>" * 200_000,
        "https://x.example/",
    ),
    "2 MB that patterns dislike": (read_article, b"<p>" + b"By A - a | " * 180_000, "https://x.example/"),
    "2 MB of quotes and commas": (
        read_article,
        b"<script type='application/ld+json'>" + b'{"a": [,"' * 220_000,
        "https://x.example/",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bodies_end_at_the_limit(name: str) -> None:
    """Each is read or refused within the limit, with a kind; the worker after it does its work."""
    function, *given = HOSTILE[name]
    started = time.monotonic()
    with Workers(1, seconds=1) as workers:
        try:
            workers.call(function, *given)  # type: ignore[operator, arg-type]
        except ReadError as error:
            assert error.kind in ("parser_timeout", "parser_memory", "parser_depth", "no_feed")  # noqa: PT017
        assert workers.call(len, "abc") == 3
    assert time.monotonic() - started < 60
