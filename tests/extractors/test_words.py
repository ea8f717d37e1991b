"""Parts of speech and lemmas by look-up."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from extractors import words

CASES = [
    (
        "The companies were sold.",
        ["the", "company", "be", "sell", "."],
        ["DET", "NOUN", "AUX", "VERB", "PUNCT"],
    ),
    ("It has cut prices.", ["it", "have", "cut", "price", "."], ["PRON", "AUX", "VERB", "NOUN", "PUNCT"]),
]


@pytest.mark.parametrize(("text", "lemmas", "parts"), CASES)
def test_lemmas_are_those_of_the_model(nlp: Language, text: str, lemmas: list[str], parts: list[str]) -> None:
    """Words have the lemma and the part of speech that the model gives them, at the first and second meeting."""
    for _ in range(2):
        doc = nlp(text)
        assert [token.lemma_ for token in doc] == lemmas
        assert [token.pos_ for token in doc] == parts


def test_an_empty_text_has_no_words(nlp: Language) -> None:
    """An empty text goes through."""
    assert len(nlp("")) == 0


def test_words_outlive_a_memory_zone(nlp: Language) -> None:
    """A word that was met in a memory zone has its lemma in the next one, and outside of all zones."""

    def lemmas() -> list[str]:
        return [token.lemma_ for token in nlp("The zorblings flimmered in Brockhaven.")]

    with nlp.memory_zone():
        first = lemmas()
    with nlp.memory_zone():
        assert lemmas() == first
    assert lemmas() == first
    assert first[1] == "zorbling"


def test_words_begin_anew_past_the_largest_number(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of words met before and new ones reads the same where the memory is full."""
    nlp("The yards were sold.")
    monkeypatch.setattr(words, "LARGEST", 3)
    for name in ("brindlecombs", "quellivards", "ostrimonts"):  # each is met for the first time
        assert [token.lemma_ for token in nlp(f"The {name} were sold.")][3:] == ["sell", "."]


def test_a_pipeline_without_the_models_own_components_is_told() -> None:
    """The component says what it asks, where spaCy would tell of an initialisation that was forgotten."""
    blank = spacy.blank("en")
    blank.add_pipe(words.NAME)
    with pytest.raises(ValueError, match="here is no attribute_ruler and no lemmatizer"):
        blank("Two words.")
