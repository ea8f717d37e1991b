"""Work in other processes, with limits."""

from __future__ import annotations

import os
import sys
import time

import pytest

from db.errors import ReadError
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
    """A ReadError keeps its subject and kind; a bug stays a bug."""
    with Workers(1) as workers:
        with pytest.raises(ReadError) as caught:
            workers.call(refuse, 3)
        assert (caught.value.kind, str(caught.value)) == ("refused", "here: 3 is refused.")
        with pytest.raises(KeyError):
            workers.call(wrong, 0)


async def test_map_and_run_keep_their_order() -> None:
    """Results come in the order of the items, with an error in place of those that failed."""
    with Workers(2) as workers:
        results = [value for _, value in workers.map(odd_ones_die, range(6))]
        assert [value for value in results if isinstance(value, int)] == [0, 2, 4]
        assert [isinstance(value, ReadError) for value in results] == [False, True] * 3
        assert await workers.run(double, 5) == 10
