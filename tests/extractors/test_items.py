"""Items: what is counted or paid for."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.counts import Counts
from extractors.item_candidates import Asked
from extractors.items import Items
from extractors.parse import parse_of
from tests.topics import shipped

READ = [
    (
        "Jialing owns 50,000 Hopper GPUs, 10,000 of them H100s.",
        "10,000",
        "GPU",
        "accelerator_count",
        "NVIDIA H100",
    ),
    ("Shares in the shipyard fell 17% on Monday.", "17%", "percent", "change", "share price"),
    ("The firm was valued at $3 billion.", "$3 billion", "USD", "valuation", None),
    ("The flood killed 41 people.", "41 people", "person", "other", "dead"),
    # what is counted, changed or charged, not what befell it or who did it
    ("Nordlink said 52 trains were cancelled.", "52 trains", "train", "other", "trains"),
    ("The trust called off 380 operations in October.", "380 operations", "operation", "other", "operations"),
    ("A pill cut the risk of stroke by 21 percent.", "21 percent", "percent", "change", "risk"),
    ("It will book a charge of $95 million, to save more.", "$95 million", "USD", "other", "charge"),
    # a freight train is no training
    ("The freight train was late. Repairs will take two weeks.", "two weeks", "day", "duration", "Repairs"),
]


@pytest.mark.parametrize(("text", "number", "unit", "metric", "item"), READ)
def test_an_item_is_read(
    nlp: Language, text: str, number: str, unit: str, metric: str, item: str | None
) -> None:
    """What is counted or paid for is named as the topic, the text or annotators name it."""
    doc, start = nlp(text), text.index(number)
    first, last = parse_of(doc).tokens_at(start, start + len(number))
    items = Items(doc, Counts(shipped("ai-compute")))
    assert items.of(Asked(first, last, 1.0, 1.0, unit, metric)).name == item
