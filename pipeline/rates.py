"""Amounts of two currencies, compared by a dated table of yearly average rates that ships with the project.

exchange("AUD", "USD", 2024).rate     # US dollars for one Australian dollar in 2024
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import Field

from extractors.vocabulary import Checked
from pipeline.values import Value
from pipeline.vocabulary import shipped


class Rates(Checked):
    """Units of each currency for one of `base`, by year; `source` is named wherever a rate is used."""

    source: str
    base: str
    spread: float = Field(gt=0, lt=0.5)
    apart: float = Field(gt=1)
    nearest: int = Field(ge=0)
    rates: dict[str, dict[int, float]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One unit of `from_` is `rate` of `to`, on average of `year` (the nearest year that the table has)."""

    from_: str
    to: str
    year: int
    rate: float
    source: str

    def __str__(self) -> str:
        return f"1 {self.from_} = {self.rate:.4g} {self.to} on average of {self.year} ({self.source})"

    def of(self, value: Value) -> Value:
        """The value in the other currency, with the step of the number that was converted."""
        low, high = (None if end is None else end * self.rate for end in (value.low, value.high))
        return replace(value, low=low, high=high, unit=self.to, step=value.step * self.rate)


@lru_cache(maxsize=1)
def table() -> Rates:
    return shipped(Rates, "rates")


def is_currency(unit: str | None) -> bool:
    """Whether a unit is written as a currency code: three capital letters (a GPU is told apart by the table)."""
    return unit == table().base or unit in table().rates


@lru_cache(maxsize=4096)
def exchange(from_: str, to: str, year: int | None) -> Exchange | None:
    """The average rate of a year, the nearest that the table has; None where a currency is not in it.

    Without a year the table's latest is used. A year farther from the table's than `nearest` is None
    too: an old rate would be a guess.
    """
    rates = table()
    known = sorted(set.intersection(*(_years(code) for code in (from_, to)))) if from_ != to else []
    if not known:
        return None
    nearest = min(known, key=lambda one: (abs(one - (year or known[-1])), one))
    if year is not None and abs(nearest - year) > rates.nearest:
        return None
    per_base = [1.0 if code == rates.base else rates.rates[code][nearest] for code in (from_, to)]
    return Exchange(from_, to, nearest, per_base[1] / per_base[0], rates.source)


def _years(code: str) -> set[int]:
    rates = table()
    if code == rates.base:
        return {year for years in rates.rates.values() for year in years}
    return set(rates.rates.get(code, {}))
