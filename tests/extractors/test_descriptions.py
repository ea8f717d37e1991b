"""What a text calls the things that it names."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.mentions import find_mentions
from tests.topics import shipped

CALLED = [
    # (text, name, what the text calls it in apposition or as its compound, and what else beside the name)
    ("Fjellkraft, a Norwegian utility, sold a dam.", "Fjellkraft", {"utility"}, set()),
    ("The union Emek-Sen left.", "Emek-Sen", set(), {"union"}),
    ("Governor Ines Moe left.", "Ines Moe", set(), {"governor"}),
    ("The Tarn Ministry of Trade left.", "Tarn Ministry of Trade", set(), {"ministry"}),
    ("Fjellkraft left.", "Fjellkraft", set(), set()),
    ("Nobody left.", "Fjellkraft", set(), set()),
]


@pytest.mark.parametrize(("text", "name", "nouns", "more"), CALLED)
def test_nouns(nlp: Language, text: str, name: str, nouns: set[str], more: set[str]) -> None:
    """What stands beside a name says what it is; a title before it and a public body's own words do so more widely."""
    descriptions = find_mentions(nlp(text), shipped("general")).descriptions
    assert descriptions.nouns(name) == nouns
    assert descriptions.all_nouns(name) == nouns | more


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Ms Ines Moe left. Moe said so.", "Ines Moe", "f"),
        ("Mr Carl Bode left early.", "Carl Bode", "m"),
        ("Ines Moe left early.", "Ines Moe", None),
        ("Nobody left early.", "company spokeswoman", "f"),
    ],
)
def test_gender(nlp: Language, text: str, name: str, gender: str | None) -> None:
    """Titles and nouns tell whether "he" or "she" goes with somebody; a given name alone does not."""
    assert find_mentions(nlp(text), shipped("ai-compute")).descriptions.gender(name) == gender
