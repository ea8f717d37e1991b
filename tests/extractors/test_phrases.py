"""Noun phrases and their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from extractors.parse import parse_of
from extractors.phrases import compound, noun_at, phrases, singular

FOUND = [
    # (text, its phrases: name, kind, whether they go back to something)
    ("The strike at Nordfrakt cost the firm dearly.", [("Nordfrakt strike", "event", True), ("firm", "organisation", True)]),
    ("A latest steep bill came.", [("steep bill", "noun", False)]),
    ("A 5.9-magnitude earthquake struck.", [("earthquake", "event", False)]),
    ("Tuesday's crash was the worst.", [("crash", "event", True)]),
    ("A two-year-old girl slept.", [("girl", "person", False)]),
    ("Its new ships sank.", [("ships", "thing", True)]),
    ("BALTIMORE - The bridge that fell will cost more.", [("bridge", "thing", True)]),
    ("Nordfrakt fell.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_phrases(nlp: Language, text: str, expected: list[tuple[str, str, bool]]) -> None:
    """A phrase is named by its head and what tells it from others; names and pronouns are none."""
    parse = parse_of(nlp(text))
    found = [(each.name, each.kind, each.definite) for each in phrases(parse, parse.sentences[0])]
    assert found == expected


SINGULAR = [
    ("Chips", "chip"),
    ("GPUs", "gpu"),
    ("cities", "city"),
    ("boxes", "box"),
    ("churches", "church"),
    ("bus", "bus"),
    ("glass", "glass"),
    ("crisis", "crisis"),
    ("gas", "gas"),
]


@pytest.mark.parametrize(("noun", "expected"), SINGULAR)
def test_singular(noun: str, expected: str) -> None:
    """A plural s goes; one that belongs to the word stays."""
    assert singular(noun) == expected


@given(st.text(max_size=20))
def test_no_word_has_no_singular(word: str) -> None:
    """Any text at all has one, no longer than itself."""
    assert len(singular(word)) <= len(word.lower())


def test_hyphens_join_a_noun(nlp: Language) -> None:
    """ "Start-ups" is one noun, though the parser sees three tokens."""
    parse = parse_of(nlp("Three start-ups failed."))
    assert noun_at(parse, parse.lower.index("ups")) == "start-up"


def test_a_compound_is_taken_whole(nlp: Language) -> None:
    """A noun comes with its compounds and adjectives, without article or number."""
    parse = parse_of(nlp("It paid the 4 high operating costs."))
    assert compound(parse, parse.lower.index("costs")) == "high operating costs"
