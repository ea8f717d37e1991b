"""A number's frame holds the words that govern it, as a dictionary lists them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.frames import word

LEMMAS = [
    ("The regulator fined the bank.", "fined", "fine"),  # the model's own lemma is "fin"
    ("They rated it highly.", "rated", "rate"),
    ("They planned it well.", "planned", "plan"),
    ("They failed again.", "failed", "fail"),
    ("The bank paid 400 pounds.", "400", "#"),
]


@pytest.mark.parametrize(("text", "form", "lemma"), LEMMAS)
def test_a_word_is_its_lemma(nlp: Language, text: str, form: str, lemma: str) -> None:
    """A short verb whose end is not doubled before -ed ends in e; numbers are all alike."""
    token = next(token for token in nlp(text) if token.text == form)
    assert word(token) == lemma
