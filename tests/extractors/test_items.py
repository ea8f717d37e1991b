"""Items under a name of our own need a word of the text that stands for them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.counts import Counts
from extractors.items import is_said, item_of, item_words, labels
from extractors.linear import Linear
from extractors.topic import load_topic

SAID = [
    ("Two people were killed in the crashes.", "Two people", True),
    ("The mayor spoke to 400 people.", "400 people", False),
    # what the text tells elsewhere counts for a number that does not name what it counts, and only for such
    ("The toll rose at noon. Ministry says 41.", "41", True),
    ("The toll rose at noon. The mayor spoke to 400 people.", "400 people", False),
    ("Vacancies stood at 92,000.", "92,000", False),
]


@pytest.mark.parametrize(("text", "number", "said"), SAID)
def test_the_dead_are_spoken_of(nlp: Language, text: str, number: str, said: bool) -> None:
    """Nobody is dead in whose sentence no word says so; a bare number is what its story tells of."""
    doc = nlp(text)
    start = text.index(number)
    span = doc.char_span(start, start + len(number))
    assert span is not None
    assert is_said("dead", doc, span.start, span.end) == said


def test_no_other_number_is_of_the_dead_without_a_word(nlp: Language) -> None:
    """Of what no metric measures, the item is a word of the text or none."""
    doc = nlp("The ministry said on Sunday that 400 people were there.")
    item = item_of(doc, 6, 8, "other", "person", Counts(load_topic("general")))
    assert item.name != "dead"


def test_every_known_item_has_its_words() -> None:
    """The shipped words name no item that the weights do not know, and miss none that has another's name."""
    known = {f.removeprefix("label=") for f in Linear.load("items").margins if f.startswith("label=")}
    assert item_words().words.keys() <= known
    assert set(labels("other", "other person")) <= item_words().words.keys()
