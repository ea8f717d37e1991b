"""Sentence bounds that the parser has to keep to."""

from __future__ import annotations

import pytest
from spacy.language import Language

CASES = [
    ("2:45 p.m.\n\nThe commissioner says it cost $5.", "The commissioner"),
    ("A heading without a stop\nIt cost $5 million.", "It cost"),
]


@pytest.mark.parametrize(("text", "opening"), CASES)
def test_a_paragraph_starts_a_sentence(nlp: Language, text: str, opening: str) -> None:
    """No sentence runs on over a line break."""
    assert any(sentence.text.startswith(opening) for sentence in nlp(text).sents)


def test_a_closing_mark_starts_no_sentence(nlp: Language) -> None:
    """A closing quotation mark belongs to the sentence that it closes."""
    text = '"It is slow. We do not see it."\n\n“They gave up.” He left.'
    assert not any(sentence.text.startswith(("”", '"\n')) for sentence in nlp(text).sents)
