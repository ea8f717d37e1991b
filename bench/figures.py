"""What a bench measured: a figure with its rounds, and what it has to reach.

Figure("requests, of bare aiohttp", (.97, .99, .98), reach=">= .85").met        # True
"""

from __future__ import annotations

import operator
import re
import statistics
from collections.abc import Callable
from dataclasses import dataclass

CHECKS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, measured once or in several rounds, of which the median counts.

    `reach` is a comparison such as "<= 1.2"; "" where nothing is asked. Of `better` "more" or "less" says
    which way is up, for whoever compares two commits.
    """

    name: str
    values: tuple[float, ...]
    unit: str = ""
    reach: str = ""
    better: str = "more"

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def met(self) -> bool | None:
        """Whether it reaches what it has to; None where nothing is asked."""
        if not self.reach:
            return None
        found = re.fullmatch(r"(>=|<=|>|<|=) ([\d,.]+)", self.reach)
        assert found, self.reach
        return CHECKS[found[1]](self.median, float(found[2].replace(",", "")))


def shown(value: float) -> str:
    """The value with three digits that count, or all of a whole number."""
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 1 else f"{value:.3f}"
