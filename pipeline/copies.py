"""Which article copies which: the share of word shingles that two texts have in common.

    marks = fingerprint(article.text)
    copy = find_copy(marks, store.articles.sharing(marks, common=COMMON), store.articles.shingle_count)

A fingerprint keeps one in SAMPLE hashes of all runs of four words, by their value alone (FracMinHash),
so that a text and a part of it keep the same ones, and the share can be told for texts of any length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass, replace
from math import sqrt

from xxhash import xxh3_64_intdigest

from db.records import Article

WORD = re.compile(r"[^\W_]+")
SHINGLE = 4
SAMPLE = 6
LIMIT = 2**64 // SAMPLE  # below 2**63, so that a kept hash fits SQLite's signed integers
SHARE = 1 / 3  # three sentences in common are some .15; a copy with every seventh word changed has .5
MIN_SHARED = 6  # some 36 shingles: fewer are a quote, not a copy
COMMON = 20  # a hash in more articles than that is boilerplate of an outlet


@dataclass(frozen=True, slots=True)
class Copy:
    """The article that a text copies, and what share (0..1) of the smaller text the two have in common."""

    original: str
    share: float


def fingerprint(text: str) -> frozenset[int]:
    """The hashes that stand for a text; those of a text of under four words are none."""
    words = WORD.findall(text.casefold())
    hashes = (
        xxh3_64_intdigest(" ".join(words[start : start + SHINGLE]).encode())
        for start in range(len(words) - SHINGLE + 1)
    )
    return frozenset(value for value in hashes if value < LIMIT)


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """What share (0..1) of the smaller fingerprint is in the other; 0 where one is empty."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def find_copy(
    marks: Sized,
    shared: Mapping[str, int],
    size_of: Callable[[str], int],
) -> Copy | None:
    """The article that a text copies: of those it shares enough with, the one with the largest share.

    `shared` says how many hashes each earlier article has in common with the text, `size_of` how
    many an article has in all. None where nothing is shared beyond quotes. The article found may
    itself be a copy: see `traced`.
    """
    copies = []
    for article, count in shared.items():
        if count < MIN_SHARED:
            continue
        size = min(len(marks), size_of(article))
        # The share is told from a sample: one standard error of it is asked for on top.
        if count / size >= SHARE + 0.5 / sqrt(size):
            copies.append(Copy(article, round(count / size, 4)))
    return min(copies, key=lambda copy: (-copy.share, copy.original), default=None)


def traced(copy: Copy | None, url: str, article_of: Callable[[str], Article | None]) -> Copy | None:
    """The copy with the article at the head of the chain as its original, for a text under the address `url`.

    `article_of` gives an article by its id. None where there is no copy, where the head is not there
    (any more), and where it is an earlier edition under the same address: a text that comes back to
    what others copied from it is a revision, not a copy of itself.
    """
    original = article_of(copy.original) if copy else None
    if copy and original and original.copy_of:
        copy, original = replace(copy, original=original.copy_of), article_of(original.copy_of)
    return copy if original and original.url != url else None
