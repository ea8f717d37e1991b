"""Who does what a verb says, and whether it is done to somebody."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.parse import parse_of
from extractors.verbs import is_passive, subject_of

SUBJECTS = [
    # (text, verb, its subject)
    ("The harbour board said that it has 50 cranes.", "has", "it"),
    ("The harbour board grew, adding 50 cranes.", "adding", "The harbour board"),
    ("Kelmore wants to buy 50 cranes.", "buy", "Kelmore"),
    ("The firm that owns 50 cranes grew.", "owns", "The firm"),
    ("Buy 50 cranes.", "Buy", None),
]


@pytest.mark.parametrize(("text", "verb", "subject"), SUBJECTS)
def test_the_subject_of_a_verb(nlp: Language, text: str, verb: str, subject: str | None) -> None:
    """Its own, that of the verb above it, or the noun that its clause belongs to; none where nothing tells."""
    parse = parse_of(nlp(text))
    found = subject_of(parse, parse.form.index(verb))
    assert (parse.text[slice(*parse.span(*found))] if found else None) == subject


VOICES = [
    ("The figures were compiled by the union.", "compiled", True),
    ("Figures compiled by the union show 50.", "compiled", True),
    ("Lab said to own 50,000 chips", "said", True),
    ("The lab said it owns 50,000 chips.", "said", False),
    ("The union compiled figures.", "compiled", False),
]


@pytest.mark.parametrize(("text", "verb", "passive"), VOICES)
def test_the_voice_of_a_verb(nlp: Language, text: str, verb: str, passive: bool) -> None:
    """Passive with its helper, without it after a noun, and in headlines before "to"."""
    parse = parse_of(nlp(text))
    assert is_passive(parse, parse.form.index(verb)) is passive
