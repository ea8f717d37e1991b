"""The events that a story speaks of."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.parse import parse_of
from extractors.phrases import phrases
from extractors.story_events import MOST, story_events

STORIES = [
    # (text, its events, most often named first, each by its fullest name)
    ("A fire broke out. The Princess Talei fire killed 3. The strike ended after the fire.", ["Princess Talei fire", "strike"]),
    ("The strike began. Rain fell on the Nordfrakt strike.", ["Nordfrakt strike"]),
    ("Sales rose.", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events"), STORIES)
def test_story_events(nlp: Language, text: str, events: list[str]) -> None:
    """An event has the fullest name that the text gives to one of its noun, and stands before what is named less."""
    parse = parse_of(nlp(text))
    found = [phrase for sentence in parse.sentences for phrase in phrases(parse, sentence)]
    assert [event.name for event in story_events(found, text)] == events


def test_few_events_are_what_a_story_is_about(nlp: Language) -> None:
    """Of many events those that are named most are kept."""
    text = "The strike, the fire, the flood, the war and the election mattered."
    parse = parse_of(nlp(text))
    assert len(story_events(list(phrases(parse, parse.sentences[0])), text)) == MOST
