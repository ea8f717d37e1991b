"""What a number can measure, by its unit."""

from __future__ import annotations

import pytest

from extractors.measured import unit_class

CLASSES = [
    ("EUR", "money"),
    ("PGK", "money"),
    ("GPU", "GPU"),
    ("TPU", "TPU"),
    ("percent", "percent"),
    (None, ""),
]


@pytest.mark.parametrize(("unit", "name"), CLASSES)
def test_unit_class(unit: str | None, name: str) -> None:
    """Every currency is money; three capital letters that are no currency are a unit of their own."""
    assert unit_class(unit) == name
