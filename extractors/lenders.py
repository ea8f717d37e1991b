"""The unit of a bare number, lent by another number of the text or by what happens to it.

"up from 2.4 million" means headsets if headsets were counted before; "killed one and hurt half a
dozen" counts people. The same value said elsewhere lends first, then the nearest of like size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from extractors.counts import counts_people
from extractors.frames import roles_of, word
from extractors.metrics import Number

BACK = 60  # tokens before a bare number in which a lender may stand
AHEAD = 25


def with_units(doc: Doc, numbers: Sequence[Number]) -> list[Number]:
    """The numbers, the bare ones with the unit that they most probably have (None where nothing lends)."""
    found = list(numbers)
    for n, number in enumerate(numbers):
        if number.unit is None:
            found[n] = replace(number, unit=_lent(doc, found, n))
    return found


def _lent(doc: Doc, numbers: Sequence[Number], n: int) -> str | None:
    number = numbers[n]
    best: tuple[float, str | None] = (0.0, None)
    for k, other in enumerate(numbers):
        if k == n or other.unit is None:
            continue
        gap = number.start - other.end if k < n else other.start - number.end
        equal = _power(number) == _power(other) and number.low == other.low and number.high == other.high
        if gap > (BACK if k < n else AHEAD) and not equal:
            continue
        cost = gap / 12 + (2.5 if k > n else 0.0) + 1.5 * abs(_power(number) - _power(other))
        cost += 2.0 if other.unit in ("day", "percent", "x") else 0.0
        cost -= 6.0 if equal else 0.0
        score = 1.0 / (1.0 + math.exp(cost - 5.0))
        if score > best[0]:
            best = score, other.unit
    if best[0] < 0.5 and _of_people(doc, number):
        return "person"
    return best[1]


def _of_people(doc: Doc, number: Number) -> bool:
    """Does the number's frame speak of people: "the dead numbered 68", "one of the workers"?"""
    roles = roles_of(doc, number.start, number.end)
    near = [
        token
        for role in ("of", "head", "noun", "subject", "beside", "among")
        for token in roles.get(role, ())
    ]
    return any(counts_people(word(token)) for token in near)


def _power(number: Number) -> float:
    value = number.low if number.low is not None else number.high
    return math.log10(value) if value and value > 0 else 0.0
