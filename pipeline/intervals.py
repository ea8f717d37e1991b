"""How two values stand to each other, as intervals of what they can stand for.

compare_values(value_of(a), value_of(b)).kind     # "rounding"
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from pipeline.values import Value, words

Kind = Literal["same", "rounding", "hedged", "bound", "inside", "overlap", "near", "apart"]
AGREE: frozenset[Kind] = frozenset({"same", "rounding", "hedged"})
_EPSILON = 1e-9


@dataclass(slots=True)  # not frozen: one is made for each two answers, and that costs twice as much
class Finding:
    """How two values stand to each other.

    same, rounding and hedged say that they are one number; bound, inside, overlap and near that both
    can be true; apart that they cannot. `ratio` is the larger point over the smaller (inf where one
    is zero).
    """

    kind: Kind
    ratio: float

    @property
    def agrees(self) -> bool:
        return self.kind in AGREE


def compare_values(a: Value, b: Value, *, tolerance: float | None = None, exact: bool = False) -> Finding:
    """How two values of one unit stand to each other; symmetric.

    `tolerance` is a topic's own for the metric (a ratio): within it, two points are the same. `exact`
    takes a point without a hedge at its word against a bound: 159.9 is not more than 159.95.
    """
    ratio = ratio_of(a, b)
    if a.shape == b.shape == "point":
        return _compare_points(a, b, ratio, tolerance)
    if a.low == b.low and a.high == b.high and a.shape == b.shape and a.hedge == b.hedge:
        return Finding("same", ratio)
    if a.point == b.point and _equal_to_its_bound(a, b) and (not exact or _very_round(a.point)):
        return Finding("hedged", ratio)
    (a_low, a_high), (b_low, b_high) = _taken(a, exact=exact), _taken(b, exact=exact)
    if a_low > b_high or b_low > a_high or _touches_open_end(a, b):
        return Finding("apart", ratio)
    if a.shape in ("at_least", "at_most") and b.shape in ("at_least", "at_most"):
        return Finding("overlap", ratio)
    if "at_least" in (a.shape, b.shape) or "at_most" in (a.shape, b.shape):
        return Finding("bound", ratio)
    if (a_low <= b_low and b_high <= a_high) or (b_low <= a_low and a_high <= b_high):
        return Finding("inside", ratio)
    return Finding("overlap", ratio)


def ratio_of(a: Value, b: Value) -> float:
    """The larger of the two numbers over the smaller; inf where one of them is zero and the other not."""
    one, other = abs(a.point), abs(b.point)
    if one == other:
        return 1.0
    if not one or not other:
        return math.inf
    return one / other if one > other else other / one


def _compare_points(a: Value, b: Value, ratio: float, tolerance: float | None) -> Finding:
    if a.low == b.low:
        return Finding("same", ratio)
    # A rounding moves a number by less than a third of it, so nothing finer need be asked beyond that.
    if ratio < 1.5 and _rounds(a, b):
        return Finding("rounding", ratio)
    if tolerance is not None and ratio <= 1 + tolerance:
        return Finding("hedged", ratio)
    if ratio > 2:  # no hedge reaches three tenths of its number
        return Finding("apart", ratio)
    (a_low, a_high), (b_low, b_high) = a.reach, b.reach
    if a_low < b_high and b_low < a_high:
        hedged = (a.hedge == "none") != (b.hedge == "none")
        return Finding("hedged" if hedged and ratio <= 1 + words().cut else "near", ratio)
    return Finding("apart", ratio)


def _taken(value: Value, *, exact: bool) -> tuple[float, float]:
    if exact and value.shape == "point" and value.hedge == "none":
        return value.point, value.point
    return value.reach


def _rounds(a: Value, b: Value) -> bool:
    rough, fine = (a, b) if (a.step, b.low or 0) >= (b.step, a.low or 0) else (b, a)
    return can_round(fine, rough)


def can_round(fine: Value, rough: Value) -> bool:
    """Whether the rough point can stand for the finer one: rounded, or cut off after its last digit."""
    assert fine.low is not None
    assert rough.low is not None
    off = abs(fine.low - rough.low)
    if off == 0:
        return True
    if rough.step <= fine.step * (1 + _EPSILON):
        return False
    if rough.hedge == "below" and fine.low > rough.low:
        return False
    if rough.hedge == "above" and fine.low < rough.low:
        return False
    known = words()
    size = max(abs(fine.low), abs(rough.low))
    if off <= rough.step / 2 * (1 + _EPSILON):
        return off <= (known.plain if rough.hedge == "none" else known.hedged) * size
    cut = math.floor(fine.low / rough.step + _EPSILON) * rough.step
    return (
        abs(cut - rough.low) < _EPSILON * size
        and off <= (known.cut if rough.hedge == "none" else known.hedged) * size
    )


def _equal_to_its_bound(a: Value, b: Value) -> bool:
    """A round point beside a bound at the same number ("around 5,000", "more than 5,000"): one count."""
    bound, other = (a, b) if a.shape in ("at_least", "at_most") else (b, a)
    if bound.shape not in ("at_least", "at_most") or other.shape != "point" or bound.hedge != "none":
        return False
    if other.hedge == "below":
        return bound.shape == "at_most"
    if other.hedge == "above":
        return bound.shape == "at_least"
    return other.hedge == "about" or ((other.low or 0) >= 100 and other.step > 1)


def _very_round(number: float) -> bool:
    """Whether a number is written with one digit and zeros: "more than 400" and "400" are one to all readers."""
    return number >= 100 and len(f"{number:.0f}".rstrip("0")) == 1


def _touches_open_end(a: Value, b: Value) -> bool:
    """ "nearly 600" and "more than 600" meet at 600, which neither of them holds."""
    for bound, other in ((a, b), (b, a)):
        if bound.hedge == "reaching":
            continue
        if bound.shape == "at_least" and other.shape == "point" and bound.low == other.low:
            return True
        if bound.shape == "at_most" and other.shape == "point" and bound.high == other.low:
            return True
        if bound.shape == "at_most" and other.shape == "at_least" and bound.high == other.low:
            return "reaching" not in (bound.hedge, other.hedge)
    return False
