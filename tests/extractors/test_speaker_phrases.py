"""A phrase that mentions a speaker."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.parse import Parse, parse_of
from extractors.speaker_phrases import (
    document_name,
    head_of,
    is_amount,
    is_document,
    is_person,
    is_pronoun,
    owner_of,
    proper_name,
)


def mention(nlp: Language, text: str) -> tuple[Parse, tuple[int, int]]:
    """The parse, and the tokens of the mention in square brackets."""
    start, end = text.index("["), text.index("]") - 1
    parse = parse_of(nlp(text.replace("[", "").replace("]", "")))
    return parse, parse.tokens_at(start, end)


NAMES = [
    # (text, the name in the mention, whether it is one person)
    ("[Chief executive Rob Tully] said so.", "Rob Tully", True),
    ("[A clerk] said so.", None, True),
    ("[Petra Voss of the works council] said so.", "Petra Voss", True),
    ("[The ministry] said so.", None, False),
    ("[The Tarn Ministry of Trade] said so.", "Tarn Ministry of Trade", False),
    ("[The head of Velden] said so.", None, True),
    ("[Velden Inc] said so.", "Velden Inc", False),
    ("[She] said so.", None, False),
]


@pytest.mark.parametrize(("text", "name", "person"), NAMES)
def test_the_name_in_a_mention(nlp: Language, text: str, name: str | None, person: bool) -> None:
    """The name is the speaker's own, not that of the body whose head speaks; roles and full names are people."""
    parse, tokens = mention(nlp, text)
    found = proper_name(parse, tokens, head_of(parse, tokens))
    assert (found and parse.text[slice(*parse.span(*found))]) == name
    assert is_person(parse, tokens) is person


OWNERS = [
    ("[A survey by Harburg University] said so.", "Harburg University"),
    ("[Velden's spokesman] said so.", "Velden"),
    ("[A Velden spokesman] said so.", "Velden"),
    ("[A spokesman] said so.", None),
]


@pytest.mark.parametrize(("text", "owner"), OWNERS)
def test_whose_document_or_spokesman_it_is(nlp: Language, text: str, owner: str | None) -> None:
    """The owner stands before it, or after "by", "of" and the like."""
    parse, tokens = mention(nlp, text)
    found = owner_of(parse, head_of(parse, tokens), tokens)
    assert (found and parse.text[slice(*parse.span(*found))]) == owner


AMOUNTS = [
    ("[180K GPU hours] means 3.7 days on that cluster.", True),
    ("[17.7% of the chips] answered no request.", True),
    ("[Those 256 servers] say a lot about the lab.", True),
    ("[Three doctors] said so.", False),
    ("[Two studies] found so.", False),
    ("[Four banks] said so.", False),
    ("[One explainer] says so.", False),
    ("[The servers] say so.", False),
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_an_amount_is_no_speaker(nlp: Language, text: str, expected: bool) -> None:
    """So much of a thing tells nothing; so many people, bodies or documents do."""
    assert is_amount(*mention(nlp, text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Meta's model card] says so.", True),
        ("[The paper] says so.", True),
        ("[The graphics card] is new.", False),
    ],
)
def test_a_document_may_need_two_words(nlp: Language, text: str, expected: bool) -> None:
    """A model card is one, a card is none."""
    parse, tokens = mention(nlp, text)
    assert is_document(parse, head_of(parse, tokens)) is expected


def test_a_document_has_a_short_name(nlp: Language) -> None:
    """It is the noun with what directly qualifies it."""
    parse, tokens = mention(nlp, "[The firm's technical report] said so.")
    assert document_name(parse, head_of(parse, tokens)) == "technical report"


@pytest.mark.parametrize(("word", "pronoun"), [("He", True), ("Who", True), ("We", True), ("Velden", False)])
def test_pronouns(nlp: Language, word: str, pronoun: bool) -> None:
    """He, we and who only take up somebody."""
    assert is_pronoun(parse_of(nlp(f"{word} left.")), 0) is pronoun
