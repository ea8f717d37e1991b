"""Words that say one thing: each word by its group, so that "died" and "fatalities" meet.

    word_of(nlp("The fire killed 12.")[2])     # "die"

The groups are pipeline/data/synonyms.yml; a word in none is its lemma. "strike/NOUN" is the noun alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer
from spacy.tokens import Token

from extractors.vocabulary import Checked
from pipeline.vocabulary import shipped

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
OUTSIDE = frozenset({"outside", "excluding"})
_EMPTY = frozenset(
    [
        "be",
        "have",
        "do",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "of",
        "the",
        "a",
        "an",
        "also",
        "so",
        "such",
        "very",
        "more",
        "most",
        "less",
        "least",
        "fewer",
        "few",
        "about",
        "nearly",
        "almost",
        "just",
        "only",
        "base",
        "accord",
        "am",
        "pm",
        "a.m.",
        "p.m.",
    ]
)


class Synonyms(Checked):
    """pipeline/data/synonyms.yml."""

    groups: tuple[tuple[str, ...], ...]
    units: tuple[tuple[str, ...], ...]
    sorts: tuple[tuple[str, ...], ...]
    light: tuple[str, ...]
    telling: tuple[str, ...]
    gains: tuple[str, ...]
    costs: tuple[str, ...]
    another: tuple[str, ...]
    related: tuple[str, ...]
    owns: tuple[str, ...]
    firms: tuple[str, ...]
    negations: tuple[str, ...]
    opposites: tuple[tuple[str, str], ...]
    measures: dict[str, dict[str, tuple[str, ...]]]
    parts: dict[str, dict[str, tuple[str, ...]]]
    spans: dict[str, tuple[str, ...]]
    places: tuple[tuple[str, ...], ...]
    voices: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1)
def synonyms() -> Synonyms:
    return shipped(Synonyms, "synonyms")


@lru_cache(maxsize=1)
def _group_of() -> dict[str, str]:
    """Each word to the first word of its group; a word in two groups belongs to the first."""
    table: dict[str, str] = {}
    for group in synonyms().groups:
        for word in group:
            table.setdefault(word, group[0])
    return table


@lru_cache(maxsize=1)
def unit_groups() -> dict[str, str]:
    """What is counted to the first word of its group."""
    return {word: group[0] for group in synonyms().units for word in group}


@lru_cache(maxsize=1)
def unit_sorts() -> dict[str, frozenset[int]]:
    """What is counted, as a unit, to the lines of `sorts` that it stands in."""
    table: dict[str, set[int]] = {}
    for n, line in enumerate(synonyms().sorts):
        for word in line:
            table.setdefault(unit_groups().get(word, word), set()).add(n)
    return {unit: frozenset(lines) for unit, lines in table.items()}


@lru_cache(maxsize=1)
def place_groups() -> dict[str, str]:
    """The names of a place to the first of them."""
    return {name: group[0] for group in synonyms().places for name in group}


def group_of(word: str) -> str:
    """The group of words that a lemma belongs to, by its first word; the lemma itself where it is in none."""
    return _group_of().get(word, word)


def word_of(token: Token) -> str | None:
    """The token's word group if it carries meaning, else None."""
    lemma = token.lemma_.lower()
    if (
        (token.pos_ not in _CONTENT and lemma not in OUTSIDE)
        or lemma in _EMPTY
        or not lemma[:1].isalpha()
        or len(lemma) < 2
    ):
        return None
    return (
        _group_of().get(f"{lemma}/{token.pos_}")
        or _group_of().get(lemma)
        or _group_of().get(token.lower_)
        or lemma
    )


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """The word without its ending: "perform" of "performance"."""
    return str(snowballstemmer.stemmer("english").stemWord(word))


@lru_cache(maxsize=256)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for one of the words or phrases, as a whole."""
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
