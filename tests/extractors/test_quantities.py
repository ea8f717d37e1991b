"""Quantities: value, unit and bound as a careful reader would write them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.quantities import find_quantities

QUANTITIES = [
    # text, and (low, high, unit, bound) of each quantity in it
    ("The lab has more than 50,000 H800 chips.", [(50000, None, "H800 chip", ">")]),
    ("It fell from $30m to $24.7m.", [(30e6, 30e6, "USD", "="), (24.7e6, 24.7e6, "USD", "=")]),
    ("It costs $3-5 million.", [(3e6, 5e6, "USD", "=")]),
    ("Revenue was US$5.576m.", [(5.576e6, 5.576e6, "USD", "=")]),
    ("Tens of thousands of people came.", [(20000, 99999, "person", "=")]),
    ("About a third of users left.", [(100 / 3, 100 / 3, "percent", "~")]),
    ("The S&P 500 fell 1.5% on Jan 27, 2025.", [(1.5, 1.5, "percent", "=")]),
    ("In 2021 it bought an iPhone 11 and used GPT-4.", []),
]


@pytest.mark.parametrize(("text", "expected"), QUANTITIES, ids=[text for text, _ in QUANTITIES])
def test_find_quantities(
    nlp: Language, text: str, expected: list[tuple[float | None, float | None, str | None, str]]
) -> None:
    """Every quantity of the text and nothing else."""
    found = [(q.low, q.high, q.unit, q.bound) for q in find_quantities(nlp(text))]
    assert found == [
        tuple(pytest.approx(part) if isinstance(part, float) else part for part in row) for row in expected
    ]
