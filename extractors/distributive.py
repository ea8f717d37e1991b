"""Counts that hold for each of several things: "nodes, each with eight H800s" are no fleet of eight.

    per_what(parse, 12, 14)     # "node"

Such a count is of another item than a total is: eight a node do not contradict two thousand in all.
"""

from __future__ import annotations

from functools import lru_cache

from extractors import vocabulary
from extractors.parse import Parse
from extractors.phrases import singular
from extractors.units import units
from extractors.vocabulary import Checked

_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_FAR = 25  # tokens before the number in which the things are named


class DistributiveWords(Checked):
    """The whole of data/distributive.yml."""

    each: frozenset[str]
    every: frozenset[str]
    in_every: frozenset[str]
    having: frozenset[str]
    spans: frozenset[str]


@lru_cache(maxsize=1)
def distributive_words() -> DistributiveWords:
    """The shipped words, read once a process; TopicError names file, line and key of a fault."""
    return vocabulary.shipped(DistributiveWords, "distributive")


def per_what(parse: Parse, start: int, end: int) -> str | None:
    """The noun, in the singular, of each of which the number [start, end) is said; None where it is a total.

    "Eight GPUs per server", "servers with eight GPUs each", "nodes, each with eight GPUs",
    "eight GPUs in every server".
    """
    low, words = parse.lower, distributive_words()
    if named := _noun_after(parse, end):
        return named
    before = start - 1
    while before > 0 and (low[before] in words.having or parse.pos[before] == "ADV"):
        before -= 1
    distributed = before < start - 1 and low[before] in words.each
    if distributed or _each_after(parse, end):
        first, _ = parse.sentence_of(start)
        for token in range(before if distributed else start - 1, max(first, start - _FAR) - 1, -1):
            if parse.tag[token] == "NNS":
                return singular(low[token])
    return None


def _each_after(parse: Parse, end: int) -> bool:
    """Whether "each" right after the number looks back at it; before a verb ("eight GPUs each cost $2") it looks ahead."""
    if end >= parse.size or parse.lower[end] not in distributive_words().each:
        return False
    return end + 1 == parse.size or parse.pos[end + 1] not in ("VERB", "AUX")


def is_thing(noun: str) -> bool:
    """Whether counts are told of each such thing: of servers and schools, but a day, a tonne and a head make a rate."""
    return noun not in units().by_word and noun not in distributive_words().spans


def _noun_after(parse: Parse, end: int) -> str | None:
    """The noun after "per" or "in every" that follows the number or its own noun; never a day or a tonne."""
    low, size, words = parse.lower, parse.size, distributive_words()
    for token in range(end - 2, min(end + 2, size - 1)):
        word, after = low[token], low[token + 1]
        if word != "per" and not (word in words.in_every and after in words.every):
            continue
        noun = token + 1 if word == "per" else token + 2
        if noun < size and parse.tag[noun] in _NOUNS and is_thing(name := singular(low[noun])):
            return name
    return None
