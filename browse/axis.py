"""An axis for the values of a picture: where it begins and ends, whether it is logarithmic, and its round values.

axis = axis_of([2048, 50000])      # logarithmic, from 1280 to 80000
axis.at(2048)                      # 0.11 of the way
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LOG_FROM = 15.0  # from this ratio of the largest to the smallest value on, the axis is logarithmic
TICKS = 5


@dataclass(frozen=True, slots=True)
class Axis:
    """Where a value lies between two ends, evenly or by its logarithm."""

    low: float
    high: float
    log: bool

    def at(self, value: float) -> float:
        """The share (0..1) of the way from the axis' low end to its high end."""
        if self.high == self.low:
            return 0.5
        if self.log:
            span = math.log(self.high) - math.log(self.low)
            return (math.log(max(value, self.low)) - math.log(self.low)) / span
        return (value - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """At most six round values on the axis."""
        if self.log:
            return _log_ticks(self.low, self.high)
        step = _round_step((self.high - self.low) / TICKS)
        first = math.ceil(self.low / step)
        last = math.floor(self.high / step + 1e-9)
        return [round(n * step, 12) for n in range(first, last + 1)]


def axis_of(values: Sequence[float]) -> Axis:
    """The axis that holds every value, with room at both ends; from 0 where that costs little.

    A nought has no place on a logarithmic axis: it stands at its left end.
    """
    low, high = min(values), max(values)
    least = min((value for value in values if value > 0), default=high)
    if low >= 0 and least > 0 and high / least >= LOG_FROM:
        return Axis(least / 1.6, high * 1.6, log=True)
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    start = low - room
    if low >= 0 and (start < 0 or low < 0.4 * high):
        start = 0.0
    return Axis(start, high + room, log=False)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough * 0.999)


def _log_ticks(low: float, high: float) -> list[float]:
    powers = range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)
    if len(powers) >= 3:
        every = math.ceil(len(powers) / TICKS)
        return [10.0**p for p in powers][::every]
    first = math.floor(math.log10(low))
    return [m * 10.0**p for p in range(first, first + 4) for m in (1, 3) if low <= m * 10.0**p <= high]
