"""What a mention stands for."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.mentions import find_mentions
from extractors.topic import load_topic

RESOLVED = [
    # (text, the mention, what it stands for)
    ("DeepSeek trained a model. The startup spent $6 million.", "The startup", "DeepSeek"),
    (
        "Mahadhan Finance has lost half its value. Mahadhan owes Rs 5 lakh.",
        "Mahadhan owes",
        "Mahadhan Finance",
    ),
    ("Ottavio Brandl, 58, runs the union. He counted 37 lamps.", "He", "Ottavio Brandl"),
    ("The Nordfrakt strike began on Monday. The strike cost $4 million.", "The strike", "Nordfrakt strike"),
    ("He counted 37 lamps.", "He", None),
]


@pytest.mark.parametrize(("text", "mention", "name"), RESOLVED)
def test_resolve(nlp: Language, text: str, mention: str, name: str | None) -> None:
    """Short forms, pronouns and descriptions give the fullest name of what they stand for."""
    doc = nlp(text)
    start = text.rindex(mention)
    mentions = find_mentions(doc, load_topic("ai-compute"))
    assert mentions.resolve(start, start + len(mention.removesuffix(" owes"))) == name


def test_nothing_to_find(nlp: Language) -> None:
    """An empty text has no mentions and resolves nothing."""
    mentions = find_mentions(nlp(""), load_topic("general"), "")
    assert mentions.named == ()
    assert mentions.resolve(0, 0) is None
