"""Slips of the pen that would explain two numbers: million for billion, a decimal point, digits swapped.

slip_of(value_of(a), value_of(b), 1000.0)     # "a factor of exactly 1,000: perhaps million for billion"
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.values import Value, is_power_of_ten


def slip_of(a: Value, b: Value, ratio: float) -> str | None:
    """The slip of the pen that would explain two different points, `ratio` times apart, in words; None where none does."""
    if a.shape != "point" or b.shape != "point" or not a.low or not b.low:
        return None
    if abs(ratio - 1000) < 1e-6 * ratio:
        return "a factor of exactly 1,000: perhaps million for billion"
    if ratio > 10 and not is_power_of_ten(ratio):
        return None
    one, other = digits_of(abs(a.low)), digits_of(abs(b.low))
    if one == other and len(one) > 1:
        return f"the same digits, {ratio:,.0f} times as much: perhaps a slipped decimal point or scale"
    if _swapped(one, other):
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
    for i in range(len(a)):
        if a[i] != b[i]:
            return a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]
    return False
