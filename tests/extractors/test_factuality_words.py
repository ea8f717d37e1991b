"""The words that deny, allege or question what they govern."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.factuality_words import FAMILIES, FactualityWords, factuality_words, is_of, may_dispute
from extractors.parse import parse_of

OF = [
    # (text, the word, a family, whether it belongs to it there)
    ("The firm denied it.", "denied", "deny", True),
    ("The court ruled out a sale.", "ruled", "deny", True),
    ("The court ruled on a sale.", "ruled", "deny", False),
    ("The firm denied it.", "denied", "accuse", False),
    ("There is no evidence of it.", "evidence", "evidence", True),
]


@pytest.mark.parametrize(("text", "word", "family", "belongs"), OF)
def test_a_word_belongs_to_a_family_with_its_particle(
    nlp: Language, text: str, word: str, family: str, belongs: bool
) -> None:
    """Every form of a listed word counts; one with a particle only beside it."""
    parse = parse_of(nlp(text))
    assert is_of(parse, parse.lower.index(word), family) is belongs


DISPUTES = [
    ("The firm denied it .", True),
    ("Nobody came .", True),
    ("It may have sunk .", True),
    ("It is believed to have sunk .", True),
    ("It believed the crew .", False),
    ("The ferry sank .", False),
]


@pytest.mark.parametrize(("text", "expected"), DISPUTES)
def test_a_sentence_without_such_words_only_asserts(text: str, expected: bool) -> None:
    """Sentences are passed over at a glance where no word can deny, doubt or lay anything to anybody."""
    assert may_dispute(text.lower().split()) is expected


def test_families_are_keys_of_the_file() -> None:
    """Each family has its words in the shipped file, each word once."""
    assert set(FAMILIES) <= FactualityWords.model_fields.keys()
    for family in FAMILIES:
        words = getattr(factuality_words(), family)
        assert len(words) == len(set(words)), family
