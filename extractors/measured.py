"""Numbers and what they measure, as the deciding modules pass them on.

Number(start=3, end=6, low=6e6, high=6e6, unit="USD")
Decision("training_cost", 0.9, "the frame's cues", ("trained",))
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.parse import Parse
from extractors.units import currencies

_UNITS = frozenset({"NOUN", "PROPN", "SYM"})

NUMBERS_NEAR = (
    50  # numbers either side that may help with one: a text with thousands takes no longer for each
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a doc as metrics need it: its tokens [start, end), bounds and unit in base units."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None
    lent: bool = False  # whether the unit is another number's

    def names_unit(self, parse: Parse) -> bool:
        """Whether its own words name what is counted: "213 chips", "$6 million"; not "up to 213"."""
        return any(parse.pos[token] in _UNITS for token in range(self.start, self.end))


@dataclass(frozen=True, slots=True)
class Decision:
    """The metric of one number, with its probability, the rule that decided and the words that spoke for it."""

    metric: str
    probability: float
    rule: str
    cues: tuple[str, ...] = ()


def unit_class(unit: str | None) -> str:
    """ "money" for every currency, also one of no known state ("crown"), else the unit itself; "" for none."""
    if unit is None:
        return ""
    return "money" if unit in currencies().codes or unit in currencies().unplaced else unit


def same_value(a: Number, b: Number) -> bool:
    """Do two numbers share a bound, within the rounding that retelling does?"""
    pairs = ((a.low, b.low), (a.high, b.high))
    return a.unit == b.unit and any(x and y and abs(x - y) <= 0.03 * max(x, y) for x, y in pairs)
