"""The unit of what is counted, and the item that it names."""

from __future__ import annotations

import pytest

from extractors.counts import Counts
from tests.topics import shipped

COUNTS = Counts(shipped("ai-compute"))

UNITS = [
    # (lemmas of what is counted, as written, unit)
    ("h800", "10,000 H800s", "GPU"),
    ("gpu", "10,000 GPUs", "GPU"),
    ("gpu hour", "2.8 million GPU hours", "GPU-hour"),
    ("h800 hour", "2.8 million H800 hours", "GPU-hour"),
    ("card", "300 graphics cards", "GPU"),
    ("card", "300 SIM cards", "SIM card"),
    ("credit card", "300 credit cards", "payment card"),
    ("nurse", "three nurses", "person"),
    ("claim", "1,870 claims", "claim"),
    ("", "", None),
    (None, "10,000", None),
]


@pytest.mark.parametrize(("phrase", "written", "unit"), UNITS)
def test_unit(phrase: str | None, written: str, unit: str | None) -> None:
    """A topic's word has its unit, a product that which it is counted in, people are people, and the rest is its noun."""
    assert COUNTS.unit(phrase, written) == unit


@pytest.mark.parametrize(
    ("text", "item"),
    [("some H800s", "NVIDIA H800"), ("Hopper chips such as the H800", "NVIDIA H800"), ("some chips", None)],
)
def test_the_item_that_is_named(text: str, item: str | None) -> None:
    """Of several items the narrowest is meant."""
    assert COUNTS.named(text) == item
