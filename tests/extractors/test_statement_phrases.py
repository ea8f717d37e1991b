"""The words of open statements: in basic form, and still a sentence."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.clauses import Clause
from extractors.parse import parse_of
from extractors.statement_phrases import LONGEST, phrase_of

PHRASES = [
    # text, its verb, the phrase
    ("The firm had not broken any export rule.", "broken", "break export rule"),
    (
        "It was possible to train AI models at such a price.",
        "was",
        "it be possible to train AI models at such a price",
    ),
    (
        "The ministry had failed to warn fishermen and their families.",
        "failed",
        "fail to warn fishermen and families",
    ),
    (
        "The vaccine is unsafe for children or pregnant women.",
        "is",
        "be unsafe for children or pregnant women",
    ),
    ("The school was told about the abuse.", "told", "be told about abuse"),
    ("The mayor would resign.", "resign", "will resign"),
    ("The firm could read messages.", "read", "can read messages"),
    ("The plant is going to close in May.", "going", "be going to close in May"),
    ("The firm moved money abroad.", "moved", "move money abroad"),
    ("The firm hid Kestrel's chips.", "hid", "hide Kestrel's chips"),
    ("The crew has sailed with no licence.", "sailed", "sail with no licence"),
    ("It left the port on Monday.", "left", "leave port on Monday"),
]


@pytest.mark.parametrize(("text", "verb", "phrase"), PHRASES)
def test_a_phrase_is_a_sentence_without_its_subject(nlp: Language, text: str, verb: str, phrase: str) -> None:
    """Articles, helpers and negation of the verb go; words that join stay; what is to come or can be is said."""
    doc = nlp(text)
    (token,) = [token for token in doc if token.text == verb]
    assert phrase_of(doc, Clause(parse_of(doc), token.i)) == phrase


def test_a_long_phrase_says_that_it_goes_on(nlp: Language) -> None:
    """What is cut ends with an ellipsis, and not with a word that leads nowhere."""
    doc = nlp(
        "The firm sold chips to buyers in Laos and to buyers in Fiji and to buyers in Peru and in Chad."
    )
    phrase = phrase_of(doc, Clause(parse_of(doc), 2))
    assert phrase.endswith(" …")
    assert len(phrase.split()) <= LONGEST + 1
    assert phrase.split()[-2] not in ("and", "to", "in")
