"""What a text shows its names to be."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.kinds import told_apart
from extractors.mentions import find_mentions
from tests.topics import shipped

KINDS = [
    ("Qorvane, a start-up from Utrecht, denied it.", "Qorvane", "organisation"),
    ("The fee was paid by Selkirk Dunmore. Selkirk's founder denied it.", "Selkirk Dunmore", "organisation"),
    ("A spokesman for Hale Northam denied it.", "Hale Northam", "organisation"),
    ("Tamsin Vale, 41, denied it.", "Tamsin Vale", "person"),
    ("It was signed by Oren Castell. On Friday Castell denied it.", "Oren Castell", "person"),
    ("The lawyer Oren Castell denied it.", "Oren Castell", "person"),
    ("The paper was printed in Lindhaven and sold near Lindhaven.", "Lindhaven", "place"),
    ("The ministry in the United States denied it.", "United States", "place"),
    ("Togo denied it.", "Togo", "place"),
    ("Brussels denied it.", "Brussels", "place"),
    ("The owners of the Vesta-9 denied it.", "Vesta-9", "model"),
]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_what_a_text_shows_a_name_to_be(nlp: Language, text: str, name: str, kind: str) -> None:
    """How newsrooms introduce a name and come back to it tells a body from a person and a place."""
    mentions = told_apart(find_mentions(nlp(text), shipped("general")))
    assert mentions.entities[name].kind == kind


def test_the_kinds_that_numbers_see_stay(nlp: Language) -> None:
    """The mentions that were given are left as they are."""
    mentions = find_mentions(nlp("Tamsin Vale, 41, denied it."), shipped("general"))
    before = {name: entity.kind for name, entity in mentions.entities.items()}
    told_apart(mentions)
    assert {name: entity.kind for name, entity in mentions.entities.items()} == before
