"""Counted nouns are named in the singular, without adjectives where a claim wants the plain noun."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.nouns import Singular, counted_noun, lemmas, noun_phrase, noun_table, singular


@pytest.mark.parametrize("example", noun_table().examples, ids=lambda example: example.plural)
def test_singular(example: Singular) -> None:
    """Each example of nouns.yml; a singular is its own singular."""
    assert singular(example.plural) == example.singular
    assert singular(example.singular) == example.singular


PHRASES = [
    ("six largest cities were hit", "large city", "city"),
    ("two new cabinet ministers", "new cabinet minister", "cabinet minister"),
    ("four banned Nvidia chips", "banned nvidia chip", "chip"),
    ("five data centres in Utah", "data centre", "data centre"),
    ("two GPU hours", "GPU hour", "GPU-hour"),
]


@pytest.mark.parametrize(("text", "unit", "noun"), PHRASES)
def test_noun_phrase(nlp: Language, text: str, unit: str, noun: str) -> None:
    """The phrase after the first word, as a unit and as a plain noun."""
    doc = nlp(text)
    phrase = noun_phrase(doc, 1)
    assert phrase
    assert (lemmas(doc, phrase), counted_noun(doc, phrase)) == (unit, noun)
