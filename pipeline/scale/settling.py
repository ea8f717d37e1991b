"""Which of all articles stay, where each stands, and which one it copies: as if they had come one by one.

    filing = Filing(marks_of)
    filing.take(kept, given_id)                      # in the order of arrival: its address and edition
    pairs = shared_pairs(postings, until, places)    # for one range of shingles: which articles share how many
    originals(filing.kept, pairs)                    # which article each one copies

Articles are filed one after the other, by their addresses alone. What they share is counted range by
range of shingles, in any order and anywhere, since the counts of ranges add up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import pairwise

import numpy

from db.records import Article
from pipeline.copies import COMMON, MIN_SHARED, Copy, find_copy, traced
from pipeline.reading import filed_under
from pipeline.scale.keyed import Columns, Ints, by_stretch

LATER = 32  # bits by which a pair's later number stands before the earlier one
NEVER = 2**62


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which two articles share how many shingles: `keys` are two numbers in one, the later first, rising; `counts` go with them."""

    keys: Ints
    counts: Ints

    @classmethod
    def joined(cls, parts: Sequence[Pairs]) -> Pairs:
        """The pairs of several ranges of shingles, the counts of each added up.

        Those that share what a quote shares are left out: no article copies another by that.
        """
        keys = numpy.concatenate([numpy.empty(0, numpy.int64), *(part.keys for part in parts)])
        counts = numpy.concatenate([numpy.empty(0, numpy.int64), *(part.counts for part in parts)])
        order = numpy.argsort(keys, kind="stable")
        keys, counts = keys[order], counts[order]
        first = numpy.flatnonzero(numpy.diff(keys, prepend=-1)) if len(keys) else numpy.empty(0, numpy.int64)
        keys, counts = keys[first], numpy.add.reduceat(counts, first) if len(first) else counts
        enough = counts >= MIN_SHARED
        return cls(keys[enough], counts[enough])


@dataclass(slots=True)
class Kept:
    """An article that stays, without its text, and the row of its partition where it stands.

    `size` is how many sampled shingles it has, `until` the number of the edition that supersedes it.
    """

    article: Article
    partition: int
    row: int
    size: int
    notice: bool = False
    until: int = NEVER


class Filing:
    """Takes articles in the order of their arrival; `kept` holds those that stay, by number, and `repeated` other ids."""

    def __init__(self, marks_of: Callable[[Kept], frozenset[int]]) -> None:
        """`marks_of` gives an article's shingles; it is asked only where two addresses may be one."""
        self.kept: list[Kept] = []
        self.repeated: list[str] = []
        self._marks_of = marks_of
        self._given: set[str] = set()
        self._ids: set[str] = set()
        self._current: dict[str, int] = {}
        self._linked: dict[str, list[int]] = {}

    def take(self, one: Kept, given_id: str) -> None:
        """Files an article under its address, after the last edition there; one that came before is passed over."""
        if given_id in self._given:
            self.repeated.append(given_id)
            return
        self._given.add(given_id)
        if one.article.id in self._ids:
            return
        self._ids.add(one.article.id)
        number, url = len(self.kept), self._url(one)
        last = self._current.get(url)
        edition = 1
        if last is not None:
            edition = self.kept[last].article.edition + 1
            self.kept[last].until = number
        one.article = replace(one.article, url=url, edition=edition)
        self._current[url] = number
        if one.article.canonical:
            self._linked.setdefault(one.article.canonical, []).append(number)
        self.kept.append(one)

    def _url(self, one: Kept) -> str:
        link = one.article.canonical
        if not link:
            return one.article.url
        known = {one.article.id: one}

        def others() -> list[Article]:
            numbers = {*self._linked.get(link, ()), self._current.get(link, -1)} - {-1}
            newest = [self.kept[number] for number in numbers if self.kept[number].until == NEVER]
            known.update((kept.article.id, kept) for kept in newest)
            return sorted(
                (kept.article for kept in newest), key=lambda other: (other.first_seen or "", other.id)
            )

        return filed_under(one.article, others, lambda article: self._marks_of(known[article.id]))


def shared_pairs(postings: Sequence[Columns], until: Ints, places: Ints) -> Pairs:
    """Which articles share how many shingles, with those before them that are still in their last edition.

    Each of `postings` holds hashes, which rise, and for each the number of an article that has it. `until` and
    `places` are, by an article's number, that of the edition that supersedes it and that of its address:
    editions of one address are no copies of each other.
    """
    found = [
        (numpy.sort(numpy.concatenate([*_found_in(_in_several(hashes, numbers), until, places)])),)
        for hashes, numbers in by_stretch(postings)
    ]
    counted = [numpy.unique(keys, return_counts=True) for (keys,) in by_stretch(found)]
    keys, counts = (numpy.concatenate(column) for column in zip(*counted, strict=True))
    return Pairs(keys, counts)


def _found_in(postings: Columns, until: Ints, places: Ints) -> Iterator[Ints]:
    """The pairs of some shingles, as keys."""
    hashes, numbers = postings
    begins = numpy.flatnonzero(numpy.diff(hashes, prepend=-1))
    sizes = numpy.diff(begins, append=len(hashes))
    many: list[int] = []
    for first, size in zip(begins[sizes > COMMON + 1], sizes[sizes > COMMON + 1], strict=True):
        among = numbers[first : first + size]
        _pair(among.tolist(), until[among].tolist(), places[among].tolist(), many)
    yield numpy.array(many, numpy.int64)
    few = numpy.repeat(sizes <= COMMON + 1, sizes)
    after = numpy.repeat(begins + sizes, sizes) - numpy.arange(len(hashes)) - 1
    yield from _pairs_of_few(numbers[few], after[few], until, places)


def _in_several(hashes: Ints, numbers: Ints) -> Columns:
    """The postings of shingles that are in more than one article, by shingle and number. Most are in one alone."""
    order = numpy.argsort(hashes)
    hashes = hashes[order]
    same = hashes[1:] == hashes[:-1]
    several = numpy.append(same, False) | numpy.append(False, same) if len(hashes) else same
    hashes, numbers = hashes[several], numbers[order[several]]
    order = numpy.lexsort((numbers, hashes))
    return hashes[order], numbers[order]


def _pairs_of_few(numbers: Ints, after: Ints, until: Ints, places: Ints) -> Iterator[Ints]:
    """The pairs of shingles that are in so few articles that none is boilerplate, as keys.

    `after` says of each posting how many of the same shingle follow it.
    """
    ended, stood = until[numbers], places[numbers]
    for distance in range(1, COMMON + 1):
        earlier = numpy.flatnonzero(after >= distance)
        later = earlier + distance
        found = (ended[earlier] >= numbers[later]) & (stood[earlier] != stood[later])
        yield numbers[later[found]] << LATER | numbers[earlier[found]]


def _pair(numbers: Sequence[int], until: Sequence[int], places: Sequence[int], found: list[int]) -> None:
    """Adds the pairs of one shingle, as keys. One that is in more than COMMON articles at the time is boilerplate."""
    live: dict[int, int] = {}
    leaving: list[tuple[int, int]] = []
    for number, end, place in zip(numbers, until, places, strict=True):
        while leaving and leaving[0][0] < number:
            live.pop(heappop(leaving)[1])
        if len(live) <= COMMON:
            for other, its_place in live.items():
                if its_place != place:
                    found.append(number << LATER | other)
        live[number] = place
        if end != NEVER:
            heappush(leaving, (end, number))


def originals(kept: Sequence[Kept], pairs: Pairs) -> dict[int, Copy]:
    """For each article that is a copy, by number, the one that it copies; that one is never itself a copy."""
    number_of: dict[str, int] = {}
    copies: dict[int, Copy] = {}

    def article_of(name: str) -> Article:
        number = number_of[name]
        copy = copies.get(number)
        return replace(kept[number].article, copy_of=copy.original if copy else None)

    for number, shared in _by_later(pairs):
        counts = {kept[other].article.id: count for other, count in shared.items()}
        number_of.update((kept[other].article.id, other) for other in shared)
        found = find_copy(range(kept[number].size), counts, lambda name: kept[number_of[name]].size)
        copy = traced(found, kept[number].article.url, article_of)
        if copy is not None:
            copies[number] = copy
    return copies


def _by_later(pairs: Pairs) -> Iterator[tuple[int, dict[int, int]]]:
    """Each article that shares anything with earlier ones, with how much it shares with which, by number."""
    laters = pairs.keys >> LATER
    earlier = (pairs.keys & ((1 << LATER) - 1)).tolist()
    counts = pairs.counts.tolist()
    starts = numpy.flatnonzero(numpy.diff(laters, prepend=-1)).tolist() if len(laters) else []
    for start, end in pairwise([*starts, len(earlier)]):
        yield int(laters[start]), dict(zip(earlier[start:end], counts[start:end], strict=True))
