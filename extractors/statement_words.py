"""Words by which statements without a number are read (data/statements.yml).

"management" in statement_words().managing      # True
"""

from __future__ import annotations

from functools import lru_cache

from extractors import vocabulary
from extractors.vocabulary import Checked


class StatementWords(Checked):
    """The whole of data/statements.yml."""

    anyone: frozenset[str]
    within: frozenset[str]
    managing: frozenset[str]
    acting: tuple[str, ...]
    advocates: frozenset[str]
    clients: frozenset[str]
    representatives: frozenset[str]
    empty: frozenset[str]
    echoes: frozenset[str]
    not_telling: frozenset[str]
    articles: frozenset[str]
    fillers: frozenset[str]
    leading_on: frozenset[str]
    modals: dict[str, str]
    being: frozenset[str]
    having: frozenset[str]
    objects: frozenset[str]
    prepositions: frozenset[str]


@lru_cache(maxsize=1)
def statement_words() -> StatementWords:
    """The shipped words, read once a process; TopicError names file, line and key of a fault."""
    return vocabulary.shipped(StatementWords, "statements")
