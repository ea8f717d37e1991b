"""What is said of a number itself, and what of others in its sentence."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.framed import framed
from extractors.parse import parse_of

SAID = [
    ("Some 80 people are still missing.", "80", {"missing"}, set()),
    ("Some 80 people from two villages on the coast are unaccounted for.", "80", {"unaccounted"}, set()),
    ("The storm left 1,200 people without a home.", "1,200", {"without", "home"}, {"storm"}),
    ("The mayor met 12 people who are missing.", "12", {"missing"}, set()),
    ("Of 80 passengers, 30 are missing.", "30", {"missing"}, {"passengers"}),
    ("Of 80 passengers, 30 are missing.", "80", {"passengers"}, {"missing"}),
    ("The missing ship carried 80 people.", "80", {"carried"}, {"missing", "ship"}),
    ("Forty people read 3 books about missing ships.", "3", {"books"}, {"Forty"}),
]


@pytest.mark.parametrize(("text", "number", "said", "unsaid"), SAID)
def test_what_is_said_of_a_number(
    nlp: Language, text: str, number: str, said: set[str], unsaid: set[str]
) -> None:
    """Its own phrase, its governor and what that says of it are; what is said of others is not."""
    doc = nlp(text)
    (token,) = [token for token in doc if token.text == number]
    words = {doc[i].text for i in framed(parse_of(doc), token.i, token.i + 1)}
    assert said <= words
    assert not unsaid & words
