"""Points that are percentage points and degrees that are of warmth, by what stands around them.

as_percentage_points(parse_of(doc), numbers)     # "28.4 per cent, 19 points lower", not an index's 300 points
as_temperatures(parse_of(doc), numbers)          # "temperatures above 27 degrees", not a list of six degrees
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.measured import NUMBERS_NEAR, Number
from extractors.parse import Parse

_MOST = 100.0  # what is counted in more points is no part of a hundred
_AROUND = 60  # tokens either side in which warmth is spoken of: a sentence may have no end
_SHARES = frozenset({"percent", "percentage point"})
_WARMTH = re.compile(r"\btemperatures?\b|\bwarm(?:er|est|ing|ed)?\b|\bcelsius\b|°C", re.IGNORECASE)
_FAHRENHEIT = re.compile(r"\bfahrenheit\b|°F", re.IGNORECASE)


def as_percentage_points(parse: Parse, numbers: Sequence[Number]) -> list[Number]:
    """The numbers, in order; points of which a percentage tells in the same sentence, or in the one before, are its."""
    return [
        replace(number, unit="percentage point")
        if number.unit == "point" and _is_small(number) and _beside_a_share(parse, numbers, n)
        else number
        for n, number in enumerate(numbers)
    ]


def _is_small(number: Number) -> bool:
    return max(number.low or 0.0, number.high or 0.0) < _MOST


def _beside_a_share(parse: Parse, numbers: Sequence[Number], n: int) -> bool:
    here = parse.sentence_index(numbers[n].start)
    around = numbers[max(0, n - NUMBERS_NEAR) : n + 1 + NUMBERS_NEAR]
    return any(
        each.unit in _SHARES and here - 1 <= parse.sentence_index(each.start) <= here for each in around
    )


def as_temperatures(parse: Parse, numbers: Sequence[Number]) -> list[Number]:
    """The numbers, in order; degrees are Celsius where the sentence or one beside it speaks of warmth.

    They stay degrees where the text has Fahrenheit anywhere.
    """
    if not any(number.unit == "degree" for number in numbers) or _FAHRENHEIT.search(parse.text):
        return list(numbers)
    return [
        replace(number, unit="degree Celsius")
        if number.unit == "degree" and _is_warmth(parse, number)
        else number
        for number in numbers
    ]


def _is_warmth(parse: Parse, number: Number) -> bool:
    here = parse.sentence_index(number.start)
    first, last = parse.sentences[max(0, here - 1)], parse.sentences[min(len(parse.sentences) - 1, here + 1)]
    first_token = max(first[0], number.start - _AROUND)
    last_token = min(last[1], number.end + _AROUND)
    return _WARMTH.search(parse.text, parse.start[first_token], parse.end[last_token - 1]) is not None
