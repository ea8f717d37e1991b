"""What newsrooms' habits say for or against an item."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.counts import Counts
from extractors.item_candidates import Asked, Candidates
from extractors.item_leanings import leanings
from extractors.items import known_labels
from extractors.parse import parse_of
from tests.topics import shipped

HABITS = [
    # (text, number, unit, metric, those that a habit speaks for, against)
    ("52 trains were cancelled.", "52 trains", "train", "other", set(), {"cancelled"}),
    ("41 people were hurt.", "41 people", "person", "other", set(), set()),
    ("It cut the risk by 21 percent.", "21 percent", "percent", "change", {"risk"}, set()),
    ("It took a charge of $95 million.", "$95 million", "USD", "other", {"charge"}, set()),
    ("It made a profit of $95 million.", "$95 million", "USD", "profit", set(), set()),
    ("It fell 4.1 percent to $31.20.", "$31.20", "USD", "price", set(), {"percent"}),
    (
        "48,300 wait, the Wednesday figures show.",
        "48,300",
        "person",
        "other",
        set(),
        {"Wednesday", "Wednesday figures"},
    ),
]


@pytest.mark.parametrize(("text", "quote", "unit", "metric", "for_", "against"), HABITS)
def test_habits_lean(
    nlp: Language, text: str, quote: str, unit: str, metric: str, for_: set[str], against: set[str]
) -> None:
    """What is counted, changed or charged is leaned to; what befell it, and parts of other amounts, are leaned from."""
    doc, counts, start = nlp(text), Counts(shipped("ai-compute")), text.index(quote)
    parse = parse_of(doc)
    candidates = Candidates(doc, counts, known_labels)
    number = candidates.number(Asked(*parse.tokens_at(start, start + len(quote)), 1.0, 1.0, unit, metric))
    found = candidates.of(number)
    weights = leanings(found, number, parse, candidates.words)
    named = [(candidates.name_of(each), weight) for each, weight in zip(found, weights, strict=True)]
    assert {name for name, weight in named if weight > 0} == for_
    assert {name for name, weight in named if weight < 0} == against
