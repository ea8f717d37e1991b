"""Nouns for documents, bodies, people and those who speak for others (data/speakers.yml).

"spokesman" in speaker_words().spokespeople      # True
"""

from __future__ import annotations

from functools import lru_cache

from extractors import vocabulary
from extractors.vocabulary import Checked


class SpeakerWords(Checked):
    """The whole of data/speakers.yml."""

    documents: frozenset[str]
    seen: frozenset[str]
    spokespeople: frozenset[str]
    owners: frozenset[str]
    listeners: frozenset[str]
    bodies: frozenset[str]
    companies: frozenset[str]
    people: frozenset[str]
    legal_forms: frozenset[str]
    voices: frozenset[str]
    offices: frozenset[str]
    known_as: dict[str, str]
    linkers: frozenset[str]
    apart: frozenset[str]
    about: frozenset[str]
    definite: frozenset[str]
    described: frozenset[str]
    belonging: frozenset[str]
    qualifying: frozenset[str]
    person_endings: tuple[str, ...]


@lru_cache(maxsize=1)
def speaker_words() -> SpeakerWords:
    """The shipped words, read once a process; TopicError names file, line and key of a fault."""
    return vocabulary.shipped(SpeakerWords, "speakers")
