"""Values as a reader writes them: 593000000000 USD is "593 billion USD".

>>> value_text(2e6, None, "GPU-hour")
'more than 2 million GPU-hours'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

DAYS_A_YEAR = 365
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_PARTS_OF_A_DAY = ((24.0, "hour"), (1440.0, "minute"), (86400.0, "second"), (86400e6, "microsecond"))
_WITH_PREFIX = frozenset({"W", "Wh", "J", "Hz"})
_PREFIXES = ((1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
_SIGNS = {"percent": " %", "x": "×"}


def value_text(low: float | None, high: float | None, unit: str | None, approx: bool = False) -> str:
    """A value with its bounds and unit in words; "" where both bounds are open (a statement)."""
    if low is None and high is None:
        return ""
    factor, unit = _in_use(max(abs(end) for end in (low, high) if end is not None), unit)
    if factor != 1:
        low, high = (None if end is None else round(end * factor, 9) for end in (low, high))
    if low is None:
        words = f"up to {number_text(high)}"
    elif high is None:
        words = f"more than {number_text(low)}"
    elif low == high:
        words = number_text(low)
    else:
        words = f"{number_text(low)} to {_end_text(high)}"
    return f"{'about ' if approx else ''}{words}{unit_text(unit, plural=not low == high == 1)}"


def said_text(claim: Mapping[str, Any]) -> str:
    """What a claim says, in words: its value, or of a statement its predicate."""
    value = value_text(claim["low"], claim["high"], claim["unit"], bool(claim["approx"]))
    return value or (claim["predicate"] or "").replace("_", " ")


def _in_use(largest: float, unit: str | None) -> tuple[float, str | None]:
    """The factor and the unit that a person would use: 0.0000579 days are five seconds, 15e9 W are 15 GW."""
    if unit == "day" and 0 < largest < 1:
        fitting = ((size, name) for size, name in _PARTS_OF_A_DAY if largest * size >= 0.999)
        return next(fitting, (1.0, unit))
    if unit == "day" and largest >= DAYS_A_YEAR and largest % DAYS_A_YEAR == 0:
        return 1 / DAYS_A_YEAR, "year"
    if unit in _WITH_PREFIX:
        return next(
            ((1 / size, f"{prefix}{unit}") for size, prefix in _PREFIXES if largest >= size), (1.0, unit)
        )
    return 1.0, unit


def number_text(value: float | None) -> str:
    """A number with a scale word from a million on, and with every digit that it has."""
    if value is None:
        return "?"
    for scale, word in _SCALES:
        if abs(value) >= scale and (value / scale) == round(value / scale, 4):
            return f"{_digits(value / scale)} {word}"
    return _digits(value)


def _end_text(high: float) -> str:
    """The end of a range: "tens of thousands" reaches to 99,999, which nobody writes."""
    return (
        f"under {number_text(high + 1)}" if high >= 99 and set(f"{high:.0f}") == {"9"} else number_text(high)
    )


def short_number(value: float) -> str:
    """A number for an axis: 2500 is "2.5k", 3e9 is "3bn"."""
    for scale, word in ((1e15, "×10¹⁵"), (1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if abs(value) >= scale:
            return f"{value / scale:.4g}{word}"
    return f"{value:.4g}"


def unit_text(unit: str | None, *, plural: bool) -> str:
    """The unit with the space that goes before it; one that ends in a written-out word takes an s for more."""
    if not unit:
        return ""
    if unit in _SIGNS:
        return _SIGNS[unit]
    if unit == "person" and plural:
        return " people"
    return f" {unit}s" if plural and re.search(r"[a-z]{3}$", unit) and not unit.endswith("s") else f" {unit}"


def _digits(value: float) -> str:
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text if text not in ("0", "-0") or value == 0 else f"{value:.3g}"
