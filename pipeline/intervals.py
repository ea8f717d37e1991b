"""The value of a claim as an interval: what its digits, hedge, bound or vague word can stand for.

"2,000" may be a rounding of 2,048, and 2,048 of nothing; "more than 500" holds 1,600; "nearly 600"
lies below 600. There is no global tolerance: how far a number reaches follows from how it is written.

    compare_values(value_of(a), value_of(b)).kind     # "rounding"
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from db.records import Claim
from extractors.vocabulary import Checked, read

Shape = Literal["point", "range", "vague", "at_least", "at_most"]
Hedge = Literal["none", "about", "below", "above", "far", "reaching"]
Kind = Literal["same", "rounding", "hedged", "bound", "inside", "overlap", "near", "apart"]
DATA = Path(__file__).parent / "data"
AGREE: frozenset[Kind] = frozenset({"same", "rounding", "hedged"})
_EPSILON = 1e-9
_WRITTEN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PART = 0.15  # of a part in words: "a third" is said of 31 % and of 36 %


class ValueWords(Checked):
    """Words that shape a number, and how far a written number reaches (shares of the value).

    `plain` caps the rounding of a number without a hedge, `hedged` that of one with a hedge, `cut`
    that of one whose last digits were cut off instead of rounded ("$1.4B" for 1.46 billion).
    """

    below: tuple[str, ...]
    above: tuple[str, ...]
    far: tuple[str, ...]
    reaching: tuple[str, ...]
    vague: tuple[str, ...]
    spans: dict[str, float]
    plain: float
    hedged: float = Field(lt=0.3)
    cut: float


@lru_cache(maxsize=1)
def words() -> ValueWords:
    return read(ValueWords, DATA / "values.yml")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    """Whole-word patterns, in lower case, of the words that shape a number, by the key of values.yml that lists them."""
    known = words()
    return {key: _any_of(getattr(known, key)) for key in ("below", "above", "far", "reaching", "vague")}


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase.lower()) for phrase in phrases) + r")\b")


@dataclass(frozen=True, slots=True)
class Value:
    """What a claim says its number is.

    `low` and `high` are as stated (None: open). `step` is what one more in the last written digit
    would add, so a point without a hedge stands for at most half a step around it. `point` is the number
    itself; of a bound the stated end, of a range its middle.
    """

    low: float | None
    high: float | None
    unit: str | None
    shape: Shape
    step: float = 0.0
    hedge: Hedge = "none"
    point: float = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        low, high = self.low, self.high
        point = (low or 0.0) if low == high or high is None else high if low is None else (low + high) / 2
        object.__setattr__(self, "point", point)

    @property
    def reach(self) -> tuple[float, float]:
        """The interval of exact numbers that it can stand for; open ends are infinite."""
        if self.shape == "point":
            assert self.low is not None
            cap = words().plain if self.hedge == "none" else words().hedged
            half = min(self.step / 2, cap * self.low)
            if self.hedge != "none":
                half = max(half, words().plain * self.low)
            low = self.low - (0.0 if self.hedge == "above" else half)
            return low, self.low + (0.0 if self.hedge == "below" else half)
        # "nowhere near 50,000" keeps away from its end, where "less than 50,000" does not.
        off = words().plain if self.hedge == "far" else 0.0
        low = -math.inf if self.low is None else self.low * (1 + off)
        return low, math.inf if self.high is None else self.high * (1 - off)


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


def value_of(claim: Claim) -> Value:
    """The claim's value, read from its bounds and from how its quote writes the number."""
    return value_from(claim.quote, claim.low, claim.high, claim.unit, claim.approx)


@lru_cache(maxsize=65536, typed=True)  # 10 and 10.0 are equal, but written differently into an answer's id
def value_from(quote: str, low: float | None, high: float | None, unit: str | None, approx: bool) -> Value:
    """The value of a number that `quote` writes, with its bounds in base units."""
    cues, told = _patterns(), quote.lower()
    if (low is None) != (high is None):
        near: Hedge = (
            "below" if cues["below"].search(told) else "above" if cues["above"].search(told) else "none"
        )
        if near != "none":  # "just under 60" is near 60, not any number below it
            low = high = high if low is None else low
            return Value(low, high, unit, "point", _step(quote, low), near)
    if low is None or high is None:
        hedge: Hedge = "far" if cues["far"].search(told) else "none"
        if cues["reaching"].search(told):
            hedge = "reaching"
        shape: Shape = "at_least" if high is None else "at_most"
        return Value(low, high, unit, shape, _step(quote, low or high), hedge)
    if low != high:
        vague = not any(ch.isdigit() for ch in quote) and cues["vague"].search(told) is not None
        return Value(low, high, unit, "vague" if vague else "range", _step(quote, high))
    hedge = "about" if approx else "none"
    if cues["below"].search(told):
        hedge = "below"
    elif cues["above"].search(told):
        hedge = "above"
    return Value(low, high, unit, "point", _step(quote, low), hedge)


def _step(quote: str, number: float | None) -> float:
    """What the last significant digit of `number`, as the quote writes it, is worth.

    Zeros at the end count as significant up to two digits ("30 million" is 30, not a rounding of
    34), and as rounding from three on ("2,000", "600 billion").
    """
    if not number:
        return 0.0
    for match in _WRITTEN.finditer(quote):
        written = match.group().replace(",", "")
        mantissa = float(written)
        if mantissa and _is_scale(abs(number) / mantissa):
            return _last_digit(written) * abs(number) / mantissa
    for span, days in words().spans.items():
        if re.search(rf"\b{span}s?\b", quote, re.IGNORECASE):
            return days
    if number != int(number) and not any(ch.isdigit() for ch in quote):
        return _PART * abs(number)
    digits = f"{abs(number):.0f}"
    if abs(number) < 1000:
        return 1.0
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10 ** (zeros - 1)) if zeros else 1.0


def _is_scale(factor: float) -> bool:
    """Whether a factor can be a scale or unit (million, kilo, week), rather than another number's."""
    if factor == 1 or _is_power_of_ten(factor):
        return True
    return any(abs(factor - days) < 1e-6 * days for days in words().spans.values())


def _is_power_of_ten(factor: float) -> bool:
    exponent = math.log10(factor)
    return abs(exponent - round(exponent)) < 1e-6


def _last_digit(written: str) -> float:
    if "." in written:
        return float(10.0 ** -len(written.split(".")[1]))
    zeros = len(written) - len(written.rstrip("0"))
    return float(10**zeros) if len(written) > 2 else 1.0


def compare_values(a: Value, b: Value, *, tolerance: float | None = None, exact: bool = False) -> Finding:
    """How two values of one unit stand to each other; symmetric.

    `tolerance` is a topic's own for the metric (a ratio): within it, two points are the same. `exact`
    takes a point without a hedge at its word against a bound: 159.9 is not more than 159.95.
    """
    ratio = ratio_of(a, b)
    if a.shape == b.shape == "point":
        return _compare_points(a, b, ratio, tolerance)
    if (a.low, a.high, a.shape, a.hedge) == (b.low, b.high, b.shape, b.hedge):
        return Finding("same", ratio)
    if a.point == b.point and _equal_to_its_bound(a, b) and (not exact or _very_round(a.point)):
        return Finding("hedged", ratio)
    (a_low, a_high), (b_low, b_high) = (_taken(value, exact=exact) for value in (a, b))
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


def slip_of(a: Value, b: Value, ratio: float) -> str | None:
    """The slip of the pen that would explain two different points, `ratio` times apart, in words; None where none does."""
    if a.shape != "point" or b.shape != "point" or not a.low or not b.low:
        return None
    if abs(ratio - 1000) < 1e-6 * ratio:
        return "a factor of exactly 1,000: perhaps million for billion"
    if ratio > 10 and not _is_power_of_ten(ratio):
        return None
    digits = [digits_of(abs(a.low)), digits_of(abs(b.low))]
    if digits[0] == digits[1] and len(digits[0]) > 1:
        return f"the same digits, {ratio:,.0f} times as much: perhaps a slipped decimal point or scale"
    if _swapped(*digits):
        return "the same digits in another order: perhaps two digits swapped"
    return None


@lru_cache(maxsize=65536)
def digits_of(number: float) -> str:
    """The significant digits of a number: "2048" of 2,048 and of 20.48."""
    return f"{number:.10g}".replace(".", "").split("e")[0].strip("0")


def _swapped(a: str, b: str) -> bool:
    """Two neighbouring digits exchanged (11.68 and 11.86, 46 and 64)."""
    if len(a) != len(b):
        return False
    differing = [i for i in range(len(a)) if a[i] != b[i]]
    return len(differing) == 2 and differing[1] == differing[0] + 1 and sorted(a) == sorted(b)
