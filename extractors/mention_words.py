"""Words that tell what a capitalised name or a common noun stands for (data/mentions.yml).

mention_words().kind_of_noun["startup"]      # "organisation"
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from extractors import vocabulary
from extractors.vocabulary import Checked


class MentionWords(Checked):
    """The whole of data/mentions.yml."""

    calendar: frozenset[str]
    demonyms: frozenset[str]
    units: frozenset[str]
    titles: frozenset[str]
    portfolios: frozenset[str]
    joiners: frozenset[str]
    qualifying: frozenset[str]
    amounts: frozenset[str]
    name_words: dict[str, frozenset[str]]
    of_its_place: frozenset[str]
    nouns: dict[str, frozenset[str]]
    introducing: frozenset[str]
    measured: frozenset[str]
    had: frozenset[str]
    broad: frozenset[str]
    own: frozenset[str]
    typed: frozenset[str]
    wire: frozenset[str]
    genders: dict[str, frozenset[str]]
    idle: frozenset[str]
    definite: frozenset[str]
    of_event: frozenset[str]
    place_prepositions: frozenset[str]
    offices: tuple[str, ...]
    abbreviations: frozenset[str]

    @cached_property
    def kind_of_noun(self) -> dict[str, str]:
        """Common noun (lemma) → the kind that it stands for; the first kind that lists it."""
        return {noun: kind for kind in reversed(self.nouns) for noun in self.nouns[kind]}

    @cached_property
    def opening(self) -> frozenset[str]:
        """What says of a body what it is, before its name at the head of a sentence: "Retailer Castell", "Rival Nimbus"."""
        return (self.introducing | self.nouns["organisation"]) - self.name_words["organisation"]

    @cached_property
    def kind_of_word(self) -> dict[str, str]:
        """Word of a name (lower case) → the kind of name that has it; the first kind that lists it."""
        return {word: kind for kind in reversed(self.name_words) for word in self.name_words[kind]}


@lru_cache(maxsize=1)
def mention_words() -> MentionWords:
    """The shipped words, read once a process; TopicError names file, line and key of a fault."""
    return vocabulary.shipped(MentionWords, "mentions")
