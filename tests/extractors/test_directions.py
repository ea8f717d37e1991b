"""Whether a number went up or down."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.directions import direction_of, directions
from extractors.parse import parse_of

MOVES = [
    ("Sales rose [4%] in May.", "up"),
    ("Sales fell [4%] in May.", "down"),
    ("A [4%] drop in sales hurt.", "down"),
    ("Sales were up [4%].", "up"),
    ("The firm lost [$4 million].", "down"),
    ("The share is [4%].", None),
    (
        "(Corrects loss of market value in paragraph 2 to [$589 billion], not $593 billion; adds comment)",
        "down",
    ),
]


@pytest.mark.parametrize(("text", "direction"), MOVES)
def test_direction_of(nlp: Language, text: str, direction: str | None) -> None:
    """The words that govern a change say which way it went; without one nothing is guessed."""
    start, end = text.index("["), text.index("]") - 1
    doc = nlp(text.replace("[", "").replace("]", ""))
    assert direction_of(doc, *parse_of(doc).tokens_at(start, end)) == direction


def test_words_before_an_earlier_level_go_one_way() -> None:
    """What stands before an earlier level begins with a word of direction: "up from"."""
    known = directions()
    assert all({*known.up, *known.down}.intersection(phrase.split()) for phrase in known.before)
