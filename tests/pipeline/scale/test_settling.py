"""Shared shingles counted in NumPy, beside the plainest count that can be thought of; a stretch at a time or all at once."""

from __future__ import annotations

from itertools import chain, pairwise

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.copies import COMMON, MIN_SHARED
from pipeline.scale import keyed
from pipeline.scale.keyed import Columns, by_stretch
from pipeline.scale.settling import LATER, NEVER, Pairs, shared_pairs

pytestmark = pytest.mark.hypothesis

# Which of few articles have which of few shingles, at which address each stands, and after how many another replaces it.
ARTICLES = st.lists(
    st.tuples(st.frozensets(st.integers(0, 12)), st.integers(0, 5), st.one_of(st.none(), st.integers(1, 30))),
    max_size=2 * COMMON,
)


def plain(texts: list[frozenset[int]], until: list[int], places: list[int]) -> dict[tuple[int, int], int]:
    """For each later and earlier article how many shingles they share that were no boilerplate when the later came."""
    counts: dict[tuple[int, int], int] = {}
    for later, marks in enumerate(texts):
        for mark in marks:
            live = [n for n in range(later) if mark in texts[n] and until[n] >= later]
            for earlier in live if len(live) <= COMMON else ():
                if places[earlier] != places[later]:
                    counts[later, earlier] = counts.get((later, earlier), 0) + 1
    return counts


def postings(texts: list[frozenset[int]], every: int) -> list[Columns]:
    """As tables of so many articles each, whose hashes rise."""
    tables = []
    for first in range(0, len(texts), every):
        held = [(mark, n) for n in range(first, min(first + every, len(texts))) for mark in texts[n]]
        held.sort(key=lambda one: one[0])
        tables.append(tuple(numpy.array([one[at] for one in held], numpy.int64) for at in (0, 1)))
    return tables or [(numpy.empty(0, numpy.int64), numpy.empty(0, numpy.int64))]


@given(ARTICLES, st.integers(1, 7), st.sampled_from((1, 5, 40, 250_000)))
def test_pairs_are_those_of_a_plain_count(
    articles: list[tuple[frozenset[int], int, int | None]], every: int, at_once: int
) -> None:
    texts, places = [marks for marks, *_ in articles], [place for _, place, _ in articles]
    until = [
        NEVER if after is None or n + after >= len(texts) else n + after
        for n, (*_, after) in enumerate(articles)
    ]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keyed, "AT_ONCE", at_once)
        found = shared_pairs(
            postings(texts, every), numpy.array(until, numpy.int64), numpy.array(places, numpy.int64)
        )
    assert told(found) == plain(texts, until, places)


def test_counts_of_ranges_add_up_and_what_a_quote_shares_is_no_pair() -> None:
    key = 3 << LATER | 1
    half = Pairs(numpy.array([key, key + 1]), numpy.array([MIN_SHARED - 1, MIN_SHARED - 1]))
    rest = Pairs(numpy.array([key]), numpy.array([1]))
    assert told(Pairs.joined([half, rest])) == {(3, 1): MIN_SHARED}


@given(st.lists(st.lists(st.integers(0, 2**62)), min_size=1), st.sampled_from((1, 3, 100)))
def test_stretches_hold_every_row_once_and_rise(firsts: list[list[int]], at_once: int) -> None:
    tables = [(numpy.array(sorted(first), numpy.int64), numpy.arange(len(first))) for first in firsts]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keyed, "AT_ONCE", at_once)
        found = [column.tolist() for column, _ in by_stretch(tables)]
    assert sorted(one for column in found for one in column) == sorted(chain.from_iterable(firsts))
    held = [column for column in found if column]
    assert all(max(one) < min(other) for one, other in pairwise(held))


def told(pairs: Pairs) -> dict[tuple[int, int], int]:
    keys = [(key >> LATER, key & ((1 << LATER) - 1)) for key in pairs.keys.tolist()]
    return dict(zip(keys, pairs.counts.tolist(), strict=True))
