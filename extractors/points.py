"""Points that are percentage points: "28.4 per cent, 19 points lower", not the 300 points that an index lost.

as_percentage_points(parse_of(doc), numbers)     # the numbers, some with another unit
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.measured import NUMBERS_NEAR, Number
from extractors.parse import Parse

_MOST = 100.0  # what is counted in more points is no part of a hundred
_SHARES = frozenset({"percent", "percentage point"})


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
