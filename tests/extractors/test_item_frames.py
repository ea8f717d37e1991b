"""What the words around a number tell of its item."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.frames import roles_of, words_of
from extractors.item_frames import Triggers, fitting, item_words
from extractors.items import known_labels
from extractors.linear import Linear
from extractors.parse import parse_of


def test_a_word_tells_of_items_in_fitting_units_alone() -> None:
    """A theft has an amount, and no length; a fire burns land, and no money."""
    assert "amount stolen" in fitting("EUR")
    assert "amount stolen" not in fitting("m")
    assert "burnt" in fitting("m2")
    assert "burnt" not in fitting("USD")
    assert "speed" in fitting("km/h")


REACH = [
    ("Thieves came at night. It rained. They took $4 million from a bank.", "near"),
    ("Thieves came at night. They took $4 million from a bank.", "previous"),
    ("It rained. Thieves took $4 million.", "frame"),
]


@pytest.mark.parametrize(("text", "reach"), REACH)
def test_words_tell_of_items_from_how_near_they_stand(nlp: Language, text: str, reach: str) -> None:
    """A word of the number's own clause is told apart from one in its sentence, the one before, or further back."""
    doc, start = nlp(text), text.index("$4 million")
    parse = parse_of(doc)
    first, last = parse.tokens_at(start, start + len("$4 million"))
    triggers = Triggers(words_of(doc), parse)
    found = triggers.near("USD", parse.sentence_index(first), roles_of(doc, first, last), parse)
    assert found["amount stolen"] == reach


def test_every_known_item_has_its_words() -> None:
    """What annotators call the dead and the like has its words in the shipped file, whose frames are all of use."""
    known = {f.removeprefix("label=") for f in Linear.load("items").told if f.startswith("label=")}
    for name, frame in item_words().frames.items():
        assert frame.units or name in known, name
    assert set(known_labels("other person")) <= item_words().frames.keys()
