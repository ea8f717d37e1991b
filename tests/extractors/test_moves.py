"""An amount by which a price moved is a change, and no price."""

from __future__ import annotations

import pytest

from extractors.claims import Extractor
from extractors.language import load
from tests.topics import shipped

MOVES = [
    # (text, the metrics of its numbers)
    ("Shares in Kestrel Mind fell by CHF 11.40 to CHF 41.05.", ["change", "price"]),
    ("Kestrel Mind shares lost NT$18 to finish at NT$839.", ["change", "price"]),
    ("Kestrel Mind shares ended four cents higher at S$3.12.", ["change", "price"]),
    ("Kestrel Mind shares last traded at A$4.96, down 31c.", ["price", "change"]),
    ("The card sells for $18,000, $400 more than in May.", ["price", "change"]),
    ("Kestrel Mind shares fell to $61.20.", ["price"]),
]


@pytest.mark.parametrize(("text", "metrics"), MOVES)
def test_what_a_price_moved_by_is_a_change(text: str, metrics: list[str]) -> None:
    """The amount behind "by", "up" or "down", or before "higher", is how far a price went; what it went to is the price."""
    reader = Extractor(shipped("ai-compute"))
    assert [found.decision.metric for found in reader.quantities(load()(text))] == metrics
