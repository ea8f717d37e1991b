"""What numbers are made of: the words of extractors/data/numbers.yml, and the patterns built from them once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from extractors import vocabulary
from extractors.alternatives import one_of

NumberKind = Literal["digits", "words", "vague", "fraction", "one_in", "ratio", "halving", "article"]
GAP = "(?:[ \t\xa0\u2009\u202f]{1,3}|[ ]?[-\u2010\u2011][ ]?|\n)"  # between the words of one number


class NumberExample(NamedTuple):
    """A number as written, with its bounds."""

    text: str
    low: float
    high: float


class NumberWords(vocabulary.Checked):
    """extractors/data/numbers.yml; each key is explained there."""

    cardinals: dict[str, int]
    scales: dict[str, float]
    suffixes: dict[str, float]
    vague: dict[str, tuple[float, float]]
    several: dict[str, tuple[float, float]]
    pairs: dict[str, int]
    fractions: dict[str, int]
    glyphs: dict[str, float]
    ratios: dict[str, float]
    halvings: tuple[str, ...]
    spans: tuple[str, ...]
    names: tuple[str, ...]
    months: tuple[str, ...]
    streets: tuple[str, ...]
    examples: tuple[NumberExample, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """Characters [start, end) of a text that say a number between `low` and `high`.

    `scale` is what its magnitude word or suffix multiplied by (1e6 in "5 million"), so that "3-5
    million" can share it; `integer` is its digits where they are a bare run such as "2024", else "".
    `scale_alone`: a bare magnitude, "million" with nothing before it. A fraction and a "one in six"
    are shares (0.25), a ratio is a factor (2 for "twice").
    """

    start: int
    end: int
    low: float
    high: float
    kind: NumberKind
    scale: float = 1.0
    integer: str = ""
    scale_alone: bool = False


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest that fits, with any gap between the parts of one."""
    return one_of(words, gap=GAP)


@lru_cache(maxsize=1)
def number_words() -> NumberWords:
    """The shipped words for numbers, checked."""
    return vocabulary.shipped(NumberWords, "numbers")


class Grammar:
    """The patterns, compiled once from the words.

    `trigger` finds where a number may start, and by its group of which kind; the others read on from
    a place. Every repetition is bounded, so that no text takes longer than its length.
    """

    def __init__(self, words: NumberWords) -> None:
        self.words = words
        scale, fraction, vague = any_of(words.scales), any_of(words.fractions), any_of(words.vague)
        several, cardinal = any_of([*words.several, *words.pairs]), any_of(words.cardinals)
        glyph, alone = "[" + "".join(words.glyphs) + "]", any_of([*words.ratios, *words.halvings])
        letters = _first_letters(words)
        self.trigger = _compiled(
            rf"(?=[\d.{''.join(words.glyphs)}]|\b[{letters}])"  # seen first, since most places open no number
            rf"(?:(?P<digits>(?<!\d)\.?\d)|(?P<glyph>{glyph})"
            rf"|\b(?:(?P<several>{several}{GAP}(?:{scale}|{vague}))|(?P<vague>{vague})"
            rf"|(?P<part>(?:an?{GAP}|another{GAP})?{fraction}s?|{cardinal}{GAP}{fraction}s?|halves)"
            rf"|(?P<words>an?{GAP}(?:{scale}|score|single)|{cardinal}(?:(?=fold\b)|\b)|{scale})|(?P<alone>{alone})"
            rf"|(?P<one>an?(?={GAP}{any_of(words.spans)})))(?:(?=fold\b)|\b))"
        )
        self.scale = _compiled(rf"{GAP}({scale})\b")
        self.glued_scale = _compiled(rf"{GAP}?({scale})\b")
        self.word = _compiled(rf"({GAP})?(and{GAP})?([a-z]+?)(?:(?=fold\b)|\b)")
        self.article = _compiled(rf"an?{GAP}")
        self.and_part = _compiled(rf"{GAP}and{GAP}(?:(an?|one|three){GAP})?(half|quarter|third)s?\b")
        self.point = _compiled(rf"{GAP}point((?:{GAP}{cardinal}){{1,4}})\b")
        self.of_vague = _compiled(rf"{GAP}of{GAP}({vague})\b")
        self.several = _compiled(rf"({several}){GAP}({scale}|{vague})\b")
        self.part = _compiled(rf"(?:(an?|another|{cardinal}){GAP})?({fraction}|halve)(s?)\b")
        self.of_scale = _compiled(rf"(?:{GAP}of)?(?:{GAP}an?)?{GAP}({scale})\b")
        self.one_in = _compiled(
            rf"{GAP}(?:([a-z]+){GAP})??(?:out{GAP}of|in)(?:{GAP}every|{GAP}each)?{GAP}"
            rf"(?:(\d{{1,3}}(?:,\d{{3}})?)\b(?![.,:%/]\d|[ ]?%)"
            rf"|((?:an?{GAP})?(?:{cardinal}|{scale})(?:{GAP}(?:{cardinal}|{scale})){{0,3}})\b)"
        )
        self.odd = _compiled(rf"(?:{GAP}odd|{GAP}and{GAP}something)\b")
        self.mixed = re.compile(rf"[ -]?({glyph})|[ -](\d{{1,2}})[/⁄](\d{{1,2}})(?![\d/])")
        longest_first = sorted(words.suffixes, key=len, reverse=True)
        self.suffix = re.compile(rf"({'|'.join(longest_first)})(?![A-Za-z0-9])")
        spaced = [
            suffix
            for suffix in longest_first
            if suffix in ("mn", "mln", "bn", "bln", "tn", "trn", "cr", "Cr")
        ]
        self.spaced_suffix = re.compile(rf"[ \xa0]({'|'.join(spaced)})(?![A-Za-z0-9])")


def _first_letters(words: NumberWords) -> str:
    """The letters with which a worded number can start."""
    values = (words.cardinals, words.scales, words.vague, words.several, words.pairs)
    shares = (words.fractions, words.ratios, words.halvings, ("a", "halves"))
    return "".join(sorted({form[0] for group in (*values, *shares) for form in group}))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The patterns of the shipped words."""
    return Grammar(number_words())


def share_of(count: str | None, part: str) -> float:
    """ "three quarters" is 0.75; without a count it is one part."""
    words = number_words()
    part = part.lower() if part.lower() in words.fractions else "half"
    return words.cardinals.get((count or "one").lower(), 1) / words.fractions[part]
