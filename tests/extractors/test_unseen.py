"""Metrics that a newcomer thinks up are decided by their cues, without any training."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from extractors.measured import Number
from extractors.metrics import Metrics
from extractors.topic import load_topic

TOPIC = """\
name: choirs
title: Choirs
metrics:
  singers: {question: 'How many in {subject}?', units: [person], verbs: [sing], nouns: [singer]}
  listeners: {question: 'How many in {subject}?', units: [person], verbs: [listen], nouns: [listener, audience]}
"""
CASES = [
    ("Some 40 people sang in the church.", ["singers"]),
    ("An audience of 300 people came.", ["listeners"]),
    ("At least 40 people sang while 300 people listened.", ["singers", "listeners"]),
    ("The mayor met 12 people.", ["other"]),
    # carried on: the same value again, and the number before it
    ("Some 46 people sang. The mayor does not believe in 46 people.", ["singers", "singers"]),
    ("The number of singers rose from 46 to 61.", ["singers", "singers"]),
]


@pytest.mark.parametrize(("text", "metrics"), CASES)
def test_a_new_topic_is_understood(tmp_path: Path, nlp: Language, text: str, metrics: list[str]) -> None:
    """The metric whose cue stands next to a number is taken; a repeated value keeps its metric."""
    path = tmp_path / "choirs.yml"
    path.write_text(TOPIC)
    doc = nlp(text)
    numbers = [
        Number(
            token.i,
            token.i + 1 + (doc[token.i + 1].pos_ == "NOUN"),
            float(token.text),
            float(token.text),
            "person",
        )
        for token in doc
        if token.text.isdigit()
    ]
    assert [decision.metric for decision in Metrics(load_topic(path)).decide(doc, numbers)] == metrics
