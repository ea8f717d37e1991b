"""Whom pronouns and descriptions of statements stand for."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.kinds import told_apart
from extractors.mentions import Mentions, find_mentions
from tests.topics import shipped


def mentions_of(nlp: Language, text: str, title: str | None = None) -> Mentions:
    return told_apart(find_mentions(nlp(text), shipped("general"), title))


MEANT = [
    ("Voltara Systems denied on Monday that it had lied.", "it", "Voltara Systems"),
    ("Voltara Systems sued Ines Falk in May. She denied that.", "She", "Ines Falk"),
    ("Mr Dale Orwin spoke first. Mrs Ina Holt spoke next. He denied all.", "He", "Dale Orwin"),
    ("Kelmore, a Hague lender, hired Tidal Optics. The lender denied it.", "lender denied", "Kelmore"),
    # what "it" stood for is a mention as well
    ("Sorel Marine bought a yard in May. It paid cash. It denied a fraud.", "It denied", "Sorel Marine"),
]


@pytest.mark.parametrize(("text", "words", "name"), MEANT)
def test_whom_words_stand_for(nlp: Language, text: str, words: str, name: str) -> None:
    """The likeliest name that agrees, by where it stands and by what it was called."""
    start = text.index(words)
    assert mentions_of(nlp, text).resolve(start, start + len(words.split()[0])) == name


def test_a_text_of_pronouns_alone_is_read(nlp: Language) -> None:
    """Ten thousand pronouns before another need no depth of calls."""
    text = "Voltara said so. " + "It said that it knew. " * 5000
    assert mentions_of(nlp, text).resolve(len(text) - 8, len(text) - 6) == "Voltara"
