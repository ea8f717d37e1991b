"""Values in words."""

from __future__ import annotations

import pytest

from browse.values import short_number, value_text

VALUES = [
    # low, high, unit, approx, words
    (2048.0, 2048.0, "GPU", False, "2,048 GPU"),
    (593e9, 593e9, "USD", False, "593 billion USD"),
    (5576000.0, 5576000.0, "USD", False, "5.576 million USD"),
    (1234567.0, 1234567.0, "person", False, "1,234,567 people"),
    (2e6, None, "token", False, "more than 2 million tokens"),
    (None, 6e6, "USD", False, "up to 6 million USD"),
    (20000.0, 99999.0, "person", False, "20,000 to under 100,000 people"),
    (50000.0, 50000.0, "GPU", True, "about 50,000 GPU"),
    (1.0, 1.0, "day", False, "1 day"),
    (17.0, 17.0, "percent", False, "17 %"),
    (2.5, 2.5, "x", False, "2.5×"),
    (0.00001, 0.00001, "m", False, "0.00001 m"),
    (None, 7300.0, "day", False, "up to 20 years"),
    (60.0, 60.0, "day", False, "60 days"),
    (1.0, 1.0, "person", False, "1 person"),
    (99.0, 99.0, "percent", False, "99 %"),
    (0.0, 0.0, None, False, "0"),
    (5 / 86400, 5 / 86400, "day", False, "5 seconds"),
    (1 / 24, 2 / 24, "day", True, "about 1 to 2 hours"),
    (0.0, 0.0, "day", False, "0 days"),
    (15e9, 15e9, "W", False, "15 GW"),
    (None, 2.5e6, "Wh", False, "up to 2.5 MWh"),
    (None, None, None, False, ""),
]


@pytest.mark.parametrize(("low", "high", "unit", "approx", "words"), VALUES)
def test_value_in_words(
    low: float | None, high: float | None, unit: str | None, approx: bool, words: str
) -> None:
    """Every digit is kept, a scale word replaces zeros, a bound is named."""
    assert value_text(low, high, unit, approx) == words


@pytest.mark.parametrize(
    ("value", "words"), [(2500, "2.5k"), (3e9, "3bn"), (12, "12"), (0.5, "0.5"), (1e6, "1m")]
)
def test_number_for_an_axis(value: float, words: str) -> None:
    """Axis numbers are short."""
    assert short_number(value) == words
