"""Pronouns by whom they can mean (data/pronouns.yml).

"she" in pronouns().personal     # True
pronouns().genders["she"]        # "f"
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from extractors import vocabulary
from extractors.vocabulary import Checked


class Pronouns(Checked):
    """The whole of data/pronouns.yml."""

    masculine: frozenset[str]
    feminine: frozenset[str]
    neuter: frozenset[str]
    plural: frozenset[str]
    speaking: frozenset[str]
    relative: frozenset[str]
    possessive: frozenset[str]

    @cached_property
    def personal(self) -> frozenset[str]:
        """Those for one person."""
        return self.masculine | self.feminine

    @cached_property
    def anaphoric(self) -> frozenset[str]:
        """Those that take up what was named before: all but a speaker's own, and relative ones."""
        return self.personal | self.neuter | self.plural

    @cached_property
    def genders(self) -> dict[str, str]:
        """Pronoun for one person → "m" or "f"."""
        return {**dict.fromkeys(self.masculine, "m"), **dict.fromkeys(self.feminine, "f")}


@lru_cache(maxsize=1)
def pronouns() -> Pronouns:
    """The shipped pronouns, read once a process; TopicError names file, line and key of a fault."""
    return vocabulary.shipped(Pronouns, "pronouns")
