"""What a claim says its number is: bounds, and how far the number reaches as it is written.

"2,000" may be a rounding of 2,048, and 2,048 of nothing; "more than 500" is open above; "nearly 600"
lies below 600. There is no global tolerance: how far a number reaches follows from how it is written.

    value_of(claim).reach     # (1950.0, 2050.0)
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from pydantic import Field

from db.records import Claim
from extractors.vocabulary import Checked
from pipeline.vocabulary import shipped

Shape = Literal["point", "range", "vague", "at_least", "at_most"]
Hedge = Literal["none", "about", "below", "above", "far", "reaching"]
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
    return shipped(ValueWords, "values")


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
    if factor == 1 or is_power_of_ten(factor):
        return True
    return any(abs(factor - days) < 1e-6 * days for days in words().spans.values())


def is_power_of_ten(factor: float) -> bool:
    """Whether a factor is 10, 1,000, 0.01 …, as near as floats tell."""
    exponent = math.log10(factor)
    return abs(exponent - round(exponent)) < 1e-6


def _last_digit(written: str) -> float:
    if "." in written:
        return float(10.0 ** -len(written.split(".")[1]))
    zeros = len(written) - len(written.rstrip("0"))
    return float(10**zeros) if len(written) > 2 else 1.0
