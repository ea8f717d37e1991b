"""How the items of two claims stand to each other."""

from __future__ import annotations

import pytest

from extractors.topic import load_topic
from pipeline.items import item_relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("NVIDIA H800, per node", "NVIDIA H800", "different"),
        ("NVIDIA H800, per node", "NVIDIA H800, per node", "same"),
        ("per server", None, "different"),
        ("NVIDIA H800", None, "unknown"),
    ],
)
def test_what_each_has_is_no_total(a: str, b: str | None, relation: str) -> None:
    """A count for each of several things is of another item than one in all, even where the other names none."""
    topic = load_topic("ai-compute")
    assert item_relation(a, b, topic) == relation
    assert item_relation(b, a, topic) == relation


def test_a_noun_that_only_counts_is_no_item() -> None:
    """The chips of "one million chips" may be any; inference chips are not."""
    topic = load_topic("ai-compute")
    assert item_relation("chips", "NVIDIA H800", topic) == "unknown"
    assert item_relation("chips", None, topic) == "same"
    assert item_relation("inference chips", None, topic) == "unknown"
    assert item_relation("inference chips", "training chips", topic) == "different"
