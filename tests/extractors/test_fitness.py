"""What a topic's file says of a subject."""

from __future__ import annotations

import pytest

from extractors.fitness import fitness
from extractors.topic import load_topic

FITS = [
    ("SemiAnalysis", "spending", -1),  # a voice: it counts what others have
    ("NVIDIA H800", "revenue", -1),  # a thing that is counted
    ("DeepSeek-V3", "training_tokens", 1),  # a model, which is what has training tokens
    ("DeepSeek", "training_tokens", -1),
    ("DeepSeek", "training_cost", 0),  # a firm can have a training cost, but a model comes first
    ("DeepSeek", "other", 0),
    ("Acme", "training_tokens", 0),  # the topic does not know it
]


@pytest.mark.parametrize(("name", "metric", "sign"), FITS)
def test_fitness(name: str, metric: str, sign: int) -> None:
    """The topic's file speaks for the kind that a metric names first, and against voices, items and other kinds."""
    weight = fitness(name, metric, load_topic("ai-compute"))
    assert (weight > 0) - (weight < 0) == sign
