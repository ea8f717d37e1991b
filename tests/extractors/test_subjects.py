"""Whose quantity it is."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.mentions import find_mentions
from extractors.subjects import subject_of
from extractors.topic import load_topic

SUBJECTS = [
    # (text, quantity, metric, subject)
    ("Fjellkraft has 30,000 GPUs, the regulator said.", "30,000 GPUs", "accelerator_count", "Fjellkraft"),
    ("The shares of Velden fell by 12% on Monday.", "12%", "change", "Velden"),
    ("Halberd told Reuters that Velden had raised $40 million.", "$40 million", "funding", "Velden"),
    ("A ferry sank off Tamarside. The accident claimed 31 lives.", "31 lives", "other", "accident"),
]


@pytest.mark.parametrize(("text", "quote", "metric", "name"), SUBJECTS)
def test_subject_of(nlp: Language, text: str, quote: str, metric: str, name: str) -> None:
    """The frame of the sentence decides whose a number is, never the nearest name alone."""
    doc = nlp(text)
    topic = load_topic("ai-compute")
    start = text.index(quote)
    chosen = subject_of(doc, (start, start + len(quote)), metric, find_mentions(doc, topic), topic)
    assert chosen.name == name
    assert 0 < chosen.score <= 1


def test_no_subject(nlp: Language) -> None:
    """A number alone has no subject, and says so."""
    topic = load_topic("general")
    doc = nlp("42")
    chosen = subject_of(doc, (0, 2), "other", find_mentions(doc, topic), topic)
    assert (chosen.name, chosen.span) == (None, None)
