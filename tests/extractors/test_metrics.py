"""What a number can measure, by its unit."""

from __future__ import annotations

import pytest

from extractors.claims import Extractor
from extractors.language import load
from extractors.measured import unit_class
from extractors.topic import load_topic

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


READ = [
    # (text, what each number counts and measures)
    (
        "About 41,000 people marched on Sunday, says the ministry. There were between 90,000 and 110,000, says the union.",
        [("person", "headcount"), ("person", "headcount")],
    ),
    (
        "The number of chips behind a few dozen services fell from 1,192 to 213.",
        [("service", "other"), ("GPU", "accelerator_count"), ("GPU", "accelerator_count")],
    ),
    ("Its run took 1.5 million GPU-hours.", [("GPU-hour", "accelerator_hours")]),
    ("Its run took 2 million H200 hours.", [("GPU-hour", "accelerator_hours")]),
    ("It runs 14 data centres.", [("data center", "other")]),
]


@pytest.mark.parametrize(("text", "told"), READ)
def test_units_and_metrics_of_bare_numbers(text: str, told: list[tuple[str, str]]) -> None:
    """A bare number counts what the subject of its verb counts, or goes on with what the number before measured."""
    reader = Extractor(load_topic("ai-compute"))
    assert [(each.number.unit, each.decision.metric) for each in reader.quantities(load()(text))] == told
